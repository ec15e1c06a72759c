"""Opens the database: checks whose it is and how old, applies migrations, copies it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from store.errors import READ_ONLY, StoppedError, StoreError, plain_sentences
from store.pool import CACHE_KIB, PATIENCE, SMALL_CACHE_KIB, Store, may_write
from store.progress import Progress, untold

__all__ = ["StoppedError", "Store", "StoreError", "open_store"]

VERSION = 2
"""`PRAGMA user_version` of a file that has every migration of `store/schema.py`."""

APPLICATION_ID = 0x434D_5155
"""`PRAGMA application_id` of a file of ours: "CMQU"."""

PAGE_SIZE = 4096
"""Bytes. Most texts are longer and fill pages of their own; at 8192 they would leave a third of theirs empty."""

COPIED_PAGES = 4096
"""Pages copied at a time."""


def open_store(
    path: Path,
    *,
    readonly: bool = False,
    marks: Path | None = None,
    patience: float = PATIENCE,
    small: bool = False,
    tell: Progress = untold,
) -> Store:
    """Opens or creates the database at `path`, bringing its schema up to date.

    `marks` keeps the reader's own marks in a file of their own, for a database that is read only; `patience` is
    how long (seconds) to wait for another process that writes; a `small` store keeps few pages in memory; `tell`
    hears how far an upgrade is.
    Raises `StoreError` for a newer version, not a database, locked, read only, disk full.
    """
    if readonly and not path.exists():
        raise StoreError(f"{path} does not exist.")
    store = Store(path, readonly=readonly, patience=patience, follow=[path] if readonly else ())
    store.cache_kib = SMALL_CACHE_KIB if small else CACHE_KIB
    try:
        with plain_sentences(path):
            if not readonly:
                path.parent.mkdir(parents=True, exist_ok=True)
                if path.exists() and not (may_write(path) and may_write(path.parent)):
                    raise StoreError(READ_ONLY.format(name=path))
            _check_version(store, tell)
    except BaseException:
        store.close()
        raise
    if marks is None:
        return store
    from store.desk import with_marks_apart  # most databases hold their own marks

    return with_marks_apart(store, marks)


def _check_version(store: Store, tell: Progress) -> None:
    """Refuses what is not ours or newer than we are; migrates what is older."""
    with store.reading() as connection:
        version = _number(connection, "PRAGMA user_version")
        ours = _number(connection, "PRAGMA application_id") == APPLICATION_ID
        empty = not _number(connection, "SELECT count(*) FROM sqlite_master")
    if not ours and not empty:
        raise StoreError(f"{store.path} is a database of another program.")
    if version > VERSION:
        raise StoreError(
            f"{store.path} was made by a newer version of Communiqué (its schema is {version}, this one knows "
            f"{VERSION}). Update Communiqué, or use another file with --db."
        )
    if version < VERSION:
        if store.readonly:
            raise StoreError(f"{store.path} was made by an older version: open it once for writing to update it.")
        _migrate(store, version, tell)
    elif not store.readonly:
        use_log(store)


def _migrate(store: Store, version: int, tell: Progress) -> None:
    """Applies what is missing, in one transaction; a database in use is copied first."""
    from sqlite_utils import Database

    from store.schema import migrations

    if version:
        with store.exclusively() as connection:
            if _number(connection, "PRAGMA user_version") != version:  # another process was faster
                return
            copy_database(connection, store.path.with_name(f"{store.path.name}.schema-{version}.bak"))
    use_log(store)
    with store.writing() as connection:
        if _number(connection, "PRAGMA user_version") != version:
            return
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {VERSION}")
        migrations.apply(Database(connection, recursive_triggers=False, execute_plugins=False))
        if version:
            from store.derived import derive_anew

            derive_anew(connection, tell)


def use_log(store: Store) -> None:
    """Sees to it that readers and a writer do not wait for each other."""
    with store.reading() as connection:
        (mode,) = connection.execute("PRAGMA main.journal_mode").fetchone()
    if mode != "wal":
        with store.exclusively() as connection:
            connection.execute(f"PRAGMA main.page_size = {PAGE_SIZE}")
            connection.execute("PRAGMA main.auto_vacuum = INCREMENTAL")
            connection.execute("PRAGMA main.journal_mode = WAL")


def copy_database(connection: sqlite3.Connection, target: Path, tell: Progress = untold) -> None:
    """Copies the whole database to `target`, one portable file that appears when it is complete.

    `tell` hears how many pages are done of how many.
    """
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    copy = sqlite3.connect(part, isolation_level=None)
    try:
        connection.backup(copy, pages=COPIED_PAGES, progress=lambda _, left, all_: tell(all_ - left, all_))
        copy.execute("PRAGMA journal_mode = DELETE")
    except BaseException:
        copy.close()
        part.unlink(missing_ok=True)
        raise
    copy.close()
    part.replace(target)


def _number(connection: sqlite3.Connection, question: str) -> int:
    return int(connection.execute(question).fetchone()[0])
