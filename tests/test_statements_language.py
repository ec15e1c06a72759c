"""A language is a table: its lexicon is made by rule, it is told apart by its words, and a bad table is refused."""

from pathlib import Path

import pytest

from statements.detection import detect_language
from statements.language import Inflected, LanguageTable, TableError, Word, languages, load_language, make_language
from statements.table import parse_table

MINIMAL = "code: xx\nname: Test\nmarks: [['“', '”']]\n"


def made(text: str):
    return make_language(parse_table(MINIMAL + text, LanguageTable, Path("xx.yaml")), Path("xx.yaml"))


@pytest.mark.parametrize("code", ["und", *languages()])
def test_every_table_loads(code):
    assert load_language(code).code == code


def test_an_unknown_language_falls_back_and_says_so():
    assert load_language("tlh").code == "und"
    assert load_language(None).code == "und"
    assert load_language("en-GB").code == "en"


@pytest.mark.parametrize(
    ("form", "lemma", "kind"),
    [
        ("denied", "deny", Inflected.FINITE),
        ("criticizes", "criticise", Inflected.FINITE),
        ("criticising", "criticise", Inflected.PARTICIPLE),
        ("quipped", "quip", Inflected.FINITE),
        ("stresses", "stress", Inflected.FINITE),
        ("agreed", "agree", Inflected.FINITE),
        ("said", "say", Inflected.PASSIVE),
    ],
)
def test_english_cues_are_inflected_by_rule(form, lemma, kind):
    found = [p.cue for p in load_language("en").phrases[form] if p.cue and not p.rest]
    assert found and found[0].lemma == lemma
    assert found[0].form & kind


def test_a_table_alone_makes_a_language():
    language = made(
        "paradigms: {r: [{forms: {finite: [a, o]}}]}\n"
        "cues: [{frame: say, takes: [quote], paradigm: r, lemmas: [dir]}]\nwords: {title: [rex]}\n"
    )
    assert language.says == {"dira", "diro"}
    assert language.classes["rex"] & Word.TITLE


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("wrds: {}", "did you mean 'words'"),
        ("words: {titel: [x]}", "titel"),
        ("cues: [{frame: saye, takes: [quote]}]", "did you mean 'say'"),
        ("cues: [{frame: say, takes: [quote], lemmas: [x], paradigm: none}]", "none"),
        ("cues: [{frame: say, takes: [quote], words: {a: {finite: [x]}, b: {finite: [x]}}}]", "'x'"),
    ],
)
def test_a_bad_table_is_refused_with_what_is_wrong(text, said):
    with pytest.raises(TableError) as caught:
        made(text)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The minister said that the border was open to all of the ships.", "en"),
        ("Министр заявил, что граница открыта для всех судов.", "ru"),
        ("Der Minister sagte, dass die Grenze für alle Schiffe offen ist und bleibt.", "de"),
        ("Le ministre a déclaré que la frontière est ouverte pour tous les navires.", "fr"),
        ("外交部发言人表示，边境对所有船只开放。", "zh"),
        ("12345 !!", None),
        ("", None),
    ],
)
def test_a_text_tells_its_language(text, code):
    assert detect_language(text) == code
