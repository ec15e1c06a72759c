"""Pages as trees, selectors and dates: what a recipe in feeds.yaml can say."""

from datetime import UTC, datetime

import pytest

from feeds.dates import date_of
from feeds.fulltext import extracted, page_parts
from feeds.site import site_parts
from feeds.source import Format, PageRecipe, Source

PAGE = """<html lang="en"><body><div id="main" class="wide news"><h1>Head</h1><p>One <b>bold</b><p>Two
<ul><li class="first">a<li data-kind="x-1">b</ul><a href="https://a.example/1">link</a><br><a name="n">anchor</a>
</div><div class="news"><p>Three</p></div></body></html>"""


def page(markup, **recipe):
    source = Source(id="p", url="https://a.example/", format=Format.PAGE, page=PageRecipe(**recipe))
    return page_parts(markup, source)


@pytest.mark.parametrize(
    ("selector", "text"),
    [
        ("#main > p", "One bold\n\nTwo"),
        (".news p", "One bold\n\nTwo\n\nThree"),
        ("div.wide h1:first-child, b", "Head\n\nbold"),
        ("li:nth-child(2)", "b"),
        ("[data-kind|=x], [data-kind$='1']", "b"),
        ("[class~=wide] > ul > li", "a\n\nb"),
        ("div:not(.wide)", "Three"),
        ("div:has(h1), p", "Head\n\nOne bold\n\nTwo\n\na\n\nb\n\nlink\nanchor\n\nThree"),
    ],
)
def test_a_selector_names_the_text_of_a_page_and_nothing_twice(selector, text):
    assert page(PAGE, body=selector).text == text


def test_the_title_and_the_date_of_a_page_are_where_the_recipe_says():
    body = '<h1>Menu</h1><p class="t">A <i>title</i></p><p class="d">Issued: 2 March 2026, 10:30</p><p>Words</p>'
    parts = page(body, title=".t", date=".d", body="p:last-child")
    assert (parts.title, parts.published) == ("A title", datetime(2026, 3, 2, 10, 30, tzinfo=UTC))
    assert parts.text == "Words"


@pytest.mark.parametrize(
    "markup", ["", "<", "<div" * 10_000, "<b>" * 50_000, "</p>" * 100, "<a b=c", "\x00<p>x"], ids=range(7)
)
def test_any_page_can_be_taken_apart(markup):
    assert page(markup, body="p", title="h1", date="time").title is None
    assert site_parts(markup, "https://a.example/").recipes == ()


@pytest.mark.parametrize(
    "text",
    [
        "2026-01-29", "2026-01-29T00:00:00Z", "29.01.2026", "29/01/2026", "2026年1月29日", "29 January 2026",
        "January 29, 2026", "Jan 29th, 2026", "29 января 2026 г.", "29 de enero de 2026", "29. Januar 2026",
        "29 janvier 2026", "29 Ocak 2026", "29 січня 2026", "29 stycznia 2026", "Thu, 29 Jan 2026 00:00:00 +0000",
        "Published: 29 Jan 2026", "2026/1/29",
    ],
)  # fmt: skip
def test_a_date_is_read_in_any_form(text):
    assert date_of(text) == datetime(2026, 1, 29, tzinfo=UTC)


def test_a_time_and_a_zone_are_heeded():
    assert date_of("29.01.2026, 10:30") == datetime(2026, 1, 29, 10, 30, tzinfo=UTC)
    assert date_of("2026-01-29 10:30:15 +03:00") == datetime(2026, 1, 29, 7, 30, 15, tzinfo=UTC)


@pytest.mark.parametrize("text", [None, "", "soon", "2024-13-01", "32.01.2026", "99 Foo 2026", "x" * 10_000, "1/2"])
def test_what_is_no_date_is_none(text):
    assert date_of(text) is None


def test_without_the_extra_the_likeliest_part_of_a_page_is_its_text(monkeypatch):
    import builtins

    real = builtins.__import__

    def without(name, *args, **kwargs):
        if name == "trafilatura":
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without)
    words = "Some words of the report. " * 20
    markup = f"<body><nav>menu</nav><article><p>{words}</p></article><aside>related</aside></body>"
    assert extracted(markup) == words.strip()
    assert extracted("<body><p>nothing</p></body>") is None
