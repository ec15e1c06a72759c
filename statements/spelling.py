"""How a language's words are written: their endings, what is hung on or glued to them, where one ends."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

BODY, ENDED, ASKED, OPEN, SMALL, PAUSED = VEIL = "\ue000\ue001\ue002\ue003\ue004\ue005"
"""What a quotation is veiled with: its body, and a last character that tells how it ended: with a full stop
(ENDED), with a question or exclamation mark (ASKED), with a comma (PAUSED), or with none of them (OPEN). One that
begins with a small letter begins with SMALL."""
QUOTATION = f"[{VEIL}]+"
_NUMBER = r"\d+(?:[.,:]\d+)*%?"
_SHORTEST_PART = 5
"""Letters of a word that can be told as the last part of another."""
_SIGN = r"[.!?…。！？؟]+|--|[^\w\s]"
_JOINED = r"-'’&״׳\u200c"
"""What stands inside a word, whatever the language."""
_LETTER = r"[\w\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u064b-\u065f\u0670]"
"""Letters, digits and the marks that are written over them."""


def declined(words: Iterable[str], declensions: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """`words`, each "stem~name" as the stem with every ending of that declension. KeyError for one unknown."""
    for word in words:
        stem, _, name = word.partition("~")
        if name:
            yield from (stem + ending for ending in declensions[name])
        else:
            yield word


def both_scripts(words: Iterable[str], pairs: str) -> Iterator[str]:
    """`words`, each also with the second letter of every pair in place of the first: 说, 說."""
    other = str.maketrans(pairs[::2], pairs[1::2])
    for word in words:
        yield word
        if pairs and word.translate(other) != word:
            yield word.translate(other)


def lemmas(classes: Mapping[str, Iterable[str]], declensions: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Every form of the tables' declined words with the first form of its declension."""
    found: dict[str, str] = {}
    for word in (word for words in classes.values() for word in words if "~" in word):
        stem, _, name = word.partition("~")
        for ending in declensions[name]:
            found.setdefault((stem + ending).lower(), (stem + declensions[name][0]).lower())
    return found


def compound_part(word: str, parts: Collection[str]) -> str | None:
    """The longest last part of a compound that is one of `parts` and not short; two letters stand before it."""
    for start in range(2, len(word) - _SHORTEST_PART + 1):
        if word[start:] in parts:
            first, joint = word[start - 2], word[start - 1]
            return word[start:] if first.isalnum() and (joint.isalnum() or joint == "-") else None
    return None


def split_phrase(phrase: str, elided: Sequence[str]) -> list[str]:
    """The words of a table's phrase as text is split into them: s' + est + dit where s' is a word of its own."""
    for word in elided:
        phrase = re.sub(rf"\b{re.escape(word)}(?=\w)", f"{word} ", phrase)
    return phrase.split()


def token_pattern(
    known: Iterable[str],
    *,
    spaces: bool,
    prefixes: Sequence[str],
    elided: Sequence[str],
    clitics: Sequence[str],
    joined: Sequence[str],
) -> re.Pattern[str]:
    """Splits text into words, quotations (already veiled as private-use characters) and signs.

    `known`: the lexicon's words. `elided`: words ending in an apostrophe (French l'); `clitics`: words hung on with
    a hyphen (-t-il); `prefixes`: particles glued to known words (Arabic wa-), split off from these alone; `joined`:
    further signs that stand inside words.
    """
    if not spaces:
        longest = "|".join(map(re.escape, sorted(known, key=len, reverse=True)))
        return re.compile(f"{QUOTATION}|{_NUMBER}|{longest}|[A-Za-z]+|\\w|{_SIGN}")
    parts = [QUOTATION, _NUMBER, r"(?:[^\W\d_]\.){2,}"]
    if elided:
        stems = "|".join(re.escape(word.rstrip("'")) for word in sorted(elided, key=len, reverse=True))
        parts.append(rf"(?i:\b(?:{stems})['’](?=\w))")
    if prefixes:
        whole = "|".join(map(re.escape, sorted(known, key=len, reverse=True)))
        glued = "|".join(map(re.escape, prefixes))
        parts.append(rf"\b(?!(?:{whole})\b)(?:{glued})(?=(?:{whole})\b)")
    hung = "|".join(map(re.escape, sorted(clitics, key=len, reverse=True)))
    if hung:
        parts.append(rf"(?<=\w)(?i:{hung})\b")
    stop = rf"(?!(?i:{hung})\b)" if hung else ""
    inside = rf"[{_JOINED}{re.escape(''.join(joined))}]"
    parts.append(rf"\w{_LETTER}*(?:{stop}{inside}\w{_LETTER}*)*")
    parts.append(_SIGN)
    return re.compile("|".join(parts))
