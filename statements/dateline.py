"""Where a paragraph's dateline ends: the place, day and agency before its story begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from statements.language import Language
from statements.model import Span

_BEFORE = r"[^!?:;()\n«»“”„\"‹›「」]{0,60}?"
"""Place and day."""
_CREDIT = re.compile(
    rf"{_BEFORE}(?:\([^()\n]{{2,30}}\)[.:,]?\s*[-–—]+|/[^/\n]{{2,25}}/\s*[.:]?\s*[-–—]*)\s*"  # (EFE).-  /ТАСС/.
    r"|(?:[^\W_][^\s.,:–—-]*,? ){1,3}[-–—] [^\W_][^\s.,:–—-]{1,20} [-–—]\s"  # Tehran - IRNA -
    r"|(?:[^\W\d_][^\s.,:–—-]* ?){1,3}(?: [-–—]|, [^\W\d_]{3,9}\.? \d{1,2}) \([A-Z/]{2,12}\)\s+"  # Oslo, May 5 (AP)
)
_MOST_WORDS = 7
"""Words of place, day and agency, single letters left out."""
_TIME = re.compile(
    r"\W{0,3}\d{1,2}[:.h]\d\d\b(?: ?(?:[ap]\.?m\b\.?|[A-Z]{2,4}\b))?\s*(?:[|—–-]+|:)?\s*(?![a-z\d%.,:])"
)
"""When an entry of a live report was written: 18:47 GMT —"""
_ENTRIES = 3
"""Paragraphs with a time that make a text a live report."""


def without_datelines(text: str, paragraphs: Sequence[Span], language: Language) -> list[Span]:
    """The paragraphs without datelines, where an agency in brackets or between dashes shows that one has it.

    A paragraph that is nothing else is left out. Those of a live report are without their times.
    """
    own = _own(language)
    told = [_past(text, one, language) for one in paragraphs
            if not any(pattern.fullmatch(text, one.start, one.end) for pattern in own)]
    timed = [_TIME.match(text, paragraph.start, paragraph.end) for paragraph in told]
    if sum(time is not None for time in timed) < _ENTRIES:
        return told
    return [Span(time.end(), one.end) if time and time.end() < one.end else one
            for one, time in zip(told, timed, strict=True)]


def _past(text: str, paragraph: Span, language: Language) -> Span:
    for pattern in (_CREDIT, *_own(language)):
        found = pattern.match(text, paragraph.start, paragraph.end)
        if found and sum(len(word) > 1 for word in found[0].split()) <= _MOST_WORDS and found.end() < paragraph.end:
            return Span(found.end(), paragraph.end)
    return paragraph


@cache
def _own(language: Language) -> tuple[re.Pattern[str], ...]:
    return (re.compile(language.table.dateline),) if language.table.dateline else ()
