"""A list with a cursor, moved by the same keys and clicks everywhere."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import BindingType

from tui.keymap import Scope, bindings
from tui.messages import CursorMoved, HeadingClicked, LineChosen
from tui.widgets.lines import Lines


class LineList(Lines, can_focus=True):
    """Posts `CursorMoved` and `LineChosen`."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.LISTS)

    def move_to(self, index: int) -> None:
        """Puts the cursor on an item and scrolls no further than needed."""
        index = max(0, min(index, self._count - 1))
        left, seen = self.cursor, self.scroll_offset.y
        self.cursor = index
        self.show_cursor()
        if index != left and self.scroll_offset.y == seen:  # else everything is drawn anyway
            self.refresh_item(left)
            self.refresh_item(index)
        self.post_message(CursorMoved(self, index))

    @property
    def _page(self) -> int:
        return max(1, self.room // self.line_height - 1)

    def on_focus(self) -> None:
        self.refresh_item(self.cursor)

    def on_blur(self) -> None:
        self.refresh_item(self.cursor)

    def on_click(self, event: events.Click) -> None:
        """One click puts the cursor, a second on the same line goes in."""
        index = self.item_at(event.y)
        if index < 0:
            self.post_message(HeadingClicked(self))
        if not 0 <= index < self._count:
            return
        if index == self.cursor or event.chain > 1:
            self.post_message(LineChosen(self, index))
        self.move_to(index)

    def action_cursor_down(self) -> None:
        self.move_to(self.cursor + 1)

    def action_cursor_up(self) -> None:
        self.move_to(self.cursor - 1)

    def action_page_down(self) -> None:
        self.move_to(self.cursor + self._page)

    def action_page_up(self) -> None:
        self.move_to(self.cursor - self._page)

    def action_half_down(self) -> None:
        self.move_to(self.cursor + self._page // 2)

    def action_half_up(self) -> None:
        self.move_to(self.cursor - self._page // 2)

    def action_first(self) -> None:
        self.move_to(0)

    def action_last(self) -> None:
        self.move_to(self._count - 1)

    def action_choose(self) -> None:
        if self._count:
            self.post_message(LineChosen(self, self.cursor))
