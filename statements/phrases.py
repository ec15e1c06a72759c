"""Noun phrases beside a cue: who speaks, behind asides and relative clauses too."""

from __future__ import annotations

from statements.language import Word
from statements.nouns import (
    BREAKS,
    INSIDE,
    OPENS,
    SKIPPED,
    Noun,
    before_setting,
    core_end,
    holds_together,
    is_comma,
    is_dash,
    is_hyphen,
    is_verb,
    opens_phrase,
    phrase_ending,
    relative_before,
    takes_up,
)
from statements.tokens import Tokens

__all__ = [
    "Noun",
    "can_speak",
    "head_of",
    "is_comma",
    "is_dash",
    "main_subject",
    "subject_after",
    "subject_before",
    "takes_up",
]

_WITHIN = frozenset("()$€£¥₹")
"""Further signs that end no aside: Lind, who gave $5 million, said."""
_LONGEST = 45
"""Tokens a subject with its appositions can have; what is longer is not one."""


def subject_before(t: Tokens, begin: int, cue: int) -> Noun | None:
    """The subject that ends before token `cue`, looking no further back than `begin`."""
    begin = max(begin, cue - _LONGEST)
    i = before_setting(t, begin, _skip_verb_group(t, begin, cue - 1))
    if i < begin:
        return None
    if t.is_quotation(i):
        return _before_aside(t, begin, i + 1) if _ends_participle(t, begin, i) else None
    if t.is_a(i, Word.RELATIVE) and i > begin:
        return _antecedent(t, begin, i)
    if t.keys[i] == ")":
        return _before_aside(t, begin, i + 1)
    if is_comma(t, i) or is_dash(t, i):
        return _before_aside(t, begin, i)
    if t.is_sign(i) and t.keys[i] not in INSIDE:
        return None
    return _before_open_aside(t, begin, i) or phrase_ending(t, begin, i)


def _before_open_aside(t: Tokens, begin: int, last: int) -> Noun | None:
    """Ada Lind, who chairs the council | said; Ada Lind, the council's chair | said: no comma closes the aside."""
    comma = max(last - 1, begin)
    while comma > begin and not (t.signs[comma] and t.keys[comma] not in INSIDE):
        comma -= 1
    first = comma - 1
    while first >= begin and (t.caps[first] or t.keys[first] == "."):
        first -= 1
    first += 1
    led = first == 0 or t.is_sign(first - 1)
    if not is_comma(t, comma) or not led or first > comma - 2 or t.is_quotation(first):
        return None
    if t.holds(Word.BODY | Word.TIME | Word.PREPOSITION, first, comma):
        return None
    described = t.is_a(comma + 1, Word.DETERMINER) and t.holds(Word.ROLE, comma + 2, last + 1)
    verb = t.holds(Word.AUXILIARY | Word.VERB | Word.PAST, comma + 2, last)
    aside = described or (t.is_a(comma + 1, Word.RELATIVE) and verb)
    closed = t.is_a(last, Word.AND) or last <= comma + 2
    return Noun(first, last, comma - 1) if aside and not closed else None


def _ends_participle(t: Tokens, begin: int, quotation: int) -> bool:
    """X, citing “…,” said;  X, whose book “…” appeared, said: the quotation belongs to an aside."""
    i = quotation - 1
    while i > begin and not t.is_sign(i):
        i -= 1
    return i > begin and is_comma(t, i) and t.is_a(i + 1, Word.ING | Word.RELATIVE)


def subject_after(t: Tokens, begin: int, end: int) -> Noun | None:
    """The subject that begins at token `begin`: said Kallas, replied the ministry's spokesman, Ivo Lind."""
    if begin >= end or t.is_sign(begin):
        return None
    if not (
        t.caps[begin] or t.is_a(begin, OPENS | Word.ROLE | Word.TITLE | Word.BODY) or _names_soon(t, begin, end)
    ):
        return None
    if t.is_a(begin, Word.TIME | Word.THAT) and not t.caps[begin]:
        return None
    core = core_end(t, begin, end)
    last = core
    at = core + 1
    while at + 1 < end and is_comma(t, at) and at - begin < _LONGEST:
        stop = _aside_end(t, at + 1, end)
        if stop is None:
            break
        last, at = stop, stop + 1
    return Noun(begin, last, core)


def absolute_subject(t: Tokens, begin: int, participle: int) -> Noun | None:
    """…, with Lind saying: the subject a participle has of its own."""
    last = _skip_verb_group(t, begin, participle - 1)
    for i in range(last, max(begin, last - 12), -1):
        if t.is_sign(i) and t.keys[i] not in INSIDE:
            return None
        if t.keys[i] in t.language.table.absolute:
            return Noun(i + 1, last, last) if i < last else None
    return None


