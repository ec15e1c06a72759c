"""Text that scrolls under the same keys as every list."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType
from textual.containers import VerticalScroll

from tui.keymap import Scope, bindings


class Scroller(VerticalScroll, can_focus=True):
    """A column that scrolls; `Enter` is the screen's `action_article`, where it has one."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.LISTS)

    def action_cursor_down(self) -> None:
        self.scroll_down(animate=False)

    def action_cursor_up(self) -> None:
        self.scroll_up(animate=False)

    def action_page_down(self) -> None:
        self.scroll_page_down(animate=False)

    def action_page_up(self) -> None:
        self.scroll_page_up(animate=False)

    def action_half_down(self) -> None:
        self.scroll_relative(y=self.size.height // 2, animate=False)

    def action_half_up(self) -> None:
        self.scroll_relative(y=-(self.size.height // 2), animate=False)

    def action_first(self) -> None:
        self.scroll_home(animate=False)

    def action_last(self) -> None:
        self.scroll_end(animate=False)

    async def action_choose(self) -> None:
        await self.run_action("screen.article")
