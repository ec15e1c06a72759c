"""Finds the patterns of a stance table in a text: recognises its words, tries the patterns where they may begin."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import accumulate

from statements.model import Span
from statements.remembered import Remembered
from statements.stance_patterns import NEGATOR, Pattern, PatternError, Step, parse_pattern
from statements.value import value

_Token = tuple[int, int, str, frozenset[str]]
"""Where a token begins and ends in its run of letters, its form and its units."""

_MOST_OPENINGS = 4096
"""Sets of units remembered with the patterns that may begin at them."""
_STOP = frozenset(".!?;。！？；؟؛…")
_NOTHING = frozenset[str]()


@value(frozen=True, slots=True)
class Match:
    """Where a pattern was found, in tokens."""

    pattern: Pattern
    start: int
    end: int
    negative: bool = False
    """Whether a negation of the pattern's own is in it."""
    negators: tuple[int, ...] = ()
    """Negating words between the pattern's own, where it has no negation itself."""


class Words:
    """A text's tokens with what the vocabulary knows of each."""

    def __init__(self, begins: Sequence[int], runs: Sequence[Sequence[_Token]]) -> None:
        """The tokens of `runs`, which begin at `begins`."""
        self._begins, self._runs = begins, runs
        self.units = [units for tokens in runs for _, _, _, units in tokens]
        self.phrases: dict[int, dict[str, int]] = {}
        """Token → class of a phrase that begins there → token after it."""
        self.first = 0
        """The token at which what is said begins: where ^ holds."""
        self.foreign: frozenset[int] = frozenset()
        """Tokens that belong to other speakers."""

    @cached_property
    def starts(self) -> list[int]:
        """Where each token begins."""
        runs = zip(self._begins, self._runs, strict=True)
        return [at + first for at, tokens in runs for first, _, _, _ in tokens]

    @cached_property
    def ends(self) -> list[int]:
        """Where each token ends."""
        runs = zip(self._begins, self._runs, strict=True)
        return [at + after for at, tokens in runs for _, after, _, _ in tokens]

    @cached_property
    def forms(self) -> list[str]:
        """Each token as it is looked up."""
        return [form for tokens in self._runs for _, _, form, _ in tokens]

    @cached_property
    def sentences(self) -> list[int]:
        """For each token the number of its sentence, counted from 0."""
        return list(accumulate(map(_STOP.__contains__, self.forms), initial=0))[:-1]

    def __len__(self) -> int:
        return len(self.units)

    def span(self, start: int, end: int) -> Span:
        """The characters from token `start` to before token `end`."""
        return Span(self.starts[start], self.ends[end - 1])

    def overlaps(self, token: int, span: Span) -> bool:
        """Whether `token` shares a character with `span`."""
        return self.starts[token] < span.end and span.start < self.ends[token]

    def has(self, token: int, unit: str) -> bool:
        """Whether `unit` stands or begins at `token`."""
        return unit in self.units[token] or unit in self.phrases.get(token, ())

    def places(self, unit: str) -> list[int]:
        """The tokens at which `unit` stands or begins."""
        alone = {token for token, units in enumerate(self.units) if unit in units}
        return sorted(alone.union(token for token, phrases in self.phrases.items() if unit in phrases))

    def stops(self, token: int) -> bool:
        """Whether a sentence ends at `token`."""
        return self.forms[token] in _STOP

    def forget(self, spans: Sequence[Span]) -> None:
        """Makes the words of other speakers, at `spans`, unknown."""
        foreign = [t for t in range(len(self)) if any(self.overlaps(t, other) for other in spans)] if spans else ()
        self.foreign = frozenset(foreign)
        for token in foreign:
            self.units[token] = frozenset()
            for start, phrases in self.phrases.items():
                for unit in [unit for unit, end in phrases.items() if start <= token < end]:
                    del phrases[unit]

    def count_as(self, units: frozenset[str], names: Sequence[Span]) -> None:
        """Lets the word that opens each of `names` count as further `units`: a side's name as "they" or "we"."""
        for span in names:
            token = bisect_left(self.starts, span.start)
            if token < len(self) and self.starts[token] < span.end:
                self.units[token] |= units


@value(frozen=True, slots=True)
class Spelling:
    """How a language writes: what its words are, and which forms count as the same."""

    split: Callable[[str], list[str]]
    """What stands between runs of characters that no token goes beyond, and the runs, by turns."""
    tokenize: Callable[[str], Iterator[re.Match[str]]]
    """The tokens of such a run."""
    inflect: Callable[[str], Iterable[str]]
    """All forms of a dictionary word."""
    fold: Callable[[str], str]
    """A word as it is looked up: case and variants of letters levelled."""
    prefixes: tuple[str, ...] = ()
    """Particles written together with the word they stand before."""
    characters: bool = False
    """Whether every character counts as a word."""


