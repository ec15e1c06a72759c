"""Content clauses without complementiser: where one begins, and which of its words show a verb or a mood."""

from __future__ import annotations

from statements.attributes import describes
from statements.freesentence import COLONS, LIGHT, FreeSentence
from statements.language import Mood, Word, mood_of
from statements.nounphrases import noun_at, opens
from statements.phrases import is_comma
from statements.tokens import Tokens

_BEHIND_VERB = (
    Word.DETERMINER | Word.POSSESSIVE | Word.PRONOUN | Word.PREPOSITION | Word.ADVERB | Word.NEGATION | Word.AND
)
_VERB = 14
"""Tokens within which a clause without complementiser shows its verb."""


def opens_bare_clause(s: FreeSentence, comma: int) -> bool:
    """Whether a content clause without complementiser begins behind a comma."""
    t = s.t
    after = comma + 1
    if not t.language.order.bare_clause or after + 1 >= s.end or t.is_quotation(after):
        return False
    if not t.language.table.spaces:
        return not t.is_quotation(after)
    if t.is_a(after, Word.SUBORDINATE | Word.AND | Word.THAT | Word.CLAUSE_END) and not _is_first(t, after):
        return False
    if _opens_relative(t, after):
        return False
    ahead = range(after, min(s.end, after + _VERB))
    return any(shows_mood(t, k) or t.is_quotation(k) for k in ahead) or (
        opens(t, after, s.stops)
        and not (t.is_a(after, Word.RELATIVE) and not t.caps[after + 1])
        and _has_verb_second(s, after)
    )


def _is_first(t: Tokens, i: int) -> bool:
    """…, damit sei, …, da habe: a word of two senses right before the verb opens a main clause."""
    finite = not t.caps[i + 1] and (t.is_a(i + 1, Word.AUXILIARY) or shows_mood(t, i + 1))
    return finite and t.language.order.split and t.is_a(i, Word.SUBORDINATE)


def is_clause(s: FreeSentence, first: int) -> bool:
    """Whether a main clause stands behind the comma of a cue: its verb is not its last word, as under another."""
    t = s.t
    if not t.language.order.bare_clause or not t.language.order.split or first + 1 >= s.end:
        return False
    under = t.is_a(first, Word.SUBORDINATE | Word.AND | Word.THAT | Word.CLAUSE_END) and not t.caps[first]
    if under and not _is_first(t, first):
        return False
    end = next((i for i in range(first, s.end) if is_comma(t, i)), s.last + 1)
    if t.is_a(first, Word.RELATIVE) and t.is_a(end - 1, Word.AUXILIARY) and not t.keys[end - 1].endswith("en"):
        return False
    verbs = (i for i in range(first + 1, end) if t.is_a(i, Word.AUXILIARY | Word.VERB) or shows_mood(t, i))
    verb = next((i for i in verbs if not t.caps[i]), None) or _unknown_verb(s, first, end)
    return verb is not None and verb + 1 < s.end and not t.is_sign(verb + 1) and not t.is_a(verb + 1, Word.AND)


def _unknown_verb(s: FreeSentence, first: int, end: int) -> int | None:
    """sagte, die Vorräte an Diesel *reichten* bis März: a word right behind a noun that no other noun follows."""
    t = s.t
    if not (t.caps[first] or t.is_a(first, Word.DETERMINER)):
        return None
    behind = (i for i in range(first + 2, min(end, s.last)) if t.caps[i - 1] and not t.caps[i + 1])
    return next((i for i in behind if is_verblike(s, i)), None)


def _has_verb_second(s: FreeSentence, first: int) -> bool:
    """die Grenzen blieben …: a verb right behind the phrase that opens a clause."""
    noun = noun_at(s.t, first, s.end, s.stops)
    verb = max(first, noun.core if noun is not None else first) + 1
    return verb < s.end and s.t.is_a(verb, Word.AUXILIARY | Word.VERB)


def _opens_relative(t: Tokens, i: int) -> bool:
    """Whether a relative clause begins at token `i` behind a comma: , der zum Sturm …; not , der Minister …"""
    if t.is_a(i, Word.PREPOSITION) and i + 1 < len(t):
        i += 1
    return (
        t.is_a(i, Word.RELATIVE)
        and i + 1 < len(t)
        and not t.caps[i]
        and not t.caps[i + 1]
        and (
            not t.is_a(i, Word.DETERMINER)
            or t.is_a(i + 1, Word.PREPOSITION | Word.DETERMINER | Word.PRONOUN | LIGHT & ~Word.AUXILIARY)
        )
    )


def shows_mood(t: Tokens, i: int, *, surely: bool = False) -> bool:
    """Whether token `i` is a verb form of reported speech: sei, hätte; `surely`: and of no plain speech."""
    mood = mood_of(t.language, t.keys[i])
    if not mood or t.caps[i]:
        return False
    return _is_placed(t, i) if mood == Mood.PLACED else mood == Mood.SURE or not surely


def _is_placed(t: Tokens, i: int) -> bool:
    """Bonn lehne den Plan ab; dass er ihn ablehne: an unknown word that neither describes a noun nor is one."""
    if t.classes[i] or i == 0:
        return False
    if not (t.caps[i - 1] or t.is_a(i - 1, Word.PRONOUN) or t.keys[i - 1] in t.language.table.resumptive):
        return False
    return i + 1 >= len(t) or t.is_sign(i + 1) or (t.is_a(i + 1, _BEHIND_VERB) and not t.caps[i + 1])


def is_verblike(s: FreeSentence, i: int) -> bool:
    """Whether token `i` can be a verb: a known one, or an unknown word right behind a noun."""
    t = s.t
    if t.caps[i] or t.is_sign(i) or t.keys[i + 1] == ".":
        return False
    unknown = not t.classes[i] and t.keys[i].isalpha() and (t.caps[i - 1] or t.is_a(i - 1, Word.PRONOUN))
    unknown = unknown and not (t.is_a(i - 1, Word.DETERMINER) and describes(t, i))
    return unknown or t.is_a(i, Word.AUXILIARY | Word.VERB | Word.PAST) or i in s.stops or shows_mood(t, i)


def reported_from(s: FreeSentence, last: int) -> int:
    """Lind hilft: Bonn brauche Zeit, | so Berg: where words before a credit begin."""
    t, first = s.t, s.free
    while first < last and is_comma(t, first):
        first += 1
    colon = next((i for i in range(last - 2, first, -1) if t.keys[i] in COLONS), None)
    if colon is None or any(shows_mood(t, i) or t.is_quotation(i) for i in range(first, colon)):
        return first
    return colon + 1 if any(shows_mood(t, i) for i in range(colon + 1, last + 1)) else first
