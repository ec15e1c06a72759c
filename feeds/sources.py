"""feeds.yaml: finds it, reads it and checks it as a whole before anything is fetched."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import timedelta
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar

from platformdirs import user_config_path
from pydantic import BeforeValidator, Field, TypeAdapter, ValidationError

from feeds.archive import Archive
from feeds.feedsyaml import Page, read_page
from feeds.source import (
    STRICT,
    Duration,
    Every,
    Format,
    Interval,
    Limits,
    PageRecipe,
    Source,
    Switch,
    Text,
    misplaced,
    web_address,
)
from statements.table import Key, Problem, nearest
from store.query import QueryError, parse_query

if TYPE_CHECKING:
    from statements.registry import Registry

__all__ = [
    "Every",
    "Format",
    "Highlight",
    "Limits",
    "PageRecipe",
    "Polling",
    "Problem",
    "Source",
    "SourcesError",
    "View",
    "Watch",
    "Watchlist",
    "find_feeds_file",
    "load_watchlist",
]

FILE_NAME = "feeds.yaml"


@dataclass(frozen=True, slots=True)
class View:
    """A query with a name."""

    name: str
    query: str


def sink(value: object) -> str:
    """Checks one way of announcing. Raises ValueError with a sentence for the user."""
    kind, _, argument = str(value).partition(":")
    if kind not in SINKS:
        near = nearest(kind, SINKS)
        raise ValueError(f"{kind!r} is no way to tell{f'; did you mean {near!r}?' if near else ''}")
    if bool(argument.strip()) != bool(SINKS[kind]):
        raise ValueError(f"write {kind}{SINKS[kind]}")
    if kind == "webhook":
        web_address(argument)
    return str(value)


SINKS = {
    "toast": "", "bell": "", "desktop": "", "command": ":PROGRAM", "file": ":PATH", "webhook": ":ADDRESS",
}  # fmt: skip
"""How a watch can tell of what is new, and what must follow."""
Sink = Annotated[str, BeforeValidator(sink)]


@dataclass(frozen=True, slots=True)
class Watch:
    """A query whose new statements are announced."""

    __pydantic_config__ = STRICT
    query: Text
    notify: tuple[Sink, ...] = ("toast",)
    """How: toast, bell, desktop, command:PROGRAM, file:PATH, webhook:ADDRESS."""
    private: Switch = False
    """Whether its webhook may stand on this machine or network."""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Highlight:
    """A query whose statements stand out in every list."""

    __pydantic_config__ = STRICT
    query: Text
    colour: Literal["red", "orange", "yellow", "blue", "teal", "green", "violet"] = "yellow"
    name: str = ""


@dataclass(frozen=True, slots=True)
class Polling:
    """How all sources together are asked."""

    __pydantic_config__ = STRICT
    at_once: Annotated[int, Field(ge=1, le=256)] = 16
    per_host: Annotated[int, Field(ge=1, le=16)] = 2
    gap: Duration = timedelta(seconds=1)
    """Between two requests to one host."""
    contact: Text | None = None
    """An address, mail or web, that servers' owners may write to; part of the User-Agent."""


@dataclass(frozen=True, slots=True)
class HowRead:
    """How the articles of all sources are read."""

    __pydantic_config__ = STRICT
    model: Switch = True
    """Whether the stance model is asked where the stance rules are unsure."""


@dataclass(frozen=True, slots=True)
class Watchlist:
    """All that feeds.yaml says."""

    sources: tuple[Source, ...] = ()
    views: tuple[View, ...] = ()
    watches: tuple[Watch, ...] = ()
    highlights: tuple[Highlight, ...] = ()
    """The first that fits a statement colours it."""
    polling: Polling = Polling()
    reading: HowRead = HowRead()
    archive: Archive = field(default_factory=Archive)
    path: Path | None = None

    def source(self, source_id: str) -> Source | None:
        """The source of that id."""
        return next((source for source in self.sources if source.id == source_id), None)


