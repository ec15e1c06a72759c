"""Statements beside the one that is read, under headings; the cursor goes over the headings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui.format import fit, one_line, short_time, spoken
from tui.looks import looks
from tui.widgets.line_list import LineList
from tui.widgets.lines import Cell

if TYPE_CHECKING:
    from store.rows import StatementRow
    from tui.desk import Desk

Group = tuple[str, Sequence["StatementRow"]]


class RelatedList(LineList):
    """Groups of statements, each under its heading."""

    EMPTY = "Nothing was said before or beside it."

    def __init__(self, desk: Desk, *, id: str) -> None:
        super().__init__(id=id)
        self._desk = desk
        self._lines: list[str | StatementRow] = []

    def show(self, groups: Sequence[Group]) -> None:
        """Shows other groups; those without statements are left out."""
        self._lines = []
        for heading, rows in groups:
            if rows:
                self._lines += [heading, *rows]
        self.cursor = 0
        self.set_count(len(self._lines))
        self.forget_lines()
        self.move_to(1)

    def row(self, index: int) -> StatementRow | None:
        """The statement on a line; None for a heading."""
        line = self._lines[index] if index < len(self._lines) else None
        return None if isinstance(line, str) else line

    def move_to(self, index: int) -> None:
        """Puts the cursor on a statement, over a heading in the direction it goes."""
        down = index > self.cursor
        index = max(0, min(index, self._count - 1))
        if self._count and self.row(index) is None:
            index = index + 1 if down or index == 0 else index - 1
        super().move_to(index)

    def cells(self, index: int, part: int, width: int) -> list[Cell]:
        """A heading, or when, how hard, who and the words."""
        line = self._lines[index]
        if isinstance(line, str):
            return [("", 1, ""), (line, width - 1, "chosen")]
        look = looks(self._desk.settings.signs == "letters")[line.stance]
        actor = 20 if width >= 60 else 14
        return [
            ("", 1, ""),
            (short_time(line.dated, self._desk.clock(), self._desk.zone), 7, "muted"),
            (look.sign, 2, look.role),
            (fit(one_line(line.actor_name), actor - 1), actor, ""),
            (spoken(line), width - 10 - actor, "muted" if line.read else ""),
        ]
