"""Who held which office on a day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from statements.actors import Entry, Office
from statements.value import value


@value(frozen=True, slots=True)
class Holder:
    """Somebody in an office on a day."""

    person: Entry
    office: Office
    verified: bool
    """Surely so: the dates are known, it was checked, and nobody else may have held it that day."""


class Offices:
    """Offices by country and role, and by institution and role."""

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        self._index: dict[tuple[str, str], list[tuple[Entry, Office]]] = {}
        for entry in entries.values():
            for office in entry.offices:
                for key in _keys(entry, office):
                    self._index.setdefault(key, []).append((entry, office))

    def holders(self, place: str, role: str, on: date | None) -> list[Holder]:
        """Those who may have held the office `role` of a country or institution on that day, surest first."""
        held = [pair for pair in self._index.get((place, role), ()) if pair[1].held(on)]
        alone = len({person.id for person, _ in held}) == 1
        found = [Holder(person, office, alone and office.certain(on)) for person, office in held]
        return sorted(found, key=lambda one: (one.office.certain(on), one.office.since or ""), reverse=True)


def _keys(entry: Entry, office: Office) -> Iterator[tuple[str, str]]:
    role = office.role or ""
    country = office.country or entry.country
    if country:
        yield country, role
    if office.org:
        yield office.org, role
