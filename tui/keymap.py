"""Every action: its id, its keys and its words. Bindings, footer, help, palette and docs/keys.md come from here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from textual.binding import Binding, BindingType

if TYPE_CHECKING:
    from textual.screen import Screen


class Scope(StrEnum):
    """Where an action works; also the headings of the help."""

    EVERYWHERE = "Everywhere"
    SCREENS = "On any screen"
    LISTS = "In any list"
    STATEMENT = "On a statement"
    TREE = "Among the countries"
    ARTICLE = "In an article"
    DASHBOARD = "On the dashboard"
    SEARCHED = "In a list that can be searched"
    SOURCES = "Among the sources"
    ACTORS = "Among the actors"
    MATRIX = "In the matrix"
    PULSE = "At the pulse"
    VIEWS = "Among the views"
    SETTINGS = "Among the settings"


@dataclass(frozen=True, slots=True)
class Action:
    """One thing the user can do."""

    id: str
    """Stable: users' keymaps name it. The method is `action_<id>` with underscores."""
    keys: str
    """Textual key names, separated by commas."""
    label: str
    """One or two words, for the footer."""
    help: str
    """One line, for help, palette and docs."""
    scope: Scope
    priority: bool = False
    """Works while text is being typed too."""
    footer: int = 0
    """Rank in the footer, 1 first; 0 keeps it out."""
    argument: str = ""
    """What the method is called with, where several actions share one."""

    @property
    def name(self) -> str:
        """The method's name, without `action_`."""
        return (self.id.rsplit("-", 1)[0] if self.argument else self.id).replace("-", "_")

    @property
    def method(self) -> str:
        """What Textual calls."""
        return f"{self.name}({self.argument!r})" if self.argument else self.name


_E, _P, _L, _S = Scope.EVERYWHERE, Scope.SCREENS, Scope.LISTS, Scope.STATEMENT
_A, _D = Scope.ARTICLE, Scope.DASHBOARD

ACTIONS = (
    Action("help", "question_mark", "help", "what every key does; runs it too", _E, footer=1),
    Action("command-palette", "ctrl+p", "commands", "find a command by its words", _E, footer=12),
    Action("quit", "q", "quit", "leave; the terminal is put back as it was", _E, footer=13),
    Action("interrupt", "ctrl+c,ctrl+q", "leave", "leave at once, from anywhere", _E, priority=True),
    Action("suspend-process", "ctrl+z", "suspend", "to the shell; fg comes back", _E, priority=True),
    Action("demo", "d", "demo", "look at an invented world, where nothing is known yet", _E),
    Action("back", "escape", "back", "one step back; never leaves the program", _P, footer=4),
    Action("next-pane", "tab", "next pane", "to the next pane", _P, footer=4),
    Action("previous-pane", "shift+tab", "pane before", "to the pane before", _P),
    Action("cursor-down", "j,down", "down", "the next line", _L),
    Action("cursor-up", "k,up", "up", "the line before", _L),
    Action("page-down", "pagedown,ctrl+f", "page down", "a page on", _L),
    Action("page-up", "pageup,ctrl+b", "page up", "a page back", _L),
    Action("half-down", "ctrl+d", "half page down", "half a page on", _L),
    Action("half-up", "ctrl+u", "half page up", "half a page back", _L),
    Action("first", "g,home", "first", "the first line; lets new statements in", _L),
    Action("last", "G,end", "last", "the last line", _L),
    Action("choose", "enter", "open", "go into the line under the cursor", _L, footer=2),
    Action("open-link", "o", "open link", "open the article in the browser", _S, footer=5),
    Action("star", "asterisk", "star", "a star, or none; starred statements are never thrown away", _S, footer=6),
    Action("read", "m", "read", "mark as read or unread", _S, footer=7),
    Action("note", "e", "note", "write a note; noted statements are never thrown away", _S, footer=8),
    Action("tag", "t", "tag", "give it a tag: tag:word finds it again", _S),
    Action("copy", "y", "copy", "copy the quotation with its source", _S, footer=8),
    Action("copy-link", "Y", "copy link", "copy the link", _S),
    Action("correct", "c", "correct", "say what it does, where it was read wrongly", _S, footer=9),
    Action("undo", "u", "undo", "take the last mark back", _S),
    Action("unfold", "l,right", "open", "open a country into its actors", Scope.TREE),
    Action("fold", "h,left", "close", "close it again", Scope.TREE),
    Action("fold-over", "space", "open or close", "open or close a country", Scope.TREE),
    Action("sort-sides", "s", "sort", "countries by volume, by name or by score", Scope.TREE),
    Action("next-statement", "n,right_square_bracket", "next", "the article's next statement", _A, footer=2),
    Action("previous-statement", "N,left_square_bracket", "before", "the article's statement before", _A, footer=3),
    Action("links", "L", "links", "every link of the article, by number", _A, footer=9),
    Action("filter", "slash", "filter", "filter: country:RU stance:threat since:7d words …", _D, footer=3),
    Action("clear-filter", "x", "clear", "take every filter away", _D, footer=11),
    Action("show-new", "full_stop", "show new", "let in the statements that have arrived", _D),
    Action("sort", "s", "sort", "newest, oldest or hardest first", _D, footer=9),
    Action("read-all", "R", "all read", "mark everything read that the filter lets through", _D),
    Action("last-view", "minus", "last view", "back to the filter before, and there again", _D),
    Action("history-back", "left_square_bracket", "back", "the filter before this one", _D, argument="back"),
    Action("history-on", "right_square_bracket", "on", "and on again", _D, argument="on"),
    Action("sticky", "K", "keep filter", "what is typed stays when another view is chosen, or goes", _D),
    Action("command", "colon", "command", "commands: actor x, view y, export csv, any action", _D, footer=12),
    Action("wide", "w", "wide", "the source of each statement, or only where there is room", _D),
    Action("zen", "z", "zen", "the list alone, or all panes again", _D),
    Action("next-unread", "n", "next unread", "to the next unread statement", _D),
    Action("previous-unread", "N", "unread before", "to the unread statement before", _D),
    Action("official", "i", "officials", "officials only, or everybody", _D, footer=10),
    Action("save-view", "W", "save view", "save the filter in force as a view of feeds.yaml", _D),
    *(Action(f"view-{n}", n, f"view {n}", f"view {n} of feeds.yaml", _D, argument=n) for n in "123456789"),
    Action("open-sources", "S", "sources", "how every source fares", _D, argument="sources"),
    Action("open-matrix", "M", "matrix", "who speaks to or about whom", _D, argument="matrix"),
    Action("open-actors", "A", "actors", "the registry: who, aliases, offices", _D, argument="actors"),
    Action("open-pulse", "P", "pulse", "how much is said, and who is unusually loud", _D, argument="pulse"),
    Action("open-views", "v", "views", "the saved views, with counts", _D, argument="views"),
    Action("open-settings", "comma", "settings", "colours, keys, time zone …", _D, argument="settings"),
    Action("reset-setting", "backspace,delete", "as shipped", "as shipped again", Scope.SETTINGS, footer=5),
    Action("test-source", "t", "test now", "ask this source now, whether due or not", Scope.SOURCES, footer=5),
    Action("switch-source", "space", "on or off", "switch this source off or on", Scope.SOURCES, footer=6),
    Action("add-source", "a", "add", "add a site: its feeds are looked for", Scope.SOURCES, footer=7),
    Action("edit-source", "e", "edit", "change a key of this source in feeds.yaml", Scope.SOURCES, footer=8),
    Action("edit-file", "E", "edit file", "open feeds.yaml at this source in your editor", Scope.SOURCES),
    Action("search", "slash", "search", "search; Esc takes the words away again", Scope.SEARCHED, footer=4),
    Action("next-column", "l,right", "column right", "another target", Scope.MATRIX),
    Action("previous-column", "h,left", "column left", "the target before", Scope.MATRIX),
    Action("period", "p", "period", "a longer time, then the shortest again", Scope.MATRIX, footer=5),
    Action("sides", "a", "sides", "actors or countries as lines", Scope.MATRIX, footer=6),
    Action("pause", "p", "pause", "hold new statements back, or let them in again", _D),
    Action("times", "r", "times", "times as clock or as age", _D),
)

