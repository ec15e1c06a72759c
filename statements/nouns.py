"""Noun phrases by the words in them, without a tagger: where one begins and ends."""

from __future__ import annotations

from statements.language import Inflected, Word
from statements.tokens import Tokens
from statements.value import value

OPENS = Word.DETERMINER | Word.POSSESSIVE | Word.PRONOUN
BREAKS = Word.THAT | Word.SUBORDINATE | Word.RELATIVE | Word.QUESTION
SKIPPED = Word.AUXILIARY | Word.NEGATION | Word.ADVERB
_COMMAS = frozenset({",", "،", "，", "、"})
_DASHES = frozenset({"—", "–", "--", "-"})
NOUN_BEFORE = Word.DETERMINER | Word.POSSESSIVE | Word.PREPOSITION
"""What stands before a noun, never before a verb."""
INSIDE = frozenset({"&", "/", "’", "‘", "'", "."})
"""Signs that do not end a noun phrase."""


@value(frozen=True, slots=True)
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


def is_hyphen(t: Tokens, i: int) -> bool:
    """Whether token `i` is a hyphen inside a word: a 58-year-old pensioner."""
    joins = t.keys[i] == "-" and 0 < i < len(t) - 1
    return joins and t.ends[i - 1] == t.starts[i] and t.ends[i] == t.starts[i + 1]


def opens_phrase(t: Tokens, i: int) -> bool:
    return t.caps[i] or t.is_a(i, OPENS | Word.ROLE | Word.TITLE)


def phrase_ending(t: Tokens, begin: int, last: int) -> Noun | None:
    """The noun phrase whose last token is `last`."""
    if last < begin or (t.is_sign(last) and t.keys[last] not in INSIDE):
        return None
    if t.keys[last] in t.language.table.emphatic and last > begin and t.caps[last - 1]:
        return phrase_ending(t, begin, last - 1)  # Ada Lind herself
    if t.is_a(last, Word.PRONOUN) and not (t.caps[last] and t.is_a(last, Word.DETERMINER)):
        return Noun(last, last, last)
    if last > begin and t.caps[last] and t.is_a(last, Word.PREPOSITION | Word.TIME) and t.is_quotation(last - 1):
        return Noun(last, last, last)  # “…,” May said
    first = _trim_lead(t, _region_start(t, begin, last), last)
    first = _past_taken_up(t, first, last) if first is not None else None
    return Noun(_with_earlier(t, begin, first, last), last, last) if first is not None else None


def _past_taken_up(t: Tokens, first: int, last: int) -> int:
    """A charge | Islamabad has denied: past the noun whose relative clause the phrase is the subject of."""
    for i in range(first + 1, min(first + 3, last)):
        if t.keys[i] in t.language.table.nouns and (t.caps[i + 1] or t.is_a(i + 1, OPENS)):
            return i + 1 if takes_up(t, i + 1) is not None else first
    return first


def takes_up(t: Tokens, subject: int) -> int | None:
    """Where a noun begins that takes up what was said, before its verb's subject: …, a charge | he denied."""
    noun = subject - 1
    opens = noun - 1 - (noun > 1 and not t.is_a(noun - 1, Word.DETERMINER))
    known = t.keys[noun] in t.language.table.nouns and not t.caps[noun]
    if opens < 1 or not known or not t.is_a(opens, Word.DETERMINER):
        return None
    return opens if is_comma(t, opens - 1) or is_dash(t, opens - 1) else None


def _region_start(t: Tokens, begin: int, last: int) -> int:
    """Back to what cannot be inside the phrase: a sign, a verb, a conjunction that joins clauses."""
    i = last
    while i >= begin:
        if t.is_sign(i) and t.keys[i] not in INSIDE:
            if _is_nickname(t, begin, i, last) or is_hyphen(t, i):
                i -= 1
                continue
            break
        if i < last and t.is_a(i, Word.RELATIVE) and not is_comma(t, max(i - 1, 0)) and _is_restrictive(t, i):
            i -= 1
            continue
        if (
            t.is_a(i, BREAKS)
            and not t.caps[i]
            and not (t.is_a(i, Word.DETERMINER | Word.PREPOSITION) and _heads(t, i))
        ):
            break
        if t.is_a(i, Word.AND) and not _joins_nouns(t, begin, i):
            break
        if i < last and is_verb(t, i):
            relative = relative_before(t, begin, i)
            if relative is None:
                break
            i = relative
        i -= 1
    return i + 1


