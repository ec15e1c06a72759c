"""Source: one thing that is watched, and what a block of feeds.yaml may say of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import BeforeValidator, ConfigDict, Field, StringConstraints
from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from feeds.archive import Age
from statements.model import Origin, SourceKind

KIB = 1024
MIB = 1024 * KIB

_UNITS = {"ms": 0.001, "s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}
_DURATION = re.compile(r"(\d+(?:\.\d+)?)\s*(ms|s|m|h|d|w)")
_SIZES = {"kb": KIB, "kib": KIB, "mb": MIB, "mib": MIB}
_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*(kb|kib|mb|mib)", re.IGNORECASE)
_LONGEST = timedelta(days=366)


class Format(StrEnum):
    """What stands at a source's address."""

    FEED = "feed"
    """RSS, RDF, Atom or JSON Feed: told apart by content."""
    PAGE = "page"
    """A web page that lists articles; `links` says which links they are."""
    SITEMAP = "sitemap"
    """A sitemap, or an index of sitemaps; `match` says which addresses are articles."""


def duration(value: object) -> timedelta:
    """Reads "90s", "10m" or "1h30m".

    Raises ValueError, with a sentence for the user, on anything else.
    """
    if isinstance(value, timedelta):
        return value
    text = str(value).strip().lower()
    parts = _DURATION.findall(text)
    if not parts or "".join(f"{n}{u}" for n, u in parts) != re.sub(r"\s+", "", text):
        raise ValueError(f"{value!r} is not a duration: write a number and a unit, as in 30s, 10m, 2h or 1d")
    seconds = sum(float(number) * _UNITS[unit] for number, unit in parts)
    if not 0 < seconds <= _LONGEST.total_seconds():
        raise ValueError(f"{value!r} is out of range: more than nothing, at most a year")
    return timedelta(seconds=seconds)


def size(value: object) -> int:
    """Reads "500kB" or "10MiB" (both count in 1024s) or a plain number of bytes."""
    if isinstance(value, int) and not isinstance(value, bool) and value > 0:
        return value
    found = _SIZE.fullmatch(str(value).strip())
    if not found:
        raise ValueError(f"{value!r} is not a size: write a number and a unit, as in 500kB or 10MiB")
    return int(float(found[1]) * _SIZES[found[2].lower()])


def web_address(value: object) -> str:
    """Checks that `value` is an http or https address with a host."""
    text = str(value).strip()
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
    except ValueError:
        host, parts = None, urlsplit("")
    if parts.scheme not in ("http", "https") or not host or re.search(r"[\s<>\"\\^`{|}\x00-\x1f]", text):
        raise ValueError(f"{value!r} is not a web address: it starts with http:// or https:// and names a host")
    return text


def _yes_or_text(value: object) -> object:
    if isinstance(value, str) and value.strip().lower() in _SWITCHES:
        return _SWITCHES[value.strip().lower()]
    return value


def _switch(value: object) -> object:
    value = _yes_or_text(value)
    if not isinstance(value, bool):
        raise ValueError(f"{value!r} is neither yes nor no")
    return value


def _regex(value: object) -> object:
    try:
        re.compile(str(value))
    except re.error as error:
        raise ValueError(f"{value!r} is not a regular expression: {error}") from error
    return value


def _selector(value: object) -> object:
    try:
        LexborHTMLParser("").css(str(value))
    except SelectolaxError as error:
        raise ValueError(f"{value!r} is not understood as a CSS selector") from error
    return value


def _yes_or_selector(value: object) -> object:
    value = _yes_or_text(value)
    return value if isinstance(value, bool) else _selector(value)


_SWITCHES = {"yes": True, "on": True, "true": True, "no": False, "off": False, "false": False}
Slug = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")]
Url = Annotated[str, BeforeValidator(web_address)]
Duration = Annotated[timedelta, BeforeValidator(duration)]
Size = Annotated[int, BeforeValidator(size)]
Switch = Annotated[bool, BeforeValidator(_switch)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
LanguageCode = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z]{2,8})?$")]
Css = Annotated[Text, BeforeValidator(_selector)]
Pattern = Annotated[Text, BeforeValidator(_regex)]
STRICT = ConfigDict(extra="forbid")


@dataclass(frozen=True, slots=True)
class Every:
    """The bounds between which a source's interval adapts; equal bounds fix it."""

    least: timedelta
    most: timedelta

    def __str__(self) -> str:
        ends = [self.least] if self.least == self.most else [self.least, self.most]
        return "..".join(in_words(end) for end in ends)


