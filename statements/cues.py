"""Finds the reporting words of a sentence, and tells verbs from the nouns they look like."""

from __future__ import annotations

from bisect import bisect_left

from statements.language import Cue, Inflected, Word
from statements.tokens import Tokens
from statements.value import value

_NOUN_BEFORE = Word.DETERMINER | Word.POSSESSIVE | Word.PREPOSITION


@value(frozen=True, slots=True)
class Hit:
    """A reporting word in a sentence, as token places, both included."""

    first: int
    last: int
    kind: str
    """cue, noun, according, according_after or passive."""
    cue: Cue | None = None
    negated: bool = False
    passive: bool = False

    def takes(self, content: str) -> bool:
        """Whether the cue can have content of this kind."""
        return self.cue is not None and content in self.cue.takes


def find_cues(t: Tokens, begin: int, end: int) -> list[Hit]:
    """The reporting words between tokens `begin` and `end`, in order."""
    hits: list[Hit] = []
    after = begin
    for i in t.phrases[bisect_left(t.phrases, begin) : bisect_left(t.phrases, end)]:
        if i < after:
            continue
        found = t.phrase_at(i, end)
        if found is None:
            continue
        phrase, last = found
        if phrase.cue is None:
            if phrase.kind == "passive":
                continue
            hits.append(Hit(i, last, phrase.kind))
        else:
            hit = _verb(t, begin, end, i, last, phrase.cue)
            if hit is not None:
                hits.append(hit)
            elif any(p.kind == "noun" for p in t.language.phrases[t.keys[i]]):
                hits.append(Hit(i, i, "noun"))
                last = i
            else:
                continue
        after = last + 1
    return hits


def _verb(t: Tokens, begin: int, end: int, i: int, last: int, cue: Cue) -> Hit | None:
    """The cue as a verb of its sentence, or None where the word is a noun or an adjective there."""
    if t.caps[i] and i > begin and t.language.table.capitals:
        return None
    before = i - 1
    while before >= begin and t.is_a(before, Word.ADVERB | Word.NEGATION) and not t.is_a(before, Word.AUXILIARY):
        before -= 1
    negated = t.holds(Word.NEGATION, max(begin, i - 3), i)
    if before >= begin:
        if t.is_a(before, Word.AUXILIARY) and not (t.caps[before] and before > begin):
            return _after_auxiliary(t, before, i, last, cue, negated)
        if t.is_a(before, Word.INFINITIVE):
            if before > begin and t.keys[before - 1] in t.language.table.permitting:
                return None
            return Hit(i, last, "cue", cue, negated) if cue.form & Inflected.BASE else None
        if _is_nominal_place(t, before, i, last, cue):
            return None
    if before < begin and cue.form & Inflected.PASSIVE and not (last + 1 < end and t.caps[last + 1]):
        return Hit(i, last, "cue", cue, negated, passive=True)
    if cue.form & Inflected.FINITE or cue.form & Inflected.PARTICIPLE:
        return Hit(i, last, "cue", cue, negated)
    return None


def _after_auxiliary(t: Tokens, aux: int, i: int, last: int, cue: Cue, negated: bool) -> Hit | None:
    """is saying, was told, has said, did say."""
    if t.is_a(aux, Word.BE) and cue.form & Inflected.PARTICIPLE:
        return Hit(i, last, "cue", cue, negated)
    if t.is_a(aux, Word.HAVE):
        return Hit(i, last, "cue", cue, negated) if cue.form & (Inflected.PASSIVE | Inflected.FINITE) else None
    if t.is_a(aux, Word.BE):
        return Hit(i, last, "cue", cue, negated, passive=True) if cue.form & Inflected.PASSIVE else None
    return Hit(i, last, "cue", cue, negated) if cue.form & Inflected.BASE else None


def is_credit(t: Tokens, first: int, last: int) -> bool:
    """As reported | by the harbour office: whether the cue is a participle that credits somebody."""
    table = t.language.table
    return t.keys[first - 1] in table.as_said and last + 1 < len(t) and t.keys[last + 1] in table.passives


def _is_plural_noun(t: Tokens, before: int, i: int, last: int, cue: Cue) -> bool:
    """loud chants of “…”, those states that have …, many reasons: no verb of this form could stand there."""
    if i != last or cue.plain or not t.is_plural(i):
        return False
    after = i + 1
    if t.keys[before] in t.language.table.plurals:
        return True
    if after + 1 >= len(t):
        return False
    verb = t.is_a(after + 1, Word.AUXILIARY | Word.VERB) and not t.is_a(after + 1, Word.PRONOUN)
    return (verb and t.is_a(after, Word.RELATIVE)) or t.is_a(after, Word.OWNER)


def _is_nominal_place(t: Tokens, before: int, i: int, last: int, cue: Cue) -> bool:
    """The call, their demands, in response: a noun, not a verb."""
    if t.is_quotation(before):
        return before > 0 and t.owns(before - 1)
    if is_credit(t, i, last):
        return False
    if cue.form & Inflected.PARTICIPLE and t.is_a(before, Word.SUBORDINATE):
        return False
    after = last + 1
    named = not cue.plain and t.is_plural(i) and t.is_a(before, Word.BODY)
    if named and after < len(t) and t.is_a(after, Word.PREPOSITION):
        return not t.caps[before]  # media reports about
    looks_like_noun = bool(cue.form & (Inflected.BASE | Inflected.PARTICIPLE)) or t.is_plural(i)
    if cue.form & Inflected.PARTICIPLE and t.keys[before] in t.language.table.gerunds:
        return last + 1 < len(t) and t.keys[last + 1] in t.language.table.noun_from
    if t.is_a(before, _NOUN_BEFORE) and not t.is_a(before, Word.PRONOUN):
        return True
    if t.keys[before].isdigit() or _is_plural_noun(t, before, i, last, cue):
        return True
    if t.owns(before):
        return looks_like_noun
    if i == last and cue.form & Inflected.BASE and t.keys[i] == cue.lemma and not cue.plain:
        plural = (
            (t.is_a(before, Word.PRONOUN | Word.RELATIVE) and t.keys[before] not in t.language.table.indefinite)
            or t.is_plural(before)
            or t.is_a(before, Word.ROLE)
        )
        plural = plural or (t.caps[before] and before > 0 and t.is_a(before - 1, Word.AND))
        return not plural and not t.is_sign(before)
    return False
