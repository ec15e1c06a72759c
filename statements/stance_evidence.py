"""What speaks for and against each class in one utterance, as plain keys that a table can weigh.

    will strike             one to three words in a row of what is said, ^ being its beginning and $ its end
    <self> ~ <harm>         word classes of the cue table: alone, or two that begin within three words
    {act_threat}            a category of stance_words to which words of what is said belong
    told: urge              a word or category of the reporter's
    rules: reject by words  what the rules made of it, and each rule that matched

Words are spelled by what their regular forms share ("retaliat"), numbers as #. Quotation marks are left out, and so
are the words of other speakers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal

from statements.model import Form, Stance, StanceReading
from statements.stance_english import english_stem
from statements.stance_scene import Found, Scene
from statements.stance_table import Kind
from statements.stance_vocabulary import Words
from statements.stance_words import Categories
from statements.utterance import Frame, Utterance

Ground = Literal["nothing", "comment", "hint", "noun", "words", "cue", "act", "unsaid"]
"""What the rules decided by: nothing at all, one that amounts to a comment, their kind, the reporting word; or that
it is an act told without one, or something that somebody did not say."""
Evidence = dict[str, tuple[int, int]]
"""Key → the tokens (first, after last) where it first stands; (0, 0) for what stands nowhere."""

NOWHERE = (0, 0)
_MARKS = frozenset("\"“”„«»‘’'")
_FLAGS = ("negated", "conditional", "hedged")
_GROUNDS: dict[Kind, Ground] = {Kind.HINT: "hint", Kind.NOUN: "noun", Kind.WORDS: "words", Kind.ACT: "words"}
_REACH = 3
"""Words within which two classes count as a pair."""


@lru_cache(65_536)
def _key(form: str) -> str:
    return "#" if form[0].isdigit() else english_stem(form)


@lru_cache(16_384)
def _pair(first: str, second: str) -> str:
    return f"{first} ~ {second}"


@lru_cache(4096)
def _classes(units: frozenset[str]) -> tuple[str, ...]:
    """The word classes among `units`, always in the same order."""
    return tuple(sorted(unit for unit in units if unit[0] == "<"))


def ground_of(scene: Scene, decided: Found | None, ruled: StanceReading, utterance: Utterance) -> Ground:
    """What the rules `ruled` by: the rule that `decided`, if any."""
    if utterance.cue_negated:
        return "unsaid"
    if decided is None:
        return "nothing"
    if utterance.frame is Frame.ACT and utterance.form is Form.INDIRECT and ruled.stance is not Stance.COMMENT:
        return "hint" if decided.level is Kind.HINT else "act"
    if scene.told_by(decided):
        return "cue"
    return "comment" if ruled.stance is Stance.COMMENT else _GROUNDS[decided.level]


def evidence(
    scene: Scene,
    said: Sequence[int],
    found: Sequence[Found],
    decided: Found | None,
    ruled: StanceReading,
    utterance: Utterance,
    categories: Categories | None = None,
) -> Evidence:
    """All that speaks for a class: the tokens `said`, how it is told, the rules `found` and what they `ruled`."""
    words, forms = scene.words, scene.words.forms
    keys: Evidence = {}
    for key in _by_rules(scene, found, decided, ruled, utterance):
        keys[key] = NOWHERE
    spoken = frozenset(said)
    for token in set(range(len(words))).difference(spoken):
        if forms[token][0].isalnum() and forms[token] not in scene.names:
            keys[f"told: {_key(forms[token])}"] = NOWHERE
    own = [token for token in said if token not in words.foreign]
    _add_words(keys, words, [token for token in own if forms[token] not in _MARKS])
    _add_classes(keys, words, own)
    if categories is not None:
        _add_categories(keys, words, spoken, categories)
    return keys


def _add_words(keys: Evidence, words: Words, said: Sequence[int]) -> None:
    """Adds the rows of one, two and three words."""
    if not said:
        return
    spelled = ["^", *map(_key, [words.forms[token] for token in said]), "$"]
    places = [*said[:1], *said, *said[-1:]]
    for at, word in enumerate(spelled[:-1]):
        start, after = places[at], places[at + 1] + 1
        if at:
            keys.setdefault(word, (start, start + 1))
        two = f"{word} {spelled[at + 1]}"
        keys.setdefault(two, (start, after))
        if 0 < at < len(spelled) - 3:
            keys.setdefault(f"{two} {spelled[at + 2]}", (start, places[at + 2] + 1))


def _add_classes(keys: Evidence, words: Words, said: Sequence[int]) -> None:
    """Adds the word classes, and the pairs that begin near each other."""
    near: list[tuple[int, Sequence[str]]] = []
    for token in said:
        phrases = words.phrases.get(token, {})
        here = _classes(words.units[token].union(phrases)) if phrases else _classes(words.units[token])
        for unit in here:
            after = phrases.get(unit, token + 1)
            keys.setdefault(unit, (token, after))
            for before, others in near:
                place = before, after
                for other in others:
                    keys.setdefault(_pair(other, unit), place)
        near = [*near[1 - _REACH :], (token, here)]


def _add_categories(keys: Evidence, words: Words, spoken: frozenset[int], categories: Categories) -> None:
    """Adds what the words are about, those `spoken` and the reporter's apart."""
    kept = [t for t in range(len(words)) if words.forms[t] not in _MARKS and t not in words.foreign]
    for category, at, end in categories.find([_key(words.forms[token]) for token in kept]):
        start, after = kept[at], kept[end - 1] + 1
        if start in spoken:
            keys.setdefault(f"{{{category}}}", (start, after))
        else:
            keys[f"told: {{{category}}}"] = NOWHERE


def _by_rules(
    scene: Scene, found: Sequence[Found], decided: Found | None, ruled: StanceReading, utterance: Utterance
) -> Iterator[str]:
    yield f"form: {utterance.form}"
    if utterance.lemma:
        yield f"cue: {_key(utterance.lemma)}"
    yield from (f"rules: {flag}" for flag in _FLAGS if getattr(ruled, flag))
    yield f"rules: {ruled.stance}"
    if decided is None:
        yield f"rules: nothing in {utterance.form}"
    else:
        by = "cue" if scene.told_by(decided) else decided.level.name.lower()
        yield f"rules: by {by}"
        yield f"rules: {ruled.stance} by {by}{' negated' if ruled.negated else ''}"
    bases = set()
    for one in found:
        if scene.told_by(one):
            yield f"named: {one.stance}"
        elif scene.said(one.match.start):
            bases.add(one.rule.stance)
            yield f"found: {one.stance}"
            yield f"found: {one.stance} by {one.level.name.lower()}"
    yield f"found: {min(len(bases), 3)} classes"
