"""The one-line bars around the panes: what is in force, how polling fares, which keys help here."""

from __future__ import annotations

from collections.abc import Iterable

from textual import events
from textual.content import Content
from textual.widget import Widget

from statements.clean import clean
from tui.format import Pieces, one_line
from tui.keymap import Action, key_sign

Button = tuple[Content, str]
"""Words and the action a click on them runs; no action for "" ."""


class Bar(Widget):
    """One line, parts of which can be clicked; it changes without laying out the screen."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._line = Content("")
        self._spots: list[tuple[int, str]] = []

    def say(self, *buttons: Button) -> None:
        """Shows other words."""
        self._spots, line = [], Content("")
        for words, action in buttons:
            line = line + words
            self._spots.append((line.cell_length, action))
        if line != self._line:
            self._line = line
            self.refresh()

    def render(self) -> Content:
        """The line."""
        return self._line

    async def on_click(self, event: events.Click) -> None:
        """Runs what was clicked."""
        action = next((action for end, action in self._spots if event.x < end), "")
        if action:
            await self.run_action(action)


class ChipBar(Bar):
    """The name of the program, the filters in force, how many lines they let through."""

    def show(self, chips: list[tuple[str, str]], order: str, place: str, notice: str = "") -> None:
        """Draws the chips on the left, the order and the place in the list at the other end, the place at least."""
        buttons: list[Button] = [(Content.styled(" Communiqué ", "bold $primary"), "")]
        if notice:
            buttons.append((Content.assemble((f" {notice} ", "$inverse on $warning"), " "), ""))
        for kind, words in chips:
            text = f" {one_line(words)} "
            chip = Content.assemble((text, "$on-chip on $chip"), ("✕ ", "$on-chip on $chip"), " ")
            buttons.append((chip, f"screen.drop_chip('{kind}')"))
        used, room = sum(words.cell_length for words, _ in buttons), self.size.width - 1
        right = f"{order} · {place}" if place else order
        if used + len(right) > room:
            name, _ = buttons.pop(0)  # the least of what there is to know
            used -= name.cell_length
        if used + len(right) > room:
            right = place
        if used + len(right) > room and notice:
            name, _ = buttons.pop(0)
            used -= name.cell_length
        gap = " " * max(1, self.size.width - used - len(right) - 1)
        self.say(*buttons, (Content.assemble(gap, (right, "$muted")), "screen.sort"))


class StatusLine(Bar):
    """How polling fares, in words."""

    def show(self, pieces: Pieces) -> None:
        """Draws words with their styles."""
        self.say((Content.assemble(" ", *((clean(words), style) for words, style in pieces)), ""))


class KeyBar(Bar):
    """The keys that help here, clickable; the least useful fall away where there is no room."""

    def show(self, actions: Iterable[Action]) -> None:
        """Draws as many of the actions as fit, in their order."""
        buttons: list[Button] = []
        left = self.size.width
        for action in actions:
            key = key_sign(action.keys.split(",")[0])
            words = Content.assemble((f" {key}", "bold $primary"), (f" {action.label} ", "$muted"), " ")
            if words.cell_length <= left:
                left -= words.cell_length
                buttons.append((words, f"screen.run('{action.id}')"))
        self.say(*buttons)
