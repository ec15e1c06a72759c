"""The reading side: windows of rows, counts, one statement with its context. Nothing here writes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from statements.model import Statement
from store.errors import StoppedError
from store.health import SourceHealth
from store.query import StatementFilter
from store.rows import (
    ActorFacet,
    CountryFacet,
    Day,
    Revision,
    Sort,
    StatementRow,
    StatementView,
    StoredArticle,
)

if TYPE_CHECKING:
    from store.connect import Store

__all__ = [
    "ActorFacet",
    "CountryFacet",
    "Day",
    "Listing",
    "Recall",
    "Revision",
    "Sort",
    "StatementRow",
    "StatementView",
    "StoppedError",
    "StoredArticle",
]


class Listing:
    """A frozen view of the lines under a filter: what arrives later does not shift it."""

    where: StatementFilter
    sort: Sort
    upto: int

    def rows(self, start: int, count: int) -> list[StatementRow]:
        """Lines `start` to `start + count`, fewer at the end."""
        raise NotImplementedError

    def total(self) -> int:
        """How many lines there are. May count; `Recall.interrupt` from another thread ends it (`StoppedError`)."""
        raise NotImplementedError

    def position(self, statement_id: str) -> int | None:
        """Which line this statement is; None where it is not in the listing."""
        raise NotImplementedError


class Recall:
    """Looks at what is remembered. Use from any thread; `interrupt` ends what other threads are asking."""

    def __init__(self, store: Store, clock: Callable[[], datetime] | None = None) -> None:
        """`clock` says what "since:7d" counts from (UTC); the database's own clock by default."""
        raise NotImplementedError

    def listing(self, where: StatementFilter, sort: Sort = Sort.NEW, upto: int | None = None) -> Listing:
        """The lines under `where`, as of arrival `upto` (default: now). Cheap: nothing is counted yet."""
        raise NotImplementedError

    def newest(self) -> int:
        """The number of the latest transaction that brought statements; 0 for none."""
        raise NotImplementedError

    def arrived(self, where: StatementFilter, since: int) -> int:
        """How many lines under `where` arrived after transaction `since`."""
        raise NotImplementedError

    def facets(self, where: StatementFilter) -> list[CountryFacet]:
        """Lines by country and actor, most first."""
        raise NotImplementedError

    def timeline(self, where: StatementFilter) -> list[Day]:
        """Lines by day (UTC), oldest first, days without any left out."""
        raise NotImplementedError

    def statement(self, statement_id: str) -> StatementView | None:
        """One statement with its article and the articles that carry the same one."""
        raise NotImplementedError

    def article(self, article_id: str) -> StoredArticle | None:
        """One article with its revisions and statements."""
        raise NotImplementedError

    def article_statements(self, article_id: str) -> tuple[Statement, ...]:
        """What was read in an article, in the order of its text."""
        raise NotImplementedError

    def sources(self) -> list[SourceHealth]:
        """Every source ever polled."""
        raise NotImplementedError

    def changed(self) -> bool:
        """Whether anything was written, by any process, since this was last asked."""
        raise NotImplementedError

    def interrupt(self) -> None:
        """Ends every query under way with `StoppedError` (within about a millisecond)."""
        raise NotImplementedError
