"""How the German press writes names of people who write themselves in Cyrillic: Лавров → Lawrow, Сибіга → Sybiha.

Source: Duden, Transkriptionstabellen (Russian and Ukrainian), with the spellings newspapers have beside it.
"""

from __future__ import annotations

import re

CYRILLIC = frozenset({"BY", "KG", "KZ", "RU", "UA"})
"""Countries whose people are known by a Cyrillic name."""
_BEFORE_VOWEL = re.compile(r"(?:^|[аеёиоуыэюяіїєАЕЁИОУЫЭЮЯІЇЄьъ'’ʼ])$")
_RUSSIAN = {
    "а": "a", "б": "b", "в": "w", "г": "g", "д": "d", "е": "e", "ё": "jo", "ж": "sch", "з": "s", "и": "i", "й": "i",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
    "х": "ch", "ц": "z", "ч": "tsch", "ш": "sch", "щ": "schtsch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "ju",
    "я": "ja", "’": "", "'": "", "ʼ": "", "і": "i", "ї": "ji", "є": "je", "ґ": "g",
}  # fmt: skip
_UKRAINIAN = _RUSSIAN | {"г": "h", "и": "y"}
_ENDINGS = (("ий", "и"), ("ый", "ы"), ("ия", "иа"))
"""What a Russian name ends in and what is written for it: Юрий, Juri; Мария, Maria."""
_VARIANTS = (("ei ", "ej "), ("ks", "x"), ("ksandr ", "xander "), ("ii ", "ij "))
"""What stands in a name, and how others write it: Sergei, Sergej; Aleksandr, Alexander."""


def german(name: str, *, ukrainian: bool) -> set[str]:
    """The German spellings of a Cyrillic `name`; none of other names."""
    words = name.split(" ")
    if not all(word[:1].isupper() and word[0].lower() in _RUSSIAN for word in words):
        return set()
    letters = _UKRAINIAN if ukrainian else _RUSSIAN
    plain = " ".join("-".join(_word(part, letters, ukrainian) for part in word.split("-")) for word in words)
    return {plain, *(plain.replace(found, put) for found, put in _VARIANTS)}


def _word(word: str, letters: dict[str, str], ukrainian: bool) -> str:
    if not ukrainian:
        word = next((word[: -len(end)] + put for end, put in _ENDINGS if word.endswith(end)), word)
    spelled = []
    for i, letter in enumerate(word.lower()):
        soft = letter == "е" and not ukrainian and _BEFORE_VOWEL.search(word[:i])
        final = letter == "й" and ukrainian and i == len(word) - 1 and word[i - 1] == "и"
        spelled.append("je" if soft else "j" if final else letters.get(letter, letter))
    return "".join(spelled).capitalize()
