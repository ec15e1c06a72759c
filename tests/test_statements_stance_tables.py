"""Every cue of every stance table is shown by its own example sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from statements.model import Form, Span, Speaker, Stance
from statements.stance import cue_languages, rules_reader, stances
from statements.stance_patterns import PatternError, parse_pattern
from statements.stance_table import Cues, CueTable, Kind, Rule, load_cues
from statements.table import TableError, parse_table
from statements.utterance import Frame, Utterance

RULES = [(code, rule) for code in cue_languages() for rule in (load_cues(code) or pytest.fail(code)).rules]
TABLE = """
language: xx
classes:
  {not: nay, self: me, it: it, if: if, maybe: maybe, that: that, by: by, noun: a, say: say, deed: did,
   harm: "smite, lay waste"}
cues:
  threaten:
    words: |
      me <%s>   # me smite
"""


def quoted(text: str) -> Utterance:
    """`text` as somebody's own words."""
    whole = Span(0, len(text))
    return Utterance(Form.DIRECT, (whole,), whole, Speaker("Mara Oltan"), Frame.LABEL, "test", 1.0)


@pytest.mark.parametrize("code", cue_languages())
def test_every_cue_is_found_in_its_example_and_shows_its_class(code: str) -> None:
    cues, reader = load_cues(code), rules_reader(code)
    assert cues is not None
    wrong = []
    for number, rule in enumerate(cues.rules):
        matches = cues.vocabulary.find(cues.vocabulary.words(rule.example))
        told = rule.kind is Kind.ACT
        reading = reader.sentence(rule.example) if told else reader.read(rule.example, quoted(rule.example))
        if number not in {match.pattern.key for match in matches} or reading.stance is not rule.stance:
            wrong.append(f"{rule.name} in {rule.example!r}: {reading.stance} by {reading.rule}")
    assert wrong == []


@pytest.mark.parametrize("code", cue_languages())
def test_no_cue_is_listed_twice(code: str) -> None:
    names = [(rule.kind, rule.name) for listed, rule in RULES if listed == code]
    assert sorted({name for name in names if names.count(name) > 1}) == []


def test_every_class_is_described_and_has_a_cue_in_english() -> None:
    assert set(stances()) == set(Stance)
    shown = {rule.stance for code, rule in RULES if code == "en"}
    assert shown == set(Stance)
    assert len({known.glyph for known in stances().values()}) == len(Stance)


def test_an_unknown_class_in_a_pattern_is_told_with_its_line_and_the_nearest_name(tmp_path: Path) -> None:
    path = tmp_path / "xx.yaml"
    path.write_text(TABLE % "hram", encoding="utf-8")
    with pytest.raises(TableError) as caught:
        Cues(parse_table(path.read_text(encoding="utf-8"), CueTable, path), path)
    (problem,) = caught.value.problems
    assert (problem.line, problem.suggestion) == (9, "harm")
    assert "no class <hram>" in problem.message


def test_everything_wrong_with_a_table_is_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "xx.yaml"
    text = TABLE.replace("maybe: maybe,", "").replace("lay waste", "lay <hram>") % "harm> (not: thraeten) <harm"
    with pytest.raises(TableError) as caught:
        Cues(parse_table(text, CueTable, path), path)
    told = {(problem.key, problem.suggestion) for problem in caught.value.problems}
    assert told == {("classes", None), ("classes.harm", "harm"), ("cues.threaten", None)}


@pytest.mark.parametrize("pattern", ["~3 smite", "smite ~", "smite? me", "me ^ smite", "me ~x smite", "me |"])
def test_a_pattern_begins_and_ends_with_a_word_and_counts_its_gaps(pattern: str) -> None:
    with pytest.raises(PatternError):
        parse_pattern(pattern, {})


def test_a_phrase_of_a_class_is_found_like_a_word(tmp_path: Path) -> None:
    path = tmp_path / "xx.yaml"
    cues = Cues(parse_table(TABLE % "harm", CueTable, path), path)
    found = cues.vocabulary.find(cues.vocabulary.words("me lay waste"))
    assert [(match.start, match.end) for match in found] == [(0, 3)]
    assert isinstance(cues.rules[0], Rule)
