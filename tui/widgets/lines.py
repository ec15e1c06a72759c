"""Lines of which only the visible ones exist, so that a million cost what twenty do."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from statements.clean import clean
from tui.format import fit, isolated

Cell = tuple[str, int, str]
"""Words, width in terminal cells, role (a component class without its prefix)."""


class Lines(ScrollView):
    """Draws items of one or more lines, one of them under the cursor; subclasses say what stands in each."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "line--cursor",
        "line--rest",
        "line--muted",
        "line--strong",
        "line--chosen",
        "line--here",
        "line--hostile",
        "line--hard",
        "line--critical",
        "line--neutral",
        "line--mild",
        "line--warm",
        "line--friendly",
        "line--target",
    }
    EMPTY = ""
    """What an empty list says in its middle, until told otherwise."""
    HEADED: ClassVar[bool] = False
    """Whether `heading` stands over the items, however far one scrolls."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.cursor = 0
        self.line_height = 1
        self._count = 0
        self._when_empty = self.EMPTY
        self._worn: tuple[str, Style] | None = None
        self._styles: dict[tuple[str, str], Style] = {}
        self._strips: dict[tuple[int, int, int, str], Strip] = {}

    def cells(self, index: int, part: int, width: int) -> list[Cell]:
        """What stands in line `part` of item `index`, for `width` terminal cells."""
        raise NotImplementedError

    def heading(self, width: int) -> list[Cell]:
        """What stands over the items, for `width` terminal cells."""
        return []

    def item_at(self, y: int) -> int:
        """The item on a line of the widget; -1 for the heading, `count` or more below the last."""
        return (self.scroll_offset.y + y - self.HEADED) // self.line_height if y >= self.HEADED else -1

    @property
    def room(self) -> int:
        """Lines there are for items."""
        return max(0, self.scrollable_content_region.height - self.HEADED)

    @property
    def count(self) -> int:
        """How many items there are."""
        return self._count

    def set_count(self, count: int) -> None:
        """Takes note of how many items there are; keeps cursor and position where it can."""
        self._count = count
        self.cursor = max(0, min(self.cursor, count - 1))
        self._resize()

    def say_when_empty(self, words: str) -> None:
        """What the list says from now on while there is nothing in it."""
        if words != self._when_empty:
            self._when_empty = words
            self.refresh()

    def forget_lines(self) -> None:
        """Draws everything anew."""
        self._strips.clear()
        self.refresh()

    def refresh_item(self, index: int) -> None:
        """Draws one item anew, if it is seen."""
        top = index * self.line_height + self.HEADED
        if self.HEADED <= top - self.scroll_offset.y < self.scrollable_content_region.height:
            self.refresh_lines(top, self.line_height)

    def set_line_height(self, height: int) -> None:
        """Gives each item `height` lines."""
        if height != self.line_height:
            self.line_height = height
            self._strips.clear()
            self._resize()
            self.call_after_refresh(self.show_cursor)

    def _resize(self) -> None:
        # Setting the reactive would lay out the whole screen for every count that comes in.
        size = Size(self.scrollable_content_region.width, self._count * self.line_height + self.HEADED)
        overflows = self.virtual_size.height > self.size.height
        if overflows == (size.height > self.size.height):
            self.set_reactive(Widget.virtual_size, size)
            if self.show_vertical_scrollbar:
                self.vertical_scrollbar.window_virtual_size = size.height
        else:
            self.virtual_size = size
        if self.scroll_offset.y > self.max_scroll_y:
            self.scroll_to(y=self.max_scroll_y, animate=False, immediate=True)
        self.refresh()

    def show_cursor(self) -> None:
        """Scrolls no further than needed to see the cursor."""
        top, height = self.cursor * self.line_height, self.room
        y = self.scroll_offset.y
        if top < y:
            self.scroll_to(y=top, animate=False, immediate=True)
        elif top + self.line_height > y + height:
            self.scroll_to(y=top + self.line_height - height, animate=False, immediate=True)

    def notify_style_update(self) -> None:
        """Another theme: styles are looked up again. Textual calls this for a change of focus too."""
        super().notify_style_update()
        worn = (self.app.theme, self.rich_style)
        if worn != self._worn:
            self._worn = worn
            self._styles.clear()
            self._strips.clear()

    def on_resize(self, event: events.Resize) -> None:
        self._resize()
        self.show_cursor()

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        width = self.scrollable_content_region.width
        if y < self.HEADED:
            return self._strip(self.heading(width), width, "")
        index, part = divmod(self.scroll_offset.y + y - self.HEADED, self.line_height)
        if index >= self._count:
            return self._blank(width, y)
        key = (index, part, width, self._state(index))
        strip = self._strips.get(key)
        if strip is None:
            if len(self._strips) > 4000:
                self._strips.clear()
            strip = self._strips[key] = self._draw(index, part, width)
        return strip

    def _state(self, index: int) -> str:
        """Whether the cursor is on an item, and the keys with it: a component class without its prefix."""
        return "" if index != self.cursor else "cursor" if self.has_focus else "rest"

    def _blank(self, width: int, y: int) -> Strip:
        """A line without an item; an empty list says why in its middle."""
        words = [] if self._count else self._when_empty.splitlines()
        at = y - (self.scrollable_content_region.height - len(words)) // 2
        said = words[at] if 0 <= at < len(words) else ""
        margin = " " * max(0, (width - cell_len(said)) // 2)
        return Strip([Segment(fit(margin + said, width), self._style("muted", ""))], width)

    def _draw(self, index: int, part: int, width: int) -> Strip:
        return self._strip(self.cells(index, part, width), width, self._state(index))

    def _strip(self, line: list[Cell], width: int, state: str) -> Strip:
        segments, left = [], width
        for words, cells, role in line:
            cells = min(cells, left)
            left -= cells
            drawn = fit(clean(words), cells)
            segments.append(Segment(isolated(drawn) if left > 0 else drawn, self._style(role, state)))
        if left > 0:
            segments.append(Segment(" " * left, self._style("", state)))
        return Strip(segments, width)

    def _style(self, role: str, state: str) -> Style:
        style = self._styles.get((role, state))
        if style is None:
            style = self.rich_style
            if role:
                style += self.get_component_rich_style(f"line--{role}", partial=True)
            if state:
                style += self.get_component_rich_style(f"line--{state}", partial=True)
            self._styles[role, state] = style
        return style
