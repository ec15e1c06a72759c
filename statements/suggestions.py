"""Unknown names that bear the title of an office: what the registry might learn. Only suggested, never done."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from statements.registry import Registry


@dataclass(frozen=True, slots=True)
class Sighting:
    """An article gave somebody the registry does not know a title."""

    name: str
    role: str
    """The title in the article's words: "Avaria's foreign minister"."""
    country: str
    on: date
    """The article's day."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Somebody who seems to hold an office now."""

    name: str
    role: str
    """The office, a key of roles.yaml."""
    country: str
    title: str
    """The title as last seen."""
    holders: tuple[str, ...]
    """Ids of those the registry thinks held it when the name was last seen."""
    first: date
    last: date
    seen: int

    def overlay(self) -> str:
        """An entry for a file in actors.d; what is there to be checked first is said in it."""
        return (
            f"actors:\n  {_id(self.name)}:\n    name: {_quoted(self.name)}\n    kind: person\n"
            f"    country: {self.country}\n    offices:\n"
            f"      - {{title: {_quoted(self.title)}, role: {self.role}, country: {self.country}, "
            f"from: {self.first.isoformat()}, source: seen in the news}}\n"
        )


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
    return sorted(found, key=lambda one: (-one.seen, one.country, one.name))


def _suggestion(office: str, group: list[Sighting], registry: Registry) -> Suggestion:
    last = max(group, key=lambda one: one.on)
    holders = registry.offices.holders(last.country, office, last.on)
    return Suggestion(last.name, office, last.country, last.role, tuple(one.person.id for one in holders),
                      min(one.on for one in group), last.on, len(group))


def _id(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return "-".join("".join(char if char.isalnum() else " " for char in plain).split()) or "somebody"


def _quoted(words: str) -> str:
    escaped = words.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
