"""Noun phrases beside a cue: who speaks, found by the words around it, without a tagger."""

from __future__ import annotations

from dataclasses import dataclass

from statements.language import Inflected, Word
from statements.tokens import Tokens

_LONGEST = 45
"""Tokens a subject with its appositions can have; what is longer is not one."""
_SKIPPED = Word.AUXILIARY | Word.NEGATION | Word.ADVERB
_OPENS = Word.DETERMINER | Word.POSSESSIVE | Word.PRONOUN
_BREAKS = Word.THAT | Word.SUBORDINATE | Word.RELATIVE | Word.QUESTION
_COMMAS = frozenset({",", "،", "，", "、"})
_DASHES = frozenset({"—", "–", "--", "-"})
_INSIDE = frozenset({"&", "/", "’", "'", "."})
"""Signs that do not end a noun phrase."""


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun phrase as token places, both included."""

    first: int
    last: int
    core: int
    """Last token of the phrase proper; appositions and relative clauses come after it."""
    relative: int | None = None
    """The relative pronoun that stands for it as the cue's subject."""


def is_comma(t: Tokens, i: int) -> bool:
    """Whether token `i` is a comma in any script."""
    return t.keys[i] in _COMMAS


def is_dash(t: Tokens, i: int) -> bool:
    """Whether token `i` is a dash between clauses."""
    return t.keys[i] in _DASHES


def subject_before(t: Tokens, begin: int, cue: int) -> Noun | None:
    """The subject that ends before token `cue`, looking no further back than `begin`."""
    begin = max(begin, cue - _LONGEST)
    i = _skip_verb_group(t, begin, cue - 1)
    if i < begin:
        return None
    if t.is_quotation(i):
        return _before_aside(t, begin, i + 1) if _ends_participle(t, begin, i) else None
    if t.is_a(i, Word.RELATIVE) and i > begin and t.keys[i] != "where":
        return _antecedent(t, begin, i)
    if is_comma(t, i) or is_dash(t, i) or t.keys[i] == ")":
        return _before_aside(t, begin, i)
    if t.is_sign(i) and t.keys[i] not in _INSIDE:
        return None
    return _phrase_ending(t, begin, i)


def _ends_participle(t: Tokens, begin: int, quotation: int) -> bool:
    """X, citing “…,” said: the quotation belongs to an aside."""
    i = quotation - 1
    while i > begin and not t.is_sign(i):
        i -= 1
    return i > begin and is_comma(t, i) and t.keys[i + 1].endswith("ing")


def subject_after(t: Tokens, begin: int, end: int) -> Noun | None:
    """The subject that begins at token `begin`: said Kallas, replied the ministry's spokesman, Ivo Lind."""
    if begin >= end or t.is_sign(begin):
        return None
    if not (t.caps[begin] or t.is_a(begin, _OPENS | Word.ROLE | Word.TITLE | Word.BODY) or _names_soon(t, begin, end)):
        return None
    if t.is_a(begin, Word.TIME | Word.THAT) and not t.caps[begin]:
        return None
    core = _core_end(t, begin, end)
    last = core
    at = core + 1
    while at + 1 < end and is_comma(t, at) and at - begin < _LONGEST:
        stop = _aside_end(t, at + 1, end)
        if stop is None:
            break
        last, at = stop, stop + 1
    return Noun(begin, last, core)


def can_speak(t: Tokens, noun: Noun) -> bool:
    """Whether the phrase names somebody who can say something: a name, an office, a body, a pronoun."""
    head = head_of(t, noun)
    if t.is_a(head, Word.MUTE):
        return False
    if t.is_a(head, Word.PRONOUN | Word.ROLE | Word.BODY | Word.TITLE):
        return True
    if any(t.is_a(i, Word.ROLE) and (i == noun.first or not t.caps[i]) for i in range(noun.first, head)):
        return True
    if any(t.keys[i][0].isdigit() for i in range(noun.first, noun.core + 1)) or t.is_a(noun.first, Word.PRONOUN):
        return True
    if t.caps[head] and (head > noun.first or not t.is_a(head, ~(Word.TITLE | Word.ROLE | Word.BODY))):
        return not t.is_a(head, Word.TIME)
    person = t.language.person
    return bool(person and person.search(t.keys[head])) or noun.last > noun.core + 1 and t.caps[noun.core + 2]


def head_of(t: Tokens, noun: Noun) -> int:
    """The phrase's head word: the last before its first preposition, relative or sign."""
    i = noun.first
    while i < noun.core:
        after = i + 1
        if t.is_a(after, Word.PREPOSITION | Word.RELATIVE) and not t.caps[after] and i >= noun.first:
            break
        if t.is_sign(after) and t.keys[after] not in _INSIDE:
            break
        i = after
    while i > noun.first and t.is_sign(i):
        i -= 1
    return i


