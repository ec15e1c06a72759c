"""Finds thousands of names in one pass: leftmost-longest, on word boundaries, without moving an offset.

pyahocorasick reports every occurrence; its own `iter_long` drops a shorter name when a longer one fails the
boundary test, so the choice is made here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import chain
from typing import Any, Generic, TypeVar

import ahocorasick

from statements.model import Span

T = TypeVar("T")

_SAME = {"’": "'", "‘": "'", "ʼ": "'", "`": "'", "‐": "-", "‑": "-", "–": "-",
         "\u00a0": " ", "\u202f": " ", "\n": " ",
         "ё": "е", "Ё": "е", "ي": "ی", "ى": "ی", "ك": "ک", "أ": "ا", "إ": "ا", "آ": "ا", "ة": "ه", "\u200c": " ",
         "ł": "l", "Ł": "l", "ø": "o", "Ø": "o", "đ": "d", "Đ": "d", "ı": "i",
         "״": '"', "“": '"', "”": '"'}
_NO_SPACE = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\u0e00-\u0e7f]")
"""Scripts that write no space between words: a boundary is everywhere."""
_ARABIC, _HEBREW = re.compile(r"[\u0600-\u06ff]"), re.compile(r"[\u0590-\u05ff]")
_ARABIC_CLITIC = re.compile(r"(?<!\w)(?:[وف]?[بلک]?(?:ال)?|[وف]?لل|س)$")
_HEBREW_CLITIC = re.compile(r"(?<!\w)[ושהכלבמ]{1,3}$")
_ENDING = re.compile(r"\w{0,4}(?!\w)")
_MAX_CLITIC = 5
_FIRST_PART = 3
"""Letters a compound has before its last part."""
_FIRST_GLUED = "\u0590"
"""The first letter of scripts whose words can stand glued to others: Hebrew, Arabic, those without spaces."""
_FIRST_UNSPACED = "\u0e00"
"""The first letter of scripts that write no space between words."""
_SHORT, _REMEMBERED = 160, 2048
"""A phrase of at most so many characters is remembered with its hits, so many phrases at a time: one article asks
for the same names and titles again and again."""


def _folding() -> dict[int, str]:
    """One character for each character: case, quotes, hyphens, Arabic letter variants; never a change of length."""
    import unicodedata

    table = {code: chr(code).lower() for code in range(0x24F) if len(chr(code).lower()) == 1}
    table |= {code: chr(code).lower() for code in range(0x370, 0x600) if len(chr(code).lower()) == 1}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFD", chr(code))[0].lower()
        if len(base) == 1:
            table[code] = base
    table |= {ord(mark): plain for mark, plain in _SAME.items()}
    return table


_FOLD = _folding()


def fold(text: str) -> str:
    """`text` for comparing: every character folded to exactly one, so offsets stay."""
    return text.translate(_FOLD)


class Name(Generic[T]):
    """A word or phrase to look for and what it stands for."""

    __slots__ = ("acronym", "cased", "joined", "open_end", "text", "value")

    def __init__(self, text: str, value: T, *, anycase: bool = False) -> None:
        self.open_end = text.endswith("~")
        """Any ending of up to four letters may follow: российск~."""
        self.joined = text.startswith("~")
        """It may be the last part of a compound, which has a capital: ~sprecher~, for Kremlsprecher."""
        self.text = text.strip("~")
        self.acronym = is_acronym(self.text)
        self.cased = "" if anycase else self.text if self.acronym else _capital(self.text)
        """What the text must begin with exactly: all of an acronym, the capital of a name."""
        self.value = value


def _capital(text: str) -> str:
    return text[:1] if text[:1].isupper() else ""


def is_acronym(text: str) -> bool:
    """Whether `text` is written in capitals: WHO, U.N., G7."""
    letters = [char for char in text if char.isalpha()]
    return len(text) <= 8 and bool(letters) and all(char.isupper() for char in letters)


class Matcher(Generic[T]):
    """All names at once; several values may share one name."""

    def __init__(self, names: Iterable[Name[T]]) -> None:
        groups: dict[str, list[Name[T]]] = {}
        for name in names:
            groups.setdefault(fold(name.text), []).append(name)
        groups.pop("", None)
        self._length = len(groups)
        near = {key: group for key, group in groups.items() if key[0] < _FIRST_GLUED}
        far = {key: group for key, group in groups.items() if key[0] >= _FIRST_GLUED}
        self._near, self._far = _automaton(near), _automaton(far)
        self._opens_far = re.compile(f"[{re.escape(''.join(sorted({key[0] for key in far})))}]" if far else r"(?!)")
        self._remembered = lru_cache(_REMEMBERED)(self._hits)

    def __getstate__(self) -> dict[str, Any]:
        """All but what is remembered of texts: the worker's process is given the tables, not their cache."""
        return {name: value for name, value in vars(self).items() if name != "_remembered"}

    def __setstate__(self, state: dict[str, Any]) -> None:
        vars(self).update(state)
        self._remembered = lru_cache(_REMEMBERED)(self._hits)

    def __len__(self) -> int:
        """How many spellings it looks for."""
        return self._length

    def find(self, text: str) -> tuple[tuple[Span, list[T]], ...]:
        """Non-overlapping hits from left to right, the longest at each place."""
        return self._remembered(text) if len(text) <= _SHORT else self._hits(text)

    def _hits(self, text: str) -> tuple[tuple[Span, list[T]], ...]:
        folded = fold(text)
        hits: dict[int, tuple[int, list[T]]] = {}
        longest: dict[int, int] = {}
        """Where the letters end of what was found at each place."""
        for last, (length, group, joins) in self._reported(folded):
            start = last + 1 - length
            if start and folded[start - 1].isalnum() and folded[start] < _FIRST_GLUED:
                if not joins:
                    continue  # most of what the automaton reports lies inside a word
                start, group = _compound(text, folded, start, group)
                if longest.get(start) == last:
                    continue  # what ends here has been found with a longer last part
            accepted = _accept(text, folded, start, last + 1, group)
            if accepted is not None and (start not in hits or accepted[0] >= hits[start][0]):
                hits[start], longest[start] = accepted, last
        reached, found = 0, []
        for start in sorted(hits):
            if start >= reached:
                reached, values = hits[start]
                found.append((Span(start, reached), values))
        return tuple(found)

    def _reported(self, folded: str) -> Iterable[tuple[int, tuple[int, list[Name[T]], bool]]]:
        """Every place where a name's letters end, with their number, the names, and if one ends compounds."""
        near = self._near.iter(folded) if self._near else ()
        if self._far and not folded.isascii() and self._opens_far.search(folded):
            return chain(near, self._far.iter(folded))
        return near


