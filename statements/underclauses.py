"""Quoted words in clauses whose verb comes last: die von „Theater“ sprach;  der den Plan „unsinnig“ nannte."""

from __future__ import annotations

from statements.contents import is_named
from statements.freesentence import UNDER, FreeSentence, find
from statements.language import Word
from statements.nounkinds import has_objective, is_nominative
from statements.nounphrases import noun_at, nouns_in
from statements.phrases import Noun, is_comma
from statements.sentence import Find
from statements.verbs import Report

_REACH = 40
"""Tokens of such a clause before its verb."""
_ANTECEDENT = 20
"""Tokens back from a relative pronoun to the noun it stands for."""


def read_under(s: FreeSentence, r: Report) -> Find | None:
    """X, der den Plan als „…“ bezeichnete: quoted words before the verb that ends their clause."""
    t, cue = s.t, r.hit.cue
    if not t.language.order.split or cue is None or r.hit.passive or not _ends(s, r):
        return None
    opening = _opening(s, r)
    quotation = next((i for i in range(r.hit.first - 1, max(opening or 0, s.free), -1) if t.is_quotation(i)), None)
    if opening is None or quotation is None or any(t.is_sign(i) for i in range(quotation + 1, r.hit.first)):
        return None
    kind = "name" if "name" in cue.takes else "quote"
    fits = kind == "name" or "object" in cue.takes or t.goes_on(quotation)
    if not fits or kind not in cue.takes or (kind == "quote" and is_named(t, quotation)):
        return None
    subject = _subject(s, opening, quotation)
    return find(r.hit, subject, [(quotation, quotation)], UNDER, kind=kind) if subject is not None else None


def is_attribute(s: FreeSentence, r: Report) -> bool:
    """Der von X als „…“ bezeichnete | Hafen: whether what looks like a verb describes the noun behind it."""
    t, i, cue = s.t, r.hit.first, r.hit.cue
    if not t.language.order.split or cue is None or not cue.set_off or r.finite != r.tail or r.tail + 1 >= s.end:
        return False
    set_off = i - 2 > s.begin and t.is_quotation(i - 1) and t.keys[i - 2] in cue.set_off
    return set_off and t.caps[r.tail + 1] and any(t.is_a(k, Word.DETERMINER) for k in _clause(s, i - 2))


def read_attribute(s: FreeSentence, r: Report) -> Find | None:
    """Der von X als „…“ bezeichnete Hafen: the words an agent is said to have used."""
    t, quotation = s.t, r.hit.first - 1
    by = (k for k in _clause(s, quotation) if t.keys[k] in t.language.table.passives)
    agent = next((noun for k in by if (noun := noun_at(t, k + 1, quotation, s.stops)) is not None), None)
    return find(r.hit, agent, [(quotation, quotation)], "before-name", kind="name") if agent is not None else None


def _clause(s: FreeSentence, end: int) -> range:
    """The tokens from the last comma to before `end`."""
    return range(next((i + 1 for i in range(end - 1, s.begin, -1) if is_comma(s.t, i)), s.begin), end)


def _ends(s: FreeSentence, r: Report) -> bool:
    after = max(r.tail, r.core) + 1
    return after >= s.end or s.t.is_sign(after) or s.t.is_a(after, Word.AND)


def _opening(s: FreeSentence, r: Report) -> int | None:
    """The word that puts a clause under another: a relative pronoun, with its preposition, or a conjunction."""
    t = s.t
    for i in range(r.hit.first - 1, max(s.free - 1, r.hit.first - _REACH), -1):
        if not (is_comma(t, i) or i == s.begin):
            continue
        first = i + is_comma(t, i)
        opens = t.is_a(first, Word.RELATIVE | Word.SUBORDINATE | Word.THAT)
        if not (opens or (t.is_a(first, Word.PREPOSITION) and t.is_a(first + 1, Word.RELATIVE))):
            return None
        return first if i > s.begin or not t.is_a(first, Word.RELATIVE) else None
    return None


def _subject(s: FreeSentence, opening: int, quotation: int) -> Noun | None:
    """Who speaks in the clause: the relative pronoun, or a phrase that can be nothing but the subject."""
    t = s.t
    inside = [noun for noun, at in nouns_in(t, opening + 1, quotation, s.stops) if at is None]
    inner = next((noun for noun in inside if not has_objective(t, noun)), None)
    own = Noun(opening, opening, opening)
    if not t.is_a(opening, Word.RELATIVE) or has_objective(t, own):
        return inner
    alone = inner is not None and (t.keys[inner.first] in t.language.table.nominative or is_nominative(t, inner))
    return inner if alone else _antecedent(s, opening)


def _antecedent(s: FreeSentence, relative: int) -> Noun | None:
    """The noun that ends before a relative pronoun's comma, with the pronoun that stands for it."""
    first = max(s.begin, relative - _ANTECEDENT)
    nouns = [noun for noun, _ in nouns_in(s.t, first, relative - 1, s.stops)]
    close = next((noun for noun in nouns if noun.last == relative - 2), None)
    return Noun(close.first, close.last, close.core, relative) if close is not None else None
