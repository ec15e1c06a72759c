"""Sitemaps: the addresses of a site's pages, with dates; an index leads to further ones."""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from xml.parsers import expat

from feeds.dates import date_of
from feeds.outcome import Failure
from feeds.parsed import Document, ParsedFeed, RawItem, to_parsed

MOST_PAGES = 100
"""Addresses of one sitemap that are taken for articles: the newest."""
MOST_FURTHER = 3
"""Sitemaps of one index that are looked at: the newest."""
_PARTS = frozenset({"loc", "lastmod", "title", "publication_date", "language"})
_LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)


def parse_sitemap(document: Document) -> ParsedFeed:
    """The newest articles of a sitemap, or of an index the newest sitemaps, as `ParsedFeed.further`."""
    source = document.source
    found = _entries(_unpacked(document.body, source.limits.decoded))
    wanted = re.compile(source.match) if source.match else None
    newest = sorted(found.entries, key=_when, reverse=True)
    if found.index:
        return ParsedFeed(further=tuple(entry["loc"] for entry in newest if "loc" in entry)[:MOST_FURTHER])
    items = [_item(entry) for entry in newest if wanted is None or wanted.search(entry.get("loc", ""))][:MOST_PAGES]
    if not found.entries:
        return ParsedFeed(failure=Failure.NOT_A_FEED, problem="the answer is not a sitemap")
    if not items:
        sentence = f"no address of the sitemap fits {source.match!r}"
        return ParsedFeed(failure=Failure.NOT_A_FEED, problem=sentence)
    return to_parsed(items, document)


def _item(entry: Mapping[str, str]) -> RawItem:
    return RawItem(
        link=entry.get("loc"),
        title=entry.get("title", ""),
        published=date_of(entry.get("publication_date") or entry.get("lastmod")),
        language=entry.get("language"),
    )


def _when(entry: Mapping[str, str]) -> datetime:
    return date_of(entry.get("publication_date") or entry.get("lastmod")) or _LONG_AGO


@dataclass(slots=True)
class _Found:
    """What has been read of a sitemap; of one cut short, what arrived."""

    entries: list[dict[str, str]] = field(default_factory=list)
    index: bool = False
    text: list[str] = field(default_factory=list)

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        local = name.rpartition(":")[2]
        self.index = self.index or local == "sitemapindex"
        if local in ("url", "sitemap"):
            self.entries.append({})
        self.text.clear()

    def end(self, name: str) -> None:
        """An element ends."""
        local = name.rpartition(":")[2]
        if local in _PARTS and self.entries:
            self.entries[-1].setdefault(local, "".join(self.text).strip()[:4000])
        self.text.clear()


def _entries(body: bytes) -> _Found:
    found = _Found()
    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = found.start, found.end
    parser.CharacterDataHandler = found.text.append
    parser.EntityDeclHandler = _refuse
    with suppress(expat.ExpatError, ValueError, LookupError):
        parser.Parse(body, True)
    return found


def _refuse(*_: object) -> None:
    raise ValueError("sitemaps declare no entities")


def _unpacked(body: bytes, limit: int) -> bytes:
    """A sitemap may be a gzip file, whatever HTTP says."""
    if not body.startswith(b"\x1f\x8b"):
        return body
    try:
        return zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(body, limit)
    except zlib.error:
        return b""
