"""What the words of personal names tell, of whatever language: tables/given_names.yaml."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from statements.matching import fold
from statements.table import Strict, load_table
from statements.world import TABLES


class GivenNames(Strict):
    """Names that only women bear, and names that only men do, in small letters without accents."""

    f: frozenset[str]
    m: frozenset[str]
    particles: frozenset[str]
    """Small words a surname opens with: van der, al."""


@cache
def _table() -> GivenNames:
    return load_table(TABLES / "given_names.yaml", GivenNames)


@cache
def _given_names() -> dict[str, str]:
    table = _table()
    return dict.fromkeys(table.f, "f") | dict.fromkeys(table.m, "m")


def given_gender(name: str) -> str | None:
    """The gender ("f", "m") the first word of a full name tells, initials left out; None for a lone name."""
    words = [word for word in fold(name).split() if not word.endswith(".")]
    return _given_names().get(words[0]) if len(words) > 1 else None


def are_particles(words: Sequence[str]) -> bool:
    """Whether all of `words`, at least one, are small words a surname opens with: van der."""
    return bool(words) and all(word.lower() in _table().particles for word in words)
