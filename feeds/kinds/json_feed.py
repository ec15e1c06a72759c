"""JSON Feed 1.0 and 1.1."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from feeds.clean import one_line
from feeds.dates import date_of
from feeds.kinds.parsed import MOST_ITEMS, ParsedFeed, RawItem, capped, to_articles
from feeds.outcome import Failure
from feeds.source import Source


def parse_json_feed(body: bytes, headers: Mapping[str, str], source: Source, now: datetime) -> ParsedFeed:
    """The articles of a JSON Feed."""
    try:
        data = json.loads(body.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return ParsedFeed(failure=Failure.NOT_A_FEED, problem="the answer is broken JSON")
    if not isinstance(data, dict) or not isinstance(data.get("items"), list):
        return ParsedFeed(failure=Failure.NOT_A_FEED, problem="the answer is JSON, but not a feed")
    raw = [item for item in data["items"] if isinstance(item, dict)]
    url = headers.get("content-location") or source.url
    items = [_item(item) for item in raw[:MOST_ITEMS]]
    articles = to_articles(items, source, url, _text(data, "language"), now)
    return capped(ParsedFeed(articles=articles, title=one_line(_text(data, "title") or "") or None), len(raw))


def _item(item: dict[str, Any]) -> RawItem:
    markup = _text(item, "content_html")
    return RawItem(
        guid=_text(item, "id"),
        link=_text(item, "url") or _text(item, "external_url"),
        title=_text(item, "title") or "",
        body=markup or _text(item, "content_text") or _text(item, "summary") or "",
        plain=not markup,
        published=date_of(_text(item, "date_published") or _text(item, "date_modified")),
        language=_text(item, "language"),
        author=_author(item),
    )


def _author(item: dict[str, Any]) -> str | None:
    authors = item.get("authors")
    first = authors[0] if isinstance(authors, list) and authors else item.get("author")
    return _text(first, "name") if isinstance(first, dict) else None


def _text(data: Mapping[str, Any], key: str) -> str | None:
    value = data.get(key)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        value = str(value)
    return value if isinstance(value, str) and value else None