def main_subject(t: Tokens, begin: int, before: int) -> Noun | None:
    """The subject of the sentence's first verb: … in Brussels, the minister left early, saying that …"""
    parted = 0
    for i in range(begin + 1, before):
        if t.is_quotation(i):
            return None
        if is_comma(t, i) and i + 1 < before and t.is_a(i + 1, Word.RELATIVE) and t.is_a(i + 1, Word.POSSESSIVE):
            parted = next((k for k in range(i + 2, before) if is_comma(t, k)), 0)  # Lind, whose boat sank, …
        if i < parted:
            continue
        past = t.is_a(i, Word.PAST) and not t.is_a(i - 1, Word.DETERMINER)
        if not t.caps[i] and (t.is_a(i, Word.VERB | Word.AUXILIARY) or past):
            subject = subject_before(t, begin, i)
            subject = _above(t, begin, subject) if subject is not None else None
            if subject is not None:
                return subject if can_speak(t, subject) else None
    return _leading_name(t, begin, before)


def _above(t: Tokens, begin: int, subject: Noun) -> Noun:
    """Lind fears | she could be next: whoever stands before a verb no table has, not a pronoun behind it."""
    verb = subject.first - 1
    bare = subject.first == subject.last and t.is_a(subject.first, Word.PRONOUN)
    if not bare or verb <= begin or t.classes[verb] or t.caps[verb] or t.is_sign(verb):
        return subject
    outer = subject_before(t, begin, verb)
    return outer if outer is not None and can_speak(t, outer) else subject


def _leading_name(t: Tokens, begin: int, end: int) -> Noun | None:
    """The pronoun or name a sentence opens with, after a lead phrase: On Friday, Lind …"""
    first = next(
        (i for i in range(begin, end) if not t.is_a(i, Word.AND | Word.ADVERB) or t.is_a(i, Word.PRONOUN)), end
    )
    if first < end and t.is_a(first, Word.PREPOSITION):
        comma = next((i for i in range(first + 1, end) if is_comma(t, i)), end)
        first = comma + 1 if comma < end and is_comma(t, comma) else end
    if first >= end:
        return None
    if t.is_a(first, Word.PRONOUN) and not t.is_a(first, Word.DETERMINER):
        return Noun(first, first, first)
    last = first
    while last + 1 < end and (t.caps[last + 1] or (t.keys[last + 1] == "." and t.is_a(last, Word.TITLE))):
        last += 1
    named = t.caps[first] and not t.owns(last) and (not t.classes[first] or t.is_a(first, Word.TITLE))
    endings = (ending for ending, bits in t.language.endings if bits == Word.ING)
    participle = first == last and any(ending.search(t.keys[first]) for ending in endings)  # Looking ahead, …
    return Noun(first, last, last) if named and not participle else None


def can_speak(t: Tokens, noun: Noun) -> bool:
    """Whether the phrase names somebody who can say something: a name, an office, a body, a pronoun."""
    head = head_of(t, noun)
    first = noun.first
    if t.is_a(head, Word.MUTE) or (not t.caps[first] and t.is_a(first, Word.PREPOSITION | Word.PAST | Word.VERB)):
        return False
    if t.is_a(head, Word.PRONOUN | Word.ROLE | Word.BODY | Word.TITLE):
        return True
    if any(i == first or not t.caps[i] for i in t.which(Word.ROLE, first, head)):
        return True
    if any(t.keys[i][0].isdigit() for i in range(noun.first, noun.core + 1)) or t.is_a(noun.first, Word.PRONOUN):
        return True
    if t.caps[head] and (head > noun.first or not t.is_a(head, ~(Word.TITLE | Word.ROLE | Word.BODY))):
        return not t.is_a(head, Word.TIME) or (t.is_a(head, Word.NAME) and head > noun.first and t.caps[head - 1])
    named = any(t.caps[i] and is_comma(t, i - 1) for i in range(noun.core + 1, noun.last + 1))
    return named or t.language.is_person(t.keys[head])


def head_of(t: Tokens, noun: Noun) -> int:
    """The phrase's head word: the last before its first preposition, relative or sign."""
    i = noun.first
    while i < noun.core:
        after = i + 1
        if t.is_a(after, Word.PREPOSITION | Word.RELATIVE) and not t.caps[after] and i >= noun.first:
            break
        if t.is_sign(after) and t.keys[after] not in INSIDE:
            break
        i = after
    while i > noun.first and t.is_sign(i):
        i -= 1
    return i


