"""Names in scripts without capitals: those the registry knows, what stands after a title, and both once more."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from statements.language import Language, Word
from statements.model import Span
from statements.tokens import Tokens

_OFFICE = Word.TITLE | Word.ROLE
_LONGEST = 4
"""Unknown words in a row that can be one name."""


def name_spans(text: str, paragraphs: Iterable[Span], language: Language, known: Sequence[Span]) -> list[Span]:
    """Where names stand in `text`: `known` (the registry's) and words that follow an office, wherever they are.

    Nothing for languages that write names with a capital.
    """
    if language.table.capitals:
        return []
    found: set[str] = set()
    for paragraph in paragraphs:
        tokens = Tokens(text, paragraph, language, known)
        found |= {text[tokens.starts[a] : tokens.ends[b]] for a, b in _after_offices(tokens)}
    words = {name for name in found if len(name) > 1}
    if language.table.spaces:
        words |= {word for name in found for word in name.split() if len(word) > 2}
        words.difference_update(language.table.of)
    return sorted({*known, *_occurrences(text, words, language)})


def _after_offices(t: Tokens) -> Iterable[tuple[int, int]]:
    """Runs of unknown words behind an office: وزير الخارجية | بدر عبد العاطي."""
    starts, of = set(t.phrases), frozenset(t.language.table.of)
    longest = _LONGEST if t.language.table.spaces else _LONGEST + 2
    i, chained = 0, False
    while i < len(t):
        plain = not t.classes[i] and i not in starts and not t.is_sign(i) and not t.keys[i][0].isdigit()
        if chained and plain and not t.caps[i]:
            end = i
            while end + 1 < len(t) and end - i + 1 < longest and _goes_on(t, end + 1, starts):
                end += 1
            yield i, end
            i, chained = end + 1, False
            continue
        if t.is_a(i, _OFFICE):
            chained = True
        elif not (t.is_a(i, Word.BODY) or t.caps[i] or t.keys[i] in of):
            chained = False
        i += 1


def _goes_on(t: Tokens, i: int, starts: set[int]) -> bool:
    if t.keys[i] in ("·", "-", "‐"):
        return True
    return (
        (not t.classes[i] or t.keys[i] in t.language.table.of)
        and i not in starts
        and not t.is_sign(i)
        and not t.keys[i].isdigit()
    )


def _occurrences(text: str, names: Iterable[str], language: Language) -> Iterable[Span]:
    longest = sorted(names, key=len, reverse=True)
    if not longest:
        return
    edge = r"\b" if language.table.spaces else ""
    prefix = f"(?:{'|'.join(map(re.escape, language.table.prefixes))})?" if language.table.prefixes else ""
    for found in re.finditer(f"{edge}{prefix}({'|'.join(map(re.escape, longest))}){edge}", text):
        yield Span(found.start(1), found.end(1))
