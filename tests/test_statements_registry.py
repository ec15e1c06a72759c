"""The registry as a whole: nothing dangling, offices on a day, a user's own world laid over it."""

from __future__ import annotations

import pickle
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from statements.actors import Kind, first_day, last_day
from statements.matching import fold
from statements.registry import Registry, load_registry
from statements.table import TableError
from statements.world import STANDARD

ISLE = """
countries:
  XA:
    name: Avaria
    capital: Rosen
    names: {en: [Avaria], ru: [Авария]}
    demonyms: {en: [Avarian, Avarians]}
    metonyms: {en: [Rosen]}
actors:
  xa-mfa: {name: Avarian Foreign Ministry, kind: institution, role: foreign-ministry, country: XA}
  ada-vell:
    name: Ada Vell
    kind: person
    country: XA
    gender: f
    aliases: [Vell]
    offices:
      - {title: Foreign Minister, role: foreign-minister, org: xa-mfa, from: 2024-05-01, to: 2025-12-31,
         checked: 2026-01-10}
  bo-tarn:
    name: Bo Tarn
    kind: person
    country: XA
    offices:
      - {title: Foreign Minister, role: foreign-minister, org: xa-mfa, from: 2026-01-01, checked: 2026-01-10}
  kremlin-of-rosen:
    {name: Rose Court, kind: institution, role: presidency, country: XA, aliases: [{text: Court, need: context}]}
"""


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load_registry()


@pytest.fixture(scope="module")
def isle(tmp_path_factory: pytest.TempPathFactory) -> Registry:
    folder = tmp_path_factory.mktemp("actors.d")
    (folder / "isle.yaml").write_text(ISLE, encoding="utf-8")
    return load_registry(folder)


def test_the_world_is_there(registry: Registry) -> None:
    kinds = defaultdict(int)
    for entry in registry.entries():
        kinds[entry.kind] += 1
    assert sum(kinds.values()) >= 900
    assert kinds[Kind.PERSON] >= 450 and kinds[Kind.GROUP] >= 25 and kinds[Kind.BODY] >= 50
    assert sum(not country.is_body for country in registry.countries.values()) >= 195


def test_every_date_is_in_order(registry: Registry) -> None:
    for entry in registry.entries():
        for office in entry.offices:
            if office.since and office.until:
                assert first_day(office.since) <= last_day(office.until), (entry.id, office.title)


def test_every_office_has_a_side(registry: Registry) -> None:
    for entry in registry.entries():
        for office in entry.offices:
            org = registry.entry(office.org) if office.org else None
            assert office.country or entry.country or (org and org.country), entry.id


def test_no_two_entries_share_a_name_without_a_rule(registry: Registry) -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for entry in registry.entries():
        for alias in entry.known_as:
            surname = entry.kind is Kind.PERSON and " " not in alias.text
            if alias.need is None and not surname:
                owners[alias.text].add(entry.id)
        owners[entry.name].add(entry.id)
    assert {name: ids for name, ids in owners.items() if len(ids) > 1} == {}


def test_no_two_countries_share_a_name_without_a_rule(registry: Registry) -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for country in registry.countries.values():
        for words in (country.names, country.demonyms, country.metonyms):
            for alias in (alias for aliases in words.values() for alias in aliases if alias.need is None):
                owners[fold(alias.text)].add(country.code)
    assert {name: codes for name, codes in owners.items() if len(codes) > 1} == {}


def test_every_state_has_its_standard_institutions(registry: Registry) -> None:
    for code in (code for code, country in registry.countries.items() if not country.is_body):
        for kind in ("government", *STANDARD):
            assert registry.institution(code, kind), (code, kind)


@pytest.mark.parametrize("role", ["head-of-state", "foreign-minister"])
def test_nearly_every_state_has_a_holder(registry: Registry, role: str) -> None:
    states = [code for code, country in registry.countries.items() if not country.is_body]
    missing = [code for code in states if not registry.offices.holders(code, role, date(2026, 3, 20))]
    assert len(missing) <= 25, missing


