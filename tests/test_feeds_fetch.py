"""Fetching: polite toward servers, unbreakable by them. Every outcome is a value with a plain sentence."""

import gzip
import socket
import ssl
import zlib
from datetime import timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from fakes_server import HANG, InventedNames, Site, reply, rss

from feeds.addresses import forbidden
from feeds.fetch import Fetcher
from feeds.outcome import Failure, Fetched, FetchFailed, NotModified
from feeds.source import Limits, Source
from store.health import PollState

BODY = rss().encode()


@pytest.fixture
def site():
    with Site() as site:
        yield site


def local(url, **more):
    return Source(id="one", url=url, private=True, **{"timeout": timedelta(seconds=5), **more})


async def get(source, now, state=None, **more):
    async with Fetcher(version="1.2", **more) as fetcher:
        return await fetcher.get(source, state or PollState(source.id), now)


async def failure(source, now, state=None, **more):
    outcome = await get(source, now, state, **more)
    assert isinstance(outcome, FetchFailed)
    assert outcome.sentence
    return outcome.kind


async def test_a_feed_is_fetched_with_an_honest_name_and_nothing_personal(site, now):
    outcome = await get(local(site.page("/feed", BODY, etag='W/"a"')), now, contact="desk@arlandia.example")
    assert isinstance(outcome, Fetched)
    assert (outcome.body, outcome.etag, outcome.moved_to) == (BODY, 'W/"a"', None)
    (request,) = site.requests
    assert request.headers["user-agent"] == "Communique/1.2 (+desk@arlandia.example)"
    assert set(request.headers) == {"host", "user-agent", "accept", "accept-encoding"}


async def test_validators_go_back_byte_for_byte_and_unchanged_is_told(site, now):
    modified = "Mon, 02 Mar 2026 11:00:00 gmt"
    source = local(site.page("/feed", BODY, etag='W/"x, y"', modified=modified))
    first = await get(source, now)
    state = PollState(source.id, etag=first.etag, last_modified=first.last_modified)
    assert await get(source, now, state) == NotModified('W/"x, y"', modified)
    assert site.requests[1].headers["if-none-match"] == 'W/"x, y"'
    assert site.requests[1].headers["if-modified-since"] == modified


async def test_validators_are_never_invented_nor_trusted_for_ever(site, now):
    source = local(site.page("/feed", BODY))
    await get(source, now, PollState(source.id, last_success_at=now))
    state = PollState(source.id, etag='"old"', last_full_at=now - timedelta(days=8))
    await get(source, now, state)
    assert not any({"if-none-match", "if-modified-since"} & set(request.headers) for request in site.requests)


@pytest.mark.parametrize("how", ["gzip", "x-gzip", "deflate", "raw deflate", "two members"])
async def test_compressed_answers_are_unpacked(site, now, how):
    packed = {
        "gzip": gzip.compress(BODY),
        "x-gzip": gzip.compress(BODY),
        "deflate": zlib.compress(BODY),
        "raw deflate": zlib.compress(BODY)[2:-4],
        "two members": gzip.compress(BODY[:100]) + gzip.compress(BODY[100:]),
    }[how]
    label = {"raw deflate": "deflate", "two members": "gzip"}.get(how, how)
    outcome = await get(local(site.page("/feed", packed, headers={"Content-Encoding": label})), now)
    assert outcome.body == BODY


