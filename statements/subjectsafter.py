"""Who a reporting verb's subject is, right of it."""

from __future__ import annotations

from statements.attributes import describes
from statements.constructs import agrees_with
from statements.freesentence import HEADS, LIGHT, FreeSentence
from statements.language import Word
from statements.nounkinds import has_objective, is_nominative, is_oblique
from statements.nounphrases import OUTLET, noun_at
from statements.phrases import Noun
from statements.subjects import is_place, takes_place
from statements.tokens import Tokens
from statements.verbs import Report

_VENUE = 3
"""Words from a preposition to where something was said."""
_SHORT = 45
"""Characters of a quotation that names something rather than says it."""
_TOLD = 10
"""Tokens behind a verb within which its subject begins."""


def subject_after(s: FreeSentence, at: int) -> Noun | None:
    """The subject right of the verb, past time, place and the ones addressed."""
    t = s.t
    i, strange, place = at, 0, None
    while i < s.end and i - at < 16:
        if t.is_a(i, Word.PREPOSITION) and not t.caps[i] and not t.is_a(i, HEADS):
            opens = i + 1
            while opens + 1 < s.end and describes(t, opens):
                opens += 1
            inner = noun_at(t, opens, s.end, s.stops)
            if (
                place is None
                and inner is not None
                and t.keys[i] in t.language.order.places_speak
                and is_place(s, inner)
                and takes_place(s, at - 1)
            ):
                place = inner
            i = inner.core + 1 if inner is not None else _past_venue(t, i + 1, s.end)
            continue
        if i + 1 < s.end and _is_addressed(t, i):
            i += 1
            continue
        noun = noun_at(t, i, s.end, s.stops)
        if noun is not None and (is_oblique(t, noun) or _is_expletive(s, noun)):
            i = noun.core + 1
            continue
        if noun is not None and _is_told(s, noun):
            i = noun.core + 1
            continue
        if noun is not None:
            return noun if agrees_with(t, at - 1, noun) else None
        if (
            t.is_quotation(i)
            and t.ends[i] - t.starts[i] <= _SHORT
            and not (t.is_sign(i - 1) or t.is_sign(min(i + 1, s.end - 1)))
        ):
            i += 1
            continue
        if t.is_sign(i) or t.is_a(i, Word.THAT) or i in s.stops:
            break
        if not (t.is_a(i, LIGHT) or t.keys[i].isdigit()):
            strange += 1
            if strange > 2:
                break
        i += 1
    return place or _behind_told(s, at) or _nameless(s, at) or _plain_noun(s, at)


def _behind_told(s: FreeSentence, at: int) -> Noun | None:
    """gegenüber Reportern | der Präsident;  in Rosen | Ada Lind: a subject that seems a part of what is before it.

    That is an office whose article makes it a subject, or a name, where nothing else can be the subject.
    """
    t = s.t
    if not t.language.order.split:
        return None
    for i in range(at + 1, min(s.end, at + _TOLD)):
        if t.is_sign(i) or i in s.stops or t.is_a(i, Word.THAT):
            return None
        noun = noun_at(t, i, s.end, s.stops)
        if noun is not None and is_nominative(t, noun):
            return noun
        apart = t.caps[i - 1] and not t.is_a(i - 1, Word.TITLE | Word.ROLE)
        if apart and t.caps[i] and not t.classes[i] and noun is not None and noun.core == i + 1:
            return noun
    return None


def _is_expletive(s: FreeSentence, noun: Noun) -> bool:
    """Anders sieht *es* der Verband: a pronoun before the phrase that is the subject."""
    t, after = s.t, noun.last + 1
    if t.keys[noun.first] not in t.language.table.expletive or after >= s.end:
        return False
    other = noun_at(t, after, s.end, s.stops)
    return other is not None and not is_oblique(t, other)


def _is_told(s: FreeSentence, noun: Noun) -> bool:
    """sagte *der Zeitung* ein Sprecher: an outlet before another phrase, which is the one who tells it."""
    t, after = s.t, noun.core + 1
    outlet = any(t.classes[i] & OUTLET == OUTLET for i in range(noun.first, noun.core + 1))
    if not (outlet and t.language.order.split and t.is_a(noun.first, Word.DETERMINER)) or after >= s.end:
        return False
    other = noun_at(t, after, s.end, s.stops)
    return other is not None and not has_objective(t, other)


def _past_venue(t: Tokens, at: int, end: int) -> int:
    """на *еженедельном брифинге* | представитель: past where something was said and what describes that."""
    for i in range(at, min(end, at + _VENUE)):
        if t.is_sign(i) or t.caps[i] or t.is_a(i, HEADS | Word.THAT):
            break
        if t.is_a(i, Word.VENUE):
            return i + 1
    return at


def _is_addressed(t: Tokens, i: int) -> bool:
    """сообщил *журналистам* спикер: an office whose case says that it is told, before the one who tells."""
    pattern = t.language.oblique
    told = pattern is not None and t.is_a(i, Word.ROLE) and not t.caps[i] and pattern.search(t.keys[i])
    return bool(told) and (t.is_a(i + 1, HEADS) or t.caps[i + 1])


def plain_noun_before(s: FreeSentence, r: Report) -> Noun | None:
    """A subject nothing tells but its place right before the verb: дед сказал."""
    t = s.t
    i = r.finite - 1
    while i > s.begin and t.is_a(i, LIGHT):
        i -= 1
    if i < s.begin or i < s.free or not _is_plain(s, i) or (i > s.begin and t.is_a(i - 1, Word.PREPOSITION)):
        return None
    return None if is_oblique(t, Noun(i, i, i)) else Noun(i, i, i)


def is_plain_noun(s: FreeSentence, noun: Noun) -> bool:
    """Whether nothing but its place tells a phrase: a single word the table does not know."""
    return noun.first == noun.last and _is_plain(s, noun.first) and not s.t.caps[noun.first]


def _is_plain(s: FreeSentence, i: int) -> bool:
    t = s.t
    table = t.language.table
    known = t.classes[i] or t.is_sign(i) or i in s.stops or t.keys[i][0].isdigit()
    return table.spaces and table.capitals and not known


def _plain_noun(s: FreeSentence, at: int) -> Noun | None:
    """A subject nothing tells but its place: “…”, сказал швейцар."""
    if at >= s.end or not _is_plain(s, at) or is_oblique(s.t, Noun(at, at, at)):
        return None
    return Noun(at, at, at)


def _nameless(s: FreeSentence, at: int) -> Noun | None:
    """In scripts without capitals: the unknown words between a verb and the next boundary."""
    t = s.t
    if s.finds or t.language.table.capitals or not t.language.order.verb_first:
        return None
    if at < s.end and t.keys[at].startswith(tuple(t.language.table.hung)):
        return None
    last = at
    while last < s.end and last - at < 4 and not t.classes[last] and not t.is_sign(last) and last not in s.stops:
        last += 1
    bounded = last < s.end and (t.is_sign(last) or t.is_a(last, Word.PREPOSITION | Word.THAT | Word.TIME))
    found = Noun(at, last - 1, last - 1)
    return found if last > at and bounded and agrees_with(t, at - 1, found) else None
