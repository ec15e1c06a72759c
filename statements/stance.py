"""How hard a statement is: the class, the words that show it, negation, condition and hedge.

What the reporter calls the act ("threatened", "urged") and what the words themselves do ("we will respond",
"must at once") are read apart and put together so:

1. A verb that names the act settles it where it reports the statement; a mere warning gives way to a threat in
   the words it introduces.
2. Otherwise the words decide: verbs before nouns before hints, the earliest before later ones, the longer match
   where two begin together. Over several sentences the hardest of the strongest counts. Hints count only in the
   speaker's own words, not in what a reporter makes of them.
3. A verb that names an act counts inside the words only where the speaker is its subject.
4. Negation turns offer, praise and talks into reject, every other class into comment, unless the cue's own line
   in the table says otherwise.
5. A condition or a hedge changes no class; it is flagged.
6. Words that belong to a quotation inside this one are another speaker's and are not read.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from statements.model import Form, Span, Stance, StanceReading
from statements.stance_evidence import evidence, ground_of
from statements.stance_model import Judge, Verdict, load_model
from statements.stance_patterns import NEGATOR
from statements.stance_scene import Found, Scene
from statements.stance_table import INTENTIONS, Cues, Kind, Rule, StanceClass, cue_languages, load_cues, stances
from statements.stance_vocabulary import Match, Words
from statements.stance_words import load_categories
from statements.utterance import Utterance

__all__ = ["StanceClass", "StanceReader", "cue_languages", "rules_reader", "stance_reader", "stances"]

_JUDGEMENTS = (Stance.ACCUSE, Stance.CONDEMN, Stance.DENY)
_LONGEST = 20_000
"""Characters of one statement that are looked at."""
_NEGATION_REACH = 5
_HEDGE_REACH = 6
_SUBJECT_REACH = 12
_BREAKS = frozenset(",:;—–()\"“”«»„.!?。，；：！？،؛؟")
_COMMAS = frozenset(",，،")
_NOTHING = StanceReading()
_THEY, _WE = frozenset({"<others>"}), frozenset({"<self>"})
_MARKED = re.compile(r"[‘“«„]((?:[^‘“«„’”»\n]|’(?=\w)){,200})[’”»](?!\w)")


class StanceReader:
    """Reads stances in one language; without a table for it everything is a comment."""

    def __init__(self, language: str, model: Judge | None = None) -> None:
        self.language = language
        self._cues: Cues | None = load_cues(language)
        self._model = model
        self._categories = load_categories(language) if model else None

    def read(
        self,
        text: str,
        utterance: Utterance,
        *,
        own: Sequence[Span] = (),
        side: Sequence[Span] = (),
        others: Sequence[Span] = (),
        around: Span | None = None,
    ) -> StanceReading:
        """The stance of `utterance` in `text`.

        `own` are quotations inside it that belong to other speakers; `side` the places where the text names the
        speaker's own side ("Moscow" for its minister), which then counts as "we"; `others` where it names another,
        which counts as "they"; `around` widens the part of the text that is looked at (its sentence, if not given).
        """
        if self._cues is None:
            return _NOTHING
        content = (utterance.clause,) if utterance.clause else utterance.content
        whole = around or utterance.sentence
        start, end = min(whole.start, content[0].start), max(whole.end, content[-1].end)
        within = Span(start, min(end, start + _LONGEST))
        direct = content if utterance.form is Form.DIRECT else ()
        quoted = [span for piece in direct for span in _quoted(text, piece)]
        words = self._cues.vocabulary.words(text, within)
        words.forget((*own, *quoted))
        words.count_as(_THEY, others)
        words.count_as(_WE, side)
        words.first = bisect_left(words.starts, content[0].start) % max(1, len(words))
        reported = utterance.form is not Form.DIRECT
        names = frozenset(word for word in utterance.speaker.name.lower().split() if len(word) > 2)
        scene = Scene(words, utterance.cue, content, reported, names, tuple(side))
        return self._decide(scene, utterance)

    def sentence(self, text: str, within: Span | None = None) -> StanceReading:
        """The stance of a plain sentence's main act, whoever does it; `within` is its place in `text`."""
        return self._told(text, within or Span(0, len(text)), _shows)

    def act(self, text: str, within: Span) -> StanceReading:
        """The act a sentence tells without a reporting word ("agreed", "will not lift"); else a comment."""
        return self._told(text, within, _is_told_act, telling=True)

    def _told(
        self, text: str, within: Span, counts: Callable[[Found, bool], bool], *, telling: bool = False
    ) -> StanceReading:
        if self._cues is None:
            return _NOTHING
        words = self._cues.vocabulary.words(text, within)
        scene = Scene(words, None, (within,), True, frozenset(), narrated=True)
        found = self._found(scene, telling=telling)
        if found:
            reported = bool(words.places("<say>") or words.places("<self>"))
            found = [one for one in found if counts(one, reported)]
        first = _earliest(found) if found else None
        if first is None or _after_a_deed(words, first.match):
            return _NOTHING
        threat = next((one for one in found if one.stance is Stance.THREATEN), None)
        return self._reading(scene, threat if threat is not None and _gives_way(first, threat) else first)

    def _decide(self, scene: Scene, utterance: Utterance) -> StanceReading:
        found = self._found(scene)
        ruled = self._by_rules(scene, found, utterance)
        if self._model is None:
            return ruled
        decided = next((one for one in found if one.rule.name == ruled.rule), None)
        ground = ground_of(scene, decided, ruled, utterance)
        said = scene.said_tokens()
        if not self._model.heeds(utterance.form, ground, len(said)):
            return ruled
        keys = evidence(scene, said, found, decided, ruled, utterance, self._categories)
        verdict = self._model.verdict(keys, utterance.form, ground, ruled.stance)
        return ruled if verdict is None else _overruled(scene, verdict)

    def _by_rules(self, scene: Scene, found: Sequence[Found], utterance: Utterance) -> StanceReading:
        named = [one for one in found if scene.told_by(one)]
        act = _earliest(named) if named else None
        within = self._joined(scene) if len(scene.content) > 1 else scene
        heard = found if within is scene else self._found(within)
        inside = [one for one in heard if within.said(one.match.start)]
        least = Kind.NOUN if utterance.form is Form.INDIRECT else Kind.HINT
        said = [one for one in inside if one.level >= least and not within.told_by(one)]
        words = _main(said) if said else None
        if act is not None and not _gives_way(act, words):
            return self._reading(scene, act, utterance.cue_negated)
        if words is not None and not utterance.cue_negated:
            return self._reading(within, words)
        beside = [one for one in found if one.level is Kind.WORDS] if utterance.form is Form.MIXED else []
        return self._reading(scene, _earliest(beside)) if beside else _NOTHING

    def _joined(self, scene: Scene) -> Scene:
        """The content alone, its pieces put together over the cue that parts them."""
        assert self._cues is not None
        return replace(scene, words=self._cues.vocabulary.part(scene.words, scene.content), cue=None)

    def _found(self, scene: Scene, *, telling: bool = False) -> list[Found]:
        """What the rules find in `scene`, the earliest first; if `telling`, those alone that may tell an act."""
        assert self._cues is not None
        found = []
        for match in self._cues.vocabulary.find(scene.words, telling=telling):
            rule = self._cues.rules[match.pattern.key]
            stance: Stance | None = rule.stance
            if not _by_speaker(scene, match) or (rule.kind is Kind.ACT and _passive(scene, match)):
                stance = rule.other
            if rule.kind is Kind.ACT and _is_noun(scene, match):
                continue
            if stance is None:
                continue
            negated = len(match.negators) % 2 == 1 or (not match.negative and _negated(scene.words, match.start))
            if negated:
                stance = rule.turned(stance)
            place = -match.end if self._cues.verbs_last else match.start
            found.append(
                Found(
                    rule=rule,
                    match=match,
                    stance=stance,
                    negated=negated or match.negative,
                    level=_level(scene, rule, match),
                    finite=not _is_loose(scene, match),
                    sentence=scene.words.sentences[match.start],
                    order=(place, match.start - match.end, match.pattern.key),
                )
            )
        return sorted(found, key=lambda one: one.order)

    def _reading(self, scene: Scene, found: Found, cue_negated: bool = False) -> StanceReading:
        stance, negated = found.stance, found.negated
        if cue_negated and not negated:
            stance = found.rule.turned(stance)
            negated = True
        words, match = scene.words, found.match
        return StanceReading(
            stance=stance,
            trigger=words.span(match.start, match.end),
            negated=negated,
            conditional=_conditional(scene, found.sentence),
            hedged=_hedged(words, match.start, match.end),
            rule=found.rule.name,
        )


