"""Puts the registry's tables together: countries, built-in actors, then a user's overlays."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from statements.actors import ActorTable, Country, CountryRow, CountryTable, Entry, Kind
from statements.table import Problem, TableError, load_table, nearest

TABLES = Path(__file__).parent / "tables"


@dataclass(frozen=True, slots=True)
class World:
    """Countries by code and entries by id."""

    countries: Mapping[str, Country]
    entries: Mapping[str, Entry]


def load_world(*overlays: Path) -> World:
    """The built-in tables with every *.yaml of the overlay folders laid over them. Raises TableError."""
    table = load_table(TABLES / "countries.yaml", CountryTable)
    files = sorted((TABLES / "actors").glob("*.yaml"))
    files += [file for folder in overlays for file in sorted(folder.glob("*.yaml"))]
    countries = _countries(table.countries, table.bodies)
    known: dict[str, dict[str, Any]] = {}
    origin: dict[str, Path] = {}
    problems: list[Problem] = []
    for path in files:
        try:
            actors = load_table(path, ActorTable)
        except TableError as error:
            problems.extend(error.problems)
            continue
        countries |= _countries(actors.countries, actors.bodies)
        for key, row in actors.actors.items():
            known[key], origin[key] = row.onto(known.get(key)), path
    entries = {f"{country.code.lower()}-government": _government(country)
               for country in countries.values() if not country.is_body}
    for key, row_so_far in known.items():
        base = entries.get(key)
        whole = {**(base.model_dump(by_alias=True) if base and "name" not in row_so_far else {}), **row_so_far, "id": key}
        try:
            entries[key] = Entry.model_validate(whole)
        except ValidationError as error:
            problems += [Problem(origin[key], None, f"actors.{key}.{'.'.join(map(str, item['loc']))}", item["msg"])
                         for item in error.errors()]
    problems += _unknown_names(entries, countries, origin)
    if problems:
        raise TableError(problems)
    return World(countries, entries)


def government_id(code: str) -> str:
    """The id of a country's government."""
    return f"{code.lower()}-government"


def _countries(rows: Mapping[str, CountryRow], bodies: Mapping[str, CountryRow]) -> dict[str, Country]:
    found = {code: Country(code=code, **_fields(row)) for code, row in rows.items()}
    return found | {code: Country(code=code, is_body=True, **_fields(row)) for code, row in bodies.items()}


def _fields(row: CountryRow) -> dict[str, Any]:
    return {name: getattr(row, name) for name in CountryRow.model_fields}


def _government(country: Country) -> Entry:
    return Entry(id=government_id(country.code), name=country.government, kind=Kind.INSTITUTION,
                 role="government", country=country.code)


def _unknown_names(entries: Mapping[str, Entry], countries: Mapping[str, Country],
                   origin: Mapping[str, Path]) -> Iterable[Problem]:
    """Countries, institutions and bodies' entries that are named but do not exist."""
    for entry in entries.values():
        path = origin.get(entry.id, TABLES / "countries.yaml")
        for code in (entry.country, *(office.country for office in entry.offices)):
            if code is not None and code not in countries:
                yield Problem(path, None, f"actors.{entry.id}.country", f"unknown country {code!r}",
                              nearest(code, countries))
        for office in entry.offices:
            if office.org is not None and office.org not in entries:
                yield Problem(path, None, f"actors.{entry.id}.offices", f"unknown institution {office.org!r}",
                              nearest(office.org, entries))
    for country in countries.values():
        if country.is_body and country.actor not in entries:
            yield Problem(TABLES / "countries.yaml", None, f"bodies.{country.code}.actor",
                          f"unknown entry {country.actor!r}", nearest(country.actor or "", entries))
