"""Manners toward each host: few requests at once, a pause between two, and none at all while it asks for peace."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import urlsplit

from feeds.source import Source


@dataclass(slots=True)
class _Host:
    places: asyncio.Semaphore
    next_start: float = 0.0
    """When the next request may begin, by the event loop's clock."""


@dataclass(slots=True)
class Hosts:
    """Hands out turns. `at_once` counts over all hosts, `per_host` and `gap` for each."""

    at_once: int
    per_host: int
    gap: timedelta
    _all: asyncio.Semaphore = field(init=False)
    _hosts: dict[str, _Host] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._all = asyncio.Semaphore(self.at_once)

    @asynccontextmanager
    async def turn(self, source: Source, url: str) -> AsyncIterator[None]:
        """Waits until `url` may be asked for. The user's own machines (`private: yes`) need no pause."""
        host = self._host(url)
        async with host.places:
            if not source.private:
                await self._pause(host)
            async with self._all:
                yield

    async def _pause(self, host: _Host) -> None:
        now = asyncio.get_running_loop().time()
        start = max(now, host.next_start)
        host.next_start = start + self.gap.total_seconds()
        if start > now:
            await asyncio.sleep(start - now)

    def _host(self, url: str) -> _Host:
        name = urlsplit(url).netloc.rpartition("@")[2]
        return self._hosts.setdefault(name, _Host(asyncio.Semaphore(self.per_host)))
