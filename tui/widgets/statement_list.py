"""Statements, a window over the database: time, country, actor, stance, source and the words."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING

from textual import events

from tui.format import fit, one_line, short_time, span_words, spoken
from tui.looks import looks
from tui.messages import StatementShown
from tui.settings import Settings
from tui.widgets.line_list import LineList
from tui.widgets.lines import Cell

if TYPE_CHECKING:
    from store.recall import Listing
    from store.rows import StatementRow

BLOCK = 100
"""Rows asked of the database at once."""
BLOCKS = 40
"""Blocks kept."""
TWO_LINES_BELOW = 76
"""Cells; a narrower list gives each statement two lines."""


HEAD = 14
"""Cells of mark, time and country."""


class StatementList(LineList):
    """The statements of one `Listing`, newest first unless sorted otherwise."""

    def __init__(
        self, clock: Callable[[], datetime], zone: tzinfo, settings: Settings, *, id: str | None = None
    ) -> None:
        super().__init__(id=id)
        self._clock, self._zone, self._density = clock, zone, settings.density
        self._listing: Listing | None = None
        self._blocks: OrderedDict[int, list[StatementRow]] = OrderedDict()
        self._looks = looks(settings.signs == "letters")
        self.ages = False

    @property
    def listing(self) -> Listing | None:
        """What is shown."""
        return self._listing

    def show(self, listing: Listing, cursor: int = 0) -> None:
        """Shows a listing; its first block is read here, its total is told later by `set_count`."""
        self._listing = listing
        self._blocks.clear()
        self._strips.clear()
        self.cursor = cursor
        start = cursor - cursor % BLOCK
        self.set_count(start + len(self._block(cursor // BLOCK)))
        if cursor == 0:
            self.scroll_to(y=0, animate=False, immediate=True)
        self.show_cursor()
        self.refresh()
        self._tell()

    def row(self, index: int) -> StatementRow | None:
        """The statement on a line."""
        rows = self._block(index // BLOCK)
        within = index % BLOCK
        return rows[within] if within < len(rows) else None

    @property
    def current(self) -> StatementRow | None:
        """The statement under the cursor."""
        return self.row(self.cursor) if self._count else None

    def forget_rows(self) -> None:
        """Reads the visible rows again: their marks have changed."""
        self._blocks.clear()
        self.forget_lines()

    def look_again(self) -> None:
        """Draws anew if the marks of what is seen have changed."""
        number = self.cursor // BLOCK
        before = self._blocks.pop(number, None)
        if self._block(number) != before:
            self.forget_rows()

    @property
    def at_top(self) -> bool:
        """Whether the cursor is on the first line and the first line is seen."""
        return self.cursor == 0 and self.scroll_offset.y == 0

    def move_to(self, index: int) -> None:
        """Puts the cursor on a statement and tells which."""
        super().move_to(index)
        self._tell()

    def seek_unread(self, step: int, reach: int = 2000) -> None:
        """Moves to the next unread statement in the direction of `step`, at most `reach` lines away."""
        for distance in range(1, reach):
            index = self.cursor + step * distance
            row = self.row(index) if 0 <= index < self._count else None
            if row is None:
                return
            if not row.read:
                self.move_to(index)
                return

    def _tell(self) -> None:
        self.post_message(StatementShown(self.current))

    def _block(self, number: int) -> list[StatementRow]:
        rows = self._blocks.get(number)
        if rows is None:
            rows = self._listing.rows(number * BLOCK, BLOCK) if self._listing else []
            self._blocks[number] = rows
            if len(self._blocks) > BLOCKS:
                self._blocks.popitem(last=False)
        return rows

    def on_resize(self, event: events.Resize) -> None:
        """Gives a statement the lines that density and width ask for; Textual then calls the base class's."""
        narrow = event.size.width < TWO_LINES_BELOW
        airy = narrow if self._density == "auto" else self._density == "airy"
        self.set_line_height(2 if airy else 1)

    def cells(self, index: int, part: int, width: int) -> list[Cell]:
        """One statement's columns; the words come last, so that right-to-left text disturbs no column."""
        row = self.row(index)
        if row is None:
            return []
        words = ("" if row.read else "strong", spoken(row))
        if part == 1:
            outlet = _outlet(row, HEAD - 3)
            return [("", 2, ""), (outlet, HEAD - 2, "muted"), (words[1], width - HEAD - 1, words[0])]
        look = self._looks[row.stance]
        mark = "★" if row.starred else " " if row.read else "•"
        head: list[Cell] = [
            (mark, 2, "warm" if row.starred else "mild"),
            (self._when(row), 7, "muted"),
            (row.country or "–", 5, "muted" if row.country is None else ""),
        ]
        if self.line_height == 2:
            actor = max(4, width - HEAD - 13)
            return [
                *head,
                (fit(one_line(row.actor_name), actor - 1), actor, words[0]),
                (look.sign, 2, look.role),
                (look.label, 11, look.role),
            ]
        wide = width >= 100
        actor, source = (22, 16) if wide else (16, 10)
        return [
            *head,
            (fit(one_line(row.actor_name), actor - 1), actor, words[0]),
            (look.sign, 2, look.role),
            *([(look.label, 10, look.role)] if wide else []),
            (_outlet(row, source - 1), source, "muted"),
            (words[1], width - HEAD - actor - 2 - (10 if wide else 0) - source - 1, words[0]),
        ]

    def _when(self, row: StatementRow) -> str:
        now = self._clock()
        return span_words(now - row.dated) if self.ages else short_time(row.dated, now, self._zone)


def _outlet(row: StatementRow, width: int) -> str:
    """The source, and how many further articles carry the same."""
    more = f" +{row.also}" if row.also else ""
    return fit(one_line(row.source_title), width - len(more)).rstrip() + more
