"""Parsing: every sort of feed gives the same articles; whatever else arrives has a name."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from fakes_server import item, rss

from feeds.fingerprint import Fingerprint
from feeds.kinds import Document, parse
from feeds.kinds.plain import read_plain
from feeds.kinds.rss import read_feed
from feeds.outcome import Failure
from feeds.parsed import MOST_ITEMS, to_parsed
from feeds.source import Source

SOURCE = Source(id="arlandia", url="https://arlandia.example/news/feed")
DATE = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)


def parsed(body, now, source=SOURCE, url="", seen=frozenset(), **headers):
    data = body if isinstance(body, bytes) else body.encode()
    told = {key.replace("_", "-"): value for key, value in headers.items()}
    return parse(Document(data, told, source, now, url, seen))


def one(body, now, **headers):
    (article,) = parsed(body, now, **headers).articles
    return article


RSS = """<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>N</title>
<language>en-GB</language><item><title>A &amp;amp; B</title><link>/one</link><guid isPermaLink="false">g1</guid>
<pubDate>Sun, 01 Mar 2026 10:30:00 +0100</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>First “words”.</p><p>Second.</p>]]></content:encoded></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>N</title><entry><title>A &amp; B</title>
<id>g1</id><link href="/one"/><published>2026-03-01T09:30:00Z</published><summary>Short.</summary>
<content type="html">&lt;p>First “words”.&lt;/p>&lt;p>Second.&lt;/p></content></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel rdf:about="x"><title>N</title><dc:language>en</dc:language></channel>
<item rdf:about="g1"><title>A &amp; B</title><link>https://arlandia.example/one</link>
<dc:date>2026-03-01T09:30:00+00:00</dc:date><description>Short.</description>
<content:encoded><![CDATA[<p>First “words”.</p><p>Second.</p>]]></content:encoded></item></rdf:RDF>"""
JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "N",
        "language": "en",
        "items": [
            {
                "id": "g1",
                "url": "/one",
                "title": "A & B",
                "content_html": "<p>First “words”.</p><p>Second.</p>",
                "summary": "Short.",
                "date_published": "2026-03-01T10:30:00+01:00",
            }
        ],
    }
)


@pytest.mark.parametrize("body", [RSS, ATOM, RDF, JSON], ids=["rss", "atom", "rdf", "json"])
def test_every_format_gives_the_same_article(body, now):
    article = one(body, now)
    assert (article.title, article.text) == ("A & B", "First “words”.\n\nSecond.")
    assert (article.url, article.language) == ("https://arlandia.example/one", "en")
    assert (article.published_at, article.fetched_at) == (DATE, now)
    assert article.origin == SOURCE.origin


MORE = """<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"
 xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>N</title><atom:link rel="self" href="https://a.example/"/>
