"""Who speaks to or about whom: sides by target, how often, how hard on average, and the course of each pair."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from textual import events, on, work
from textual.message import Message

from store.errors import StoppedError
from store.pairs import DayScore, Pair
from store.query import parse_query
from tui.format import Pieces, count, fit
from tui.keymap import Scope
from tui.screens.browse import BrowseScreen
from tui.themes import SCALE
from tui.widgets.line_list import LineList
from tui.widgets.lines import Cell
from tui.widgets.sparkline import BARS

PERIODS = {"1d": "last day", "7d": "last 7 days", "30d": "last 30 days", "90d": "last 90 days", "365d": "last year"}
LINES = 200
"""Sides that are shown."""
CELL = 9
"""Cells of a column: a bar, how often, how hard."""
DAYS = 90
"""Days of a pair's course that are shown."""
_STEPS = (-3.5, -2.0, -0.75, 0.5, 1.5, 2.75)


@dataclass
class Paired(Message):
    """The pairs of a period were counted."""

    period: str
    actors: bool
    pairs: list[Pair]


@dataclass
class PairFollowed(Message):
    """The days of one cell were counted."""

    query: str
    days: list[DayScore]


def role_of(score: float) -> str:
    """The colour role of a mean score."""
    return SCALE[sum(score > step for step in _STEPS)]


def bar(number: int, most: int) -> str:
    """A number as one cell of a bar; whatever is not nothing can be seen."""
    return BARS[max(1, round(number / max(most, 1) * 8))] if number else BARS[0]


