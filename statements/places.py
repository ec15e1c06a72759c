"""Cities and first divisions, by which an article or an office without a country is told where it is at home."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator

from statements.matching import fold
from statements.model import Span
from statements.table import Strict, load_table

_MOST_WORDS = 4
"""Words of a place's name that are looked for."""
_GERMAN = ("AT", "CH", "DE")
"""Countries whose places are known as German declines them, too: der Mainzer Staatssekretär, Tirols Polizei."""
_LONG = 5
"""Letters of a name that is declined."""
_WORD = re.compile(r"[^\W\d_][\w’'.-]*\w")
_LETTERS = re.compile(r"[^\W\d_]+")


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
                for form in _german(name) if code in _GERMAN else (name,):
                    found[form] = found.get(form, frozenset()) | {code}
        return found

    @cached_property
    def _openings(self) -> frozenset[str]:
        """The letters that open a place's folded name."""
        return frozenset(map(_opening, self._countries))

    @property
    def known(self) -> set[str]:
        """The countries that have a place here."""
        return {code for codes in self._countries.values() for code in codes}

    def find(self, text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[Span, frozenset[str]]]:
        """The names of places in `text`, longest first, from left to right, each with the countries it is in."""
        known, passed = self._countries, 0
        end = len(text) if end is None else end
        for word in _WORD.finditer(text, start, end):
            begin = word.start()
            if begin < passed or text[begin].islower() or _opening(fold(word[0])) not in self._openings:
                continue
            ahead = islice(_WORD.finditer(text, begin, end), _MOST_WORDS)
            for after in reversed([one.end() for one in ahead]):
                countries = known.get(fold(text[begin:after]).removesuffix("'s"))
                if countries:
                    passed = after
                    yield Span(begin, after), countries
                    break

    def country(self, text: str, named: Collection[str]) -> str | None:
        """The country of the first place in `text` that tells one; of places of one name, that of `named`."""
        told = (the_one(countries, named) for _, countries in self.find(text))
        return next((country for country in told if country), None)


def _german(name: str) -> tuple[str, ...]:
    """A name, its adjective, and where it is long enough to be no other word, its genitive."""
    owns = len(name) >= _LONG and not name.endswith("s")
    return name, f"{name}er", *([f"{name}s"] if owns else [])


def _opening(name: str) -> str:
    letters = _LETTERS.match(name)
    return letters[0] if letters else ""


def the_one(countries: Collection[str], named: Collection[str]) -> str | None:
    """The country of a place: its only one, or the only one of those `named`."""
    among = countries if len(countries) == 1 else [code for code in countries if code in named]
    return next(iter(among)) if len(among) == 1 else None
