"""Unknown names that bear the title of an office: what the registry might learn. Only suggested, never done."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable
from datetime import date

from statements.actors import Office
from statements.offices import Holder
from statements.registry import Registry
from statements.value import value


@value(frozen=True, slots=True)
class Sighting:
    """An article gave somebody the registry does not know a title."""

    name: str
    role: str
    """The title in the article's words: "Avaria's foreign minister"."""
    country: str
    on: date
    """The article's day."""
    statement_id: str = ""
    """What he said there, if it is remembered."""


@value(frozen=True, slots=True)
class Suggestion:
    """Somebody who seems to hold an office now."""

    id: str
    """What his entry would be called."""
    name: str
    role: str
    """The office, a key of roles.yaml."""
    country: str
    title: str
    """The title as last seen."""
    held: tuple[Holder, ...]
    """Those who held it when the name was last seen, as far as the registry knows."""
    sightings: tuple[Sighting, ...]
    """The latest first."""

    @property
    def first(self) -> date:
        """The day of the earliest sighting."""
        return self.sightings[-1].on

    @property
    def last(self) -> date:
        """The day of the latest sighting."""
        return self.sightings[0].on

    def overlay(self, checked: date | None = None) -> str:
        """A file for actors.d: his entry, and an end for whoever held the office, in the month he was first seen.

        `checked` is the day somebody looked whether it is so; without one the office stays unverified.
        """
        office = Office.model_validate({"title": self.title, "role": self.role, "country": self.country,
                                        "from": self.first.isoformat(), "source": "seen in the news",
                                        "checked": checked})
        rows = [_row(self.id, office, name=self.name, kind="person", country=self.country)]
        for holder in self.held:
            ended = holder.office.model_copy(update={"until": self.first.isoformat()[:7]})
            rows.append(_row(holder.person.id, ended))
        return "actors:\n" + "".join(rows)


def suggest(sightings: Iterable[Sighting], registry: Registry, *, least: int = 2) -> list[Suggestion]:
    """Who was given the title of an office at least `least` times, the most often seen first.

    Titles of somebody's former or deputy office, and names the registry knows, suggest nothing.
    """
    seen: dict[tuple[str, str, str], list[Sighting]] = {}
    for one in sightings:
        role = registry.roles.read(one.role)
        if role.office and not role.former and one.country in registry.countries and not registry.named(one.name):
            seen.setdefault((one.country, role.office, one.name), []).append(one)
    found = [_suggestion(office, group, registry) for (_, office, _), group in seen.items() if len(group) >= least]
    return sorted(found, key=lambda one: (-len(one.sightings), one.country, one.name))


def _suggestion(office: str, group: list[Sighting], registry: Registry) -> Suggestion:
    group = sorted(group, key=lambda one: one.on, reverse=True)
    last = group[0]
    held = registry.offices.holders(last.country, office, last.on)
    return Suggestion(_id(last.name), last.name, office, last.country, last.role, tuple(held), tuple(group))


def _id(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return "-".join("".join(char if char.isalnum() else " " for char in plain).split()) or "somebody"


def _row(id: str, office: Office, **about: str) -> str:
    """An entry as YAML; JSON's quotation marks and escapes are YAML's too."""
    lines = [f"    {key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in about.items()]
    told = office.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return f"  {id}:\n" + "".join(lines) + f"    offices:\n      - {json.dumps(told, ensure_ascii=False)}\n"
