"""Countries and their actors, with how many statements each has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from tui.format import one_line
from tui.keymap import Scope, bindings
from tui.messages import SideChosen
from tui.widgets.line_list import LineList
from tui.widgets.lines import Cell

if TYPE_CHECKING:
    from store.rows import CountryFacet

NOBODY = "–"
"""Stands for the country of speakers who have none."""


@dataclass(frozen=True, slots=True)
class Node:
    """One line of the tree."""

    name: str
    total: int
    unread: int
    country: str | None = None
    actor: str | None = None
    depth: int = 0
    open: bool | None = None
    """None for what cannot be opened."""


class ActorTree(LineList):
    """Everybody, then countries by volume, each opening into its actors."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.TREE)

    def __init__(self, country_names: Mapping[str, str], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._names = country_names
        self._facets: list[CountryFacet] = []
        self._open: set[str | None] = set()
        self._lines: list[Node] = []
        self._chosen: tuple[str | None, str | None] = (None, None)

    def show(self, facets: list[CountryFacet], chosen: tuple[str | None, str | None]) -> None:
        """Shows fresh counts; the cursor stays on the line it was on."""
        here = self._lines[self.cursor] if self.cursor < len(self._lines) else None
        self._facets, self._chosen = facets, chosen
        self._rebuild()
        if here is not None:
            place = (here.country, here.actor)
            places = [(line.country, line.actor) for line in self._lines]
            self.cursor = places.index(place) if place in places else 0
        self.forget_lines()

    def name_of(self, country: str | None) -> str:
        """What people call a country."""
        return "No country" if country is None else self._names.get(country, country)

    def name_countries(self, names: Mapping[str, str]) -> None:
        """Takes note of what people call the countries."""
        self._names = names
        if self._facets:
            self._rebuild()
            self.forget_lines()

    def _rebuild(self) -> None:
        total = sum(facet.total for facet in self._facets)
        nodes = [Node("Everybody", total, sum(facet.unread for facet in self._facets))]
        for facet in self._facets:
            code = facet.country or NOBODY
            is_open = facet.country in self._open
            nodes.append(Node(self.name_of(facet.country), facet.total, facet.unread, code, None, 0, is_open))
            if is_open:
                nodes += [
                    Node(one_line(actor.name), actor.total, actor.unread, code, actor.actor_id or actor.name, 1)
                    for actor in facet.actors
                ]
        self._lines = nodes
        self.set_count(len(nodes))

    def cells(self, index: int, part: int, width: int) -> list[Cell]:
        """Name and numbers of one line."""
        node = self._lines[index]
        chosen = (node.country, node.actor) == self._chosen
        fold = {None: "  ", True: "▾ ", False: "▸ "}[node.open]
        total = f"{node.total:,}" if node.total < 100_000 else f"{node.total // 1000}k"
        code = f"{node.country:<5}" if node.depth == 0 and node.country else ""
        name = "  " * node.depth + code + node.name
        role = "chosen" if chosen else "strong" if node.unread else ""
        return [
            ("▌" if chosen else " ", 1, "chosen"),
            (fold, 2, "muted"),
            (name, width - 10, role),
            (f"{total:>6} ", 7, "mild" if node.unread else "muted"),
        ]

    def choose(self, index: int) -> None:
        """Makes a line the side that is shown."""
        node = self._lines[index]
        self._chosen = (node.country, node.actor)
        self.forget_lines()
        self.post_message(SideChosen(node.country, node.actor, node.name))

    def action_choose(self) -> None:
        if self._lines:
            self.choose(self.cursor)

    def _set_open(self, wanted: bool) -> None:
        if not self._lines:
            return
        node = self._lines[self.cursor]
        if node.country is None:
            return
        code = None if node.country == NOBODY else node.country
        (self._open.add if wanted else self._open.discard)(code)
        self._rebuild()
        self.cursor = next(n for n, one in enumerate(self._lines) if one.country == node.country)
        self.forget_lines()
        self.move_to(self.cursor)

    def action_unfold(self) -> None:
        self._set_open(True)

    def action_fold(self) -> None:
        self._set_open(False)

    def action_fold_over(self) -> None:
        self._set_open(not self._lines[self.cursor].open)
