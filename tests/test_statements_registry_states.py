"""Who every state has: its offices with a holder, or the institution that stands where no holder is known."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from statements.model import Origin, Span, Speaker
from statements.registry import Registry, load_registry

ON = date(2026, 11, 20)
STATES = YAML(typ="safe").load(Path(__file__).parent / "data" / "registry" / "states.yaml")
STANDS_FOR = {"head-of-state": "presidency", "head-of-government": "government",
              "foreign-minister": "foreign-ministry", "defence-minister": "defence-ministry"}
IN_FULL_KINDS = ("defence-ministry", "parliament", "central-bank", "security-council", "military", "intelligence")


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load_registry()


def members(registry: Registry) -> list[str]:
    states = (code for code, one in registry.countries.items() if not one.is_body)
    return [code for code in states if code not in STATES["not_in_the_un"]]


def test_every_member_of_the_united_nations_is_there(registry: Registry) -> None:
    assert len(members(registry)) == 193


@pytest.mark.parametrize("role", ["head-of-state", "head-of-government", "foreign-minister"])
def test_every_member_has_somebody_in_its_first_offices(registry: Registry, role: str) -> None:
    nobody = {code for code in members(registry) if not registry.offices.holders(code, role, ON)}
    if role == "head-of-government":
        nobody -= set(STATES["one_office"])
    assert nobody == set(STATES["unnamed"][role])


def test_an_office_nobody_is_named_for_has_its_institution(registry: Registry) -> None:
    missing = [(code, role) for role, codes in STATES["unnamed"].items() for code in codes
               if not registry.institution(code, STANDS_FOR[role])]
    assert missing == []


def test_every_member_has_a_foreign_ministry(registry: Registry) -> None:
    assert [code for code in members(registry) if not registry.institution(code, "foreign-ministry")] == []


@pytest.mark.parametrize("kind", IN_FULL_KINDS)
def test_states_kept_in_full_have_their_institutions(registry: Registry, kind: str) -> None:
    missing = {code for code in STATES["in_full"] if not registry.institution(code, kind)}
    assert missing == set(STATES["without"].get(kind, ()))


def test_states_kept_in_full_have_a_defence_minister(registry: Registry) -> None:
    missing = {code for code in STATES["in_full"] if not registry.offices.holders(code, "defence-minister", ON)}
    assert missing == set(STATES["without"]["defence-minister"])


@pytest.mark.parametrize("code", STATES["in_full"])
def test_a_spokesman_whose_name_is_not_known_speaks_for_the_ministry(registry: Registry, code: str) -> None:
    name = f"{registry.countries[code].belonging} Foreign Ministry spokesman"
    told = f"The {name} spoke."
    actor = registry.attribute(Speaker(name, Span(4, 4 + len(name))), text=told, mentions=registry.find(told),
                               on=date(2010, 1, 1), origin=Origin())
    assert (actor.id, actor.official) == (registry.institution(code, "foreign-ministry"), True)


def test_two_who_share_an_office_are_both_named_and_neither_for_certain(registry: Registry) -> None:
    princes = registry.offices.holders("AD", "head-of-state", ON)
    assert {one.person.name for one in princes} == {"Emmanuel Macron", "Josep-Lluís Serrano Pentinat"}
    assert not any(one.verified for one in princes)


def test_a_co_prince_is_president_first(registry: Registry) -> None:
    macron = registry.entry("emmanuel-macron")
    assert macron
    assert [(office.title, office.country) for office in [macron.office(ON)] if office] == [("President", "FR")]


def test_the_first_offices_are_held_from_a_day(registry: Registry) -> None:
    undated = [entry.id for entry in registry.entries() for office in entry.offices
               if office.role in STANDS_FOR and not office.since]
    assert undated == []
