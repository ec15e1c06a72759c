"""English inflection by rule: the forms a dictionary word may take, and what its forms share."""

from __future__ import annotations

_VOWELS = "aeiou"


def english_forms(word: str) -> frozenset[str]:
    """`word` with the endings of plural, third person, past and -ing; a final consonant both single and doubled.

    Forms that do not exist ("visitted") are harmless: they never occur.
    """
    if word.endswith("e"):
        return frozenset({word, word + "s", word + "d", word[:-1] + "ing", word + "ing"})
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return frozenset({word, word[:-1] + "ies", word[:-1] + "ied", word + "ing"})
    plural = word + ("es" if word.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")
    stems = {word, word + word[-1]} if len(word) > 2 and word[-1] not in _VOWELS + "wxy" else {word}
    return frozenset({word, plural, *(stem + ending for stem in stems for ending in ("ed", "ing"))})


_ENDINGS = (("ies", "y"), ("ied", "y"), ("ing", ""), ("ed", ""), ("es", ""), ("s", ""))
_SIBILANT = ("s", "x", "z", "ch", "sh", "o")
_SHORTEST = 3
"""Letters that must be left of a word without its ending."""


def english_stem(word: str) -> str:
    """What the regular forms of a word have in common: "retaliat" of retaliate, retaliates, retaliating.

    It need not be a word; some words of different meaning share one.
    """
    if len(word) <= _SHORTEST or not word[-1].isalpha():
        return word
    for ending, instead in _ENDINGS:
        stem = word.removesuffix(ending)
        if len(stem) < _SHORTEST or stem == word:
            continue
        if ending == "es" and not stem.endswith(_SIBILANT):
            continue
        if ending == "s" and stem.endswith(("s", "u", "i")):
            continue
        doubled = ending in ("ing", "ed") and stem[-1] == stem[-2] and stem[-1] not in "lsz"
        word = (stem[:-1] if doubled else stem) + instead
        break
    return word.removesuffix("e") if len(word) > _SHORTEST else word
