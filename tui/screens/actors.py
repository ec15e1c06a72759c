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
        self.move_to(0)

    def cells(self, index: int, part: int, width: int) -> list[Cell]:
        """Country, name, what kind, office."""
        entry = self.entries[index]
        office = entry.office(None)
        title = office.title if office else ""
        return [
            (f" {entry.country or ''}", 6, "muted"),
            (entry.name, 34, ""),
            (str(entry.kind), 13, "muted"),
            (title, max(0, width - 53), "muted"),
        ]


class ActorsScreen(BrowseScreen):
    """Everybody the registry knows."""

    SCOPES = (Scope.ACTORS, Scope.SEARCHED)
    HEADING = "Actors"
    _said: tuple[str, list[StatementRow]] = ("", [])

    def make_list(self) -> EntryList:
        return EntryList(id="list")

    @property
    def entries(self) -> EntryList:
        """The list."""
        return self.query_one("#list", EntryList)

    def on_mount(self) -> None:
        self.search("")

    def search(self, words: str) -> None:
        registry = self.desk.registry
        if registry is None:
            self.head("the registry is still being read: come back in a moment")
            return
        found = registry.search(words) if words.strip() else sorted(registry.entries(), key=lambda one: one.name)
        self.entries.show(list(found))
        self.head(f"{count(len(found), 'entry', 'entries')}{' with ' + words if words else ''}")
        self.tell()

    def query_for(self, index: int) -> str:
        return f"actor:{self.entries.entries[index].id}"

    def account(self, index: int) -> Pieces:
        entry = self.entries.entries[index]
        side = f"{entry.country} {self.desk.called(entry.country)}" if entry.country else "no country"
        lines: Pieces = [(entry.name + "\n", "heading"), (f"{entry.kind} · {side}\nid {entry.id}\n", "muted")]
        if entry.aliases:
            lines += [("\nalso known as\n", "label"), (", ".join(entry.aliases) + "\n", "")]
        lines += self._offices(entry)
        if entry.note:
            lines += [(f"\n{entry.note}\n", "muted")]
        if self._said[0] != entry.id:
            self._ask(entry.id)
            return lines
        lines += [("\nLast said", "heading")]
        for row in self._said[1]:
            look = looks()[row.stance]
            when = short_time(row.dated, self.desk.clock(), self.desk.zone)
            lines += [(f"\n{when} ", "muted"), (f"{look.sign} {look.label}", f"stance-{look.role}")]
            lines += [(" → " + ", ".join(row.targets) if row.targets else "", "target"), (f": {spoken(row)}", "")]
        return [*lines, ("\n\nEnter shows all of it." if self._said[1] else "\nnothing yet", "muted")]

    def _offices(self, entry: Entry) -> Pieces:
        """What is or was held, from when to when, and how well that is known."""
        today = self.desk.clock().date()
        lines: Pieces = []
        for office in sorted(entry.offices, key=lambda one: one.since or "", reverse=True):
            dates = f"{office.since or 'day unknown'} to {office.until or 'today'}"
            held = office.held(today)
            known = "" if not held or office.certain(today) else ", not checked lately"
            checked = f", checked {office.checked}" if office.checked and held else ""
            lines += [(f"\n{office.title}\n", "" if held else "muted")]
            lines += [(f"{dates}{known or checked}\n", "muted")]
        return lines

    @work(thread=True, exclusive=True, group="said")
    def _ask(self, actor_id: str) -> None:
        where = StatementFilter((FieldTerm("actor", (actor_id,)),))
        self.post_message(LastSaid(actor_id, self.desk.recall.listing(where).rows(0, 8)))

    @on(LastSaid)
    def _told(self, event: LastSaid) -> None:
        self._said = (event.actor_id, event.rows)
        if one_line(self.entries.entries[self.index].id) == event.actor_id:
            self.tell()
