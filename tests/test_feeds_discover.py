"""Finding feeds, trying them, and lists of them from other readers and for them."""

from fakes_server import item, reply, rss
from fakes_world import WorkerHere, site

from feeds.discover import Candidate, discover, examine
from feeds.fetch import Fetcher
from feeds.opml import read_opml, write_opml
from feeds.outcome import Failure
from feeds.source import Format, Source
from statements.model import SourceKind

__all__ = ["site"]


async def found_at(url, now):
    async with Fetcher() as fetcher:
        return await discover(url, fetcher, WorkerHere(None), now, private=True)


async def test_the_feeds_a_page_names_are_tried_and_the_livelier_comes_first(site, now):
    page = """<html><head><link rel="alternate" type="application/rss+xml" href="/quiet">
    <link rel="alternate" type="application/rss+xml" href="/gone"></head><body><a href="news/rss.xml">RSS</a>
    </body></html>"""
    site.page("/", page, type="text/html")
    site.page("/quiet", rss(item(1, when=now.replace(year=2025)), title="Quiet"))
    site.page("/news/rss.xml", rss(item(1, when=now), item(2), title="Lively"))
    found = await found_at(site.url + "/", now)
    assert [(one.title, one.articles) for one in found] == [("Lively", 2), ("Quiet", 1)]
    assert found[0].url == site.url + "/news/rss.xml"


async def test_a_feed_that_is_nowhere_named_is_found_where_feeds_usually_are(site, now):
    site.page("/", "<html><body>Welcome</body></html>", type="text/html")
    site.page("/feed.xml", rss(item(1)))
    (found,) = await found_at(site.url + "/", now)
    assert found.url == site.url + "/feed.xml"


async def test_the_address_of_a_feed_is_its_own_answer(site, now):
    (found,) = await found_at(site.page("/feed", rss(item(1, when=now))), now)
    assert found.sentence == "1 articles, the newest of 2026-03-02"


async def test_a_site_without_feeds_gets_a_recipe(site, now):
    links = "".join(f'<li><a href="/{n}">Statement number {n} of the ministry</a></li>' for n in range(8))
    page = f"<html><body><a href='/x'>Menu</a><ul class='news big'>{links}</ul></body></html>"
    site.page("/", page, type="text/html")
    (found,) = await found_at(site.url + "/", now)
    assert (found.format, found.links, found.articles) == (Format.PAGE, "ul.news a", 8)


async def test_a_site_that_fails_says_why(site, now):
    assert (await found_at(site.raw("/", reply(status="403 Forbidden")), now)).kind is Failure.DENIED


async def test_a_source_is_tried_without_being_remembered(site, now):
    good = Source(id="a", url=site.page("/feed", rss(item(1), title="News")), private=True)
    bad = Source(id="b", url=site.page("/page", "<html></html>", type="text/html"), private=True)
    async with Fetcher() as fetcher:
        tried = await examine(good, fetcher, WorkerHere(None), now)
        assert isinstance(tried, Candidate)
        assert (tried.title, tried.sentence) == ("News", "1 articles, without dates")
        assert (await examine(bad, fetcher, WorkerHere(None), now)).kind is Failure.NOT_A_FEED


SOURCES = (
    Source("one", "https://a.example/?x=1&y=2", 'A & "B"', SourceKind.PRIMARY, country="XA", lang="en"),
    Source(id="two", url="https://b.example/", tags=("press", "daily")),
)


def test_what_is_written_is_read_again():
    second, first = read_opml(write_opml(SOURCES).encode()).entries
    assert first == {
        "id": "one", "url": "https://a.example/?x=1&y=2", "title": 'A & "B"', "kind": "primary", "country": "XA",
        "lang": "en",
    }  # fmt: skip
    assert second == {
        "id": "two", "url": "https://b.example/", "title": "two", "kind": "news", "tags": ["press", "daily"],
    }  # fmt: skip


def test_folders_become_tags_and_what_is_watched_is_left_out():
    data = b"""<opml><body><outline text="World"><outline text="Asia"><outline text="C" xmlUrl="https://c.example/"/>
    <outline text="C" xmlUrl="https://c.example/"/></outline></outline><outline text="C" xmlUrl="https://d.example/"/>
    <outline text="B" xmlUrl="https://b.example/"/>
    <outline type="rss" text="x" xmlUrl="javascript:1"/></body></opml>"""
    found = read_opml(data, SOURCES)
    assert {entry["id"]: entry.get("tags") for entry in found.entries} == {"c": ["World", "Asia"], "c-2": None}
    assert (found.skipped, found.problem) == (3, None)


def test_a_long_or_broken_list_gives_what_it_has():
    outlines = "".join(f'<outline text="t" xmlUrl="https://a.example/{n}"/>' for n in range(10_050))
    assert len(read_opml(f"<opml><body>{outlines}</body></opml>".encode()).entries) == 10_000
    cut = read_opml(f"<opml><body>{outlines}"[:1000].encode())
    assert len(cut.entries) > 10
    assert "not whole" in cut.problem
    bomb = b'<!DOCTYPE o [<!ENTITY a "b">]><opml><body><outline text="&a;" xmlUrl="https://a.example/"/></body></opml>'
    assert read_opml(bomb).entries == []
    assert read_opml(b"nothing of the sort").problem
