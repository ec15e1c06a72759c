"""Reported speech that no cue shows but its verb form: Deutschland sei bereit. Es habe die Mittel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from statements.bareclauses import shows_mood
from statements.colons import announcer, mentioned
from statements.cues import Hit
from statements.freesentence import AND_FURTHER, COLONS, FreeSentence, find
from statements.language import Word
from statements.model import Form, Span
from statements.nounkinds import heads_phrase, is_speaker
from statements.phrases import is_comma
from statements.sentence import Find
from statements.subjects import first_noun
from statements.tokens import Tokens
from statements.utterance import Utterance

REPORTED_MOOD = "reported-mood"
"""The rule of a sentence that only its verb form shows to be reported: it needs a speaker before it."""
MOOD_CLAUSE = "mood-clause"
"""The rule of a clause its verb form shows to be reported by the subject of the clause before it."""
HEREBY = "hereby"
"""The rule of a sentence that a word credits to whoever spoke before it: demnach."""
SPOKEN_BEFORE = frozenset({REPORTED_MOOD, HEREBY, AND_FURTHER})
"""Rules of sentences that are the words of somebody named before them."""
_OPENS_UNDER = Word.SUBORDINATE | Word.THAT | Word.RELATIVE | Word.CLAUSE_END | Word.QUESTION
_SHORTEST = 2
"""Tokens of a clause."""


def read_reported_mood(s: FreeSentence) -> None:
    """Deutschland sei bereit: a sentence whose verb form says that somebody else's words go on."""
    t, last = s.t, s.last
    if t.is_quotation(last) and t.keys[last - 1] in COLONS:
        last -= 2
    if _read_hereby(s, last):
        return
    moods = [i for i in range(s.begin, last + 1) if shows_mood(t, i)] or _hearsay(t, s.begin, last)
    if not moods or s.begin + 1 >= last:
        return
    main = next((i for i in moods if not _is_under(t, s.begin, i)), None)
    first = s.begin if main is None else _clause_start(t, s.begin, main)
    if main is not None and _read_behind_colon(s, main, last):
        return
    told = main is not None and (_tells(s, first) or _concedes(s, moods, first))
    if main is not None and not told:
        s.free = last + 1
        s.finds.append(find(Hit(main, main, "mood"), None, [(s.begin, last)], REPORTED_MOOD, shares=True))
        return
    verb = main or moods[0]
    if not shows_mood(t, verb, surely=True):
        return
    first = _clause_start(t, s.begin, verb)
    subject = first_noun(s, s.begin, first)
    if subject is not None and is_speaker(t, subject) and last - first >= _SHORTEST:
        s.free = last + 1
        s.finds.append(find(Hit(verb, verb, "mood"), subject, [(first, last)], MOOD_CLAUSE))


def _read_behind_colon(s: FreeSentence, mood: int, last: int) -> bool:
    """Die Partei ist dagegen: Der Hafen sei zu klein."""
    t = s.t
    colon = next((i for i in range(mood - 1, s.begin, -1) if t.keys[i] in COLONS), None)
    if colon is None or not shows_mood(t, mood, surely=True):
        return False
    if any(shows_mood(t, i) or t.is_quotation(i) for i in range(s.begin, colon)):
        return False
    subject = announcer(s, colon)
    if subject is None or not (heads_phrase(t, subject) or t.is_a(subject.first, Word.POSSESSIVE)):
        subject = mentioned(t, s.begin, colon)
    if subject is None:
        return False
    s.free = last + 1
    s.finds.append(find(Hit(mood, mood, "mood"), subject, [(colon + 1, last)], MOOD_CLAUSE))
    return True


def _read_hereby(s: FreeSentence, last: int) -> bool:
    """Demnach ist die Brücke sicher; die Brücke ist demnach sicher."""
    t = s.t
    said = t.keys[s.begin : last]
    word = next((s.begin + said.index(one) for one in t.language.table.hereby if one in said), None)
    if word is None:
        return False
    pieces = [(a, b) for a, b in ((s.begin, word - 1), (word + 1, last)) if b >= a]
    s.free = last + 1
    s.finds.append(find(Hit(word, word, "mood"), None, pieces, HEREBY, shares=True))
    return True


