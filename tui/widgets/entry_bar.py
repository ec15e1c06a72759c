"""One line to write into, with what could come next and what is wrong below it."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from statements.clean import clean
from store.query import Completion

OFFERED = 8
"""Completions shown."""
LONGEST = 1000
"""Characters that can be written."""


class EntryBar(Vertical):
    """Hidden until it is opened; Enter gives what was written to `take`, Escape ends in `left`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "leave", priority=True, show=False),
        Binding("tab", "accept", "complete", priority=True, show=False),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
    ]
    PLACEHOLDER: ClassVar[str]
    PROMPT: ClassVar[str]
    """The sign before the line."""
    ADVICE: ClassVar[str]
    """What stands below where nothing is offered."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._completions: list[Completion] = []
        self._picked = 0
        self._came_from: Widget | None = None

    def completions(self, text: str, cursor: int) -> list[Completion]:
        """Ways to go on at the cursor."""
        raise NotImplementedError

    def problem(self, text: str) -> str | None:
        """What is wrong with the words so far."""
        return None

    def written(self, text: str) -> None:
        """Called with every change while the bar is open."""

    def take(self, text: str) -> str | None:
        """Called on Enter; says what is wrong, or nothing and the bar closes."""
        raise NotImplementedError

    def left(self) -> None:
        """Called on Escape."""

    def compose(self) -> ComposeResult:
        yield Static(self.PROMPT, classes="entry-prompt", markup=False)
        yield Input(placeholder=self.PLACEHOLDER, compact=True, select_on_focus=False, max_length=LONGEST)
        yield Static("", classes="entry-hint", markup=False)

    @property
    def field(self) -> Input:
        """Where one writes."""
        return self.query_one(Input)

    def open(self, text: str = "") -> None:
        """Shows the bar with some words in it."""
        self._came_from = self.screen.focused
        self.display = True
        field = self.field
        field.value = text
        field.cursor_position = len(text)
        field.focus()
        self._suggest(text)

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self._suggest(event.value)

    def _suggest(self, text: str) -> None:
        self._completions = self.completions(text, self.field.cursor_position)
        self._picked = 0
        self._hint(None if self._completions else self.problem(text))
        if self.display:
            self.written(text)

    def _hint(self, problem: str | None) -> None:
        hint = self.query_one(".entry-hint", Static)
        hint.set_class(problem is not None, "-wrong")
        hint.update(Content(clean(problem)) if problem else self._menu())

    def _menu(self) -> Content:
        parts: list[tuple[str, str] | str] = []
        for number, one in enumerate(self._completions[:OFFERED]):
            picked = "reverse" if number == self._picked else ""
            parts += [(f" {clean(one.text.strip())} ", picked), (f"{clean(one.label)} ", "$muted")]
        return Content.assemble(*parts) if parts else Content(self.ADVICE)

    def action_move(self, step: int) -> None:
        """Picks another completion."""
        if self._completions:
            self._picked = (self._picked + step) % min(OFFERED, len(self._completions))
            self._hint(None)

    def action_accept(self) -> None:
        """Takes the picked completion."""
        if not self._completions:
            return
        one, field = self._completions[self._picked], self.field
        field.value = field.value[: one.start] + one.text + field.value[one.end :]
        field.cursor_position = one.start + len(one.text)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        problem = self.take(event.value.strip())
        if problem is None:
            self._close()
        else:
            self._hint(problem)

    def action_leave(self) -> None:
        """Closes the bar."""
        self._close()
        self.left()

    def _close(self) -> None:
        self.display = False
        self.screen.refresh()  # what the bar lay over
        if self._came_from is not None and self.screen.focused is self.field:
            self._came_from.focus()
