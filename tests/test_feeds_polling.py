"""Polling: from a feed on a server to statements in the database, and never twice."""

import asyncio
import sqlite3
from datetime import timedelta
from itertools import pairwise

import pytest
from fakes_server import item, reply, rss
from fakes_world import SAID, registry, site, source, world

from feeds.source import Source, every
from feeds.sources import load_watchlist
from feeds.worker import Worker
from store.connect import open_store
from store.lease import take_lease

__all__ = ["registry", "site", "world"]


async def test_a_feed_becomes_statements_and_a_second_poll_adds_none(world, site):
    one = source("one", site.page("/feed", rss(item(1, text=SAID, when=world.now)), etag='"1"'))
    (first,) = await world.poll(one)
    assert (first.outcome, first.new_articles, first.new_statements) == ("new", 1, 1)
    assert world.said() == ["We will not accept these sanctions,"]
    assert await world.poll(one) == []
    (again,) = await world.poll(one, only=["one"])
    assert (again.outcome, again.sentence) == ("unchanged", "nothing new")
    assert site.requests[-1].headers["if-none-match"] == '"1"'
    assert len(world.said()) == 1


async def test_the_same_bytes_without_validators_are_not_parsed_again(world, site, monkeypatch):
    one = source("one", site.page("/feed", rss(item(1, text=SAID))))
    await world.poll(one)

    async def parse(self, task):
        raise AssertionError("parsed again")

    monkeypatch.setattr("feeds.worker.Worker.parse", parse)
    (again,) = await world.poll(one, only=["one"])
    assert again.outcome == "unchanged"


async def test_only_new_and_edited_articles_are_read(world, site, monkeypatch):
    read: list[str] = []
    real = Worker.read

    async def spy(self, articles):
        read.extend(article.title for article in articles)
        return await real(self, articles)

    monkeypatch.setattr(Worker, "read", spy)
    one = source("one", site.page("/feed", rss(item(1, text=SAID), item(2, text="two"))))
    await world.poll(one)
    site.page("/feed", rss(item(3, text="three"), item(1, text=SAID), item(2, text="two, edited")))
    (result,) = await world.poll(one, only=["one"])
    assert read == ["Report 1", "Report 2", "Report 3", "Report 2"]
    assert result.sentence == "1 new article, 1 edited article"


async def test_of_many_new_articles_the_newest_are_read_first_and_all_in_the_end(world, site, monkeypatch):
    read: list[list[str]] = []
    real = Worker.read

    async def spy(self, articles):
        read.append([article.title for article in articles])
        return await real(self, articles)

    monkeypatch.setattr(Worker, "read", spy)
    said = "<p>“We will not accept proposal {}00,” the Kremlin said on Monday.</p>"
    items = [item(n, text=said.format(n), when=world.now - timedelta(hours=n)) for n in range(3, 12)]
    newer = [item(n, text=said.format(n), when=world.now - timedelta(hours=n)) for n in (2, 1)]
    first, later = await world.poll(source("one", site.page("/feed", rss(*items, *newer))))
    assert read[0] == ["Report 1", "Report 2", "Report 3", "Report 4"]
    assert [title for batch in read[1:] for title in batch] == [f"Report {n}" for n in range(5, 12)]
    assert (first.new_articles, first.new_statements, later.new_statements) == (11, 4, 7)
    assert later.sentence == "7 articles that had waited are read: 7 statements"
    assert len(world.said()) == 11


async def test_a_failing_source_disturbs_no_other_and_loses_nothing(world, site):
    good = source("good", site.page("/good", rss(item(1, text=SAID))))
    bad = source("bad", site.page("/bad", rss(item(1, text=SAID)), etag='"b"'))
    await world.poll(good, bad)
    site.raw("/bad", reply(status="500 Internal Server Error"))
    site.page("/good", rss(item(2, text="new"), item(1, text=SAID)))
    results = {result.source_id: result for result in await world.poll(good, bad, only=["good", "bad"])}
    assert results["good"].outcome == "new"
    assert results["bad"].failed
    state = world.state("bad")
    assert (state.failures, state.etag, state.error_kind, state.status) == (1, '"b"', "server", 500)
    assert "fault of its own" in state.last_error
    assert state.due_at > world.now
    assert world.said() == ["We will not accept these sanctions,"]


async def test_a_source_that_fails_is_asked_less_and_less_and_comes_back(world, site):
    one = source("one", site.raw("/feed", reply(status="503 Busy", headers={"Retry-After": "7200"})))
    await world.poll(one)
    assert world.state("one").due_at - world.now == timedelta(hours=2)
    waits = []
    site.raw("/feed", reply(status="500 Broken"))
    for _ in range(12):
        world.now = world.state("one").due_at
        await world.poll(one)
        waits.append(world.state("one").due_at - world.now)
    assert all(later > earlier for earlier, later in pairwise(waits[:6]))
    assert max(waits) <= timedelta(days=1)
    site.page("/feed", rss(item(1, text=SAID)))
    world.now = world.state("one").due_at
    await world.poll(one)
    state = world.state("one")
    assert (state.failures, state.last_error, state.error_kind) == (0, None, None)


