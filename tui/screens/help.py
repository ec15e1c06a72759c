"""Every key and what it does; typing searches, Enter does it."""

from __future__ import annotations

from tui.keymap import ACTIONS, signs
from tui.screens.choosing import Choice, Chooser

TITLE = "Keys: type to search, Enter does it, Esc goes back"


class Help(Chooser):
    """Answers with the id of the action to run, or None."""

    def __init__(self) -> None:
        lines = [Choice(one.id, one.help, signs(one.keys), str(one.scope)) for one in ACTIONS]
        super().__init__(TITLE, lines, search=True)
