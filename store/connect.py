"""Opens the database: a pool of connections, WAL, one writer at a time, migrations applied.

SQLite before 3.51.3 can lose a commit when two processes reset the write-ahead log at once. Every write,
checkpoint and close therefore happens under a lock file beside the database, checkpoints are only made here,
and no database file is ever opened by other means than SQLite while it is in use.
"""

from __future__ import annotations

import fcntl
import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from pathlib import Path

from store.errors import StoppedError, StoreError, plain_sentences

__all__ = ["StoppedError", "Store", "StoreError", "open_store"]

VERSION = 2
"""`PRAGMA user_version` of a file that has every migration of `store/schema.py`."""

APPLICATION_ID = 0x434D_5155
"""`PRAGMA application_id` of a file of ours: "CMQU"."""

PATIENCE = 5.0
"""Seconds to wait for another process that writes."""

LOG_LIMIT = 16 * 1024 * 1024
"""Bytes of write-ahead log after which a writer folds it into the database."""

PAGE_SIZE = 4096
"""Bytes. Most texts are longer and fill pages of their own; at 8192 they would leave a third of theirs empty."""

CACHE_KIB = 32 * 1024

COPIED_PAGES = 4096
"""Pages copied at a time."""


Prepare = Callable[[sqlite3.Connection], None]


