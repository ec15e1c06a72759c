"""Screens of panes: side by side where there is room, else one at a time; Enter goes in, Escape comes back."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.geometry import Size
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget

from tui.closing import Closing
from tui.keymap import Scope, bindings, run_action

WIDE = 120
"""Cells from which panes stand side by side."""
SMALLEST = (40, 10)
"""Columns and lines below which only a notice is shown."""


class PanedScreen(Closing, Screen[None]):
    """A row of panes; classes on the screen say which one is in front where only one fits."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.SCREENS)
    PANES: ClassVar[tuple[str, ...]] = ()
    """Ids of the widgets, from the outermost in."""
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """Textual would paint the whole screen for it; what changes are two widgets, and these paint themselves."""

    def on_resize(self, event: events.Resize) -> None:
        self.fit(event.size)

    def fit(self, size: Size) -> None:
        """Takes note of how much room there is."""
        self.set_class(size.width < WIDE, "-narrow")
        self.set_class(size.width < SMALLEST[0] or size.height < SMALLEST[1], "-tiny")

    @property
    def pane(self) -> str:
        """The pane in front."""
        return next((name for name in self.PANES if self.has_class(f"-on-{name}")), self.PANES[0])

    def go(self, pane: str) -> None:
        """Brings a pane to the front and puts the keys there."""
        self._bring(pane)
        self.call_after_refresh(self.query_one(f"#{pane}").focus)

    def _bring(self, pane: str) -> None:
        # Where all panes are seen the classes change nothing: the screen need not be styled and painted anew.
        self.update_classes({f"-on-{name}": name == pane for name in self.PANES}, update=self.narrow)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        # Where one pane is shown at a time, hiding it moves the focus by itself: that is nobody's wish.
        if event.widget.id in self.PANES and not self.narrow:
            self._bring(event.widget.id)

    @property
    def narrow(self) -> bool:
        """Whether one pane is shown at a time."""
        return self.has_class("-narrow")

    def step(self, by: int) -> str:
        """The pane so many steps further in; the outermost and innermost hold."""
        place = self.PANES.index(self.pane) + by
        return self.PANES[max(0, min(place, len(self.PANES) - 1))]

    def action_back(self) -> None:
        """One pane out."""
        self.go(self.step(-1))

    def action_next_pane(self) -> None:
        """The pane to the right, then the first again."""
        self.go(self.PANES[(self.PANES.index(self.pane) + 1) % len(self.PANES)])

    def action_previous_pane(self) -> None:
        """The pane to the left, then the last again."""
        self.go(self.PANES[self.PANES.index(self.pane) - 1])

    async def action_run(self, action_id: str) -> None:
        """Runs an action of the table: what a click on the footer does."""
        await run_action(self, action_id)
