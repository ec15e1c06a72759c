"""Who a speaker is: the person, the office on that day, the institution or the government behind the words."""

from __future__ import annotations

from datetime import date

import pytest

from statements.model import Actor, Origin, SourceKind, Span, Speaker
from statements.registry import Registry, load_registry

WORLD = """
countries:
  XA:
    name: Avaria
    names: {en: [Avaria], fr: [Avarie]}
    demonyms: {en: [Avarian, Avarians], fr: [avarien~]}
    metonyms: {en: [Rosen]}
  XB: {name: Borland, names: {en: [Borland]}, demonyms: {en: [Borlander, Borlandish]}, metonyms: {en: [Borl]}}
actors:
  xa-palace: {name: Rose Palace, kind: institution, role: presidency, country: XA}
  xa-mfa: {name: Avarian Foreign Ministry, kind: institution, role: foreign-ministry, country: XA}
  xb-army: {name: Borlandish Army, kind: institution, role: military, country: XB}
  red-hand: {name: Red Hand, kind: group, country: XB}
  reed-watch: {name: Reed Watch, kind: ngo}
  ada-vell:
    name: Ada Vell
    kind: person
    country: XA
    aliases: [Vell]
    offices: [{title: Foreign Minister, role: foreign-minister, org: xa-mfa, from: 2024, checked: 2026-01-10}]
  olo-brand:
    name: Olo Brand
    kind: person
    country: XA
    offices: [{title: Spokesman, role: spokesperson, org: xa-palace, from: 2020, checked: 2026-01-10}]
  sim-oake:
    name: Sim Oake
    kind: person
    country: XB
    offices: [{title: Prime Minister, role: head-of-government, from: 2019, to: 2025-06-30, checked: 2026-01-10}]
"""
ON = date(2026, 2, 1)


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Registry:
    folder = tmp_path_factory.mktemp("actors.d")
    (folder / "world.yaml").write_text(WORLD, encoding="utf-8")
    return load_registry(folder)


NEWS = Origin()


def actor(registry: Registry, name: str, role: str | None = None, text: str = "", origin: Origin = NEWS) -> Actor:
    """The actor behind `name`, said to be `role`, at its last place in `text`."""
    at = text.rfind(name)
    mention = Span(at, at + len(name)) if at >= 0 else None
    speaker, mentions = Speaker(name, mention, role), registry.find(text)
    return registry.attribute(speaker, text=text, mentions=mentions, on=ON, origin=origin)


@pytest.mark.parametrize(("name", "id", "country"), [
    ("Ada Vell", "ada-vell", "XA"),
    ("Avaria’s foreign minister", "ada-vell", "XA"),
    ("the Avarian foreign minister", "ada-vell", "XA"),
    ("Foreign Minister Ada Vell", "ada-vell", "XA"),
    ("the Rose Palace spokesman", "olo-brand", "XA"),
    ("a Rose Palace official", "xa-palace", "XA"),
    ("Avaria’s foreign ministry", "xa-mfa", "XA"),
    ("the Borlandish army", "xb-army", "XB"),
    ("Rosen", "xa-government", "XA"),
    ("Borland", "xb-government", "XB"),
    ("the Borlandish government", "xb-government", "XB"),
    ("a senior Borlandish official", "xb-government", "XB"),
    ("two Avarian diplomats", "xa-government", "XA"),
    ("Red Hand", "red-hand", "XB"),
    ("le ministre avarien des affaires étrangères", "ada-vell", "XA"),
])
def test_words_that_name_an_official(registry: Registry, name: str, id: str, country: str) -> None:
    found = actor(registry, name)
    assert (found.id, found.country, found.official) == (id, country, True)


@pytest.mark.parametrize(("name", "body"), [
    ("Avaria's grain service", "Avarian grain service"),
    ("an engineer of Avaria's grain service", "Avarian grain service"),
    ("a coast guard officer in Rosen", "Avarian Coast Guard"),
])
def test_a_body_no_table_knows_is_called_by_its_country(registry: Registry, name: str, body: str) -> None:
    text = f"ROSEN — The ferry sank. It was old, {name} said."
    found = actor(registry, name, text=text)
    assert (found.name, found.country, found.official) == (body, "XA", True)


