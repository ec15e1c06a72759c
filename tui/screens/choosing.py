"""Offers some lines and answers with the one that is chosen; typing searches where there are many."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from tui.closing import Closing
from tui.messages import CursorMoved, LineChosen
from tui.widgets.line_list import LineList
from tui.widgets.lines import Cell


@dataclass(frozen=True, slots=True)
class Choice:
    """One line that is offered."""

    id: str
    """The answer."""
    words: str
    lead: str = ""
    """In a column of its own before the words."""
    more: str = ""
    """At the right, where there is room."""

    def has(self, wanted: Sequence[str]) -> bool:
        """Whether all these words, in lower case, are found in it."""
        told = f"{self.lead} {self.words} {self.more}".lower()
        return all(word in told for word in wanted)


class ChoiceList(LineList):
    """The choices that match."""

    EMPTY = "Nothing of that name."

    def __init__(self, choices: Sequence[Choice], *, id: str) -> None:
        super().__init__(id=id)
        self._all = list(choices)
        self.choices = self._all
        self._lead = max((len(one.lead) for one in choices), default=0)
        self._more = min(max((len(one.more) for one in choices), default=0), 24)

    def show(self, words: str) -> None:
        """Keeps the choices that have all the words."""
        wanted = words.lower().split()
        self.choices = [one for one in self._all if one.has(wanted)]
        self.cursor = 0
        self.set_count(len(self.choices))
        self.forget_lines()
        self.move_to(0)

    @property
    def chosen(self) -> Choice | None:
        """The one under the cursor."""
        return self.choices[self.cursor] if self.choices else None

    def cells(self, index: int, part: int, width: int) -> list[Cell]:
        """Lead, words, what more there is."""
        one = self.choices[index]
        lead = min(self._lead, width // 3) + 1 if self._lead else 0
        more = self._more + 1 if self._more and width - lead - self._more > 40 else 0
        return [
            ("", 1, ""),
            (one.lead, lead, "chosen"),
            (one.words, width - 1 - lead - more, ""),
            (one.more, more, "muted"),
        ]


class Chooser(Closing, ModalScreen[str | None]):
    """Answers with the id of a choice, or None when left with Escape."""

    CSS_PATH = "choosing.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "back", priority=True),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
    ]

    def __init__(
        self,
        title: str,
        choices: Sequence[Choice],
        *,
        chosen: str = "",
        search: bool = False,
        moved: Callable[[str], None] | None = None,
    ) -> None:
        """`chosen` is under the cursor at first; `moved` is told where the cursor goes, for a look beforehand."""
        super().__init__()
        self._title, self._choices, self._search = title, choices, search
        self._first = next((place for place, one in enumerate(choices) if one.id == chosen), 0)
        self._moved = moved

    def compose(self) -> ComposeResult:
        with Vertical(id="choose-box", classes="-searching" if self._search else ""):
            yield Static(self._title, id="choose-title", markup=False)
            if self._search:
                yield Input(placeholder="search", id="choose-query", compact=True, max_length=200)
            yield ChoiceList(self._choices, id="choose-list")

    @property
    def found(self) -> ChoiceList:
        """The list."""
        return self.query_one(ChoiceList)

    def on_mount(self) -> None:
        self.found.show("")
        if not self._search:
            self.found.styles.height = len(self._choices)
            self.found.focus()
        self.call_after_refresh(self.found.move_to, self._first)

    def on_key(self, event: events.Key) -> None:
        """A number takes the line of that number, where nothing is searched."""
        number = int(event.key) if event.key.isdecimal() else 0
        if not self._search and 0 < number <= len(self._choices):
            event.stop()
            self.dismiss(self._choices[number - 1].id)

    @on(CursorMoved)
    def _tell(self) -> None:
        if self._moved and (one := self.found.chosen):
            self._moved(one.id)

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        self.found.show(event.value)

    @on(Input.Submitted)
    @on(LineChosen)
    def _choose(self) -> None:
        one = self.found.chosen
        self.dismiss(one.id if one else None)

    def action_move(self, step: int) -> None:
        """Another line."""
        self.found.move_to(self.found.cursor + step)

    def action_leave(self) -> None:
        """Back without doing anything."""
        self.dismiss(None)
