"""From a personal name to an entry: exact, shortened, or spelled in another script."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from statements.actors import Entry, Kind
from statements.matching import fold

_LETTERS = {char: latin for latin, chars in {
    "a": "аاعאע", "b": "бبב", "ch": "чچ", "d": "дدذضד", "e": "еєэ", "f": "фف", "g": "гґغگג", "h": "حهחה",
    "i": "иіїйیי", "j": "ج", "k": "кقکכךק", "kh": "хخ", "l": "лلל", "m": "мمמם", "n": "нنנן", "o": "о", "p": "пپפף",
    "r": "рرר", "s": "сسصס", "sh": "шشש", "shch": "щ", "t": "тتطטת", "th": "ث", "ts": "цצץ", "u": "уوו", "v": "в",
    "y": "ы", "ya": "я", "yu": "ю", "z": "зزظז", "zh": "жژ",
}.items() for char in chars}
"""Folded Cyrillic, Arabic and Hebrew letters as Latin writes them."""

_SOUNDS = (
    ("shch", "S"), ("sch", "S"), ("tch", "C"), ("sh", "S"), ("ch", "C"), ("cz", "C"), ("sz", "S"), ("zh", "J"),
    ("kh", "K"), ("ts", "Z"), ("tz", "Z"), ("ph", "f"), ("th", "t"), ("ck", "k"), ("qu", "k"), ("x", "ks"),
    ("q", "k"), ("w", "v"),
)
_ALIKE = str.maketrans("pvfcSZzJCj", "bbbksssss" + "s")
"""Sounds that one script or the other does not tell apart: פ is p and f, ב is b and v, ש is s and sh."""
# Vowels are silent, and so are h and g, which Russian and Ukrainian take for each other.
_FEWEST = 3
"""Consonants, or words, that tell a name."""
_SILENT = re.compile(r"[^A-Zbdfjklmnprstvzc]")
_ENDING = re.compile(r"(?:ii|iy|yi|yy|ij|i|j)\b")
"""Ends of words that another transliteration spells y: sergei, dmitri, valerii."""
_JUNIOR = re.compile(r",? jr\.?$")
"""What stands behind the name of somebody whose father bears it too."""
_DOUBLE = re.compile(r"(.)\1+")


class People:
    """Persons by their names."""

    def __init__(self, entries: Iterable[Entry], titles: Collection[str] = ()) -> None:
        self._titles = titles
        self._first: dict[str, list[tuple[list[str], Entry]]] = {}
        self._spelled: dict[str, list[Entry]] = {}
        self._exact: dict[str, list[Entry]] = {}
        self._last: dict[str, list[tuple[frozenset[str], Entry]]] = {}
        self._sounds: dict[tuple[str, str], list[Entry]] = {}
        for entry in entries:
            if entry.kind is not Kind.PERSON:
                continue
            for name in dict.fromkeys(_JUNIOR.sub("", fold(one)) for one in (entry.name, *entry.aliases)):
                self._add(name, entry)

    def named(self, name: str) -> list[Entry]:
        """Who this name can mean.

        Those who bear exactly it; else those of whose name it leaves something out; else those to whose name it
        adds something; else those whose name sounds so in another script; else whom it means without a title.
        """
        folded = _JUNIOR.sub("", fold(name).strip(" .,"))
        if found := self._exact.get(folded):
            return found
        words = folded.split()
        if not words:
            return []
        if len(words) == 1:
            return _unique(entry for _, entry in self._last.get(folded, ()))
        shorter = [entry for whole, entry in self._last.get(words[-1], ()) if whole.issuperset(words)]
        alike = self._alike(words) if not folded.isascii() and _is_spelled_as_name(name) else ()
        titled = len(words) > 2 and words[0] in self._titles
        spelled = self._spelled.get(_spelling(folded), ())
        lists = (_unique(one) for one in (shorter, spelled, self._longer(words), alike))
        known = next((one for one in lists if one), [])
        return self.named(name.split(maxsplit=1)[1]) if titled and not known else known

    def _longer(self, words: list[str]) -> Iterator[Entry]:
        """Those known by the first and last word alone, or by three and more of the first words."""
        for known, entry in self._first.get(words[0], ()):
            if known[1:] == words[-1:] or (len(known) >= _FEWEST and words[: len(known)] == known):
                yield entry

    def _alike(self, words: list[str]) -> Sequence[Entry]:
        """Those whose first and last name sound like these; nobody for names of few consonants."""
        first, last = _sound(words)
        return self._sounds.get((first, last), ()) if len(first) + len(last) >= _FEWEST and len(last) > 1 else ()

    def _add(self, name: str, entry: Entry) -> None:
        self._exact.setdefault(name, []).append(entry)
        words = name.split()
        if len(words) > 1 and words[-1].startswith("al-"):
            self._last.setdefault(words[-1].removeprefix("al-"), []).append((frozenset(words), entry))
        if len(words) > 1:
            self._last.setdefault(words[-1], []).append((frozenset(words), entry))
            self._first.setdefault(words[0], []).append((words, entry))
            self._spelled.setdefault(_spelling(name), []).append(entry)
        if len(words) > 1 and name.isascii():
            self._sounds.setdefault(_sound(words), []).append(entry)


def _is_spelled_as_name(name: str) -> bool:
    """Whether no word that opens or ends `name` is an acronym, as in "the US in Vienna"."""
    words = name.split()
    return not any(len(word) > 1 and word.isupper() for word in (words[0], words[-1]))


def _spelling(name: str) -> str:
    """A folded name with one ending for those that Cyrillic names get: alexei, alexey."""
    return _ENDING.sub("y", name)


def _unique(found: Iterable[Entry]) -> list[Entry]:
    return list({entry.id: entry for entry in found}.values())


def _sound(words: list[str]) -> tuple[str, str]:
    """What the first and the last word of a name sound like."""
    return sound(words[0]), sound(words[-1])


def sound(word: str) -> str:
    """The consonants of a folded name, one letter per sound: туск and tusk are both tsk."""
    latin = "".join(_LETTERS.get(char, char) for char in word)
    for spelling, letter in _SOUNDS:
        latin = latin.replace(spelling, letter)
    return _DOUBLE.sub(r"\1", _SILENT.sub("", latin).translate(_ALIKE))
