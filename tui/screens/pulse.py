"""How much is said: by hour, by stance, by country, and who is unusually loud today; every number explained."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import fmean, pstdev

from textual import on, work
from textual.message import Message

from statements.model import Stance
from store.errors import StoppedError
from store.query import parse_query
from store.recall import Recall
from store.rows import Day, StatementRow
from store.terms import FieldTerm, StatementFilter
from tui.format import Pieces, count
from tui.keymap import Scope
from tui.looks import looks
from tui.screens.browse import BrowseScreen
from tui.widgets.line_list import LineList
from tui.widgets.lines import Cell
from tui.widgets.sparkline import spark

LOUDEST = 24
BEFORE = 28
DAY_ROWS = 3000
"""Statements of the last 24 hours that are looked at for hours and stances."""


@dataclass(frozen=True)
class Loud:
    """One country: its days, and how far the last one stands out."""

    country: str
    days: tuple[int, ...]
    """Statements a day, the last is today."""
    unusual: float
    """Standard deviations above the mean of the 28 days before; 0 where there is too little to say."""


@dataclass
class PulseTaken(Message):
    """The day was counted."""

    hours: list[int]
    stances: Counter[Stance]
    loud: list[Loud]


def unusual(days: list[int]) -> float:
    """How many standard deviations the last day is above the mean of those before (at least 7, sd at least 1)."""
    before = days[:-1]
    if len(before) < 7:
        return 0.0
    return (days[-1] - fmean(before)) / max(1.0, pstdev(before))


def by_day(days: list[Day], today: datetime) -> list[int]:
    """The last 29 days with their zeros, the last is today."""
    known = {day.day: day.total for day in days}
    return [known.get((today - timedelta(days=ago)).date(), 0) for ago in range(BEFORE, -1, -1)]


def take_pulse(recall: Recall, now: datetime) -> PulseTaken:
    """Counts the last 24 hours by hour and stance, and every country's last 29 days."""
    official = parse_query("is:official")
    rows: list[StatementRow] = recall.listing(official & parse_query("since:24h")).rows(0, DAY_ROWS)
    hours = [0] * 24
    for row in rows:
        hours[max(0, 23 - int((now - row.dated).total_seconds() // 3600))] += 1
    loud = []
    month = official & parse_query(f"since:{BEFORE + 1}d")
    for facet in recall.facets(month)[:LOUDEST]:
        if facet.country:
            days = by_day(recall.timeline(month & StatementFilter((FieldTerm("country", (facet.country,)),))), now)
            loud.append(Loud(facet.country, tuple(days), unusual(days)))
    return PulseTaken(hours, Counter(row.stance for row in rows), sorted(loud, key=lambda one: -one.unusual))


class LoudList(LineList):
    """Countries, the most unusual first."""

    EMPTY = "Nothing was said in the last days."

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.loud: list[Loud] = []

    def show(self, loud: list[Loud]) -> None:
        """Shows other countries."""
        self.loud = loud
        self.set_count(len(loud))
        self.forget_lines()

    def cells(self, index: int, part: int, width: int) -> list[Cell]:
        """Country, 29 days, today, how unusual."""
        one = self.loud[index]
        role = "hostile" if one.unusual >= 3 else "hard" if one.unusual >= 2 else "muted"
        words = f"{one.unusual:+.1f} sd" + (" unusually loud" if one.unusual >= 2 else "")
        today = f"{one.days[-1]:>7,}  "
        return [(f" {one.country}", 6, ""), (spark(one.days), 30, "mild"), (today, 9, ""), (words, 24, role)]


class PulseScreen(BrowseScreen):
    """The day in numbers."""

    SCOPES = (Scope.PULSE,)
    HEADING = "Pulse"
    _taken: PulseTaken | None = None

    def make_list(self) -> LoudList:
        return LoudList(id="list")

    def on_mount(self) -> None:
        self.head("counting …")
        self._take()

    @work(thread=True, exclusive=True, group="pulse")
    def _take(self) -> None:
        try:
            self.post_message(take_pulse(self.desk.counting, self.desk.clock()))
        except StoppedError:
            return

    @on(PulseTaken)
    def _told(self, event: PulseTaken) -> None:
        self._taken = event
        self.query_one("#list", LoudList).show(event.loud)
        self.head(f"officials, last 24 hours: {count(sum(event.hours), 'statement')}; countries by 29 days (UTC)")
        self.tell()

    def query_for(self, index: int) -> str:
        return f"country:{self.query_one('#list', LoudList).loud[index].country} since:24h"

    def account(self, index: int) -> Pieces:
        if self._taken is None:
            return []
        lines: Pieces = [("The last 24 hours\n", "heading"), (spark(self._taken.hours) + "\n", "speaker")]
        lines += [("by hour, the last on the right\n\n", "muted"), ("By stance\n", "heading")]
        top = max(self._taken.stances.values(), default=1)
        for stance, look in looks().items():
            number = self._taken.stances[stance]
            bar = "█" * round(number / top * 16)
            role = f"stance-{look.role}"
            lines += [(f"{look.sign} {look.label:<10}", role), (f"{number:>6,} ", ""), (bar + "\n", role)]
        explained = (
            "\nsd: how many standard deviations today stands above the mean of the 28 days before. "
            "From 2 on it is called unusually loud; today is not over yet, so it is a lower bound."
        )
        return [*lines, (explained, "muted")]
