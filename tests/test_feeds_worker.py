"""The worker: parses and reads in a process of its own, and survives what breaks it."""

import asyncio
import os
from contextlib import closing

import pytest
from fakes_server import item, rss

from feeds.kinds import Document
from feeds.outcome import Failure
from feeds.poller import Poller
from feeds.source import Source
from feeds.sources import HowRead, Watchlist
from feeds.worker import Worker, WorkerError
from statements.model import Article, Origin
from statements.reading import reading_version
from statements.registry import load_registry
from store.connect import open_store

SOURCE = Source(id="arlandia", url="https://arlandia.example/feed")


@pytest.fixture(scope="module")
def registry():
    return load_registry()


def parsing(body, now):
    return Document(body.encode(), {}, SOURCE, now)


def article(text):
    return Article(id=text[:9], title="T", text=text, origin=Origin(), language="en")


def attributes(count):
    """A feed over whose very many attributes feedparser takes its time."""
    return rss("<item " + " ".join(f'a{number}="{number}"' for number in range(count)) + "><title>T</title></item>")


async def test_it_parses_and_reads(registry, now):
    async with Worker(registry) as worker:
        parsed = await worker.parse(parsing(rss(item(1, text="words")), now))
        assert [one.title for one in parsed.articles] == ["Report 1"]
        (read,) = await worker.read([article("“We will not accept this,” the spokesman of the ministry said.")])
    assert [statement.text for statement in read.statements] == ["We will not accept this,"]
    assert read.reading_version == reading_version()
    assert read.error is None


async def test_it_reads_without_the_stance_model_where_that_is_switched_off(registry, tmp_path, now):
    async with Worker(registry) as worker:
        with closing(open_store(tmp_path / "c.db")) as store:
            Poller(store, Watchlist(reading=HowRead(model=False)), registry, clock=lambda: now, worker=worker)
        (read,) = await worker.read([article("“We will not accept this,” the spokesman of the ministry said.")])
    assert read.reading_version == reading_version(weighed=False)


async def test_what_takes_too_long_is_given_up_and_the_next_task_is_done(registry, now):
    async with Worker(registry) as worker:
        await worker.warm()
        worker.seconds = 0.3
        slow = await worker.parse(parsing(attributes(60_000), now))
        assert slow.failure is Failure.UNREADABLE
        assert "longer than" in slow.problem
        worker.seconds = 20
        assert (await worker.parse(parsing(rss(item(1)), now))).failure is None


LAUGHS = "".join(f"<!ENTITY a{n} '" + f"&a{n - 1};" * 10 + "'>" for n in range(1, 10))
HOSTILE = {
    "billion laughs": f'<!DOCTYPE r [<!ENTITY a0 "ha">{LAUGHS}]><rss><channel><title>&a9;</title></channel></rss>',
    "entities": "<!DOCTYPE r [<!ENTITY a '" + "x" * 300 + "'>]>" + rss(item(1, title="&a;" * 5000)),
    "comments": rss("<!--" * 50_000),
    "nesting": rss("<item>" + "<a>" * 100_000),
    "deep well-formed nesting": rss("<item>" + "<a>" * 100_000 + "</a>" * 100_000 + "</item>"),
    "attributes": attributes(60_000),
    "a long title": rss(item(1, title="long " * 1_000_000)),
    "open quotes": rss(item(1, text="“‘" * 50_000)),
    "references": rss(item(1, text="&#x110000;&#99999999999;&bogus;" * 5000)),
}


async def test_nothing_hostile_holds_it_up_for_longer_than_its_time(registry, now):
    async with Worker(registry, seconds=0.5) as worker:
        for name, body in HOSTILE.items():
            parsed = await worker.parse(parsing(body, now))
            assert (name, parsed.failure) in {(name, None), (name, Failure.UNREADABLE), (name, Failure.NOT_A_FEED)}
            assert all(len(one.title) <= 501 and len(one.text) <= 200_001 for one in parsed.articles)
            read = await worker.read(parsed.articles)
            assert len(read) == len(parsed.articles)
        worker.seconds = 20
        assert (await worker.parse(parsing(rss(item(1)), now))).failure is None


async def test_what_takes_too_much_memory_is_given_up_and_the_next_task_is_done(registry, now):
    async with Worker(registry, memory=60_000_000) as worker:
        large = await worker.parse(parsing(rss(item(1, title="long " * 4_000_000)), now))
        assert large.failure is Failure.UNREADABLE
        assert "memory" in large.problem
        assert (await worker.parse(parsing(rss(item(1)), now))).failure is None


async def test_a_worker_that_was_killed_is_started_again(registry, now):
    async with Worker(registry) as worker:
        await worker.warm()
        os.kill(worker.pid, 9)
        outcomes = [await worker.parse(parsing(rss(item(1)), now)) for _ in range(2)]
    assert outcomes[-1].failure is None


async def test_cancelling_a_task_leaves_no_process_and_no_mixed_up_answers(registry, now):
    async with Worker(registry) as worker:
        await worker.warm()
        task = asyncio.create_task(worker.parse(parsing(attributes(60_000), now)))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert [one.title for one in (await worker.parse(parsing(rss(item(7)), now))).articles] == ["Report 7"]


async def test_no_worker_outlives_its_owner(registry, now):
    async with Worker(registry) as worker:
        await worker.warm()
        pid = worker.pid
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


async def test_a_task_nobody_knows_is_an_error_in_words(registry):
    async with Worker(registry) as worker:
        with pytest.raises(WorkerError, match="broke the parser"):
            await worker.page_parts("no task")
