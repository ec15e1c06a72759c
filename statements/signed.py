"""Quotations that a name signs: “…” — Ada Lind, Minister of Works; the name may stand in the next paragraph."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from statements.cast import Cast
from statements.confidence import confidence
from statements.language import Word
from statements.model import Form, Span
from statements.phrases import Noun, subject_after
from statements.quotes import Quotation
from statements.tokens import Tokens
from statements.utterance import Frame, Utterance

RULE = "signed"
_DASHES = frozenset({"—", "–", "-", "--", "―"})
_LONGEST = 30
"""Tokens of a signature."""


def read_signed(
    paragraphs: Sequence[Tokens], quotations: Mapping[int, Quotation], cast: Cast
) -> Iterator[Utterance]:
    """The quotations, of those by where they begin, that stand alone and are signed by somebody; in order."""
    for start, t, noun in _signed(paragraphs):
        quotation, speaker = quotations.get(start), cast.third_party(t, noun, "")
        if quotation is not None and speaker is not None and start == quotation.start:
            sentence, sure = Span(quotation.start, quotation.end), confidence(RULE, Form.DIRECT)
            yield Utterance(Form.DIRECT, quotation.pieces, sentence, speaker, Frame.COLON, RULE, sure)


def _signed(paragraphs: Sequence[Tokens]) -> Iterator[tuple[int, Tokens, Noun]]:
    """Where a quotation that stands alone begins, in characters, and who signs it."""
    for n, t in enumerate(paragraphs):
        if not len(t) or not t.is_quotation(0):
            continue
        last = next((i for i in range(1, len(t)) if not t.is_quotation(i)), len(t))
        by = t if last < len(t) else paragraphs[n + 1] if n + 1 < len(paragraphs) else t
        noun = _signature(by, last if by is t else 0)
        if noun is not None:
            yield from ((t.starts[i], by, noun) for i in range(last))


def _signature(t: Tokens, dash: int) -> Noun | None:
    """Who is named behind a dash that opens the rest of a paragraph, no sentence among it."""
    first = dash + 1
    if not first < len(t) <= dash + _LONGEST or t.keys[dash] not in _DASHES or not t.caps[first]:
        return None
    if t.keys[-1] in (".", "!", "?", ":", ";") or any(t.is_quotation(i) for i in range(first, len(t))):
        return None
    if t.holds(Word.AUXILIARY, first, len(t)):
        return None
    noun = subject_after(t, first + t.is_a(first, Word.DETERMINER), len(t))
    return noun if noun is not None and noun.last >= len(t) - 2 else None
