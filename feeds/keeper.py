"""Keeps what is known of each source between polls: at once in memory, soon, many together, in the database."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from concurrent.futures import Executor
from typing import TypeVar

from store.connect import Store, StoreError
from store.health import PollState, poll_states, save_poll_states

SOON = 0.5
"""Seconds after which a state that came without articles is in the database."""
T = TypeVar("T")


class Keeper:
    """The poll states. `saving` runs the store's work, one piece at a time, off the event loop."""

    def __init__(self, store: Store, saving: Executor) -> None:
        self.states: dict[str, PollState] = {}
        self._store, self._saving = store, saving
        self._pending: dict[str, PollState] = {}
        self._flush: asyncio.Task[None] | None = None

    async def saved(self, work: Callable[..., T], *args: object) -> T:
        """Does a piece of the store's work. Raises StoreError."""
        return await asyncio.get_running_loop().run_in_executor(self._saving, work, *args)

    async def load(self) -> None:
        """Reads all states anew."""
        self.states = await self.saved(poll_states, self._store)

    def state(self, source_id: str) -> PollState:
        """What is known of a source; nothing, of one never polled."""
        return self.states.get(source_id) or PollState(source_id)

    def keep(self, state: PollState) -> None:
        """Keeps a state that comes without articles."""
        self.states[state.source_id] = state
        self._pending[state.source_id] = state
        if self._flush is None or self._flush.done():
            self._flush = asyncio.create_task(self._flush_soon())

    def supersede(self, state: PollState) -> None:
        """Notes a state that is about to be remembered together with articles."""
        self.states[state.source_id] = state
        self._pending.pop(state.source_id, None)

    async def keep_now(self, states: Iterable[PollState]) -> None:
        """Keeps states before anything else happens. Raises StoreError."""
        for state in states:
            self.states[state.source_id] = self._pending[state.source_id] = state
        await self.flush()

    async def flush(self) -> None:
        """Writes what is pending. Raises StoreError; then it stays pending."""
        pending, self._pending = self._pending, {}
        if not pending:
            return
        try:
            await self.saved(save_poll_states, self._store, list(pending.values()))
        except StoreError:
            self._pending = pending | self._pending
            raise

    async def close(self) -> None:
        """Writes what is pending and ends. Raises StoreError."""
        if self._flush is not None:
            self._flush.cancel()
        await self.flush()

    async def _flush_soon(self) -> None:
        while self._pending:
            await asyncio.sleep(SOON)
            try:
                await self.flush()
            except StoreError:
                continue
