"""Words between a cue and its content: whom it tells, when, where and in what the words were said."""

from __future__ import annotations

from statements.language import Word
from statements.nouns import holds_together
from statements.phrases import is_comma
from statements.sentence import next_comma
from statements.tokens import Tokens

MONEY = frozenset("$€£¥")


def has_verb(t: Tokens, first: int, end: int) -> bool:
    """Whether a clause begins at `first`: a verb before the next sign."""
    if t.is_a(first, Word.SUBORDINATE | Word.QUESTION):
        return False
    for i in range(first, min(end, first + 15)):
        if t.is_sign(i):
            return False
        if t.is_a(i, Word.AUXILIARY | Word.VERB):
            return True
    return False


def is_clause(t: Tokens, first: int, end: int) -> bool:
    """Whether a subject and a verb follow, as far as words alone can tell."""
    if t.is_a(first, Word.PRONOUN) and not t.is_a(first, Word.DETERMINER):
        return True
    i = first
    commas = 0
    while (i := i + 1) < min(end, first + 25):
        if t.is_a(i, Word.RELATIVE) and is_comma(t, i - 1):
            i = next_comma(t, i, end) + 1
            commas += 1
            continue
        if is_comma(t, i):
            commas += 1
            if i + 1 < end and t.is_a(i + 1, Word.AND):
                return False
            continue
        if commas % 2 and is_comma(t, i - 1) and t.is_a(i, Word.AUXILIARY | Word.VERB | Word.PAST):
            return False
        if t.is_a(i, Word.SUBORDINATE) and i + 1 < end and t.is_a(i + 1, Word.PRONOUN) and not t.is_a(i, Word.THAT):
            return False
        if t.is_a(i, Word.AUXILIARY | Word.VERB):
            return not t.is_a(i - 1, Word.RELATIVE)
        if t.keys[i] in (";", ":") or t.is_quotation(i) or t.is_a(i, Word.RELATIVE):
            return False
        past = t.is_a(i, Word.PAST)
        if past and t.is_a(i - 1, Word.AND):
            continue
        if past and not t.is_a(i - 1, Word.DETERMINER | Word.PREPOSITION | Word.POSSESSIVE):
            return True
    return False


def skip_addressee(t: Tokens, at: int, end: int) -> tuple[int, tuple[int, int] | None]:
    """told | reporters in Geneva | that: past the one addressed."""
    i = at
    if i < end and (t.is_sign(i) or t.is_a(i, Word.THAT | Word.PREPOSITION)):
        return at, None
    if i < end and t.is_a(i, Word.PRONOUN) and not t.is_a(i, Word.DETERMINER):
        return i + 1, (i, i)
    if i < end and t.is_a(i, Word.OBJECT):
        return i + 1, (i, i)
    while i < end and not t.is_sign(i) and i - at < 15:
        if t.is_a(i, Word.THAT | Word.QUESTION | Word.PREPOSITION | Word.TIME | Word.INFINITIVE):
            break
        if i > at and t.is_a(i, Word.PRONOUN | Word.DETERMINER | Word.POSSESSIVE) and not t.owns(i - 1):
            break
        if i > at and t.is_a(i, Word.AUXILIARY):
            break
        i += 1
    return (i, (at, i - 1)) if i > at else (at, None)


def skip_adverbials(t: Tokens, at: int, end: int) -> int:
    """on Thursday, in a statement, through its embassy in Bangkok, bluntly."""
    i = at
    while i < end:
        if i + 1 < end and is_quantified(t, i):
            return i
        if t.keys[i] == "(" and i + 3 < end and t.is_a(i + 1, Word.TIME) and t.keys[i + 3] == ")":
            i += 4  # on Wednesday (May 3)
            continue
        if i + 1 < end and t.is_a(i, Word.DETERMINER) and t.is_a(i + 1, Word.TIME):
            i += 2
        elif (
            (t.is_a(i, Word.TIME) and not t.is_a(i, Word.TITLE))
            or (t.is_a(i, Word.ADVERB) and not t.is_a(i, Word.DETERMINER | Word.PRONOUN))
            or (t.keys[i].isdigit() and i > at and t.is_a(i - 1, Word.TIME | Word.PREPOSITION))
        ):
            i += 1
        elif (t.is_a(i, Word.PREPOSITION) and not t.is_a(i, Word.INFINITIVE)) or (
            t.is_a(i, Word.INFINITIVE)
            and i + 1 < end
            and (t.is_a(i + 1, Word.DETERMINER | Word.POSSESSIVE) or t.caps[i + 1] or t.is_a(i + 1, Word.ROLE))
        ):
            stop = phrase_stop(t, i + 1, end)
            if stop == i + 1:
                return i
            i = stop
        elif t.is_a(i, Word.TIME):
            i += 1
        else:
            return i
    return i


