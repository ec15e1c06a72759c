"""Whose "foreign minister" is meant where the words do not say: what the article speaks of around them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from statements.linking import Mention
from statements.model import Origin, SourceKind, Span

_SENTENCE_END = re.compile(r"[.!?…。！？؟][”\"»’')]*\s+(?=[^a-zа-яіїєґ])|\n")
_SUBJECT_REACH = 24
"""How far into a sentence a name still counts as its subject, in characters."""


def country_around(text: str, at: Span | None, mentions: Sequence[Mention], origin: Origin) -> str | None:
    """The country an office or institution at `at` most likely belongs to.

    The subject of this sentence, then of the sentences before it in its paragraph, then any name before it there,
    then the source's own country, then the article's most frequent.
    """
    sided = [mention for mention in mentions if mention.country]
    if at is None:
        return origin.country if origin.kind is SourceKind.PRIMARY else origin.country or _commonest(sided)
    start = text.rfind("\n\n", 0, at.start) + 1
    for subjects_only in (True, False):
        for sentence in reversed(_sentences(text, start, at.start)):
            inside = [one for one in sided if sentence.start <= one.span.start and one.span.end <= at.start
                      and one.span.start < sentence.end]
            if subjects_only:
                inside = [one for one in inside if one.span.start - sentence.start <= _SUBJECT_REACH][:1]
            if inside:
                return inside[-1].country
    earlier = [one for one in sided if one.span.end <= start]
    return origin.country or (earlier[-1].country if earlier else _commonest(sided))


def _sentences(text: str, start: int, end: int) -> list[Span]:
    """Sentences between two offsets, the last one unfinished; coarse, for telling a subject only."""
    cuts = [start, *(found.end() for found in _SENTENCE_END.finditer(text, start, end)), end]
    return [Span(low, high) for low, high in zip(cuts, cuts[1:], strict=False) if low < high]


def _commonest(mentions: Sequence[Mention]) -> str | None:
    counts = Counter(mention.country for mention in mentions)
    return counts.most_common(1)[0][0] if counts else None