BY_ID = {action.id: action for action in ACTIONS}
_EVERY_SCREEN = (Scope.EVERYWHERE, Scope.SCREENS, Scope.LISTS)
"""Scopes whose actions are at hand beside those of any one screen."""
_BESIDE = {
    Scope.ARTICLE: (Scope.STATEMENT,),
    Scope.DASHBOARD: (Scope.STATEMENT,),
    Scope.SOURCES: (Scope.SEARCHED,),
    Scope.ACTORS: (Scope.SEARCHED,),
    Scope.SETTINGS: (Scope.SEARCHED,),
}
"""Scopes whose actions are at hand on one screen."""


def clashes(keys: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Where one key would mean two actions at once, were `keys` (by action id) in force.

    Each as (the action whose key was changed, the other, the key).
    """
    found: dict[tuple[str, str, str], None] = {}
    for here in Scope:
        taken: dict[str, str] = {}
        for action in (one for one in ACTIONS if one.scope in (here, *_BESIDE.get(here, ()), *_EVERY_SCREEN)):
            for key in keys.get(action.id, action.keys).replace(" ", "").split(","):
                other = taken.setdefault(key, action.id)
                if other != action.id:
                    pair = (action.id, other) if action.id in keys else (other, action.id)
                    found[(*pair, key)] = None
    return list(found)


def bindings(*scopes: Scope) -> list[BindingType]:
    """Textual's bindings for the actions of some scopes."""
    return [
        Binding(
            action.keys, action.method, action.label, id=action.id, tooltip=action.help, priority=action.priority
        )
        for action in ACTIONS
        if action.scope in scopes
    ]


_SIGNS = {
    "question_mark": "?",
    "slash": "/",
    "right_square_bracket": "]",
    "left_square_bracket": "[",
    "full_stop": ".",
    "colon": ":",
    "escape": "Esc",
    "enter": "Enter",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "down": "↓",
    "up": "↑",
    "home": "Home",
    "end": "End",
    "asterisk": "*",
    "minus": "-",
    "comma": ",",
    "backspace": "Backspace",
    "delete": "Del",
    "space": "Space",
}


def key_sign(key: str) -> str:
    """A key as people write it."""
    key = key.strip()
    if key.startswith("ctrl+"):
        return f"Ctrl+{key[5:].upper()}"
    return _SIGNS.get(key, key)


def signs(keys: str) -> str:
    """Every key of an action as people write them."""
    return " ".join(key_sign(key) for key in keys.split(","))


def footer_for(*scopes: Scope) -> list[Action]:
    """What the footer shows where these scopes hold, most useful first."""
    everywhere = (*scopes, Scope.EVERYWHERE, Scope.SCREENS)
    shown = (action for action in ACTIONS if action.footer and action.scope in everywhere)
    return sorted(shown, key=lambda action: action.footer)


async def run_action(screen: Screen[Any], action_id: str) -> bool:
    """Runs an action where it is at home: the focused widget, one around it, the screen or the app."""
    action = BY_ID[action_id]
    for node in (screen.focused or screen).ancestors_with_self:
        if hasattr(node, f"action_{action.name}"):
            return await screen.app.run_action(action.method, default_namespace=node)
    return False
