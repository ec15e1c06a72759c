"""Every key and what it does; typing searches, Enter does it."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from tui.keymap import ACTIONS, Action, signs
from tui.messages import LineChosen
from tui.widgets.line_list import LineList
from tui.widgets.lines import Cell


def _described(action: Action) -> str:
    """All that a search looks through."""
    return f"{signs(action.keys)} {action.label} {action.help} {action.scope}".lower()


class ActionList(LineList):
    """The actions that match."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.actions: list[Action] = list(ACTIONS)

    def show(self, words: str) -> None:
        """Keeps the actions that have all the words."""
        wanted = words.lower().split()
        self.actions = [action for action in ACTIONS if all(word in _described(action) for word in wanted)]
        self.cursor = 0
        self.set_count(len(self.actions))
        self.forget_lines()

    def cells(self, index: int, part: int, width: int) -> list[Cell]:
        """Keys, what they do, where."""
        action = self.actions[index]
        where = 18 if width > 70 else 0
        return [
            ("", 1, ""),
            (signs(action.keys), 16, "chosen"),
            (action.help, width - 17 - where, ""),
            (action.scope, where, "muted"),
        ]


class Help(ModalScreen[str | None]):
    """Answers with the id of the action to run, or None."""

    CSS_PATH = "help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "back", priority=True),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
    ]

    def compose(self) -> ComposeResult:
        with Vertical(id="help-box"):
            yield Static("Keys: type to search, Enter does it, Esc goes back", id="help-title", markup=False)
            yield Input(placeholder="search", id="help-query", compact=True)
            yield ActionList(id="help-list")

    def on_mount(self) -> None:
        self.query_one(ActionList).show("")

    @on(Input.Changed)
    def _search(self, event: Input.Changed) -> None:
        self.query_one(ActionList).show(event.value)

    @on(Input.Submitted)
    @on(LineChosen)
    def _choose(self) -> None:
        found = self.query_one(ActionList)
        self.dismiss(found.actions[found.cursor].id if found.actions else None)

    def action_move(self, step: int) -> None:
        """Another line."""
        found = self.query_one(ActionList)
        found.move_to(found.cursor + step)

    def action_leave(self) -> None:
        """Back without doing anything."""
        self.dismiss(None)
