"""Asks for one line of text."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from tui.closing import Closing


class Prompt(Closing, ModalScreen[str | None]):
    """Answers with the words, or None when left with Escape."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "back", priority=True)]
    DEFAULT_CSS = """
    Prompt { align: center middle; background: $background 60%; }
    Prompt #prompt-box { width: 72; max-width: 92%; height: auto; background: $surface; }
    Prompt #prompt-box { border: round $rule; padding: 0 1; }
    Prompt #prompt-words { border: none; height: 1; margin: 1 0; background: $panel; }
    """

    def __init__(self, question: str, words: str = "") -> None:
        super().__init__()
        self._question, self._words = question, words

    def compose(self) -> ComposeResult:
        with Vertical(id="prompt-box"):
            yield Static(self._question, markup=False)
            yield Input(self._words, id="prompt-words", compact=True, max_length=2000, select_on_focus=False)

    @on(Input.Submitted)
    def _answer(self, event: Input.Submitted) -> None:
        self.dismiss(event.value)

    def action_leave(self) -> None:
        """Without an answer."""
        self.dismiss(None)
