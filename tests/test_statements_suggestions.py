"""What the registry might learn from names that bear the title of an office."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from statements.registry import Registry, load_registry
from statements.suggestions import Sighting, suggest

WORLD = """
countries:
  XA: {name: Avaria, names: {en: [Avaria]}, demonyms: {en: [Avarian]}}
actors:
  ada-vell:
    name: Ada Vell
    kind: person
    country: XA
    offices: [{title: Foreign Minister, role: foreign-minister, country: XA, from: 2024}]
"""


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Registry:
    folder = tmp_path_factory.mktemp("actors.d")
    (folder / "world.yaml").write_text(WORLD, encoding="utf-8")
    return load_registry(folder)


def seen(name: str, role: str, day: int) -> Sighting:
    return Sighting(name, role, "XA", date(2026, 3, day))


def test_a_new_name_with_the_title_of_a_held_office(registry: Registry) -> None:
    found = suggest([seen("Ivo Lund", "Avaria’s foreign minister", day) for day in (4, 2)], registry)
    assert [(one.name, one.role, one.first.day, one.last.day, len(one.sightings)) for one in found] == [
        ("Ivo Lund", "foreign-minister", 2, 4, 2)]
    assert [holder.person.id for holder in found[0].held] == ["ada-vell"]


@pytest.mark.parametrize(("name", "role"), [
    ("Ada Vell", "foreign minister"),
    ("Ivo Lund", "former foreign minister"),
    ("Ivo Lund", "deputy foreign minister"),
    ("Ivo Lund", "baker"),
])
def test_what_suggests_nothing(registry: Registry, name: str, role: str) -> None:
    assert suggest([seen(name, role, 1), seen(name, role, 2)], registry) == []


def test_once_is_not_enough(registry: Registry) -> None:
    assert suggest([seen("Ivo Lund", "foreign minister", 1)], registry) == []


def test_a_suggestion_can_be_taken_over_as_it_stands(registry: Registry, tmp_path: Path) -> None:
    found = suggest([seen('Ivo "Ox" Lund', "foreign minister", day) for day in (2, 4)], registry)
    (tmp_path / "world.yaml").write_text(WORLD, encoding="utf-8")
    (tmp_path / "z.yaml").write_text(found[0].overlay(), encoding="utf-8")
    entry = load_registry(tmp_path).entry("ivo-ox-lund")
    assert entry.offices[0].since == "2026-03-02" and not entry.offices[0].certain(date(2026, 3, 5))