def _skip_verb_group(t: Tokens, begin: int, i: int) -> int:
    """Back over has, also, repeatedly, on Thursday, to the subject's last token."""
    while i >= begin:
        if t.keys[i] == "to" and i - 1 >= begin and not t.is_sign(i - 1):
            i -= 2
        elif t.is_a(i, Word.TIME) and not _names(t, begin, i):
            i = _skip_time(t, begin, i)
        elif t.is_a(i, _SKIPPED) and not t.is_a(i, Word.PRONOUN) and not t.caps[i]:
            i -= 1
        else:
            return i
    return i


def _names(t: Tokens, begin: int, i: int) -> bool:
    """A weekday or month that is part of a name: Theresa May."""
    return t.caps[i] and t.keys[i] in ("may", "march", "april", "june", "august", "summer") and i > begin and t.caps[i - 1]


def _names_soon(t: Tokens, begin: int, end: int) -> bool:
    """retired Army Gen. Lind, longtime adviser Ivo Berg: plain words before a name or an office."""
    if t.is_a(begin, Word.PREPOSITION | _SKIPPED | Word.AND | Word.TIME | _BREAKS):
        return False
    for i in range(begin + 1, min(end, begin + 4)):
        if t.is_sign(i) or t.is_a(i, Word.PREPOSITION | Word.AUXILIARY):
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
    noun = _before_aside(t, begin, i) if is_comma(t, i) else _phrase_ending(t, begin, i)
    if noun is None:
        return None
    first = noun.first
    if t.caps[noun.core] and noun.core - first > 4:
        first = noun.core
        while first - 1 >= noun.first and (t.caps[first - 1] or t.is_a(first - 1, Word.TITLE) or t.keys[first - 1] == "."):
            first -= 1
    return Noun(first, min(noun.last, i), noun.core, relative)


def _before_aside(t: Tokens, begin: int, comma: int) -> Noun | None:
    """X, the minister, said: the subject is the leftmost phrase that only asides part from the cue."""
    chunks = _chunks(t, begin, comma)
    best: Noun | None = None
    for first, last in chunks:
        opens_clause = t.is_a(first, Word.AND)
        if best is not None and not (opens_clause or _is_aside(t, first, last)):
            break
        noun = _phrase_ending(t, first, _without_brackets(t, first, last))
        if noun is not None and noun.first > first + 2 and best is not None and _is_name(t, noun):
            return Noun(noun.first, comma - 1, noun.core)
        whole = noun is not None and (noun.first <= first + 2 or best is None)
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
        elif t.is_sign(i) and t.keys[i] not in _INSIDE and t.keys[i] not in "()":
            if not (t.is_quotation(i) and _ends_participle(t, begin, i)):
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
    if t.keys[first].endswith(("ing", "ed")) and not t.caps[first]:
        return True
    if not _opens_phrase(t, first):
        return False
    verb = next((i for i in range(first + 1, last + 1) if _is_verb(t, i)), None)
    return verb is None or _relative_before(t, first, verb) is not None


def _opens_phrase(t: Tokens, i: int) -> bool:
    return t.caps[i] or t.is_a(i, _OPENS | Word.ROLE | Word.TITLE)


def _phrase_ending(t: Tokens, begin: int, last: int) -> Noun | None:
    """The noun phrase whose last token is `last`."""
    if last < begin or (t.is_sign(last) and t.keys[last] not in _INSIDE):
        return None
    if t.is_a(last, Word.PRONOUN) and not t.caps[last] or t.keys[last] in ("he", "she", "they", "it", "i", "we"):
        return Noun(last, last, last)
    first = _region_start(t, begin, last)
    first = _trim_lead(t, first, last)
    if first is None:
        return None
    first = _with_earlier(t, begin, first, last)
    return Noun(first, last, last)


def _region_start(t: Tokens, begin: int, last: int) -> int:
    """Back to what cannot be inside the phrase: a sign, a verb, a conjunction that joins clauses."""
    i = last
    while i >= begin:
        if t.is_sign(i) and t.keys[i] not in _INSIDE:
            if _is_nickname(t, begin, i, last):
                i -= 1
                continue
            break
        if i < last and t.is_a(i, Word.RELATIVE) and not is_comma(t, max(i - 1, 0)) and _is_restrictive(t, i):
            i -= 1
            continue
        if t.is_a(i, _BREAKS) and not t.caps[i] and not (t.is_a(i, Word.DETERMINER | Word.PREPOSITION) and _heads(t, i)):
            break
        if t.is_a(i, Word.AND) and not _joins_nouns(t, begin, i):
            break
        if i < last and _is_verb(t, i):
            relative = _relative_before(t, begin, i)
            if relative is None:
                break
            i = relative
        i -= 1
    return i + 1


