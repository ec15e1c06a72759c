"""A web page that lists articles, and the pages of the articles themselves."""

from __future__ import annotations

import re
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser

from feeds.clean import one_line
from feeds.kinds.decoding import decoded
from feeds.outcome import Failure
from feeds.parsed import Document, ParsedFeed, RawItem, to_parsed

MOST_LINKS = 100
"""Links of one page that are taken for articles; the first ones, which pages put newest."""


def parse_page(document: Document) -> ParsedFeed:
    """The articles a page links to, by the source's selector; their texts stand on their own pages."""
    source, tree = document.source, LexborHTMLParser(decoded(document.body, document.headers))
    wanted = re.compile(source.match) if source.match else None
    links = [
        link
        for link in _links(tree, source.links or "a")
        if wanted is None or wanted.search(urljoin(document.base, link.link or ""))
    ]
    title = tree.css_first("title")
    words = one_line(title.text()) if title else ""
    if not links:
        sentence = f"the page has no links that fit {source.links!r}: its layout may have changed"
        return ParsedFeed(title=words or None, failure=Failure.NOT_A_FEED, problem=sentence)
    return to_parsed(links[:MOST_LINKS], document, tree.root.attributes.get("lang") if tree.root else None, words)


def _links(tree: LexborHTMLParser, selector: str) -> list[RawItem]:
    """The links a selector names, or those inside what it names; of one address, the one with the most words."""
    found: dict[str, RawItem] = {}
    for element in tree.css(selector):
        for link in element.css("a[href]"):
            address = (link.attributes["href"] or "").strip().partition("#")[0]
            words = " ".join(link.text().split())
            if address and len(words) >= len(found[address].title if address in found else ""):
                found[address] = RawItem(link=address, title=words)
    return list(found.values())
