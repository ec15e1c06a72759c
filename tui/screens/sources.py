"""How every source fares, in words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on, work
from textual.message import Message

from store.health import SourceHealth
from tui.desk import Desk
from tui.format import Pieces, ago, count, full_time, one_line, safe_link, until
from tui.keymap import Scope
from tui.screens.sourcing import SourcingScreen
from tui.widgets.line_list import LineList
from tui.widgets.lines import Cell

if TYPE_CHECKING:
    from feeds.source import Source


@dataclass
class HealthTold(Message):
    """What the database knows of the sources was read."""

    health: dict[str, SourceHealth]


ORDER = ("failing", "gone", "doubtful", "asking", "well", "not asked", "off")
"""The words for how a source fares, in the order they are counted."""


def state_of(source: Source, known: SourceHealth | None) -> tuple[str, str, str]:
    """How a source fares: a sign, a word and their colour role."""
    if not source.enabled:
        return "○", "off", "muted"
    if known is None or known.state.last_polled_at is None:
        return "◌", "not asked", "muted"
    if known.state.gone:
        return "✗", "gone", "hostile"
    if known.state.running_since is not None:
        return "…", "asking", "mild"
    if known.state.failures:
        return "✗", "failing", "hostile"
    return ("◐", "doubtful", "hard") if known.state.last_error else ("●", "well", "warm")


class SourceList(LineList):
    """The watched sources, those in trouble first."""

    EMPTY = "No source is watched yet: a adds one."

    def __init__(self, desk: Desk, *, id: str) -> None:
        super().__init__(id=id)
        self._desk = desk
        self.sources: list[Source] = []
        self.health: dict[str, SourceHealth] = {}

    def show(self, health: dict[str, SourceHealth], words: str = "") -> None:
        """Shows fresh health of the sources that have all the words; the cursor stays with its source."""
        here = self.sources[self.cursor].id if self.sources and self.health else None
        self.health = health
        watched = self._desk.watchlist.sources if self._desk.watchlist else ()
        found = [one for one in watched if all(word in self._told(one) for word in words.lower().split())]
        self.sources = sorted(found, key=lambda one: (-self.failures(one), not one.enabled, one.name.lower()))
        ids = [source.id for source in self.sources]
        self.cursor = ids.index(here) if here in ids else 0
        self.set_count(len(ids))
        self.forget_lines()

    def _told(self, source: Source) -> str:
        """All that a search looks through."""
        known = self.health.get(source.id)
        _, word, _ = state_of(source, known)
        error = known.state.last_error if known else ""
        parts = (source.id, source.name, source.url, source.kind, source.country, source.lang, word, error)
        return " ".join(filter(None, (*parts, *source.tags))).lower()

    def failures(self, source: Source) -> int:
        """Failed polls in a row."""
        known = self.health.get(source.id)
        return known.state.failures if known and source.enabled else 0

    def cells(self, index: int, part: int, width: int) -> list[Cell]:
        """State, name, country, and what is wrong; else kind, last success, next poll, articles a day."""
        source, known = self.sources[index], self.health.get(self.sources[index].id)
        state, now = known.state if known else None, self._desk.clock()
        sign, word, role = state_of(source, known)
        name = max(12, min(34, width - 53))
        head: list[Cell] = [
            (f" {sign} {word}", 13, role),
            (source.name, name, "" if source.enabled else "muted"),
            (f" {source.country or ''}", 5, "muted"),
        ]
        if state and state.last_error and source.enabled:
            return [*head, (one_line(state.last_error), max(0, width - 18 - name), "hard")]
        flow = f"{known.articles_per_day:.1f}" if known else ""
        return [
            *head,
            (str(source.kind), 8, "muted"),
            (ago(state.last_success_at, now) if state else "", 11, "muted"),
            (until(state.due_at, now) if state and source.enabled else "", 9, "muted"),
            (f"{flow}/d" if flow else "", max(0, width - 46 - name), "muted"),
        ]


class SourcesScreen(SourcingScreen):
    """The health of every source."""

    SCOPES = (Scope.SOURCES, Scope.SEARCHED)
    HEADING = "Sources"
    _words = ""

    def make_list(self) -> SourceList:
        return SourceList(self.desk, id="list")

    @property
    def sources(self) -> SourceList:
        """The list."""
        return self.query_one("#list", SourceList)

    @property
    def source(self) -> Source | None:
        """The one under the cursor."""
        found = self.sources
        return found.sources[found.cursor] if found.sources else None

    def on_mount(self) -> None:
        self.search("")
        self.look_again()
        self.set_interval(2.0, self.look_again)

    @work(thread=True, exclusive=True, group="health")
    def look_again(self) -> None:
        self.post_message(HealthTold({known.state.source_id: known for known in self.desk.counting.sources()}))

    @on(HealthTold)
    def _told(self, event: HealthTold) -> None:
        self._show(event.health)

    def search(self, words: str) -> None:
        self._words = words
        self._show(self.sources.health)

    def _show(self, health: dict[str, SourceHealth]) -> None:
        found = self.sources
        found.show(health, self._words)
        states = Counter(state_of(source, health.get(source.id))[1] for source in found.sources)
        words = ", ".join(f"{states[word]} {word}" for word in ORDER if states[word])
        self.head(f"{count(len(found.sources), 'source')}: {words}" if words else "none")
        self.tell()

    def account(self, index: int) -> Pieces:
        source = self.sources.sources[index]
        known = self.sources.health.get(source.id)
        lines: Pieces = [(source.name + "\n", "heading"), (safe_link(source.url) or "", "link")]
        who = " · ".join(filter(None, (source.kind, source.country, source.actor, source.lang, *source.tags)))
        lines += [(f"\n{who}\nid {source.id}\n\n", "muted")]
        if not source.enabled:
            lines += [("Switched off in feeds.yaml.\n\n", "stance-critical")]
        if source.note:
            lines += [(one_line(source.note) + "\n\n", "")]
        if known is None:
            return [*lines, ("Not polled yet.", "muted")]
        state, now, zone = known.state, self.desk.clock(), self.desk.zone
        if state.last_error:
            lines += [(f"{one_line(state.last_error)}\n", "stance-hard")]
            times = f"{count(state.failures, 'time')} in a row" if state.failures else "It is read all the same."
            lines += [(f"{times}\n\n", "muted")]
        moments = {"polled": state.last_polled_at, "worked": state.last_success_at, "new": known.last_new_at}
        for label, moment in moments.items():
            when = f"{ago(moment, now)}, {full_time(moment, zone)}" if moment else "never"
            lines += [(f"{label:<8}", "label"), (when + "\n", "")]
        if source.enabled:
            lines += [("next    ", "label"), (f"{until(state.due_at, now)}, every {source.every}\n", "")]
        if state.moved_to:
            lines += [("moved to ", "label"), ((safe_link(state.moved_to) or "") + "\n", "link")]
        flow = f"{known.articles:,} articles, {known.articles_per_day:.1f} a day\n"
        said = f"{known.statements:,} statements, {known.statements_per_day:.1f} a day\n"
        return [*lines, ("brought ", "label"), (flow, ""), ("        ", "label"), (said, "")]

    def query_for(self, index: int) -> str:
        return f"source:{self.sources.sources[index].id}"
