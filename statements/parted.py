"""A clause that goes on behind its cue with a subject of its own: A, she said, | and B. Each is a statement."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from statements.adverbials import has_verb
from statements.language import Word
from statements.nouns import OPENS, is_verb
from statements.sentence import Find, last_word
from statements.tokens import Tokens

_FEWEST = 2
"""Tokens of a clause behind the conjunction."""


def part_reports(t: Tokens, finds: list[Find]) -> list[Find]:
    """`finds`, those that report two clauses around their cue parted where the second begins."""
    return [part for find in finds for part in _parts(t, find)]


def _parts(t: Tokens, find: Find) -> Iterator[Find]:
    first, last = find.content[-1]
    if len(find.content) > 1 and _goes_on_anew(t, first, last):
        yield replace(find, content=find.content[:-1])
        yield replace(find, content=((first + 1, last),), rule="after-and")
    else:
        yield find


def _goes_on_anew(t: Tokens, first: int, last: int) -> bool:
    """…, she said, | and the bridge was shut: a conjunction and a clause with a subject of its own."""
    joins = t.is_a(first, Word.AND) and not t.is_a(first, Word.CONTRAST)
    opens = joins and last > first + _FEWEST and not t.is_quotation(first + 1)
    bare = opens and t.is_a(first + 2, Word.AUXILIARY) and not is_verb(t, first + 1)  # and | winter could
    subject = opens and (t.caps[first + 1] or t.is_a(first + 1, OPENS) or bare)
    return bool(subject) and has_verb(t, first + 1, last_word(t, first, last + 1) + 1)