async def test_what_a_server_may_not_send_is_refused_with_its_reason(site, now):
    bomb = gzip.compress(bytes(30_000_000))
    cases = {
        "/bomb": ([reply(bomb, headers={"Content-Encoding": "gzip"})], Failure.TOO_LARGE),
        "/twice": ([reply(gzip.compress(bomb), headers={"Content-Encoding": "gzip, gzip"})], Failure.BROKEN),
        "/brotli": ([reply(b"x", headers={"Content-Encoding": "br"})], Failure.BROKEN),
        "/zstd": ([reply(b"x", headers={"Content-Encoding": "zstd"})], Failure.BROKEN),
        "/cut": ([reply(gzip.compress(BODY)[:-9], headers={"Content-Encoding": "gzip"})], Failure.BROKEN),
        "/false": ([reply(BODY, headers={"Content-Encoding": "gzip"})], Failure.BROKEN),
        "/long": ([b"HTTP/1.1 200 OK\r\nContent-Length: 10737418240\r\n\r\n", HANG], Failure.TOO_LARGE),
        "/short": ([b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nabc"], Failure.BROKEN),
        "/chunk": ([b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"], Failure.BROKEN),
        "/old": ([b"<rss></rss>"], Failure.BROKEN),
        "/gone-silent": ([b""], Failure.BROKEN),
        "/header": ([b"HTTP/1.1 200 OK\r\nX: " + b"a" * 100_000 + b"\r\n\r\n"], Failure.BROKEN),
        "/headers": ([b"HTTP/1.1 200 OK\r\n" + b"X-A: b\r\n" * 5000 + b"\r\n"], Failure.BROKEN),
        "/304": ([reply(status="304 Not Modified")], Failure.BROKEN),
    }
    for path, (pieces, kind) in cases.items():
        assert (path, await failure(local(site.raw(path, *pieces)), now)) == (path, kind)


@pytest.mark.parametrize("path", ["endless", "endless chunks"])
async def test_an_answer_without_end_stops_at_the_limit(site, now, path):
    piece = b"a" * 65536
    if path == "endless":
        head, body = b"HTTP/1.1 200 OK\r\n\r\n", piece
    else:
        head, body = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"10000\r\n" + piece + b"\r\n"

    def answer(request):
        yield head
        while True:
            yield body

    source = local(site.answer("/endless", answer), limits=Limits(wire=2**20))
    assert await failure(source, now) is Failure.TOO_LARGE


async def test_a_server_that_keeps_one_waiting_is_given_up(site, now):
    def interim(request):
        while True:
            yield b"HTTP/1.1 100 Continue\r\n\r\n"

    def trailers(request):
        yield b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n<rss\r\n0\r\n"
        while True:
            yield b"X-More: trailers\r\n"

    site.raw("/silent", HANG)
    site.raw("/head", b"HTTP/1.1 200 OK\r\nContent-", HANG)
    site.raw("/body", b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n<rss", HANG)
    site.answer("/interim", interim)
    site.answer("/trailers", trailers)
    for path in ("/silent", "/head", "/body", "/interim", "/trailers"):
        source = local(site.url + path, timeout=timedelta(seconds=0.2))
        assert (path, await failure(source, now)) in ((path, Failure.TIMEOUT), ("/trailers", Failure.BROKEN))


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        ("401 Unauthorized", Failure.DENIED),
        ("403 Forbidden", Failure.DENIED),
        ("404 Not Found", Failure.NOT_FOUND),
        ("410 Gone", Failure.GONE),
        ("418 Teapot", Failure.HTTP),
        ("429 Too Many Requests", Failure.THROTTLED),
        ("500 Internal Server Error", Failure.SERVER),
        ("503 Service Unavailable", Failure.THROTTLED),
        ("599 Strange", Failure.SERVER),
    ],
)
async def test_a_bad_status_is_told_in_words(site, now, status, kind):
    outcome = await get(local(site.raw("/feed", reply(status=status))), now)
    assert (outcome.kind, outcome.status) == (kind, int(status[:3]))
    assert status[:3] in outcome.sentence


@pytest.mark.parametrize(
    ("value", "wait"),
    [
        ("120", timedelta(seconds=120)),
        ("1000000000000", timedelta(days=1)),
        ("Fri, 31 Dec 9999 23:59:59 GMT", timedelta(days=1)),
        ("Sun, 01 Jan 2012 00:00:00 GMT", None),
        ("soon", None),
        ("-5", None),
    ],
)
async def test_a_server_may_ask_for_peace_for_a_day_at_most(site, now, value, wait):
    page = reply(status="429 Too Many Requests", headers={"Retry-After": value})
    assert (await get(local(site.raw("/feed", page)), now)).retry_after == wait


async def test_a_date_to_come_back_is_counted_from_the_servers_own_clock(site, now):
    ahead = now + timedelta(hours=5)
    headers = {"Date": format_datetime(ahead, usegmt=True)}
    headers["Retry-After"] = format_datetime(ahead + timedelta(minutes=2), usegmt=True)
    outcome = await get(local(site.raw("/feed", reply(status="503 Busy", headers=headers))), now)
    assert outcome.retry_after == timedelta(minutes=2)


async def test_how_long_an_answer_stays_fresh_is_kept(site, now):
    async def fresh(**headers):
        page = site.page("/feed", BODY, headers={key.replace("_", "-"): value for key, value in headers.items()})
        return (await get(local(page), now)).fresh_for

    assert await fresh(Cache_Control="public, max-age=1800") == timedelta(minutes=30)
    assert await fresh(Cache_Control="no-cache, max-age=1800") is None
    assert await fresh(Expires=format_datetime(now + timedelta(hours=1), usegmt=True)) == timedelta(hours=1)
    assert await fresh(Expires="0") is None


# ---- redirects -----------------------------------------------------------------------------------------------


async def test_a_private_source_is_not_led_elsewhere(site, now):
    site.page("/feed", BODY)
    assert await failure(local(site.redirect("/moved", "/feed")), now) is Failure.PRIVATE
    assert site.asked("/feed") == []


def reaching(site):
    """Lets invented public hosts lead to the local server: the guard is told that loopback is public."""
    return {"resolver": InventedNames("127.0.0.1")}


@pytest.fixture
def loopback_is_public(monkeypatch):
    monkeypatch.setattr("feeds.addresses.forbidden", lambda text: None)


async def test_redirects_are_followed_and_a_lasting_one_is_told(site, now, loopback_is_public):
    host = f"http://arlandia.example:{site.port}"
    site.page("/feed", BODY)
    site.redirect("/for-now", "/feed")
    site.redirect("/for-good", f"http://other.example:{site.port}/feed", "301 Moved Permanently")
    site.redirect("/mixed", "/for-good", "302 Found")
    moved = {}
    for path in ("/for-now", "/for-good", "/mixed"):
        outcome = await get(Source(id="one", url=host + path), now, **reaching(site))
        assert isinstance(outcome, Fetched)
        moved[path] = outcome.moved_to
    assert moved == {"/for-now": None, "/for-good": f"http://other.example:{site.port}/feed", "/mixed": None}


async def test_a_redirect_that_held_three_times_is_believed(site, now):
    source = local(site.raw("/old", reply(status="500 Broken")))
    state = PollState(source.id, moved_to=site.page("/new", BODY), moved_count=3)
    assert isinstance(await get(source, now, state), Fetched)
    assert site.asked("/old") == []


@pytest.mark.parametrize(
    "target", ["/loop", "file:///etc/passwd", "javascript:alert(1)", "http://", "ftp://arlandia.example/feed"]
)
async def test_redirects_that_lead_nowhere_are_refused(site, now, target, loopback_is_public):
    site.redirect("/loop", target)
    source = Source(id="one", url=f"http://arlandia.example:{site.port}/loop")
    assert await failure(source, now, **reaching(site)) is Failure.REDIRECT


async def test_a_chain_of_redirects_has_an_end(site, now, loopback_is_public):
    for step in range(10):
        site.redirect(f"/{step}", f"/{step + 1}")
    source = Source(id="one", url=f"http://arlandia.example:{site.port}/0")
    assert await failure(source, now, **reaching(site)) is Failure.REDIRECT
    assert len(site.requests) == 6


async def test_secrets_stay_with_their_origin(site, now, loopback_is_public):
    site.page("/feed", BODY)
    site.redirect("/inside", "/feed")
    site.redirect("/outside", f"http://other.example:{site.port}/feed")
    secrets = {"headers": {"X-Key": "env:KEY"}, "cookies": {"session": "env:KEY"}, "auth": "user:pass"}
    for path in ("/inside", "/outside"):
        source = Source(id="one", url=f"http://arlandia.example:{site.port}{path}", **secrets)
        assert isinstance(await get(source, now, environ={"KEY": "s3cret"}, **reaching(site)), Fetched)
    inside, outside = site.asked("/feed")
    assert inside.headers["x-key"] == "s3cret"
    assert inside.headers["cookie"] == "session=s3cret"
    assert inside.headers["authorization"] == "Basic dXNlcjpwYXNz"
    assert not {"x-key", "cookie", "authorization"} & set(outside.headers)


async def test_a_secret_that_cannot_be_had_is_told_without_showing_it(site, now):
    source = local(site.page("/feed", BODY), auth="env:NOT_THERE")
    assert await failure(source, now) is Failure.SETTING
    broken = local(site.page("/feed", BODY), auth="command:false --password s3cret")
    outcome = await get(broken, now)
    assert "s3cret" not in outcome.sentence
    given = local(site.page("/feed", BODY), headers={"X-Key": "command:echo s3cret"})
    assert isinstance(await get(given, now), Fetched)
    assert site.requests[-1].headers["x-key"] == "s3cret"


# ---- https ---------------------------------------------------------------------------------------------------

TLS = Path(__file__).parent / "data" / "tls"


@pytest.mark.parametrize(
    ("certificate", "trusted", "words"),
    [
        ("good", True, None),
        ("good", False, "cannot be trusted"),
        ("expired", True, "expired"),
        ("other", True, "not valid for '127.0.0.1'"),
    ],
)
async def test_a_certificate_must_be_good_for_the_host(now, certificate, trusted, words):
    tls = ssl.create_default_context(cafile=TLS / "ca.pem") if trusted else None
    with Site(TLS / f"{certificate}.pem") as site:
        outcome = await get(local(site.page("/feed", BODY)), now, tls=tls)
    assert isinstance(outcome, Fetched) is (words is None)
    if words:
        assert outcome.kind is Failure.TLS
        assert words in outcome.sentence


async def test_a_host_that_does_not_speak_https_is_told_or_given_up(site, now):
    source = local(site.url.replace("http:", "https:"), timeout=timedelta(seconds=0.3))
    assert await failure(source, now) in (Failure.TLS, Failure.TIMEOUT, Failure.BROKEN)


async def test_a_redirect_never_leads_from_https_to_plain_http(now, loopback_is_public):
    tls = ssl.create_default_context(cafile=TLS / "ca.pem")
    with Site(TLS / "good.pem") as safe, Site() as plain:
        source = Source(id="one", url=safe.redirect("/old", plain.page("/new", BODY)))
        assert await failure(source, now, tls=tls) is Failure.REDIRECT
        assert plain.requests == []


# ---- addresses -----------------------------------------------------------------------------------------------

PRIVATE = [
    "127.0.0.1", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "224.0.0.1",
    "255.255.255.255", "192.88.99.1", "::", "::1", "fe80::1", "fc00::1", "ff02::1", "::ffff:127.0.0.1",
    "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::", "2001::1",
]  # fmt: skip


@pytest.mark.parametrize("address", PRIVATE)
async def test_no_private_address_is_asked_however_it_is_named(now, address):
    literal = f"[{address}]" if ":" in address else address
    assert await failure(Source(id="one", url=f"http://{literal}:9/feed"), now) is Failure.PRIVATE
    by_name = Source(id="one", url="http://arlandia.example:9/feed")
    assert await failure(by_name, now, resolver=InventedNames(address)) is Failure.PRIVATE


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "8.8.8.8"])
def test_public_addresses_are_public(address):
    assert forbidden(address) is None


async def test_a_name_that_changes_its_address_between_two_looks_gains_nothing(site, now):
    source = Source(id="one", url=f"http://arlandia.example:{site.port}/feed")
    site.page("/feed", BODY)
    assert await failure(source, now, resolver=InventedNames("93.184.216.34", "127.0.0.1")) is not None
    assert await failure(source, now, resolver=InventedNames("127.0.0.1")) is Failure.PRIVATE
    assert site.requests == []


async def test_a_connection_of_a_private_source_is_not_lent_to_another(site, now):
    site.page("/feed", BODY)
    async with Fetcher() as fetcher:
        own = local(site.url + "/feed")
        stranger = Source(id="two", url=site.url + "/feed")
        assert isinstance(await fetcher.get(own, PollState("one"), now), Fetched)
        assert isinstance(await fetcher.get(stranger, PollState("two"), now), FetchFailed)


async def test_nobody_there_is_told_from_no_such_name(now):
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
        assert await failure(local(f"http://127.0.0.1:{port}/"), now) is Failure.REFUSED

    class NoNames(InventedNames):
        async def resolve(self, host, port=0, family=socket.AF_UNSPEC):
            raise socket.gaierror(self.addresses[0], "no such name")

    source = Source(id="one", url="http://no.example/")
    assert await failure(source, now, resolver=NoNames(socket.EAI_NONAME)) is Failure.NAME
    assert await failure(source, now, resolver=NoNames(socket.EAI_AGAIN)) is Failure.OFFLINE


async def test_a_dead_proxy_is_told(now):
    source = Source(id="one", url="http://arlandia.example/feed", proxy="http://127.0.0.1:9")
    outcome = await get(source, now)
    assert outcome.kind is Failure.REFUSED
    assert "proxy" in outcome.sentence


async def test_a_proxy_is_used_and_only_for_what_it_is_meant_for(site, now):
    site.answer("http://arlandia.example/feed", lambda request: [reply(BODY)])
    environ = {"http_proxy": site.url, "no_proxy": "borduria.example"}
    outcome = await get(Source(id="one", url="http://arlandia.example/feed"), now, environ=environ)
    assert isinstance(outcome, Fetched)
    outside = Source(id="one", url="http://borduria.example/feed")
    assert await failure(outside, now, environ=environ, resolver=InventedNames("127.0.0.1")) is Failure.PRIVATE
    inside = Source(id="one", url="http://169.254.169.254/meta")
    assert await failure(inside, now, environ=environ) is Failure.PRIVATE
