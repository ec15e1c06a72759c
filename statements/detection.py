"""Tells the language of a text by its script, its letters and its words, short as it may be."""

from __future__ import annotations

import re
from functools import cache

from statements.language import key_of, languages, load_language
from statements.value import value

_SAMPLE = 4000
"""Characters that are looked at."""
_LEXICON = 0.5
"""What a word of the tables counts against one of the most frequent: the tables share many."""
_LETTERS = 4.0
"""What a letter that no other of the languages writes counts."""
_ENOUGH = 0.3
"""Share of a script's letters that tells a language alone."""
_FREQUENT = 0.08
"""Share of frequent words that does."""
_KNOWN = 0.34
"""Share of words of the tables that does."""


@value(frozen=True, slots=True)
class _Detector:
    """What one language is told by."""

    code: str
    script: re.Pattern[str] | None
    letters: re.Pattern[str] | None
    common: frozenset[str]
    lexicon: frozenset[str]

    def score(self, sample: str, count: int, words: list[str]) -> float:
        """How well the language fits `words` and the `count` letters of `sample`; 0 where nothing tells."""
        script = len(self.script.findall(sample)) / count if self.script else 0.0
        letters = len(self.letters.findall(sample)) / count if self.letters else 0.0
        common = sum(word in self.common for word in words) / max(1, len(words))
        known = sum(word in self.lexicon for word in words) / max(1, len(words))
        if not (script >= _ENOUGH or common >= _FREQUENT or known >= _KNOWN or (letters and known)):
            return 0.0
        return script + common + _LEXICON * known + _LETTERS * letters


@cache
def _detectors() -> tuple[_Detector, ...]:
    found = []
    for code in languages():
        language = load_language(code)
        table = language.table
        found.append(
            _Detector(
                code,
                re.compile(f"[{table.letters}]") if table.letters else None,
                re.compile(f"[{table.own_letters}]") if table.own_letters else None,
                frozenset(table.common),
                frozenset((*language.classes, *language.phrases)),
            )
        )
    return tuple(found)


def detect_language(text: str) -> str | None:
    """The language most of `text` is in; None where nothing tells."""
    sample = text[:_SAMPLE]
    words = [key_of(word) for word in re.findall(r"[^\W\d_]+", sample)]
    count = max(1, sum(map(str.isalpha, sample)))
    best, code = max(((one.score(sample, count, words), one.code) for one in _detectors()), default=(0.0, None))
    return code if best else None
