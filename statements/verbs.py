"""Reporting verbs where they need not stand in one piece: "hat … erklärt", "teilte … mit", "a-t-il ajouté"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import replace

from statements.attributes import is_within
from statements.cues import Hit
from statements.language import Cue, Inflected, Phrase, Word
from statements.nouns import is_comma
from statements.tokens import Tokens
from statements.utterance import Frame
from statements.value import value

_BETWEEN = Word.ADVERB | Word.NEGATION | Word.AUXILIARY
_NOUN_BEFORE = Word.DETERMINER | Word.POSSESSIVE | Word.PREPOSITION
_ANY = Cue("", Inflected.FINITE, {"quote": Frame.SAY}, True)
"""A reporting word of a language without a table."""
_REACH = 40
"""Tokens between the parts of one verb."""
_WITHIN = 6
"""Tokens behind a verb within which its pronoun stands: sprach sich … aus."""
_CREDIT = 6
"""Tokens from a preposition to the noun of saying it credits with."""


@value(frozen=True, slots=True)
class Report:
    """A reporting word with the places its verb takes, as tokens."""

    hit: Hit
    finite: int
    """First token of the part that stands where a verb stands."""
    core: int
    """Last token of that part."""
    tail: int
    """Last token of the verb's last part."""

    @property
    def split(self) -> bool:
        """Whether other words stand between the parts."""
        return self.tail > self.core

    def is_of(self, lemmas: Collection[str]) -> bool:
        """Whether its verb is one of these."""
        return self.hit.cue is not None and self.hit.cue.lemma in lemmas


def find_reports(t: Tokens, begin: int, end: int) -> list[Report]:
    """The reporting words between tokens `begin` and `end`, in order."""
    if t.language.order.any_verb:
        return [
            Report(Hit(i, i, "cue", _ANY), i, i, i)
            for i in range(begin, end)
            if _is_beside_quotation(t, begin, i, end)
        ]
    found: list[Report] = []
    after = begin
    for i in t.phrases[bisect_left(t.phrases, begin) : bisect_left(t.phrases, end)]:
        if i < after:
            continue
        report = _parted(t, i, end) or _whole(t, begin, i, end) or _credited(t, i, end)
        report = report or (_sharing(t, found[-1], i, end) if found else None)
        if report is not None and not _is_bracketed(t, begin, report, end):
            found.append(report)
            after = report.hit.last + 1
    return found


def _sharing(t: Tokens, before: Report, i: int, end: int) -> Report | None:
    """a salué l’accord *et assuré* que: a participle that a conjunction joins to the one before it."""
    place = t.phrase_at(i, end)
    perfect = t.language.table.perfect
    if place is None or place[0].cue is None or t.language.order.split or not t.is_a(i - 1, Word.AND):
        return None
    if not place[0].cue.form & Inflected.PASSIVE or t.keys[before.finite] not in perfect:
        return None
    return Report(Hit(i, place[1], "cue", place[0].cue, _negated(t, i)), i, place[1], place[1])


def _is_beside_quotation(t: Tokens, begin: int, i: int, end: int) -> bool:
    """“…”, word Name;  Name word: “…”: all that tells a cue in a language without a table."""
    if t.is_sign(i) or t.caps[i] or t.keys[i][0].isdigit():
        return False
    before = i - 1
    while before >= begin and t.is_sign(before) and not t.is_quotation(before):
        before -= 1
    quoted = begin <= before < i and t.is_quotation(before) and i - before <= 3
    named = any(t.caps[k] for k in range(i + 1, min(end, i + 4)) if not any(map(t.is_sign, range(i + 1, k + 1))))
    announced = i + 2 < end and t.keys[i + 1] == ":" and t.is_quotation(i + 2) and i > begin and t.caps[i - 1]
    return (quoted and named) or announced


def _parted(t: Tokens, i: int, end: int) -> Report | None:
    """teilte … mit: the particle ends the clause."""
    if not t.language.order.split or (t.caps[i] and i > 0 and not t.is_sign(i - 1)):
        return None
    for phrase in t.language.phrases.get(t.keys[i], ()):
        if phrase.cue is None or not phrase.rest or not phrase.cue.form & Inflected.FINITE:
            continue
        *within, particle = phrase.rest
        ahead = t.keys[i + 1 : min(end, i + _REACH)]
        if particle not in ahead or any(word not in ahead for word in within):
            continue
        for k in range(i + 1, min(end, i + _REACH)):
            free = t.keys[k] == particle and t.keys[k - 1] not in t.language.sure_moods  # sagte, der Hafen sei | zu
            if free and _ends_clause(t, k, end) and _bears(t, within, i, k):
                return Report(Hit(i, i, "cue", phrase.cue, _negated(t, i)), i, i, k)
            if t.keys[k] in (":", ";"):
                break
    return None