def _automaton(groups: Mapping[str, list[Name[T]]]) -> Any:
    """Finds the keys of `groups`, if there are any.

    Where no name goes on it tries all their first letters one by one: hence one for the scripts of Europe, another
    for those that few texts have.
    """
    automaton = ahocorasick.Automaton()
    if not groups:
        return automaton
    for key, group in groups.items():
        automaton.add_word(key, (len(key), group, any(name.joined for name in group)))
    automaton.make_automaton()
    return automaton


def _compound(text: str, folded: str, end: int, group: list[Name[T]]) -> tuple[int, list[Name[T]]]:
    """Where the word begins whose last part begins at `end`, and the names that may be it; none of a short one."""
    start = end
    while start and folded[start - 1].isalnum():
        start -= 1
    fits = end - start >= _FIRST_PART and text[start].isupper()
    return start, [name for name in group if name.joined] if fits else []


def _accept(text: str, folded: str, start: int, end: int, group: list[Name[T]]) -> tuple[int, list[T]] | None:
    """The hit's true end and the values whose case and boundaries fit, if any do."""
    free = folded[start] >= _FIRST_UNSPACED and _NO_SPACE.match(folded, start) is not None
    if not free and start and _wordlike(folded[start - 1]) and not _clitic(folded, start):
        return None
    closed = free or end == len(folded) or not _wordlike(folded[end])
    best_end, values, small = end, [], text[start].islower()
    for name in group:
        if name.cased and (small or not (text.startswith(name.cased, start) or _shouted(text, start, end, name))):
            continue
        if closed:
            values.append(name.value)
        elif name.open_end and (ending := _ENDING.match(folded, end)):
            best_end = ending.end()
            values.append(name.value)
    return (best_end, values) if values else None


def _shouted(text: str, start: int, end: int, name: Name[T]) -> bool:
    """A name in a line of capitals (PUTIN for Putin), or an acronym written as a word (Nato for NATO)."""
    found = text[start:end]
    if name.acronym:
        return len(found) > 3 and found.isalpha() and found.istitle()
    return fold(found[:1]) == fold(name.text[:1]) and found[:1].isupper()


def unspaced(char: str) -> bool:
    """Whether a letter is of a script that writes no space between words."""
    return char >= _FIRST_UNSPACED and _NO_SPACE.match(char) is not None


def _wordlike(char: str) -> bool:
    return char.isalnum() or char == "_"


def _clitic(folded: str, start: int) -> bool:
    """Whether what stands glued before `start` is an Arabic or Hebrew prefix (and, in, to, the)."""
    before = folded[max(0, start - _MAX_CLITIC) : start]
    if _ARABIC.match(folded, start):
        return _ARABIC_CLITIC.search(before) is not None
    return _HEBREW.match(folded, start) is not None and _HEBREW_CLITIC.search(before) is not None
