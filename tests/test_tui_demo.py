"""The demo's own folder and its poller: what a first look without a network is made of."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic

import pytest

from feeds.pipeline import PollResult
from feeds.sources import Watchlist, load_watchlist
from statements.registry import Registry, load_registry
from store.connect import Store, open_store
from store.health import poll_states
from tui.demo import WORLD, DemoPaths, demo_paths, demo_poller

NOW = datetime(2031, 3, 9, 17, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load_registry(WORLD / "actors.d")


@pytest.fixture
def paths() -> Iterator[DemoPaths]:
    with demo_paths(NOW) as laid_out:
        yield laid_out


@pytest.fixture
def watchlist(paths: DemoPaths, registry: Registry) -> Watchlist:
    return load_watchlist(paths.feeds, registry)


@pytest.fixture
def store(paths: DemoPaths) -> Iterator[Store]:
    with closing(open_store(paths.database)) as opened:
        yield opened


def test_nothing_is_left_behind() -> None:
    with demo_paths(NOW) as paths:
        paths.database.write_bytes(b"")
        folder = paths.folder
        assert {path.name for path in folder.iterdir()} == {"feeds.yaml", "actors.d", "demo.db"}
    assert not folder.exists()


def test_the_actors_have_been_checked_today(paths: DemoPaths) -> None:
    tables = "".join(table.read_text(encoding="utf-8") for table in paths.actors.iterdir())
    assert "checked: 2031-03-09" in tables
    assert "2020-06-15" not in tables


def test_every_source_of_the_demo_is_packaged(watchlist: Watchlist) -> None:
    assert {source.id for source in watchlist.sources} == {file.stem for file in (WORLD / "feeds").iterdir()}


async def test_one_round_remembers_the_past_and_a_second_adds_nothing(
    store: Store, watchlist: Watchlist, registry: Registry
) -> None:
    poller = demo_poller(store, watchlist, registry, lambda: NOW)
    first = await poller.once()
    assert sum(result.new_articles for result in first) >= 60
    assert not [result for result in first if result.failed]
    again = await poller.once(only=[source.id for source in watchlist.sources])
    assert {result.outcome for result in again} == {"unchanged"}


async def test_a_source_comes_due_when_it_has_something_to_say(
    store: Store, watchlist: Watchlist, registry: Registry
) -> None:
    await demo_poller(store, watchlist, registry, lambda: NOW).once()
    due = [state.due_at - NOW for state in poll_states(store).values() if state.due_at]
    assert len(due) == len(watchlist.sources)
    assert min(due).total_seconds() < 10


async def test_articles_arrive_while_one_looks(store: Store, watchlist: Watchlist, registry: Registry) -> None:
    """A clock that runs sixty times as fast as ours, so that nobody waits."""
    begun, stop = monotonic(), asyncio.Event()
    brought = Counter({source.id: 0 for source in watchlist.sources})
    heard = set()

    def note(result: PollResult) -> None:
        heard.add(result.source_id)
        if result.source_id in brought:
            brought[result.source_id] += result.outcome == "new"
        if max(brought.values()) > 1 and brought.keys() <= heard:
            stop.set()

    poller = demo_poller(store, watchlist, registry, lambda: NOW + timedelta(minutes=monotonic() - begun))
    async with asyncio.timeout(120):
        await poller.run(stop, note)
    assert max(brought.values()) > 1 and brought.keys() <= heard


def test_the_world_is_plain_files(tmp_path: Path, registry: Registry) -> None:
    """A user may copy it and begin from there."""
    copy = tmp_path / "feeds.yaml"
    copy.write_bytes((WORLD / "feeds.yaml").read_bytes())
    assert len(load_watchlist(copy, registry).sources) >= 8