def test_a_part_of_a_date_stands_for_all_of_it() -> None:
    assert (first_day("2026-02"), last_day("2026-02")) == (date(2026, 2, 1), date(2026, 2, 28))
    assert (first_day("2024"), last_day("2024")) == (date(2024, 1, 1), date(2024, 12, 31))


@pytest.mark.parametrize(("on", "name", "verified"), [
    (date(2025, 6, 1), "Ada Vell", True),
    (date(2026, 2, 1), "Bo Tarn", True),
    (date(2026, 10, 1), "Bo Tarn", False),
])
def test_an_office_is_answered_for_the_day(isle: Registry, on: date, name: str, verified: bool) -> None:
    holders = isle.offices.holders("XA", "foreign-minister", on)
    assert [(one.person.name, one.verified) for one in holders] == [(name, verified)]


@pytest.mark.parametrize(("country", "role", "on", "name"), [
    ("US", "head-of-state", date(2016, 12, 1), "Barack Obama"),
    ("US", "foreign-minister", date(2019, 7, 1), "Mike Pompeo"),
    ("US", "defence-minister", date(2018, 6, 1), "Jim Mattis"),
    ("GB", "head-of-government", date(2022, 10, 1), "Liz Truss"),
    ("GB", "foreign-minister", date(2017, 5, 1), "Boris Johnson"),
    ("FR", "head-of-government", date(2021, 3, 1), "Jean Castex"),
    ("FR", "foreign-minister", date(2023, 6, 1), "Catherine Colonna"),
    ("DE", "defence-minister", date(2022, 6, 1), "Christine Lambrecht"),
    ("NL", "head-of-government", date(2024, 9, 1), "Dick Schoof"),
    ("IL", "head-of-government", date(2018, 6, 1), "Benjamin Netanyahu"),
    ("IL", "head-of-government", date(2022, 9, 1), "Yair Lapid"),
    ("UA", "head-of-state", date(2018, 6, 1), "Petro Poroshenko"),
    ("UA", "defence-minister", date(2022, 6, 1), "Oleksii Reznikov"),
    ("JP", "head-of-government", date(2021, 6, 1), "Yoshihide Suga"),
    ("IN", "foreign-minister", date(2018, 6, 1), "Sushma Swaraj"),
    ("BR", "head-of-state", date(2017, 6, 1), "Michel Temer"),
    ("CN", "defence-minister", date(2023, 6, 1), "Li Shangfu"),
    ("SA", "foreign-minister", date(2019, 3, 1), "Ibrahim Abdulaziz Al-Assaf"),
    ("PK", "head-of-government", date(2023, 10, 1), "Anwaar-ul-Haq Kakar"),
    ("NG", "head-of-state", date(2020, 6, 1), "Muhammadu Buhari"),
])
def test_who_held_an_office_long_ago_is_known_for_certain(
    registry: Registry, country: str, role: str, on: date, name: str
) -> None:
    holder = registry.offices.holders(country, role, on)[0]
    assert (holder.person.name, holder.verified) == (name, True)


def test_nobody_is_certain_of_an_office_that_another_may_hold(registry: Registry) -> None:
    for country in registry.countries:
        for on in (date(2018, 6, 15), date(2022, 6, 15), date(2026, 2, 15)):
            for role in ("head-of-state", "head-of-government", "foreign-minister", "defence-minister"):
                held = registry.offices.holders(country, role, on)
                assert len({one.person.id for one in held}) < 2 or not any(one.verified for one in held)


def test_before_the_first_known_holder_nobody_is_named(isle: Registry) -> None:
    assert isle.offices.holders("XA", "foreign-minister", date(2020, 1, 1)) == []


def test_a_country_of_ones_own_has_a_government_and_a_capital(isle: Registry) -> None:
    assert isle.entry("xa-government").name == "Government of Avaria"
    kinds = {mention.span.of(text): mention.kind for text in ["Rosen told Avarian and Avaria’s envoys"]
             for mention in isle.find(text)}
    assert kinds == {"Rosen": "metonym", "Avarian": "demonym", "Avaria": "country"}


