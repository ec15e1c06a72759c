"""The application's frame: themes, keys, signals, words in passing and last words; knows nothing of statements."""

from __future__ import annotations

import asyncio
import os
import signal
import traceback
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from rich.text import Text
from textual.app import App, SystemCommand
from textual.screen import Screen

from statements.clean import clean
from store.errors import StoreError
from tui.clipboard import copy_beside
from tui.closing import Closing
from tui.keymap import ACTIONS, Scope, run_action
from tui.settings import Settings
from tui.themes import THEMES


class Shell(Closing, App[int]):
    """Leaves the terminal as it was, whatever ends the program; answers with its exit code."""

    def __init__(self, settings: Settings, log: Path) -> None:
        super().__init__(ansi_color=True if "NO_COLOR" in os.environ else None)
        self._log_path = log
        for theme in THEMES.values():
            self.register_theme(theme)
        self.wear(settings)
        self._dressed = self.theme
        self.stylesheet.set_variables(self.get_css_variables())

    def wear(self, settings: Settings) -> None:
        """Takes colours and keys from the settings."""
        self.theme = THEMES["ansi" if self.no_color else settings.theme].name
        self.set_keymap(settings.keys)

    def refresh_css(self, animate: bool = True) -> None:
        """Reads the styles anew for other colours. Textual asks for it at start and with every screen too, which
        then take half as long again."""
        if self.theme != self._dressed:
            self._dressed = self.theme
            super().refresh_css(animate)

    def mind_signals(self) -> None:
        """Whoever ends us gets a restored terminal and no orphan."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(number, self.exit, 128 + number)

    def action_interrupt(self) -> None:
        """What Ctrl+C does everywhere."""
        self.exit(128 + signal.SIGINT)

    def action_help(self) -> None:
        """Every key; runs the one that is chosen."""
        from tui.screens.help import Help

        self.push_screen(Help(), self._run_chosen)

    async def _run_chosen(self, action_id: str | None) -> None:
        if action_id is not None:
            await run_action(self.screen, action_id)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Every action of the table, and the themes."""
        for action in ACTIONS:
            if action.scope is not Scope.LISTS and action.id != "command-palette":
                yield SystemCommand(action.label.capitalize(), action.help, lambda one=action.id: self._later(one))
        yield SystemCommand("Theme", "choose the colours", self.action_change_theme)

    def _later(self, action_id: str) -> None:
        self.call_later(run_action, self.screen, action_id)

    def notify(self, message: str, **options: Any) -> None:
        """Says something in passing; the words are cleaned, and never taken for markup."""
        super().notify(clean(message), **options | {"markup": False})

    def copy(self, text: str, what: str) -> None:
        """Copies by the terminal (OSC 52), and beside it for terminals that do not take that; says so."""
        self.copy_to_clipboard(text)
        self.run_worker(lambda: self._copied(text, what), thread=True, group="copy")

    def _copied(self, text: str, what: str) -> None:
        place = None
        if not self.is_web:  # the programs here are not those of who looks on
            with suppress(OSError):
                place = copy_beside(text, self._log_path.parent)
        said = f"Copied {what}." + (f" It also stands in {place}." if place else "")
        self.call_from_thread(self.notify, said, timeout=3)

    def _fatal_error(self) -> None:
        """Leaves with one plain sentence; the traceback, which may quote feeds, goes to the log alone."""
        error = self._exception
        if isinstance(error, StoreError):
            self.panic(Text(clean(str(error))))
        else:
            self._log_path.parent.mkdir(parents=True, exist_ok=True)
            with self._log_path.open("a", encoding="utf-8") as log:
                traceback.print_exception(error, file=log)
            name = type(error).__name__
            self.panic(Text(f"Communiqué stopped: {name}. What happened is written in {self._log_path}"))

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our roles, for themes that do not know them."""
        return THEMES["dark"].variables
