"""How much is said: by hour, by stance, by country, and who is unusually loud today; every number explained."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from statistics import fmean, pstdev

from textual import on, work
from textual.message import Message

from statements.scales import Stance
from store.errors import StoppedError
from store.health import PollState
from store.query import parse_query
from store.recall import Listing, Recall
from store.rows import Day, StatementRow
from store.terms import FieldTerm, StatementFilter
from tui.format import Pieces, ago, count, one_line
from tui.keymap import Scope
from tui.looks import looks
from tui.screens.browse import BrowseScreen
from tui.widgets.line_list import LineList
from tui.widgets.lines import Cell
from tui.widgets.sparkline import spark

LOUD = 2.0
"""Standard deviations from which a day is called unusually loud."""
LOUDEST = 24
BEFORE = 28
SEEN = 14
"""Days of a country that are drawn."""
BLOCK = 3000
"""Statements read at once."""


@dataclass(frozen=True)
class Loud:
    """One country: its days, and how far the last one stands out."""

    country: str
    days: tuple[int, ...]
    """Statements a day, the last is today."""
    usual: float
    """Mean of the days before."""
    unusual: float
    """Standard deviations above the mean of the 28 days before; 0 where there is too little to say."""


@dataclass
class PulseTaken(Message):
    """The day was counted."""

    hours: list[int]
    stances: Counter[Stance]
    loud: list[Loud]
    states: dict[str, PollState] = field(default_factory=dict)
    """What is known of each source."""


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
    hours, stances = [0] * 24, Counter[Stance]()
    for row in _rows(recall.listing(official & parse_query("since:24h"))):
        hours[max(0, 23 - int((now - row.dated).total_seconds() // 3600))] += 1
        stances[row.stance] += 1
    loud = []
    month = official & parse_query(f"since:{BEFORE + 1}d")
    for facet in recall.facets(month)[:LOUDEST]:
        if facet.country:
            days = by_day(recall.timeline(month & StatementFilter((FieldTerm("country", (facet.country,)),))), now)
            loud.append(Loud(facet.country, tuple(days), fmean(days[:-1]), unusual(days)))
    return PulseTaken(hours, stances, sorted(loud, key=lambda one: -one.unusual))


def _rows(listing: Listing) -> Iterator[StatementRow]:
    """Every statement of a listing, however many."""
    start = 0
    while block := listing.rows(start, BLOCK):
        yield from block
        start += BLOCK


class LoudList(LineList):
    """Countries, the most unusual first."""

    EMPTY = "Nothing was said in the last days."

    def __init__(self, called: Callable[[str], str], *, id: str) -> None:
        super().__init__(id=id)
        self._called = called
        self.loud: list[Loud] = []

    def show(self, loud: list[Loud]) -> None:
        """Shows other countries."""
        self.loud = loud
        self.set_count(len(loud))
        self.forget_lines()

    def cells(self, index: int, part: int, width: int) -> list[Cell]:
        """Country, 29 days, today, the usual, how unusual."""
        one = self.loud[index]
        role = "hostile" if one.unusual >= 3 else "hard" if one.unusual >= LOUD else "muted"
        called = f" {self._called(one.country)}" if width >= 66 else ""
        verdict = f"{one.unusual:+.1f} sd" + (" loud" if one.unusual >= LOUD else "")
        return [
            (f" {one.country}{called}", 20 if called else 5, ""),
            (spark(one.days, SEEN), SEEN + 1, "mild"),
            (f"{one.days[-1]:>6,} today", 13, ""),
            (f"usual {one.usual:.1f}", 12, "muted"),
            (verdict, max(0, width - SEEN - 26 - (20 if called else 5)), role),
        ]


class PulseScreen(BrowseScreen):
    """The day in numbers."""

    SCOPES = (Scope.PULSE,)
    HEADING = "Pulse"
    _taken: PulseTaken | None = None

    def make_list(self) -> LoudList:
        return LoudList(self.desk.called, id="list")

    def on_mount(self) -> None:
        self.head("counting …")
        self._take()

    @work(thread=True, exclusive=True, group="pulse")
    def _take(self) -> None:
        try:
            self.post_message(self._counted())
        except StoppedError:
            return

    def _counted(self) -> PulseTaken:
        taken = take_pulse(self.desk.counting, self.desk.clock())
        taken.states = self.desk.poll_states()
        return taken

    @on(PulseTaken)
    def _told(self, event: PulseTaken) -> None:
        self._taken = event
        self.query_one("#list", LoudList).show(event.loud)
        self.head(f"officials, last 24 hours: {count(sum(event.hours), 'statement')}; countries by day (UTC)")
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
        return [*lines, *self._polling(self._taken.states), (EXPLAINED, "muted")]

    def _polling(self, states: dict[str, PollState]) -> Pieces:
        """How polling fares, and which sources do not answer."""
        watched = [states[one] for one in self.desk.titles if one in states]
        failing = [state for state in watched if state.failures or state.gone]
        last = max((state.last_polled_at for state in watched if state.last_polled_at), default=None)
        lines: Pieces = [("\nPolling\n", "heading"), (f"last {ago(last, self.desk.clock())}, ", "")]
        lines += [(f"{len(watched) - len(failing)} of {count(len(self.desk.titles), 'source')} well\n", "")]
        for state in sorted(failing, key=lambda one: -one.failures)[:5]:
            reason = one_line(state.last_error or "gone")
            title = one_line(self.desk.titles[state.source_id])
            lines += [(f"✗ {title}: ", "stance-hostile"), (f"{reason}\n", "muted")]
        return lines


EXPLAINED = (
    "\nusual: the mean of the 28 days before, UTC. sd: how many standard deviations today stands above it, the "
    "deviation taken for one statement at least. From 2 on a day is called loud; today is not over yet, so it is "
    "a lower bound."
)
