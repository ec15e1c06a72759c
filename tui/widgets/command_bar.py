"""The command line: `:actor x /words`, `:view y`, `:export csv`, every action by its name."""

from __future__ import annotations

from collections.abc import Callable

from store.query import Completion
from tui.command_line import Choices, Order, OrderError, complete_order, read_order
from tui.widgets.entry_bar import EntryBar


class CommandBar(EntryBar):
    """Gives each command to `run`, which says what is wrong with it or nothing."""

    PROMPT = ":"
    PLACEHOLDER = "actor NAME  country NAME  about NAME  view NAME  export csv  theme light"
    ADVICE = "Enter does it, Esc leaves"

    def __init__(
        self, choices: Callable[[], Choices], run: Callable[[Order], str | None], *, id: str | None = None
    ) -> None:
        super().__init__(id=id)
        self._choices, self._run = choices, run

    def completions(self, text: str, cursor: int) -> list[Completion]:
        return complete_order(text, cursor, self._choices())

    def take(self, text: str) -> str | None:
        if not text:
            return None
        try:
            return self._run(read_order(text))
        except OrderError as error:
            return str(error)
