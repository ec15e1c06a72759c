"""What a noun phrase can be in its sentence, as far as its words alone tell: a speaker, a paper, a subject."""

from __future__ import annotations

from statements.attributes import describes
from statements.freesentence import HEADS
from statements.language import Word
from statements.phrases import Noun
from statements.tokens import Tokens


def is_speaker(t: Tokens, noun: Noun) -> bool:
    """Whether a phrase can be somebody who speaks where every noun has a capital: an office, a body, a name."""
    first = noun.first
    if t.is_a(first, Word.NEGATION):
        return False
    if t.holds(HEADS | Word.PRONOUN, first, noun.last + 1):
        return True
    if t.is_quotation(first) or (t.keys[first] in t.language.table.definite and t.is_quotation(first + 1)):
        return True
    return t.caps[first] and not t.is_a(first, Word.DETERMINER | Word.POSSESSIVE | Word.QUANTITY)


def heads_phrase(t: Tokens, noun: Noun) -> bool:
    """Whether a phrase's own noun, which is its first word with a capital, is an office, a body or a name."""
    opened = t.is_a(noun.first, Word.DETERMINER | Word.POSSESSIVE)
    head = next((i for i in range(noun.first + opened, noun.core + 1) if t.caps[i] or t.is_quotation(i)), noun.core)
    if opened and head < noun.core and _is_capital_adjective(t, head):
        head += 1
    words = (t.keys[i] for i in range(noun.first, noun.core + 1))
    said = any(phrase.kind == "noun" for word in words for phrase in t.language.phrases.get(word, ()))
    plain = opened or said or (noun.first > 0 and _is_described(t, noun.first - 1))
    named = t.caps[noun.first] and not plain and not t.is_a(head, Word.VENUE | Word.WORK | Word.MUTE)
    return t.is_a(head, HEADS | Word.PRONOUN) or named or t.is_quotation(head)


def _is_capital_adjective(t: Tokens, i: int) -> bool:
    """das *Auswärtige* Amt: an adjective with the capital of the name it opens."""
    ending = t.language.adjective
    return ending is not None and not t.classes[i] and t.caps[i + 1] and bool(ending.search(t.keys[i]))


def _is_described(t: Tokens, before: int) -> bool:
    """folgende | Sanktionen: whether the word before a noun describes it, and is no verb."""
    return describes(t, before) and t.keys[before] not in t.language.phrases


def is_paper(t: Tokens, noun: Noun) -> bool:
    """Whether a phrase is something that is said or written: das Urteil, die ersten Worte Linds."""
    words = range(noun.first, noun.core + 1)
    kinds = {phrase.kind for i in words for phrase in t.language.phrases.get(t.keys[i], ())}
    table = t.language.table
    papers, compounds = tuple(table.papers), table.common_capitals
    written = (t.keys[i].endswith(papers) if compounds else t.keys[i] in papers for i in words)
    return "noun" in kinds or any(written) or any(t.is_a(i, Word.VENUE) for i in words)


def is_nominative(t: Tokens, noun: Noun) -> bool:
    """der Minister: an article and an office whose genders together leave the first case alone."""
    gender = t.language.table.gender
    first = noun.first
    if t.keys[first] not in t.language.table.subjective:
        return False
    head = next((i for i in range(first + 1, noun.core + 1) if t.is_a(i, HEADS)), None)
    if head is None:
        return False
    key = t.keys[head]
    told = [gender[key[k:]] for k in range(max(1, len(key) - 4)) if key[k:] in gender]
    return told[0] == "m" if told else t.is_a(head, Word.ROLE | Word.TITLE) and _is_mans(t, key)


def _is_mans(t: Tokens, key: str) -> bool:
    """Whether an office no table tells the gender of is a man's by its ending: Manager, not Managerin, Managern."""
    others = t.language.table.others_ending
    return bool(others) and not key.endswith(tuple(others))


def is_oblique(t: Tokens, noun: Noun) -> bool:
    """Whether the case of a phrase says that it is no subject: сказал *Дзержинскому*."""
    pattern = t.language.oblique
    if has_objective(t, noun) or (pattern is not None and bool(pattern.search(t.keys[noun.core]))):
        return True
    obliques = t.language.obliques
    return bool(obliques) and t.keys[next(iter(t.which(HEADS, noun.first, noun.core + 1)), noun.first)] in obliques


def has_objective(t: Tokens, noun: Noun) -> bool:
    """Whether its first word says that a phrase is no speaker: *dem* Minister widersprach X; *das* sagte X."""
    table, pattern = t.language.table, t.language.objective
    return (
        t.keys[noun.first] in table.objective
        or (noun.first == noun.last and t.keys[noun.first] in table.resumptive)
        or (pattern is not None and bool(pattern.search(t.keys[noun.first])))
    )