def relative_before(t: Tokens, begin: int, verb: int) -> int | None:
    """The pronoun of the relative clause that `verb` stands in: officials who have seen it."""
    for i in range(verb - 1, max(begin, verb - 12), -1):
        if t.is_sign(i):
            return None
        if t.is_a(i, Word.RELATIVE) and _is_restrictive(t, i):
            return i
    return None


def _is_nickname(t: Tokens, begin: int, i: int, last: int) -> bool:
    """Ada “the Lynx” Lind: a short quotation between two names."""
    if not (begin < i < last and t.is_quotation(i) and len(t.keys[i]) < 25) or t.pauses(i) or t.owns(i - 1):
        return False
    return t.caps[i - 1] and t.caps[i + 1]


def _heads(t: Tokens, i: int) -> bool:
    """that/before/after as a determiner or preposition: followed by a plain noun phrase."""
    return t.is_a(i, Word.PREPOSITION) and i > 0 and not t.is_sign(i - 1) and not t.is_a(i, Word.SUBORDINATE)


def _is_restrictive(t: Tokens, i: int) -> bool:
    """people who attended: a verb follows the pronoun, not a new subject."""
    after = i + 1
    return after < len(t) and not t.caps[after] and not t.is_a(after, OPENS) and i > 0 and not t.is_sign(i - 1)


def is_verb(t: Tokens, i: int) -> bool:
    if t.caps[i] or (t.is_a(i, Word.BODY) and i + 1 < len(t) and t.is_a(i + 1, Word.BODY)):
        return False  # state media
    if t.is_a(i, Word.ROLE) and i + 1 < len(t) and t.caps[i + 1] and not t.is_sign(i + 1):
        return False  # Senior advocate Ada Lind
    if t.is_a(i, Word.VERB | Word.AUXILIARY):
        return not (i + 1 < len(t) and t.is_a(i, Word.DETERMINER))
    if i > 0 and t.is_a(i - 1, NOUN_BEFORE) and not t.is_a(i - 1, Word.PRONOUN | Word.RELATIVE):
        return False
    phrases = t.language.phrases.get(t.keys[i])
    owned = i > 0 and t.owns(i - 1)  # the ministry's press service
    return phrases is not None and any(
        phrase.cue
        and not phrase.rest
        and not (owned and phrase.cue.form & Inflected.BASE)
        and phrase.cue.form & Inflected.FINITE
        and phrase.cue.form & Inflected.PASSIVE == 0
        for phrase in phrases
    )


def _joins_nouns(t: Tokens, begin: int, i: int) -> bool:
    """Germany and Italy; officials and diplomats."""
    if i <= begin or i + 1 >= len(t) or t.is_a(i, Word.CONTRAST):
        return False
    left, right = i - 1, i + 1
    if t.is_sign(left) or t.is_sign(right):
        return False
    if t.caps[left] and t.caps[right]:
        return True
    kinds = Word.ROLE | Word.BODY
    return (t.is_a(left, kinds) or t.caps[left] or t.is_plural(left)) and (
        t.is_a(right, kinds | Word.DETERMINER | Word.POSSESSIVE)
        or (not t.caps[left] and not t.is_a(right, Word.PRONOUN))
    )


