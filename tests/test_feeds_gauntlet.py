"""Forty-six ways in which a server or a feed can be bad, each polled beside a good one.

Whatever the bad source does, the good one is polled, nothing stored is lost, and the source says in one sentence
what is wrong and when it is asked again.
"""

from __future__ import annotations

import gzip
import socket
import ssl
from datetime import timedelta
from pathlib import Path

import pytest
from fakes_server import HANG, InventedNames, Site, item, reply, rss
from fakes_world import SAID, WorkerHere, registry, site, source, world

from feeds.fetch import Fetcher
from feeds.poller import Poller
from feeds.source import Limits, Source
from feeds.sources import Watch, Watchlist
from feeds.worker import Worker
from store.doctor import doctor
from store.query import StatementFilter
from store.recall import Recall
from tui.alerts import Watcher

__all__ = ["registry", "site", "world"]

TLS = Path(__file__).parent / "data" / "tls"
EARLIER = item(7, text="<p>“We will not withdraw from the northern islands,” the Kremlin said on Friday.</p>")
KEPT = ["We will not accept these sanctions,", "We will not withdraw from the northern islands,"]
OK = b"HTTP/1.1 200 OK\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"
SOON = {"timeout": timedelta(seconds=0.5)}
SMALL = {"limits": Limits(wire=2**20, decoded=2**20)}
FEED = rss(item(1, text=SAID)).encode()
BOMB = gzip.compress(bytes(5_000_000))


def without_end(head, piece):
    def answer(request):
        yield head
        while True:
            yield piece

    return answer


def sent(*pieces):
    return lambda request: pieces


def labelled(encoding, body):
    return sent(reply(body, headers={"Content-Encoding": encoding}))


def moved(to, status="302 Found"):
    return sent(reply(status=status, headers={"Location": to}))


NETWORK = {
    "1 hang": (sent(HANG), "timeout", SOON),
    "2 header drip": (sent(OK + b"Content-", HANG), "timeout", SOON),
    "3 body drip": (sent(OK + b"Content-Length: 90\r\n\r\n<rss", HANG), "timeout", SOON),
    "4 endless": (without_end(OK + b"\r\n", b"a" * 65536), "too_large", SMALL),
    "5 endless chunks": (without_end(CHUNKED, b"10000\r\n" + b"a" * 65536 + b"\r\n"), "too_large", SMALL),
    "6 length of 10 GiB": (sent(OK + b"Content-Length: 10737418240\r\n\r\n", HANG), "too_large", {}),
    "7 gzip bomb": (labelled("gzip", BOMB), "too_large", SMALL),
    "8 gzip in gzip": (labelled("gzip, gzip, gzip", gzip.compress(gzip.compress(BOMB))), "broken", SMALL),
    "9 brotli": (labelled("br", b"\x5b\xff\xff"), "broken", {}),
    "10 zstd": (labelled("zstd", b"\x28\xb5\x2f\xfd"), "broken", {}),
    "11 truncated gzip": (labelled("gzip", gzip.compress(FEED)[:-12]), "broken", {}),
    "12 false gzip": (labelled("gzip", FEED), "broken", {}),
    "13 short body": (sent(OK + b"Content-Length: 500\r\n\r\nabc"), "broken", {}),
    "13 bad chunk": (sent(CHUNKED + b"zz\r\n"), "broken", {}),
    "14 huge header": (sent(OK + b"X: " + b"a" * 100_000 + b"\r\n\r\n"), "broken", {}),
    "14 many headers": (sent(OK + b"X-A: b\r\n" * 5000 + b"\r\n"), "broken", {}),
    "15 endless 1xx": (without_end(b"", b"HTTP/1.1 100 Continue\r\n\r\n"), "timeout", SOON),
    "17 redirect to loopback": (moved("http://127.0.0.1:9/"), "private", {}),
    "17 redirect to a mapped address": (moved("http://[::ffff:10.0.0.1]/"), "private", {}),
    "17 redirect to a metadata server": (moved("http://169.254.169.254/latest"), "private", {}),
    "17 redirect to a name": (moved("http://localhost:9/"), "private", {}),
    "19 redirect to a file": (moved("file:///etc/passwd"), "redirect", {}),
    "19 redirect to a script": (moved("javascript:alert(1)"), "redirect", {}),
    "25 empty": (sent(reply(b"")), "empty", {}),
    "26 login page": (sent(reply("<!DOCTYPE html><html><body>Log in</body></html>")), "not_a_feed", {}),
    "27 reset": (sent(b""), "broken", {}),
    "27 HTTP 0.9": (sent(FEED), "broken", {}),
}


