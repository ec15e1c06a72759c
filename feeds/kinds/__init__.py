"""KINDS: the name of a format to the function that parses it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from feeds.kinds.json_feed import parse_json_feed
from feeds.kinds.page import parse_page
from feeds.kinds.parsed import Parse, ParsedFeed
from feeds.kinds.rss import parse_rss
from feeds.kinds.sitemap import parse_sitemap
from feeds.kinds.sniff import not_a_feed
from feeds.source import Format, Source

__all__ = ["KINDS", "Parse", "ParsedFeed", "parse"]


def parse(body: bytes, headers: Mapping[str, str], source: Source, now: datetime) -> ParsedFeed:
    """What `body` holds, by the source's format."""
    return KINDS[source.format](body, headers, source, now)


def parse_feed(body: bytes, headers: Mapping[str, str], source: Source, now: datetime) -> ParsedFeed:
    """A feed of any sort; its content says which, whatever its label."""
    if body.lstrip()[:1] == b"{":
        return parse_json_feed(body, headers, source, now)
    parsed = parse_rss(body, headers, source, now)
    return parsed if parsed.articles else not_a_feed(body, parsed)


KINDS: dict[Format, Parse] = {Format.FEED: parse_feed, Format.PAGE: parse_page, Format.SITEMAP: parse_sitemap}
