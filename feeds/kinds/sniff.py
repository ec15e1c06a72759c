"""What a body is that brought no articles, by its content: a label is not to be trusted."""

from __future__ import annotations

import re
from dataclasses import replace

from feeds.outcome import Failure
from feeds.parsed import ParsedFeed

_FEED_ROOT = re.compile(rb"<(?:[A-Za-z0-9_]+:)?(?:rss|feed|RDF|channel)\b")
_PAGE_ROOT = re.compile(rb"<!doctype html|<html\b|<head\b|<body\b", re.IGNORECASE)
_SHORTEST = 30
"""Bytes: nothing shorter can be a feed."""


def not_a_feed(body: bytes, parsed: ParsedFeed) -> ParsedFeed:
    """`parsed`, which has no articles, with what the body is instead: an empty feed is one, a web page is not."""
    text = body.strip()
    if not text:
        return _failed(parsed, Failure.EMPTY, "the answer is empty")
    if len(text) < _SHORTEST:
        return _failed(parsed, Failure.NOT_A_FEED, f"the answer is {len(text)} bytes, too short to be a feed")
    start = _start(body)
    if _FEED_ROOT.search(start) and not _PAGE_ROOT.match(start.lstrip()):
        return parsed
    if _PAGE_ROOT.search(start):
        sentence = "a web page stands where the feed should be: it moved, or the site asks programs to log in"
        return _failed(parsed, Failure.NOT_A_FEED, sentence)
    return _failed(parsed, Failure.NOT_A_FEED, "the answer is not a feed")


def _start(body: bytes) -> bytes:
    """The first characters as ASCII, of UTF-16 and UTF-32 too."""
    return body[:8000].replace(b"\0", b"")


def _failed(parsed: ParsedFeed, failure: Failure, sentence: str) -> ParsedFeed:
    return replace(parsed, failure=failure, problem=sentence)
