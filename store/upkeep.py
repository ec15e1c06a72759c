"""Backup, and what is due to be read again."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterable
from pathlib import Path

from statements.model import Article
from store.connect import Store, StoreError, copy_database
from store.fill import read_article
from store.progress import Progress, untold
from store.remember import UNREAD


def backup(store: Store, target: Path, tell: Progress = untold) -> None:
    """Copies the database as it is now to `target`, while others go on using it. Never overwrites a file."""
    if target.exists():
        raise StoreError(f"{target} exists already: nothing was written.")
    with store.snapshot() as db:
        db.execute("SELECT 1 FROM counters").fetchall()  # from here on, this connection sees one state
        copy_database(db, target, tell)


def rebuild(store: Store) -> None:
    """Writes the whole file anew, so that its free space can be given back bit by bit. Writers wait meanwhile."""
    with store.exclusively() as db:
        (size,) = db.execute("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size").fetchone()
        if shutil.disk_usage(store.path.parent).free < 2 * size:
            raise StoreError(f"Too little space is free beside {store.path}: {2 * size:,} bytes are needed.")
        db.execute("PRAGMA auto_vacuum = INCREMENTAL")
        db.execute("VACUUM")
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def can_shrink(store: Store) -> bool:
    """Whether free space can be given back bit by bit; not in a file that is older than this."""
    with store.reading() as db:
        return bool(db.execute("PRAGMA auto_vacuum").fetchone()[0])


def due_for_reading(store: Store, version: str, count: int) -> list[Article]:
    """Up to `count` articles that were read by other rules than `version`, the newest first.

    Give their new readings to `remember.reread`: what is done is due no more, so it can stop anywhere and go on.
    """
    with store.snapshot() as db:
        others = db.execute("SELECT key FROM readings WHERE version NOT IN (?, ?)", (version, UNREAD)).fetchall()
        keys = [key for other in others for (key,) in db.execute(_DUE, (*other, count)).fetchall()]
        newest = sorted(keys, reverse=True)[:count]
        ids = [db.execute("SELECT id FROM articles WHERE key = ?", (key,)).fetchone() for key in newest]
        return _articles(db, ids)


def unread(store: Store, count: int) -> list[Article]:
    """Up to `count` articles whose text is still to be read, the newest first. Their readings go to `reread`."""
    with store.snapshot() as db:
        ids = db.execute(
            "SELECT id FROM articles WHERE reading = (SELECT key FROM readings WHERE version = ?) "
            "ORDER BY dated DESC LIMIT ?",
            (UNREAD, count),
        ).fetchall()
        return _articles(db, ids)


def _articles(db: sqlite3.Connection, ids: Iterable[tuple[str]]) -> list[Article]:
    stored = (read_article(db, article_id) for (article_id,) in ids)
    return [found.article for found in stored if found]


_DUE = "SELECT key FROM articles INDEXED BY articles_by_reading WHERE reading = ? ORDER BY key DESC LIMIT ?"


def left_to_read(store: Store, version: str) -> tuple[int, int]:
    """How many articles that were read are to be read again by `version`, and how many there are."""
    with store.snapshot() as db:
        (due,) = db.execute(
            "SELECT count(*) FROM articles WHERE reading IN (SELECT key FROM readings WHERE version NOT IN (?, ?))",
            (version, UNREAD),
        ).fetchone()
        (whole,) = db.execute("SELECT count(*) FROM articles").fetchone()
    return due, whole