@cache
def stance_reader(code: str | None, weighed: bool = True) -> StanceReader:
    """The reader of a language by ISO 639-1 code, read once. Raises TableError where its table is wrong.

    It asks the language's model, where there is one, unless `weighed` is false.
    """
    return StanceReader(code or "und", load_model(code) if code and weighed else None)


def rules_reader(code: str | None) -> StanceReader:
    """The reader of a language that asks no model."""
    return stance_reader(code, False)


def _overruled(scene: Scene, verdict: Verdict) -> StanceReading:
    """The reading of a class the model prefers; a comment needs no words that show it."""
    words, start, end = scene.words, verdict.start, verdict.end
    if verdict.stance is Stance.COMMENT:
        return StanceReading(rule=verdict.why)
    inside = any(words.has(token, NEGATOR) for token in range(start, end))
    return StanceReading(
        stance=verdict.stance,
        trigger=words.span(start, end),
        negated=inside or _negated(words, start),
        conditional=_conditional(scene, words.sentences[start]),
        hedged=_hedged(words, start, end),
        rule=verdict.why,
    )


def _earliest(found: Iterable[Found]) -> Found:
    """The earliest of the verbs, else of the nouns, else of the hints; the longer of two that begin together.

    What amounts to a comment ("did not threaten") gives way to another act beside it.
    """
    found = list(found)
    level = max(one.level for one in found)
    ranked = sorted((one for one in found if one.level == level), key=lambda one: one.order)
    first = ranked[0]
    if first.stance is Stance.COMMENT:
        return next((one for one in ranked if one.stance is not Stance.COMMENT and one.apart(first)), first)
    return first