def _relative_before(t: Tokens, begin: int, verb: int) -> int | None:
    """The pronoun of the relative clause that `verb` stands in: officials who have seen it."""
    for i in range(verb - 1, max(begin, verb - 12), -1):
        if t.is_sign(i):
            return None
        if t.is_a(i, Word.RELATIVE) and _is_restrictive(t, i):
            return i
    return None


def _is_nickname(t: Tokens, begin: int, i: int, last: int) -> bool:
    """Ada “the Lynx” Lind: a short quotation between two names."""
    return begin < i < last and t.is_quotation(i) and len(t.keys[i]) < 25 and t.caps[i - 1] and t.caps[i + 1]


def _heads(t: Tokens, i: int) -> bool:
    """that/before/after as a determiner or preposition: followed by a plain noun phrase."""
    return t.is_a(i, Word.PREPOSITION) and i > 0 and not t.is_sign(i - 1) and not t.is_a(i, Word.SUBORDINATE)


def _is_restrictive(t: Tokens, i: int) -> bool:
    """people who attended: a verb follows the pronoun, not a new subject."""
    after = i + 1
    return after < len(t) and not t.caps[after] and not t.is_a(after, _OPENS) and i > 0 and not t.is_sign(i - 1)


def _is_verb(t: Tokens, i: int) -> bool:
    if t.caps[i]:
        return False
    if t.is_a(i, Word.VERB | Word.AUXILIARY):
        return not (i + 1 < len(t) and t.is_a(i, Word.DETERMINER))
    return any(
        phrase.cue and not phrase.rest and phrase.cue.form & Inflected.FINITE and phrase.cue.form & Inflected.PASSIVE == 0
        for phrase in t.language.phrases.get(t.keys[i], ())
    )


def _joins_nouns(t: Tokens, begin: int, i: int) -> bool:
    """Germany and Italy; officials and diplomats."""
    if i <= begin or i + 1 >= len(t) or t.keys[i] in ("but", "so", "yet"):
        return False
    left, right = i - 1, i + 1
    if t.is_sign(left) or t.is_sign(right):
        return False
    if t.caps[left] and t.caps[right]:
        return True
    kinds = Word.ROLE | Word.BODY
    return (t.is_a(left, kinds) or t.caps[left] or t.keys[left].endswith("s")) and (
        t.is_a(right, kinds | Word.DETERMINER | Word.POSSESSIVE) or (not t.caps[left] and not t.is_a(right, Word.PRONOUN))
    )


def _trim_lead(t: Tokens, first: int, last: int) -> int | None:
    """Drops conjunctions, adverbs and a lead phrase: But on Monday | the ministry."""
    while first <= last and (
        t.is_a(first, Word.AND | Word.ADVERB | Word.SUBORDINATE) and not t.is_a(first, _OPENS | Word.ROLE)
    ):
        first += 1
    if first > last:
        return None
    if t.is_a(first, Word.TIME) and not t.is_a(first, Word.ROLE):
        while first <= last and (t.is_a(first, Word.TIME) or t.keys[first].isdigit()):
            first += 1
        return first if first <= last else None
    if t.is_a(first, Word.PREPOSITION) and not t.is_a(first, Word.ROLE | Word.TITLE):
        return _after_lead_phrase(t, first, last)
    if not _opens_phrase(t, first) and last - first > 3:
        return next((i for i in range(first + 1, last + 1) if _starts_anew(t, i)), first)
    return first


def _after_lead_phrase(t: Tokens, first: int, last: int) -> int | None:
    """In Seoul | the Joint Chiefs; On Monday | Kallas; In a statement | she."""
    for i in range(first + 2, last + 1):
        if _starts_anew(t, i):
            return i
    return None


def _starts_anew(t: Tokens, i: int) -> bool:
    """Whether a phrase can begin at token `i` though no sign stands before it."""
    before = i - 1
    if t.is_a(before, Word.PREPOSITION | Word.DETERMINER | Word.POSSESSIVE | Word.AND) or t.owns(before):
        return False
    if t.is_a(i, Word.DETERMINER | Word.POSSESSIVE | Word.PRONOUN):
        return not t.is_a(i, Word.PREPOSITION)
    return t.caps[i] and not t.is_a(i, Word.TIME) and (not t.caps[before] or t.is_a(before, Word.TIME))