def _bears(t: Tokens, within: Sequence[str], i: int, last: int) -> bool:
    """sprach *sich* … aus; gab … *zu* Protokoll: where a verb's further words stand."""
    beside = (*t.keys[i + 1 : i + _WITHIN], *t.keys[max(i + 1, last - len(within)) : last])
    return all(word in beside for word in within)


def _is_bracketed(t: Tokens, begin: int, r: Report, end: int) -> bool:
    """(dpa berichtete): a remark between brackets reports nothing of its sentence."""
    closes = r.tail + 1 < end and t.keys[r.tail + 1] == ")"
    return closes and any(t.keys[k] == "(" for k in range(max(begin, r.hit.first - 4), r.hit.first))


def _credited(t: Tokens, i: int, end: int) -> Report | None:
    """Nach israelischen Militärangaben: a preposition and a noun of saying credit what is said."""
    for phrase in t.language.phrases.get(t.keys[i], ()):
        if phrase.kind != "crediting":
            continue
        for k in range(i + 1, min(end, i + _CREDIT)):
            if t.is_sign(k) or t.is_a(k, Word.PREPOSITION | Word.THAT):
                break
            if t.caps[k] and any(t.keys[k].endswith(noun) for noun in t.language.table.crediting[t.keys[i]]):
                return Report(Hit(i, k, "according"), i, k, k)
    return None


def _ends_clause(t: Tokens, i: int, end: int) -> bool:
    return i + 1 >= end or t.is_sign(i + 1) or t.is_a(i + 1, Word.AND | Word.THAT | Word.SUBORDINATE)


def _spread(t: Tokens, i: int, end: int) -> tuple[Phrase, int] | None:
    """s’est *toutefois* dit prêt, ha hecho *hoy* hincapié en: a cue of words that adverbs stand between."""
    for phrase in t.language.phrases.get(t.keys[i], ()):
        if phrase.cue is None or not phrase.rest:
            continue
        at = i
        for word in phrase.rest:
            at += 1
            while at + 1 < end and t.keys[at] != word and (step := _adverbial(t, at)):
                at += step
            if at >= end or t.keys[at] != word:
                break
        else:
            return phrase, at
    return None


def _adverbial(t: Tokens, i: int) -> int:
    """Words of the adverb or adverbial phrase that begins at token `i`; 0 where none does."""
    aside = next((words for words in t.language.asides if tuple(t.keys[i : i + len(words)]) == words), None)
    return len(aside) if aside else int(t.is_a(i, Word.ADVERB) and not t.is_a(i, Word.PREPOSITION))


def _whole(t: Tokens, begin: int, i: int, end: int) -> Report | None:
    place = t.phrase_at(i, end)
    if place is None and not t.language.order.split:
        place = _spread(t, i, end)
    if place is None:
        return None
    phrase, last = place
    if phrase.cue is None:
        named = phrase.kind in ("passive", "crediting") or (phrase.kind == "whereby" and not _relates(t, i, last))
        return None if named else Report(Hit(i, last, phrase.kind), i, last, last)
    report = _verb(t, begin, i, last, end, phrase.cue)
    if report is None and any(p.kind != "cue" and not p.rest for p in t.language.phrases[t.keys[i]]):
        other: Phrase = next(p for p in t.language.phrases[t.keys[i]] if p.kind != "cue" and not p.rest)
        return Report(Hit(i, i, other.kind), i, i, i)
    return report


def _relates(t: Tokens, i: int, last: int) -> bool:
    """…, *nach der* die Brücke hält; not nach der Wahl: whether a preposition has a pronoun behind it."""
    if last == i or not t.is_a(last, Word.DETERMINER):
        return True
    return i > 0 and is_comma(t, i - 1) and t.is_a(last + 1, Word.DETERMINER | Word.POSSESSIVE | Word.PRONOUN)


def _verb(t: Tokens, begin: int, i: int, last: int, end: int, cue: Cue) -> Report | None:
    if t.caps[i] and t.language.table.capitals and i > begin and not _opens_text(t, i):
        return None
    if i == begin and t.caps[i] and last + 1 < end and _credits(t, last + 1):
        return None
    hit = Hit(i, last, "cue", cue, _negated(t, i))
    if cue.form & Inflected.PASSIVE:
        if not t.language.order.split and _is_suffered(t, begin, i):
            return None
        voice = _passive(t, begin, i, last, end, cited=cue.lemma in t.language.table.cited)
        if voice is not None:
            return Report(replace(hit, passive=True), voice, min(voice, last), last)
        report = _perfect(t, begin, hit, end)
        if report is not None:
            return report
    if cue.form & Inflected.BASE and (led := _led(t, begin, i)) is not None:
        return Report(hit, led, last, last)
    if not cue.form & (Inflected.FINITE | Inflected.PARTICIPLE):
        return None
    before = i - 1
    if t.language.table.common_capitals and last + 1 < end and t.caps[last + 1]:
        before = _past_adverbs(t, begin, before)
        if is_within(t, begin, last):
            return None
    if before >= begin and t.keys[before] in t.language.table.no_comment:
        return None
    gerund = cue.form & Inflected.PARTICIPLE and before >= begin and t.keys[before] in t.language.table.gerunds
    if (
        before >= begin
        and not (gerund or _is_taken_up(t, begin, before))
        and t.is_a(before, _NOUN_BEFORE)
        and not t.is_a(before, Word.PRONOUN | Word.RELATIVE | Word.AUXILIARY)
        and t.keys[before] not in t.language.table.as_said  # según informó X
    ):
        return None
    return Report(hit, i, last, last)


