"""How every source fares, in words; test one, switch it off and on, add one. feeds.yaml keeps its comments."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on, work
from textual.message import Message

from store.health import SourceHealth
from tui.desk import Desk
from tui.format import Pieces, ago, count, full_time, one_line, safe_link, until
from tui.keymap import Scope
from tui.run import RunError
from tui.screens.browse import BrowseScreen
from tui.screens.prompt import Prompt
from tui.widgets.line_list import LineList
from tui.widgets.lines import Cell

if TYPE_CHECKING:
    from feeds.source import Source


@dataclass
class HealthTold(Message):
    """What the database knows of the sources was read."""

    health: dict[str, SourceHealth]


@dataclass
class Tested(Message):
    """Something was done to a source, and what came of it."""

    sentence: str
    changed: bool = False


class SourceList(LineList):
    """The watched sources, those in trouble first."""

    EMPTY = "No source is watched yet: a adds one."

    def __init__(self, desk: Desk, *, id: str) -> None:
        super().__init__(id=id)
        self._desk = desk
        self.sources: list[Source] = []
        self.health: dict[str, SourceHealth] = {}

    def show(self, health: dict[str, SourceHealth]) -> None:
        """Shows fresh health; the cursor stays with its source."""
        here = self.sources[self.cursor].id if self.health else None
        self.health = health
        watched = self._desk.watchlist.sources if self._desk.watchlist else ()
        self.sources = sorted(watched, key=lambda one: (-self.failures(one), not one.enabled, one.name))
        ids = [source.id for source in self.sources]
        self.cursor = ids.index(here) if here in ids else 0
        self.set_count(len(ids))
        self.forget_lines()

    def failures(self, source: Source) -> int:
        """Failed polls in a row."""
        known = self.health.get(source.id)
        return known.state.failures if known and source.enabled else 0

    def cells(self, index: int, part: int, width: int) -> list[Cell]:
        """State, name, last success, next poll, how much it brings, what is wrong."""
        source, known = self.sources[index], self.health.get(self.sources[index].id)
        state, now = known.state if known else None, self._desk.clock()
        well = ("●", "warm") if source.enabled else ("○", "muted")
        sign, role = ("✗", "hostile") if self.failures(source) else well
        error = one_line(state.last_error or "") if state else ""
        flow = f"{known.articles_per_day:.0f}/d" if known else ""
        return [
            (f" {sign}", 3, role),
            (source.name, max(12, min(34, width - 44)), "" if source.enabled else "muted"),
            (str(source.kind), 8, "muted"),
            (ago(state.last_success_at, now) if state else "not yet", 12, "muted"),
            (until(state.due_at, now) if state and source.enabled else "", 9, "muted"),
            (f"{flow:>6} ", 8, "muted"),
            (error, max(0, width - 44 - max(12, min(34, width - 44))), "hard"),
        ]


class SourcesScreen(BrowseScreen):
    """The health of every source."""

    SCOPE = Scope.SOURCES
    HEADING = "Sources"

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
        self.sources.show({})
        self._read()
        self.set_interval(2.0, self._read)

    @work(thread=True, exclusive=True, group="health")
    def _read(self) -> None:
        self.post_message(HealthTold({known.state.source_id: known for known in self.desk.counting.sources()}))

    @on(HealthTold)
    def _told(self, event: HealthTold) -> None:
        found = self.sources
        found.show(event.health)
        failing = sum(1 for source in found.sources if found.failures(source))
        self.head(f"{count(len(found.sources), 'source')}, {failing} failing" if failing else f"{found.count} well")
        self.tell()

    def account(self, index: int) -> Pieces:
        source = self.sources.sources[index]
        known = self.sources.health.get(source.id)
        lines: Pieces = [(source.name + "\n", "heading"), (safe_link(source.url) or "", "link")]
        who = " · ".join(filter(None, (source.kind, source.country, source.actor, source.lang, *source.tags)))
        lines += [(f"\n{who}\nid {source.id}\n\n", "muted")]
        if not source.enabled:
            lines += [("Switched off in feeds.yaml.\n\n", "stance-critical")]
        if known is None:
            return [*lines, ("Not polled yet.", "muted")]
        state, now, zone = known.state, self.desk.clock(), self.desk.zone
        if state.last_error:
            lines += [(f"{one_line(state.last_error)}\n", "stance-hard")]
            lines += [(f"{count(state.failures, 'time')} in a row\n\n", "muted")]
        moments = {"polled": state.last_polled_at, "worked": state.last_success_at, "new": known.last_new_at}
        for label, moment in moments.items():
            when = f"{ago(moment, now)}, {full_time(moment, zone)}" if moment else "never"
            lines += [(f"{label:<8}", "label"), (when + "\n", "")]
        lines += [("next    ", "label"), (until(state.due_at, now) + "\n", "")]
        if state.moved_to:
            lines += [("moved to ", "label"), ((safe_link(state.moved_to) or "") + "\n", "link")]
        flow = f"{known.articles:,} articles, {known.articles_per_day:.1f} a day\n"
        said = f"{known.statements:,} statements, {known.statements_per_day:.1f} a day\n"
        return [*lines, ("brought ", "label"), (flow, ""), ("        ", "label"), (said, "")]

    def query_for(self, index: int) -> str:
        return f"source:{self.sources.sources[index].id}"

    def action_test_source(self) -> None:
        """Polls the source now, whether due or not."""
        if self.source:
            self.notify(f"Asking {self.source.name} …", timeout=2)
            self._test(self.source.id)

    @work(thread=True, group="test")
    def _test(self, source_id: str) -> None:
        self.post_message(Tested(self.desk.poll_now(source_id)))

    def action_switch_source(self) -> None:
        """Switches the source off or on, in feeds.yaml."""
        if source := self.source:
            self._edit(lambda: self.desk.switch(source.id, not source.enabled))

    def action_add_source(self) -> None:
        """Asks for an address and adds it."""

        def add(address: str | None) -> None:
            if address and address.strip():
                self._edit(lambda: self.desk.add_source(address.strip()))

        self.app.push_screen(Prompt("Address of a feed"), add)

    @work(thread=True, group="edit")
    def _edit(self, change: Callable[[], str]) -> None:
        try:
            self.post_message(Tested(change(), changed=True))
        except RunError as error:
            self.post_message(Tested(str(error)))

    @on(Tested)
    def _tested(self, event: Tested) -> None:
        self.notify(event.sentence)
        self._read()

