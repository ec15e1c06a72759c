"""Opens the database: one connection per thread, WAL, migrations applied, every failure a plain sentence."""

from __future__ import annotations

from pathlib import Path


class StoreError(Exception):
    """The database cannot do what was asked; `str()` is one plain sentence for the user."""


class Store:
    """An open database. Safe to share between threads: each gets its own connection."""

    path: Path
    readonly: bool

    def close(self) -> None:
        """Closes every connection; a later use raises `StoreError`."""
        raise NotImplementedError


def open_store(path: Path, *, readonly: bool = False, marks: Path | None = None) -> Store:
    """Opens or creates the database at `path`, bringing its schema up to date.

    `marks` keeps the reader's own marks in a file of their own, for a database that is read only.
    Raises `StoreError` for a newer version, not a database, locked, read only, disk full.
    """
    raise NotImplementedError