@dataclass(frozen=True, slots=True)
class _Defaults:
    """What every source has unless it says otherwise."""

    __pydantic_config__ = STRICT
    every: Interval | None = None
    timeout: Duration | None = None
    enabled: Switch | None = None
    limits: Limits | None = None


_SOURCE, _DEFAULTS = TypeAdapter(Source), TypeAdapter(_Defaults)
_WATCH, _HIGHLIGHT = TypeAdapter(Watch), TypeAdapter(Highlight)
_POLLING, _READING, _ARCHIVE = TypeAdapter(Polling), TypeAdapter(HowRead), TypeAdapter(Archive)
_KEYS = ("archive", "defaults", "highlight", "polling", "reading", "sources", "views", "watches")
_MODELS: dict[int, type] = {
    id(_SOURCE): Source,
    id(_DEFAULTS): _Defaults,
    id(_WATCH): Watch,
    id(_HIGHLIGHT): Highlight,
    id(_POLLING): Polling,
    id(_READING): HowRead,
    id(_ARCHIVE): Archive,
}
_T = TypeVar("_T")
_Q = TypeVar("_Q", Watch, Highlight)


class SourcesError(ValueError):
    """A feeds.yaml that cannot be used, with everything that is wrong with it."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


def find_feeds_file(explicit: Path | None, environ: Mapping[str, str], cwd: Path) -> Path:
    """The feeds.yaml to use: named by the user, else the first that exists, else the copy that is shipped."""
    named = explicit or environ.get("COMMUNIQUE_FEEDS")
    if named:
        return cwd / Path(named).expanduser()
    own = (cwd / FILE_NAME, user_config_path("communique") / FILE_NAME)
    return next((path for path in own if path.is_file()), shipped_feeds_file())


def shipped_feeds_file() -> Path:
    """The feeds.yaml that came with this installation: in the wheel, or at the root of a checkout."""
    packaged = Path(str(files("feeds"))) / FILE_NAME
    return packaged if packaged.is_file() else packaged.parent.parent / FILE_NAME


def load_watchlist(path: Path, registry: Registry) -> Watchlist:
    """The feeds.yaml at `path`. Raises SourcesError with all its problems at once, in the order of the file."""
    page = read_page(path)
    data = page.data if page.data is not None else {}
    if not isinstance(data, dict):
        page.blame((), "must be a mapping with the keys sources, views and defaults")
        data = {}
    _unknown(page, (), data, _KEYS)
    watchlist = Watchlist(
        sources=_sources(page, data),
        views=tuple(View(name, str(query)) for name, query in _mapping(page, data, "views").items()),
        watches=tuple(_queries(page, data, "watches", _WATCH)),
        highlights=tuple(_queries(page, data, "highlight", _HIGHLIGHT)),
        polling=_checked(page, _POLLING, ("polling",), data.get("polling") or {}) or Polling(),
        reading=_checked(page, _READING, ("reading",), data.get("reading") or {}) or HowRead(),
        archive=_checked(page, _ARCHIVE, ("archive",), data.get("archive") or {}) or Archive(),
        path=path,
    )
    _known(page, data, registry)
    _understood(page, watchlist)
    if page.problems:
        raise SourcesError(sorted(page.problems, key=lambda problem: problem.line or 0))
    return watchlist


def _sources(page: Page, data: dict[str, Any]) -> tuple[Source, ...]:
    blocks = data.get("sources") or []
    defaults = _mapping(page, data, "defaults")
    known = defaults if _checked(page, _DEFAULTS, ("defaults",), defaults) else {}
    if not isinstance(blocks, list):
        page.blame(("sources",), "must be a list: each source begins with a dash")
        return ()
    found: list[Source] = []
    seen: set[str] = set()
    for index, block in enumerate(blocks):
        key: Key = ("sources", index)
        if not isinstance(block, dict):
            page.blame(key, "must be a block of keys, the first of them id")
            continue
        if block.get("id"):
            page.names[key] = str(block["id"])
        for name, sentence in misplaced(block):
            page.blame((*key, name), sentence)
        source = _checked(page, _SOURCE, key, known | block)
        name = str(block.get("id", ""))
        if name and name in seen:
            page.blame((*key, "id"), f"{name!r} is the id of two sources")
        seen.add(name)
        found += [source] if source else []
    return tuple(found)


def _queries(page: Page, data: dict[str, Any], key: str, model: TypeAdapter[_Q]) -> Iterator[_Q]:
    """Named queries: each the query alone, or a block of keys."""
    for name, said in _mapping(page, data, key).items():
        entry = said if isinstance(said, dict) else {"query": said}
        found = _checked(page, model, (key, name), entry)
        if found:
            yield replace(found, name=name)


def _known(page: Page, data: dict[str, Any], registry: Registry) -> None:
    """Blames actors and countries that the registry does not hold."""
    actors = None
    blocks = data.get("sources")
    for index, block in enumerate(blocks if isinstance(blocks, list) else ()):
        if not isinstance(block, dict):
            continue
        actor, country = block.get("actor"), block.get("country")
        if isinstance(actor, str) and registry.entry(actor) is None:
            actors = actors or [entry.id for entry in registry.entries()]
            page.blame(("sources", index, "actor"), f"unknown actor {actor!r}", nearest(actor, actors))
        if isinstance(country, str) and country not in registry.countries:
            names = {name: code for code, one in registry.countries.items() for name in (code, one.name)}
            like = nearest(country, names)
            message = f"unknown country {country!r}: a two-letter code, or a body such as UN"
            page.blame(("sources", index, "country"), message, names[like] if like else None)


def _understood(page: Page, watchlist: Watchlist) -> None:
    """Blames queries that cannot be understood; names in them are looked up when they are asked."""
    kept = (("views", watchlist.views), ("watches", watchlist.watches), ("highlight", watchlist.highlights))
    for key, queries in kept:
        for one in queries:
            try:
                parse_query(one.query)
            except QueryError as error:
                page.blame((key, one.name), str(error))


def _mapping(page: Page, data: dict[str, Any], key: str) -> dict[str, Any]:
    value = data.get(key) or {}
    if isinstance(value, dict):
        return value
    page.blame((key,), "must be a mapping of names")
    return {}


def _unknown(page: Page, key: Key, data: Mapping[str, Any], names: tuple[str, ...]) -> None:
    for name in data:
        if name not in names:
            page.blame((*key, name), "unknown key", nearest(name, names))


def _checked(page: Page, adapter: TypeAdapter[_T], key: Key, value: object) -> _T | None:
    try:
        return adapter.validate_python(value)
    except ValidationError as error:
        for item in error.errors():
            _blame(page, key, item, adapter)
    return None


def _blame(page: Page, key: Key, error: Any, adapter: TypeAdapter[Any]) -> None:
    """One of pydantic's findings, in our words."""
    loc: Key = tuple(part for part in error["loc"] if not str(part).startswith("function-"))
    where, kind, word = (*key, *loc), error["type"], error["input"]
    if kind == "unexpected_keyword_argument":
        page.blame(where, "unknown key", nearest(str(loc[-1]), _names_at(adapter, loc[:-1])))
    elif kind == "missing":
        page.blame(where, "is missing")
    elif kind in ("enum", "literal_error"):
        choices = error["ctx"]["expected"].replace("'", "")
        like = nearest(str(word), choices.replace(" or ", ", ").split(", "))
        page.blame(where, f"{word!r} is not one of {choices}", like)
    elif kind == "string_pattern_mismatch":
        page.blame(where, f"{word!r} is not allowed: {_SHAPES.get(str(loc[-1]), 'it has the wrong shape')}")
    else:
        page.blame(where, str(error.get("ctx", {}).get("error", error["msg"])))


_SHAPES = {
    "id": "an id is letters, digits, dots, dashes and underscores, at most 64",
    "lang": "a language is a code of two or three small letters, as in en or ru",
}


def _names_at(adapter: TypeAdapter[Any], loc: Key) -> list[str]:
    inner: dict[str, type] = {"limits": Limits, "page": PageRecipe}
    model = inner[str(loc[-1])] if loc else _MODELS[id(adapter)]
    return [one.name for one in fields(model) if one.name != "name"]
