"""What may stay in a text: nothing that steers a terminal, hides or reorders letters. Loads next to nothing."""

from __future__ import annotations

import re
import unicodedata

_MARKS_PER_LETTER = 4
"""Combining marks kept on one letter: enough for pointed Hebrew and Vietnamese, too few to climb over lines."""


def _unwanted() -> dict[int, str | None]:
    """What `clean` takes out (None) or replaces, by code point."""
    table: dict[int, str | None] = dict.fromkeys(range(0x20))
    table.update({ord("\n"): "\n", ord("\t"): "\t", ord("\v"): "\n", ord("\f"): "\n"})
    table.update(dict.fromkeys(range(0x7F, 0xA0)))
    table[0x85] = "\n"
    table.update(dict.fromkeys((0x2028, 0x2029), "\n"))
    table.update(dict.fromkeys((0x00AD, 0x061C, 0x180E, 0x200B, 0x200E, 0x200F, 0xFEFF)))  # invisible
    table.update(dict.fromkeys((*range(0x202A, 0x202F), *range(0x2060, 0x2070))))  # bidi controls, joiners
    table.update(dict.fromkeys((*range(0xFFF9, 0xFFFC), *range(0xE0000, 0xE0080))))  # annotations, tags
    table.update(dict.fromkeys(range(0xD800, 0xE000)))  # lone surrogates
    return table


_UNWANTED = _unwanted()
_LINE_END = re.compile(r"\r\n?")
_LOOSE_JOINER = re.compile(r"[\u200c\u200d]{2,}|(?<![^\x00-\x7f\s])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\x7f\s])")
_MANY_SIGNS = re.compile(rf"[^\w\s\x00-\u02ff]{{{_MARKS_PER_LETTER + 1},}}")


def clean(text: str) -> str:
    """`text` without anything that steers a terminal, hides or reorders letters; line ends become \\n."""
    if text.isascii() and text.isprintable():
        return text
    text = _LINE_END.sub("\n", text).translate(_UNWANTED)
    if text.isascii():
        return text
    return _MANY_SIGNS.sub(lambda found: _few_marks(found[0]), _LOOSE_JOINER.sub("", text))


def _few_marks(signs: str) -> str:
    """`signs` with no more combining marks in a row than a letter can carry."""
    kept: list[str] = []
    row = 0
    for sign in signs:
        row = row + 1 if unicodedata.category(sign) in ("Mn", "Me") else 0
        if row <= _MARKS_PER_LETTER:
            kept.append(sign)
    return "".join(kept)
