"""From a site's address to its feeds; where it has none, a recipe for its page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urljoin

from feeds.fetch import Ask, Fetcher
from feeds.outcome import Failure, Fetched, FetchFailed
from feeds.parsed import Document
from feeds.site import Recipe
from feeds.source import Format, Source
from feeds.worker import SiteTask, Worker, WorkerError

_COMMON = ("feed", "rss", "rss.xml", "feed.xml", "atom.xml", "index.xml", "feeds", "en/rss", "feed.json")
"""Paths at which sites keep their feed without saying so."""


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
    try:
        parts = await worker.site_parts(SiteTask(outcome.body, outcome.headers, outcome.url))
    except WorkerError as error:
        return FetchFailed(Failure.UNREADABLE, f"the page could not be read: {error}")
    usual = [urljoin(outcome.url, "/" + path) for path in _COMMON]
    found = await _feeds_at(parts.addresses, source, fetcher, worker, now)
    found = found or await _feeds_at(usual, source, fetcher, worker, now)
    return sorted(found, key=_worth, reverse=True) or [_page(url, recipe) for recipe in parts.recipes]


def _page(url: str, recipe: Recipe) -> Candidate:
    sentence = f"no feed; {recipe.count} links that look like articles"
    return Candidate(url, Format.PAGE, None, recipe.count, None, sentence, recipe.links)


async def _feeds_at(
    addresses: Iterable[str], source: Source, fetcher: Fetcher, worker: Worker, now: datetime
) -> list[Candidate]:
    """What of these addresses are feeds, no two the same; a site that asks for peace is asked no further."""
    found: list[Candidate] = []
    for address in addresses:
        tried = await examine(replace(source, url=address), fetcher, worker, now)
        if isinstance(tried, Candidate):
            found += [] if any(_same(tried, other) for other in found) else [tried]
        elif tried.kind is Failure.THROTTLED:
            break
    return found


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