def _hearsay(t: Tokens, begin: int, last: int) -> list[int]:
    """Er soll geflohen sein: the auxiliary that with a perfect infinitive says that somebody else has it so."""
    order = t.language.order
    said = t.keys[begin:last]
    i = min((begin + said.index(word) for word in order.hearsay if word in said), default=None)
    if i is None or t.caps[i]:
        return []
    close = next((k for k in range(i + 1, last) if is_comma(t, k + 1)), last)
    if any(t.is_quotation(k) and t.goes_on(k) for k in range(begin, last + 1)):
        return [i]
    perfect = t.keys[close] in order.hearsay_ends and not (t.caps[close - 1] or t.is_sign(close - 1))
    return [i] if perfect else []


def _clause_start(t: Tokens, begin: int, verb: int) -> int:
    """The first token of the clause with the verb at token `verb`."""
    return next((i + 1 for i in range(verb - 1, begin, -1) if is_comma(t, i)), begin)


def _is_under(t: Tokens, begin: int, verb: int) -> bool:
    """…, weil man ihn brauche: whether a verb ends a clause under another."""
    first = _clause_start(t, begin, verb)
    first += t.is_a(first, Word.AND | Word.PREPOSITION) and not t.caps[first]
    ends = verb + 1 >= len(t) or t.is_sign(verb + 1) or t.is_a(verb + 1, Word.AND)
    opens = t.is_a(first, _OPENS_UNDER) and (first > begin or not t.is_a(first, Word.RELATIVE))
    return ends and opens and first < verb


def _concedes(s: FreeSentence, moods: Sequence[int], first: int) -> bool:
    """Obwohl Lind mit Gewinn rechnet, sei …: whether a clause of the reporter's own about somebody opens."""
    t = s.t
    if not t.is_a(s.begin, Word.SUBORDINATE) or first == s.begin or any(i < first for i in moods):
        return False
    noun = first_noun(s, s.begin + 1, first)
    return noun is not None and is_speaker(t, noun) and not t.is_a(noun.first, Word.PRONOUN)


def _tells(s: FreeSentence, before: int) -> bool:
    """Whether the reporter tells something before token `before`: a clause with its verb, under no other."""
    t = s.t
    if t.is_a(s.begin, Word.SUBORDINATE | Word.THAT):
        return False
    return any(t.is_a(i, Word.AUXILIARY | Word.VERB) or i in s.stops for i in range(s.begin + 1, before))


def is_surely_reported(t: Tokens, find: Find) -> bool:
    """Whether a sentence's verb form, words quoted in it, or the sentence behind it say that it is reported.

    Es würde teuer. Das Geld sei knapp.
    """
    first, last = find.content[0][0], find.content[-1][1]
    quoted = any(t.is_quotation(i) and t.goes_on(i) for i in range(first, last + 1))
    if quoted or shows_mood(t, find.hit.first, surely=True):
        return True
    end = next((i for i in range(last + 2, len(t)) if t.keys[i] == "."), len(t))
    return any(shows_mood(t, i, surely=True) for i in range(last + 2, end))


def joined(utterances: Sequence[Utterance], text: str) -> Sequence[Utterance]:
    """Two sentences of one speaker that stand side by side without a cue, as the one statement they are."""
    before, after = utterances[0], utterances[-1]
    if before is after or not _goes_on(before, after, text):
        return utterances
    whole = Span(_whole(before).start, _whole(after).end)
    sentence = Span(before.sentence.start, after.sentence.end)
    quoted = tuple(piece for one in utterances if one.form is Form.MIXED for piece in one.content)
    if not quoted:
        return [replace(before, content=(whole,), sentence=sentence)]
    return [replace(before, form=Form.MIXED, content=quoted, clause=whole, sentence=sentence)]


def _goes_on(before: Utterance, after: Utterance, text: str) -> bool:
    alike = before.rule == after.rule == REPORTED_MOOD and before.speaker == after.speaker
    return alike and not text[_whole(before).end : _whole(after).start].strip(" .!?")


def _whole(utterance: Utterance) -> Span:
    return utterance.clause or Span(utterance.content[0].start, utterance.content[-1].end)
