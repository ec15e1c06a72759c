"""From a site's address to its feeds; where it has none, a recipe for its page."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urljoin, urlsplit

from feeds.fetch import Ask, Fetcher
from feeds.kinds.decoding import decoded
from feeds.markup import Element, select, tree_of
from feeds.outcome import Failure, Fetched, FetchFailed
from feeds.parsed import Document
from feeds.source import Format, Source
from feeds.worker import Worker

_COMMON = ("feed", "rss", "rss.xml", "feed.xml", "atom.xml", "index.xml", "feeds", "en/rss", "feed.json")
"""Paths at which sites keep their feed without saying so."""
_FEED_TYPE = re.compile(r"application/(?:rss|atom|rdf|feed)\+(?:xml|json)|text/xml|application/xml", re.IGNORECASE)
_FEED_WORD = re.compile(r"(?:^|[/._=-])(?:rss|feed|atom|rdf)(?:[/._=?&-]|\d|$|s\b)", re.IGNORECASE)
_MOST_TRIED = 20
_FEWEST_LINKS = 5
"""A list of articles has at least so many links under one element."""
_SHORTEST_TITLE = 25
"""Characters: a shorter link is a menu's."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One feed of a site, tried, or a recipe for its page."""

    url: str
    format: Format
    title: str | None
    articles: int
    newest: datetime | None
    sentence: str
    """What it is, in words."""
    links: str | None = None
    """For a page: the selector of its links."""


async def examine(source: Source, fetcher: Fetcher, worker: Worker, now: datetime) -> Candidate | FetchFailed:
    """Fetches and parses a source once, remembering nothing: what would a poll find?"""
    outcome = await fetcher.ask(Ask(source, source.url), now)
    if isinstance(outcome, Fetched):
        return await _tried(source, outcome, worker, now)
    if isinstance(outcome, FetchFailed):
        return outcome
    return FetchFailed(Failure.BROKEN, "the server says nothing has changed, but nothing was asked")


async def discover(
    url: str, fetcher: Fetcher, worker: Worker, now: datetime, *, private: bool = False
) -> list[Candidate] | FetchFailed:
    """The feeds of the site at `url`, best first, else recipes for its page; empty where nothing was found."""
    source = Source(id="discovery", url=url, private=private)
    outcome = await fetcher.ask(Ask(source, url), now)
    if not isinstance(outcome, Fetched):
        return outcome if isinstance(outcome, FetchFailed) else []
    itself = await _tried(source, outcome, worker, now)
    if isinstance(itself, Candidate):
        return [itself]
    root = tree_of(decoded(outcome.body, outcome.headers))
    found: list[Candidate] = []
    for address in _addresses(root, outcome.url):
        tried = await examine(replace(source, url=address), fetcher, worker, now)
        if isinstance(tried, Candidate) and not any(_same(tried, other) for other in found):
            found.append(tried)
    return sorted(found, key=_worth, reverse=True) or recipes(root, outcome.url)


def recipes(root: Element, url: str) -> list[Candidate]:
    """Selectors of what look like lists of articles on a page, the likeliest first."""
    counts: Counter[str] = Counter()
    for link in select(root, "a[href]"):
        if len(link.text()) >= _SHORTEST_TITLE:
            counts.update({_path_of(link): 1})
    return [
        Candidate(url, Format.PAGE, None, count, None, f"no feed; {count} links that look like articles", path)
        for path, count in counts.most_common(3)
        if count >= _FEWEST_LINKS
    ]


def _addresses(root: Element, base: str) -> list[str]:
    """Where feeds may be: what the page says first, then what it links to, then where they usually are."""
    said = [
        link.attributes.get("href", "")
        for link in select(root, "link[rel~=alternate]")
        if _FEED_TYPE.search(link.attributes.get("type", ""))
    ]
    links = [link.attributes["href"] for link in select(root, "a[href]")]
    linked = [address for address in links if _FEED_WORD.search(address)]
    usual = [urljoin("/", path) for path in _COMMON]
    whole = [urljoin(base, address.strip()) for address in (*said, *linked, *usual) if address]
    wanted = [address for address in dict.fromkeys(whole) if urlsplit(address).scheme in ("http", "https")]
    return wanted[:_MOST_TRIED]


async def _tried(source: Source, fetched: Fetched, worker: Worker, now: datetime) -> Candidate | FetchFailed:
    """What the body is: a feed, or what it is instead."""
    parsed = await worker.parse(Document(fetched.body, fetched.headers, source, now, fetched.url))
    if parsed.failure:
        return FetchFailed(parsed.failure, parsed.problem or "nothing could be read")
    dates = [article.published_at for article in parsed.articles if article.published_at]
    newest = max(dates, default=None)
    words = f"{len(parsed.articles)} articles, "
    words += f"the newest of {newest:%Y-%m-%d}" if newest else "without dates"
    sentence = f"{words}; {parsed.problem}" if parsed.problem else words
    return Candidate(source.url, source.format, parsed.title, len(parsed.articles), newest, sentence)


def _same(one: Candidate, other: Candidate) -> bool:
    return (one.title, one.articles, one.newest) == (other.title, other.articles, other.newest)


def _worth(candidate: Candidate) -> tuple[bool, float, int]:
    newest = candidate.newest
    return newest is not None, newest.timestamp() if newest else 0.0, candidate.articles


def _path_of(link: Element) -> str:
    """A selector for links like this one: the nearest elements above it that carry a name."""
    steps = [_step(link)]
    above = link.parent
    while above is not None and above.tag and len(steps) < 3:
        if above.attributes.get("class") or above.attributes.get("id") or above.tag in ("h2", "h3", "article"):
            steps.append(_step(above))
        above = above.parent
    return " ".join(reversed(steps))


def _step(element: Element) -> str:
    name = element.attributes.get("class", "").split()
    if name and re.fullmatch(r"[A-Za-z_-][\w-]*", name[0]):
        return f"{element.tag}.{name[0]}"
    return element.tag