class Vocabulary:
    """What every word of the patterns and classes looks like in a text, and the patterns by their first word."""

    def __init__(
        self,
        classes: Mapping[str, Sequence[str]],
        patterns: Iterable[Pattern],
        spelling: Spelling,
        telling: Container[int] = (),
    ) -> None:
        """`telling` are the keys of patterns that can be looked for without the others."""
        self._forms: dict[str, set[str]] = {}
        self._stems: dict[str, list[tuple[str, str]]] = {}
        self._spelling = spelling
        self._runs = Remembered(self._tokens)
        """The tokens of the runs of letters met so far."""
        self._known: dict[frozenset[str], frozenset[str]] = {}
        self._phrases = _Index()
        self._starts, self._telling = _Index(), _Index()
        for name, members in classes.items():
            self._add_class(f"<{name}>", members, classes)
        for pattern in patterns:
            read = self._spell(pattern) if spelling.characters else pattern
            self._know(read)
            self._starts.add(read)
            if pattern.key in telling:
                self._telling.add(read)

    def words(self, text: str, within: Span | None = None) -> Words:
        """The tokens of `text` (of the part `within`), recognised; offsets are those of `text`."""
        start, end = (within.start, within.end) if within else (0, len(text))
        parts = self._spelling.split(text[start:end])
        edges = list(accumulate(map(len, parts), initial=start))
        words = Words(edges[1:-1:2], list(map(self._runs.__getitem__, parts[1::2])))
        self._mark_phrases(words)
        return words

    def part(self, words: Words, pieces: Sequence[Span]) -> Words:
        """The tokens of `words` inside `pieces`, as if nothing stood between them."""
        tokens = zip(words.starts, words.ends, words.forms, words.units, strict=True)
        kept = [
            (start, ((0, end - start, form, units),))
            for start, end, form, units in tokens
            if any(piece.start <= start and end <= piece.end for piece in pieces)
        ]
        part = Words([start for start, _ in kept], [tokens for _, tokens in kept])
        self._mark_phrases(part)
        return part

    def _tokens(self, run: str) -> tuple[_Token, ...]:
        """The tokens of a run of letters."""
        found: list[_Token] = []
        for token in self._spelling.tokenize(run):
            form = self._spelling.fold(token[0])
            units = frozenset(self._look_up(form))
            found.append((*token.span(), form, self._known.setdefault(units, units)))
        return tuple(found)

    def find(self, words: Words, *, telling: bool = False) -> list[Match]:
        """Every place a pattern matches, by token; if `telling`, one of those patterns."""
        begins = list(words.units)
        for token, phrases in words.phrases.items():
            begins[token] = begins[token].union(phrases)
        found: list[Match] = []
        for start, pattern in (self._telling if telling else self._starts).candidates(words, begins):
            if not pattern.initial or start == words.first:
                match = _match_at(pattern, words, start)
                if match is not None:
                    found.append(match)
        return found

    def _add_class(self, unit: str, members: Sequence[str], classes: Mapping[str, Sequence[str]]) -> None:
        for member in members:
            phrase = parse_pattern(member, classes)
            if self._spelling.characters:
                phrase = self._spell(phrase)
            if len(phrase.steps) == 1:
                for word in phrase.steps[0].units:
                    self._add_word(word, unit)
            else:
                whole = Pattern(unit, phrase.steps)
                self._know(whole)
                self._phrases.add(whole)

    def _know(self, pattern: Pattern) -> None:
        """Makes the words of `pattern` known as themselves."""
        for step in pattern.steps:
            for unit in step.units:
                if unit[0] != "<":
                    self._add_word(unit, unit)

    def _add_word(self, word: str, unit: str) -> None:
        fold = self._spelling.fold
        if "*" in word:
            stem, _, ending = word.partition("*")
            self._stems.setdefault(fold(stem), []).append((fold(ending), unit))
        else:
            for form in [word[1:]] if word[0] == "=" and len(word) > 1 else self._spelling.inflect(word):
                self._forms.setdefault(fold(form), set()).add(unit)

    def _look_up(self, form: str) -> set[str]:
        """The units of a form; particles are only taken off a word that is unknown with them."""
        found = self._bare(form)
        if not found:
            found = set[str]().union(*map(self._bare, self._without_prefix(form)))
        return found

    def _bare(self, form: str) -> set[str]:
        found = set(self._forms.get(form, ()))
        for length in range(len(form) + 1):
            found.update(unit for ending, unit in self._stems.get(form[:length], ()) if form.endswith(ending))
        return found

    def _without_prefix(self, form: str) -> Iterator[str]:
        for prefix in self._spelling.prefixes:
            if form.startswith(prefix) and len(form) - len(prefix) >= 2:
                yield form[len(prefix) :]

    def _spell(self, pattern: Pattern) -> Pattern:
        """The pattern with every word as a row of its characters."""
        steps: list[Step] = []
        for step in pattern.steps:
            words = [unit for unit in step.units if unit[0] != "<"]
            if len(step.units) > 1 and any(len(word) > 1 for word in words):
                raise PatternError(f"{pattern.text!r}: alternatives belong into a class here")
            if not words:
                steps.append(step)
                continue
            for number, character in enumerate(words[0]):
                gap, least = (0, 0) if number else (step.gap, step.least)
                steps.append(Step(frozenset([character]), step.optional, gap, least))
        return replace(pattern, steps=tuple(steps))

    def _mark_phrases(self, words: Words) -> None:
        for start, phrase in self._phrases.candidates(words, words.units):
            match = _match_at(phrase, words, start)
            if match:
                ends = words.phrases.setdefault(start, {})
                ends[phrase.text] = max(match.end, ends.get(phrase.text, 0))