def _led(t: Tokens, begin: int, infinitive: int) -> int | None:
    """a tenu à | saluer, quiso | agradecer: where a verb begins that the infinitive of a cue hangs on."""
    for words in t.language.leading:
        first = infinitive - len(words)
        if first >= begin and tuple(t.keys[first:infinitive]) == words:
            return first
    return None


def _credits(t: Tokens, i: int) -> bool:
    """Berichten *zufolge*: whether token `i` credits the noun before it, which looks like a verb."""
    return any(phrase.kind == "according_after" for phrase in t.language.phrases.get(t.keys[i], ()))


def _past_adverbs(t: Tokens, begin: int, i: int) -> int:
    """Back past what may describe a participle before its noun: auf *nicht näher* | bezeichnete Quellen."""
    while i > begin and not (t.caps[i] or t.is_sign(i) or t.classes[i] & ~(Word.ADVERB | Word.NEGATION)):
        i -= 1
    return i


def _passive(t: Tokens, begin: int, i: int, last: int, end: int, *, cited: bool) -> int | None:
    """wurde … genannt, genannt wurde: where the auxiliary of the passive participle at `i` stands.

    A comma ends the search, but not where somebody is `cited`: wird Ada Lind, die Ministerin, zitiert.
    """
    if not t.language.order.split:
        return None
    if last + 1 < end and t.is_a(last + 1, Word.BE):
        return i
    if not _ends_clause(t, last, end):
        return None
    for at in range(i - 1, max(begin - 1, i - _REACH), -1):
        if t.is_a(at, Word.BE) and not t.caps[at]:
            return at
        if t.keys[at] in t.language.table.perfect or t.keys[at] in (":", ";") or (is_comma(t, at) and not cited):
            return None
    return None


def _is_suffered(t: Tokens, begin: int, i: int) -> bool:
    """a *été* accusé de, ha *sido* llamado a: whether a participle tells what was done to its subject."""
    at = i - 1
    while at > begin and t.is_a(at, Word.ADVERB | Word.NEGATION) and not t.is_a(at, Word.BE):
        at -= 1
    return at > begin and t.is_a(at, Word.BE)


def _opens_text(t: Tokens, i: int) -> bool:
    return t.is_sign(i - 1) and t.keys[i - 1] not in (",", "،", "，", "-", "(")


def _perfect(t: Tokens, begin: int, hit: Hit, end: int) -> Report | None:
    """The participle `hit` with the auxiliary that makes a past tense of it, wherever that stands."""
    perfect = t.language.table.perfect
    at = hit.first - 1
    while at >= begin and t.keys[at] not in perfect:
        aside = _aside(t, begin, at)
        if not (aside or t.is_a(at, _BETWEEN) or t.keys[at].startswith("-")):
            break
        at -= aside or 1
    if at >= begin and t.keys[at] in perfect:
        hung = t.keys[at + 1].startswith("-")
        return Report(hit, at, at if hung else hit.last, hit.last)
    if not t.language.order.split:
        return None
    if hit.last + 1 < end and t.keys[hit.last + 1] in perfect:
        return Report(hit, hit.first, hit.last + 1, hit.last + 1)
    if not _ends_clause(t, hit.last, end):
        return None
    for at in range(hit.first - 1, max(begin - 1, hit.first - _REACH), -1):
        if t.keys[at] in perfect:
            return Report(hit, at, at, hit.last)
        if t.keys[at] in (":", ";") or t.is_a(at, Word.THAT):
            return None
    return None


def _aside(t: Tokens, begin: int, last: int) -> int:
    """Words of the adverbial phrase that ends at `last`: ont *de leur côté* averti; 0 where none does."""
    for words in t.language.asides:
        first = last + 1 - len(words)
        if first >= begin and tuple(t.keys[first : last + 1]) == words:
            return len(words)
    return 0


def _is_taken_up(t: Tokens, begin: int, last: int) -> bool:
    """об этом | сообщил, про це | повідомив: whether the words that end at `last` take up the sentence before."""
    return any(tuple(t.keys[begin : last + 1]) == words for words in t.language.resumptive if len(words) > 1)


def _negated(t: Tokens, i: int) -> bool:
    return any(t.is_a(k, Word.NEGATION) for k in range(max(0, i - 3), min(len(t), i + 2)) if k != i)
