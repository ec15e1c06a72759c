"""A veiled paragraph as words, each with its offsets and what the language's table says it can be."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Sequence
from functools import cache, partial

from statements.language import Language, Phrase, Word, key_of
from statements.model import Span
from statements.remembered import Remembered
from statements.spelling import ASKED, ENDED, PAUSED, SMALL, VEIL, compound_part

PAUSES = frozenset(",،，、" + PAUSED)
"""What ends a token after which the reporter's words can begin anew."""

_CLOSED = PAUSES | frozenset(ENDED + ASKED)
_ENDS = frozenset({".", "!", "?", ":"})
_NAMING = Word.TITLE | Word.ROLE | Word.BODY | Word.NAME | Word.TIME | Word.WORK | Word.ATTRIBUTE
"""Classes of words that can be part of a name."""
_HEADING = 40
"""Tokens a heading can have."""
_SHORTEST_INFLECTED = 5
"""Letters above which a word's ending tells that it is a verb."""


_Looked = tuple[str, int, bool, bool, bool]
"""A word as the lexicon spells it, what it can be, whether it has a capital, is a sign, may begin a phrase."""


@cache
def _lexica(language: Language) -> tuple[Remembered[_Looked], Remembered[_Looked]]:
    """The lexicon of words inside a sentence, and of those that open one where nouns have capitals."""
    return Remembered(partial(_look_up, language, first=False)), Remembered(partial(_look_up, language, first=True))


@cache
def _endings(language: Language) -> tuple[Remembered[bool], Remembered[bool]]:
    """Which words end as possessives do, and which as nouns in the plural."""
    return Remembered(partial(_shows, language.possessive)), Remembered(partial(_shows, language.plural))


_WITH_ARTICLE = re.compile(r"(?:al|el|ul|ad|an|ar|as|ash|at|az)-[^\W\d_a-z]")
"""A name that begins with its Arabic article: al-Battat."""


_DOUBLED = "\u0651"
"""The sign by which Arabic may write that a letter is doubled; the lexicon leaves it out."""


def _unglued(text: str, word: tuple[int, int], language: Language) -> Sequence[tuple[int, int]]:
    """A word with that sign, without the particle that is written to a known one: و | رحّب."""
    start, end = word
    key = key_of(text[start:end]) if _DOUBLED in text[start:end] else ""
    known = key in language.classes or key in language.phrases
    rest = key[1:] in language.classes or key[1:] in language.phrases
    glued = bool(key) and key[0] in language.table.prefixes and rest and not known
    return ((start, start + 1), (start + 1, end)) if glued else (word,)


def _shows(expression: re.Pattern[str] | None, key: str) -> bool:
    return expression is not None and expression.search(key) is not None


def _look_up(language: Language, word: str, *, first: bool) -> _Looked:
    key, capital = key_of(word), word[0].isupper() or _WITH_ARTICLE.match(word) is not None
    classes = language.classes.get(key, 0)
    if not capital and language.table.common_capitals:
        classes &= ~(Word.TITLE | Word.ROLE)
    classes = classes or _inherited(language, key)
    if not classes and (first or not capital) and language.adverb and language.adverb.search(key):
        classes = Word.ADVERB
    if not capital:
        for ending, bits in language.endings:
            if ending.search(key):
                classes |= bits
    if not classes and language.compound:
        part = compound_part(key, language.compound)
        classes = language.classes[part] if part else 0
    wordlike = key[0].isalnum() or key[0] in "&_" or (key[0] == "-" and key[-1].isalpha())
    return key, classes, capital, not wordlike, key in language.phrases


def _inherited(language: Language, key: str) -> int:
    """What a possessive or a compound with a hyphen has of its owner or its last part."""
    owned = language.possessive.sub("", key) if language.possessive else key
    if owned != key and (classes := language.classes.get(owned, 0) & (Word.TITLE | Word.ROLE | Word.BODY)):
        return classes
    if "-of-" in key:
        return language.classes.get(key.partition("-")[0], 0) & (Word.TITLE | Word.ROLE)
    return language.classes.get(key.rpartition("-")[2], 0) & (Word.TITLE | Word.ROLE) if "-" in key else 0