@value(frozen=True, slots=True)
class _Opening:
    """What may begin at a token: patterns that need no second word, and by that word those that do."""

    alone: frozenset[Pattern]
    pairs: Mapping[str, Sequence[Pattern]]
    seconds: frozenset[str]
    """All units that may follow."""
    reach: int
    """Within how many tokens they stand."""


class _Index(dict[frozenset[str], _Opening | None]):
    """Patterns by their first two words, so that few are tried at a place; keeps what may begin at tokens met."""

    def __init__(self) -> None:
        self._alone: dict[str, list[Pattern]] = {}
        """By first unit: those of one word, and those whose second word may be missing."""
        self._pairs: dict[str, dict[str, list[Pattern]]] = {}
        """By first and second unit."""
        self._reach: dict[str, int] = {}
        """By first unit: the widest gap before a second word."""

    def add(self, pattern: Pattern) -> None:
        """Files `pattern` under all its beginnings."""
        second = pattern.steps[1] if len(pattern.steps) > 1 and not pattern.steps[1].optional else None
        for unit in pattern.steps[0].units:
            if second is None:
                self._alone.setdefault(unit, []).append(pattern)
                continue
            self._reach[unit] = max(self._reach.get(unit, 0), second.gap)
            pairs = self._pairs.setdefault(unit, {})
            for other in second.units:
                pairs.setdefault(other, []).append(pattern)

    def candidates(self, words: Words, begins: Sequence[frozenset[str]]) -> Iterator[tuple[int, Pattern]]:
        """The patterns whose first word stands at a token and whose second may follow, each once, with the token.

        `begins` are the units that stand or begin at each token.
        """
        present: frozenset[str] | None = None
        for start, opening in enumerate(map(self.__getitem__, begins)):
            if opening is None:
                continue
            found, seconds = opening.alone, opening.seconds
            if seconds:
                after = max(words.phrases[start].values()) if words.phrases.get(start) else start + 1
                for units in begins[start + 1 : after + opening.reach]:
                    if not seconds.isdisjoint(units):
                        found = found.union(*map(opening.pairs.__getitem__, seconds & units))
            if found:
                present = _NOTHING.union(*begins) if present is None else present
                for pattern in found:
                    if pattern.may_stand_among(present):
                        yield start, pattern

    def __missing__(self, units: frozenset[str]) -> _Opening | None:
        alone = frozenset(pattern for unit in units for pattern in self._alone.get(unit, ()))
        pairs: dict[str, list[Pattern]] = {}
        for unit in units:
            for other, patterns in self._pairs.get(unit, {}).items():
                pairs.setdefault(other, []).extend(patterns)
        reach = max((self._reach.get(unit, 0) for unit in units), default=0) + 1
        if len(self) >= _MOST_OPENINGS:
            self.clear()
        known = _Opening(alone, pairs, frozenset(pairs), reach) if alone or pairs else None
        self[units] = known
        return known


def _match_at(pattern: Pattern, words: Words, start: int) -> Match | None:
    """The match of `pattern` whose first word stands at token `start`, with the smallest gaps."""
    skipped: list[int] = []
    for after in _ends(pattern.steps[0], words, start):
        end = _follow(pattern.steps, 1, words, after, skipped)
        if end is not None:
            break
    else:
        return None
    if pattern.negative and any(words.has(t, NEGATOR) for t in range(start, end) if t not in skipped):
        return Match(pattern, start, end, negative=True)
    return Match(pattern, start, end, negators=tuple([t for t in skipped if words.has(t, NEGATOR)]))


def _follow(steps: tuple[Step, ...], number: int, words: Words, token: int, skipped: list[int]) -> int | None:
    if number == len(steps):
        return token
    step = steps[number]
    for place in range(token + step.least, min(token + step.gap + 1, len(words))):
        if step.units.isdisjoint(words.units[place]) and place not in words.phrases:
            continue
        if words.sentences[place] != words.sentences[token]:
            break
        for after in _ends(step, words, place):
            end = _follow(steps, number + 1, words, after, skipped)
            if end is not None:
                skipped.extend(range(token, place))
                return end
    return _follow(steps, number + 1, words, token, skipped) if step.optional else None


def _ends(step: Step, words: Words, token: int) -> Sequence[int]:
    """The tokens after whatever of `step` begins at `token`, the longest first."""
    alone = () if step.units.isdisjoint(words.units[token]) else (token + 1,)
    phrases = words.phrases.get(token)
    if not phrases:
        return alone
    return *sorted({end for unit, end in phrases.items() if unit in step.units}, reverse=True), *alone