def in_words(length: timedelta) -> str:
    """A duration as feeds.yaml writes it: "10m", "1h30m"."""
    rest, words = int(length.total_seconds()), ""
    for unit in ("d", "h", "m", "s"):
        count, rest = divmod(rest, int(_UNITS[unit]))
        words += f"{count}{unit}" if count else ""
    return words or f"{length.total_seconds() * 1000:g}ms"


def every(value: object) -> Every:
    """Reads "10m" (always that) or "5m..6h" (adapts between the two)."""
    if isinstance(value, Every):
        return value
    ends = [duration(end) for end in str(value).split("..")]
    if len(ends) > 2 or ends[0] > ends[-1]:
        raise ValueError(f"{value!r} is not an interval: write 10m, or 5m..6h with the shorter bound first")
    if ends[0] < timedelta(seconds=30):
        raise ValueError(f"{value!r} asks too often: at most every 30s")
    return Every(ends[0], ends[-1])


Interval = Annotated[Every, BeforeValidator(every)]


@dataclass(frozen=True, slots=True)
class PageRecipe:
    """CSS selectors that find the parts of an article's page."""

    __pydantic_config__ = STRICT
    title: Css | None = None
    date: Css | None = None
    body: Css | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one fetch may take. Sizes in bytes."""

    __pydantic_config__ = STRICT
    connect: Duration = timedelta(seconds=10)
    redirects: Annotated[int, Field(ge=0, le=20)] = 5
    wire: Size = 10 * MIB
    """As sent, compressed or not."""
    decoded: Size = 15 * MIB
    """After decompression."""


@dataclass(frozen=True, slots=True)
class Source:
    """One feed, page or sitemap, and how to ask for it."""

    __pydantic_config__ = STRICT
    id: Slug
    url: Url
    title: Text | None = None
    kind: SourceKind = SourceKind.NEWS
    format: Format = Format.FEED
    actor: Text | None = None
    """A registry id; a primary source speaks for it."""
    country: Text | None = None
    """ISO 3166-1 alpha-2 or a body's code."""
    lang: LanguageCode | None = None
    tags: tuple[Text, ...] = ()
    note: Text | None = None
    every: Interval = Every(timedelta(minutes=10), timedelta(minutes=10))
    timeout: Duration = timedelta(seconds=30)
    """For a whole request, from looking up the name to the last byte."""
    enabled: Switch = True
    private: Switch = False
    """May stand on a loopback or private address."""
    fulltext: Annotated[bool | Text, BeforeValidator(_yes_or_selector)] = False
    """Whether each article's own page is read; a CSS selector names its body."""
    links: Css | None = None
    """For a page: the CSS selector of the links to articles."""
    match: Pattern | None = None
    """A regular expression that the address of an article matches."""
    page: PageRecipe = PageRecipe()
    headers: Mapping[str, Text] = field(default_factory=dict)
    cookies: Mapping[str, Text] = field(default_factory=dict)
    auth: Text | None = None
    """user:password, env:NAME or command:...; so may values of `headers` and `cookies`."""
    proxy: Url | None = None
    limits: Limits = Limits()
    keep: Age | None = None
    """How long its articles are kept, where not as `archive` says."""

    @property
    def reads_pages(self) -> bool:
        """Whether the text of its articles stands on pages of their own."""
        return bool(self.fulltext) or self.format is not Format.FEED

    @property
    def body_selector(self) -> str | None:
        """The CSS selector of the text on an article's page, where the user names one."""
        return self.page.body or (self.fulltext if isinstance(self.fulltext, str) else None)

    @property
    def name(self) -> str:
        """What people call it."""
        return self.title or self.id

    @property
    def origin(self) -> Origin:
        """What reading an article of this source needs to know of it."""
        return Origin(source_id=self.id, kind=self.kind, actor=self.actor, country=self.country)


def misplaced(entry: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Keys of a source's block that its format does not use, or lacks, each with a sentence."""
    told = entry.get("format", Format.FEED)
    if told == Format.PAGE and not entry.get("links"):
        return [("links", "is missing: a page needs the CSS selector of its links to articles")]
    wrong = [key for key in ("links",) if key in entry and told != Format.PAGE]
    wrong += [key for key in ("match",) if key in entry and told == Format.FEED]
    return [(key, f"has no meaning for format: {told}") for key in wrong]
