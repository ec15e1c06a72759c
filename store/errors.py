"""What can go wrong with the database, each as one plain sentence. The only place that reads SQLite's codes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class StoreError(Exception):
    """The database cannot do what was asked; `str()` is one plain sentence for the user."""


class StoppedError(StoreError):
    """The query was interrupted because nobody waits for its answer any more."""


READ_ONLY = "{name} cannot be written: the file or its folder is read-only."

_SENTENCES = {
    "SQLITE_NOTADB": "{name} is not a Communiqué database.",
    "SQLITE_BUSY": "{name} is locked by another program. Try again when it is done.",
    "SQLITE_LOCKED": "{name} is locked by another program. Try again when it is done.",
    "SQLITE_READONLY": READ_ONLY,
    "SQLITE_PERM": "{name} cannot be written: access is denied.",
    "SQLITE_FULL": "No space is left for {name}. Nothing was lost: free some space and go on.",
    "SQLITE_IOERR": "{name} cannot be read or written: the disk, or the network folder it is in, reports an error.",
    "SQLITE_CORRUPT": "{name} is damaged. Restore a backup, or see what is left with: communique doctor",
    "SQLITE_CANTOPEN": "{name} cannot be opened: the folder does not exist or access is denied.",
}


@contextmanager
def plain_sentences(path: Path) -> Iterator[None]:
    """Turns what SQLite and the system report about `path` into `StoreError`."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorname", "") or ""
        if code == "SQLITE_INTERRUPT":
            raise StoppedError("The query was stopped.") from error
        known = next((text for start, text in _SENTENCES.items() if code.startswith(start)), None)
        if known is None:
            raise
        raise StoreError(known.format(name=path)) from error
    except OSError as error:
        raise StoreError(f"{path} cannot be used: {error.strerror or error}.") from error