async def test_a_source_that_is_gone_is_asked_no_more_unless_by_name(world, site):
    one = source("one", site.raw("/feed", reply(status="410 Gone")))
    await world.poll(one)
    world.later(days=30)
    assert await world.poll(one) == []
    site.page("/feed", rss(item(1)))
    assert (await world.poll(one, only=["one"]))[0].outcome == "new"
    assert not world.state("one").gone


async def test_a_lasting_redirect_is_believed_after_it_held_three_times(world, site, monkeypatch):
    monkeypatch.setattr("feeds.addresses.forbidden", lambda text: None)
    site.page("/new", rss(item(1)))
    one = Source(id="one", url=site.redirect("/old", "/new", "301 Moved Permanently"))
    for _ in range(4):
        await world.poll(one, only=["one"])
    assert len(site.asked("/old")) == 3
    assert len(site.asked("/new")) == 4


async def test_everything_bad_a_server_can_send_is_a_state_with_a_reason(world, site):
    bodies = {
        "page": "<!DOCTYPE html><html><body>Please log in</body></html>",
        "empty": "",
        "eleven": "hello world",
        "blocked": "<html><head><title>Attention required</title></head><body>blocked</body></html>",
    }
    sources = [source(name, site.page(f"/{name}", body)) for name, body in bodies.items()]
    sources.append(source("good", site.page("/good", rss(item(1, text=SAID)))))
    sources.append(source("missing", site.url + "/missing"))
    results = {result.source_id: result for result in await world.poll(*sources)}
    assert {name for name, result in results.items() if result.failed} == {*bodies, "missing"}
    assert all(world.state(name).last_error for name in (*bodies, "missing"))
    assert results["good"].new_statements == 1


async def test_hostile_words_arrive_clean(world, site):
    title = "[/b] [@click=app.quit]x[/] \x1b]0;t\x07 \u202egnp"
    text = "“" + "never closed " * 90_000
    one = source("one", site.page("/feed", rss(item(1, title=title, text=text))))
    (result,) = await world.poll(one)
    assert result.outcome == "new"


async def test_no_more_than_two_requests_at_a_time_reach_one_host(world, site):
    open_now, most = 0, 0
    body = reply(rss(item(1)))

    def answer(request):
        nonlocal open_now, most
        open_now += 1
        most = max(most, open_now)
        yield body[:10]
        open_now -= 1
        yield body[10:]

    sources = [source(f"s{number}", site.answer(f"/{number}", answer)) for number in range(12)]
    results = await world.poll(*sources)
    assert len(results) == 12
    assert 1 <= most <= 2


async def test_a_feed_that_has_had_nothing_new_for_a_month_is_doubtful_until_it_has(world, site):
    old = item(1, when=world.now - timedelta(days=90))
    one = source("one", site.page("/feed", rss(old), etag='"1"'))
    for sentence in ("1 new article; its newest article is 90 days old", "nothing new; its newest article is 90"):
        (result,) = await world.poll(one, only=["one"])
        assert result.sentence.startswith(sentence)
        assert (world.state("one").error_kind, world.state("one").failures) == ("frozen", 0)
    site.page("/feed", rss(item(2, when=world.now), old))
    await world.poll(one, only=["one"])
    assert world.state("one").last_error is None


async def test_a_feed_that_is_read_only_in_part_is_doubtful(world, site):
    broken = source("broken", site.page("/broken", rss(item(1, when=world.now))[:-20], etag='"1"'))
    empty = source("empty", site.page("/empty", rss()))
    for _ in range(2):
        await world.poll(broken, empty, only=["broken", "empty"])
        assert world.state("broken").last_error == "the feed is not well-formed; what could be made out is read"
        assert world.state("empty").last_error == "the feed is empty"


async def test_what_a_publisher_said_of_its_pace_outlives_the_process(world, site):
    hints = "<ttl>180</ttl><skipHours><hour>15</hour></skipHours>"
    one = source("one", site.page("/feed", rss(hints, item(1, when=world.now)), etag='"1"'))
    for _ in range(2):
        await world.poll(one, only=["one"])
        assert world.state("one").due_at - world.now >= timedelta(hours=3)
    items = [item(number, when=world.now - timedelta(days=number)) for number in range(9)]
    adaptive = source("two", site.page("/two", rss(*items), etag='"1"'), every=every("5m..24h"))
    await world.poll(adaptive, only=["two"])
    wait = world.state("two").due_at - world.now
    await world.poll(adaptive, only=["two"])
    assert world.state("two").due_at - world.now == pytest.approx(wait, rel=0.2)


