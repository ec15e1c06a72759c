"""Plain text: where its paragraphs and sentences begin and end."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import accumulate

from statements.clean import clean
from statements.language import Language, Word, key_of
from statements.model import Span
from statements.spelling import ASKED, BODY, ENDED, SMALL, VEIL

__all__ = ["Taken", "clean", "paragraphs", "sentences"]

_BLANK_LINE = re.compile(r"\n[ \t\u00a0]*\n\s*")
_LONGEST = 3000
"""Characters after which a sentence is ended at the next space: lists and broken text go on for ever."""


class Taken:
    """The parts of a text that some spans, in any order, take up."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted(spans)
        self._starts = [span.start for span in ordered]
        self._reached = list(accumulate((span.end for span in ordered), max))

    def touches(self, span: Span) -> bool:
        """Whether `span` shares a character with any of them."""
        before = bisect_left(self._starts, span.end)
        return before > 0 and self._reached[before - 1] > span.start


def paragraphs(text: str) -> list[Span]:
    """The paragraphs of `text`: parted by blank lines, and by line ends that are not mere line wrapping."""
    found: list[Span] = []
    start = 0
    for gap in _BLANK_LINE.finditer(text):
        _add_lines(text, start, gap.start(), found)
        start = gap.end()
    _add_lines(text, start, len(text), found)
    return found


def _add_lines(text: str, start: int, end: int, found: list[Span]) -> None:
    """Adds the block's paragraphs: a line belongs to the one before only where a sentence plainly runs on."""
    at = start
    first = len(found)
    wrapped = _is_wrapped(text[start:end])
    while at < end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop
        a, b = _stripped(text, at, stop)
        if a < b:
            if len(found) > first and (wrapped or _runs_on(text, found[-1], a)):
                found[-1] = Span(found[-1].start, b)
            else:
                found.append(Span(a, b))
        at = stop + 1


def _is_wrapped(block: str) -> bool:
    """Whether a block's lines were broken at a margin: most are long and end in the middle of a sentence."""
    lines = [line.strip() for line in block.split("\n") if line.strip()]
    if len(lines) < 3:
        return False
    broken = [line for line in lines[:-1] if _SHORTEST <= len(line) <= _WIDEST and line[-1] not in _FINAL]
    return len(broken) >= _MOST * (len(lines) - 1)


_SHORTEST_BROKEN = 25
"""Characters of a line whose sentence may go on in the next one."""
_SHORTEST, _WIDEST, _MOST = 45, 110, 0.6
"""Characters of a line broken at a margin, and the share of such lines that shows a block is wrapped."""
_FINAL = ".!?:;…”\"»。！？"


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _runs_on(text: str, before: Span, start: int) -> bool:
    """Whether the line at `start` continues the sentence of the paragraph `before`: hard-wrapped text."""
    return text[start].islower() and len(before) > _SHORTEST_BROKEN and text[before.end - 1] not in _FINAL


def sentences(text: str, language: Language, within: Span) -> list[Span]:
    """The sentences of `within`. `text` may be veiled (statements/quotes.py): a quotation is then one word."""
    found: list[Span] = []
    start = within.start
    for end in _enders(language).finditer(text, within.start, within.end):
        if end.end() - start > 1 and _ends_sentence(text, start, end, within, language):
            found.extend(_cut(text, start, end.end()))
            start = end.end()
    found.extend(_cut(text, start, within.end))
    return found


@cache
def _enders(language: Language) -> re.Pattern[str]:
    if not language.table.spaces:
        return re.compile(f"[.!?…](?=\\s|$)|[。！？]+|[{ENDED}{ASKED}]")
    return re.compile(
        f"[.!?…؟۔]+[)\\]]*(?=[\\s{VEIL}]|$)|[{ENDED}{ASKED}][.]?(?=[\\s{BODY}{SMALL}]|[^\\W\\d_]|$)"
        r"|[.!?](?=[^\W\d_]{2})"
    )