async def polled(world, *sources, fetcher=None, worker=None):
    """Polls the sources whether due or not; their results by id."""
    poller = world.poller(*sources)
    if fetcher or worker:
        means = {"fetcher": fetcher, "worker": worker or WorkerHere(world.registry)}
        poller = Poller(world.store, Watchlist(sources=sources), world.registry, clock=world.clock, **means)
    return {one.source_id: one for one in await poller.once(only=[one.id for one in sources])}


def endured(world, results, name, kind):
    """The bad source is in trouble, in words, and asked again later; the good one was polled; nothing is lost."""
    state = world.state(name)
    assert (name, results[name].outcome, state.error_kind) == (name, "failed", kind)
    assert state.last_error and state.last_error.isprintable()
    assert state.failures == 1
    assert world.now < state.due_at <= world.now + timedelta(days=1)
    assert not results["good"].failed
    assert doctor(world.store) == []


@pytest.mark.parametrize("case", NETWORK)
async def test_a_bad_server_costs_its_own_source_only(world, site, case):
    answer, kind, more = NETWORK[case]
    bad = source("bad", site.page("/bad", rss(EARLIER)), **more)
    good = source("good", site.page("/good", rss(item(2))))
    await polled(world, bad, good)
    site.answer("/bad", answer)
    site.page("/good", rss(item(1, text=SAID)))
    results = await polled(world, bad, good)
    endured(world, results, "bad", kind)
    assert sorted(world.said()) == sorted(KEPT)
    site.page("/bad", rss(EARLIER, item(8)))
    assert (await polled(world, bad, good))["bad"].new_articles == 1
    assert world.state("bad").last_error is None


async def test_16_a_circle_of_redirects(world, site, monkeypatch):
    monkeypatch.setattr("feeds.addresses.forbidden", lambda text: None)
    site.redirect("/a", "/b")
    bad = Source(id="bad", url=site.redirect("/b", "/a"))
    results = await polled(world, bad, source("good", site.page("/good", FEED)))
    endured(world, results, "bad", "redirect")
    assert len(site.asked("/a")) == len(site.asked("/b")) == 1


async def test_18_a_name_that_changes_its_address_between_two_looks(world, site):
    names = InventedNames("93.184.215.14", "127.0.0.1")
    async with Fetcher(resolver=names) as fetcher:
        await names.resolve("arlandia.example")
        bad = Source(id="bad", url=f"http://arlandia.example:{site.port}/bad")
        results = await polled(world, bad, source("good", site.page("/good", FEED)), fetcher=fetcher)
    endured(world, results, "bad", "private")
    assert site.asked("/bad") == []


@pytest.mark.parametrize("case", ["20 downgrade", "22 self-signed", "22 expired", "22 wrong name", "22 stalled"])
async def test_a_bad_connection_is_refused(world, site, case):
    certificate = {"22 expired": "expired", "22 wrong name": "other"}.get(case, "good")
    trust = None if case == "22 self-signed" else ssl.create_default_context(cafile=TLS / "ca.pem")
    good = source("good", site.page("/good", FEED))
    if case == "22 stalled":
        with socket.create_server(("127.0.0.1", 0)) as silent:
            bad = source("bad", f"https://127.0.0.1:{silent.getsockname()[1]}/", **SOON)
            endured(world, await polled(world, bad, good), "bad", "timeout")
        return
    with Site(TLS / f"{certificate}.pem") as safe:
        target = site.url.replace("127.0.0.1", "localhost")
        bad = source("bad", safe.redirect("/bad", f"{target}/plain"))
        async with Fetcher(tls=trust) as fetcher:
            results = await polled(world, bad, good, fetcher=fetcher)
    endured(world, results, "bad", "redirect" if case == "20 downgrade" else "tls")
    assert site.asked("/plain") == []


