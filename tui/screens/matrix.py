"""Who speaks to or about whom: sides by target, coloured by how hard on average, with how often."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from textual import on, work
from textual.message import Message

from store.errors import StoppedError
from store.pairs import Pair
from store.query import parse_query
from store.rows import Day
from tui.format import Pieces, count, fit
from tui.keymap import Scope
from tui.screens.browse import BrowseScreen
from tui.themes import SCALE
from tui.widgets.line_list import LineList
from tui.widgets.lines import Cell
from tui.widgets.sparkline import spark

PERIODS = ("1d", "7d", "30d", "90d", "365d")
LINES = 200
SIDE = 24
CELL = 7
_STEPS = (-3.5, -2.0, -0.75, 0.5, 1.5, 2.75)


@dataclass
class Paired(Message):
    """The pairs of a period were counted."""

    period: str
    actors: bool
    pairs: list[Pair]


@dataclass
class PairDays(Message):
    """The days of one cell were counted."""

    query: str
    days: list[Day]


def role_of(score: float) -> str:
    """The colour role of a mean score."""
    return SCALE[sum(score > step for step in _STEPS)]


class Grid(LineList):
    """The matrix; the cursor is a cell."""

    EMPTY = "Nobody spoke of anybody in this time."

    def __init__(self, names: Mapping[str, str], *, id: str) -> None:
        super().__init__(id=id)
        self._names = names
        self.sides: list[str] = []
        self.targets: list[str] = []
        self.pairs: dict[tuple[str, str], Pair] = {}
        self.column = 0

    def show(self, pairs: list[Pair]) -> None:
        """Shows other pairs: the most talkative sides, the most spoken of targets."""
        self.pairs = {(pair.side, pair.target): pair for pair in pairs}
        said: dict[str, int] = {}
        about: dict[str, int] = {}
        for pair in pairs:
            said[pair.side] = said.get(pair.side, 0) + pair.total
            about[pair.target] = about.get(pair.target, 0) + pair.total
        self.sides = sorted(said, key=lambda side: -said[side])[:LINES]
        self.targets = sorted(about, key=lambda target: -about[target])
        self.cursor = 0
        loudest = next((pair.target for pair in pairs if pair.side == self.sides[0]), None)
        self.column = self.targets.index(loudest) if loudest else 0
        self.set_count(len(self.sides) and len(self.sides) + 1)
        self.move_to(1)
        self.forget_lines()

    @property
    def columns(self) -> int:
        """How many targets fit."""
        return max(1, min(len(self.targets), (self.size.width - SIDE - 1) // CELL))

    @property
    def cell(self) -> Pair | None:
        """The pair under the cursor."""
        if not self.sides or not self.targets:
            return None
        return self.pairs.get((self.sides[max(0, self.cursor - 1)], self.targets[self.column]))

    def cells(self, index: int, part: int, width: int) -> list[Cell]:
        """The targets' names, or one side's cells."""
        targets = self.targets[: self.columns]
        if index == 0:
            return [("", SIDE, ""), *((f"{fit(target, CELL - 1):>{CELL}}", CELL, "muted") for target in targets)]
        side = self.sides[index - 1]
        name = self._names.get(side, "")
        row: list[Cell] = [(f" {side} {name}" if side else " no country", SIDE, "")]
        for number, target in enumerate(targets):
            pair = self.pairs.get((side, target))
            words = f"{pair.total:,}" if pair else "·"
            here = index == self.cursor and number == self.column
            role = "here" if here else role_of(pair.score) if pair else "muted"
            row.append((f"{words:>{CELL - 1}} ", CELL, role))
        return row

    def move_to(self, index: int) -> None:
        """The line of names cannot be chosen."""
        super().move_to(max(1, index))

    def sideways(self, step: int) -> None:
        """Another column."""
        self.column = max(0, min(self.column + step, self.columns - 1))
        self.forget_lines()
        self.move_to(self.cursor)


class MatrixScreen(BrowseScreen):
    """Sides by targets over a period."""

    SCOPE = Scope.MATRIX
    HEADING = "Matrix"

    period, actors = "30d", False
    _days: tuple[str, list[Day]] = ("", [])

    def make_list(self) -> Grid:
        return Grid(self.desk.country_names, id="list")

    @property
    def grid(self) -> Grid:
        """The cells."""
        return self.query_one("#list", Grid)

    def on_mount(self) -> None:
        self._count()

    def _count(self) -> None:
        self.head(f"counting the last {self.period} …")
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
            self.grid.show(event.pairs)
            rows = "actors" if self.actors else "countries"
            self.head(f"{rows} by target, last {self.period} · ← → column, p period, a actors or countries")

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
            return [("Nothing said.", "muted")]
        query = self.query_for(index) or ""
        if self._days[0] != query:
            self._ask_days(query)
        days = self._days[1] if self._days[0] == query else []
        return [
            (f"{pair.side or 'no country'} → {pair.target}\n\n", "heading"),
            (f"{pair.score:+.1f} ", f"stance-{role_of(pair.score)}"),
            (f"on average over {count(pair.total, 'statement')}\n\n", ""),
            (spark([day.total for day in days]) + "\n", "speaker"),
            (_span(days), "muted"),
            ("\n\nEnter shows the statements.", "muted"),
        ]

    @work(thread=True, exclusive=True, group="days")
    def _ask_days(self, query: str) -> None:
        try:
            self.post_message(PairDays(query, self.desk.counting.timeline(parse_query(query))))
        except StoppedError:
            return

    @on(PairDays)
    def _told(self, event: PairDays) -> None:
        self._days = (event.query, event.days)
        self.tell()

    def action_next_column(self) -> None:
        """A column to the right."""
        self.grid.sideways(1)

    def action_previous_column(self) -> None:
        """A column to the left."""
        self.grid.sideways(-1)

    def action_period(self) -> None:
        """A longer time, then the shortest again."""
        self.period = PERIODS[(PERIODS.index(self.period) + 1) % len(PERIODS)]
        self._count()

    def action_sides(self) -> None:
        """Actors or countries as lines."""
        self.actors = not self.actors
        self._count()


def _span(days: list[Day]) -> str:
    """From when to when the bars go."""
    if not days:
        return ""
    first, last = days[0].day, days[-1].day
    return _day(first) if first == last else f"{_day(first)} to {_day(last)}, by day"


def _day(day: date) -> str:
    return f"{day.day} {day:%b %Y}"
