"""RSS 0.9x to 2.0, RDF and Atom, by feedparser: the only sight of it."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

from feeds.kinds.plain import read_plain
from feeds.parsed import Document, ParsedFeed, RawFeed, RawItem, to_parsed

_HEADERS = ("content-type", "content-language")
_LONE_SURROGATE = re.compile(rb"&#(?:x0*[dD][89a-fA-F][0-9a-fA-F]{2}|0*5(?:529[6-9]|5[3-9]\d\d|[67]\d{3}));")
_DECLARATION = re.compile(rb"^\s*<\?xml[^>]{0,200}\?>")
_DECLARED = re.compile(rb"encoding\s*=")
_OTHER_FILES = re.compile(rb"<!ENTITY\s[^>]{0,200}?\s(?:SYSTEM|PUBLIC)\s")
_BROKEN = "the feed is not well-formed; what could be made out is read"
_MISLABELLED = frozenset({"NonXMLContentType", "CharacterEncodingOverride"})
"""What feedparser complains of where the answer's headers are wrong and the feed is not."""
_MINUTE = timedelta(minutes=1)


def parse_rss(document: Document) -> ParsedFeed:
    """The articles of a feed; of one that is not well-formed, those that can be made out."""
    body, headers = document.body, document.headers
    found = read_plain(body, headers) or read_feed(body, headers)
    parsed = to_parsed(found.items, document, found.language, found.title)
    problem = _BROKEN if found.broken and found.items else parsed.problem
    if _OTHER_FILES.search(body):
        problem = "it wants other files to be read into it, which is not done"
    return replace(parsed, ttl=_ttl(found.ttl), skip_hours=_skip_hours(body), problem=problem)


def read_feed(body: bytes, headers: Mapping[str, str]) -> RawFeed:
    """The items of any feed, as feedparser reads it."""
    found = _parse(_LONE_SURROGATE.sub(b"&#xFFFD;", body), headers)
    language = found.feed.get("language")
    return RawFeed(
        items=[_item(entry, language) for entry in found.entries],
        title=found.feed.get("title") or "",
        language=language,
        ttl=str(found.feed.get("ttl") or ""),
        broken=bool(found.bozo) and type(found.get("bozo_exception")).__name__ not in _MISLABELLED,
    )


def _parse(body: bytes, headers: Mapping[str, str]) -> Any:
    """feedparser's reading; where the encoding it was told is a lie, its reading as UTF-8."""
    told = {name: headers[name] for name in _HEADERS if name in headers}
    try:
        found = _read(body, told)
        if found.entries or not found.bozo or not _DECLARED.search(body[:300]):
            return found
    except (UnicodeError, LookupError, ValueError):
        pass
    plain = body.decode("utf-8", errors="replace").encode()
    return _read(_DECLARATION.sub(b"", plain, count=1), {})


def _read(body: bytes, headers: Mapping[str, str]) -> Any:
    """Bytes are wrapped, so that none is taken for a file name or an address."""
    import feedparser  # most feeds are plain: a start need not wait for it

    return feedparser.parse(
        BytesIO(body), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
    )


def _item(entry: Any, language: str | None) -> RawItem:
    body = _body(entry)
    own = body.get("language")
    return RawItem(
        guid=(entry.get("id") or "").strip() or None,
        link=entry.get("link"),
        title=entry.get("title") or "",
        body=body.get("value") or "",
        plain=body.get("type") == "text/plain" and "<" not in (body.get("value") or ""),
        published=_date(entry),
        language=own if own != language else None,
        author=entry.get("author"),
        base=(entry.get("title_detail") or body).get("base"),
    )


def _body(entry: Any) -> Mapping[str, Any]:
    """The fullest text of an entry: its content, else its summary, else what goes with its media."""
    candidates = [*entry.get("content", ()), entry.get("summary_detail") or {}]
    fullest: Mapping[str, Any] = max(candidates, key=lambda one: len(one.get("value") or ""))
    if fullest.get("value"):
        return fullest
    return {"value": entry.get("media_description") or entry.get("subtitle") or "", "type": "text/html"}


def _date(entry: Any) -> datetime | None:
    """Publication, else change; `dict.get`, for the entry's own puts one in place of the other and warns."""
    for name in ("published_parsed", "updated_parsed", "created_parsed"):
        try:
            moment = dict.get(entry, name)
            if moment:
                return datetime.fromtimestamp(calendar.timegm(moment), UTC)
        except (ValueError, OverflowError, OSError, TypeError):
            continue
    return None


def _ttl(text: str) -> timedelta | None:
    return min(int(text), 1440) * _MINUTE if text.isdecimal() and len(text) < 7 and int(text) else None


def _skip_hours(body: bytes) -> frozenset[int]:
    """The hours feedparser does not tell: <skipHours><hour>0</hour>...</skipHours>."""
    _, found, rest = body.partition(b"<skipHours>")
    inside = rest.partition(b"</skipHours>")[0][:2000] if found else b""
    hours = {int(hour) % 24 for hour in re.findall(rb"<hour>\s*(\d{1,2})\s*</hour>", inside)}
    return frozenset(hours) if len(hours) < 24 else frozenset()

