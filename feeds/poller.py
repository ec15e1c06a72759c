"""Which sources are due, how many at once, and who polls at all."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Collection, Coroutine, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from datetime import timedelta
from importlib.metadata import version
from os import environ
from random import Random
from typing import Any
from urllib.parse import urlsplit

from feeds.backlog import read_backlog, read_backlog_for_ever
from feeds.fetch import Fetcher
from feeds.hosts import Hosts
from feeds.housekeeping import keep_house_for_ever
from feeds.keeper import Keeper
from feeds.pages import Pages
from feeds.pipeline import Clock, Fetches, Pipeline, PollResult, poll_source
from feeds.rereading import read_again
from feeds.schedule import due, left_alone_until, starting
from feeds.source import Source
from feeds.sources import SourcesError, Watchlist, load_watchlist
from feeds.worker import Worker
from statements.registry import Registry
from store.connect import Store, StoreError
from store.keeping import Keeping
from store.lease import Lease, beat, release, take_lease

DATABASE = "database"
"""In place of a source's id where the database is spoken of."""
BEAT = timedelta(seconds=15)
_TICK = 1.0
"""Seconds between two looks at what is due and whether feeds.yaml has changed."""
_MOST_TASKS = 300
"""Sources that may wait for their host at one time."""
Report = Callable[[PollResult], None]


class Poller:
    """Polls a watchlist into a store. `fetcher`, `worker` and `dice` stand in for network, child and chance.

    `keeping` says how long what a watchlist brings is kept.
    """

    def __init__(
        self,
        store: Store,
        watchlist: Watchlist,
        registry: Registry,
        *,
        clock: Clock,
        fetcher: Fetches | None = None,
        worker: Worker | None = None,
        dice: Random | None = None,
        keeping: Callable[[Watchlist], Keeping] = lambda watchlist: Keeping(),
    ) -> None:
        self.watchlist = watchlist
        self.feeds_problem: str | None = None
        """What is wrong with feeds.yaml since it was last read well."""
        self.store_problem: str | None = None
        """Why nothing can be remembered at present."""
        self._store, self._registry, self._clock = store, registry, clock
        self._fetcher, self._dice = fetcher, dice or Random()
        self._keeping = keeping
        self._worker = worker or Worker(registry)
        self._worker.weighed = watchlist.reading.model
        self._stamp = _stamp(watchlist)

    async def once(self, only: Collection[str] | None = None) -> list[PollResult]:
        """Polls what is due, or the sources named in `only` whether due or not. Raises StoreError.

        What is due is left to the process that holds the lease, if another does.
        """
        async with self._ready() as pipe:
            if only is not None:
                return await self._whole_round(self._wanted(pipe, only), pipe)
            async with self._leased(pipe) as lost:
                return [] if lost.is_set() else await self._whole_round(self._wanted(pipe, None), pipe)

    async def run(self, stop: asyncio.Event, report: Report | None = None) -> None:
        """Polls sources as they come due until `stop` is set; waits while another process holds the lease."""
        async with self._ready() as pipe:
            while not stop.is_set():
                try:
                    async with self._leased(pipe) as lost:
                        if not lost.is_set():
                            await pipe.keeper.load()
                            await self._poll_while_held(lost, stop, pipe, report)
                except StoreError as error:
                    self._account(str(error), report)
                await _set_within(stop, BEAT.total_seconds())

    async def _poll_while_held(
        self, lost: asyncio.Event, stop: asyncio.Event, pipe: Pipeline, report: Report | None
    ) -> None:
        running: dict[str, asyncio.Task[list[PollResult]]] = {}
        beside = [
            asyncio.create_task(read_backlog_for_ever(pipe, report)),
            asyncio.create_task(self._read_again(pipe, report)),
            asyncio.create_task(keep_house_for_ever(pipe, lambda: self._keeping(self.watchlist))),
        ]
        try:
            while not lost.is_set() and not stop.is_set():
                self._reload(report)
                wanted = [source for source in self._wanted(pipe, None) if source.id not in running]
                if wanted:
                    task = asyncio.create_task(self._round(wanted, pipe, report))
                    running |= dict.fromkeys((source.id for source in wanted), task)
                await _set_within(stop, _TICK)
                running = {name: task for name, task in running.items() if not self._over(task, report)}
        finally:
            ending: set[asyncio.Task[Any]] = {*beside, *running.values()}
            for task in ending:
                task.cancel()
            await asyncio.gather(*ending, return_exceptions=True)

    def _over(self, task: asyncio.Task[list[PollResult]], report: Report | None) -> bool:
        """Whether the round is done; a database that could not be written is tried again with the next."""
        if not task.done():
            return False
        try:
            task.result()
        except StoreError as error:
            self._account(str(error), report)
        else:
            self._account(None, report)
        return True

    def _account(self, problem: str | None, report: Report | None) -> None:
        """Tells once what is wrong with the database, and once when it is well again."""
        if problem != self.store_problem and report:
            outcome, sentence = ("failed", problem) if problem else ("unchanged", "it can be written again")
            report(PollResult(DATABASE, outcome, sentence))
        self.store_problem = problem

    async def _read_again(self, pipe: Pipeline, report: Report | None) -> None:
        """Brings stored articles up to today's rules, beside the polling."""
        from statements.reading import reading_version  # loads all of reading: `once` starts without

        await read_again(pipe, reading_version(pipe.worker.weighed), report or (lambda result: None))

    @asynccontextmanager
    async def _leased(self, pipe: Pipeline) -> AsyncIterator[asyncio.Event]:
        """Holds the lease; the event is set when another process has it, from the start or later."""
        lost = asyncio.Event()
        lease = await pipe.keeper.saved(take_lease, self._store, self._clock())
        if lease is None:
            lost.set()
            yield lost
            return
        beating = asyncio.create_task(self._beat(lease, lost, pipe))
        try:
            yield lost
        finally:
            beating.cancel()
            await pipe.keeper.saved(release, self._store, lease)

    async def _beat(self, lease: Lease, lost: asyncio.Event, pipe: Pipeline) -> None:
        """Signs of life, until another process has taken the lease over."""
        held: Lease | None = lease
        while held is not None:
            await asyncio.sleep(BEAT.total_seconds())
            with suppress(StoreError):
                held = await pipe.keeper.saved(beat, self._store, held, self._clock())
        lost.set()

    def _wanted(self, pipe: Pipeline, only: Collection[str] | None) -> list[Source]:
        """The sources to poll, taking hosts in turn."""
        if only is not None:
            return [source for source in self.watchlist.sources if source.id in only]
        states, now = pipe.keeper.states, self._clock()
        enabled = (source for source in self.watchlist.sources if source.enabled)
        return _by_host_in_turn(source for source in enabled if due(states.get(source.id), now))

    async def _whole_round(self, sources: list[Source], pipe: Pipeline) -> list[PollResult]:
        """Polls these sources, and reads what was left for later."""
        results = await self._round(sources, pipe, None)
        read = await read_backlog(pipe)
        return [*results, read] if read else results

    async def _round(self, sources: list[Source], pipe: Pipeline, report: Report | None) -> list[PollResult]:
        """Polls these sources, each as soon as its host allows; one that fails disturbs no other."""
        now = self._clock()
        before = {source.id: pipe.keeper.state(source.id) for source in sources}
        warming = None
        if any(state.last_polled_at is None for state in before.values()):
            warming = asyncio.create_task(pipe.worker.warm())
        await pipe.keeper.keep_now(starting(state, now) for state in before.values())

        async def polled(source: Source) -> PollResult:
            try:
                result = await poll_source(source, before[source.id], pipe)
            except asyncio.CancelledError:
                pipe.keeper.keep(before[source.id])
                raise
            if report:
                report(result)
            return result

        try:
            return await _some_at_a_time(map(polled, sources))
        finally:
            if warming:
                warming.cancel()
                await asyncio.gather(warming, return_exceptions=True)

    def _park(self, hosts: Hosts, keeper: Keeper) -> None:
        """Leaves alone the hosts that asked for it before this process began."""
        now = self._clock()
        for source in self.watchlist.sources:
            until = left_alone_until(keeper.state(source.id))
            if until and until > now:
                hosts.park(source.url, until - now)

    def _reload(self, report: Report | None) -> None:
        """Reads feeds.yaml again where it has changed; a bad one leaves the last good one in force."""
        path, stamp = self.watchlist.path, _stamp(self.watchlist)
        if path is None or stamp == self._stamp:
            return
        self._stamp = stamp
        try:
            self.watchlist, self.feeds_problem = load_watchlist(path, self._registry), None
        except SourcesError as error:
            self.feeds_problem = str(error)
            if report:
                report(PollResult(path.name, "failed", self.feeds_problem))

    @asynccontextmanager
    async def _ready(self) -> AsyncIterator[Pipeline]:
        """Everything a poll needs, opened, and closed again with all that was learnt saved."""
        polling = self.watchlist.polling
        hosts = Hosts(polling.at_once, polling.per_host, polling.gap)
        async with AsyncExitStack() as stack:
            saving = stack.enter_context(ThreadPoolExecutor(1, "saving"))
            worker = await stack.enter_async_context(self._worker)
            keeper = Keeper(self._store, saving)
            await keeper.load()
            self._park(hosts, keeper)
            stack.push_async_callback(keeper.close)
            fetcher, pages = self._fetcher, None
            if fetcher is None:
                web = await stack.enter_async_context(
                    Fetcher(version=version("communique"), contact=polling.contact, environ=environ)
                )
                fetcher, pages = web, Pages(web, worker, hosts)
            yield Pipeline(self._store, fetcher, worker, keeper, hosts, self._clock, self._dice, pages)


