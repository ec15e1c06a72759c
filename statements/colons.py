"""Quotations behind a colon that no cue announces: Kritik kam von X: „…“;  und weiter: „…“"""

from __future__ import annotations

from statements.cues import Hit
from statements.freesentence import AND_FURTHER, COLONS, HEADS, LIGHT, FreeSentence, find
from statements.language import Word
from statements.nounkinds import has_objective, heads_phrase, is_paper
from statements.nounphrases import nouns_in
from statements.phrases import Noun
from statements.subjects import first_noun
from statements.tokens import Tokens


def quote_after_colon(s: FreeSentence) -> None:
    """X left it open: “…”;  adds the quotation that ends the sentence to the finds, where nobody took it."""
    t = s.t
    last = s.last
    first = last
    while first > s.begin and t.is_quotation(first - 1):
        first -= 1
    colon = first - 1
    if not t.is_quotation(last) or colon <= s.begin or t.keys[colon] not in COLONS or s.free > first:
        return
    if t.holds(Word.MUTE, s.begin, colon):
        return
    hit = Hit(colon, colon, "colon")
    if s.finds:
        s.finds.append(find(hit, None, [(first, last)], "colon-quote", shares=True))
        return
    if all(t.is_a(i, LIGHT | Word.AND) for i in range(s.begin, colon)):
        s.finds.append(find(hit, None, [(first, last)], AND_FURTHER, shares=True))
        return
    subject = announcer(s, colon) if t.language.order.split else first_noun(s, s.begin, colon)
    if t.language.order.split and (subject is None or not _announces(t, subject)):
        if not t.holds(Word.WORK, s.begin, colon):
            s.finds.append(find(hit, None, [(first, last)], AND_FURTHER, shares=True))
    elif subject is not None:
        s.finds.append(find(hit, subject, [(first, last)], "colon-quote"))


def _announces(t: Tokens, noun: Noun) -> bool:
    """Der Grund ist klar: „…“: whether a phrase before a colon can say or hold what follows, and is no thing."""
    return t.is_a(noun.first, Word.PRONOUN | Word.POSSESSIVE) or heads_phrase(t, noun) or is_paper(t, noun)


def announcer(s: FreeSentence, colon: int) -> Noun | None:
    """Whom a sentence is about that ends in a colon, or whose it is: Kritik kam von X: „…“; im Urteil steht: „…“"""
    t = s.t
    found = nouns_in(t, s.begin, colon, s.stops)
    nouns = [(noun, at) for noun, at in found if t.keys[noun.first] not in t.language.table.expletive]
    subjects = [noun for noun, at in nouns if at is None and not has_objective(t, noun)]
    holding = t.language.table.opinion if not subjects else ()
    credited = (*t.language.table.passives, *holding)
    agents = [noun for noun, at in nouns if at is not None and t.keys[at] in credited]
    if agents and subjects and subjects[0].last == s.begin and not t.classes[s.begin]:
        subjects = subjects[1:]  # Lob kam von Lind
    heads = (noun for noun in (*subjects, *agents) if heads_phrase(t, noun))
    known = (noun for noun in heads if not t.is_a(noun.first, Word.PRONOUN))
    some = (n for n, at in nouns if is_paper(t, n) or (at is None and t.is_a(n.first, Word.PRONOUN)))
    ranked = (known, agents, some, subjects)
    best = next((noun for ones in ranked for noun in ones), None)
    if best is not None and t.is_a(best.first, Word.POSSESSIVE) and not heads_phrase(t, best):
        return Noun(best.first, best.first, best.first)  # Sein Urteil: „…“
    return best


def _is_headed(t: Tokens, noun: Noun) -> bool:
    """Whether a phrase is an office or a body by its first noun."""
    return t.is_a(next((i for i in range(noun.first, noun.core + 1) if t.caps[i]), noun.first), HEADS)


def mentioned(t: Tokens, begin: int, end: int, *, agent: bool = False) -> Noun | None:
    """Whom a sentence names that is about a thing: Kritik kam *von X*;  *in der Partei* gibt es Streit.

    An `agent` is who did it: von X.
    """
    spoken = [(noun, at) for noun, at in nouns_in(t, begin, end, frozenset()) if heads_phrase(t, noun)]
    agents = (noun for noun, at in spoken if at is not None and t.keys[at] in t.language.table.passives)
    others = (noun for noun, _ in spoken if not agent and _is_headed(t, noun))
    return next(agents, None) or next(others, None)
