"""The reading side: windows of rows, counts, one statement with its context. Nothing here writes."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from store.coding import KEYS_A_DAY
from store.compile import compile_filter
from store.connect import Store
from store.errors import StoppedError
from store.facets import count_facets, last_days
from store.fill import fill_rows, read_article, read_statements
from store.listing import Listing, tallied_days
from store.plan import Plan
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
    from statements.model import Statement
    from store.health import SourceHealth
    from store.pairs import DayScore, Pair

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


class Recall:
    """Looks at what is remembered. Use from any thread; `interrupt` ends what other threads are asking."""

    def __init__(self, store: Store, clock: Callable[[], datetime] | None = None) -> None:
        """`clock` says what "since:7d" counts from (UTC); the database's own clock by default."""
        self._store = store
        self._clock = clock
        self._busy: set[sqlite3.Connection] = set()
        self._lock = threading.Lock()
        self._seen: list[object] | None = None

    def listing(self, where: StatementFilter, sort: Sort = Sort.NEW, upto: int | None = None) -> Listing:
        """The lines under `where`, as of arrival `upto` (default: now). Cheap: nothing is counted yet."""
        with self._asking() as db:
            plan = compile_filter(db, where, self._now(db))
            return Listing(self._asking, plan, where, sort, _newest(db) if upto is None else upto, fill_rows)

    def among(self, where: StatementFilter, keys: Sequence[int]) -> set[int]:
        """Which of these lines (`StatementRow.key`) `where` lets through."""
        with self._asking() as db:
            plan = compile_filter(db, where, self._now(db))
            question = (
                "SELECT s.key FROM json_each(:keys) CROSS JOIN statements AS s ON s.key = value "  # noqa: S608 - own words
                f"WHERE {plan.whole}"
            )
            bounds = {"keys": json.dumps(list(keys)), "low": plan.low, "high": plan.high, "upto": _newest(db)}
            return {key for (key,) in db.execute(question, plan.parameters | bounds).fetchall()}

    def newest(self) -> int:
        """The number of the latest transaction that brought statements; 0 for none."""
        with self._asking() as db:
            return _newest(db)

    def arrived(self, where: StatementFilter, since: int) -> int:
        """How many lines under `where` arrived after transaction `since`."""
        with self._asking() as db:
            plan = compile_filter(db, where, self._now(db))
            question = (
                "SELECT count(*) FROM statements AS s INDEXED BY statements_by_arrival "  # noqa: S608 - own words
                f"WHERE s.arrived > :since AND {plan.whole}"
            )
            bounds = {"since": since, "low": plan.low, "high": plan.high, "upto": _newest(db)}
            return int(db.execute(question, plan.parameters | bounds).fetchone()[0])

    def facets(self, where: StatementFilter, *, days: int = 0) -> list[CountryFacet]:
        """Lines by country and actor, most first; each with its lines of the last `days` days (UTC)."""
        with self._asking() as db:
            now = self._now(db)
            return count_facets(db, compile_filter(db, where, now), _newest(db), last_days(now, days))

    def pairs(self, where: StatementFilter, *, actors: bool = False) -> list[Pair]:
        """Lines by side (country, or actor) and target, most first. Counts: may take long over a long time."""
        from store.pairs import count_pairs

        with self._asking() as db:
            return count_pairs(db, compile_filter(db, where, self._now(db)), _newest(db), actors=actors)

    def timeline(self, where: StatementFilter) -> list[Day]:
        """Lines by day (UTC), oldest first, days without any left out."""
        with self._asking() as db:
            plan, upto = compile_filter(db, where, self._now(db)), _newest(db)
            days = tallied_days(db, plan, upto) if plan.tally else _counted_days(db, plan, upto)
        return [Day(date(1970, 1, 1) + timedelta(days=day), lines) for day, lines in sorted(days.items()) if lines]

    def course(self, where: StatementFilter) -> list[DayScore]:
        """Lines by day (UTC) with how hard they are on average, oldest first. Counts, as `pairs` does."""
        from store.pairs import score_days

        with self._asking() as db:
            return score_days(db, compile_filter(db, where, self._now(db)), _newest(db))

    def statement(self, statement_id: str) -> StatementView | None:
        """One statement with its article and the articles that carry the same one."""
        with self._asking() as db:
            row = db.execute(
                "SELECT s.key, coalesce(s.same, s.key), articles.id FROM wordings AS w "
                "JOIN statements AS s ON s.key = w.key JOIN articles ON articles.key = s.article WHERE w.id = ?",
                (statement_id,),
            ).fetchone()
            if row is None:
                return None
            key, line, article_id = row
            group = [line, *(key for (key,) in db.execute("SELECT key FROM statements WHERE same = ?", (line,)))]
            rows = {row.key: row for row in fill_rows(db, sorted(group))}
            article = read_article(db, article_id)
            assert article is not None
            statement = next(found for found in article.statements if found.id == statement_id)
            same = tuple(rows.values()) if len(rows) > 1 else ()
            return StatementView(rows[key], statement, article, same)

    def article(self, article_id: str) -> StoredArticle | None:
        """One article with its revisions and statements."""
        with self._asking() as db:
            return read_article(db, article_id)

    def article_statements(self, article_id: str) -> tuple[Statement, ...]:
        """What was read in an article, in the order of its text."""
        with self._asking() as db:
            return read_statements(db, article_id)

    def sources(self) -> list[SourceHealth]:
        """Every source ever polled."""
        from store.health import source_health

        return source_health(self._store)

    def changed(self) -> bool:
        """Whether anything was written, by any process, since this was last asked."""
        seen = self._store.state()
        before, self._seen = self._seen, seen
        return before is not None and before != seen

    def interrupt(self) -> None:
        """Ends every query under way with `StoppedError` (within about a millisecond)."""
        with self._lock:
            for connection in self._busy:
                connection.interrupt()

    @contextmanager
    def _asking(self) -> Iterator[sqlite3.Connection]:
        with self._store.snapshot() as db:
            with self._lock:
                self._busy.add(db)
            try:
                yield db
            finally:
                with self._lock:
                    self._busy.discard(db)

    def _now(self, db: sqlite3.Connection) -> datetime:
        if self._clock:
            return self._clock()
        (seconds,) = db.execute("SELECT unixepoch()").fetchone()
        return datetime.fromtimestamp(seconds, UTC)


def _newest(db: sqlite3.Connection) -> int:
    return int(db.execute("SELECT value FROM counters WHERE name = 'harvest'").fetchone()[0])


def _counted_days(db: sqlite3.Connection, plan: Plan, upto: int) -> dict[int, int]:
    question = plan.groups("s.key / :day AS day, count(*)", "day")
    bounds = {"low": plan.low, "high": plan.high, "upto": upto, "day": KEYS_A_DAY}
    return dict(db.execute(question, plan.parameters | bounds).fetchall())