def _cut(text: str, start: int, end: int) -> Iterator[Span]:
    start, end = _stripped(text, start, end)
    while end - start > _LONGEST:
        space = text.find(" ", start + _LONGEST, end)
        if space < 0:
            break
        yield Span(start, space)
        start, _ = _stripped(text, space, end)
    if start < end:
        yield Span(start, end)


def _ends_sentence(text: str, start: int, end: re.Match[str], within: Span, language: Language) -> bool:
    at = end.end()
    while start < at and text[start].isspace():
        start += 1
    while at < within.end and text[at].isspace():
        at += 1
    if at >= within.end:
        return True
    after = text[at]
    if after.islower() or (
        language.table.spaces and at == end.end() and after.isalpha() and not _is_glued(text, end.start(), at)
    ):
        return False
    if end[0][0] in (ENDED, ASKED):
        opens = text[start] in VEIL
        return not (opens and _is_attribution(text, at, within, language, asked=end[0][0] == ASKED))
    return end[0][0] != "." or not _is_abbreviation(text, end.start(), at, language)


def _is_glued(text: str, stop: int, at: int) -> bool:
    """Whether a space was lost behind a stop: in its hull.No one was hurt; not in U.S.S.R."""
    if not (text[at].isupper() and text[at : at + 2].istitle()):
        return False
    before = text[max(0, stop - 2) : stop]
    return text[stop] in (ENDED, ASKED) or (len(before) == 2 and before.isalpha() and before.islower())


def _is_attribution(text: str, at: int, within: Span, language: Language, *, asked: bool) -> bool:
    """Whether what follows a finished quotation says who spoke: “Why?” Lind asked."""
    if text[at] in "—–-,":
        return True
    window = _SHORT_REST.match(text, at, within.end)
    if window is None:
        return False
    words = [key_of(word) for word in _WORD.findall(window[0])]
    cue = next((i for i, word in enumerate(words[:6]) if word in language.says), None)
    if cue is None or text.startswith(tuple(VEIL), window.end()) or window[0].rstrip()[-1:] in ",:":
        return False
    follows = language.classes.get(words[cue + 1], 0) if cue + 1 < len(words) else 0
    return not follows & (Word.THAT | Word.PRONOUN) and (asked or len(words) - cue <= 4)


_SHORT_REST = re.compile(
    f"(?:[^.!?…{VEIL}]|(?<=\\b[A-Z])\\.|(?<=\\b[A-Z][a-z])\\.|(?<=\\b[A-Z][a-z]{{2}})\\.){{2,90}}"
)
"""Up to a sentence's end, past the stops of Mr., Gen. and J."""


def _is_abbreviation(text: str, dot: int, after: int, language: Language) -> bool:
    start = dot
    while start > 0 and dot - start < 12 and (text[start - 1].isalnum() or text[start - 1] in ".'’-"):
        start -= 1
    word = key_of(text[start:dot]).rpartition("-")[2]
    if not word or text[after] in VEIL:
        return word in language.abbreviations or (text[after].isdigit() and word in language.table.numbered)
    if len(word) == 1 and word.isalpha() and text[start].isupper():
        return True
    if language.table.ordinals and word.isdigit() and len(word) < _YEAR:
        follower = _WORD.match(text, after)
        return follower is not None and not language.classes.get(key_of(follower[0]), 0) & _STARTERS
    if "." in word and len(word) <= 6:
        follower = _WORD.match(text, after)
        return not (follower and language.classes.get(key_of(follower[0]), 0) & _OPENERS)
    return word in language.abbreviations or (text[after].isdigit() and word in language.table.numbered)


_WORD = re.compile(r"[\w'’]+")
_OPENERS = Word.DETERMINER | Word.PRONOUN | Word.PREPOSITION | Word.AND | Word.SUBORDINATE | Word.POSSESSIVE
_STARTERS = _OPENERS | Word.ADVERB | Word.AUXILIARY | Word.NEGATION | Word.THAT
_YEAR = 4
"""Digits of a number that is no ordinal: am 3. Mai 2006. Danach …"""
