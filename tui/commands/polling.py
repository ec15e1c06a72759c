"""`communique poll`: fetches what is due, without a screen."""

from __future__ import annotations

import asyncio
import json
import signal
import sys
from contextlib import closing, suppress
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from tui.run import Exit, Run, RunError

if TYPE_CHECKING:
    from feeds.pipeline import PollResult
    from feeds.poller import Poller
    from feeds.sources import Watchlist
    from feeds.worker import Worker
    from statements.registry import Registry
    from store.connect import Store
    from tui.commands.alerting import Alerting


def poll(run: Run) -> int:
    """Handles every due source once, or goes on until told to stop."""
    if run.args.demo:
        run = replace(run, places=replace(run.places, invented=True))
    return asyncio.run(_polled(run))


async def _polled(run: Run) -> int:
    from feeds.worker import Worker

    async with Worker() as worker:
        if not run.args.once:
            await worker.begin()
        worker.registry = registry = run.registry()
        watchlist = run.watchlist(registry)
        known = {source.id for source in watchlist.sources}
        if strange := [source for source in run.args.source if source not in known]:
            raise RunError(f"no source is called {strange[0]!r}{_nearest(strange[0], known)}", Exit.USAGE)
        run.warn_of_network()
        with closing(run.store(small=True)) as store:
            poller = _poller(run, store, watchlist, registry, worker)
            alerting = _alerting(run, store, poller, registry) if run.args.alert else None
            return await (_once if run.args.once else _until_told)(run, poller, alerting)


def _poller(run: Run, store: Store, watchlist: Watchlist, registry: Registry, worker: Worker) -> Poller:
    if run.args.demo:
        from tui.demo import demo_poller

        return demo_poller(store, watchlist, registry, run.clock, worker)
    from feeds.poller import Poller
    from tui.names import keeping_in

    return Poller(
        store, watchlist, registry, clock=run.clock, worker=worker, keeping=lambda now: keeping_in(now, registry)
    )

def _alerting(run: Run, store: Store, poller: Poller, registry: Registry) -> Alerting:
    from tui.commands.alerting import Alerting

    return Alerting(run, store, lambda: poller.watchlist, registry)


async def _once(run: Run, poller: Poller, alerting: Alerting | None) -> int:
    results = await poller.once(only=run.args.source or None)
    for result in results:
        report(run, result)
    if alerting is not None:
        await asyncio.to_thread(alerting.look)
    return Exit.FAILED if any(result.failed for result in results) else Exit.DONE


async def _until_told(run: Run, poller: Poller, alerting: Alerting | None) -> int:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(number, stop.set)
    if run.args.attached:
        _stop_with_parent(loop, stop)
    telling = asyncio.create_task(alerting.go_on()) if alerting is not None else None
    await poller.run(stop, lambda result: report(run, result))
    if telling is not None:
        telling.cancel()
    return Exit.DONE


def _stop_with_parent(loop: asyncio.AbstractEventLoop, stop: asyncio.Event) -> None:
    """A pipe that closes when the parent is gone, however it went."""
    fd = sys.stdin.fileno()

    def look() -> None:
        with suppress(OSError):
            if sys.stdin.buffer.raw.read(1024):  # type: ignore[union-attr]
                return
        loop.remove_reader(fd)
        stop.set()

    loop.add_reader(fd, look)


def report(run: Run, result: PollResult) -> None:
    """One source's outcome, for a person or for a program; a dashboard reads them in the database."""
    if run.args.attached and result.source_id not in ("database", "articles read again"):
        return
    if run.args.json:
        run.say(json.dumps(asdict(result), ensure_ascii=False, default=str))
    else:
        run.say(f"{result.source_id:<24} {result.sentence}")
    run.out.flush()


def _nearest(word: str, among: set[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(word, among, 1)
    return f"; did you mean {near[0]!r}?" if near else ""