def _main(found: Sequence[Found]) -> Found:
    """The main assertion: each sentence's earliest, and of those the hardest of the strongest kind."""
    scores: Mapping[Stance, StanceClass] = stances()
    numbers = {one.sentence for one in found}
    best = [_earliest(one for one in found if one.sentence == number) for number in numbers]
    level = max(_strength(one) for one in best)
    strongest = [one for one in best if _strength(one) == level]
    return min(strongest, key=lambda one: (scores[one.stance].score, one.order))


def _strength(one: Found) -> tuple[bool, int]:
    return one.stance is not Stance.COMMENT, one.level


def _shows(one: Found, reported: bool) -> bool:
    """Whether a plain sentence shows it: where nobody's words are reported, a wrong is a deed, no accusation."""
    return reported or one.rule.kind is Kind.ACT or (one.level is not Kind.HINT and one.stance not in _JUDGEMENTS)


def _is_told_act(one: Found, reported: bool) -> bool:
    """Whether it is an act told by the reporter: a verb that names one, or what somebody will or is ready to do."""
    return one.finite and one.level is Kind.WORDS and (one.rule.kind is Kind.ACT or one.stance in INTENTIONS)


def _gives_way(act: Found, words: Found | None) -> bool:
    """Whether what is said counts more than what the reporter calls it."""
    if words is None or words.level < act.level:
        return False
    if act.level < words.level:
        return words.stance is not Stance.COMMENT
    if act.stance is Stance.WARN:
        return words.stance is Stance.THREATEN
    return act.stance is Stance.COMMENT and not act.negated and words.stance is not Stance.COMMENT


def _quoted(text: str, piece: Span) -> Iterator[Span]:
    """Where somebody's words quote a whole clause of somebody else's: of three words or more, in marks."""
    for found in _MARKED.finditer(text, piece.start, piece.end):
        if found[1].count(" ") >= 2:
            yield Span(*found.span(1))


