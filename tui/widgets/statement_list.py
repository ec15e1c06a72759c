"""Statements, a window over the database: time, country, actor, stance, source and the words."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING

from textual import events

from store.rows import Sort
from tui.format import fit, one_line, short_time, span_words, spoken
from tui.looks import looks
from tui.messages import RowsRead, StatementShown
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


WIDE = 132
"""Cells from which there is room for the source too."""
ROLES = {
    "red": "hostile",
    "orange": "hard",
    "yellow": "critical",
    "blue": "mild",
    "teal": "warm",
    "green": "friendly",
    "violet": "target",
}
"""The colours of highlights in feeds.yaml, as roles of the theme."""
_UNREAD, _STAR, _NOTE, _UNSURE = "•", "★", "✎", "~ "
_HEADINGS = {
    "marks": "",
    "when": "when",
    "side": "side",
    "actor": "who",
    "sign": "",
    "stance": "stance",
    "source": "source",
    "words": "what was said",
    "also": "",
}
_SORTED = {Sort.NEW: ("when", "▾"), Sort.OLD: ("when", "▴"), Sort.HARD: ("sign", "▾ ")}
"""The column an order goes by, and the sign of its direction."""
Columns = dict[str, int]
"""Name to width in cells, from the left."""


def columns_for(width: int, *, source: bool = False) -> Columns:
    """The columns of one line; the words come last, so that right-to-left text disturbs none."""
    actor = 16 if width < 100 else 20 if width < WIDE else 26
    columns = {"marks": 4, "when": 7, "side": 5, "actor": actor, "sign": 2, "stance": 10}
    if source or width >= WIDE:
        columns["source"] = 14 if width < WIDE else 18
    return columns | {"words": max(0, width - sum(columns.values()) - 1)}


class StatementList(LineList):
    """The statements of one `Listing`, newest first unless sorted otherwise."""

    HEADED = True

    def __init__(
        self, clock: Callable[[], datetime], zone: tzinfo, settings: Settings, *, id: str | None = None
    ) -> None:
        super().__init__(id=id)
        self._clock, self._zone, self._density = clock, zone, settings.density
        self._listing: Listing | None = None
        self._blocks: OrderedDict[int, list[StatementRow]] = OrderedDict()
        self._looks = looks(settings.signs == "letters")
        self._colours: dict[int, str] = {}
        self.ages = False
        """Whether times are told as ages."""
        self.wide = False
        """Whether the source is shown however narrow the list is."""

    def wear(self, zone: tzinfo, settings: Settings) -> None:
        """Draws by other settings."""
        self._zone, self._density = zone, settings.density
        self._looks = looks(settings.signs == "letters")
        self.fit_lines(self.size.width)
        self.forget_lines()

    @property
    def listing(self) -> Listing | None:
        """What is shown."""
        return self._listing

    def show(self, listing: Listing, cursor: int = 0) -> None:
        """Shows a listing; its first block is read here, its total is told later by `set_count`."""
        self._listing = listing
        self._blocks.clear()
        self._strips.clear()
        start = cursor - cursor % BLOCK
        self._count = start + len(self._block(cursor // BLOCK))
        self.cursor = cursor
        self.set_count(self._count)
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

    def highlight(self, colours: Mapping[int, str]) -> None:
        """Lets statements stand out (key to colour), beside those that do already."""
        if colours and not colours.items() <= self._colours.items():
            self._colours.update(colours)
            self.forget_lines()

    def _tell(self) -> None:
        self.post_message(StatementShown(self.current))

    def _block(self, number: int) -> list[StatementRow]:
        rows = self._blocks.get(number)
        if rows is None:
            rows = self._listing.rows(number * BLOCK, BLOCK) if self._listing else []
            self._blocks[number] = rows
            self.post_message(RowsRead([row.key for row in rows]))
            if len(self._blocks) > BLOCKS:
                self._blocks.popitem(last=False)
        return rows

    def on_resize(self, event: events.Resize) -> None:
        """Gives a statement the lines that density and width ask for; Textual then calls the base class's."""
        self.fit_lines(event.size.width)

    def fit_lines(self, width: int) -> None:
        """One line or two for each statement."""
        narrow = width < TWO_LINES_BELOW
        airy = narrow if self._density == "auto" else self._density == "airy"
        self.set_line_height(2 if airy else 1)

    def heading(self, width: int) -> list[Cell]:
        """The names of the columns; the one the order goes by bears its sign."""
        column, sign = _SORTED[self._listing.sort if self._listing else Sort.NEW]
        columns = self._columns(width)
        words = {name: _HEADINGS[name] for name in columns}
        words[column] = f"{words[column]} {sign}" if words[column] else sign
        return [(words[name], cells, "chosen" if name == column else "muted") for name, cells in columns.items()]

    def cells(self, index: int, part: int, width: int) -> list[Cell]:
        """One statement: in one line, or its words in a second one."""
        row = self.row(index)
        if row is None:
            return []
        if part == 1:
            return self._words(row, width)
        columns = self._columns(width)
        values = {
            "when": self._when(row),
            "side": row.country or "–",
            "actor": fit(one_line(row.actor_name), columns["actor"] - 1),
            "sign": self._looks[row.stance].sign,
            "stance": self._looks[row.stance].label,
            "source": fit(one_line(row.source_title), columns.get("source", 1) - 1),
        }
        tone, stance = "muted" if row.read else "", self._looks[row.stance].role
        roles = {"when": "muted", "source": "muted", "sign": stance, "stance": stance}
        line: list[Cell] = [
            (values[name], cells, roles.get(name, tone)) for name, cells in columns.items() if name in values
        ]
        line = [*self._marks(row), *line]
        return line if self.line_height == 2 else line + self._said(row, columns["words"])

    def _marks(self, row: StatementRow) -> list[Cell]:
        """A highlight; unread; starred or noted."""
        colour = self._colours.get(row.key)
        lead: list[Cell] = [("▌", 1, ROLES[colour])] if colour else []
        own = (" " if row.read else _UNREAD) + (_STAR if row.starred else _NOTE if row.note else "")
        return [*lead, (own if lead else f" {own}", 4 - len(lead), "mild")]

    def _columns(self, width: int) -> Columns:
        if self.line_height == 1:
            return columns_for(width, source=self.wide)
        return {"marks": 4, "when": 7, "side": 5, "actor": max(8, width - 29), "sign": 2, "stance": 10}

    def _words(self, row: StatementRow, width: int) -> list[Cell]:
        """The second line."""
        outlet: list[Cell] = [(fit(one_line(row.source_title), 13), 14, "muted")] if self.wide else []
        indent = 4 if width < 60 else 11
        return [("", indent, ""), *outlet, *self._said(row, width - indent - 14 * self.wide - 1)]

    def _said(self, row: StatementRow, width: int) -> list[Cell]:
        """The words, after a sign where their reading is unsure, and how many further articles carry them."""
        more = f" +{row.also}" if row.also else ""
        colour = self._colours.get(row.key)
        tone = ROLES[colour] if colour else "muted" if row.read else ""
        doubt: list[Cell] = [] if row.sure else [(_UNSURE, len(_UNSURE), "muted")]
        room = width - len(more) - sum(cells for _, cells, _ in doubt)
        return [*doubt, (spoken(row), room, tone), (more, len(more), "muted")]

    def _when(self, row: StatementRow) -> str:
        now = self._clock()
        return span_words(now - row.dated) if self.ages else short_time(row.dated, now, self._zone)
