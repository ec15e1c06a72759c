"""Packs, forgets and tidies what is stored, in the background, a slice at a time: new articles never wait long."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from time import monotonic

from feeds.pipeline import Pipeline
from store.connect import StoreError
from store.keeping import Keeping, keep_house

SOON = 60.0
"""Seconds before the first round: a start has better things to do."""

ROUND = 3600.0
"""Seconds between two rounds."""

REST = 4
"""How much longer than it works it rests."""


async def keep_house_for_ever(pipe: Pipeline, keeping: Callable[[], Keeping]) -> None:
    """Round after round, until cancelled; what could not be done is left to the next round."""
    await asyncio.sleep(SOON)
    while True:
        await one_round(pipe, keeping())
        await asyncio.sleep(ROUND)


async def one_round(pipe: Pipeline, keeping: Keeping) -> None:
    """Everything that is due by now."""
    slices = keep_house(pipe.store, keeping, pipe.clock())
    while True:
        begun = monotonic()
        try:
            if await pipe.keeper.saved(next, slices, None) is None:
                return
        except StoreError:
            return
        await asyncio.sleep(REST * (monotonic() - begun))
