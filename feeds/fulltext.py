"""An article's own page: its title, its date and its text, without menus, related links and comments."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from selectolax.lexbor import LexborHTMLParser, LexborNode

from feeds.clean import html_to_text, one_line
from feeds.dates import date_of
from feeds.source import Format, Source
from statements.model import Article

_DATES = (
    ('meta[property="article:published_time"]', "content"),
    ('meta[itemprop="datePublished"]', "content"),
    ('meta[name="date"]', "content"),
    ("time[datetime]", "datetime"),
)
_BODIES = ("[itemprop=articleBody]", "article", "main")
_SHORTEST = 200
"""Characters: what is shorter is no article's text."""


@dataclass(frozen=True, slots=True)
class PageParts:
    """What an article's page says."""

    text: str | None = None
    title: str | None = None
    published: datetime | None = None
    """UTC."""


def page_parts(markup: str, source: Source) -> PageParts:
    """The parts of an article's page: by the source's selectors, else by what pages have in common."""
    tree = LexborHTMLParser(markup)
    text = _selected(tree, source.body_selector) if source.body_selector else None
    text = text or extracted(markup)
    if source.format is Format.FEED:
        return PageParts(text)
    return PageParts(text, _title(tree, source), _date(tree, source))


def completed(article: Article, parts: PageParts, source: Source, now: datetime) -> Article | None:
    """The article with what its page says; None for one that has no text anywhere."""
    title = article.title if source.format is Format.FEED else parts.title or article.title
    text = _without_title(parts.text or "", title)
    if source.format is Format.FEED:
        return replace(article, text=text) if len(text) > len(article.text) else article
    if not text:
        return None
    published = parts.published if parts.published and parts.published <= now else article.published_at
    return replace(article, text=text, title=title, published_at=published)


def _without_title(text: str, title: str) -> str:
    """The text without a first paragraph that only says the title again."""
    first, _, rest = text.partition("\n\n")
    return rest if " ".join(first.split()) == title else text


def extracted(markup: str) -> str | None:
    """The text of what looks like the article; by trafilatura where the extra `fulltext` is installed."""
    try:
        import trafilatura
    except ImportError:
        return _likely(LexborHTMLParser(markup))
    found = trafilatura.extract(markup, fast=True, output_format="html", include_comments=False)
    return html_to_text(found) or None if found else None


def _selected(tree: LexborHTMLParser, selector: str) -> str | None:
    return html_to_text("".join(element.html or "" for element in _outermost(tree.css(selector)))) or None


def _outermost(elements: list[LexborNode]) -> list[LexborNode]:
    """Each once, without those that stand inside another of them."""
    chosen = {element.mem_id: element for element in elements}

    def inside(element: LexborNode) -> bool:
        above = element.parent
        while above is not None and above.mem_id not in chosen:
            above = above.parent
        return above is not None

    return [element for element in chosen.values() if not inside(element)]


def _likely(tree: LexborHTMLParser) -> str | None:
    for selector in _BODIES:
        text = _selected(tree, selector)
        if text and len(text) >= _SHORTEST:
            return text
    return None


def _title(tree: LexborHTMLParser, source: Source) -> str | None:
    for selector in (source.page.title, "h1"):
        for element in tree.css(selector) if selector else ():
            title = one_line(element.html or "")
            if title:
                return title
    return None


def _date(tree: LexborHTMLParser, source: Source) -> datetime | None:
    if source.page.date:
        for element in tree.css(source.page.date):
            moment = date_of(element.attributes.get("datetime") or element.text())
            if moment:
                return moment
    for selector, attribute in _DATES:
        for element in tree.css(selector):
            moment = date_of(element.attributes.get(attribute))
            if moment:
                return moment
    return None
