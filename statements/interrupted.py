"""Quotations whose cue stands inside the marks: «If Kyiv waits, — he added, — we shall not»."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from statements.freesentence import FreeSentence
from statements.language import Language
from statements.model import Span
from statements.phrases import is_comma, is_dash
from statements.quotes import Quotation
from statements.subjectsafter import subject_after
from statements.tokens import Tokens
from statements.verbs import Report, find_reports

_OPENING_DASH = re.compile(r"[—–]\s*(?=[^\W\d_¿¡]|[¿¡])")
_HUNG = 2
"""Tokens from an auxiliary with a pronoun hung on it to its participle: a|-t-il|averti."""
_ASIDE = 16
"""Tokens the words that interrupt a quotation can have behind their subject."""


def part_interrupted(text: str, quotations: Sequence[Quotation], language: Language) -> list[Quotation]:
    """`quotations`, those that their own cue interrupts parted around it, in languages that write so."""
    if not language.order.interrupts:
        return list(quotations)
    return [part for quotation in quotations for part in _parts(text, quotation, language)]


def _parts(text: str, quotation: Quotation, language: Language) -> Iterator[Quotation]:
    if len(quotation.pieces) == 1:
        t = Tokens(text, quotation.pieces[0], language)
        for report in find_reports(t, 0, len(t)):
            gap = _gap(t, report)
            if gap is not None:
                head, tail = _parted(text, quotation, gap)
                yield head
                yield from _parts(text, tail, language)
                return
    yield quotation


def _gap(t: Tokens, r: Report) -> Span | None:
    """The characters of “, — he added, —”, or None where the cue is part of what is said."""
    if r.hit.cue is None or "quote" not in r.hit.cue.takes or r.tail - r.core > _HUNG or r.finite < 2:
        return None
    opening = r.finite - 1
    dashed = is_dash(t, opening)
    if not (dashed or is_comma(t, opening)):
        return None
    s = FreeSentence(t, 0, len(t), [r], frozenset((*range(r.finite, r.core + 1), r.tail)), 0)
    subject = subject_after(s, r.core + 1)
    alone = r.tail + 1 < len(t) and is_comma(t, r.tail + 1) and language_drops(t)
    if subject is None and not alone:
        return None
    closing = max(subject.last if subject and not alone else 0, r.tail) + 1
    limit = min(len(t) - 1, closing + (_ASIDE if dashed else 1))
    while closing < limit and not (
        is_dash(t, closing) if dashed else is_comma(t, closing) or t.keys[closing] == "."
    ):
        closing += 1
    if closing >= limit or (dashed and not t.is_sign(closing - 1)):
        return None
    while dashed and opening > 0 and (is_comma(t, opening - 1) or is_dash(t, opening - 1)):
        opening -= 1
    return Span(t.starts[opening], t.ends[closing])


def language_drops(t: Tokens) -> bool:
    """Whether a verb alone can interrupt: “…, agregó, …”"""
    return t.language.order.drops_subject


def with_dash_speech(
    text: str, paragraphs: Sequence[Span], quotations: list[Quotation], language: Language
) -> list[Quotation]:
    """`quotations` with what dashes open, in languages that write speech so; those inside become inner ones."""
    if not language.order.dashes:
        return quotations
    found: list[Quotation] = []
    starts = [quotation.start for quotation in quotations]
    done = 0
    for paragraph in paragraphs:
        first, end = bisect_left(starts, paragraph.start), bisect_left(starts, paragraph.end)
        spoken = speech_after_dash(text, paragraph, quotations[first:end], language)
        inside = {id(q) for one in spoken for q in one.inner}
        found += quotations[done:first]
        others = (q for q in quotations[first:end] if id(q) not in inside)
        found += sorted((*spoken, *others), key=lambda q: q.start)
        done = max(done, end)
    return found + quotations[done:]


def speech_after_dash(
    text: str, paragraph: Span, quotations: Sequence[Quotation], language: Language
) -> list[Quotation]:
    """What a paragraph says that a dash opens and its cue interrupts: — Мы ждём, — сказал министр. — Пока ждём.

    Empty where no cue stands in it: it may be an item of a list. `quotations` are those of the paragraph.
    """
    opening = _OPENING_DASH.match(text, paragraph.start, paragraph.end)
    if not language.order.dashes or opening is None:
        return []
    t = Tokens(text, Span(opening.end(), paragraph.end), language)
    found = next((gap for r in find_reports(t, 0, len(t)) if (gap := _reporter(t, r)) is not None), None)
    if found is None:
        return []
    parts = (
        (opening.end(), paragraph.start, found.start),
        (_past_spaces(text, found.end), found.end, paragraph.end),
    )
    return [
        Quotation((Span(start, end),), (Span(outer, end),), True, tuple(_inside(quotations, outer, end)))
        for start, outer, end in parts
        if end - start > 1 and not any(q.start < end < q.end for q in quotations)
    ]


def _inside(quotations: Sequence[Quotation], start: int, end: int) -> Iterator[Quotation]:
    return (quotation for quotation in quotations if start <= quotation.start < end)


def _reporter(t: Tokens, r: Report) -> Span | None:
    """The characters of the reporter's words in a paragraph a dash opens, signs around them included."""
    if r.hit.cue is None or "quote" not in r.hit.cue.takes or r.tail - r.core > _HUNG or r.finite < 2:
        return None
    opening = r.finite - 1
    asked = t.keys[opening] in ("!", "?")
    if not (asked or is_dash(t, opening) or (is_comma(t, opening) and not language_drops(t))):
        return None
    s = FreeSentence(t, 0, len(t), [r], frozenset((*range(r.finite, r.core + 1), r.tail)), 0)
    subject = subject_after(s, r.core + 1)
    if subject is None:
        return None
    while opening > 0 and (is_comma(t, opening - 1) or is_dash(t, opening - 1)):
        opening -= 1
    closing = max(subject.last, r.tail) + 1
    while closing < len(t) and not is_dash(t, closing):
        closing += 1
    if closing + 1 < len(t) and is_comma(t, closing + 1):
        closing += 1
    start = t.ends[opening] if asked else t.starts[opening]
    return Span(start, t.ends[closing] if closing < len(t) else t.ends[-1])


def _past_spaces(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _parted(text: str, quotation: Quotation, gap: Span) -> tuple[Quotation, Quotation]:
    piece, outer = quotation.pieces[0], quotation.outer[0]
    head = Quotation(
        (Span(piece.start, gap.start),),
        (Span(outer.start, gap.start),),
        closed=True,
        inner=tuple(inner for inner in quotation.inner if inner.end <= gap.start),
    )
    tail = replace(
        quotation,
        pieces=(Span(_past_spaces(text, gap.end), piece.end),),
        outer=(Span(gap.end, outer.end),),
        inner=tuple(inner for inner in quotation.inner if inner.start >= gap.end),
    )
    return head, tail
