"""`communique sources add | test | discover | import | export`: changes to feeds.yaml, and trials before them."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from tui.run import Exit, Run, RunError

if TYPE_CHECKING:
    from feeds.discover import Candidate
    from feeds.fetch import Fetcher
    from feeds.outcome import FetchFailed
    from feeds.sources import Watchlist
    from feeds.worker import Worker
    from statements.registry import Registry

T = TypeVar("T")


def add(run: Run) -> int:
    """Adds the best feed of an address; says what it is."""
    from feeds.edit import EditError, add_source, editable
    from feeds.opml import slug

    watchlist = run.watchlist(run.registry())
    taken = {source.id for source in watchlist.sources}
    if any(source.url == run.args.url for source in watchlist.sources):
        raise RunError(f"{run.args.url} is watched already")
    best = _found(run, watchlist)[0]
    entry: dict[str, object] = {"id": run.args.id or slug(best.title or best.url, taken)}
    entry |= {"title": best.title} if best.title else {}
    entry |= {"url": best.url, "kind": run.args.kind}
    entry |= {"format": str(best.format), "links": best.links} if best.links else {}
    entry |= {"private": True} if run.args.private else {}
    path = editable(watchlist.path or run.feeds_file())
    try:
        add_source(path, entry)
    except EditError as error:
        raise RunError(str(error)) from error
    run.say(f"{entry['id']}: {best.sentence}; added to {path}")
    return Exit.DONE


def discover(run: Run) -> int:
    """Lists what an address has to offer, best first."""
    for candidate in _found(run, run.watchlist(run.registry())):
        if run.args.json:
            run.say(json.dumps(asdict(candidate), ensure_ascii=False, default=str))
        else:
            links = f"\n  links: {candidate.links}" if candidate.links else ""
            run.say(f"{candidate.url}\n  {candidate.sentence}{links}")
    return Exit.DONE


def test(run: Run) -> int:
    """Asks one source once, remembering nothing."""
    from feeds.discover import examine
    from feeds.outcome import FetchFailed

    registry = run.registry()
    watchlist = run.watchlist(registry)
    source = watchlist.source(run.args.id)
    if source is None:
        near = registry.nearest(run.args.id, [one.id for one in watchlist.sources])
        hint = f"; did you mean {near!r}?" if near else ""
        raise RunError(f"no source is called {run.args.id!r}{hint}", Exit.USAGE)
    outcome = _with_web(run, watchlist, registry, lambda web, worker: examine(source, web, worker, run.clock()))
    if isinstance(outcome, FetchFailed):
        raise RunError(f"{source.id}: {outcome.sentence}")
    run.say(f"{source.id}: {outcome.sentence}")
    return Exit.DONE


def take_in(run: Run) -> int:
    """Adds the feeds of an OPML file that are not watched yet."""
    from feeds.edit import EditError, add_sources, editable
    from feeds.opml import read_opml

    watchlist = run.watchlist(run.registry())
    try:
        outlines = read_opml(Path(run.args.file).read_bytes(), watchlist.sources)
        path = editable(watchlist.path or run.feeds_file())
        if outlines.entries:
            add_sources(path, outlines.entries)
    except (OSError, EditError) as error:
        raise RunError(str(error)) from error
    run.say(f"{len(outlines.entries)} added to {path}, {outlines.skipped} skipped")
    if outlines.problem:
        raise RunError(f"{run.args.file}: {outlines.problem}")
    return Exit.DONE


def give_out(run: Run) -> int:
    """Writes the watched feeds as OPML."""
    from feeds.opml import write_opml

    run.out.write(write_opml(run.watchlist(run.registry()).sources))
    return Exit.DONE


def _found(run: Run, watchlist: Watchlist) -> list[Candidate]:
    """What an address has to offer; a `RunError` where that is nothing."""
    from feeds.discover import discover
    from feeds.outcome import FetchFailed

    address, private = run.args.url, run.args.private

    def ask(web: Fetcher, worker: Worker) -> Awaitable[list[Candidate] | FetchFailed]:
        return discover(address, web, worker, run.clock(), private=private)

    found = _with_web(run, watchlist, run.registry(), ask)
    if isinstance(found, FetchFailed):
        raise RunError(f"{address}: {found.sentence}")
    if not found:
        raise RunError(f"{address}: no feed was found there, and no list of articles")
    return found


def _with_web(
    run: Run, watchlist: Watchlist, registry: Registry, ask: Callable[[Fetcher, Worker], Awaitable[T]]
) -> T:
    """Asks something of the network, with the limits every poll keeps."""
    from importlib.metadata import version

    from feeds.fetch import Fetcher
    from feeds.worker import Worker

    async def asked() -> T:
        contact = watchlist.polling.contact
        async with (
            Fetcher(version=version("communique"), contact=contact, environ=os.environ) as web,
            Worker(registry) as worker,
        ):
            return await ask(web, worker)

    return asyncio.run(asked())
