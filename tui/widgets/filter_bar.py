"""The filter bar: the query as it is written, what could come next, what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from store.query import Completion, QueryError, QueryNames, complete, parse_query
from tui.messages import QueryWritten

PLACEHOLDER = "country:RU  actor:…  about:IR  stance:threat,warn  since:7d  words"


class FilterBar(Vertical):
    """Posts `QueryWritten` while one types and on Enter, `QueryLeft` on Escape."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "leave", priority=True, show=False),
        Binding("tab", "accept", "complete", priority=True, show=False),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
    ]

    def __init__(self, names: Callable[[], QueryNames], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._names = names
        self._completions: list[Completion] = []
        self._picked = 0
        self._before = ""

    def compose(self) -> ComposeResult:
        yield Input(placeholder=PLACEHOLDER, id="query", compact=True, select_on_focus=False, max_length=1000)
        yield Static("", id="query-hint", markup=False)

    def open(self, text: str) -> None:
        """Shows the bar with the query in force."""
        self._before = text
        self.display = True
        field = self.query_one("#query", Input)
        field.value = text + " " if text else ""
        field.cursor_position = len(field.value)
        field.focus()
        self._suggest(field.value)

    @on(Input.Changed, "#query")
    def suggest(self, event: Input.Changed) -> None:
        """Completes, and filters along where the query is whole."""
        event.stop()
        self._suggest(event.value)

    def _suggest(self, text: str) -> None:
        field = self.query_one("#query", Input)
        self._completions = complete(text, field.cursor_position, self._names())
        self._picked = 0
        try:
            parse_query(text, names=self._names())
        except QueryError as error:
            self._hint(str(error) if not self._completions else None, wrong=True)
            text = self._before
        else:
            self._hint(None)
        if self.display:
            self.post_message(QueryWritten(text.strip(), final=False))

    def _hint(self, error: str | None, *, wrong: bool = False) -> None:
        hint = self.query_one("#query-hint", Static)
        hint.set_class(wrong and error is not None, "-wrong")
        hint.update(Content(error) if error else self._menu())

    def _menu(self) -> Content:
        parts: list[tuple[str, str] | str] = []
        for number, one in enumerate(self._completions[:8]):
            picked = "reverse" if number == self._picked else ""
            parts += [(f" {one.text.strip()} ", picked), (f"{one.label} ", "$muted")]
        return Content.assemble(*parts) if parts else Content("Enter keeps the filter, Esc leaves it as it was")

    def action_move(self, step: int) -> None:
        """Picks another completion."""
        if self._completions:
            self._picked = (self._picked + step) % min(8, len(self._completions))
            self._hint(None)

    def action_accept(self) -> None:
        """Takes the picked completion."""
        if not self._completions:
            return
        one = self._completions[self._picked]
        field = self.query_one("#query", Input)
        value = field.value[: one.start] + one.text + field.value[one.end :]
        field.value = value
        field.cursor_position = one.start + len(one.text)

    @on(Input.Submitted, "#query")
    def submit(self, event: Input.Submitted) -> None:
        """Keeps the filter if it can be understood."""
        event.stop()
        try:
            parse_query(event.value, names=self._names())
        except QueryError as error:
            self._hint(str(error), wrong=True)
            return
        self.display = False
        self.post_message(QueryWritten(event.value.strip(), final=True))

    def action_leave(self) -> None:
        """Goes back to the filter as it was."""
        self.display = False
        self.post_message(QueryWritten(self._before, final=True))
