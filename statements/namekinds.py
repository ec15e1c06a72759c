"""What bears a name that nobody introduced, as far as its words and those before it tell: a body, a thing."""

from __future__ import annotations

from collections.abc import Sequence

from statements.language import Language, Word, key_of


def is_institution(language: Language, name: str) -> bool:
    """Port of Rosen, Tarn Institute: a name that joins others or ends in a word for a body."""
    words = name.split()
    if not language.table.generic or len(words) == 1:
        return False
    keys, classes = [key_of(word) for word in words], language.classes
    joins = any(classes.get(key, 0) & Word.OWNER and word.islower()
                for key, word in zip(keys[1:], words[1:], strict=True))
    return joins or classes.get(keys[-1], 0) & (Word.BODY | Word.ROLE) == Word.BODY


def is_thing(language: Language, name: str) -> bool:
    """Where every noun has a capital: whether a word is one for a thing by its ending: Forderungen."""
    thing = language.thing
    return thing is not None and " " not in name and bool(thing.search(key_of(name)))


def is_body_behind(language: Language, name: str, words: Sequence[str]) -> bool:
    """The space agency *Tarn*; the firm, *Lind Metals*: a name right behind a plain word for a body.

    `words` are the phrase the name stands in, in small letters.
    """
    if not language.table.generic:
        return False
    opens = key_of(name.split()[0])
    at = words.index(opens) if opens in words else 0
    before = [language.classes.get(word, 0) for word in words[:at] if word.isalpha()]
    parted = any(bits & (Word.ROLE | Word.TITLE | Word.PREPOSITION) for bits in before[:-1])
    return bool(before) and bool(before[-1] & Word.BODY) and not parted
