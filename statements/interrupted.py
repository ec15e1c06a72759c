"""Quotations whose cue stands inside the marks: «If Kyiv waits, — he added, — we shall not»."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from statements.freesentence import FreeSentence
from statements.language import Language
from statements.model import Span
from statements.phrases import is_comma, is_dash
from statements.quotes import Quotation
from statements.subjects import subject_after
from statements.tokens import Tokens
from statements.verbs import Report, find_reports

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
    if r.hit.cue is None or "quote" not in r.hit.cue.takes or r.split or r.finite < 2:
        return None
    opening = r.finite - 1
    dashed = is_dash(t, opening)
    if not (dashed or is_comma(t, opening)):
        return None
    s = FreeSentence(t, 0, len(t), [r], frozenset(range(r.finite, r.tail + 1)), 0)
    subject = subject_after(s, r.core + 1)
    if subject is None:
        return None
    closing = max(subject.last, r.tail) + 1
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
