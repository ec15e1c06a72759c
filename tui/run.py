"""One run of the command line: what was asked, where files live, where words go."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from feeds.sources import Watchlist
    from statements.registry import Registry
    from store.connect import Store
    from store.query import QueryNames, StatementFilter
    from tui.places import Places

Clock = Callable[[], datetime]

BAR = 30
"""Characters of a progress bar."""


class Exit(IntEnum):
    """What the shell is told."""

    DONE = 0
    FAILED = 1
    USAGE = 2


class RunError(Exception):
    """Something the user can put right, in plain words; ends the run with `code`."""

    def __init__(self, message: str, code: Exit = Exit.FAILED) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True)
class Run:
    """What every command is given."""

    args: argparse.Namespace
    places: Places
    out: TextIO
    err: TextIO
    clock: Clock

    def say(self, line: str = "") -> None:
        """One line of result."""
        self.out.write(line + "\n")

    def warn(self, line: str) -> None:
        """One line of diagnosis."""
        self.err.write(f"communique: {line}\n")

    @contextmanager
    def bar(self, word: str = "") -> Iterator[Callable[..., None]]:
        """A progress bar on a terminal's standard error; silence elsewhere. Tell it done, whole and of what."""
        shown = self.err.isatty()
        drawn = False

        def tell(done: int, whole: int, word: str = word) -> None:
            nonlocal drawn
            if shown:
                drawn, filled = True, BAR * done // max(whole, 1)
                self.err.write(f"\r{'█' * filled}{'░' * (BAR - filled)} {done:,} {word} \x1b[K")
                self.err.flush()

        yield tell
        if drawn:
            self.err.write("\r\x1b[K")

    def feeds_file(self) -> Path:
        """The feeds.yaml in force; a `RunError` where the one asked for is missing."""
        import os

        from feeds.sources import find_feeds_file

        try:
            return find_feeds_file(self.places.feeds, os.environ, Path.cwd())
        except FileNotFoundError as error:
            raise RunError(str(error), Exit.USAGE) from error

    def registry(self) -> Registry:
        """The built-in registry under the user's overlays."""
        from statements.registry import load_registry
        from statements.table import TableError

        try:
            return load_registry(
                *self.places.overlays(self.feeds_file()),
                cache=self.places.cache,
                built_in=not self.places.invented,
            )
        except TableError as error:
            raise RunError(str(error), Exit.USAGE) from error

    def watchlist(self, registry: Registry) -> Watchlist:
        """What is watched; every mistake of feeds.yaml in one `RunError`."""
        from feeds.sources import SourcesError, load_watchlist

        try:
            return load_watchlist(self.feeds_file(), registry)
        except SourcesError as error:
            raise RunError(str(error), Exit.USAGE) from error

    def store(self, *, readonly: bool = False, small: bool = False) -> Store:
        """The database, made if need be, `small` in memory; a `RunError` where it cannot be used."""
        from store.connect import StoreError, open_store

        readonly, marks = readonly or bool(self.places.marks), self.places.marks
        try:
            with self.bar("statements brought up to date") as tell:
                return open_store(self.places.db, readonly=readonly, marks=marks, small=small, tell=tell)
        except StoreError as error:
            raise RunError(str(error)) from error

    def warn_of_network(self) -> str:
        """Warns where the database lies in a folder of another machine, and says so for the screen."""
        from store.folders import network_folder

        kind = network_folder(self.places.db)
        if kind is None:
            return ""
        self.warn(f"{self.places.db} lies on a network folder ({kind}), where locks cannot be trusted: move it")
        return f"on a network folder ({kind}): move the database to a local disk"

    def store_to_read(self) -> Store:
        """The database to look at: where it cannot be written, only for reading."""
        try:
            return self.store()
        except RunError as refused:
            try:
                return self.store(readonly=True)
            except RunError:
                raise refused from None

    def filter(self, words: str, names: Callable[[], QueryNames]) -> StatementFilter:
        """The filter a query means; `names` is asked only where there are words to check."""
        from store.query import QueryError, StatementFilter, parse_query

        if not words.strip():
            return StatementFilter()
        try:
            return parse_query(words, names=names())
        except QueryError as error:
            raise RunError(str(error), Exit.USAGE) from error
