"""The one-line bars around the panes: what is in force, how polling fares, which keys help here."""

from __future__ import annotations

from textual.content import Content
from textual.style import Style
from textual.widget import Widget

from tui.format import Piece, one_line
from tui.keymap import footer_actions, key_sign


class Bar(Widget):
    """One line of content that changes without laying out the screen."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._content = Content("")

    def say(self, content: Content) -> None:
        """Shows another line."""
        if content != self._content:
            self._content = content
            self.refresh()

    def render(self) -> Content:
        """The line."""
        return self._content


def button(words: str, action: str, style: str = "") -> Content:
    """Words that run an action when clicked."""
    return Content(words).stylize(Style.from_meta({"@click": action})).stylize(style)


class ChipBar(Bar):
    """The name of the program, the filters in force, how many lines they let through."""

    def show(self, chips: list[tuple[str, str]], right: str, notice: str = "") -> None:
        """Draws the chips on the left and `right` at the other end."""
        left = Content.assemble((" Communiqué ", "bold $primary"))
        if notice:
            left = left + Content.assemble((f" {notice} ", "$text on $warning-muted"), " ")
        for kind, words in chips:
            left = left + button(f" {one_line(words)} ✕ ", f"screen.drop_chip('{kind}')", "on $chip") + Content(" ")
        room = max(1, self.size.width - left.cell_length - len(right) - 1)
        self.say(left + Content(" " * room) + Content.styled(right, "$muted"))


class StatusLine(Bar):
    """How polling fares, in words."""

    def show(self, pieces: list[Piece]) -> None:
        """Draws words with their styles."""
        self.say(Content.assemble(" ", *pieces))


class KeyBar(Bar):
    """The keys that help here, clickable; the least useful fall away where there is no room."""

    def on_resize(self) -> None:
        line, used = Content(""), 0
        for action in footer_actions():
            key = key_sign(action.keys.split(",")[0])
            needed = len(key) + len(action.label) + 4
            if used + needed > self.size.width:
                continue
            used += needed
            entry = Content.assemble((f" {key} ", "bold $primary"), (f"{action.label}  ", "$muted"))
            line = line + entry.stylize(Style.from_meta({"@click": f"screen.run('{action.id}')"}))
        self.say(line)