def test_an_overlay_adds_to_what_is_built_in(tmp_path: Path) -> None:
    (tmp_path / "more.yaml").write_text("actors:\n  ru-kremlin: {aliases: [Senate Palace]}\n", encoding="utf-8")
    entry = load_registry(tmp_path).entry("ru-kremlin")
    assert entry.name == "Kremlin" and {"Senate Palace", "Кремль"} <= set(entry.aliases)


def test_an_overlay_can_start_an_entry_afresh(tmp_path: Path) -> None:
    (tmp_path / "more.yaml").write_text(
        "actors:\n  ru-kremlin: {name: Kremlin, kind: institution, country: RU, replace: true}\n", encoding="utf-8")
    assert load_registry(tmp_path).entry("ru-kremlin").aliases == ()


def test_mistakes_are_told_with_the_nearest_right_word(tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text(
        "actors:\n  somebody: {name: Some Body, kind: person, country: RV,\n"
        "    offices: [{title: Aide, org: ru-kremlim}]}\n  half: {kind: person}\n", encoding="utf-8")
    with pytest.raises(TableError) as caught:
        load_registry(tmp_path)
    told = "\n".join(map(str, caught.value.problems))
    assert "unknown country 'RV'" in told and "did you mean 'ru-kremlin'" in told and "actors.half.name" in told


def test_a_shared_name_is_linked_only_in_context(isle: Registry) -> None:
    assert [mention.ids for mention in isle.find("The Court ruled on a will.")] == []
    linked = isle.find("Avaria’s envoy waited. The Court said nothing.")
    assert ("kremlin-of-rosen",) in [mention.ids for mention in linked]


@pytest.mark.parametrize(("text", "countries"), [
    ("Georgia is a state where peaches grow.", []),
    ("Tbilisi answered for Georgia.", ["GE", "GE"]),
    ("Jordan Mills, who lives in Ohio, laughed.", []),
    ("Amman said Jordan would host them.", ["JO", "JO"]),
    ("Chad Barker sold his boat.", []),
    ("N'Djamena closed the border, and Chad waited.", ["TD", "TD"]),
    ("She read The Washington Post.", []),
])
def test_places_that_are_also_people_or_papers(registry: Registry, text: str, countries: list[str]) -> None:
    assert [mention.country for mention in registry.find(text)] == countries


def test_a_surname_alone_needs_a_title_the_full_name_or_the_country(isle: Registry) -> None:
    def ids(text: str) -> list[str]:
        return [one for mention in isle.find(text) for one in mention.ids if one == "ada-vell"]

    assert ids("The tailor Vell sewed.") == []
    assert ids("Minister Vell spoke.") == ["ada-vell"]
    assert ids("Ada Vell came, and later Vell left.") == ["ada-vell", "ada-vell"]
    assert ids("In Avaria, Vell spoke.") == ["ada-vell"]
    assert ids("In Avaria, Otto Vell spoke.") == []


def test_a_kings_only_name_needs_his_title(registry: Registry) -> None:
    def found(text: str) -> bool:
        return any("philippe" in one for mention in registry.find(text) for one in mention.ids)

    assert not found("Philippe Durand of Belgium baked bread.")
    assert found("King Philippe of Belgium spoke.")


def test_search_and_nearest(isle: Registry) -> None:
    assert [entry.id for entry in isle.search("vell foreign")] == ["ada-vell"]
    assert isle.nearest("ada-vel") == "ada-vell"
    assert isle.gender("Ada Vell") == "f" and isle.gender("bo-tarn") is None


def test_the_registry_can_be_given_to_another_process(registry: Registry) -> None:
    sent = pickle.loads(pickle.dumps(registry))
    assert [entry.id for entry in sent.entries()] == [entry.id for entry in registry.entries()]
    assert sent.find("Dmitry Peskov") == registry.find("Dmitry Peskov")