async def test_a_host_that_asks_for_peace_is_left_alone_by_all_its_sources(world, site):
    busy = reply(status="429 Too Many Requests", headers={"Retry-After": "600"})
    sources = [source(f"s{number}", site.raw(f"/{number}", busy)) for number in range(6)]
    results = await world.poll(*sources)
    assert len(site.requests) <= 2
    assert {result.outcome for result in results} == {"failed", "waiting"}
    assert all(world.state(one.id).due_at - world.now >= timedelta(seconds=590) for one in sources)


async def test_a_host_is_left_alone_after_a_restart_and_whoever_asks(world, site):
    busy = reply(status="429 Too Many Requests", headers={"Retry-After": "7200"})
    one, two = source("one", site.raw("/1", busy)), source("two", site.page("/2", rss(item(1))))
    await world.poll(one)
    results = await world.poll(one, two, only=["one", "two"])
    assert [result.outcome for result in results] == ["waiting", "waiting"]
    assert len(site.requests) == 1
    world.later(hours=2)
    site.page("/1", rss(item(1)))
    assert [result.outcome for result in await world.poll(one, two, only=["one", "two"])] == ["new", "new"]


async def test_a_source_switched_off_is_not_asked(world, site):
    one = source("one", site.page("/feed", rss(item(1))), enabled=False)
    assert await world.poll(one) == []
    assert site.requests == []


async def test_after_a_sleep_every_source_is_asked_once_and_not_all_at_one_moment_again(world, site):
    sources = [source(f"s{number}", site.page(f"/{number}", rss(item(1)), etag='"1"')) for number in range(12)]
    await world.poll(*sources)
    world.later(hours=10)
    assert len(await world.poll(*sources)) == 12
    assert await world.poll(*sources) == []
    assert len(site.requests) == 24
    assert len({world.state(one.id).due_at for one in sources}) == 12


async def run_until(world, poller, reached):
    """Runs the poller until `reached()` or the poller's own end; returns what it reported."""
    stop, results = asyncio.Event(), []

    def report(result):
        results.append(result)
        if reached(results):
            stop.set()

    async with asyncio.timeout(20):
        await poller.run(stop, report)
    return results


async def test_the_poller_polls_what_is_due_and_gives_its_lease_back(world, site):
    one = source("one", site.page("/feed", rss(item(1, text=SAID))))
    results = await run_until(world, world.poller(one), lambda results: True)
    assert [result.outcome for result in results] == ["new"]
    assert take_lease(world.store, world.now) is not None


async def test_a_second_poller_only_looks_on(world, site, monkeypatch):
    assert take_lease(world.store, world.now) is not None
    stop = asyncio.Event()

    def refused(store, now):
        stop.set()
        return take_lease(store, now)

    monkeypatch.setattr("feeds.poller.take_lease", refused)
    await world.poller(source("one", site.page("/feed", rss(item(1))))).run(stop)
    assert site.requests == []


async def test_a_changed_feeds_file_is_taken_up_and_a_broken_one_is_told(world, site, tmp_path):
    path = tmp_path / "feeds.yaml"
    block = "- {id: %s, url: '%s', private: yes}\n"
    first = block % ("first", site.page("/first", rss(item(1))))
    second = block % ("second", site.page("/second", rss(item(1))))
    path.write_text("sources:\n" + first)
    watchlist = load_watchlist(path, world.registry)
    poller = world.over(watchlist)

    def edit(results):
        if len(results) == 1:
            path.write_text("sources:\n" + first + "- {id: broken}\n")
        if len(results) == 2:
            path.write_text("sources:\n" + first + second)
        return len(results) == 3

    polled, told, added = await run_until(world, poller, edit)
    assert (polled.source_id, added.source_id) == ("first", "second")
    assert told.failed
    assert "broken.url: is missing" in told.sentence
    assert poller.feeds_problem is None


async def test_a_database_that_cannot_be_written_is_told_once_and_polled_into_again(world, site):
    one = source("one", site.page("/feed", rss(item(1, text=SAID, when=world.now))))
    poller, told, stop = world.poller(one), [], asyncio.Event()
    hasty = open_store(world.store.path, patience=0.01)
    poller._store = hasty
    other = sqlite3.connect(world.store.path, isolation_level=None)

    def report(result):
        told.append((result.source_id, result.sentence))
        if result.source_id == "database" and other.in_transaction:
            other.execute("ROLLBACK")
        if result.source_id == "one":
            stop.set()

    other.execute("BEGIN IMMEDIATE")
    async with asyncio.timeout(20):
        await poller.run(stop, report)
    other.close()
    hasty.close()
    assert [name for name, _ in told] == ["database", "one"]
    assert told[0][1].endswith("is locked by another program. Try again when it is done.")
    assert world.said() == ["We will not accept these sanctions,"]