def is_quantified(t: Tokens, i: int) -> bool:
    """about half, over 40: a number follows the preposition, so that this is no place or topic."""
    number = t.keys[i + 1][0].isdigit() or t.keys[i + 1] in MONEY or t.is_a(i + 1, Word.QUANTITY)
    return number and t.is_a(i, Word.ADVERB) and t.is_a(i, Word.PREPOSITION)


def phrase_stop(t: Tokens, at: int, end: int) -> int:
    """Past the noun phrase after a preposition: up to a sign, that, or what begins another phrase."""
    i = at
    while i < end and i - at < 20:
        if t.is_quotation(i) and (i == at or t.owns(i - 1) or t.is_a(i - 1, Word.DETERMINER)):
            return i + 1
        if t.is_sign(i) and not holds_together(t, i, end):
            break
        if t.is_a(i, Word.THAT) and not (i == at and t.is_a(i, Word.DETERMINER)):
            break
        if i > at and t.is_a(i, Word.PREPOSITION | Word.QUESTION) and not t.is_a(i, Word.TIME):
            break
        if i > at and (t.is_a(i, Word.PRONOUN | Word.DETERMINER | Word.POSSESSIVE)) and not t.owns(i - 1):
            break
        if (
            i > at
            and t.caps[i]
            and not t.caps[i - 1]
            and not t.is_a(i - 1, Word.DETERMINER | Word.POSSESSIVE | Word.PREPOSITION | Word.TITLE)
            and not t.owns(i - 1)
            and _clause_ahead(t, i, end)
        ):
            break
        if (
            i > at
            and t.is_a(i - 1, Word.TIME)
            and t.caps[i - 1]
            and not t.is_a(i, Word.TIME)
            and not t.keys[i].isdigit()
        ):
            break
        i += 1
    return i


def _clause_ahead(t: Tokens, i: int, end: int) -> bool:
    """Whether a verb follows the capitalised words at `i`, so that they are a subject."""
    for k in range(i + 1, min(end, i + 6)):
        if t.is_sign(k) or t.is_a(k, Word.THAT):
            return False
        if t.is_a(k, Word.AUXILIARY | Word.VERB):
            return True
    return False


def without_time(t: Tokens, first: int, last: int) -> int:
    """condemned the strike | on Thursday: when and where it was said is no part of what was said."""
    i = last
    while i > first + 1 and not t.is_sign(i) and not t.is_quotation(i):
        if t.is_a(i, Word.TIME | Word.DETERMINER) or t.keys[i].isdigit():
            i -= 1
        elif (
            t.is_a(i, Word.PREPOSITION)
            and i < last
            and t.is_a(i + 1, Word.TIME | Word.DETERMINER)
            and t.holds(Word.TIME, i + 1, last + 1)
        ):
            return i - 1
        elif i < last and t.is_a(i + 1, Word.TIME) and t.caps[i + 1]:
            return i
        else:
            return last
    return last


def is_lead(t: Tokens, first: int, last: int) -> bool:
    """A phrase that only sets the scene: Over the long term; In Brussels on Monday."""
    if not t.is_a(first, Word.PREPOSITION | Word.ADVERB | Word.TIME | Word.SUBORDINATE | Word.INFINITIVE):
        return False
    return not any(t.is_a(i, Word.AUXILIARY | Word.VERB) or t.is_quotation(i) for i in range(first, last + 1))


def only_lead(t: Tokens, first: int, last: int) -> bool:
    """But,: nothing said yet."""
    return all(t.is_a(i, Word.AND) or t.is_sign(i) for i in range(first, last + 1))
