"""A veiled paragraph as words, each with its offsets and what the language's table says it can be."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from statements.language import Language, Phrase, Word, key_of
from statements.model import Span

SMALL = "\ue004"
"""What a veiled quotation begins with whose first letter is small."""

_ENDS = frozenset({".", "!", "?", ":"})
_QUOTATION = "\ue000\ue001\ue002\ue003\ue004"


class Tokens:
    """Parallel lists, one entry per word, quotation or sign; `keys` are spelled as the lexicon does."""

    __slots__ = ("caps", "classes", "ends", "keys", "language", "phrases", "starts", "text")

    def __init__(self, veiled: str, within: Span, language: Language, names: Sequence[Span] = ()) -> None:
        self.text = veiled
        self.language = language
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.keys: list[str] = []
        self.classes: list[int] = []
        self.caps: list[bool] = []
        self.phrases: list[int] = []
        """Places where a phrase of the lexicon (a cue, a noun, according to) may begin."""
        possessive, common = language.possessive, language.table.common_capitals
        known, phrases, adverb = language.classes, language.phrases, language.adverb
        for found in language.token.finditer(veiled, within.start, within.end):
            word = found[0]
            key = key_of(word)
            if key in phrases:
                self.phrases.append(len(self.keys))
            classes = known.get(key, 0)
            if not classes and possessive and (owned := possessive.sub("", key)) != key:
                classes = known.get(owned, 0) & (Word.TITLE | Word.ROLE | Word.BODY)
            if not classes and "-" in key:
                classes = known.get(key.rpartition("-")[2], 0) & (Word.TITLE | Word.ROLE)
            if not classes and adverb and adverb.search(key):
                small = not word[0].isupper() or (common and self._opens_sentence())
                classes = Word.ADVERB if small else classes
            if not word[0].isupper():
                for ending, bits in language.endings:
                    if ending.search(key):
                        classes |= bits
            if not classes and language.compound:
                part = language.compound.search(key)
                classes = known[part[0]] if part else 0
            self.starts.append(found.start())
            self.ends.append(found.end())
            self.keys.append(key)
            self.classes.append(classes)
            self.caps.append(word[0].isupper())
        inside = bisect_left(names, within.start, key=lambda name: name.start)
        for name in names[inside : bisect_left(names, within.end, key=lambda name: name.start)]:
            self._mark_name(name)

    def _opens_sentence(self) -> bool:
        return not self.keys or self.keys[-1] in _ENDS

    def _mark_name(self, name: Span) -> None:
        """Counts the words of a name in a script without capitals as capitalised."""
        for i in range(bisect_left(self.starts, name.start), bisect_left(self.starts, name.end)):
            self.caps[i] = True

    def __len__(self) -> int:
        return len(self.keys)

    def span(self, first: int, last: int) -> Span:
        """The characters from token `first` to token `last`, both included."""
        return Span(self.starts[first], self.ends[last])

    def is_a(self, i: int, classes: int) -> bool:
        """Whether token `i` can be any of `classes`."""
        return bool(self.classes[i] & classes)

    def is_quotation(self, i: int) -> bool:
        """Whether token `i` is a veiled quotation."""
        return self.keys[i][0] in _QUOTATION

    def is_sign(self, i: int) -> bool:
        """Whether token `i` is punctuation or a quotation."""
        key = self.keys[i]
        return not (key[0].isalnum() or key[0] in "&_" or (key[0] == "-" and key[-1].isalpha()))

    def owns(self, i: int) -> bool:
        """Whether token `i` is a possessive: Russia's."""
        pattern = self.language.possessive
        return bool(pattern and pattern.search(self.keys[i]))

    def goes_on(self, i: int) -> bool:
        """Whether the quotation at token `i` begins within a sentence: with a small letter."""
        return self.keys[i][0] == SMALL

    def phrase_at(self, i: int, end: int) -> tuple[Phrase, int] | None:
        """The longest phrase beginning at token `i` and its last token."""
        for phrase in self.language.phrases.get(self.keys[i], ()):
            last = i + len(phrase.rest)
            if last < end and all(self.keys[i + 1 + n] == word for n, word in enumerate(phrase.rest)):
                return phrase, last
        return None
