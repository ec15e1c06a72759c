"""What a page holds beside its text: buttons, captions, notices, lists of other articles. Nobody says any of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

import ahocorasick

from statements.language import Language
from statements.model import Span
from statements.value import value

_SHORT = 100
"""Characters of a line that can be a heading, a caption or a button."""
_TELLING = 13
"""Letters of a single word that can be told to be furniture inside a paragraph: advertisement."""
_STAMP = re.compile(r"\W{0,3}\d{1,2}[:.]\d{2}\b\s*(?:[ap]\.?m\.?\b)?\s*(?:[A-Z]{2,4}\b)?\W*")
"""The time of day that opens an entry of a live blog, alone in its line or before a heading."""
_FINAL = (".", "…", "!", ".”", '."', "!”", '!"', ".’", ".'")
"""What a line of running text ends with; a heading may end with a question mark."""


@value(frozen=True, slots=True)
class _Patterns:
    """A language's furniture as expressions."""

    opening: re.Pattern[str]
    """Opens a line that is furniture."""
    notice: re.Pattern[str] | None
    """Opens a short paragraph of the page's own."""
    further: re.Pattern[str]
    """Opens a line behind which headings of other articles follow."""
    inside: re.Pattern[str]
    """Furniture run into a paragraph, behind the end of a sentence."""
    telling: Any
    """Finds the lower-case words without which `inside` finds nothing."""


def without_furniture(text: str, paragraphs: Sequence[Span], language: Language) -> list[Span]:
    """`paragraphs` of `text` without those that are furniture, parted where furniture stands inside one."""
    patterns = _patterns(language)
    if patterns is None:
        return list(paragraphs)
    within = len(patterns.telling) > 0 and next(patterns.telling.iter(text.lower()), None) is not None
    found: list[Span] = []
    listing = stamped = False
    for paragraph in paragraphs:
        said = paragraph.of(text)
        stamp = _STAMP.match(said)
        heading = (stamp is not None or stamped) and _is_heading(said)
        stamped = stamp is not None and stamp.end() == len(said)
        if heading:
            continue
        if patterns.further.match(said):
            listing = len(said) <= _SHORT
            continue
        listing = listing and _is_heading(said)
        if not listing and not _is_furniture(said, patterns):
            found.extend(_parted(text, paragraph, patterns) if within else (paragraph,))
    return found


def _is_heading(said: str) -> bool:
    return len(said) <= _SHORT and not said.endswith(_FINAL)


def _is_furniture(said: str, patterns: _Patterns) -> bool:
    """Whether a paragraph opens like furniture and goes on like it: a colon, an end, or no sentence."""
    opened = patterns.opening.match(said)
    if opened is None:
        return patterns.notice is not None and len(said) <= _SHORT and bool(patterns.notice.match(said))
    rest = said[opened.end() :].lstrip(" \u00a0")
    if said[0] == "(" or not rest or (len(rest) <= _SHORT and rest[0] in ":|-–—,"):
        return True
    return " " in opened[0].strip() and _is_heading(said)


def _parted(text: str, paragraph: Span, patterns: _Patterns) -> Iterator[Span]:
    """The pieces of a paragraph between the furniture that was run into it."""
    start = paragraph.start
    for found in patterns.inside.finditer(text, paragraph.start, paragraph.end):
        yield from _piece(text, start, found.start())
        start = found.end()
    yield from _piece(text, start, paragraph.end)


def _piece(text: str, start: int, end: int) -> Iterator[Span]:
    said = text[start:end]
    start, end = start + len(said) - len(said.lstrip()), end - len(said) + len(said.rstrip())
    if start < end:
        yield Span(start, end)


@cache
def _patterns(language: Language) -> _Patterns | None:
    table = language.table
    if not table.furniture:
        return None
    phrases = [word for word in (*table.furniture, *table.further) if " " in word or len(word) >= _TELLING]
    long = [word for word in phrases if word.count(" ") > 1 or " " not in word]
    notice = rf"(?:{_any(long)}|{_any(phrases)}(?=\s*:|\s+{_any(phrases)}))"
    shares = _any(table.shares)
    return _Patterns(
        re.compile(
            rf"\W{{0,3}}{_any(table.furniture)}\b" if table.spaces else _any(table.furniture), re.IGNORECASE
        ),
        re.compile(rf"\W{{0,3}}{_any(table.notices)}\b", re.IGNORECASE) if table.notices else None,
        re.compile(rf"\W{{0,3}}{_any(table.further)}\b[^.!?]{{0,40}}$", re.IGNORECASE),
        re.compile(
            rf"(?:(?<=[.!?”\"’'] )|^){notice}(?::[^.!?]{{0,120}}[.!?]|(?=\s|$))"
            rf"(?:\s+(?:{_any(phrases)}|{shares})\b(?!\s*:))*",
            re.IGNORECASE | re.MULTILINE,
        ),
        _finder(phrases),
    )


def _finder(words: Sequence[str]) -> Any:
    """All words at once, wherever they stand."""
    automaton = ahocorasick.Automaton(ahocorasick.STORE_LENGTH)
    for word in words:
        automaton.add_word(word)
    automaton.make_automaton()
    return automaton


def _any(words: Sequence[str]) -> str:
    longest = sorted(words, key=len, reverse=True)
    return f"(?:{'|'.join(map(re.escape, longest))})"
