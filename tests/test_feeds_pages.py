"""Articles' own pages: full texts, pages of links and sitemaps as sources."""

import gzip
from dataclasses import replace
from datetime import timedelta

import pytest
from fakes_server import item, rss
from fakes_world import SAID, registry, site, source, world

from feeds.pages import crawl_delay
from feeds.source import Format, PageRecipe, every

__all__ = ["registry", "site", "world"]


async def test_full_texts_come_from_the_articles_pages_without_their_furniture(world, site):
    site.page(
        "/article.html",
        f"<html><body><nav><a href='/'>Home</a></nav><article><h1>Report</h1><p>{'Some words before. ' * 20}</p>"
        f"{SAID}<p>{'Some words after. ' * 20}</p></article><aside>“Also read this,” the Kremlin said.</aside>"
        "<footer>“Subscribe now,” said no one.</footer></body></html>",
        type="text/html",
    )
    entry = (
        f"<item><title>T</title><guid>g</guid><link>{site.url}/article.html</link><description>short</description></item>"
    )
    one = source("one", site.page("/feed", rss(entry)), fulltext=True, lang="en")
    (result,) = await world.poll(one)
    assert (result.new_articles, world.said()) == (1, ["We will not accept these sanctions,"])
    site.page("/feed", rss(entry, "<ttl>5</ttl>"))
    (again,) = await world.poll(one, only=["one"])
    assert again.outcome == "unchanged"
    assert len(site.asked("/article.html")) == 1


async def test_a_page_that_cannot_be_had_leaves_the_feeds_own_text(world, site):
    entry = item(1, text=SAID).replace("https://arlandia.example", site.url)
    await world.poll(source("one", site.page("/feed", rss(entry)), fulltext=True))
    assert len(site.asked("/1")) == 1
    assert len(world.said()) == 1


LIST = """<html lang="en"><head><title>Ministry</title></head><body><nav><a href="/about">About us</a></nav>
<ul class="list"><li><a href="/2">Second report</a></li><li><a href="/1"><img></a><a href="/1#top">First report</a>
</li><li><a href="/pdf/3.pdf">Third</a></li></ul></body></html>"""
PAGE = """<html><body><nav>“Not this,” the Kremlin said.</nav><h1>Report {0}</h1>
<p class="d">{0} March 2026, 10:30</p>
<div class="body"><p>“We will not accept proposal {0} of this kind,” the Kremlin said.</p></div></body></html>"""


async def test_a_page_of_links_is_a_source_like_any_other(world, site):
    site.page("/list", LIST, type="text/html")
    for number in (1, 2):
        site.page(f"/{number}", PAGE.format(number), type="text/html")
    recipe = {"links": ".list", "match": r"/\d$", "page": PageRecipe(title="h1", date=".d", body=".body p")}
    one = source("one", site.url + "/list", format=Format.PAGE, lang="en", **recipe)
    world.later(days=7)
    (result,) = await world.poll(one)
    assert (result.new_articles, len(site.asked("/pdf/3.pdf"))) == (2, 0)
    said = [f"We will not accept proposal {number} of this kind," for number in (2, 1)]
    assert world.said() == said
    (again,) = await world.poll(one, only=["one"])
    assert again.outcome == "unchanged"
    assert len(site.asked("/1")) == 1


async def test_a_page_whose_layout_has_changed_says_so(world, site):
    one = source("one", site.page("/list", LIST, type="text/html"), format=Format.PAGE, links=".news a")
    (result,) = await world.poll(one)
    assert (result.failed, "layout" in result.sentence) == (True, True)


async def test_an_article_whose_page_cannot_be_had_is_asked_for_again(world, site):
    site.page("/list", LIST, type="text/html")
    site.page("/1", PAGE.format(1), type="text/html")
    one = source("one", site.url + "/list", format=Format.PAGE, links=".list a", match=r"/\d$", lang="en")
    (first,) = await world.poll(one)
    site.page("/2", PAGE.format(2), type="text/html")
    site.page("/list", LIST + " ", type="text/html")
    (second,) = await world.poll(one, only=["one"])
    assert (first.new_articles, second.new_articles) == (1, 1)


async def test_of_a_long_list_some_pages_are_asked_for_at_a_time_and_none_is_left_out(world, site):
    links = "".join(f'<li><a href="/{number}">Report number {number}</a></li>' for number in range(25))
    for number in range(25):
        site.page(f"/{number}", PAGE.format(number), type="text/html")
    one = source("one", site.page("/list", f"<ul class=list>{links}</ul>", type="text/html", etag='"1"'))
    one = replace(one, format=Format.PAGE, links=".list a", every=every("6h"), page=PageRecipe(body=".body p"))
    taken = []
    for _ in range(3):
        result = next(iter(await world.poll(one)))
        taken.append(result.new_articles)
        world.later(minutes=2)
    assert (taken, len(site.asked("/list"))) == ([10, 10, 5], 3)
    assert await world.poll(one) == []


async def test_a_sitemap_leads_to_its_newest_articles_through_an_index_too(world, site):
    def entry(number, day):
        return f"<url><loc>{site.url}/{number}</loc><lastmod>2026-02-{day:02}</lastmod></url>"

    site.page("/index", f"<sitemapindex><sitemap><loc>{site.url}/map.gz</loc></sitemap></sitemapindex>")
    urls = "".join(entry(number, number) for number in (1, 2)) + f"<url><loc>{site.url}/about</loc></url>"
    site.page("/map.gz", gzip.compress(f"<urlset>{urls}</urlset>".encode()), type="application/x-gzip")
    for number in (1, 2):
        site.page(f"/{number}", PAGE.format(number).replace("March", "February"), type="text/html")
    one = source("one", site.url + "/index", format=Format.SITEMAP, match=r"/\d$", lang="en")
    (result,) = await world.poll(one)
    assert (result.new_articles, site.asked("/about")) == (2, [])
    dates = sorted(request.path for request in site.requests)
    assert dates == ["/1", "/2", "/index", "/map.gz", "/robots.txt"]


@pytest.mark.parametrize(
    ("robots", "seconds"),
    [
        ("User-agent: *\nCrawl-delay: 5\n", 5),
        ("User-agent: communique\nCrawl-delay: 7\nUser-agent: *\nCrawl-delay: 2", 7),
        ("User-agent: *\nCrawl-delay: 100000", 60),
        ("User-agent: *\nDisallow: /x", 0),
        ("<html>", 0),
    ],
)
def test_the_pause_a_site_wants_between_pages_is_heeded(robots, seconds):
    assert crawl_delay(robots) == timedelta(seconds=seconds)
