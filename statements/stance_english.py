"""English inflection by rule: the forms a dictionary word may take. Irregular ones come from the table."""

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