def _skip_verb_group(t: Tokens, begin: int, i: int) -> int:
    """Back over has, also, repeatedly, on Thursday, to the subject's last token."""
    while i >= begin:
        if t.is_a(i, Word.INFINITIVE) and i - 1 >= begin and not t.is_sign(i - 1):
            i -= 3 if t.is_a(i - 1, Word.PREPOSITION) and i - 2 >= begin and is_verb(t, i - 2) else 2
        elif t.is_a(i, Word.TIME) and not _names(t, begin, i):
            i = _skip_time(t, begin, i)
        elif t.is_a(i, SKIPPED) and not t.is_a(i, Word.PRONOUN) and not t.caps[i]:
            i -= 1
        else:
            return i
    return i


def _names(t: Tokens, begin: int, i: int) -> bool:
    """A weekday or month that is (part of) a name: Theresa May; “…,” Jun wrote."""
    if not t.caps[i] or i <= begin:
        return False
    return t.is_quotation(i - 1) or (t.is_a(i, Word.NAME) and t.caps[i - 1])


def _names_soon(t: Tokens, begin: int, end: int) -> bool:
    """retired Army Gen. Lind, longtime adviser Ivo Berg: plain words before a name or an office."""
    if t.is_a(begin, Word.PREPOSITION | SKIPPED | Word.AND | Word.TIME | BREAKS):
        return False
    for i in range(begin + 1, min(end, begin + 4)):
        if t.is_sign(i) or (t.is_a(i, Word.PREPOSITION | Word.AUXILIARY) and not t.is_a(i, Word.OWNER)):
            return False
        if t.caps[i] or t.is_a(i, Word.ROLE | Word.TITLE):
            return True
    return False


def _skip_time(t: Tokens, begin: int, i: int) -> int:
    while i >= begin and (t.is_a(i, Word.TIME) or t.keys[i].isdigit() or (t.keys[i] == "." and i > begin)):
        i -= 1
    if i >= begin and t.is_a(i, Word.PREPOSITION | Word.DETERMINER):
        i -= 1
        if i >= begin and t.is_a(i, Word.PREPOSITION):
            i -= 1
    return i


def _antecedent(t: Tokens, begin: int, relative: int) -> Noun | None:
    """Whom a relative pronoun stands for: Lind, the former minister, who …"""
    i = relative - 1
    noun = _behind_by(t, begin, i) if is_comma(t, i) else None
    noun = noun or (_before_aside(t, begin, i) if is_comma(t, i) else phrase_ending(t, begin, i))
    if noun is None:
        last = _without_brackets(t, begin, i - 1)
        return _name_ending(t, begin, last, relative) if is_comma(t, i) else None
    first = noun.first
    if t.caps[noun.core] and noun.core - first > 4:
        first = noun.core
        while first - 1 >= noun.first and (
            t.caps[first - 1] or t.is_a(first - 1, Word.TITLE) or t.keys[first - 1] == "."
        ):
            first -= 1
        if t.is_a(first - 1, Word.PREPOSITION) and t.holds(Word.ROLE, noun.first, first):
            first = noun.first  # an army officer in Rosen, who
    return Noun(first, min(noun.last, i), noun.core, relative)


def _behind_by(t: Tokens, begin: int, comma: int) -> Noun | None:
    """The text was issued by Defence Minister Ada Lind, who said: whoever stands behind the preposition."""
    passives = t.language.table.passives
    by = next((i for i in range(comma - 1, max(begin, comma - 8), -1) if t.keys[i] in passives), None)
    somebody = t.caps[comma - 1] or t.is_a(comma - 1, Word.BODY)
    named = by is not None and somebody and not any(t.is_sign(i) for i in range(by + 1, comma))
    return Noun(by + 1, comma - 1, comma - 1) if by is not None and named else None


def _name_ending(t: Tokens, begin: int, last: int, relative: int) -> Noun | None:
    """The name that ends at `last`: it cost | Gov. Ada Lind Jr., who …"""
    first = last + 1
    while first > begin and (t.caps[first - 1] or (t.keys[first - 1] == "." and t.caps[first - 2])):
        first -= 1
    return Noun(first, last, last, relative) if first <= last and t.caps[first] else None


