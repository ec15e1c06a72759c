"""Names found in text: longest first, on word boundaries, every offset where it was."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statements.inflection import case_forms
from statements.matching import Matcher, Name, fold
from statements.transliteration import german


def found(text: str, *names: str) -> list[str]:
    matcher = Matcher([Name(name, name) for name in names])
    return [span.of(text) for span, _ in matcher.find(text)]


def test_folding_keeps_every_offset() -> None:
    text = "İstanbul’da ÉLYSÉE — Straße ﷺ 𝔄 Ёлка"
    assert len(fold(text)) == len(text)
    assert fold("Nausėda Wałęsa Brønderslev") == "nauseda walesa bronderslev"


def test_the_longest_name_at_a_place_wins() -> None:
    names = ("UN", "UN Security Council", "Security Council")
    assert found("The UN Security Council met.", *names) == ["UN Security Council"]


def test_a_longer_name_that_fails_its_boundary_does_not_hide_the_shorter() -> None:
    assert found("Iran nuclear talks", "Iran nu", "Iran") == ["Iran"]


def test_a_name_inside_a_word_is_no_name() -> None:
    assert found("Romania, Oman's and Omanis", "Oman") == ["Oman"]


@pytest.mark.parametrize(("text", "names"), [
    ("who are they, and WHO said so", ["WHO"]),
    ("tell us what the US wants", ["US"]),
    ("Nato and NATO", ["Nato", "NATO"]),
    ("a male turkey in Turkey", ["Turkey"]),
])
def test_capitals_are_minded(text: str, names: list[str]) -> None:
    assert found(text, "WHO", "US", "NATO", "Turkey", "Malé") == names


def test_possessives_elisions_and_accents_are_seen_through() -> None:
    text = "Iran’s reply, l’Iran, Nauseda, NAUSĖDA"
    assert found(text, "Iran", "Nausėda") == ["Iran", "Iran", "Nauseda", "NAUSĖDA"]


def test_arabic_and_hebrew_prefixes_belong_to_no_name() -> None:
    assert found("والكرملين بالكرملين مكرملين", "الكرملين", "كرملين") == ["الكرملين", "الكرملين"]
    assert found("ובמוסקבה", "מוסקבה") == ["מוסקבה"]


def test_chinese_names_need_no_space_around_them() -> None:
    assert found("外交部发言人毛宁表示", "外交部", "毛宁") == ["外交部", "毛宁"]


def test_an_open_ending_takes_short_endings_only() -> None:
    assert found("российского и российскостью", "российск~") == ["российского"]


def test_a_last_part_is_found_in_compounds_with_a_capital_and_the_longest_one_counts() -> None:
    names = ("~minister~", "~verkehrsminister~", "~ministerium~")
    assert found("Bundesverkehrsministerin, Ministerium", *names) == ["Bundesverkehrsministerin", "Ministerium"]
    assert found("administer, Westminster", *names) == []
    matcher = Matcher([Name(name, name) for name in names])
    assert [values for _, values in matcher.find("Bundesverkehrsminister")] == [["~verkehrsminister~"]]


NAMES = ("UN", "Iran", "UN Security Council")


@given(st.lists(st.sampled_from([*NAMES, " ", "’s", "İ", "ﷺ", "a", "، ", "\n", "中"]), max_size=30))
def test_whatever_the_text_names_lie_in_it_in_order_and_apart(pieces: list[str]) -> None:
    text = "".join(pieces)
    spans = [span for span, _ in Matcher([Name(name, name) for name in NAMES]).find(text)]
    assert all(span.of(text) in NAMES for span in spans)
    assert all(before.end <= after.start for before, after in pairwise(spans))


@pytest.mark.parametrize(("name", "form"), [
    ("Белый дом", "Белого дома"), ("Польща", "Польщі"),
    ("Москва", "Москве"), ("Песков", "Песковым"), ("Владимир Зеленский", "Владимира Зеленского"),
    ("Киев", "Киева"), ("Россия", "Россией"), ("Україна", "Україну"), ("Соединенные Штаты", "Соединенных Штатах"),
])
def test_russian_and_ukrainian_cases_are_made_by_rule(name: str, form: str) -> None:
    assert form in case_forms(name)


@pytest.mark.parametrize(("name", "form", "ukrainian"), [
    ("Сергей Лавров", "Sergej Lawrow", False), ("Мария Захарова", "Maria Sacharowa", False),
    ("Александр Лукашенко", "Alexander Lukaschenko", False), ("Сергей Шойгу", "Sergei Schoigu", False),
    ("Володимир Зеленський", "Wolodymyr Selenskyj", True), ("Андрій Сибіга", "Andrij Sybiha", True),
])
def test_cyrillic_names_are_known_as_german_papers_write_them(name: str, form: str, ukrainian: bool) -> None:
    assert form in german(name, ukrainian=ukrainian)
    assert german(form, ukrainian=ukrainian) == set()


@pytest.mark.parametrize("name", ["США", "Iran", "北京", "МИД России"])
def test_acronyms_and_other_scripts_are_left_alone(name: str) -> None:
    assert case_forms(name) == ()