def _trim_lead(t: Tokens, first: int, last: int) -> int | None:
    """Drops conjunctions, adverbs and a lead phrase: But on Monday | the ministry."""
    while first <= last and (
        t.is_a(first, Word.AND | Word.ADVERB | Word.SUBORDINATE) and not t.is_a(first, OPENS | Word.ROLE)
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
    described = t.is_a(first, Word.BODY | Word.ATTRIBUTE) or (is_comma(t, first - 1) and opens_phrase(t, first + 1))
    if not (opens_phrase(t, first) or described) and last - first > 3:
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
    lists = t.holds(Word.AND, first, last + 1)
    while first - 2 >= begin and is_comma(t, first - 1):
        start = first - 2
        while start >= begin and not (t.is_sign(start) and t.keys[start] not in INSIDE) and first - start < 12:
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
    if is_participle(t, first, last):
        return False
    kinds = Word.DETERMINER | Word.POSSESSIVE | Word.TITLE | Word.ROLE | Word.BODY
    return all(
        t.caps[i] or t.is_a(i, kinds) or t.owns(i) or t.is_a(i, Word.INNER) or t.keys[i] == "&"
        for i in range(first, last + 1)
    )


def is_participle(t: Tokens, first: int, last: int) -> bool:
    """Responding, …; Speaking to the radio, …: whether what opens a sentence is a participle, no name."""
    opens = t.caps[first] and not t.classes[first] and (first == 0 or t.keys[first - 1] in (".", "!", "?"))
    endings = (ending for ending, bits in t.language.endings if bits == Word.ING)
    if not opens or not any(ending.search(t.keys[first]) for ending in endings):
        return False
    if first == last:
        phrases = t.language.phrases.get(t.keys[first], ())
        return any(one.cue and one.cue.form & Inflected.PARTICIPLE for one in phrases)
    return t.is_a(first + 1, Word.PREPOSITION | Word.DETERMINER | Word.POSSESSIVE) and not t.caps[first + 1]


def _is_description(t: Tokens, first: int, last: int) -> bool:
    """Whether the words say what somebody is rather than his name."""
    return (
        t.is_a(first, Word.DETERMINER | Word.POSSESSIVE)
        or t.owns(first)
        or (not t.caps[last] and t.is_a(last, Word.ROLE | Word.TITLE | Word.BODY))
    )


def core_end(t: Tokens, begin: int, end: int) -> int:
    """Last token of the phrase that begins at `begin`, up to a sign, a verb or an adverbial."""
    i = begin
    if t.is_a(i, Word.PRONOUN) and not t.is_a(i, Word.DETERMINER):
        return i
    while i + 1 < end:
        after = i + 1
        if t.is_sign(after) and not holds_together(t, after, end):
            break
        if (
            t.is_a(after, BREAKS | Word.AUXILIARY | Word.TIME)
            or (is_verb(t, after) and not t.is_a(i, Word.DETERMINER | Word.POSSESSIVE))
        ) and not (
            t.is_a(after, Word.PREPOSITION) and after + 1 < end and t.is_a(after + 1, Word.ROLE | Word.TITLE)
        ):
            break
        if t.is_a(after, Word.PREPOSITION) and not t.is_a(after, Word.INNER):
            break
        if t.is_a(after, Word.PREPOSITION) and (
            after + 1 >= end or t.is_a(after + 1, Word.TIME) or _venue_follows(t, after, end)
        ):
            break
        if t.is_a(after, Word.AND) and not (after + 1 < end and _joins_nouns(t, begin, after)):
            break
        if t.is_a(after, Word.PRONOUN) and not t.is_a(after, Word.DETERMINER):
            break
        i = after
    return i


def holds_together(t: Tokens, sign: int, end: int) -> bool:
    """A sign inside a name: the stop of Gen. Lind, never the sentence's own."""
    return t.keys[sign] in INSIDE and sign + 1 < end and (t.keys[sign] != "." or not t.is_sign(sign + 1))


def _venue_follows(t: Tokens, preposition: int, end: int) -> bool:
    """in a statement, at a briefing: how it was said, not who."""
    if t.is_a(preposition, Word.OWNER):
        return False
    stop = min(end, preposition + 7)
    for i in range(preposition + 1, stop):
        if t.is_sign(i):
            return False
        if t.is_a(i, Word.VENUE):
            return True
    return t.is_a(preposition, Word.INFINITIVE) and not t.caps[min(preposition + 1, end - 1)]


def before_setting(t: Tokens, begin: int, last: int) -> int:
    """the ministry | in a statement on Monday, the army chief | while addressing cadets: where it was said."""
    table, verbs = t.language.table, Word.AUXILIARY | Word.VERB | Word.PAST | Word.RELATIVE
    for i in range(last - 1, begin, -1):
        if t.is_sign(i + 1) or t.is_a(i, verbs):
            break
        indefinite = t.is_a(i + 1, Word.POSSESSIVE | Word.DETERMINER) and t.keys[i + 1] not in table.definite
        if t.keys[i] in table.venues and indefinite:
            place = next((k for k in range(i + 2, last + 1) if t.is_a(k, Word.PREPOSITION)), last + 1) - 1
            apart = place > i + 1 and t.is_a(place, Word.VENUE)
        else:
            apart = t.keys[i] in table.settings and t.is_a(i + 1, Word.ING) and not t.is_a(i, Word.PREPOSITION)
        if apart and not (t.holds(verbs, begin, i) or t.is_a(begin, Word.PREPOSITION | Word.ING)):
            return i - 1
    return last