def _by_host_in_turn(sources: Iterable[Source]) -> list[Source]:
    """The sources, so that no host's own come in a row while others wait."""
    hosts: dict[str, list[Source]] = {}
    for source in sources:
        hosts.setdefault(urlsplit(source.url).netloc, []).append(source)
    placed = [(place, source) for group in hosts.values() for place, source in enumerate(group)]
    return [source for _, source in sorted(placed, key=lambda one: one[0])]


async def _some_at_a_time(polls: Iterable[Coroutine[None, None, PollResult]]) -> list[PollResult]:
    """The results; a task takes memory, so no more are begun than can be of use."""
    room = asyncio.Semaphore(_MOST_TASKS)
    tasks: list[asyncio.Task[PollResult]] = []
    try:
        for poll in polls:
            task = asyncio.create_task(poll)
            task.add_done_callback(lambda _: room.release())
            tasks.append(task)
            await room.acquire()
        return await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def _stamp(watchlist: Watchlist) -> tuple[int, int] | None:
    """What changes when feeds.yaml is written."""
    with suppress(OSError):
        if watchlist.path:
            status = watchlist.path.stat()
            return status.st_mtime_ns, status.st_size
    return None


async def _set_within(event: asyncio.Event, seconds: float) -> None:
    """Waits for so long, or until the event."""
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await event.wait()
