# ruff: noqa: S608 - SQL is put together from words of our own; what comes from outside is always a parameter
"""Keeps the database in shape: backup, vacuum, forgetting what is old, what is due to be read again."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from statements.model import Article
from store.coding import packed
from store.compile import compile_filter
from store.connect import Store, StoreError, copy_database
from store.fill import read_article
from store.lines import Lines
from store.query import StatementFilter

Progress = Callable[[int, int], None]
"""Told how much is done of how much."""

BATCH = 200
"""Articles forgotten in one transaction: nobody waits long for it."""


def untold(done: int, whole: int) -> None:
    """Tells nobody."""


def backup(store: Store, target: Path, tell: Progress = untold) -> None:
    """Copies the database as it is now to `target`, while others go on using it. Never overwrites a file."""
    if target.exists():
        raise StoreError(f"{target} exists already: nothing was written.")
    with store.snapshot() as db:
        db.execute("SELECT 1 FROM counters").fetchall()  # from here on, this connection sees one state
        copy_database(db, target, tell)


def vacuum(store: Store) -> tuple[int, int]:
    """Gives unused space back to the disk; returns the size in bytes before and after."""
    with store.exclusively() as db:
        before = _bytes(db)
        if shutil.disk_usage(store.path.parent).free < 2 * before:
            raise StoreError(f"Too little space is free beside {store.path}: {2 * before:,} bytes are needed.")
        db.execute("INSERT INTO wordings_text (wordings_text) VALUES ('optimize')")
        db.execute("VACUUM")
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        return before, _bytes(db)


def pack(store: Store, older_than: timedelta, now: datetime, tell: Progress = untold) -> int:
    """Packs the texts of articles dated before `now - older_than`; returns how many. `vacuum` frees the space."""
    edge, last, done = int((now - older_than).timestamp()), 0, 0
    while True:
        with store.writing() as db:
            plain = db.execute(_PLAIN, {"edge": edge, "last": last, "count": BATCH}).fetchall()
            texts = [(packed(text), key) for key, text in plain]
            db.executemany("UPDATE revisions SET text = ? WHERE key = ?", texts)
        done += len(plain)
        tell(done, done + len(plain))
        if len(plain) < BATCH:
            return done
        last = plain[-1][0]


_PLAIN = """
    SELECT r.key, r.text FROM revisions AS r CROSS JOIN articles AS a ON a.key = r.article
    WHERE r.key > :last AND typeof(r.text) = 'text' AND dated < :edge ORDER BY r.key LIMIT :count"""


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What went."""

    articles: int = 0
    statements: int = 0


def forget(
    store: Store,
    older_than: timedelta,
    now: datetime,
    *,
    source_id: str | None = None,
    keep: Sequence[StatementFilter] = (),
    tell: Progress = untold,
) -> Forgotten:
    """Removes articles of `source_id` (or of all) dated before `now - older_than`, a batch at a time.

    An article stays whole if any of its statements is starred, noted, tagged or corrected, or is one of `keep`.
    """
    edge = int((now - older_than).timestamp())
    articles = statements = 0
    last = 0
    while True:
        with store.writing() as db:
            old = db.execute(_OLD, {"edge": edge, "source": source_id, "last": last, "count": BATCH}).fetchall()
            kept = _kept(db, [key for key, _, _ in old], keep, now)
            lines = Lines(db, 0)
            for key, article_id, text_hash in old:
                if key not in kept:
                    articles += 1
                    statements += _forget_article(db, lines, key, article_id, text_hash)
            lines.settle()
        tell(articles, articles + len(old))
        if len(old) < BATCH:
            return Forgotten(articles, statements)
        last = old[-1][0]


_OLD = """
    SELECT key, id, text_hash FROM articles
    WHERE key > :last AND dated < :edge
        AND (:source IS NULL OR source = (SELECT key FROM sources WHERE id = :source))
    ORDER BY key LIMIT :count"""


def _kept(
    db: sqlite3.Connection, articles: Sequence[int], keep: Sequence[StatementFilter], now: datetime
) -> set[int]:
    """Those of these articles that have a statement worth keeping."""
    asked = {"articles": json.dumps(articles)}
    among = "s.article IN (SELECT value FROM json_each(:articles))"
    found = db.execute(
        f"SELECT DISTINCT article FROM statements AS s WHERE {among} AND (EXISTS (SELECT 1 FROM marks AS m "
        "WHERE key = coalesce(s.same, s.key) AND coalesce(starred_at, note, m.stance) IS NOT NULL) "
        "OR EXISTS (SELECT 1 FROM tags WHERE key = coalesce(s.same, s.key)))",
        asked,
    ).fetchall()
    for where in keep:
        plan = compile_filter(db, where, now)
        question = f"SELECT DISTINCT article FROM statements AS s WHERE {among} AND {plan.whole}"
        bounds = {"low": plan.low, "high": plan.high, "upto": 2**62}
        found += db.execute(question, asked | plan.parameters | bounds).fetchall()
    return {article for (article,) in found}


def _forget_article(db: sqlite3.Connection, lines: Lines, key: int, article_id: str, text_hash: str) -> int:
    said = db.execute("SELECT key FROM statements WHERE article = ?", (key,)).fetchall()
    for (statement,) in said:
        lines.remove(statement)
    db.execute("DELETE FROM revisions WHERE article = ?", (key,))
    db.execute("DELETE FROM articles WHERE key = ?", (key,))
    db.execute("INSERT OR REPLACE INTO forgotten VALUES (?, ?)", (article_id, text_hash))
    return len(said)


def due_for_reading(store: Store, version: str, count: int) -> list[Article]:
    """Up to `count` articles that were read by other rules than `version`, the newest first.

    Give their new readings to `remember.reread`: what is done is due no more, so it can stop anywhere and go on.
    """
    with store.snapshot() as db:
        ids = db.execute(
            "SELECT id FROM articles WHERE reading IN (SELECT key FROM readings WHERE version <> ?) "
            "ORDER BY key DESC LIMIT ?",
            (version, count),
        ).fetchall()
        stored = (read_article(db, article_id) for (article_id,) in ids)
        return [found.article for found in stored if found]


def left_to_read(store: Store, version: str) -> tuple[int, int]:
    """How many articles are still to be read by `version`, and how many there are."""
    with store.snapshot() as db:
        others = "SELECT key FROM readings WHERE version <> ?"
        (due,) = db.execute(f"SELECT count(*) FROM articles WHERE reading IN ({others})", (version,)).fetchone()
        (whole,) = db.execute("SELECT count(*) FROM articles").fetchone()
    return due, whole


def _bytes(db: sqlite3.Connection) -> int:
    return int(db.execute("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size").fetchone()[0])