async def test_21_secrets_reach_their_own_origin_only_and_are_nowhere_kept(world, site, monkeypatch, capfd):
    monkeypatch.setattr("feeds.addresses.forbidden", lambda text: None)
    monkeypatch.setenv("DESK_SECRET", "desk:sesame")
    with Site() as other:
        other.page("/feed", FEED)
        secret = {"auth": "env:DESK_SECRET", "cookies": {"key": "sesame"}, "headers": {"X-Key": "sesame"}}
        one = Source(id="one", url=site.redirect("/feed", other.url + "/feed"), **secret)
        await polled(world, one)
        (asked,), (led,) = site.asked("/feed"), other.asked("/feed")
    assert {"authorization", "cookie", "x-key"} <= set(asked.headers)
    assert not {"authorization", "cookie", "x-key"} & set(led.headers)
    with world.store.reading() as db:
        dump = "\n".join(map(str, db.execute("SELECT * FROM sources").fetchall()))
    assert "sesame" not in dump + "".join(capfd.readouterr())


@pytest.mark.parametrize("wish", ["1" + "0" * 12, "Fri, 31 Dec 9999 23:59:59 GMT"])
async def test_23_a_wish_to_be_left_alone_for_ever_is_a_day(world, site, wish):
    bad = source("bad", site.raw("/bad", reply(status="503 Busy", headers={"Retry-After": wish})))
    with Site() as elsewhere:
        good = source("good", elsewhere.page("/good", FEED))
        endured(world, await polled(world, bad, good), "bad", "throttled")
    assert world.state("bad").due_at == world.now + timedelta(days=1)


async def test_24_nothing_changed_since_never(world, site):
    bad = source("bad", site.raw("/bad", reply(status="304 Not Modified")))
    endured(world, await polled(world, bad, source("good", site.page("/good", FEED))), "bad", "broken")


@pytest.mark.parametrize("proxy", ["dead", "loopback"])
async def test_28_a_dead_proxy_is_told_and_one_on_this_machine_is_used(world, site, proxy):
    site.answer("http://arlandia.example/feed", lambda request: [reply(FEED)])
    address = "http://127.0.0.1:9" if proxy == "dead" else site.url
    one = Source(id="one", url="http://arlandia.example/feed", proxy=address)
    result = (await polled(world, one))["one"]
    assert (result.failed, "proxy" in result.sentence) == ((proxy == "dead"),) * 2


LAUGHS = "".join(f"<!ENTITY a{n} '" + f"&a{n - 1};" * 10 + "'>" for n in range(1, 10))
FLOODS = {
    "29 billion laughs": (f"<!DOCTYPE r [<!ENTITY a0 'ha'>{LAUGHS}]>" + rss(item(1, title="&a9;")), "incomplete"),
    "31 a file of this machine": (
        "<!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>" + rss(item(1, title="&x;")), "incomplete"
    ),
    "32 comments": (rss("<!--" * 50_000), "empty"),
    "33 nesting": (rss("<item>" + "<a>" * 2_000_000), "unreadable"),
    "34 attributes": (
        rss("<item " + " ".join(f"a{n}='{n}'" for n in range(200_000)) + "><title>T</title></item>"), "unreadable"
    ),
    "35 a hundred thousand items": (rss(*(item(n) for n in range(100_000))), "too_large"),
    "36 a title of 20 MB": (rss(item(1, title="long " * 4_000_000)), "too_large"),
}  # fmt: skip


async def test_a_bad_feed_costs_its_own_source_only(world, site):
    bad = [source(name.split()[0], site.page(f"/{name.split()[0]}", body)) for name, (body, _) in FLOODS.items()]
    good = source("good", site.page("/good", FEED))
    async with Worker(world.registry, seconds=4) as worker:
        results = await polled(world, *bad, good, worker=worker)
    found = {name: world.state(name.split()[0]).error_kind for name in FLOODS}
    assert found == {name: kind for name, (_, kind) in FLOODS.items()}
    assert all(world.state(one.id).last_error for one in bad)
    assert not results["good"].failed
    assert KEPT[0] in world.said()
    assert not any("root:" in title for title in titles(world))


async def test_30_what_entities_blow_up_is_cut(world, site):
    body = "<!DOCTYPE r [<!ENTITY a '" + "x" * 300 + "'>]>" + rss(item(1, title="&a;" * 5000))
    (result,) = (await polled(world, source("one", site.page("/feed", body)))).values()
    assert result.outcome == "new"
    assert max(len(title) for title in titles(world)) <= 501


