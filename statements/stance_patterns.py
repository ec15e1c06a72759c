"""The small pattern language of the stance tables, and the matcher that finds its patterns in a text.

A pattern is a row of words, matched one after the other:

    urge            any inflected form of a dictionary word (as far as the table's language inflects)
    =ready          this form only
    осужд*  пыта*ся any word that begins so (and ends so)
    <harm>          one of the table's word classes, phrases included
    urge|press      either
    more?           may be missing
    ~  ~3  ~1-3     up to four (three; one to three) words in between, never over the end of a sentence
    ^               only at the beginning of what is said

Where the table's language is written without spaces, every character counts as a word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from statements.model import Span

GAP = 4
_MOST_KNOWN = 100_000
"""Forms remembered at most: a reader lives as long as its process."""
NEGATOR = "<not>"
_STOP = frozenset(".!?;。！？；؟؛…")
_GAP = re.compile(r"~(?:(?:(\d+)-)?(\d+))?")
_ELEMENT = re.compile(r"[^\s|?]+(?:\|[^\s|?]+)*\??")


class PatternError(ValueError):
    """A pattern that cannot be read; says which part and why."""


@dataclass(frozen=True, slots=True)
class Step:
    """One element of a pattern: which units it takes and how many words may stand before it."""

    units: frozenset[str]
    optional: bool = False
    gap: int = 0
    least: int = 0
    """How many words must stand before it."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern, read. `key` is whatever its owner wants back when it matches."""

    text: str
    steps: tuple[Step, ...]
    initial: bool = False
    negative: bool = False
    """Whether it can have a negation of its own."""
    key: int = 0


def parse_pattern(text: str, classes: Mapping[str, Sequence[str]], key: int = 0) -> Pattern:
    """`text` as a pattern. Raises PatternError for unknown classes and patterns without a fixed first word."""
    steps: list[Step] = []
    initial, gap, least = False, 0, 0
    for element in text.split():
        if element == "^":
            if steps or gap:
                raise PatternError(f"{text!r}: ^ stands first")
            initial = True
        elif element[0] == "~":
            width = _GAP.fullmatch(element)
            if width is None:
                raise PatternError(f"{text!r}: {element!r} is no number of words")
            gap, least = int(width[2] or GAP), int(width[1] or 0)
        else:
            steps.append(Step(_units(text, element, classes), element.endswith("?"), gap, least))
            gap = least = 0
    if not steps or gap or steps[0].optional or steps[0].gap:
        raise PatternError(f"{text!r}: a pattern begins and ends with a word")
    negators = {NEGATOR, *classes.get(NEGATOR[1:-1], ())}
    negative = any(not negators.isdisjoint(step.units) for step in steps)
    return Pattern(text, tuple(steps), initial, negative, key)


def _units(text: str, element: str, classes: Mapping[str, Sequence[str]]) -> frozenset[str]:
    if not _ELEMENT.fullmatch(element):
        raise PatternError(f"{text!r}: {element!r} is no word")
    units = frozenset(element.rstrip("?").split("|"))
    for unit in units:
        if unit[0] == "<" and unit[1:-1] not in classes:
            raise PatternError(f"{text!r}: there is no class {unit}")
    return units


@dataclass(frozen=True, slots=True)
class Match:
    """Where a pattern was found, in tokens."""

    pattern: Pattern
    start: int
    end: int
    negative: bool = False
    """Whether a negation of the pattern's own is in it."""
    negators: tuple[int, ...] = ()
    """Negating words between the pattern's own, where it has no negation itself."""


@dataclass(slots=True)
class Words:
    """A text's tokens with what the vocabulary knows of each."""

    spans: tuple[Span, ...]
    forms: tuple[str, ...]
    """As they are looked up."""
    units: list[frozenset[str]]
    phrases: dict[tuple[int, str], int] = field(default_factory=dict)
    """(token, class) of a class's phrase that begins there → token after it."""
    first: int = 0
    """The token at which what is said begins: where ^ holds."""

    def __len__(self) -> int:
        return len(self.forms)

    def span(self, start: int, end: int) -> Span:
        """The characters from token `start` to before token `end`."""
        return Span(self.spans[start].start, self.spans[end - 1].end)

    def has(self, token: int, unit: str) -> bool:
        """Whether `unit` stands or begins at `token`."""
        return unit in self.units[token] or (token, unit) in self.phrases

    def stops(self, token: int) -> bool:
        """Whether a sentence ends at `token`."""
        return self.forms[token] in _STOP


