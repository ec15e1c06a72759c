"""Quotations that stand before their cue: “…,” said X;  “…,” X said;  “…,” said X, “…”."""

from __future__ import annotations

from statements.bareclauses import shows_mood
from statements.contents import content_right, is_named
from statements.freesentence import COLONS, FreeSentence, Range, find, neighbour
from statements.language import Word
from statements.nounkinds import is_oblique
from statements.nounphrases import nouns_in
from statements.phrases import Noun, is_comma, is_dash
from statements.sentence import Find
from statements.subjects import first_noun, impersonal_speaker, is_impersonal, subject_before
from statements.subjectsafter import subject_after
from statements.verbs import Report

_ADVERBIAL = 3
"""Words between a quotation and its cue that say how it was said."""
_OUTLET = 45
"""Characters of a quotation that names who speaks."""


def quote_before(s: FreeSentence, n: int, r: Report) -> Find | None:
    """“…,” said X;  “…,” X said;  X, “…” said."""
    t = s.t
    if r.hit.cue is None or "quote" not in r.hit.cue.takes or outlet_before(s, n, r):
        return None
    before = _quotation_before(s, r)
    if before > s.begin and t.language.table.common_capitals and is_named(t, before) and is_comma(t, before + 1):
        return None
    if _names_occasion(s, before, r.hit.cue.set_off):
        return None
    if before >= s.free and t.is_quotation(before) and not _is_title(s, before, r.finite, r.hit.cue.set_off):
        subject = impersonal_speaker(s, r) if is_impersonal(s, r) else None
        if t.language.order.verb_final:
            subject = first_noun(s, max(s.begin, s.free), before)
        after = None if subject else _cited(s, r) or subject_after(s, r.core + 1)
        if subject is None and after is None:
            subject = first_noun(s, max(s.begin, s.free), before)
        spoken = subject or after
        if spoken is None and not (s.finds or t.language.order.drops_subject or is_impersonal(s, r)):
            return None
        left = (before, before) if subject and subject.last < before else _left(s, before)
        end = max(r.tail, spoken.last) if spoken else r.tail
        within = before > s.begin and t.goes_on(before) and not t.is_sign(before - 1) and left[0] == before
        within = within or (before > s.begin and t.keys[before - 1] in r.hit.cue.set_off)
        rule = "fragment" if within else "inverted"
        rule = "before-name" if "name" in r.hit.cue.takes and not is_comma(t, r.finite - 1) else rule
        return find(r.hit, spoken, [left, *_resumed(s, end + 1)], rule, shares=spoken is None)
    named = _named_at_end(s, r, before)
    if named is not None:
        return named
    subject = subject_before(s, r)
    if subject is None:
        return None
    before = neighbour(s, subject.first)
    if before >= s.free and t.is_quotation(before) and before < subject.first - 1 + (not t.language.table.spaces):
        if content_right(s, n, r, r.tail + 1) is not None:
            return None
        return find(r.hit, subject, [_left(s, before), *_resumed(s, r.tail + 1)], "inverted")
    return None


def _names_occasion(s: FreeSentence, quotation: int, set_off: frozenset[str]) -> bool:
    """Seit dem „schwarzen Freitag“ schweigt X: whether quoted words behind “dem” name something."""
    t = s.t
    article = quotation - 1
    if not t.language.order.split or article <= s.begin or not t.is_quotation(quotation):
        return False
    pointed = t.keys[article] in t.language.table.definite and t.is_a(article - 1, Word.PREPOSITION)
    return pointed and t.keys[article - 1] not in (*set_off, *t.language.table.passives)


def _cited(s: FreeSentence, r: Report) -> Noun | None:
    """„…“, zitiert die Zeitung den Minister: whose words they are, by the case that a verb of citing gives him."""
    t = s.t
    if not r.is_of(t.language.table.cited) or r.hit.passive:
        return None
    nouns = (noun for noun, at in nouns_in(t, r.core + 1, s.end, s.stops) if at is None)
    return next((noun for noun in nouns if is_oblique(t, noun)), None)


