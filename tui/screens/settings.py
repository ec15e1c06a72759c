"""The settings and every key, changed on the screen and kept in config.yaml, whose comments stay."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import events, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.closing import Closing
from tui.format import Pieces, count
from tui.keymap import ACTIONS, Action, Scope, signs
from tui.messages import LineChosen
from tui.screens.browse import BrowseScreen
from tui.screens.choosing import Choice, Chooser
from tui.settings import DENSITIES, SIGNS, THEMES, SettingsError, defaults, explained
from tui.themes import THEMES as COLOURS
from tui.widgets.line_list import LineList
from tui.widgets.lines import Cell

if TYPE_CHECKING:
    from tui.app import CommuniqueApp
    from tui.desk import Desk

_YES_NO = {"yes": True, "no": False}
_OFFERED = {"theme": THEMES, "density": DENSITIES, "signs": SIGNS, "mouse": ("yes", "no"), "sticky": ("yes", "no")}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that can be set: a key of config.yaml, or the keys of an action."""

    name: str
    action: Action | None = None


class SettingList(LineList):
    """Every setting with its value, then every action with its keys."""

    EMPTY = "Nothing of that name."

    def __init__(self, desk: Desk, *, id: str) -> None:
        super().__init__(id=id)
        self._desk = desk
        self.lines: list[Line] = []

    def show(self, words: str) -> None:
        """Keeps the lines that have all the words."""
        everything = [Line(name) for name in defaults() if name != "keys"]
        everything += [Line(action.id, action) for action in ACTIONS]
        wanted = words.lower().split()
        self.lines = [line for line in everything if all(word in self._told(line) for word in wanted)]
        self.set_count(len(self.lines))
        self.forget_lines()
        self.move_to(self.cursor)

    def _told(self, line: Line) -> str:
        about = f"{line.action.help} {line.action.scope}" if line.action else explained()[line.name]
        return f"{line.name} {self.value(line)} {about}".lower()

    def value(self, line: Line) -> str:
        """What holds, as people write it."""
        settings = self._desk.settings
        if line.action:
            return signs(settings.keys.get(line.name, line.action.keys))
        return _written(getattr(settings, line.name))

    def is_own(self, line: Line) -> bool:
        """Whether the user has set it."""
        settings = self._desk.settings
        return line.name in settings.keys if line.action else getattr(settings, line.name) != defaults()[line.name]

    def cells(self, index: int, part: int, width: int) -> list[Cell]:
        """Name, value, what it is."""
        line = self.lines[index]
        about = line.action.help if line.action else explained()[line.name]
        mark = "•" if self.is_own(line) else ""
        return [
            (f" {mark}", 3, "chosen"),
            (line.name if line.action is None else f"key: {line.name}", 26, ""),
            (self.value(line), 18, "chosen"),
            (about, max(0, width - 47), "muted"),
        ]


class KeyQuestion(Closing, ModalScreen[str | None]):
    """Waits for a key; answers with Textual's name of it, or None when left with Escape."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "back", priority=True)]
    CSS_PATH = "choosing.tcss"

    def __init__(self, question: str) -> None:
        super().__init__(classes="-asking")
        self._question = question

    def compose(self) -> ComposeResult:
        with Vertical(id="choose-box"):
            yield Static(self._question, id="choose-title", markup=False)

    def on_key(self, event: events.Key) -> None:
        """The key that is wanted."""
        event.stop()
        if event.key != "escape":
            self.dismiss(event.key)

    def action_leave(self) -> None:
        """Without a key."""
        self.dismiss(None)


class SettingsScreen(BrowseScreen):
    """Enter changes what is under the cursor; it holds at once."""

    SCOPES = (Scope.SETTINGS, Scope.SEARCHED)
    HEADING = "Settings"
    app: CommuniqueApp

    def make_list(self) -> SettingList:
        return SettingList(self.desk, id="list")

    @property
    def settings(self) -> SettingList:
        """The list."""
        return self.query_one("#list", SettingList)

    @property
    def line(self) -> Line | None:
        """What is under the cursor."""
        found = self.settings
        return found.lines[found.cursor] if found.lines else None

    def on_mount(self) -> None:
        self.search("")

    def search(self, words: str) -> None:
        self.settings.show(words)
        own = sum(self.settings.is_own(line) for line in self.settings.lines)
        self.head(f"kept in config.yaml; {count(own, 'is', 'are')} your own")
        self.tell()

    def query_for(self, index: int) -> None:
        return None

    def account(self, index: int) -> Pieces:
        line = self.settings.lines[index]
        if line.action:
            shipped, about = signs(line.action.keys), f"{line.action.help}\n\n{line.action.scope}."
        else:
            shipped, about = _written(defaults()[line.name]), explained()[line.name]
        here = self.settings.value(line)
        return [
            (f"{line.name}\n\n", "heading"),
            (f"{about}\n\n", ""),
            ("is       ", "label"), (f"{here}\n", "speaker"),
            ("shipped  ", "label"), (f"{shipped}\n\n", ""),
            ("Enter changes it, Backspace takes what is shipped.", "muted"),
        ]  # fmt: skip

    def on_line_chosen(self, event: LineChosen) -> None:
        """Asks for another value."""
        if self.line is not None:
            self._change(self.line)

    @work(exclusive=True, group="settings")
    async def _change(self, line: Line) -> None:
        value = await (self._ask_key(line.action) if line.action else self._ask_value(line.name))
        if value is not None:
            self._set(line, value)
        elif line.name == "theme":
            self.app.wear(self.desk.settings)

    async def _ask_value(self, name: str) -> str | None:
        here = self.settings.value(Line(name))
        if name == "time_zone":
            from zoneinfo import available_timezones

            zones = ["local", "UTC", *sorted(available_timezones() - {"UTC"})]
            offered = [Choice(zone, zone) for zone in zones]
            return await self.app.push_screen_wait(Chooser("Time zone: type to search", offered, search=True))
        offered = [Choice(one, one, str(number)) for number, one in enumerate(_OFFERED[name], 1)]
        look = self._try_on if name == "theme" else None
        return await self.app.push_screen_wait(Chooser(explained()[name], offered, chosen=here, moved=look))

    def _try_on(self, theme: str) -> None:
        """The colours as they would be."""
        self.app.theme = COLOURS[theme].name

    async def _ask_key(self, action: Action) -> str | None:
        return await self.app.push_screen_wait(
            KeyQuestion(f"Press the new key of “{action.label}”: {action.help}\nEsc leaves it as it is")
        )

    def _keymap(self, action_id: str, key: str | None) -> object:
        """The user's keymap with another key for one action; its own again for None."""
        others = {one: told for one, told in self.desk.settings.keys.items() if one != action_id}
        return others | ({action_id: key} if key else {})

    def _set(self, line: Line, words: str | None) -> None:
        """Writes a value, None for the shipped one, and goes by it."""
        if line.action:
            key, value = "keys", self._keymap(line.name, words)
        else:
            key, value = line.name, defaults()[line.name] if words is None else _YES_NO.get(words, words)
        try:
            self.desk.set(key, value)
        except SettingsError as error:
            self.notify(str(error), severity="warning")
            return
        self.app.settings_changed()
        self.settings.forget_lines()
        self.tell()
        if key == "mouse":
            self.notify("The mouse follows when Communiqué is started next.")

    def action_reset_setting(self) -> None:
        """What is shipped holds again."""
        if self.line is not None and self.settings.is_own(self.line):
            self._set(self.line, None)


def _written(value: object) -> str:
    """A value as config.yaml may have it."""
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)
