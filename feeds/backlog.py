"""Reads what polls have stored unread, the newest first: of many new articles the latest are seen soonest."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from time import monotonic

from feeds.pipeline import Pipeline, PollResult
from store.connect import StoreError
from store.remember import Reread, reread
from store.upkeep import unread

AT_ONCE = 64
"""Articles that become statements in one transaction."""

LATER = 60.0
"""Seconds to wait where the database could not be used."""


async def read_backlog(pipe: Pipeline) -> PollResult | None:
    """Reads every article that is stored unread; None where there was none. Raises StoreError."""
    done, started = Reread(), monotonic()
    while waiting := await pipe.keeper.saved(unread, pipe.store, AT_ONCE):
        done += await pipe.keeper.saved(reread, pipe.store, await pipe.worker.read(waiting))
    if not done.articles:
        return None
    sentence = f"{done.articles:,} articles that had waited are read: {done.new:,} statements"
    outcome = "new" if done.new else "unchanged"
    seconds = monotonic() - started
    return PollResult("stored articles", outcome, sentence, new_statements=done.new, seconds=round(seconds, 3))


async def read_backlog_for_ever(pipe: Pipeline, report: Callable[[PollResult], None] | None) -> None:
    """Reads what is left unread and what polls leave so from then on, until cancelled."""
    while True:
        pipe.unread.clear()
        try:
            result = await read_backlog(pipe)
        except StoreError:
            await asyncio.sleep(LATER)
            continue
        if result and report:
            report(result)
        await pipe.unread.wait()
