"""Pairs quotation marks, over paragraphs too, and veils each quotation so that grammar sees it as one word."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from statements.language import Language
from statements.model import Span
from statements.spelling import ASKED, BODY, ENDED, OPEN, PAUSED, QUOTATION, SMALL
from statements.value import value

_DEPTH = 3
_FEWEST_WORDS = 3
"""Words of a paragraph in marks that is more than a heading."""
_REFERENCES = (
    ("&quot;", "&quot;"), ("&#34;", "&#34;"), ("&ldquo;", "&rdquo;"), ("&#8220;", "&#8221;"),
    ("&laquo;", "&raquo;"), ("&lsquo;", "&rsquo;"),
)
"""Marks that were left as references of HTML."""
_YEAR = re.compile(r"\d\ds?\b(?![-’'‘])")
"""What an apostrophe stands before that leaves the century out: in ’08, the ’90s."""
_PUNCTUATION = frozenset(".,!?;%")
_VEILED, _FOREIGN = re.compile(QUOTATION), "\ufffd"
"""What a text may not hold where quotations are veiled, and what stands for it."""
_FINAL = dict.fromkeys(".…。۔", ENDED) | dict.fromkeys("!?؟！？", ASKED) | dict.fromkeys(",،，", PAUSED)


@value(frozen=True, slots=True)
class Quotation:
    """What stands between a pair of marks."""

    pieces: tuple[Span, ...]
    """The words, one span for each paragraph, marks left out."""
    outer: tuple[Span, ...]
    """The same with the marks."""
    closed: bool
    """False where the closing mark is missing."""
    inner: tuple[Quotation, ...] = ()
    """Quotations inside."""

    @property
    def start(self) -> int:
        """Where it opens, the mark included."""
        return self.outer[0].start

    @property
    def end(self) -> int:
        """Where it closes, the mark included."""
        return self.outer[-1].end


@dataclass(slots=True)
class _Open:
    """A quotation whose closing mark has not been met yet."""

    close: str
    starts: list[int]
    """Where each paragraph's piece begins, the mark included."""
    inside: list[int]
    """The same without the mark."""
    ends: list[int] = field(default_factory=list)
    inner: list[Quotation] = field(default_factory=list)

    def finished(self, inside: int, end: int, closed: bool) -> Quotation:
        pieces = [Span(a, b) for a, b in zip(self.inside, [*self.ends, inside], strict=True)]
        outer = [Span(a, b) for a, b in zip(self.starts, [*self.ends, end], strict=True)]
        return Quotation(tuple(pieces), tuple(outer), closed, tuple(self.inner))


def find_quotations(text: str, paragraphs: Sequence[Span], language: Language) -> list[Quotation]:
    """The outermost quotations of `text` in order. Time grows with the length of the text alone."""
    scan = _Scan(text, language)
    for n, paragraph in enumerate(paragraphs):
        scan.following = paragraphs[n + 1].start if n + 1 < len(paragraphs) else len(text)
        scan.read(paragraph)
    scan.drop_open()
    found = []
    for quotation in scan.found:
        trimmed = [_trimmed(text, piece) for piece in quotation.pieces]
        told = [(piece, outer) for piece, outer in zip(trimmed, quotation.outer, strict=True) if len(piece)]
        if told:
            pieces, outers = zip(*told, strict=True)
            found.append(Quotation(pieces, outers, quotation.closed, quotation.inner))
    return found


def _trimmed(text: str, piece: Span) -> Span:
    """`piece` without the spaces that some languages put inside their marks."""
    said = piece.of(text)
    start = piece.start + len(said) - len(said.lstrip())
    return Span(start, max(start, piece.end - len(said) + len(said.rstrip())))


def is_speech(text: str, quotation: Quotation) -> bool:
    """Whether a quotation that is a paragraph of its own can go on from the one before: no heading, no shout."""
    said = quotation.pieces[0].of(text)
    return len(said.split()) >= _FEWEST_WORDS and not said.isupper()


def veil(text: str, quotations: Sequence[Quotation]) -> str:
    """`text`, as long as before, with every quotation as one run of private-use characters, and no others."""
    text = _VEILED.sub(lambda found: _FOREIGN * len(found[0]), text)
    parts: list[str] = []
    last = 0
    for quotation in quotations:
        for piece, outer in zip(quotation.pieces, quotation.outer, strict=True):
            said = text[piece.start : piece.end].rstrip(" \t’'”\"»")[-1:]
            final = _FINAL.get(said, OPEN)
            first = SMALL if text[piece.start : piece.start + 1].islower() else BODY
            parts += (text[last : outer.start], (first + BODY * (len(outer) - 2) + final)[-len(outer) :])
            last = outer.end
    parts.append(text[last:])
    return "".join(parts)


@cache
def _mark_pattern(pairs: tuple[tuple[str, str], ...]) -> re.Pattern[str]:
    marks = {mark for pair in pairs for mark in pair}
    return re.compile("|".join(map(re.escape, sorted(marks, key=len, reverse=True))))