class Store:
    """An open database. Safe to share between threads: a connection serves one at a time."""

    def __init__(self, path: Path, *, readonly: bool, patience: float, prepare: Prepare | None = None) -> None:
        """`prepare` is given every new connection."""
        self.path = path
        self.readonly = readonly
        self.patience = patience
        self.desk: Store | None = None
        """Where the reader's marks are, when they are in a file of their own."""
        self._prepare = prepare
        self._idle: list[sqlite3.Connection] = []
        self._all: set[sqlite3.Connection] = set()
        self._pool = threading.Lock()
        self._writer = threading.RLock()
        self._guard: int | None = None
        self._closed = False
        self._fold_at = LOG_LIMIT

    def close(self) -> None:
        """Closes every connection; a later use raises `StoreError`."""
        if self.desk:
            self.desk.close()
        with self._writer, ExitStack() as guard:
            self._closed = True
            with suppress(StoreError, OSError):  # closing may fold the log in; without the lock it must close too
                guard.enter_context(self._locked_file())
            self._idle.clear()
            while self._all:
                self._all.pop().close()
            guard.close()
            if self._guard is not None:
                os.close(self._guard)
                self._guard = None

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection to ask; fetch all you need and give it back: an open cursor keeps the log from shrinking."""
        with plain_sentences(self.path):
            connection = self._take()
            try:
                yield connection
            finally:
                self._give(connection)

    @contextmanager
    def snapshot(self) -> Iterator[sqlite3.Connection]:
        """A connection inside a read transaction: several questions, one state."""
        with self.reading() as connection:
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                with suppress(sqlite3.OperationalError):  # an interrupt may hit this too
                    connection.execute("COMMIT")
                if connection.in_transaction:
                    connection.execute("ROLLBACK")

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A connection inside a transaction that is committed at the end, or undone by any exception."""
        if self.readonly:
            raise StoreError(f"{self.path} is open for reading only.")
        with self._writer, plain_sentences(self.path), self._locked_file():
            connection = self._take()
            try:
                connection.execute("BEGIN IMMEDIATE")
                try:
                    yield connection
                    connection.execute("COMMIT")
                except BaseException:
                    with suppress(sqlite3.Error):
                        connection.execute("ROLLBACK")
                    raise
                self._fold_log(connection)
            finally:
                self._give(connection)

    def marking(self) -> AbstractContextManager[sqlite3.Connection]:
        """`writing`, where the reader's marks are kept."""
        return (self.desk or self).writing()

    @contextmanager
    def exclusively(self) -> Iterator[sqlite3.Connection]:
        """A connection outside any transaction while no other process of ours writes: backup, vacuum."""
        with self._writer, plain_sentences(self.path), self._locked_file():
            connection = self._take()
            try:
                yield connection
            finally:
                self._give(connection)

    def connect(self) -> sqlite3.Connection:
        """A further connection, closed with the store; `reading` and `writing` are what most code wants."""
        if self._closed:
            raise StoreError(f"{self.path} is closed.")
        connection = sqlite3.connect(
            self.uri(), uri=True, timeout=self.patience, isolation_level=None, check_same_thread=False,
            cached_statements=256,
        )  # fmt: skip
        try:
            _configure(connection)
            if self._prepare:
                self._prepare(connection)
            if self.readonly:
                connection.execute("PRAGMA query_only = ON")
        except BaseException:
            connection.close()
            raise
        with self._pool:
            self._all.add(connection)
        return connection

    def uri(self) -> str:
        """What SQLite is asked to open."""
        address = self.path.absolute().as_uri()
        if not self.readonly:
            return address
        # A log that cannot be shared (no right to write beside the file) makes SQLite refuse even to read.
        log = self.path.with_name(self.path.name + "-wal")
        effective = os.access in os.supports_effective_ids
        alone = not os.access(self.path.parent, os.W_OK, effective_ids=effective) and not log.exists()
        return f"{address}?immutable=1" if alone else f"{address}?mode=ro"

    def _take(self) -> sqlite3.Connection:
        if self._closed:
            raise StoreError(f"{self.path} is closed.")
        with self._pool:
            if self._idle:
                return self._idle.pop()
        return self.connect()

    def _give(self, connection: sqlite3.Connection) -> None:
        with self._pool:
            self._idle.append(connection)

    @contextmanager
    def _locked_file(self) -> Iterator[None]:
        """Holds the lock file that keeps our processes' writes apart."""
        if self.readonly:
            yield
            return
        if self._guard is None:
            name = self.path.with_name(self.path.name + "-lock")
            self._guard = os.open(name, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        _lock(self._guard, self.patience, self.path)
        try:
            yield
        finally:
            fcntl.flock(self._guard, fcntl.LOCK_UN)

    def _fold_log(self, connection: sqlite3.Connection) -> None:
        """Empties the write-ahead log once it is long; beside a slow reader, tries again when it is longer."""
        log = self.path.with_name(self.path.name + "-wal")
        with suppress(FileNotFoundError, sqlite3.Error):  # what was committed is safe in the log
            size = log.stat().st_size
            if size > self._fold_at:
                connection.execute("PRAGMA busy_timeout = 20")
                (busy, _, _) = connection.execute("PRAGMA main.wal_checkpoint(TRUNCATE)").fetchone()
                connection.execute(f"PRAGMA busy_timeout = {int(self.patience * 1000)}")
                self._fold_at = size + LOG_LIMIT if busy else LOG_LIMIT


def open_store(
    path: Path, *, readonly: bool = False, marks: Path | None = None, patience: float = PATIENCE
) -> Store:
    """Opens or creates the database at `path`, bringing its schema up to date.

    `marks` keeps the reader's own marks in a file of their own, for a database that is read only; `patience` is
    how long (seconds) to wait for another process that writes.
    Raises `StoreError` for a newer version, not a database, locked, read only, disk full.
    """
    if readonly and not path.exists():
        raise StoreError(f"{path} does not exist.")
    store = Store(path, readonly=readonly, patience=patience)
    try:
        with plain_sentences(path):
            if not readonly:
                path.parent.mkdir(parents=True, exist_ok=True)
            _check_version(store)
    except BaseException:
        store.close()
        raise
    if marks is None:
        return store
    from store.desk import with_marks_apart  # most databases hold their own marks

    return with_marks_apart(store, marks)


def _configure(connection: sqlite3.Connection) -> None:
    connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("PRAGMA wal_autocheckpoint = 0")
    connection.execute("PRAGMA synchronous = FULL")


def _check_version(store: Store) -> None:
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
        _migrate(store, version)
    elif not store.readonly:
        use_log(store)


def _migrate(store: Store, version: int) -> None:
    """Applies what is missing, in one transaction; a database in use is copied first."""
    from sqlite_utils import Database

    from store.schema import migrations

    if version:
        with store.exclusively() as connection:
            copy_database(connection, store.path.with_name(f"{store.path.name}.schema-{version}.bak"))
    use_log(store)
    with store.writing() as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {VERSION}")
        migrations.apply(Database(connection, recursive_triggers=False, execute_plugins=False))
        if version:
            from store.derived import derive_anew

            derive_anew(connection)


def use_log(store: Store) -> None:
    """Sees to it that readers and a writer do not wait for each other."""
    with store.reading() as connection:
        (mode,) = connection.execute("PRAGMA main.journal_mode").fetchone()
    if mode != "wal":
        with store.exclusively() as connection:
            connection.execute(f"PRAGMA main.page_size = {PAGE_SIZE}")
            connection.execute("PRAGMA main.auto_vacuum = INCREMENTAL")
            connection.execute("PRAGMA main.journal_mode = WAL")


def copy_database(
    connection: sqlite3.Connection, target: Path, tell: Callable[[int, int], None] = lambda done, whole: None
) -> None:
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


def _lock(guard: int, patience: float, path: Path) -> None:
    deadline = time.monotonic() + patience
    pause = 0.001
    while True:
        try:
            fcntl.flock(guard, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() > deadline:
                raise StoreError(f"{path} is locked by another program. Try again when it is done.") from None
        time.sleep(pause)
        pause = min(pause * 2, 0.02)
