"""KINDS: the name of a format to the function that parses it."""

from __future__ import annotations

from feeds.kinds.json_feed import parse_json_feed
from feeds.kinds.page import parse_page
from feeds.kinds.rss import parse_rss
from feeds.kinds.sitemap import parse_sitemap
from feeds.kinds.sniff import not_a_feed
from feeds.parsed import Document, Parse, ParsedFeed
from feeds.source import Format

__all__ = ["KINDS", "Document", "Parse", "ParsedFeed", "parse"]


def parse(document: Document) -> ParsedFeed:
    """What a body holds, by its source's format."""
    return KINDS[document.source.format](document)


def parse_feed(document: Document) -> ParsedFeed:
    """A feed of any sort; its content says which, whatever its label."""
    if document.body.lstrip()[:1] == b"{":
        return parse_json_feed(document)
    parsed = parse_rss(document)
    return parsed if parsed.items else not_a_feed(document.body, parsed)


KINDS: dict[Format, Parse] = {Format.FEED: parse_feed, Format.PAGE: parse_page, Format.SITEMAP: parse_sitemap}
