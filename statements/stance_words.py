"""What words are about: categories of words and phrases, which the stance model weighs as it weighs words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator

from statements.stance_english import english_stem
from statements.stance_table import TABLES
from statements.table import Strict, load_table

FOLDER = TABLES / "stance_words"


def _words(value: object) -> object:
    return tuple(value.split()) if isinstance(value, str) else value


class WordTable(Strict):
    """stance_words/<language>.yaml: category → words in one text; an underscore joins those of a phrase."""

    language: str
    categories: dict[str, Annotated[tuple[str, ...], BeforeValidator(_words)]]


class Categories:
    """One language's categories, by the stem of the first word of what belongs to them."""

    def __init__(self, table: WordTable) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for category, phrases in table.categories.items():
            for phrase in phrases:
                first, *rest = map(english_stem, phrase.lower().replace("’", "'").split("_"))
                self._by_first.setdefault(first, []).append((tuple(rest), category))

    def find(self, stems: Sequence[str]) -> Iterator[tuple[str, int, int]]:
        """The categories of a row of stems, each with the place where it begins and the one after it."""
        for at, stem in enumerate(stems):
            for rest, category in self._by_first.get(stem, ()):
                end = at + 1 + len(rest)
                if not rest or tuple(stems[at + 1 : end]) == rest:
                    yield category, at, end


@cache
def load_categories(code: str) -> Categories | None:
    """The categories of a language by ISO 639-1 code, None where there is no table. Raises TableError."""
    path: Path = FOLDER / f"{code}.yaml"
    return Categories(load_table(path, WordTable)) if path.exists() else None
