"""Measures the reading on texts of our own in the shapes live feeds deliver, with a shared scorer.

python bench/shapes.py SCORER.py [--errors] [SET…]    statements with speaker and stance, traps
"""

from __future__ import annotations

import sys
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from fakes_shapes import documents
from reading import scorer

from statements.identity import Identity
from statements.reading import read_statements
from statements.record import article_from_gold, records
from statements.registry import load_registry

Row = dict[str, Any]


def with_registry_names(row: Row, registry: Any) -> Row:
    """`row` with every name the registry has for a speaker taken for right, and its code for his body."""
    for one in row["statements"]:
        one["country"] = _code(one, registry)
        entries = [entry for name in (one["actor"], *one["actor_alt"]) for entry in registry.named(name)]
        entries += [registry.entry(id) for found in registry.find_within(one["speaker"], ()) for id in found.ids]
        if one["country"]:
            entries += [registry.government(one["country"]), _body(one, registry)]
            entries += _holders(one, row["published"], registry)
            entries += _spelled_here(one, registry)
        one["actor_alt"] = [
            *one["actor_alt"],
            *_told_by_kind(one, registry),
            *(name for entry in entries if entry for name in (entry.name, entry.id)),
            _without_titles(one["speaker"], registry),
        ]
    return row


def _code(one: Row, registry: Any) -> str | None:
    """The registry's code of a country or body: the UN for its agencies, AFU for the African Union."""
    code: str | None = one["country"]
    if code == "AU" and any(entry.country == "AFU" for entry in registry.named(one["actor"])):
        return "AFU"
    known = registry.named(code) if code and code not in registry.countries else ()
    return next((entry.country for entry in known if entry.country), code)


def _holders(one: Row, published: str, registry: Any) -> list[Any]:
    """Who holds the office that a speaker is named by alone: the Sultan of Brunei."""
    office = registry.roles.read(one["speaker"]).office
    held = registry.offices.holders(one["country"], office, date.fromisoformat(published)) if office else ()
    return [one.person for one in held]


def _spelled_here(one: Row, registry: Any) -> list[Any]:
    """The one person of that country whose name sounds so in the script it is written in: Арарат Мирзоян."""
    name = one["speaker"]
    if name.isascii() or " " not in name:
        return []
    identity = _identity(registry)
    return [entry for entry in identity.people.named(name) if identity.home(entry) == one["country"]]


@cache
def _identity(registry: Any) -> Identity:
    return Identity(registry)


def _body(one: Row, registry: Any) -> Any:
    """The body that a speaker is by its kind and its country: the Avarian foreign ministry, in any language."""
    role = registry.roles.read(one["speaker"])
    known = role.institution if role.rank is None and not role.lay else None
    id = registry.institution(one["country"], known) if known else None
    return registry.entry(id) if id else None


def _told_by_kind(one: Row, registry: Any) -> list[str]:
    """A body no table knows, by its country's adjective and its kind: the Avarian embassy, for Avaria's embassy."""
    country = registry.countries.get(one["country"] or "")
    if country is None:
        return []
    owned = one["speaker"].removeprefix(f"{country.name}'s ")
    names = [f"{country.belonging} {owned}"] if owned != one["speaker"] else []
    role = registry.roles.read(one["speaker"])
    label = registry.roles.labels.get(role.institution) if not role.lay else None
    return [*names, f"{country.belonging} {label}"] if label else names


def _without_titles(name: str, registry: Any) -> str:
    """Nasser Al-Humaidhi, for Sheikh Nasser Al-Humaidhi."""
    words = name.split(" ")
    while len(words) > 2 and words[0].lower().rstrip(".") in registry.roles.title_words():
        words = words[1:]
    return " ".join(words)


def any_name(score: Any) -> Any:
    """The scorer's test of speakers, content with any name a document accepts."""
    strict = score.speaker_ok

    def accepts(wanted: Row, found: Row) -> bool:
        names = (wanted["speaker"], *wanted["actor_alt"])
        return any(strict({**wanted, "speaker": name}, found) for name in names)

    return accepts


def main(argv: list[str]) -> int:
    arguments = [one for one in argv if one != "--errors"]
    if not arguments:
        print(__doc__, file=sys.stderr)
        return 2
    registry = load_registry()
    score = scorer(arguments[0])
    score.speaker_ok = any_name(score)
    gold = [with_registry_names(row, registry) for row in documents(*arguments[1:])]
    found = []
    for row in gold:
        article = article_from_gold(row, registry)
        found.append({"id": row["id"], "statements": records(article, read_statements(article, registry))})
    result, errors = score.score(gold, found)
    score.show(result)
    for error in errors if "--errors" in argv else ():
        print("{:18} {:24} {}".format(*error))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
