"""The filter bar: the query as it is written, what could come next, what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable

from store.query import Completion, QueryError, QueryNames, complete
from tui.lens import Understand
from tui.messages import QueryWritten
from tui.widgets.entry_bar import EntryBar


class FilterBar(EntryBar):
    """Posts `QueryWritten` while one types, on Enter and, with the query as it was, on Escape."""

    PROMPT = "/"
    PLACEHOLDER = "country:RU  actor:…  about:IR  stance:threat,warn  since:7d  words"
    ADVICE = "Enter keeps the filter, Esc leaves it as it was"

    def __init__(self, names: Callable[[], QueryNames], understand: Understand, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._names, self._understand = names, understand
        self._before = ""

    def open(self, text: str = "") -> None:
        self._before = text
        super().open(text + " " if text else "")

    def completions(self, text: str, cursor: int) -> list[Completion]:
        return complete(text, cursor, self._names())

    def problem(self, text: str) -> str | None:
        try:
            self._understand(text)
        except QueryError as error:
            return str(error)
        return None

    def written(self, text: str) -> None:
        whole = self.problem(text) is None
        self.post_message(QueryWritten(text.strip() if whole else self._before, final=False))

    def take(self, text: str) -> str | None:
        problem = self.problem(text)
        if problem is None:
            self.post_message(QueryWritten(text, final=True))
        return problem

    def left(self) -> None:
        self.post_message(QueryWritten(self._before, final=True))
