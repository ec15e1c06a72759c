"""Fetches the page of an article of which the feed gives only a part."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from feeds.fetch import Ask, Fetcher
from feeds.hosts import Hosts
from feeds.outcome import Fetched
from feeds.source import Source
from feeds.worker import PageText, Worker, WorkerError
from statements.model import Article


class Pages:
    """Full texts, under the manners that hold for feeds; whatever goes wrong, the feed's own text remains."""

    def __init__(self, fetcher: Fetcher, worker: Worker, hosts: Hosts) -> None:
        self._fetcher, self._worker, self._hosts = fetcher, worker, hosts

    async def whole(self, article: Article, source: Source, now: datetime) -> Article:
        """The article with the text of its page where that says more than the feed."""
        if article.url is None:
            return article
        async with self._hosts.turn(source, article.url):
            outcome = await self._fetcher.ask(Ask(source, article.url), now)
        if not isinstance(outcome, Fetched):
            return article
        try:
            text = await self._worker.page_text(PageText(outcome.body, outcome.headers))
        except WorkerError:
            return article
        return replace(article, text=text) if text and len(text) > len(article.text) else article
