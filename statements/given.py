"""Whether a given name is a woman's or a man's, for pronouns: tables/given_names.yaml."""

from __future__ import annotations

from functools import cache

from statements.matching import fold
from statements.table import Strict, load_table
from statements.world import TABLES


class GivenNames(Strict):
    """Names that only women bear, and names that only men do, in small letters without accents."""

    f: frozenset[str]
    m: frozenset[str]


@cache
def _given_names() -> dict[str, str]:
    table = load_table(TABLES / "given_names.yaml", GivenNames)
    return dict.fromkeys(table.f, "f") | dict.fromkeys(table.m, "m")


def given_gender(name: str) -> str | None:
    """The gender ("f", "m") the first word of a full name tells, initials left out; None for a lone name."""
    words = [word for word in fold(name).split() if not word.endswith(".")]
    return _given_names().get(words[0]) if len(words) > 1 else None
