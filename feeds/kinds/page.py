"""A web page that lists articles, and the pages of the articles themselves."""

from __future__ import annotations

import re

from feeds.kinds.decoding import decoded
from feeds.markup import Element, select, tree_of
from feeds.outcome import Failure
from feeds.parsed import Document, ParsedFeed, RawItem, to_parsed

MOST_LINKS = 100
"""Links of one page that are taken for articles; the first ones, which pages put newest."""


def parse_page(document: Document) -> ParsedFeed:
    """The articles a page links to, by the source's selector; their texts stand on their own pages."""
    source, root = document.source, tree_of(decoded(document.body, document.headers))
    wanted = re.compile(source.match) if source.match else None
    links = [link for link in _links(root, source.links or "a") if wanted is None or wanted.search(link.link or "")]
    title = next((one.text() for one in select(root, "title")), None)
    if not links:
        sentence = f"the page has no links that fit {source.links!r}: its layout may have changed"
        return ParsedFeed(title=title, failure=Failure.NOT_A_FEED, problem=sentence)
    language = next((one.attributes.get("lang") for one in select(root, "html")), None)
    return to_parsed(links[:MOST_LINKS], document, language, title or "")


def _links(root: Element, selector: str) -> list[RawItem]:
    """The links a selector names, or those inside what it names; of one address, the one with the most words."""
    found: dict[str, RawItem] = {}
    for element in select(root, selector):
        for link in [element] if element.tag == "a" else select(element, "a"):
            address, words = link.attributes.get("href", "").strip().partition("#")[0], link.text()
            if address and len(words) >= len(found[address].title if address in found else ""):
                found[address] = RawItem(link=address, title=words)
    return list(found.values())
