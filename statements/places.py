"""Cities and first divisions, by which an article or an office without a country is told where it is at home."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cached_property
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator

from statements.matching import fold
from statements.model import Span
from statements.table import Strict, load_table

_MOST_WORDS = 4
"""Words of a place's name that are looked for."""
_WORD = re.compile(r"[^\W\d_][\w’'.-]*\w")


def _names(listed: str) -> str:
    if any(not name.strip() for name in listed.split(", ")):
        raise ValueError("names parted by a comma and a space")
    return listed


class PlaceTable(Strict):
    """places.yaml: the names of each country's places, parted by commas, by the country's code."""

    places: dict[str, Annotated[str, AfterValidator(_names)]]


class Places:
    """The places of one table; none without. The table is read when the first place is asked for."""

    def __init__(self, path: Path | None) -> None:
        self._path = path

    @cached_property
    def _countries(self) -> dict[str, frozenset[str]]:
        """Countries by a place's folded name."""
        if self._path is None:
            return {}
        found: dict[str, frozenset[str]] = {}
        for code, names in load_table(self._path, PlaceTable).places.items():
            for name in fold(names).split(", "):
                found[name] = found.get(name, frozenset()) | {code}
        return found

    @property
    def known(self) -> set[str]:
        """The countries that have a place here."""
        return {code for codes in self._countries.values() for code in codes}

    def find(self, text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[Span, frozenset[str]]]:
        """The names of places in `text`, longest first, from left to right, each with the countries it is in."""
        words = [(one.start(), one.end()) for one in _WORD.finditer(text, start, len(text) if end is None else end)]
        passed = 0
        for n, (begin, _) in enumerate(words):
            if begin < passed or not text[begin].isupper():
                continue
            for last in range(min(len(words), n + _MOST_WORDS) - 1, n - 1, -1):
                countries = self._countries.get(fold(text[begin : words[last][1]]).removesuffix("'s"))
                if countries:
                    passed = words[last][1]
                    yield Span(begin, passed), countries
                    break

    def country(self, text: str, named: Collection[str]) -> str | None:
        """The country of the first place in `text` that tells one; of places of one name, that of `named`."""
        told = (the_one(countries, named) for _, countries in self.find(text))
        return next((country for country in told if country), None)


def the_one(countries: Collection[str], named: Collection[str]) -> str | None:
    """The country of a place: its only one, or the only one of those `named`."""
    among = countries if len(countries) == 1 else [code for code in countries if code in named]
    return next(iter(among)) if len(among) == 1 else None
