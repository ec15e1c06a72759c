"""Countries and their actors: how many statements each has, how many unread, how hard, and on which days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType

from tui.format import one_line
from tui.keymap import Scope, bindings
from tui.messages import HeadingClicked, SideChosen
from tui.widgets.line_list import LineList
from tui.widgets.lines import Cell
from tui.widgets.sparkline import spark

if TYPE_CHECKING:
    from store.rows import ActorFacet, CountryFacet

NOBODY = "–"
"""Stands for the country of speakers who have none."""
DAYS = 14
"""Days of the sparkline."""
ROOMY, TIGHT = 48, 30
"""Cells from which a day of the sparkline has a cell of its own, and below which there is no sparkline."""
_TONES = ((-4.5, "hostile"), (-2.5, "hard"), (-0.5, "critical"), (0.5, "neutral"), (2.2, "mild"), (3.8, "warm"))


class Order(StrEnum):
    """What the lines are sorted by."""

    VOLUME = "by volume"
    NAME = "by name"
    HARDNESS = "hardest"


@dataclass(frozen=True, slots=True)
class Node:
    """One line of the tree."""

    name: str
    total: int
    unread: int
    score: float = 0.0
    days: Sequence[int] = ()
    country: str | None = None
    actor: str | None = None
    depth: int = 0
    open: bool | None = None
    """None for what cannot be opened."""


class ActorTree(LineList):
    """Everybody, then countries, each opening into its actors."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.TREE)
    HEADED = True

    def __init__(self, country_names: Mapping[str, str], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._names = country_names
        self._facets: list[CountryFacet] = []
        self._open: set[str | None] = set()
        self._lines: list[Node] = []
        self._chosen: tuple[str | None, str | None] = (None, None)
        self.order = Order.VOLUME

    def show(self, facets: list[CountryFacet], chosen: tuple[str | None, str | None]) -> None:
        """Shows fresh counts; the cursor stays on the line it was on."""
        if (facets, chosen) != (self._facets, self._chosen) or not self._lines:
            self._facets, self._chosen = facets, chosen
            self._rebuild()

    def name_of(self, country: str | None) -> str:
        """What people call a country."""
        return "No country" if country is None else self._names.get(country, country)

    def name_countries(self, names: Mapping[str, str]) -> None:
        """Takes note of what people call the countries."""
        self._names = names
        if self._facets:
            self._rebuild()

    def _rebuild(self) -> None:
        here = self._lines[self.cursor] if self.cursor < len(self._lines) else None
        self._lines = [self._everybody()]
        for facet in sorted(self._facets, key=self._rank_of_country):
            self._lines += self._country(facet)
        self.set_count(len(self._lines))
        if here is not None:
            places = [(line.country, line.actor) for line in self._lines]
            place = (here.country, here.actor)
            self.cursor = places.index(place) if place in places else 0
        self.forget_lines()

    def _everybody(self) -> Node:
        facets = self._facets
        total = sum(facet.total for facet in facets)
        score = sum(facet.score * facet.total for facet in facets) / total if total else 0.0
        days = [sum(day) for day in zip(*(facet.days for facet in facets), strict=True)]
        return Node("Everybody", total, sum(facet.unread for facet in facets), score, days)

    def _country(self, facet: CountryFacet) -> list[Node]:
        code, is_open = facet.country or NOBODY, facet.country in self._open
        name = self.name_of(facet.country)
        nodes = [Node(name, facet.total, facet.unread, facet.score, facet.days, code, None, 0, is_open)]
        for actor in sorted(facet.actors, key=self._rank) if is_open else ():
            numbers = (actor.total, actor.unread, actor.score, actor.days)
            nodes.append(Node(one_line(actor.name), *numbers, code, actor.actor_id or actor.name, 1))
        return nodes

    def _rank_of_country(self, facet: CountryFacet) -> tuple[bool, float, str]:
        name = self.name_of(facet.country).casefold()
        return (facet.country is None, self._weight(facet), name)

    def _rank(self, actor: ActorFacet) -> tuple[float, str]:
        return (self._weight(actor), actor.name.casefold())

    def _weight(self, facet: CountryFacet | ActorFacet) -> float:
        return {Order.VOLUME: -facet.total, Order.NAME: 0.0, Order.HARDNESS: facet.score}[self.order]

    def heading(self, width: int) -> list[Cell]:
        """What the numbers are, and what the lines are sorted by."""
        bars = _bars(width)
        counts = "score" if self.order is Order.HARDNESS else "new"
        days = f"{DAYS} days" if bars else ""
        numbers = f"{counts:>4}{'all':>6} {days:>{bars}}"
        return [(f" {self.order}", width - len(numbers), "chosen"), (numbers, len(numbers), "muted")]

    def cells(self, index: int, part: int, width: int) -> list[Cell]:
        """Name, numbers and days of one line."""
        node, bars = self._lines[index], _bars(width)
        chosen = (node.country, node.actor) == self._chosen
        fold = {None: "  ", True: "▾ ", False: "▸ "}[node.open]
        code = f"{node.country:<4}" if node.depth == 0 and node.country else ""
        return [
            ("▌" if chosen else " ", 1, "chosen"),
            (fold, 2, "muted"),
            ("  " * node.depth + code + node.name, width - bars - 14, "chosen" if chosen else ""),
            self._measure(node),
            (f"{_short(node.total):>6}", 6, "muted"),
            (" " + _spark(node.days, bars), bars + 1, "muted"),
        ]

    def _measure(self, node: Node) -> Cell:
        """How many are unread; where the hardest come first, how hard they are."""
        if self.order is not Order.HARDNESS:
            return (f"{_short(node.unread) if node.unread else '':>4}", 4, "strong")
        tone = next((tone for edge, tone in _TONES if node.score < edge), "friendly")
        return (f"{round(node.score, 1) + 0.0:>+4.1f}", 4, tone)

    def choose(self, index: int) -> None:
        """Asks for a line's side to be shown; `mark` follows, in one frame with what is shown of it."""
        node = self._lines[index]
        within = f"{self.name_of(None if node.country == NOBODY else node.country)} › " if node.actor else ""
        self.post_message(SideChosen(node.country, node.actor, within + node.name))

    def mark(self, country: str | None, actor: str | None) -> None:
        """Marks the side that is shown."""
        self._chosen = (country, actor)
        self.forget_lines()

    @on(HeadingClicked)
    def action_sort_sides(self) -> None:
        """The next order."""
        orders = list(Order)
        self.order = orders[(orders.index(self.order) + 1) % len(orders)]
        self._rebuild()
        self.show_cursor()

    def action_choose(self) -> None:
        if self._lines:
            self.choose(self.cursor)

    def _set_open(self, wanted: bool) -> None:
        node = self._lines[self.cursor] if self._lines else None
        if node is None or node.country is None:
            return
        code = None if node.country == NOBODY else node.country
        (self._open.add if wanted else self._open.discard)(code)
        self.cursor = next(n for n, one in enumerate(self._lines) if one.country == node.country)
        self._rebuild()
        self.move_to(self.cursor)

    def action_unfold(self) -> None:
        self._set_open(True)

    def action_fold(self) -> None:
        self._set_open(False)

    def action_fold_over(self) -> None:
        if self._lines:
            self._set_open(not self._lines[self.cursor].open)


def _short(number: int) -> str:
    """At most four characters, for less than ten thousand millions."""
    if number < 10_000:
        return str(number)
    return f"{number // 1000}k" if number < 1_000_000 else f"{number // 1_000_000}M"


def _bars(width: int) -> int:
    """Cells of the sparkline: one for each day, one for two, or none."""
    return DAYS if width >= ROOMY else DAYS // 2 if width >= TIGHT else 0


def _spark(days: Sequence[int], bars: int) -> str:
    """The days as so many bars."""
    if not bars or not days:
        return ""
    each = len(days) // bars
    return spark([sum(days[at : at + each]) for at in range(0, len(days), each)])
