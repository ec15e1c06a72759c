"""Manners toward each host: few requests at once, a pause between two, and none at all while it asks for peace."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import urlsplit

from feeds.source import Source

_BACKLOG = 2
"""For each request that may be under way, so many sources may be fetched, parsed or remembered."""


@dataclass(slots=True)
class _Host:
    sources: asyncio.Semaphore
    """Sources of this host that are being polled."""
    requests: asyncio.Semaphore
    next_start: float = 0.0
    """When the next request may begin, by the event loop's clock."""
    parked_until: float = 0.0
    """Until when the host is asked nothing at all, by the event loop's clock."""
    gap: float = 0.0
    """Seconds between two requests, where the host's robots.txt wants more than we would keep."""


@dataclass(slots=True)
class Hosts:
    """Hands out turns. `at_once` counts requests to all hosts, `per_host` and `gap` those to each.

    Turns nest in one order only: a source's, its host's, that of all; so none waits for another in a circle. A
    source waits for its host before it takes room from all others: a crowded host keeps nobody else waiting.
    """

    at_once: int
    per_host: int
    gap: timedelta
    _room: asyncio.Semaphore = field(init=False)
    _requests: asyncio.Semaphore = field(init=False)
    _hosts: dict[str, _Host] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._room = asyncio.Semaphore(self.at_once * _BACKLOG)
        self._requests = asyncio.Semaphore(self.at_once)

    @asynccontextmanager
    async def polling(self, url: str) -> AsyncIterator[None]:
        """Waits until a source at `url` may be polled, from its first request to its last word remembered."""
        async with self._host(url).sources, self._room:
            yield

    @asynccontextmanager
    async def request(self, source: Source, url: str) -> AsyncIterator[None]:
        """Waits until `url` may be asked for. The user's own machines (`private: yes`) need no pause."""
        host = self._host(url)
        async with host.requests:
            if not source.private:
                await self._pause(host)
            async with self._requests:
                yield

    def park(self, url: str, length: timedelta) -> None:
        """Leaves the host of `url` alone for so long: it said that it is asked too much."""
        host = self._host(url)
        host.parked_until = max(host.parked_until, asyncio.get_running_loop().time() + length.total_seconds())

    def parked(self, url: str) -> timedelta:
        """How long the host of `url` is still to be left alone; zero where it may be asked."""
        left = self._host(url).parked_until - asyncio.get_running_loop().time()
        return timedelta(seconds=max(left, 0.0))

    def unreached(self, url: str) -> None:
        """Notes that a request never left for its host, so that the next need not keep a distance from it."""
        self._host(url).next_start = 0.0

    def slow_down(self, url: str, gap: timedelta) -> None:
        """Keeps at least this pause between two requests to the host of `url`."""
        self._host(url).gap = gap.total_seconds()

    async def _pause(self, host: _Host) -> None:
        now = asyncio.get_running_loop().time()
        start = max(now, host.next_start)
        host.next_start = start + max(self.gap.total_seconds(), host.gap)
        if start > now:
            await asyncio.sleep(start - now)

    def _host(self, url: str) -> _Host:
        name = urlsplit(url).netloc.rpartition("@")[2]
        if name not in self._hosts:
            self._hosts[name] = _Host(asyncio.Semaphore(self.per_host * _BACKLOG), asyncio.Semaphore(self.per_host))
        return self._hosts[name]
