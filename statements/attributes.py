"""What stands between an article and its noun: die *gestern in Bonn von der Agentur verbreitete* Erklärung."""

from __future__ import annotations

from statements.language import Word
from statements.tokens import Tokens

_LONGEST = 16
"""Tokens from an article to its noun."""
_LEADS = Word.PREPOSITION | Word.ADVERB | Word.TIME | Word.POSSESSIVE | Word.NEGATION
"""What opens the words that describe a participle: die *in* Bonn verbreitete, die *gestern* verbreitete."""
_PLAIN = Word.DETERMINER | Word.POSSESSIVE | Word.PREPOSITION
"""What stands before an adjective or a noun that nothing else describes."""


def describes(t: Tokens, i: int) -> bool:
    """Whether token `i` is written as an adjective before a noun is: große, verbreiteten."""
    ending = t.language.adjective
    plain = not (t.caps[i] or t.is_sign(i) or t.classes[i])
    return ending is not None and plain and bool(ending.search(t.keys[i]))


def noun_behind(t: Tokens, first: int, end: int) -> int | None:
    """The noun whose article is token `first`, where a phrase and a participle stand between the two."""
    if t.language.adjective is None or not t.is_a(first, Word.DETERMINER) or first + 3 >= end:
        return None
    lead = first + 1
    if t.caps[lead] or t.is_sign(lead) or not t.is_a(lead, _LEADS):
        return None
    for i in range(lead + 2, min(end, first + _LONGEST)):
        if t.is_sign(i) and t.keys[i] not in (".", "-"):
            return None
        if t.caps[i] and describes(t, i - 1) and _is_participle(t, lead, i - 1):
            return i
    return None


def is_within(t: Tokens, begin: int, i: int) -> bool:
    """Whether the participle at token `i`, which its noun follows, belongs to an article before it."""
    articles = (k for k in range(i - 2, max(begin - 1, i - _LONGEST), -1) if t.is_a(k, Word.DETERMINER))
    return any(noun_behind(t, k, len(t)) == i + 1 for k in articles)


def _is_participle(t: Tokens, lead: int, last: int) -> bool:
    """von der Agentur *verbreiteten*, not von der *amtlichen*: whether no other phrase opens right before it."""
    while last > lead and describes(t, last):
        last -= 1
    return t.caps[last] or (t.is_a(last, Word.ADVERB | Word.TIME | Word.NEGATION) and not t.is_a(last, _PLAIN))