class Tokens:
    """Parallel lists, one entry per word, quotation or sign; `keys` are spelled as the lexicon does."""

    __slots__ = (
        "_owners", "_plurals", "apart", "caps", "classes", "ends", "keys", "language", "phrases", "signs",
        "starts", "text",
    )  # fmt: skip

    def __init__(self, veiled: str, within: Span, language: Language, names: Sequence[Span] = (),
                 apart: Collection[int] = ()) -> None:
        self.text = veiled
        self.language = language
        inside, opening = _lexica(language)
        self._owners, self._plurals = _endings(language)
        found = [one.span() for one in language.token.finditer(veiled, within.start, within.end)]
        if language.table.prefixes and _DOUBLED in veiled:
            found = [part for one in found for part in _unglued(veiled, one, language)]
        words = [veiled[start:end] for start, end in found]
        if language.table.common_capitals:
            before = [".", *words]
            looked = [(opening if before[i] in _ENDS else inside)[word] for i, word in enumerate(words)]
        else:
            looked = [inside[word] for word in words]
        self.starts = [start for start, _ in found]
        self.ends = [end for _, end in found]
        self.keys = [key for key, _, _, _, _ in looked]
        self.classes = [classes for _, classes, _, _, _ in looked]
        self.caps = [capital for _, _, capital, _, _ in looked]
        self.signs = [sign for _, _, _, sign, _ in looked]
        self.phrases = [i for i, (_, _, _, _, begins) in enumerate(looked) if begins]
        """Places where a phrase of the lexicon (a cue, a noun, according to) may begin."""
        if language.table.capitals and self._is_title_case():
            self._uncapitalise()
        low = bisect_left(names, within.start, key=lambda name: name.start)
        for name in names[low : bisect_left(names, within.end, key=lambda name: name.start)]:
            self._mark_name(name)
        self.apart = {bisect_left(self.starts, at) for at in apart if within.start <= at < within.end}
        """Where the name of a country or body begins, which is no part of somebody's name."""

    def _is_title_case(self) -> bool:
        """Whether This Is a Sentence Whose Words All Begin With a Capital, so that capitals tell no names.

        Without a final stop it is a heading or a link, which says nothing.
        """
        if not 3 < len(self) < _HEADING or self.keys[-1].isalnum():
            return False
        words = 0
        for key, capital in zip(self.keys, self.caps, strict=True):
            if len(key) > 3 and key.isalpha():
                if not capital:
                    return False
                words += 1
        return words > 3

    def _uncapitalise(self) -> None:
        """Counts the words that are no names as written small."""
        language = self.language
        for i, key in enumerate(self.keys):
            for ending, bits in language.endings:
                if not self.classes[i] and len(key) > _SHORTEST_INFLECTED and ending.search(key):
                    self.classes[i] |= bits
            cue = any(phrase.cue for phrase in language.phrases.get(key, ()))
            if self.is_a(i, ~_NAMING) or (cue and not self.is_a(i, _NAMING)):
                self.caps[i] = False

    def _mark_name(self, name: Span) -> None:
        """Counts the words of a name in a script without capitals as capitalised."""
        first = bisect_left(self.starts, name.start)
        article = self.language.table.article
        glued = first > 0 and bool(article) and self.text[self.starts[first - 1] : name.start] == article
        for i in range(first - glued, bisect_left(self.starts, name.end)):
            self.caps[i] = True

    def __len__(self) -> int:
        return len(self.keys)

    def capitalised(self, begin: int = 0, end: int | None = None) -> list[int]:
        """The tokens from `begin` to before `end` that have a capital."""
        return [i for i, capital in enumerate(self.caps[begin:end], begin) if capital]

    def which(self, classes: int, begin: int = 0, end: int | None = None) -> list[int]:
        """The tokens from `begin` to before `end` that can be any of `classes`."""
        return [i for i, bits in enumerate(self.classes[begin:end], begin) if bits & classes]

    def span(self, first: int, last: int) -> Span:
        """The characters from token `first` to token `last`, both included."""
        return Span(self.starts[first], self.ends[last])

    def is_a(self, i: int, classes: int) -> bool:
        """Whether token `i` can be any of `classes`."""
        return self.classes[i] & classes != 0

    def holds(self, classes: int, begin: int, end: int) -> bool:
        """Whether a token from `begin` to before `end` can be any of `classes`."""
        for bits in self.classes[begin:end]:  # noqa: SIM110 - asked of every phrase
            if bits & classes:
                return True
        return False

    def is_quotation(self, i: int) -> bool:
        """Whether token `i` is a veiled quotation."""
        return self.keys[i][0] in VEIL

    def is_sign(self, i: int) -> bool:
        """Whether token `i` is punctuation or a quotation."""
        return self.signs[i]

    def owns(self, i: int) -> bool:
        """Whether token `i` is a possessive: Russia's."""
        return self._owners[self.keys[i]]

    def is_plural(self, i: int) -> bool:
        """Whether token `i` ends as nouns in the plural do: demands, officials."""
        return self._plurals[self.keys[i]]

    def goes_on(self, i: int) -> bool:
        """Whether the quotation at token `i` begins within a sentence: with a small letter."""
        return self.keys[i][0] == SMALL

    def pauses(self, i: int) -> bool:
        """Whether token `i` is a comma, or a quotation that ends in one."""
        return self.keys[i][-1] in PAUSES

    def ends_clause(self, i: int) -> bool:
        """Whether token `i` is a comma, or a quotation with a comma, a stop or a mark like it at its end."""
        return self.keys[i][-1] in _CLOSED

    def phrase_at(self, i: int, end: int) -> tuple[Phrase, int] | None:
        """The longest phrase beginning at token `i` and its last token."""
        for phrase in self.language.phrases.get(self.keys[i], ()):
            last = i + len(phrase.rest)
            if last < end and (last == i or phrase.rest == tuple(self.keys[i + 1 : last + 1])):
                return phrase, last
        return None
