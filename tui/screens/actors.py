"""The registry, searchable: names, offices and since when, and what each said last."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on, work
from textual.message import Message

from store.rows import StatementRow
from store.terms import FieldTerm, StatementFilter
from tui.format import Pieces, count, one_line, short_time, spoken
from tui.keymap import Scope
from tui.looks import looks
from tui.screens.browse import BrowseScreen
from tui.screens.prompt import Prompt
from tui.widgets.line_list import LineList
from tui.widgets.lines import Cell

if TYPE_CHECKING:
    from statements.actors import Entry


@dataclass
class LastSaid(Message):
    """What an actor said last was read."""

    actor_id: str
    rows: list[StatementRow]


class EntryList(LineList):
    """Entries of the registry."""

    EMPTY = "Nobody of that name."

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.entries: list[Entry] = []

    def show(self, entries: list[Entry]) -> None:
        """Shows other entries."""
        self.entries = entries
        self.cursor = 0
        self.set_count(len(entries))
        self.forget_lines()

    def cells(self, index: int, part: int, width: int) -> list[Cell]:
        """Country, name, what kind, office."""
        entry = self.entries[index]
        office = entry.office(None)
        title = f"{office.title}" if office else ""
        return [
            (f" {entry.country or ''}", 6, "muted"),
            (entry.name, 34, ""),
            (str(entry.kind), 13, "muted"),
            (title, max(0, width - 53), "muted"),
        ]


class ActorsScreen(BrowseScreen):
    """Everybody the registry knows."""

    SCOPE = Scope.ACTORS
    HEADING = "Actors"
    _said: tuple[str, list[StatementRow]] = ("", [])

    def make_list(self) -> EntryList:
        return EntryList(id="list")

    @property
    def entries(self) -> EntryList:
        """The list."""
        return self.query_one("#list", EntryList)

    def on_mount(self) -> None:
        self._search("")

    def _search(self, words: str) -> None:
        registry = self.desk.registry
        if registry is None:
            self.head("the registry is still being read")
            return
        found = registry.search(words) if words else sorted(registry.entries(), key=lambda one: one.name)
        self.entries.show(list(found))
        self.head(f"{count(len(found), 'entry', 'entries')}{' with ' + words if words else ''} · / searches")
        self.tell()

    def action_search(self) -> None:
        """Asks for words to search."""
        self.app.push_screen(Prompt("Search names, aliases and offices"), lambda words: self._search(words or ""))

    def query_for(self, index: int) -> str:
        return f"actor:{self.entries.entries[index].id}"

    def account(self, index: int) -> Pieces:
        entry = self.entries.entries[index]
        lines: Pieces = [(entry.name + "\n", "heading")]
        lines += [(f"{entry.kind} · {entry.country or 'no country'}\n", "muted")]
        lines += [(f"id {entry.id}\n", "muted")]
        if entry.aliases:
            lines += [("also ", "label"), (", ".join(entry.aliases) + "\n", "")]
        for office in entry.offices:
            since, till = office.since or "?", office.until or "today"
            lines += [(f"\n{office.title}", ""), (f"\n{since} to {till}", "muted")]
        if self._said[0] != entry.id:
            self._ask(entry.id)
            return lines
        lines += [("\n\nLast said", "heading")]
        for row in self._said[1]:
            look = looks()[row.stance]
            when = short_time(row.dated, self.desk.clock(), self.desk.zone)
            lines += [(f"\n{when} ", "muted"), (f"{look.sign} ", f"stance-{look.role}"), (spoken(row), "")]
        return lines if self._said[1] else [*lines, ("\nnothing yet", "muted")]

    @work(thread=True, exclusive=True, group="said")
    def _ask(self, actor_id: str) -> None:
        where = StatementFilter((FieldTerm("actor", (actor_id,)),))
        self.post_message(LastSaid(actor_id, self.desk.recall.listing(where).rows(0, 8)))

    @on(LastSaid)
    def _told(self, event: LastSaid) -> None:
        self._said = (event.actor_id, event.rows)
        if one_line(self.entries.entries[self.index].id) == event.actor_id:
            self.tell()
