"""Places of the tables: found in text by their whole names, and told apart by what else is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from statements.places import Places, PlaceTable
from statements.registry import load_registry
from statements.table import TableError, load_table

TABLE = 'places:\n  "XA": Reed, New Reed, Elm on Sea\n  "XB": Reed, Holm\n'


@pytest.fixture
def places(tmp_path: Path) -> Places:
    path = tmp_path / "places.yaml"
    path.write_text(TABLE, "utf-8")
    return Places(path)


def test_the_longest_name_is_meant(places: Places) -> None:
    text = "From Elm on Sea to New Reed’s port, reed by reed"
    assert [span.of(text) for span, _ in places.find(text)] == ["Elm on Sea", "New Reed’s"]


def test_a_name_of_two_countries_is_that_of_the_one_named(places: Places) -> None:
    assert places.country("the mayor of Reed", ()) is None
    assert places.country("the mayor of Reed", {"XB", "XC"}) == "XB"
    assert places.country("the mayor of Reed", {"XA", "XB"}) is None
    assert places.country("between Reed and Holm", ()) == "XB"


def test_names_are_parted_by_commas(tmp_path: Path) -> None:
    path = tmp_path / "places.yaml"
    path.write_text('places:\n  "XA": Reed, , Holm\n', "utf-8")
    with pytest.raises(TableError, match=r"places\.XA: .*parted by a comma"):
        load_table(path, PlaceTable)


def test_an_invented_world_has_no_places_of_the_real_one() -> None:
    assert load_registry(built_in=False).places.country("in Guwahati", ()) is None
    assert load_registry().places.country("in Guwahati", ()) == "IN"


def test_every_country_of_the_table_is_known() -> None:
    registry = load_registry()
    assert {code for _, codes in registry.places.find("Lyon Kano") for code in codes} == {"FR", "NG"}
    assert registry.places.known <= registry.countries.keys()