def _with_earlier(t: Tokens, begin: int, first: int, last: int) -> int:
    """Adds what the phrase is an apposition of, or a list's earlier names: France, Germany and Italy."""
    lists = any(t.is_a(i, Word.AND) for i in range(first, last + 1))
    while first - 2 >= begin and is_comma(t, first - 1):
        start = first - 2
        while start >= begin and not (t.is_sign(start) and t.keys[start] not in _INSIDE) and first - start < 12:
            start -= 1
        start += 1
        at_edge = start == begin or is_comma(t, start - 1) or is_dash(t, start - 1)
        described = _is_description(t, first, last) != _is_description(t, start, first - 2)
        if not (at_edge and start < first - 1 and (lists or described) and _is_plain(t, start, first - 2)):
            return first
        first = start
    return first


def _is_plain(t: Tokens, first: int, last: int) -> bool:
    """Whether the words are a bare noun phrase: names, titles, determiners."""
    if t.is_a(first, Word.TIME | Word.ADVERB | Word.PREPOSITION | Word.AND | Word.SUBORDINATE):
        return False
    kinds = Word.DETERMINER | Word.POSSESSIVE | Word.TITLE | Word.ROLE | Word.BODY
    return all(
        t.caps[i] or t.is_a(i, kinds) or t.owns(i) or t.keys[i] in ("of", "for", "&", "to") for i in range(first, last + 1)
    )


def _is_description(t: Tokens, first: int, last: int) -> bool:
    """Whether the words say what somebody is rather than his name."""
    return t.is_a(first, Word.DETERMINER | Word.POSSESSIVE) or t.owns(first) or (
        not t.caps[last] and t.is_a(last, Word.ROLE | Word.TITLE | Word.BODY)
    )


def _core_end(t: Tokens, begin: int, end: int) -> int:
    """Last token of the phrase that begins at `begin`, up to a sign, a verb or an adverbial."""
    i = begin
    if t.is_a(i, Word.PRONOUN) and not t.is_a(i, Word.DETERMINER):
        return i
    while i + 1 < end:
        after = i + 1
        if t.is_sign(after) and not holds_together(t, after, end):
            break
        if t.is_a(after, _BREAKS | Word.AUXILIARY | Word.TIME) or _is_verb(t, after):
            if not (t.is_a(after, Word.PREPOSITION) and after + 1 < end and t.is_a(after + 1, Word.ROLE | Word.TITLE)):
                break
        if t.is_a(after, Word.PREPOSITION) and t.keys[after] not in ("of", "for", "at", "from", "with", "to", "in"):
            break
        if t.is_a(after, Word.PREPOSITION) and (after + 1 >= end or t.is_a(after + 1, Word.TIME) or _venue_follows(t, after, end)):
            break
        if t.is_a(after, Word.AND) and not (after + 1 < end and _joins_nouns(t, begin, after)):
            break
        if t.is_a(after, Word.PRONOUN) and not t.is_a(after, Word.DETERMINER):
            break
        i = after
    return i


def holds_together(t: Tokens, sign: int, end: int) -> bool:
    """A sign inside a name: the stop of Gen. Lind, never the sentence's own."""
    return t.keys[sign] in _INSIDE and sign + 1 < end and (t.keys[sign] != "." or not t.is_sign(sign + 1))


def _venue_follows(t: Tokens, preposition: int, end: int) -> bool:
    """in a statement, at a briefing: how it was said, not who."""
    if t.keys[preposition] in ("of", "for"):
        return False
    stop = min(end, preposition + 7)
    for i in range(preposition + 1, stop):
        if t.is_sign(i):
            return False
        if t.is_a(i, Word.VENUE):
            return True
    return t.keys[preposition] in ("in", "to") and not t.caps[min(preposition + 1, end - 1)]


def _aside_end(t: Tokens, begin: int, end: int) -> int | None:
    """Last token of an apposition that begins at `begin`: , director of the Carnegie Center."""
    if not (_opens_phrase(t, begin) or t.is_a(begin, Word.RELATIVE)) or t.is_a(begin, Word.TIME):
        return None
    if t.is_a(begin, Word.PRONOUN) and not t.is_a(begin, Word.DETERMINER | Word.RELATIVE):
        return None
    i = begin
    while i < end and not (t.is_sign(i) and not holds_together(t, i, end)):
        if i > begin and _is_verb(t, i) and not t.is_a(begin, Word.RELATIVE):
            return None
        i += 1
    return i - 1 if i > begin else None