def outlet_before(s: FreeSentence, n: int, r: Report) -> Noun | None:
    """„Heute“ berichtet, dass …: a short quotation before the verb that speaks, since what is said follows."""
    t, i = s.t, r.finite - 1
    if not (t.language.order.split and i >= s.free and t.is_quotation(i)) or t.pauses(i):
        return None
    opening = i
    while opening > s.begin and t.is_a(opening - 1, Word.ADVERB) and not t.is_sign(opening - 1):
        opening -= 1
    alone = opening == s.begin or is_comma(t, opening - 1)
    short = t.ends[i] - t.starts[i] <= _OUTLET
    return Noun(i, i, i) if alone and short and content_right(s, n, r, r.core + 1) is not None else None


def _named_at_end(s: FreeSentence, r: Report, quotation: int) -> Find | None:
    """… der den Sieg als „Fest“ bezeichnete: in a clause whose verb comes last, the name given stands before it."""
    takes = r.hit.cue.takes if r.hit.cue else {}
    fits = (
        s.t.language.order.split
        and quotation >= s.free
        and s.t.is_quotation(quotation)
        and {"name", "object"} & set(takes)
    )
    subject = subject_before(s, r) or first_noun(s, s.free, quotation) if fits else None
    if subject is None or subject.last >= quotation:
        return None
    return find(
        r.hit, subject, [(quotation, quotation)], "before-name", kind="name" if "name" in takes else "object"
    )


def _quotation_before(s: FreeSentence, r: Report) -> int:
    """The token before the verb past signs, and past a short adverbial: “…”, — с поклоном | сказал."""
    before = neighbour(s, r.finite)
    at = r.finite - 1
    if at > s.begin and not s.t.is_sign(at) and r.finite - at < _ADVERBIAL:
        while at > s.begin and not s.t.is_sign(at) and r.finite - at <= _ADVERBIAL:
            at -= 1
        past = neighbour(s, at + 1)
        plain = not any(s.t.is_a(k, Word.SUBORDINATE) for k in range(at + 1, r.finite))
        if plain and s.t.is_a(at + 1, Word.PREPOSITION | Word.ADVERB) and past < at and s.t.is_quotation(past):
            return past
    return before


def _is_title(s: FreeSentence, quotation: int, cue: int, set_off: frozenset[str]) -> bool:
    """The newspaper “…” wrote: the quotation is part of the subject."""
    t = s.t
    if quotation + 1 != cue or quotation == s.begin or t.keys[quotation - 1] in set_off:
        return False
    if t.language.order.split and t.goes_on(quotation) and t.is_a(quotation - 1, Word.DETERMINER):
        return False
    return t.is_a(quotation - 1, Word.BODY | Word.WORK | Word.DETERMINER) or not (
        t.language.order.verb_final or t.is_sign(quotation - 1) or not t.language.table.spaces
    )


def _left(s: FreeSentence, quotation: int) -> Range:
    """The quotation before a cue with the words of its sentence before it."""
    first = quotation
    while first > s.free and not (s.t.keys[first - 1] in COLONS or s.t.keys[first - 1] == ";"):
        first -= 1
    while first < quotation and s.t.is_sign(first) and not s.t.is_quotation(first):
        first += 1
    lead = quotation - first
    if lead and s.t.is_quotation(first) and all(s.t.is_sign(k) for k in range(first, quotation)):
        return first, quotation
    told = any(shows_mood(s.t, i) for i in range(first, quotation))
    return (first, quotation) if lead > 2 or told else (quotation, quotation)


def _resumed(s: FreeSentence, at: int) -> list[Range]:
    """The rest of a quotation its cue interrupts: “…,” he said, “…”."""
    t = s.t
    for i in range(at, min(s.end, at + 24)):
        if t.is_quotation(i):
            sign = i - 1
            return (
                [(i, i)]
                if sign >= at and (is_comma(t, sign) or is_dash(t, sign) or t.keys[sign] in (".", ":", "："))
                else []
            )
        if i in s.stops or t.is_a(i, Word.THAT):
            return []
    return []
