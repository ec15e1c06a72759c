"""A pool of connections to one database, and the one writer at a time.

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
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from pathlib import Path

from store.errors import StoreError, plain_sentences

PATIENCE = 5.0
"""Seconds to wait for another process that writes."""

LOG_LIMIT = 16 * 1024 * 1024
"""Bytes of write-ahead log after which a writer folds it into the database."""

LOG_MOST = 3 * LOG_LIMIT
"""Bytes of write-ahead log beyond which nothing more is collected: a long read keeps it from being folded in."""

CACHE_KIB = 32 * 1024
"""Of pages, for each connection."""

SMALL_CACHE_KIB = 4 * 1024
"""Enough for a process that only adds what is new."""

Prepare = Callable[[sqlite3.Connection], None]
File = tuple[int, int]


class Store:
    """An open database. Safe to share between threads: a connection serves one at a time."""

    def __init__(
        self,
        path: Path,
        *,
        readonly: bool,
        patience: float,
        prepare: Prepare | None = None,
        before_writing: Prepare | None = None,
        follow: Sequence[Path] = (),
    ) -> None:
        """`prepare` is given every new connection, `before_writing` each in its fresh writing transaction.

        Where another file is put in place of one of `follow`, which are only read, that one is read from then on.
        """
        self.path = path
        self.cache_kib = CACHE_KIB
        self.readonly = readonly
        self.patience = patience
        self.desk: Store | None = None
        """Where the reader's marks are, when they are in a file of their own."""
        self._prepare, self._before_writing = prepare, before_writing
        self._followed = tuple(follow)
        self._found = [_file_at(each) for each in follow]
        self._own: File | None = None
        self._idle: list[sqlite3.Connection] = []
        self._all: set[sqlite3.Connection] = set()
        self._outdated: set[sqlite3.Connection] = set()
        """Connections in use to files that are no longer in place."""
        self._watch: sqlite3.Connection | None = None
        self._watching = threading.Lock()
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
                    self._mind_file(writing=True)
                    if self._before_writing:
                        self._before_writing(connection)
                    yield connection
                    connection.execute("COMMIT")
                except BaseException:
                    with suppress(sqlite3.Error):
                        connection.execute("ROLLBACK")
                    raise
                self._fold_log(connection, self._fold_at)
            finally:
                self._give(connection)

    @contextmanager
    def collecting(self) -> Iterator[sqlite3.Connection]:
        """`writing`, for what may be much: refused while a long read keeps the log from being folded in."""
        if self._log_size() > LOG_MOST:
            with self._writer, plain_sentences(self.path), self._locked_file(), self.reading() as connection:
                self._fold_log(connection, LOG_MOST)
            if (size := self._log_size()) > LOG_MOST:
                raise StoreError(
                    f"{self.path} has been read by another program for so long that its log has grown to "
                    f"{size >> 20} MB: close that program. Nothing is added meanwhile."
                )
        with self.writing() as connection:
            yield connection

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
                self._fold_log(connection, self._fold_at)
            finally:
                self._give(connection)

    def fold(self) -> None:
        """Folds the write-ahead log in, as far as readers let it."""
        with self.exclusively() as connection:
            self._fold_log(connection, 0)

    def state(self) -> list[object]:
        """Differs from what it was before once anybody has written, or put another file in place."""
        with self.reading(), self._watching:
            if self._watch in self._outdated:
                self._give(self._watch)
                self._watch = None
            self._watch = self._watch or self._connect()
            files = ("main", "desk") if self.desk else ("main",)
            versions = [self._watch.execute(f"PRAGMA {file}.data_version").fetchone()[0] for file in files]
            return [*self._found, *versions]

    def _connect(self) -> sqlite3.Connection:
        while True:
            found = self._found
            connection = self._open()
            with self._pool:
                if self._found is found:
                    self._all.add(connection)
                    self._own = self._own or _file_at(self.path)
                    return connection
            connection.close()  # it may be to the file that was let go of meanwhile

    def _open(self) -> sqlite3.Connection:
        if self._closed:
            raise StoreError(f"{self.path} is closed.")
        connection = sqlite3.connect(
            self.uri(), uri=True, timeout=self.patience, isolation_level=None, check_same_thread=False,
            cached_statements=256,
        )  # fmt: skip
        try:
            _configure(connection, self.cache_kib)
            if self._prepare:
                self._prepare(connection)
            if self.readonly:
                connection.execute("PRAGMA query_only = ON")
        except BaseException:
            connection.close()
            raise
        return connection

    def uri(self) -> str:
        """What SQLite is asked to open."""
        address = self.path.absolute().as_uri()
        if not self.readonly:
            return address
        # A log that cannot be shared (no right to write beside the file) makes SQLite refuse even to read.
        log = self.path.with_name(self.path.name + "-wal")
        alone = not may_write(self.path.parent) and not log.exists()
        return f"{address}?immutable=1" if alone else f"{address}?mode=ro"

    def _take(self) -> sqlite3.Connection:
        if self._closed:
            raise StoreError(f"{self.path} is closed.")
        self._follow()
        if not self.readonly:
            self._mind_file()
        with self._pool:
            if self._idle:
                return self._idle.pop()
        return self._connect()

    def _give(self, connection: sqlite3.Connection) -> None:
        with self._pool:
            if connection in self._outdated:
                self._outdated.remove(connection)
                self._all.discard(connection)
                connection.close()
            else:
                self._idle.append(connection)

    def _follow(self) -> None:
        """Lets go of a file that is only read, once another lies in its place."""
        found = [_file_at(each) for each in self._followed]
        if found == self._found or None in found:  # where nothing lies, what is open is the best there is
            return
        with self._pool:
            self._found = found
            self._outdated |= self._all - set(self._idle)
            while self._idle:
                self._all.discard(connection := self._idle.pop())
                connection.close()
        if self.desk:
            with self.desk.writing():
                pass  # lines the marks up with the statements of the new file

    def _mind_file(self, *, writing: bool = False) -> None:
        """Refuses another file than the one that was opened; of one that is gone, only refuses to write to it."""
        here = _file_at(self.path)
        if here is None and writing:
            raise StoreError(f"{self.path} was removed while it was in use: nothing was written.")
        if None not in (here, self._own) and here != self._own:
            raise StoreError(f"{self.path} was replaced by another file while it was in use. Start again.")

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

    def _fold_log(self, connection: sqlite3.Connection, beyond: int) -> None:
        """Empties the write-ahead log once it is longer; beside a slow reader, tries again when it has grown."""
        size = self._log_size()
        if size <= beyond:
            return
        with suppress(sqlite3.Error):  # what was committed is safe in the log
            connection.execute("PRAGMA busy_timeout = 20")
            (busy, _, _) = connection.execute("PRAGMA main.wal_checkpoint(TRUNCATE)").fetchone()
            connection.execute(f"PRAGMA busy_timeout = {int(self.patience * 1000)}")
            self._fold_at = size + LOG_LIMIT if busy else LOG_LIMIT

    def _log_size(self) -> int:
        """Bytes of the write-ahead log."""
        try:
            return self.path.with_name(self.path.name + "-wal").stat().st_size
        except FileNotFoundError:
            return 0


def _configure(connection: sqlite3.Connection, cache_kib: int) -> None:
    connection.execute(f"PRAGMA cache_size = -{cache_kib}")
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("PRAGMA wal_autocheckpoint = 0")
    connection.execute("PRAGMA synchronous = FULL")


def may_write(path: Path) -> bool:
    """Whether this process has the right to write there."""
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def _file_at(path: Path) -> File | None:
    """Which file lies there: device and number."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    return status.st_dev, status.st_ino


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
