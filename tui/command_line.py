"""What can be written after a colon: commands with their aliases, and every action by its id. Pure.

    command = name [argument] ["/" words]
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from store.query import Completion, QueryNames, complete
from tui.keymap import ACTIONS, BY_ID


@dataclass(frozen=True, slots=True)
class Command:
    """One thing to write."""

    name: str
    """The method that does it is `order_<name>`."""
    aliases: tuple[str, ...]
    takes: str
    """What the argument is: a field of the query language, a list of `Choices`, or in words."""
    help: str


COMMANDS = (
    Command("actor", ("a", "who"), "actor", "what one actor says; `/words` filters further"),
    Command("country", ("c", "side"), "country", "what one country says; `/words` filters further"),
    Command("about", ("to",), "about", "what is said to or about somebody; `/words` filters further"),
    Command("filter", ("f", "find"), "a query", "filter as / does"),
    Command("view", ("v",), "views", "a view of feeds.yaml"),
    Command("sort", ("order",), "orders", "newest, oldest or hardest first"),
    Command("export", ("write", "w"), "formats", "what the filter lets through, into a file"),
    Command("theme", ("colours", "colors"), "themes", "other colours, for this run"),
    Command("tag", (), "a word", "tag the statement"),
    Command("note", (), "words", "note words on the statement"),
)
ACTION_ALIASES = {"q": "quit", "h": "help", "q!": "quit", "exit": "quit"}
_NAMED = {name: command for command in COMMANDS for name in (command.name, *command.aliases)}
_FIELDS = frozenset({"actor", "country", "about"})


@dataclass(frozen=True, slots=True)
class Choices:
    """What arguments there are to choose from."""

    names: QueryNames = field(default_factory=QueryNames)
    lists: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """What a command takes (`Command.takes`), to the words it takes."""


@dataclass(frozen=True, slots=True)
class Order:
    """A command as it was written."""

    name: str
    """Of a command, or the id of an action."""
    argument: str = ""
    words: str = ""
    """What follows a slash."""

    @property
    def is_action(self) -> bool:
        """Whether it is an action of the keymap."""
        return self.name in BY_ID and self.name not in _NAMED


class OrderError(ValueError):
    """A command that cannot be understood or carried out; `str()` is one plain sentence."""


def read_order(text: str) -> Order:
    """The command that was written. Raises OrderError with the nearest right word."""
    name, _, rest = text.strip().partition(" ")
    name = name.lower()
    command = _NAMED.get(name)
    if command is None:
        action = ACTION_ALIASES.get(name, name)
        if action in BY_ID:
            return Order(action)
        from store.names import closest

        near = closest(name, [*_NAMED, *BY_ID])
        raise OrderError(f"There is no command “{name}”: did you mean {near}?" if near else f"No command “{name}”.")
    argument, words = rest.strip(), ""
    if command.takes in _FIELDS:
        argument, _, words = (part.strip() for part in rest.partition("/"))
    if not argument:
        raise OrderError(f"“{command.name}” needs {_needed(command)}.")
    return Order(command.name, argument, words)


def choose(kind: str, written: str, among: Sequence[str]) -> str:
    """The one of some words that was meant: itself, or the only one that begins so. Raises OrderError."""
    wanted = written.casefold()
    same = [word for word in among if word.casefold() == wanted]
    begun = same or [word for word in among if word.casefold().startswith(wanted)]
    if len(begun) == 1:
        return begun[0]
    if begun:
        raise OrderError(f"“{written}” may be {', '.join(begun[:4])}.")
    raise OrderError(f"There are no {kind}." if not among else f"{kind.capitalize()}: {', '.join(among[:12])}.")


def complete_order(text: str, cursor: int, choices: Choices) -> list[Completion]:
    """Ways to go on at `cursor` (characters), best first."""
    name, space, rest = text[:cursor].partition(" ")
    if not space:
        return _names(name.lower(), cursor)
    command = _NAMED.get(name.lower())
    if command is None:
        return []
    start = cursor - len(rest)
    if command.takes in _FIELDS:
        prefix = f"{command.takes}:"
        found = complete(prefix + rest, len(prefix + rest), choices.names)
        return [Completion(start, cursor, one.text.strip('"'), one.label) for one in found]
    if command.name == "filter":
        return [
            Completion(one.start + start, one.end + start, one.text, one.label)
            for one in complete(rest, len(rest), choices.names)
        ]
    words = choices.lists.get(command.takes, ())
    return [Completion(start, cursor, word, "") for word in words if word.casefold().startswith(rest.casefold())]


def _names(begun: str, cursor: int) -> list[Completion]:
    told = {command.name: command.help for command in COMMANDS}
    told |= {one.id: one.help for one in ACTIONS if one.id not in told and not one.argument.isdigit()}
    found = [Completion(0, cursor, f"{name} " if name in _NAMED else name, told[name]) for name in told]
    exact = _NAMED[begun].name if begun in _NAMED else ACTION_ALIASES.get(begun, begun)
    first = [one for one in found if one.text.strip() == exact]
    return first + [one for one in found if one.text.startswith(begun) and one not in first]


def _needed(command: Command) -> str:
    kinds = {"actor": "a name", "country": "a country", "about": "a country or an actor"}
    return kinds.get(command.takes, f"one of the {command.takes}" if command.takes.endswith("s") else command.takes)
