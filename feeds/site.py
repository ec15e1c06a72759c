"""The page at a site's address: where it says its feeds are, and how its lists of articles could be selected."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from feeds.clean import one_line

_FEED_TYPE = re.compile(r"application/(?:rss|atom|rdf|feed)\+(?:xml|json)|text/xml|application/xml", re.IGNORECASE)
_FEED_WORD = re.compile(r"(?:^|[/._=-])(?:rss|feed|atom|rdf)(?:[/._=?&-]|\d|$|s\b)", re.IGNORECASE)
_CLASS = re.compile(r"[A-Za-z_-][\w-]*")
_MOST_ADDRESSES = 20
_MOST_RECIPES = 3
_FEWEST_LINKS = 5
"""A list of articles has at least so many links under one element."""
_SHORTEST_TITLE = 25
"""Characters: a shorter link is a menu's."""
_STEPS = 3
"""Elements of a suggested selector, the link itself included."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """A selector of what looks like a list of articles."""

    links: str
    count: int
    """How many links it names."""


@dataclass(frozen=True, slots=True)
class SiteParts:
    """What a site's page says of its feeds."""

    addresses: tuple[str, ...] = ()
    """Where its feeds may be: what it declares first, then what it links to."""
    recipes: tuple[Recipe, ...] = ()
    """The likeliest first."""


def site_parts(markup: str, url: str) -> SiteParts:
    """What the page at `url` says of its feeds."""
    tree = LexborHTMLParser(markup)
    return SiteParts(_addresses(tree, url), _recipes(tree))


def _addresses(tree: LexborHTMLParser, base: str) -> tuple[str, ...]:
    declared = [
        link.attributes.get("href")
        for link in tree.css("link[rel~=alternate]")
        if _FEED_TYPE.search(link.attributes.get("type") or "")
    ]
    links = [link.attributes.get("href") for link in tree.css("a[href]")]
    linked = [address for address in links if address and _FEED_WORD.search(address)]
    return tuple(_web_addresses([*declared, *linked], base))[:_MOST_ADDRESSES]


def _web_addresses(addresses: Iterable[str | None], base: str) -> dict[str, None]:
    """Each once, in order; what is no web address is left out."""
    found: dict[str, None] = {}
    for address in addresses:
        try:
            whole = urljoin(base, (address or "").strip())
            if address and urlsplit(whole).scheme in ("http", "https"):
                found[whole] = None
        except ValueError:
            continue
    return found


def _recipes(tree: LexborHTMLParser) -> tuple[Recipe, ...]:
    counts = Counter(
        _path_of(link) for link in tree.css("a[href]") if len(one_line(link.text())) >= _SHORTEST_TITLE
    )
    likeliest = counts.most_common(_MOST_RECIPES)
    return tuple(Recipe(path, count) for path, count in likeliest if count >= _FEWEST_LINKS)


def _path_of(link: LexborNode) -> str:
    """A selector for links like this one: the nearest elements above it that carry a name."""
    steps = [_step(link)]
    above = link.parent
    while above is not None and above.is_element_node and len(steps) < _STEPS:
        if above.attributes.get("class") or above.attributes.get("id") or above.tag in ("h2", "h3", "article"):
            steps.append(_step(above))
        above = above.parent
    return " ".join(reversed(steps))


def _step(element: LexborNode) -> str:
    names = (element.attributes.get("class") or "").split()
    return f"{element.tag}.{names[0]}" if names and _CLASS.fullmatch(names[0]) else str(element.tag)