class Grid(LineList):
    """The matrix; the cursor is a cell. Columns beyond the edge come in as the cursor goes there."""

    EMPTY = "Nobody spoke of anybody in this time."

    def __init__(self, called: Callable[[str], str], *, id: str) -> None:
        super().__init__(id=id)
        self._called = called
        self.actors = False
        self.sides: list[str] = []
        self.targets: list[str] = []
        self.pairs: dict[tuple[str, str], Pair] = {}
        self.column = 0
        self._left = 0
        """The first column that is seen."""
        self._most = 1

    def show(self, pairs: list[Pair], *, actors: bool) -> None:
        """Shows other pairs: the most talkative sides, the most spoken of targets."""
        self.actors = actors
        self.pairs = {(pair.side, pair.target): pair for pair in pairs}
        said, about = Counter[str](), Counter[str]()
        for pair in pairs:
            said[pair.side] += pair.total
            about[pair.target] += pair.total
        self.sides = [side for side, _ in said.most_common(LINES)]
        self.targets = [target for target, _ in about.most_common()]
        self._most = max((pair.total for pair in pairs), default=1)
        loudest = next((pair.target for pair in pairs if pair.side == self.sides[0]), None)
        self.column = self._left = 0
        self.cursor = 0
        self.set_count(len(self.sides) and len(self.sides) + 1)
        self.sideways(self.targets.index(loudest) if loudest else 0)
        self.move_to(1)

    @property
    def _side_width(self) -> int:
        return 24 if self.size.width >= 60 else 14

    @property
    def columns(self) -> int:
        """How many targets fit."""
        return max(1, min(len(self.targets), (self.size.width - self._side_width - 1) // CELL))

    @property
    def cell(self) -> Pair | None:
        """The pair under the cursor."""
        if not self.sides or not self.targets:
            return None
        return self.pairs.get((self.sides[max(0, self.cursor - 1)], self.targets[self.column]))

    def cells(self, index: int, part: int, width: int) -> list[Cell]:
        """The targets' names, or one side's cells."""
        seen = list(enumerate(self.targets))[self._left : self._left + self.columns]
        if index == 0:
            return [(self._beyond(), self._side_width, "muted"), *(self._heading(n, name) for n, name in seen)]
        side = self.sides[index - 1]
        name = side if self.actors else f"{side} {self._called(side)}" if side else "no country"
        row: list[Cell] = [("", 1, ""), (fit(name, self._side_width - 2), self._side_width - 1, "")]
        for number, target in seen:
            row += self._pair(self.pairs.get((side, target)), index == self.cursor and number == self.column)
        return row

    def _beyond(self) -> str:
        """How many targets stand outside, on either side."""
        right = len(self.targets) - self._left - self.columns
        parts = [f"← {self._left}" if self._left else "", f"{right} more →" if right > 0 else ""]
        return " " + "  ".join(part for part in parts if part)

    def _heading(self, number: int, target: str) -> Cell:
        name = target if len(target) < CELL - 1 else self._called(target)
        role = "chosen" if number == self.column else "muted"
        return (f" {fit(name, CELL - 2).rstrip():>{CELL - 2}} ", CELL, role)

    def _pair(self, pair: Pair | None, here: bool) -> list[Cell]:
        """One cell: its volume as a bar and a number, its mean score as a number, both in its colour."""
        if pair is None:
            return [("       · ", CELL, "here" if here else "muted")]
        hard = f"{mean:+}" if (mean := round(pair.score)) else "0"
        words = f" {bar(pair.total, self._most)}{pair.total:>3,}{hard:>3} "
        return [(words, CELL, "here" if here else role_of(pair.score))]

    def move_to(self, index: int) -> None:
        """The line of names cannot be chosen."""
        super().move_to(max(1, index))

    def sideways(self, step: int) -> None:
        """Another column."""
        self.column = max(0, min(self.column + step, len(self.targets) - 1))
        self._left = max(self.column - self.columns + 1, min(self._left, self.column))
        self.forget_lines()
        self.move_to(self.cursor)

    def on_resize(self, event: events.Resize) -> None:
        """Keeps the column in sight; Textual then calls the base class's."""
        self._left = max(self.column - self.columns + 1, min(self._left, self.column), 0)


class MatrixScreen(BrowseScreen):
    """Sides by targets over a period."""

    SCOPES = (Scope.MATRIX,)
    HEADING = "Matrix"

    period, actors = "30d", False
    _followed: tuple[str, list[DayScore]] = ("", [])

    def make_list(self) -> Grid:
        return Grid(self.desk.called, id="list")

    @property
    def grid(self) -> Grid:
        """The cells."""
        return self.query_one("#list", Grid)

    def on_mount(self) -> None:
        self._count()

    def _count(self) -> None:
        self.head(f"counting the {PERIODS[self.period]} …")
        self._ask(self.period, self.actors)

    @work(thread=True, exclusive=True, group="pairs")
    def _ask(self, period: str, actors: bool) -> None:
        try:
            pairs = self.desk.counting.pairs(parse_query(f"since:{period} is:official"), actors=actors)
        except StoppedError:
            return
        self.post_message(Paired(period, actors, pairs))

    @on(Paired)
    def _paired(self, event: Paired) -> None:
        if (event.period, event.actors) == (self.period, self.actors):
            self.grid.show(event.pairs, actors=event.actors)
            sides = "actors" if self.actors else "countries"
            self.head(f"{sides} by whom they speak to or of, {PERIODS[self.period]}: how often, how hard")

    def query_for(self, index: int) -> str | None:
        pair = self.grid.cell
        if pair is None:
            return None
        side = f"actor:{pair.actor_id}" if pair.actor_id else f'actor:"{pair.side}"'
        side = side if self.actors else f"country:{pair.side}" if pair.side else "is:official"
        return f'{side} about:"{pair.target}" since:{self.period}'

    def account(self, index: int) -> Pieces:
        pair = self.grid.cell
        if pair is None:
            return [("Nothing was said here.", "muted")]
        side = pair.side if self.actors else self.desk.called(pair.side) or "no country"
        query = self.query_for(index) or ""
        if self._followed[0] != query:
            self._follow(query)
        return [
            (f"{side} → {self.desk.called(pair.target)}\n\n", "heading"),
            (f"{pair.score:+.1f} ", f"stance-{role_of(pair.score)}"),
            (f"on average over {count(pair.total, 'statement')}\n\n", ""),
            *(course(self._followed[1]) if self._followed[0] == query else []),
            ("\nEnter shows the statements.", "muted"),
        ]

    @work(thread=True, exclusive=True, group="days")
    def _follow(self, query: str) -> None:
        try:
            self.post_message(PairFollowed(query, self.desk.counting.course(parse_query(f"{query} is:official"))))
        except StoppedError:
            return

    @on(PairFollowed)
    def _told(self, event: PairFollowed) -> None:
        self._followed = (event.query, event.days)
        self.tell()

    def action_next_column(self) -> None:
        """A column to the right."""
        self.grid.sideways(1)

    def action_previous_column(self) -> None:
        """A column to the left."""
        self.grid.sideways(-1)

    def action_period(self) -> None:
        """A longer time, then the shortest again."""
        periods = list(PERIODS)
        self.period = periods[(periods.index(self.period) + 1) % len(periods)]
        self._count()

    def action_sides(self) -> None:
        """Actors or countries as lines."""
        self.actors = not self.actors
        self._count()


def course(days: list[DayScore]) -> Pieces:
    """The days of a pair, the latest first: how much was said as a bar, how hard as a number and a colour."""
    lines: Pieces = [("by day (UTC), the latest first\n", "label")] if days else []
    most = max((day.total for day in days), default=1)
    for day in days[: -DAYS - 1 : -1]:
        role = f"stance-{role_of(day.score)}"
        length = max(1, round(day.total / most * 12))
        lines += [(f"{day.day:%a} {day.day.day:>2} {day.day:%b}  ", "muted"), (f"{day.score:+4.1f} ", role)]
        lines += [("█" * length, role), (f" {day.total:,}\n", "muted")]
    return lines