class _Scan:
    """One pass over the marks of a text."""

    def __init__(self, text: str, language: Language) -> None:
        pairs = tuple(language.table.marks) + (_REFERENCES if "&" in text else ())
        self.text = text
        self.pattern = _mark_pattern(pairs)
        self.closes = {}
        for opening, closing in reversed(pairs):
            self.closes[opening] = closing
        self.joined = frozenset(language.table.joined)
        self.stack: list[_Open] = []
        self.found: list[Quotation] = []
        self.openers: list[int] = []
        self.closers: list[int] = []
        self.following = len(text)
        """Where the paragraph behind the one being read begins."""

    def read(self, paragraph: Span) -> None:
        found = self.pattern.finditer(self.text, paragraph.start, paragraph.end)
        marks = [mark for mark in found if not self._is_joined(mark)]
        self._survey(marks)
        if self.stack and not (marks and self._goes_on(marks[0], paragraph)):
            self.drop_open()
        elif self.stack:
            top = self.stack[0]
            del self.stack[1:]
            top.starts.append(marks[0].start())
            top.inside.append(marks[0].end())
            marks = marks[1:]
        for mark in marks:
            if mark[0] == "''" and self._is_triple(mark.end()):
                self._close(len(self.stack) - 1, mark.start(), mark.start() + 1)
                self._take(mark[0], mark.start() + 1, mark.end() + 1)
            elif mark[0] != "'" or not mark.start() or self.text[mark.start() - 2 : mark.end()] != "'''":
                self._take(mark[0], mark.start(), mark.end())
        for still_open in self.stack[:1]:
            still_open.ends.append(paragraph.end)

    def _is_joined(self, mark: re.Match[str]) -> bool:
        """Whether a mark stands inside a word: צה"ל."""
        if mark[0] not in self.joined:
            return False
        before, after = self.text[mark.start() - 1 : mark.start()], self.text[mark.end() : mark.end() + 1]
        return before.isalpha() and after.isalpha()

    def _is_triple(self, end: int) -> bool:
        """Three single marks that close a quotation and the one around it: ,'''"""
        closes = [opened.close for opened in self.stack]
        return self.text[end : end + 1] == "'" and closes[-2:] == ["''", "'"]

    def drop_open(self) -> None:
        """Ends what no mark closed with the paragraph it was last seen in."""
        if self.stack:
            top = self.stack[0]
            last = top.ends.pop()
            self.found.append(top.finished(last, last, closed=False))
            self.stack.clear()

    def _goes_on(self, mark: re.Match[str], paragraph: Span) -> bool:
        """Whether a paragraph opens with the mark of the quotation the last one left open."""
        opening = self.text[self.stack[0].starts[0] : self.stack[0].inside[0]]
        before = self.text[paragraph.start : mark.start()]
        return not before.strip() and mark[0] in (opening, self.stack[0].close)

    def _survey(self, marks: list[re.Match[str]]) -> None:
        """Where single marks could open and close, to tell a closing mark from an apostrophe."""
        self.openers = [m.start() for m in marks if self._can_open(m.start(), m.end())]
        self.closers = [m.start() for m in marks if self._can_close(m.start(), m.end())]

    def _can_open(self, start: int, end: int) -> bool:
        before, after = self.text[start - 1 : start], self.text[end : end + 1]
        return bool(after) and not after.isspace() and not (before.isalnum() or before in _PUNCTUATION)

    def _can_close(self, start: int, end: int) -> bool:
        before, after = self.text[start - 1 : start], self.text[end : end + 1]
        return bool(before) and not before.isspace() and not after.isalnum()

    def _take(self, mark: str, start: int, end: int) -> None:
        depth = len(self.stack) - 1
        while depth >= 0 and self.stack[depth].close != mark:
            depth -= 1
        if depth >= 0 and self._closes(mark, start, end, depth):
            self._close(depth, start, end)
        elif self.stack and self.stack[-1].close in '"”“' and self._mistyped_close(mark, start, end):
            self._close(len(self.stack) - 1, start, end)
        elif mark in self.closes and len(self.stack) < _DEPTH and self._opens(mark, start, end):
            self.stack.append(_Open(self.closes[mark], [start], [end]))

    def _closes(self, mark: str, start: int, end: int, depth: int) -> bool:
        symmetric = self.closes.get(mark) == mark
        if mark not in "'’":
            opens_anew = symmetric and self._can_open(start, end) and not self._can_close(start, end)
            return not (opens_anew and depth < len(self.stack) - 1)
        if not self._can_close(start, end):
            return False
        return not self._is_plural(start, end)

    def _is_plural(self, start: int, end: int) -> bool:
        """thieves' entrance': an s before, a word after, and a better closing mark before the next opening."""
        after = self.text[end : end + 2]
        if self.text[start - 1 : start] not in ("s", "x", "z", "S") or not (
            after[:1] == " " and after[1:].islower()
        ):
            return False
        closer = _next_after(self.closers, start)
        opener = _next_after(self.openers, start)
        return closer is not None and (opener is None or closer < opener)

    def _opens(self, mark: str, start: int, end: int) -> bool:
        if mark in ("'", "‘", "’"):
            if not self._can_open(start, end) or _YEAR.match(self.text, end):
                return False
            over = self.text[start - 1 : start] in ("", "\n") and self.text.startswith(mark, self.following)
            return mark != "'" or over or _next_after(self.closers, start) is not None
        if self.closes[mark] == mark:
            before = self.text[start - 1 : start]
            return not before.isdigit() and (self._can_open(start, end) or not before.isalnum())
        return True

    def _mistyped_close(self, mark: str, start: int, end: int) -> bool:
        """“Words,“ he said: a mark of another kind used to close."""
        return mark in '“„"”' and self._can_close(start, end) and not self._can_open(start, end)

    def _close(self, depth: int, start: int, end: int) -> None:
        opened = self.stack[depth]
        del self.stack[depth:]
        if len(opened.ends) == len(opened.starts):
            opened.ends.pop()
        done = opened.finished(start, end, closed=True)
        if self.stack:
            self.stack[-1].inner.append(done)
        else:
            self.found.append(done)


def _next_after(places: list[int], start: int) -> int | None:
    i = bisect_right(places, start)
    return places[i] if i < len(places) else None


def is_whole(text: str, quotation: Quotation) -> bool:
    """Whether a quotation is a sentence of its own rather than a fragment of the reporter's."""
    said = quotation.pieces[0].of(text)
    return said[:1].isupper() and len(said.split()) > 3