@pytest.mark.parametrize(
    ("head", "words"),
    [
        ('<?xml version="1.0" encoding="punycode"?>', "Gr\u00fc\u00dfe".encode()),
        ("", b"Gr\xc3\xbc\xc3\x9fe\x00\x1b[31m\xc2\x9b"),
        ('<?xml version="1.0" encoding="ascii"?>', "Gr\u00fc\u00dfe".encode()),
        ("", b"Gr&#252;&#xDF;e&#xD800;&#27;&#0;"),
    ],
    ids=["38 charset", "39 control characters", "40 wrong charset", "37 surrogate"],
)
async def test_characters_that_are_none_cost_no_feed(world, site, head, words):
    body = head.encode() + rss(item(1, title="@@")).partition("?>")[2].encode().replace(b"@@", words)
    (result,) = (await polled(world, source("one", site.page("/feed", body)))).values()
    assert (result.new_articles, [title[:5] for title in titles(world)]) == (1, ["Gr\u00fc\u00dfe"])
    assert all(title.isprintable() for title in titles(world))


async def test_35_of_five_thousand_items_the_first_thousand_are_read_and_it_is_told(world, site):
    one = source("one", site.page("/feed", rss(*(item(n) for n in range(5000)))))
    result = (await polled(world, one))["one"]
    assert (result.new_articles, world.state("one").error_kind) == (1000, "incomplete")
    assert world.state("one").last_error == "the feed has 5,000 items; the first 1,000 are read"


async def test_41_a_feed_that_is_cut_short_gives_what_arrived_and_takes_nothing_away(world, site):
    whole = rss(item(1, text=SAID), item(2), EARLIER)
    one = source("one", site.page("/feed", whole))
    await polled(world, one)
    site.page("/feed", rss(item(3), item(1, text=SAID))[:-30] + "<item><title>Cut")
    result = (await polled(world, one))["one"]
    assert result.new_articles >= 1
    assert sorted(world.said()) == sorted(KEPT)
    assert {"Report 1", "Report 2", "Report 3", "Report 7"} <= set(titles(world))


@pytest.mark.parametrize(
    "date", ["yesterday", "2026-13-45", "0000-00-00T00:00:00Z", "Thu, 01 Jan 2099 00:00:00 GMT"]
)
async def test_42_43_a_date_that_cannot_be_is_that_of_first_sight(world, site, date):
    one = item(1, text=SAID).replace("</item>", f"<pubDate>{date}</pubDate></item>")
    await polled(world, source("one", site.page("/feed", rss(one))))
    (row,) = Recall(world.store, world.clock).listing(StatementFilter()).rows(0, 9)
    assert row.dated == world.now


async def test_44_a_guid_that_is_used_again_changed_or_missing_loses_nothing_and_tells_nothing_twice(world, site):
    one = source("one", site.page("/feed", rss(item(1, text=SAID, when=world.now))))
    await polled(world, one)
    for guid in ("another", "once more"):
        churned = item(1, text=SAID, when=world.now).replace(">g1<", f">{guid}<")
        site.page("/feed", rss(churned))
        assert (await polled(world, one))["one"].new_articles == 0
    other = EARLIER.replace(">g7<", ">once more<")
    bare = item(9, title="No guid").replace('<guid isPermaLink="false">g9</guid>', "")
    site.page("/feed", rss(other, churned, bare))
    assert (await polled(world, one))["one"].new_articles == 2
    assert sorted(world.said()) == sorted(KEPT)
    assert (await polled(world, one))["one"].outcome == "unchanged"


async def test_45_an_edit_at_every_poll_is_one_statement_still(world, site):
    one = source("one", site.page("/feed", rss(item(1, text=SAID))))
    await polled(world, one)
    for views in range(3):
        site.page("/feed", rss(item(1, text=f"{SAID}<p>Seen {views} times.</p>")))
        result = (await polled(world, one))["one"]
        assert (result.new_articles, result.new_statements) == (0, 0)
    assert world.said() == [KEPT[0]]


async def test_46_a_flood_is_read_and_told_in_one_alert(world, site):
    watcher = Watcher(Recall(world.store, world.clock))
    said = "<p>“We will not accept proposal {}00,” the Kremlin said on Monday.</p>"
    flood = [item(n, text=said.format(n)) for n in range(1, 61)]
    await polled(world, source("one", site.page("/feed", rss(*flood))))
    (alert,) = watcher.look([Watch("country:RU", name="Russia")], None, world.now)
    assert (alert.number, alert.sentence.endswith("and 59 more")) == (60, True)
    assert watcher.look([Watch("country:RU", name="Russia")], None, world.now) == []


def titles(world):
    with world.store.reading() as db:
        return [title for (title,) in db.execute("SELECT title FROM articles").fetchall()]