@pytest.mark.parametrize(("name", "role", "country", "official"), [
    ("Ivo Lund", "Avaria’s ambassador to Borland", "XA", True),
    ("Ivo Lund", "Borland’s envoy in Rosen", "XB", True),
    ("Ivo Lund", "spokesman for Red Hand", "XB", True),
    ("Ivo Lund", "head of the Avarian hauliers’ association", "XA", False),
    ("Ivo Lund", "former Avarian foreign minister", "XA", False),
    ("Ivo Lund", "then Avarian envoy", "XA", True),
    ("Ivo Lund", "Avarian opposition leader", "XA", False),
    ("Ivo Lund", "director of Reed Watch", None, False),
    ("Ivo Lund", "a baker", None, False),
])
def test_somebody_unknown_keeps_his_name_and_gets_a_side(
        registry: Registry, name: str, role: str, country: str | None, official: bool) -> None:
    found = actor(registry, name, role)
    assert (found.name, found.id, found.country, found.official) == (name, None, country, official)


def test_an_office_without_a_country_is_read_from_what_the_article_speaks_of(registry: Registry) -> None:
    text = "Borland closed the ferry.\n\nAvaria protested. Its foreign minister said the ferry was hers."
    assert actor(registry, "Its foreign minister", text=text).id == "ada-vell"


def test_a_bare_office_belongs_to_the_country_an_article_is_written_from(registry: Registry) -> None:
    text = "ROSEN — Borland closed the ferry. Nobody knew why.\n\nThe town wept. Prime Minister Ivo Lund spoke."
    assert actor(registry, "Ivo Lund", "Prime Minister", text).country == "XA"


@pytest.mark.parametrize("text", [
    "Borland waited. Avaria’s ambassador in Borl, Ivo Lund, spoke.",
    "Borland waited. Ivo Lund, Avaria’s ambassador in Borl, spoke.",
    "Borland waited. Avarian Ambassador Ivo Lund spoke.",
])
def test_titles_and_appositions_beside_a_name_tell_its_side(registry: Registry, text: str) -> None:
    found = actor(registry, "Ivo Lund", text=text)
    assert (found.country, found.official) == ("XA", True)


def test_what_follows_a_name_without_saying_what_he_is_tells_nothing(registry: Registry) -> None:
    found = actor(registry, "Ivo Lund", text="Ivo Lund, urging the Avarian authorities to wait, left.")
    assert (found.country, found.official) == (None, False)


def test_a_name_in_another_script_is_known_by_its_sound(registry: Registry) -> None:
    assert actor(registry, "Ада Велл", "министр иностранных дел").id == "ada-vell"


def test_his_ministry_is_that_of_the_minister_named_before(registry: Registry) -> None:
    text = "Foreign Minister Ada Vell of Avaria left Borl. Borland cheered. Her ministry said nothing."
    assert actor(registry, "Her ministry", text=text).id == "xa-mfa"


def test_european_diplomats_speak_for_nobody_in_particular(registry: Registry) -> None:
    found = actor(registry, "Two European diplomats", text="Avaria waited. Two European diplomats laughed.")
    assert (found.id, found.country, found.official) == (None, None, True)


def test_out_of_office_is_not_official(registry: Registry) -> None:
    found = actor(registry, "Sim Oake")
    assert (found.id, found.country, found.official) == ("sim-oake", "XB", False)


def test_an_office_nobody_is_known_to_hold_falls_back_to_the_government(registry: Registry) -> None:
    found = actor(registry, "Borland’s prime minister")
    assert (found.id, found.official) == ("xb-government", True)


def test_two_speakers_count_as_the_first(registry: Registry) -> None:
    assert actor(registry, "Borland and Avaria").id == "xb-government"


def test_a_primary_source_speaks_for_its_actor(registry: Registry) -> None:
    origin = Origin("feed", SourceKind.PRIMARY, "xa-mfa", "XA")
    assert actor(registry, "Avarian Foreign Ministry", origin=origin).id == "xa-mfa"
    assert actor(registry, "a senior official", origin=origin).country == "XA"


def test_an_office_not_checked_lately_is_unverified(registry: Registry) -> None:
    late = registry.attribute(Speaker("Ada Vell"), text="", mentions=(), on=date(2026, 9, 1), origin=Origin())
    assert (late.office, late.verified) == ("Foreign Minister", False)
    assert actor(registry, "Ada Vell").verified


def test_a_stranger_with_a_known_office_of_another_place_keeps_his_country(registry):
    text = "Officials met in Rosen, Avaria. The foreign minister, Tom Ark, spoke."
    assert actor(registry, "Tom Ark", "foreign minister", text).country is None, "Ada Vell is"
    text = "Officials met in Rosen, Avaria. The foreign minister of Saltmere, Tom Ark, spoke."
    assert actor(registry, "Tom Ark", "foreign minister of Saltmere", text).country == "XA"
