"""What verbs that end their sentence say: X, CONTENT said."""

from __future__ import annotations

from statements.freesentence import FreeSentence, past_light
from statements.language import Word
from statements.nounphrases import noun_at
from statements.phrases import Noun, is_comma
from statements.verbs import Report

_ASIDE = 8
"""Tokens that say where something was said, before what was said."""
_FEW = 4
"""Tokens of an object that is only the comment somebody does not give."""


def between(s: FreeSentence, subject: Noun, r: Report) -> tuple[str, int, int] | None:
    """X, CONTENT said: the cue ends the sentence."""
    last = r.finite - 1
    first = _past_venue(s, past_light(s, subject.last + 1), last)
    first = _past_place(s, first, last)
    shortest = 0 if r.hit.cue is not None and "object" in r.hit.cue.takes else 1
    if last - first < shortest or s.t.is_quotation(last):
        return None
    if last - first < _FEW and any(s.t.keys[i] in s.t.language.table.no_comment for i in range(first, last + 1)):
        return None
    return "clause", first, last


def _past_place(s: FreeSentence, first: int, last: int) -> int:
    """سفیر در بغداد | این درخواست را رد کرد: past a place, where an object that is marked as one follows."""
    t = s.t
    marker = t.language.order.object_marker
    if not marker or first >= last or not t.is_a(first, Word.PREPOSITION):
        return first
    if marker not in t.keys[first + 2 : last + 1]:
        return first
    place = noun_at(t, first + 1, last, s.stops)
    return place.core + 1 if place is not None and t.keys[place.core + 1] != marker else first


def _past_venue(s: FreeSentence, first: int, last: int) -> int:
    """Past where something was said: X, *televizyona yaptığı açıklamada* CONTENT söyledi."""
    t = s.t
    venue = next((k for k in range(first, min(last - 1, first + _ASIDE)) if t.is_a(k, Word.VENUE)), None)
    if venue is None:
        return first
    comma = next((k for k in range(venue + 1, min(last, venue + _ASIDE)) if is_comma(t, k)), venue)
    return past_light(s, comma + 1) if comma + 1 < last else first


def chained_object(s: FreeSentence, r: Report) -> tuple[str, int, int] | None:
    """… dedi ve Bakü'ye teşekkür etti: what stands between the conjunction and a cue that ends the sentence."""
    if r.hit.cue is None or "object" not in r.hit.cue.takes:
        return None
    joints = (i for i in range(r.finite - 2, s.free - 1, -1) if s.t.is_a(i, Word.AND) and not s.t.caps[i])
    joint = next(joints, s.free - 1 if s.finds and s.finds[-1].hit.last == s.free - 1 else None)
    return ("object", joint + 1, r.finite - 1) if joint is not None and joint + 1 < r.finite else None
