"""How far the object of a speech act or a name given goes: condemned the raid | and left; called it “a gift”."""

from __future__ import annotations

from statements.adverbials import without_time
from statements.language import Word
from statements.phrases import is_comma
from statements.tokens import Tokens


def one_act(t: Tokens, first: int, last: int) -> int:
    """welcomed the round | and wished it success: another verb of the same subject is another act."""
    for i in range(first + 2, last):
        past = t.is_a(i + 1, Word.PAST) and not t.is_a(i + 1, Word.ROLE | Word.TITLE)
        if t.is_a(i, Word.AND) and not t.caps[i + 1] and (past or t.is_a(i + 1, Word.VERB)):
            return i - 1
        if t.keys[i] == ";":
            return i - 1
    return last


def object_end(t: Tokens, first: int, last: int) -> int:
    """Where the object of a speech act ends: before another act, an aside, a clause under the cue, a time."""
    quoted = next((i for i in range(last, first, -1) if t.is_quotation(i)), first)
    for i in range(max(first, quoted) + 1, last):
        after = i + 1
        if t.keys[i] in t.language.table.backdrop and not (t.caps[i] or t.is_a(i - 1, Word.PAST)) and i > first:
            return i - 1
        if is_comma(t, i) and _goes_on_after_aside(t, i, last):
            continue
        acts = _is_act(t, after) and not _is_listed(t, first, after, last)
        if is_comma(t, i) and (acts or _is_apposition(t, after, last) or _is_anew(t, after, last)):
            return i - 1
    return without_time(t, first, _without_setting(t, max(first, quoted), one_act(t, first, last)))


def _without_setting(t: Tokens, first: int, last: int) -> int:
    """praised the crew | in a speech; met them | as he left: when and where it was said is no part of a thing."""
    table = t.language.table
    if t.is_a(first - 1, Word.INFINITIVE):
        return last
    for i in range(first, last):
        if t.is_a(i, Word.AUXILIARY | Word.VERB | Word.PAST | Word.INFINITIVE | Word.THAT) and not t.caps[i]:
            return last
        if t.keys[i] in table.settings or _is_venue(t, i, last):
            return i - 1
        follows = t.is_a(i + 1, Word.PRONOUN) and not t.is_a(i + 1, Word.DETERMINER)
        if t.keys[i] in table.as_said and follows:
            return i - 1
    return last


def _is_venue(t: Tokens, i: int, last: int) -> bool:
    """in a recent interview, at his briefing; but in the statement, in response."""
    if t.keys[i] not in t.language.table.venues or not t.is_a(i + 1, Word.DETERMINER | Word.POSSESSIVE):
        return False
    named = range(i + 2, min(last, i + 5) + 1)
    place = next((k for k in named if t.is_a(k, Word.VENUE) or t.is_a(k, Word.PREPOSITION) or t.is_sign(k)), None)
    return t.keys[i + 1] not in t.language.table.definite and place is not None and t.is_a(place, Word.VENUE)


def quoted_end(t: Tokens, first: int, last: int) -> int:
    """promised to “stop it” | while crowds cheered: a clause right behind quoted words tells of the speaking."""
    for i in range(first + 1, last):
        opens = t.is_a(i, Word.OPENER) or not t.is_a(i, Word.AND | Word.RELATIVE | Word.QUESTION)
        if opens and t.is_quotation(i - 1) and t.is_a(i, Word.SUBORDINATE):
            subject = t.is_a(i + 1, Word.PRONOUN) and not t.is_a(i + 1, Word.DETERMINER)
            named = t.keys[i] not in t.language.table.as_said and (
                t.caps[i + 1] or t.is_a(i + 1, Word.DETERMINER | Word.POSSESSIVE)
            )
            if subject or named or t.is_a(i, Word.OPENER) or t.ends_clause(i - 1):
                return i - 1
    return last


def name_end(t: Tokens, first: int, last: int) -> int:
    """called the plan “a gift” | on Monday: a name goes on where words belong to it: a “gift” to all."""
    quoted = next((i for i in range(first, last + 1) if t.is_quotation(i)), last)
    after = quoted + 1
    if after >= last or t.pauses(quoted) or t.is_a(after, Word.TIME | Word.ADVERB):
        return quoted
    further = t.is_a(after, Word.AND) and any(t.is_quotation(i) for i in range(after, min(last + 1, after + 4)))
    about = t.keys[after] in t.language.table.noun_links or t.is_a(after, Word.OWNER)
    return without_time(t, first, last) if further or about or t.is_a(after, Word.RELATIVE) else quoted


def _goes_on_after_aside(t: Tokens, comma: int, last: int) -> bool:
    """rejected the claim, made on Monday, that …: an aside between a noun of saying and what it says."""
    said = t.keys[comma - 1] in t.language.table.nouns
    return said and any(is_comma(t, k) and t.is_a(k + 1, Word.THAT) for k in range(comma + 2, last))


def _is_anew(t: Tokens, first: int, last: int) -> bool:
    """, Lind has left: a clause with a subject of its own."""
    verb = next((i for i in range(first + 1, min(last, first + 5)) if t.is_a(i, Word.AUXILIARY)), None)
    named = t.caps[first] or t.is_a(first, Word.PRONOUN)
    return named and verb is not None and not any(t.is_sign(i) and t.keys[i] != "." for i in range(first, verb))


def _is_listed(t: Tokens, first: int, i: int, last: int) -> bool:
    """accused him of lying, | stealing and hiding: one of several participles."""
    further = any(t.is_a(k, Word.AND) and t.is_a(k + 1, Word.ING) for k in range(i + 1, last))
    return t.is_a(i, Word.ING) and further and t.holds(Word.ING, first, i)


def _is_act(t: Tokens, i: int) -> bool:
    """, saying; , named; , favours a: a verb that goes on from the same subject."""
    if t.is_plural(i) and not t.classes[i] and not t.caps[i]:
        return i + 1 < len(t) and t.is_a(i + 1, Word.DETERMINER | Word.POSSESSIVE)
    return t.is_a(i, Word.ING | Word.PAST | Word.VERB) and not t.is_a(i, Word.PREPOSITION | Word.ROLE | Word.TITLE)


def _is_apposition(t: Tokens, first: int, last: int) -> bool:
    """, the party's candidate: says more of what stands before, and is no further item of a list."""
    if not t.is_a(first, Word.DETERMINER | Word.POSSESSIVE):
        return False
    return not t.holds(Word.AND, first, last + 1)
