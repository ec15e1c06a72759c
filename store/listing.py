"""A frozen view of the lines under a filter, any window of it at the same cost.

The lines are counted in stretches of time, so line 500,000 is found by adding up stretches and stepping through
one. A simple filter's stretches are the days of the tallies; any other's are counted, once, when a far line, the
total or a position is asked for.
"""

from __future__ import annotations

import json
import sqlite3
from bisect import bisect_right
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Any, Protocol

from store.coding import KEYS_A_DAY, STANCE_KEYS
from store.plan import Plan
from store.rows import Sort, StatementRow
from store.terms import StatementFilter

if TYPE_CHECKING:
    from collections.abc import Callable

NEAR = 1000
"""Lines from the top that are stepped to rather than counted to."""

STRETCH = 2048
"""Lines of a counted stretch: what a far window steps through at most."""


class Asking(Protocol):
    """Where a listing gets its connection: inside a read transaction, interruptible."""

    def __call__(self) -> AbstractContextManager[sqlite3.Connection]: ...


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A range of keys, inclusive, of one stance where the order is by hardness."""

    low: int
    high: int
    stance: int | None
    lines: int


class Listing:
    """A frozen view of the lines under a filter: what arrives later does not shift it."""

    def __init__(
        self,
        asking: Asking,
        plan: Plan,
        where: StatementFilter,
        sort: Sort,
        upto: int,
        fill: Callable[[sqlite3.Connection, Sequence[int]], list[StatementRow]],
    ) -> None:
        self.where = where
        self.sort = sort
        self.upto = upto
        self._asking = asking
        self._plan = plan
        self._fill = fill
        self._stretches: list[_Stretch] | None = None
        self._ends: list[int] = []

    def rows(self, start: int, count: int) -> list[StatementRow]:
        """Lines `start` to `start + count`, fewer at the end."""
        with self._asking() as db:
            return self._fill(db, self._keys(db, start, count))

    def ids(self, start: int, count: int) -> list[str]:
        """The statement ids of the same lines."""
        with self._asking() as db:
            keys = self._keys(db, start, count)
            question = "SELECT w.key, w.id FROM json_each(?) CROSS JOIN wordings AS w ON w.key = value"
            found = dict(db.execute(question, (json.dumps(keys),)).fetchall())
        return [found[key] for key in keys]

    def total(self) -> int:
        """How many lines there are. May count; `Recall.interrupt` from another thread ends it (`StoppedError`)."""
        with self._asking() as db:
            self._measure(db)
        return self._ends[-1] if self._ends else 0

    def position(self, statement_id: str) -> int | None:
        """Which line this statement is; None where it is not in the listing."""
        with self._asking() as db:
            row = db.execute(
                "SELECT key, stance FROM wordings JOIN statements USING (key) WHERE id = ?", (statement_id,)
            ).fetchone()
            if row is None or not self._count(db, row[0], row[0]):
                return None
            key, stance = row
            stretches = self._measure(db)
            for number, stretch in enumerate(stretches):
                if stretch.low <= key <= stretch.high and stretch.stance in (None, stance):
                    before = self._ends[number] - stretch.lines
                    low, high = (stretch.low, key - 1) if self.sort is Sort.OLD else (key + 1, stretch.high)
                    return before + self._count(db, low, high, stretch.stance)
        return None

    def beside(self, key: int | None, *, back: bool = False) -> str | None:
        """The id of the line that follows the place of `key` in this order, whether that is a line of it or not;
        the one before it for `back`, the first or the last for None. None where there is no such line."""
        down = (self.sort is not Sort.OLD) != back
        low, high = self._plan.low, self._plan.high
        with self._asking() as db:
            here, *further = self._stances(db, key, back=back)
            near = (low, high) if key is None else (low, key - 1) if down else (key + 1, high)
            for stance, (least, most) in ((here, near), *((stance, (low, high)) for stance in further)):
                question = self._plan.keys("DESC" if down else "ASC", _of(stance))
                for found in self._ask(db, question, low=max(low, least), high=min(high, most), skip=0, count=1):
                    (name,) = db.execute("SELECT id FROM wordings WHERE key = ?", (found,)).fetchone()
                    return str(name)
        return None

    def _stances(self, db: sqlite3.Connection, key: int | None, *, back: bool) -> list[int | None]:
        """The stances one comes through from `key` on; [None] where the order does not go by them."""
        if self.sort is not Sort.HARD:
            return [None]
        stances = sorted(STANCE_KEYS.values(), reverse=back)
        if key is None:
            return [*stances]
        (own,) = db.execute("SELECT stance FROM statements WHERE key = ?", (key,)).fetchone()
        return [*stances[stances.index(own) :]]

    def _keys(self, db: sqlite3.Connection, start: int, count: int) -> list[int]:
        if count <= 0:
            return []
        if self._stretches is None and start + count <= NEAR:
            return self._step(db, start, count)
        keys: list[int] = []
        stretches = self._measure(db)
        number = bisect_right(self._ends, start)
        while number < len(stretches) and len(keys) < count:
            skip = start + len(keys) - (self._ends[number] - stretches[number].lines)
            last = number
            while last + 1 < len(stretches) and self._ends[last] < start + count and self._joins(number, last + 1):
                last += 1
            keys += self._window(db, stretches[number], stretches[last], skip, count - len(keys))
            number = last + 1
        return keys

    def _joins(self, first: int, other: int) -> bool:
        """Whether one query can go on from one stretch into another."""
        assert self._stretches is not None
        return self._stretches[first].stance == self._stretches[other].stance

    def _step(self, db: sqlite3.Connection, skip: int, count: int) -> list[int]:
        plan = self._plan
        question = plan.by_hardness() if self.sort is Sort.HARD else plan.keys(self._order)
        return self._ask(db, question, low=plan.low, high=plan.high, skip=skip, count=count)

    def _window(self, db: sqlite3.Connection, first: _Stretch, last: _Stretch, skip: int, count: int) -> list[int]:
        low, high = min(first.low, last.low), max(first.high, last.high)
        question = self._plan.keys(self._order, _of(first.stance))
        return self._ask(db, question, low=low, high=high, skip=skip, count=count)

    @property
    def _order(self) -> str:
        return "ASC" if self.sort is Sort.OLD else "DESC"

    def _ask(self, db: sqlite3.Connection, question: str, **parameters: Any) -> list[int]:
        rows = db.execute(question, self._plan.parameters | {"upto": self.upto} | parameters).fetchall()
        return [key for (key,) in rows]

    def _count(self, db: sqlite3.Connection, low: int, high: int, stance: int | None = None) -> int:
        low, high = max(low, self._plan.low), min(high, self._plan.high)
        if low > high:
            return 0
        return self._ask(db, self._plan.counts(_of(stance)), ranges=json.dumps([[low, high]]))[0]

    def _measure(self, db: sqlite3.Connection) -> list[_Stretch]:
        """Every stretch that holds lines, in order."""
        if self._stretches is None:
            stretches = self._tallied(db) if self._plan.tally and self.sort is not Sort.HARD else self._counted(db)
            if self.sort is Sort.OLD:
                stretches.reverse()
            self._ends = list(accumulate(stretch.lines for stretch in stretches))
            self._stretches = stretches
        return self._stretches

    def _tallied(self, db: sqlite3.Connection) -> list[_Stretch]:
        """The newest first, from the tallies, less what arrived since the view was frozen."""
        days = tallied_days(db, self._plan, self.upto)
        return [
            _Stretch(day * KEYS_A_DAY, (day + 1) * KEYS_A_DAY - 1, None, lines)
            for day, lines in sorted(days.items(), reverse=True)
            if lines > 0
        ]

    def _counted(self, db: sqlite3.Connection) -> list[_Stretch]:
        if self.sort is not Sort.HARD:
            return self._counted_through(db, None)
        return [stretch for stance in sorted(STANCE_KEYS.values()) for stretch in self._counted_through(db, stance)]

    def _counted_through(self, db: sqlite3.Connection, stance: int | None) -> list[_Stretch]:
        """Stretches of `STRETCH` lines each, from the top down, each counted from where the last one ended."""
        inner = self._plan.keys("DESC", _of(stance))
        question = f"SELECT count(*), min(key) FROM ({inner})"  # noqa: S608 - the plan's own words
        low, high, lines = self._plan.low, self._plan.high, STRETCH
        stretches = []
        while lines == STRETCH and low <= high:
            bounds = {"upto": self.upto, "low": low, "high": high, "skip": 0, "count": STRETCH}
            lines, least = db.execute(question, self._plan.parameters | bounds).fetchone()
            if lines:
                stretches.append(_Stretch(least, high, stance, lines))
                high = least - 1
        return stretches


def _of(stance: int | None) -> str:
    """SQL for the lines of a stance; for all of them where it is None."""
    return "1" if stance is None else f"s.stance = {stance}"


def tallied_days(db: sqlite3.Connection, plan: Plan, upto: int) -> dict[int, int]:
    """Lines by day (days since 1970) as of arrival `upto`, from the tallies."""
    tally = plan.tally
    assert tally is not None
    days = dict(
        db.execute(
            "SELECT day, sum(lines) FROM (SELECT DISTINCT day AS said FROM tallies WHERE facet = 'all') "
            "CROSS JOIN json_each(?) AS asked CROSS JOIN json_each(?) AS officials CROSS JOIN tallies "
            "ON facet = ? AND day = said "
            "AND tallies.value = asked.value AND official = officials.value GROUP BY day",
            (json.dumps(tally.values), json.dumps(tally.officials), tally.facet),
        ).fetchall()
    )
    for day, late in db.execute(
        "SELECT s.key / :day, count(*) FROM statements AS s INDEXED BY statements_by_arrival "  # noqa: S608 - own words
        f"WHERE s.arrived > :since AND {plan.condition} GROUP BY 1",
        plan.parameters | {"day": KEYS_A_DAY, "since": upto, "upto": 2**62},
    ).fetchall():
        days[day] -= late
    return days
