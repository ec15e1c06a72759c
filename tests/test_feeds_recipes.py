"""The page recipes that ship: on a page built as each one says, it finds the articles and nothing else."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from urllib.parse import urljoin

import pytest

from feeds.fulltext import page_parts
from feeds.kinds import Document, parse
from feeds.source import Format, Source
from feeds.sources import load_watchlist, shipped_feeds_file
from statements.registry import load_registry

NOW = datetime(2026, 3, 3, tzinfo=UTC)
ADDRESSES = {
    "au-dfat": "/minister/jane-doe/media-release/report-{}",
    "au-defence-ministry": "/media-releases/2026-03-0{}/report",
    "br-itamaraty": "/mre/pt-br/canais_atendimento/imprensa/notas-a-imprensa/nota-{}",
    "br-planalto": "/planalto/pt-br/acompanhe-o-planalto/noticias/2026/03/nota-{}",
    "cn-mfa": "./202603/t2026030{}_1.html",
    "it-mfa": "/it/sala_stampa/archivionotizie/comunicati/2026/03/nota-{}/",
    "kr-mfa-press-releases-en": "view.do?seq=32{}",
    "es-foreign-ministry": "/es/Comunicacion/Comunicados/Paginas/2026_COMUNICADOS/2026030{}_COMU.aspx",
    "se-government": "/pressmeddelanden/2026/03/nyhet-{}/",
    "ua-mod": "/en/news/report-{}",
    "ua-gur": "/en/content/report-{}.html",
    "ae-mfa": "/en/MediaHub/News/2026/3/{}/report",
}
"""How each site writes the addresses of its articles, where a recipe looks at them; `{}` is a number."""
PAGES = [
    one for one in load_watchlist(shipped_feeds_file(), load_registry()).sources if one.format is Format.PAGE
]


def built(selector: str, inside: str, attributes: str = "") -> str:
    """Markup that `selector`, a row of tags, classes, ids and attribute tests, leads to."""
    opened, closed = [], []
    for step in selector.split():
        tag = re.match(r"[a-z][a-z0-9]*", step)
        names = "".join(f' class="{name}"' for name in re.findall(r"\.([\w-]+)", step))
        names += "".join(f' id="{name}"' for name in re.findall(r"#([\w-]+)", step))
        opened.append(f"<{tag[0] if tag else 'div'}{names}")
        closed.append(f"</{tag[0] if tag else 'div'}>")
    return ">".join(opened) + f"{attributes}>{inside}" + "".join(reversed(closed))


@pytest.mark.parametrize("source", PAGES, ids=lambda source: source.id)
def test_a_recipe_finds_the_articles_of_its_page(source: Source) -> None:
    address = ADDRESSES.get(source.id, "/any/report-{}")
    entries = [
        built(source.links or "", f"Report {number}", f' href="{address.format(number)}"') for number in range(1, 4)
    ]
    menu = '<nav><a name="top">Top</a><a>Menu</a></nav>'
    page = f"<html><body>{menu}{''.join(entries)}<footer><a href=''>Up</a></footer></body></html>"
    parsed = parse(Document(page.encode(), {}, source, NOW))
    assert [(one.title, one.url) for one in parsed.articles] == [
        (f"Report {number}", urljoin(source.url, address.format(number))) for number in range(1, 4)
    ]


@pytest.mark.parametrize("source", PAGES, ids=lambda source: source.id)
def test_a_recipe_finds_the_parts_of_an_article(source: Source) -> None:
    recipe = source.page
    title = built(recipe.title or "h1", "The ministry reports")
    date = built(recipe.date or "time", "2 March 2026", "" if recipe.date else ' datetime="2026-03-02"')
    words = "".join(f"<p>{f'Part {part} of the statement has a number of words. ' * 5}</p>" for part in range(3))
    body = built(recipe.body or "article", words)
    parts = page_parts(f"<html><body><nav><a>Menu</a></nav>{title}{date}{body}</body></html>", source)
    assert (parts.title, parts.published) == ("The ministry reports", datetime(2026, 3, 2, tzinfo=UTC))
    assert (parts.text or "").count("of the statement") == 15