@dataclass(frozen=True, slots=True)
class Spelling:
    """How a language writes: what its words are, and which forms count as the same."""

    tokenize: Callable[[str], Iterator[re.Match[str]]]
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
    ) -> None:
        self._forms: dict[str, set[str]] = {}
        self._stems: dict[str, list[tuple[str, str]]] = {}
        self._spelling = spelling
        self._known: dict[str, frozenset[str]] = {}
        self._phrases: dict[str, list[Pattern]] = {}
        self._starts: dict[str, list[Pattern]] = {}
        for name, members in classes.items():
            self._add_class(f"<{name}>", members, classes)
        for pattern in patterns:
            read = self._spell(pattern) if spelling.characters else pattern
            for unit in self._anchor(read):
                self._starts.setdefault(unit, []).append(read)

    def words(self, text: str, within: Span | None = None) -> Words:
        """The tokens of `text` (of the part `within`), recognised; offsets are those of `text`."""
        start, end = (within.start, within.end) if within else (0, len(text))
        spans: list[Span] = []
        forms: list[str] = []
        for token in self._spelling.tokenize(text[start:end]):
            spans.append(Span(start + token.start(), start + token.end()))
            forms.append(self._spelling.fold(token.group()))
        words = Words(tuple(spans), tuple(forms), [self.units(form) for form in forms])
        self._mark_phrases(words)
        return words

    def part(self, words: Words, pieces: Sequence[Span]) -> Words:
        """The tokens of `words` inside `pieces`, as if nothing stood between them."""
        kept = [t for t, span in enumerate(words.spans) if any(piece.covers(span) for piece in pieces)]
        spans, forms = tuple(words.spans[t] for t in kept), tuple(words.forms[t] for t in kept)
        part = Words(spans, forms, [words.units[t] for t in kept])
        self._mark_phrases(part)
        return part

    def units(self, form: str) -> frozenset[str]:
        """The vocabulary's units that a word, as it is looked up, is a form of."""
        known = self._known.get(form)
        if known is None:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            known = self._known[form] = frozenset(self._look_up(form))
        return known

    def find(self, words: Words) -> list[Match]:
        """Every place a pattern matches, by token."""
        found: list[Match] = []
        present: set[str] = set()
        for units in words.units:
            present |= units
        present.update(unit for _, unit in words.phrases)
        for start in range(len(words)):
            here = words.units[start]
            units = here.union(unit for token, unit in words.phrases if token == start) if words.phrases else here
            for unit in units:
                for pattern in self._starts.get(unit, ()):
                    if (pattern.initial and start != words.first) or not _possible(pattern, present):
                        continue
                    match = _match_at(pattern, words, start)
                    if match:
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
                for first in self._anchor(whole):
                    self._phrases.setdefault(first, []).append(whole)

    def _anchor(self, pattern: Pattern) -> frozenset[str]:
        for step in pattern.steps:
            for unit in step.units:
                if unit[0] != "<":
                    self._add_word(unit, unit)
        return pattern.steps[0].units

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
        for start in range(len(words)):
            for unit in words.units[start]:
                for phrase in self._phrases.get(unit, ()):
                    match = _match_at(phrase, words, start)
                    if match and match.end > words.phrases.get((start, phrase.text), 0):
                        words.phrases[start, phrase.text] = match.end


def _possible(pattern: Pattern, present: set[str]) -> bool:
    return all(step.optional or not step.units.isdisjoint(present) for step in pattern.steps)


def _match_at(pattern: Pattern, words: Words, start: int) -> Match | None:
    """The match of `pattern` that begins at token `start`, with the smallest gaps."""
    skipped: list[int] = []
    end = _follow(pattern.steps, 0, words, start, skipped)
    if end is None:
        return None
    if pattern.negative and any(words.has(t, NEGATOR) for t in range(start, end) if t not in skipped):
        return Match(pattern, start, end, negative=True)
    return Match(pattern, start, end, negators=tuple(t for t in skipped if words.has(t, NEGATOR)))


def _follow(steps: tuple[Step, ...], number: int, words: Words, token: int, skipped: list[int]) -> int | None:
    if number == len(steps):
        return token
    step = steps[number]
    for place in range(token, min(token + step.gap + 1, len(words))):
        if place > token and words.stops(place - 1):
            break
        if place < token + step.least:
            continue
        for after in _ends(step, words, place):
            end = _follow(steps, number + 1, words, after, skipped)
            if end is not None:
                skipped.extend(range(token, place))
                return end
    return _follow(steps, number + 1, words, token, skipped) if step.optional else None


def _ends(step: Step, words: Words, token: int) -> Iterator[int]:
    if words.phrases:
        for unit in step.units:
            end = words.phrases.get((token, unit))
            if end is not None:
                yield end
    if not step.units.isdisjoint(words.units[token]):
        yield token + 1
