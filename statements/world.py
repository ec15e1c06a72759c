"""Puts the registry's tables together: countries, built-in actors, then a user's overlays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from statements import actors
from statements.actors import ActorTable, Country, CountryRow, CountryTable, Entry, Kind
from statements.parsed import parsed
from statements.table import Problem, Strict, TableError, load_table, nearest

TABLES = Path(__file__).parent / "tables"
STANDARD = {"foreign-ministry": "Foreign Ministry", "defence-ministry": "Defence Ministry",
            "parliament": "Parliament", "military": "Armed Forces", "central-bank": "Central Bank"}
"""Institutions every state has, by their kind in roles.yaml: how they are called where no table says otherwise."""


class World(Strict):
    """Countries by code and entries by id."""

    countries: dict[str, Country]
    entries: dict[str, Entry]


_SHAPE = TypeAdapter(World)


def load_world(*overlays: Path, cache: Path | None = None, built_in: bool = True) -> World:
    """The built-in tables with every *.yaml of the overlay folders laid over them. Raises TableError.

    `cache` is a folder to keep the tables in as read: YAML takes a second where JSON takes a hundredth. Without
    the built-in tables there is nothing but the overlays: an invented world.
    """
    if not built_in:
        return _read(_tables_of(overlays), built_in=False)
    files = (TABLES / "countries.yaml", *sorted((TABLES / "actors").glob("*.yaml")))
    own = _tables_of(overlays)
    schema = (Path(actors.__file__), Path(__file__))
    return parsed(cache, "world", (*schema, *files, *own), _SHAPE, lambda: _read(own))


def _tables_of(folders: Iterable[Path]) -> list[Path]:
    return [file for folder in folders for file in sorted(folder.glob("*.yaml"))]


def _read(own: Sequence[Path], *, built_in: bool = True) -> World:
    draft = _Draft()
    if built_in:
        countries, tables = _built_in()
        draft.countries |= countries
        for path, table in tables:
            draft.lay(path, table)
    for path in own:
        try:
            draft.lay(path, load_table(path, ActorTable))
        except TableError as error:
            draft.problems += error.problems
    world = draft.finish()
    problems = [*draft.problems, *_unknown_names(world, draft.origin)]
    if problems:
        raise TableError(problems)
    return world


@lru_cache(maxsize=1)
def _built_in() -> tuple[Mapping[str, Country], Sequence[tuple[Path, ActorTable]]]:
    table = load_table(TABLES / "countries.yaml", CountryTable)
    files = sorted((TABLES / "actors").glob("*.yaml"))
    return _countries(table.countries, table.bodies), [(path, load_table(path, ActorTable)) for path in files]


class _Draft:
    """The world while one table after another is laid over it."""

    def __init__(self) -> None:
        self.countries: dict[str, Country] = {}
        self.rows: dict[str, dict[str, Any]] = {}
        self.origin: dict[str, Path] = {}
        """The last file that spoke of an entry."""
        self.problems: list[Problem] = []

    def lay(self, path: Path, table: ActorTable) -> None:
        """Adds a table's countries and entries to what is there."""
        taken = table.bodies.keys() & (self.countries | table.countries).keys()
        self.problems += [
            Problem(path, None, f"bodies.{code}", "is the code of a country") for code in sorted(taken)
            if code in table.countries or not self.countries[code].is_body]
        self.countries |= _countries(table.countries, table.bodies)
        for key, row in table.actors.items():
            self.rows[key], self.origin[key] = row.onto(self.rows.get(key)), path

    def finish(self) -> World:
        """Every country's government and every entry, checked; what is not whole becomes a problem."""
        entries = {government_id(country.code): _government(country)
                   for country in self.countries.values() if not country.is_body}
        for key, row in self.rows.items():
            base = entries[key].model_dump(by_alias=True, exclude={"known_as", "offices"}) if key in entries else {}
            try:
                entries[key] = Entry.model_validate({**base, **row, "id": key})
            except ValidationError as error:
                self.problems += [Problem(self.origin[key], None, f"actors.{key}.{'.'.join(map(str, item['loc']))}",
                                          item["msg"]) for item in error.errors()]
        had = {(entry.country, entry.role) for entry in entries.values()}
        for country in self.countries.values():
            for institution in _standard(country):
                if (institution.country, institution.role) not in had:
                    entries.setdefault(institution.id, institution)
        return World(countries=self.countries, entries=entries)


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


def _standard(country: Country) -> Iterator[Entry]:
    """What every state has, whether or not a table names it."""
    if country.is_body:
        return
    for role, label in STANDARD.items():
        yield Entry(id=f"{country.code.lower()}-{role}", name=f"{country.belonging} {label}", kind=Kind.INSTITUTION,
                    role=role, country=country.code)


def _unknown_names(world: World, origin: Mapping[str, Path]) -> Iterable[Problem]:
    """Countries, institutions and bodies' entries that are named but do not exist."""
    for entry in world.entries.values():
        path = origin.get(entry.id, TABLES / "countries.yaml")
        for code in (entry.country, *(office.country for office in entry.offices)):
            if code is not None and code not in world.countries:
                yield Problem(path, None, f"actors.{entry.id}.country", f"unknown country {code!r}",
                              nearest(code, world.countries))
        for office in entry.offices:
            if office.org is not None and office.org not in world.entries:
                yield Problem(path, None, f"actors.{entry.id}.offices", f"unknown institution {office.org!r}",
                              nearest(office.org, world.entries))
    for country in world.countries.values():
        if country.is_body and country.actor not in world.entries:
            yield Problem(TABLES / "countries.yaml", None, f"bodies.{country.code}.actor",
                          f"unknown entry {country.actor!r}", nearest(country.actor or "", world.entries))
