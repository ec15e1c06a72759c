"""What the registry answers to "who was the foreign minister of X on DATE", and where it says so with certainty.

    uv run python bench/offices.py [--from 2015-01-01] [--to 2026-11-01] [--every 90]
    uv run python bench/offices.py against ../shared/registry/actors_draft.csv

Asks for four offices of every country every so many days. Prints how many of the answers are certain, unverified or
none, and each stretch of certainty, to be read through. `against` compares every certain answer with a table of
persons (name, aliases, office, country_iso2, from, to) and prints those it contradicts: the same office, on a day
both claim, held by somebody of another name.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path

from statements.actors import first_day, last_day
from statements.matching import fold
from statements.registry import Registry, load_registry

OFFICES = {
    "head-of-state": ("president", "king", "queen", "emir", "sultan"),
    "head-of-government": ("prime minister", "chancellor", "taoiseach", "premier"),
    "foreign-minister": ("foreign minister", "minister of foreign", "secretary of state", "foreign secretary"),
    "defence-minister": ("defence minister", "defense minister", "minister of defence", "minister of defense"),
}
"""Roles, and the words a table of persons uses for them."""
LESSER = ("vice", "deputy", "former", "advis", "aide", "spokes", "permanent", "council", "committee", "government")
"""Words that make one of these titles another office: the president of the government, the president's aide."""


@dataclass(frozen=True)
class Answer:
    """What the registry says of one office on one day."""

    country: str
    role: str
    on: date
    name: str | None
    certain: bool


def answers(registry: Registry, start: date, end: date, every: int) -> Iterator[Answer]:
    """One answer for each country, office and day, in that order."""
    for country in registry.countries.values():
        if country.is_body:
            continue
        for role in OFFICES:
            for day in range(0, (end - start).days, every):
                on = start + timedelta(days=day)
                first = next(iter(registry.offices.holders(country.code, role, on)), None)
                name, sure = (first.person.name, first.verified) if first else (None, False)
                yield Answer(country.code, role, on, name, sure)


def report(found: list[Answer]) -> None:
    """Prints every stretch in which somebody is named with certainty, and the shares."""
    sure = [one for one in found if one.certain]
    for (country, role, name), group in groupby(sure, key=lambda one: (one.country, one.role, one.name)):
        days = [one.on for one in group]
        print(f"{country} {role:18} {days[0]} to {days[-1]}  {name}")
    counts = Counter("certain" if one.certain else "unverified" if one.name else "nobody" for one in found)
    shares = (f"{count} {word} ({count / len(found):.1%})" for word, count in counts.items())
    print(f"{len(found)} questions: {', '.join(shares)}")


def contradictions(found: list[Answer], registry: Registry, path: Path) -> None:
    """Prints the certain answers that a table of persons contradicts."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["kind"] == "person" and row["from"]]
    told: Counter[tuple[str, str, str, str]] = Counter()
    compared = 0
    for answer in (one for one in found if one.certain):
        for row in rows:
            if row["country_iso2"] != answer.country or not _is_office(row["office"], answer.role):
                continue
            if not last_day(row["from"]) < answer.on < (first_day(row["to"]) if row["to"] else date.max):
                continue
            compared += 1
            names = {fold(name) for name in (row["name"], *row["aliases"].split("|"))}
            known = [entry for entry in registry.entries() if entry.name == answer.name]
            if not any(fold(name) in names for entry in known for name in (entry.name, *entry.aliases)):
                told[answer.country, answer.role, answer.name or "", row["name"]] += 1
    for (country, role, ours, theirs), times in told.items():
        print(f"{country} {role:18} here {ours}, there {theirs} ({times} days)")
    print(f"{compared} certain answers compared, {sum(told.values())} contradicted")


def _is_office(office: str, role: str) -> bool:
    words = office.lower()
    return any(words.startswith(word) for word in OFFICES[role]) and not any(word in words for word in LESSER)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--from", dest="start", type=date.fromisoformat, default=date(2015, 1, 1))
    parser.add_argument("--to", dest="end", type=date.fromisoformat, default=date(2026, 11, 1))
    parser.add_argument("--every", type=int, default=90, help="days between two questions")
    parser.add_argument("against", nargs="*", help="against FILE: a table of persons to compare with")
    arguments = parser.parse_args()
    registry = load_registry()
    found = list(answers(registry, arguments.start, arguments.end, arguments.every))
    if arguments.against[:1] == ["against"]:
        contradictions(found, registry, Path(arguments.against[1]))
    else:
        report(found)


if __name__ == "__main__":
    main()
