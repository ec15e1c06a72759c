"""Sentences in ten languages, each beside what is read out of it (tests/data/statements/<code>.yaml)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from statements.detection import detect_language
from statements.language import LanguageTable, languages, load_language, make_language
from statements.model import Article, Origin
from statements.reading import read_statements
from statements.registry import Registry, load_registry
from statements.table import TableError, parse_table

DATA = Path(__file__).parent / "data" / "statements"
CODES = ("ar", "de", "es", "fa", "fr", "he", "ru", "tr", "uk", "zh")


@cache
def everybody() -> Registry:
    return load_registry()


def _cases() -> list[tuple[str, int, str, list[str]]]:
    found = []
    for code in (*CODES, "und"):
        rows = YAML(typ="safe", pure=True).load((DATA / f"{code}.yaml").read_text(encoding="utf-8"))
        found += [(code, n, row["text"], row["read"]) for n, row in enumerate(rows)]
    return found


def _read(text: str, code: str) -> list[str]:
    article = Article(id="a", title="", text=text, origin=Origin(), language=code)
    return [f"{s.speaker.name} | {s.form} | {s.text}" for s in read_statements(article, everybody())]


@pytest.mark.parametrize(
    ("code", "text", "expected"), [pytest.param(c, t, e, id=f"{c}-{n}") for c, n, t, e in _cases()]
)
def test_a_sentence_is_read_as_its_language_means_it(code: str, text: str, expected: list[str]) -> None:
    assert _read(text, code) == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Министр заявил, что порт останется открытым, но топлива уже не хватает.", "ru"),
        ("Міністр заявив, що порт залишиться відкритим, але пального вже бракує.", "uk"),
        ("Le ministre a dit que le port restera ouvert, mais que les stocks sont presque vides.", "fr"),
        ("El ministro dijo que el puerto seguirá abierto, pero las reservas están casi vacías.", "es"),
        ("Der Minister sagte, dass der Hafen offen bleibt, aber die Lager sind fast leer.", "de"),
        ("قال الوزير إن الميناء سيبقى مفتوحا لكن المخازن شبه فارغة", "ar"),
        ("وزیر گفت که بندر باز می‌ماند اما انبارها تقریبا خالی است", "fa"),
        ("Bakan limanın açık kalacağını söyledi ancak depolar neredeyse boş ve yakıt için zaman çok az", "tr"),
        ("部长说，港口将继续开放，但是仓库几乎空了。", "zh"),
        ("השר אמר כי הנמל יישאר פתוח אך המחסנים כמעט ריקים", "he"),
        ("The minister said that the port will stay open, but the stores are almost empty.", "en"),
        ("Qwerty zxcvb plmokn.", None),
    ],
    ids=["ru", "uk", "fr", "es", "de", "ar", "fa", "tr", "zh", "he", "en", "none"],
)
def test_the_language_of_a_text_is_told(text: str, code: str | None) -> None:
    assert detect_language(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Bakan saldırıyı kınadı.", "tr"),
        ("Zaman azalıyor, dedi Sarıkent.", "tr"),
        ("La presidenta instó a ambas partes a retomar las conversaciones.", "es"),
        ("Президентка Молдови засудила атаку на порт.", "uk"),
        ("Посол Молдавии осудил атаку на порт.", "ru"),
        ("Der Minister warnte vor Hunger.", "de"),
        ("Le ministre a condamné l’attaque.", "fr"),
        ("وزیر حمله را محکوم کرد.", "fa"),
        ("أدان الوزير الهجوم.", "ar"),
        ("השר גינה את התקיפה.", "he"),
        ("部长谴责袭击。", "zh"),
        ("Lind replied: “We rule out nothing.”", "en"),
    ],
)
def test_a_sentence_is_enough_to_tell_its_language(text: str, code: str) -> None:
    assert detect_language(text) == code


def test_every_table_names_itself() -> None:
    assert {load_language(code).code for code in languages()} == {"en", *CODES}
    assert load_language("xx").code == "und"
    assert load_language("pt-BR").code == "und"


def test_a_form_of_two_cues_is_refused_with_both() -> None:
    text = """
code: xx
name: Example
marks: [["«", "»"]]
cues:
  - {frame: say, takes: [that], words: {say: {finite: [said]}, tell: {finite: [said]}}}
"""
    with pytest.raises(TableError, match="'said' is a form of both 'say' and 'tell'"):
        make_language(parse_table(text, LanguageTable, Path("xx.yaml")), Path("xx.yaml"))


def test_a_mistyped_key_is_told_with_the_nearest_right_one() -> None:
    with pytest.raises(TableError) as caught:
        parse_table("code: xx\nname: Example\nmarks: []\nacording: [per]\n", LanguageTable, Path("xx.yaml"))
    problem = caught.value.problems[0]
    assert (problem.line, problem.key, problem.suggestion) == (4, "acording", "according")


def test_a_stem_stands_for_all_its_endings() -> None:
    language = load_language("ru")
    assert language.classes["министром"] == language.classes["министр"]
    assert language.lemmas["министром"] == "министр"


@pytest.mark.parametrize("code", CODES)
def test_torn_texts_are_read_within_their_bounds(code: str) -> None:
    whole = " ".join(text for found, _, text, _ in _cases() if found == code)
    for start in range(0, len(whole), 97):
        text = whole[start : start + 211]
        article = Article(id="a", title="", text=text, origin=Origin(), language=code)
        found = read_statements(article, everybody())
        assert found == read_statements(article, everybody())
        for statement in found:
            spans = (*statement.content, *filter(None, (statement.cue, statement.speaker.mention)))
            assert all(0 <= span.start < span.end <= len(text) for span in spans)
            assert not any(statement.cue and statement.cue.overlaps(span) for span in statement.content)


@pytest.mark.parametrize(("text", "code", "country", "official"), [
    ("Koblenz (dpa) - Bundesverkehrsminister Ole Brandt sagte, der Pegel steige.", "de", "DE", True),
    ("Der Mainzer Verkehrsstaatssekretär Ingo Lahm sagte, der Pegel steige.", "de", "DE", True),
    ("Das Außenministerium in Helsinki teilte mit, die Grenze bleibe offen.", "de", "FI", True),
    ("«Der Zoll bleibt», sagte Bundesrat Reto Ammann in Bern.", "de", "CH", True),
    ("سخنگوی پلیس هرات، هیواد رسولی، گفت که دو نفر بازداشت شده‌اند.", "fa", "AF", True),
    ("تهران - ایسنا - وزیر نیرو گفت: «سدها پر نمی‌شوند.» کاوه رستگار افزود که آب کم است.", "fa", "IR", True),
    ("Der Verbandspräsident Holger Brand sagte, der Pegel steige.", "de", None, False),
])
def test_whose_office_it_is_shows_in_the_words_of_its_language(
    text: str, code: str, country: str | None, official: bool
) -> None:
    article = Article(id="a", title="", text=text, origin=Origin(), language=code)
    told = read_statements(article, everybody())[0].actor
    assert (told.country, told.official) == (country, official)
