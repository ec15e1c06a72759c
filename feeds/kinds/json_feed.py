"""JSON Feed 1.0 and 1.1."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from feeds.dates import date_of
from feeds.outcome import Failure
from feeds.parsed import Document, ParsedFeed, RawItem, to_parsed


def parse_json_feed(document: Document) -> ParsedFeed:
    """The articles of a JSON Feed."""
    try:
        data = json.loads(document.body.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return ParsedFeed(failure=Failure.NOT_A_FEED, problem="the answer is broken JSON")
    if not isinstance(data, dict) or not isinstance(data.get("items"), list):
        return ParsedFeed(failure=Failure.NOT_A_FEED, problem="the answer is JSON, but not a feed")
    items = [_item(item) for item in data["items"] if isinstance(item, dict)]
    return to_parsed(items, document, _text(data, "language"), _text(data, "title") or "")


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
