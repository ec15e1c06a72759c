"""Fetches the page of an article of which the feed gives only a part, or none."""

from __future__ import annotations

from datetime import datetime, timedelta
from urllib.parse import urljoin
from urllib.robotparser import RobotFileParser

from feeds.fetch import Ask, Fetcher
from feeds.fulltext import completed
from feeds.hosts import Hosts
from feeds.outcome import Fetched, Outcome
from feeds.source import Format, Source
from feeds.worker import PageTask, Worker, WorkerError
from statements.model import Article

_LONGEST_DELAY = timedelta(minutes=1)


class Pages:
    """Articles' own pages, asked for with the manners that hold for feeds."""

    def __init__(self, fetcher: Fetcher, worker: Worker, hosts: Hosts) -> None:
        self._fetcher, self._worker, self._hosts = fetcher, worker, hosts
        self._heeded: set[str] = set()

    async def heed_robots(self, source: Source, now: datetime) -> None:
        """Learns, once for each host, what pause its robots.txt wants between two requests."""
        address = urljoin(source.url, "/robots.txt")
        if address in self._heeded:
            return
        self._heeded.add(address)
        outcome = await self.fetch(address, source, now)
        if isinstance(outcome, Fetched):
            self._hosts.slow_down(source.url, crawl_delay(outcome.body.decode("utf-8", errors="replace")))

    async def fetch(self, url: str, source: Source, now: datetime) -> Outcome:
        """Asks for one address under the limits of a source."""
        async with self._hosts.request(source, url):
            return await self._fetcher.ask(Ask(source, url), now)

    async def whole(self, article: Article, source: Source, now: datetime) -> Article | None:
        """The article with what its page says; None for one that has no text anywhere yet."""
        fallback = article if source.format is Format.FEED else None
        if article.url is None:
            return fallback
        outcome = await self.fetch(article.url, source, now)
        if not isinstance(outcome, Fetched):
            return fallback
        try:
            parts = await self._worker.page_parts(PageTask(outcome.body, outcome.headers, source))
        except WorkerError:
            return fallback
        return completed(article, parts, source, now)


def crawl_delay(robots: str) -> timedelta:
    """The pause a robots.txt wants of us, or of all; at most a minute."""
    rules = RobotFileParser()
    rules.parse(robots[:100_000].splitlines())
    return min(timedelta(seconds=float(rules.crawl_delay("Communique") or 0)), _LONGEST_DELAY)
