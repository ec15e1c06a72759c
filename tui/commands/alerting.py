"""`communique poll --alert`: tells of what is new under the watches while no dashboard does."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from store.recall import Recall
from tui.alerts import Watcher, send
from tui.names import query_names
from tui.run import Run

if TYPE_CHECKING:
    from feeds.sources import Watchlist
    from statements.registry import Registry
    from store.connect import Store

EVERY = 5.0
"""Seconds between two looks."""


class Alerting:
    """Looks at the database as the dashboard would; what cannot be told goes to standard error."""

    def __init__(self, run: Run, store: Store, watchlist: Callable[[], Watchlist], registry: Registry) -> None:
        """`watchlist` gives the one in force: feeds.yaml may change meanwhile."""
        self._run, self._watchlist, self._registry = run, watchlist, registry
        self._recall = Recall(store, run.clock)
        self._watcher = Watcher(self._recall)

    def look(self) -> None:
        """Tells what is new now; slow where a webhook is."""
        watchlist = self._watchlist()
        names = query_names(self._registry, watchlist)
        for alert in self._watcher.look(watchlist.watches, names, self._run.clock()):
            for failure in send(alert):
                self._run.warn(failure)

    async def go_on(self) -> None:
        """Looks again and again, in a thread, until cancelled."""
        while True:
            await asyncio.sleep(EVERY)
            await asyncio.to_thread(self.look)