def _before_aside(t: Tokens, begin: int, comma: int) -> Noun | None:
    """X, the minister, said: the subject is the leftmost phrase that only asides part from the cue."""
    pronoun = t.is_a(begin, Word.PRONOUN) and not t.is_a(begin, Word.DETERMINER | Word.RELATIVE)
    if pronoun and is_comma(t, begin + 1):
        return Noun(begin, comma - 1, begin)  # We, the ministers of Avaria and Borland, met
    chunks = _chunks(t, begin, comma)
    best: Noun | None = None
    for first, last in chunks:
        opens_clause = t.is_a(first, Word.AND)
        if best is not None and not (opens_clause or _is_aside(t, first, last)):
            break
        if t.is_a(first, Word.RELATIVE) and t.is_a(first, Word.POSSESSIVE):
            continue  # whose mission left
        noun = phrase_ending(t, first, _without_brackets(t, first, last))
        if noun is not None and noun.first > first + 2 and best is not None and _is_name(t, noun):
            return Noun(noun.first, comma - 1, noun.core)
        led = noun is not None and t.is_a(first, Word.PREPOSITION) and t.is_a(noun.first, Word.DETERMINER)
        whole = noun is not None and (noun.first <= first + 2 or best is None or led)
        if noun is not None and whole and not (noun.first == noun.last and t.keys[noun.first].isdigit()):
            best = noun
        if opens_clause:
            break
    if best is None or best.first > chunks[0][0] + 2:
        return None
    return Noun(best.first, max(best.core, comma - 1), best.core)


def _is_name(t: Tokens, noun: Noun) -> bool:
    return all(t.caps[i] or t.is_sign(i) for i in range(noun.first, noun.core + 1))


def _chunks(t: Tokens, begin: int, comma: int) -> list[tuple[int, int]]:
    """What stands between the commas before `comma`, nearest first."""
    found: list[tuple[int, int]] = []
    last = comma - 1
    i = last
    parted = is_comma if not is_dash(t, comma) else is_dash
    while i >= begin and len(found) < 7:
        if parted(t, i):
            if last > i:
                found.append((i + 1, last))
            last = i - 1
        elif (
            t.is_sign(i)
            and t.keys[i] not in INSIDE
            and t.keys[i] not in _WITHIN
            and not is_hyphen(t, i)
            and not (t.is_quotation(i) and _ends_participle(t, begin, i))
        ):
            begin = i + 1
            break
        i -= 1
    if last >= begin and len(found) < 7:
        found.append((begin, last))
    return found


def _without_brackets(t: Tokens, first: int, last: int) -> int:
    """Back over a bracket at the end: Lind (R-Ohio)."""
    if t.keys[last] != ")":
        return last
    return next((i - 1 for i in range(last, first, -1) if t.keys[i] == "("), last)


def _is_aside(t: Tokens, first: int, last: int) -> bool:
    """Whether a chunk can stand between a subject and its verb, or before another aside."""
    if t.is_a(first, Word.AND | Word.SUBORDINATE) and not t.is_a(first, Word.PREPOSITION | Word.DETERMINER):
        return False
    if t.is_a(first, Word.RELATIVE | Word.PREPOSITION | Word.ADVERB | Word.TIME) or t.keys[first].isdigit():
        return True
    if t.is_a(first, Word.ING | Word.PAST):
        return True
    if not opens_phrase(t, first):
        return False
    verb = next((i for i in range(first + 1, last + 1) if is_verb(t, i) or _takes_object(t, i, last)), None)
    return verb is None or relative_before(t, first, verb) is not None


def _takes_object(t: Tokens, i: int, last: int) -> bool:
    """created the tool: a past form with an object is a verb, where "the bill passed by both" has a participle."""
    after = i + 1
    if not t.is_a(i, Word.PAST) or after > last:
        return False
    return t.keys[after][0].isdigit() or t.is_a(after, Word.DETERMINER | Word.POSSESSIVE | Word.OBJECT)


def _aside_end(t: Tokens, begin: int, end: int) -> int | None:
    """Last token of an apposition that begins at `begin`: , director of the Carnegie Center."""
    if not (opens_phrase(t, begin) or t.is_a(begin, Word.RELATIVE)) or t.is_a(begin, Word.TIME):
        return None
    if t.is_a(begin, Word.PRONOUN) and not t.is_a(begin, Word.DETERMINER | Word.RELATIVE):
        return None
    i = begin
    while i < end and not (t.is_sign(i) and not holds_together(t, i, end)):
        verb = i > begin and (is_verb(t, i) or _takes_object(t, i, end - 1))
        if verb and not t.is_a(begin, Word.RELATIVE) and relative_before(t, begin, i) is None:
            return None
        i += 1
    return i - 1 if i > begin and not (i < end and t.is_quotation(i)) else None


def opens_question(t: Tokens, i: int) -> bool:
    """Whether token `i` opens what is asked or told: why A, whether A, that A; not “that plan”."""
    return t.is_a(i, Word.QUESTION) or (t.is_a(i, Word.THAT) and not t.is_a(i, Word.DETERMINER))