def _by_speaker(scene: Scene, match: Match) -> bool:
    """Whether the speaker is the subject of a match: the reporter's own words, or "we", or no other subject."""
    words = scene.words
    if scene.narrated or (scene.cue is not None and words.overlaps(match.start, scene.cue)):
        return True
    if match.start == words.first or not scene.said(match.start):
        return True
    for token in range(match.start, max(match.start - _SUBJECT_REACH, words.first) - 1, -1):
        if words.has(token, "<self>") or (scene.reported and words.has(token, "<it>")):
            return True
        if words.forms[token] in scene.names:
            return True
        if scene.side and any(words.overlaps(token, name) for name in scene.side):
            return True
        if token < match.start and (words.stops(token) or words.has(token, "<that>")):
            return False
    return False


def _passive(scene: Scene, match: Match) -> bool:
    """Whether the verb's subject suffers it: "supported by", "were attacked"."""
    words = scene.words
    if scene.cue is not None and words.overlaps(match.start, scene.cue):
        return False
    if match.end < len(words) and words.has(match.end, "<by>"):
        return True
    return match.start > 0 and words.has(match.start - 1, "<was>") and not words.has(match.start, "<loose>")


def _is_noun(scene: Scene, match: Match) -> bool:
    """Whether a verb's form is a noun here: "the request of", "of protests"."""
    words = scene.words
    at_cue = scene.cue is not None and words.overlaps(match.start, scene.cue)
    return not at_cue and match.start > 0 and words.has(match.start - 1, "<noun>")


def _is_loose(scene: Scene, match: Match) -> bool:
    """Whether the verb stands without its subject: "supporting", but not "is supporting"."""
    words = scene.words
    return words.has(match.start, "<loose>") and not (match.start and words.has(match.start - 1, "<is>"))


def _level(scene: Scene, rule: Rule, match: Match) -> Kind:
    """How much a match counts: verbs alike, but one that states a purpose ("in order to demand") less."""
    if scene.narrated and rule.kind is Kind.ACT and match.start and scene.words.has(match.start - 1, "<to>"):
        return Kind.NOUN
    return Kind.HINT if _supposed(scene.words, match) else min(rule.kind, Kind.WORDS)


def _supposed(words: Words, match: Match) -> bool:
    """Whether a match stands in a condition that opens its sentence: "if they attack, ..."."""
    number = words.sentences[match.start]
    first = max(bisect_left(words.sentences, number), words.first)
    if match.start == first or not words.has(first, "<if>"):
        return False
    comma = next((t for t in range(first, len(words)) if words.forms[t] in _COMMAS or words.stops(t)), 0)
    return match.end <= comma and not words.stops(comma)


def _after_a_deed(words: Words, match: Match) -> bool:
    """Whether the sentence tells a deed before the match, and nobody's report of it: "killed two, defying"."""
    for token in range(match.start - 1, -1, -1):
        if words.has(token, "<say>"):
            return False
        if words.has(token, "<deed>") and not (token and words.has(token - 1, "<was>")):
            return True
    return False


def _negated(words: Words, start: int) -> bool:
    """Whether an odd number of negating words stands before token `start` in its clause."""
    count = 0
    if words.forms[start] in _BREAKS:
        return False
    for token in range(start - 1, max(start - _NEGATION_REACH, 0) - 1, -1):
        if words.forms[token] in _BREAKS or words.has(token, "<that>"):
            break
        count += words.has(token, NEGATOR)
    return count % 2 == 1


def _hedged(words: Words, start: int, end: int) -> bool:
    """Whether a hedge stands in a trigger, the tokens from `start` to before `end`, or before it in its clause."""
    for token in range(end - 1, max(start - _HEDGE_REACH, 0) - 1, -1):
        if token < start and words.forms[token] in _BREAKS:
            return False
        if words.has(token, "<maybe>"):
            return True
    return False


def _conditional(scene: Scene, sentence: int) -> bool:
    """Whether a condition stands in the trigger's sentence, counted from 0, among the speaker's words."""
    words = scene.words
    return any(
        words.sentences[token] == sentence and scene.said(token) for token in words.places("<if>")
    )
