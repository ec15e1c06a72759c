"""Ordinary news: who is no official, and whose country stays unsaid rather than guessed."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from statements.model import Actor, Article, Origin
from statements.reading import read_statements
from statements.registry import Registry, load_registry

WORLD = """
countries:
  XA:
    name: Avaria
    names: {en: [Avaria]}
    demonyms: {en: [Avarian, Avarians]}
    metonyms: {en: [Rosen]}
  XB: {name: Borland, names: {en: [Borland]}, demonyms: {en: [Borlander, Borlanders]}, metonyms: {en: [Borl]}}
actors:
  red-hand: {name: Red Hand, kind: group, country: XB}
  olo-brand:
    name: Olo Brand
    kind: person
    country: XB
    offices: [{title: Marshal, role: officer, from: 2020, checked: 2026-01-10}]
  xa-palace: {name: Rose Palace, kind: institution, role: presidency, country: XA}
  xb-watch: {name: Night Watch Bureau, kind: institution, country: XB, aliases: [{text: NWB, need: context}]}
  sim-oake:
    name: Sim Oake
    kind: person
    country: XB
    offices: [{title: Prime Minister, role: head-of-government, from: 2019, to: 2025-06-30, checked: 2026-01-10}]
  ada-vell:
    name: Ada Vell
    kind: person
    country: XA
    offices: [{title: Prime Minister, role: head-of-government, from: 2024, checked: 2026-01-10}]
"""
UNSAID = "Avaria and Borland opened a bridge.\n\n"
"""A first paragraph about nobody's country alone."""


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Registry:
    path: Path = tmp_path_factory.mktemp("actors.d")
    (path / "world.yaml").write_text(WORLD, encoding="utf-8")
    return load_registry(path)


def speaks(registry: Registry, text: str, country: str | None = None) -> Actor:
    """The actor of the last statement in `text`, from a source of `country`."""
    article = Article("a", "", text, Origin("s", country=country), language="en",
                      published_at=datetime(2026, 2, 1, tzinfo=UTC))
    return read_statements(article, registry)[-1].actor


@pytest.mark.parametrize("who", [
    "Avarians", "Avarian farmers", "Avarian bishops", "Two Avarian nurses", "Avarian senators",
    "The Avarian opposition", "An Avarian company spokesman",
])
def test_people_of_a_country_are_not_its_government(registry: Registry, who: str) -> None:
    found = speaks(registry, f"{who} said that the changes had come too late for the harvest.")
    assert (found.official, found.id) == (False, None)


@pytest.mark.parametrize("who", [
    "Avarian officials", "Avarian diplomats", "Two Avarian ministers", "Avaria", "Rosen", "The Avarian side",
    "An Avarian representative", "The Avarian government",
])
def test_an_office_after_a_country_is_its_government(registry: Registry, who: str) -> None:
    found = speaks(registry, f"{who} said that the changes had come too late for the harvest.")
    assert (found.official, found.country) == (True, "XA")


@pytest.mark.parametrize("who", [
    "A message representative", "The school board president", "Reed Mills spokeswoman Greta Holt",
    "Greta Holt, president of the Reed Harbour Rowing League,", "A spokesman for the company", "Captain Greta Holt",
    "Rowing club president Greta Holt", "Major donors", "A spokeswoman for Holt",
    "Navy veteran Greta Holt", "The president and general manager",
    "The chief executive",
])
def test_titles_of_clubs_and_companies_make_no_official(registry: Registry, who: str) -> None:
    found = speaks(registry, f"{UNSAID}{who} said that the change was in the interest of everybody.")
    assert (found.official, found.country) == (False, None)


@pytest.mark.parametrize("who", ["Police", "Mayor Greta Holt", "The mayor", "The sheriff"])
def test_officials_at_home_keep_their_country_to_themselves(registry: Registry, who: str) -> None:
    told = f"{who} said that the road would stay closed until the morning."
    beside = speaks(registry, f"{UNSAID}Avarian bishops were on the road. {told}")
    assert (beside.official, beside.country) == (True, None)
    assert speaks(registry, UNSAID + told, country="XB").country == "XB"
    assert speaks(registry, f"ROSEN — The river rose again.\n\n{told}").country == "XA"
    assert speaks(registry, f"Avaria woke to floods.\n\n{told}").country == "XA"


def test_an_unknown_holder_of_an_office_somebody_else_holds_serves_elsewhere(registry: Registry) -> None:
    found = speaks(registry, "Avarian bishops met.\n\nPremier Greta Holt said that new homes would be affordable.")
    assert (found.name, found.official, found.country) == ("Greta Holt", True, None)
    known = speaks(registry, "Avarian bishops met.\n\nPremier Ada Vell said that new homes would be affordable.")
    assert (known.id, known.country) == ("ada-vell", "XA")


def test_a_short_name_is_an_institutions_only_beside_its_country(registry: Registry) -> None:
    told = "NWB officials said that the practice would end with the year."
    assert speaks(registry, f"Avaria waited.\n\n{told}").country != "XB"
    assert speaks(registry, f"Borland waited.\n\n{told}").id == "xb-watch"


def test_a_middle_initial_does_not_hide_who_it_is(registry: Registry) -> None:
    assert speaks(registry, "Ada V. Vell said that the bridge would be open to everybody.").id == "ada-vell"


def test_what_somebody_speaks_for_is_not_his_name(registry: Registry) -> None:
    found = speaks(registry, f"{UNSAID}Reedshire election officials said that the count would take a week.")
    assert (found.name, found.official, found.country) == ("Reedshire election officials", True, None)


@pytest.mark.parametrize(("told", "id"), [
    ("The rebels said that they would keep the bridge.", "red-hand"),
    ("A commander of the rebel group, Jon Ash, said that the bridge was theirs.", None),
])
def test_the_rebels_are_the_group_named_last(registry: Registry, told: str, id: str | None) -> None:
    found = speaks(registry, f"ROSEN — Avaria sent soldiers against the Red Hand.\n\n{told}")
    assert (found.official, found.country, found.id) == (True, "XB", id)


def test_somebodys_spokesman_is_of_his_country(registry: Registry) -> None:
    found = speaks(registry, "ROSEN — It rained.\n\nOlo Brand’s spokesman, Jon Ash, said the bridge was open.")
    assert (found.name, found.official, found.country) == ("Jon Ash", True, "XB")


def test_the_spokesman_of_somebody_out_of_office_is_no_official(registry: Registry) -> None:
    found = speaks(registry, "Borland waited.\n\nSim Oake’s spokesman, Jon Ash, said that the bridge was open.")
    assert (found.name, found.official) == ("Jon Ash", False)


def test_a_leadership_needs_a_country_to_be_a_government(registry: Registry) -> None:
    assert not speaks(registry, "It rained. A leadership said that sales had risen in Avaria.").official


@pytest.mark.parametrize("name", ["Air Avaria", "Bank of Avaria", "Avaria Daily"])
def test_a_company_named_after_a_country_keeps_its_name(registry: Registry, name: str) -> None:
    found = speaks(registry, f"{UNSAID}{name} said that the offices would be open in May.")
    assert (found.name, found.official) == (name, False)


def test_what_both_sides_say_together_concerns_both(registry: Registry) -> None:
    text = "Avaria and Borland met in Rosen.\n\nThe two sides discussed the ferry and the price of bread."
    article = Article("a", "", text, Origin("s"), language="en")
    assert {target.code for target in read_statements(article, registry)[-1].targets} == {"XA", "XB"}