<ttl>60</ttl><item><title>“One” &amp;amp; Â«twoÂ»</title><guid>https://a.example/1</guid><category>x</category>
<pubDate>Sun, 1 Mar 2026 09:30:00 GMT</pubDate><dc:creator>Somebody</dc:creator>
<description>&lt;p&gt;Said&lt;/p&gt;</description><media:thumbnail url="https://a.example/1.jpg"/></item>
<item><link>https://a.example/2?a=1&amp;amp;b=2</link><guid isPermaLink="false">2</guid><title>Two</title>
<dc:date>2026-03-01T10:00:00+03:00</dc:date><enclosure url="https://a.example/2.mp3"/></item></channel></rss>"""


@pytest.mark.parametrize("body", [RSS, ATOM, RDF, MORE], ids=["rss", "atom", "rdf", "more"])
def test_the_short_way_through_a_plain_feed_finds_what_feedparser_finds(body, now):
    short, long = read_plain(body.encode(), {}), read_feed(body.encode(), {})
    assert short is not None
    document = Document(body.encode(), {}, SOURCE, now)
    assert to_parsed(short.items, document, short.language) == to_parsed(long.items, document, long.language)
    assert (short.title, short.ttl) == (long.title, long.ttl)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<item>", "<item xml:base='https://b.example/'>"),
        ("<item>", "<item><media:description>a second text</media:description>"),
        ("<item>", "<item xml:lang='fr'>"),
        ("<ttl>", "<!-- cut here <ttl>"),
        ("<dc:date>", "<dc:date>yesterday, or "),
        ("<rss", "<!DOCTYPE rss [<!ENTITY e 'x'>]><rss"),
        ("&lt;p&gt;Said&lt;/p&gt;", "<p xmlns=''>Said</p>"),
        ("<rss", "<?xml version='1.0' encoding='koi8-r'?><rss"),
    ],
)
def test_whatever_is_not_plain_is_left_to_feedparser(old, new):
    assert read_plain(MORE.encode(), {}) is not None
    assert read_plain(MORE.replace(old, new, 1).encode(), {}) is None


@pytest.mark.parametrize("body", [RSS, ATOM, RDF, JSON], ids=["rss", "atom", "rdf", "json"])
def test_an_article_keeps_its_id_from_poll_to_poll(body, now):
    assert one(body, now).id == one(body.replace("Second", "Edited"), now + timedelta(days=1)).id


@pytest.mark.parametrize(
    ("body", "failure"),
    [
        (b"", Failure.EMPTY),
        (b"   \n", Failure.EMPTY),
        (b"hello world", Failure.NOT_A_FEED),
        (b"<!DOCTYPE html><html><head><title>Log in</title></head><body>Please</body></html>", Failure.NOT_A_FEED),
        (b"<html><body>Access denied. Ray ID: 0123456789</body></html>", Failure.NOT_A_FEED),
        (b"\x89PNG\r\n\x1a\n" + bytes(500), Failure.NOT_A_FEED),
        (b'{"error": "no such feed"}', Failure.NOT_A_FEED),
        (b'{"items": [', Failure.NOT_A_FEED),
        (b"[" * 100_000, Failure.NOT_A_FEED),
        (b"{" + b'"a":{' * 100_000, Failure.NOT_A_FEED),
        (b"plain text that goes on for a while but is no feed at all", Failure.NOT_A_FEED),
        (b"<?xml version='1.0'?><opml><body><outline text='x'/></body></opml>", Failure.NOT_A_FEED),
    ],
)
def test_what_is_no_feed_is_told_whatever_its_label(body, failure, now):
    found = parsed(body, now, content_type="application/rss+xml")
    assert (found.failure, found.articles) == (failure, [])
    assert found.problem


def test_a_feed_under_a_wrong_label_is_read(now):
    assert one(RSS, now, content_type="text/html").title == "A & B"
    assert one(RSS, now, content_type="application/octet-stream; charset=utf-8").title == "A & B"


def test_an_empty_feed_is_a_feed(now):
    found = parsed(rss(), now)
    assert (found.failure, found.articles, found.title) == (None, [], "News of Arlandia")


def test_a_feed_that_is_cut_short_or_not_well_formed_gives_what_can_be_made_out(now):
    whole = rss(item(1, text="one"), item(2, text="two"), item(3, text="three"))
    found = parsed(whole[: whole.index("<title>Report 3")], now)
    assert [article.title for article in found.articles][:2] == ["Report 1", "Report 2"]
    assert "not well-formed" in found.problem
    assert len(parsed(whole.replace("<title>Report 2", "<title a='1' a='2'>Report & 2"), now).articles) == 3


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "windows-1251", "koi8-r"])
def test_letters_survive_every_encoding(codec, now):
    body = rss(item(1, text="Заявил министр", title="Новости")).replace("utf-8", codec.removesuffix("-sig"))
    article = one(body.encode(codec), now)
    assert (article.title, article.text) == ("Новости", "Заявил министр")


@pytest.mark.parametrize("label", ["punycode", "no-such-charset", "utf-16", "idna", "unicode_escape", "utf-7"])
def test_a_wrong_charset_does_not_lose_the_feed(label, now):
    body = rss(item(1, text="words")).replace('encoding="utf-8"', f'encoding="{label}"')
    assert one(body, now).title == "Report 1"


@pytest.mark.parametrize(
    "reference", ["&#xD800;", "&#55296;", "&#xDFFF;", "&#27;[31m", "&#0;", "\x00", "\x1b]0;x\x07"]
)
def test_characters_that_are_none_are_taken_out(reference, now):
    article = one(rss(item(1, text=f"a{reference}b", title=f"T{reference}")), now)
    assert article.text.startswith("a")
    assert article.title.startswith("T")
    for text in (article.text, article.title):
        text.encode()
        assert not any(ord(sign) < 32 for sign in text)


@pytest.mark.parametrize(
    "date",
    ["", "yesterday", "99 Foo", "2099-01-01T00:00:00Z", "0000-00-00", "9999-12-31T23:59:59-12:00", "1970-01-01"],
)
def test_a_date_that_is_missing_or_absurd_is_left_out(date, now):
    body = rss(f"<item><title>T</title><guid>g</guid><pubDate>{date}</pubDate></item>")
    article = one(body, now)
    assert (article.published_at, article.dated) == (None, now)


def test_items_without_a_guid_are_known_by_their_link_else_by_what_they_say(now):
    link = "<item><title>{}</title><link>https://arlandia.example/a</link></item>"
    assert one(rss(link.format("x")), now).id == one(rss(link.format("y")), now).id
    bare = "<item><title>{}</title><description>said</description></item>"
    assert one(rss(bare.format("x")), now).id != one(rss(bare.format("y")), now).id
    assert one(rss(bare.format("x")), now).id == one(rss(bare.format("x")), now + timedelta(days=1)).id


def titled(title, link="", guid="", text=""):
    tags = {"title": title, "link": link, "guid": guid, "description": text}
    return "<item>" + "".join(f"<{tag}>{words}</{tag}>" for tag, words in tags.items() if words) + "</item>"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (titled("T1", "https://a.example/1", "same"), titled("T2", "https://a.example/2", "same")),
        (titled("T1", "https://a.example/1", "same"), titled("T2", "https://a.example/1", "same")),
        (titled("T1", "https://a.example/1", "same"), titled("T1", "https://a.example/1", "same", "More")),
        (titled("T1", "https://a.example/"), titled("T2", "https://a.example/")),
        (titled("T1", text="one"), titled("T1", text="two")),
    ],
    ids=["guid", "guid and link", "guid, link and title", "link", "title"],
)
def test_items_that_share_a_name_lose_neither_and_true_duplicates_are_one(first, second, now):
    both = parsed(rss(first, second), now).articles
    assert len({article.id for article in both}) == 2
    assert [one.id for one in parsed(rss(first, second, first), now).articles] == [one.id for one in both]
    assert len(parsed(rss(first, first), now).articles) == 1


def test_a_guid_that_changes_from_poll_to_poll_makes_no_new_article_of_a_dated_item(now):
    first = parsed(rss(item(1, text="said", when=now)), now)
    again = rss(item(1, text="said", when=now).replace(">g1<", ">g1-again<"))
    assert parsed(again, now, seen=first.items).articles == []
    assert parsed(again.replace("said", "edited"), now, seen=first.items).articles


def test_links_are_made_whole_and_only_web_addresses_are_kept(now):
    def url(link, **where):
        return one(rss(f"<item><title>T</title><guid>g</guid><link>{link}</link></item>"), now, **where).url

    assert url("\n https://a.example/1 \n") == "https://a.example/1"
    assert url("article.html") == "https://arlandia.example/news/article.html"
    assert url("/a", url="https://other.example/x/feed") == "https://other.example/a"
    assert url("javascript:alert(1)") is None
    assert url("file:///etc/passwd") is None
    assert url("http://[::1") is None


def test_nothing_of_the_machine_is_read_into_a_feed(tmp_path, now):
    secret = tmp_path / "secret"
    secret.write_text("s3cret")
    entity = f'<!DOCTYPE r [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    body = rss(item(1).replace("Report 1", "T&x;")).replace("?><rss", f"?>{entity}<rss")
    assert "s3cret" not in repr(parsed(body, now))
    assert parsed(str(secret).encode(), now).failure is Failure.NOT_A_FEED


def test_of_a_flood_the_first_thousand_items_are_read(now):
    found = parsed(rss(*[item(number) for number in range(MOST_ITEMS + 200)]), now)
    assert (len(found.articles), found.articles[0].title) == (MOST_ITEMS, "Report 0")
    assert "1,200 items" in found.problem


def test_long_texts_are_cut_and_open_quotes_survive(now):
    article = one(rss(item(1, text="“" + "never closed " * 100_000, title="t" * 5000)), now)
    assert len(article.text) <= 200_001
    assert len(article.title) <= 501


def test_what_the_publisher_says_of_its_pace_is_kept(now):
    told = "<ttl>90</ttl><skipHours><hour>0</hour><hour>23</hour></skipHours>"
    found = parsed(rss(told), now)
    assert (found.ttl, found.skip_hours) == (timedelta(minutes=90), frozenset({0, 23}))
    assert parsed(rss("<ttl>soon</ttl>"), now).ttl is None
    assert parsed(rss("<ttl>99999999999</ttl>"), now).ttl is None


def test_the_fullest_text_wins_and_media_text_is_better_than_none(now):
    media = (
        '<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel><title>N</title><item><guid>g</guid>'
        "<title>T</title><media:description>what the film says</media:description></item></channel></rss>"
    )
    assert one(media, now).text == "what the film says"


def test_the_language_of_an_item_is_better_known_than_that_of_the_feed(now):
    body = ATOM.replace('<content type="html">', '<content type="html" xml:lang="fr-FR">')
    assert one(body, now).language == "fr"
    (told,) = parsed(RSS.replace("en-GB", ""), now, Source(id="a", url="https://a.example/", lang="de")).articles
    assert told.language == "de"


@pytest.mark.parametrize("body", [RSS, ATOM, RDF, JSON], ids=["rss", "atom", "rdf", "json"])
def test_an_item_seen_before_is_not_made_an_article_again_until_it_is_edited(body, now):
    first = parsed(body, now)
    again = parsed(body, now, seen=first.items)
    assert (again.articles, again.items, again.failure) == ([], first.items, None)
    assert len(parsed(body.replace("Second", "Edited"), now, seen=first.items).articles) == 1


@pytest.mark.parametrize("text", [None, "", "abc", "abc:", "abc:!", "abc:AAAA", ":"])
def test_a_fingerprint_that_is_none_is_like_no_other(text):
    assert Fingerprint.read(text).items == frozenset()


def test_a_fingerprint_is_read_as_it_was_written(now):
    items = parsed(RSS, now).items
    for one in (Fingerprint("abc", items), Fingerprint("abc", items, timedelta(hours=1), frozenset({0, 23}), now)):
        assert Fingerprint.read(str(one)) == one


def test_a_wrong_label_on_a_sound_feed_is_no_fault_of_the_feed():
    body = rss(item(1)).encode()
    assert not read_feed(body, {"content-type": "application/octet-stream"}).broken
    assert read_feed(body[:-20], {"content-type": "application/octet-stream"}).broken
