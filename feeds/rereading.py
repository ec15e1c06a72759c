"""Reads stored articles again in the background after rules or tables changed; stops anywhere, goes on later."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from time import monotonic

from feeds.pipeline import Pipeline, PollResult
from store.connect import StoreError
from store.remember import Reread, reread
from store.upkeep import due_for_reading, left_to_read

STORED = "articles read again"
"""In place of a source's id where what is stored is spoken of."""

TELL = 15.0
"""Seconds between two reports of how far it is."""

AT_ONCE = 4
"""Articles read in one task: a new one waits for no more."""

PAUSE = 0.2
"""Seconds to wait while the worker has something new to do."""

LATER = 60.0
"""Seconds to wait where the database could not be used."""


async def read_again(pipe: Pipeline, version: str, report: Callable[[PollResult], None]) -> None:
    """Brings every stored article up to `version`, newest first; reports how far it is, and what came of it.

    Works at most half of the time, and only while nothing new is to be parsed or read.
    """
    done, started, told = Reread(), monotonic(), -TELL
    while True:
        while pipe.worker.busy:
            await asyncio.sleep(PAUSE)
        begun = monotonic()
        try:
            if begun - told > TELL:
                left, whole = await pipe.keeper.saved(left_to_read, pipe.store, version)
                if left:
                    sentence = f"{whole - left:,} of {whole:,} stored articles read again"
                    report(PollResult(STORED, "waiting", sentence))
                told = begun
            due = await pipe.keeper.saved(due_for_reading, pipe.store, version, AT_ONCE)
            if not due:
                break
            readings = [replace(one, reading_version=version) for one in await pipe.worker.read(due)]
            done += await pipe.keeper.saved(reread, pipe.store, readings)
        except StoreError:
            await asyncio.sleep(LATER)
        await asyncio.sleep(monotonic() - begun)
    if done.articles:
        report(_told(done, monotonic() - started))


def _told(done: Reread, seconds: float) -> PollResult:
    sentence = (
        f"{done.articles:,} stored articles read again: {done.new:,} statements new, {done.changed:,} changed, "
        f"{done.gone:,} gone."
    )
    outcome = "new" if done.new else "unchanged"
    return PollResult(STORED, outcome, sentence, new_statements=done.new, seconds=seconds)
