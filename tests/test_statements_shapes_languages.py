"""Texts of nine languages in the shapes feeds deliver: what is said is found, with its speaker, and little else."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from fakes_shapes import BY_OTHERS, LANGUAGES, documents, files
from test_statements_shapes import matches, overlap, same_speaker

from statements.reading import read_statements
from statements.record import article_from_gold, records
from statements.registry import load_registry

CODES = ("ar", "es", "fa", "fr", "he", "ru", "tr", "uk", "zh")


BY_OTHERS_CODES = [path.stem for path in files(*BY_OTHERS)]


@cache
def readings(code: str, sets: tuple[str, ...] = LANGUAGES) -> list[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """Every document of a language beside what is read in it."""
    registry = load_registry()
    rows = [row for row in documents(*sets) if row["lang"] == code]
    articles = [(row, article_from_gold(row, registry)) for row in rows]
    return [(row, records(one, read_statements(one, registry))) for row, one in articles]


@pytest.mark.parametrize("code", CODES)
def test_what_is_said_is_found_with_its_speaker(code: str) -> None:
    pairs = [pair for row, said in readings(code) for pair in matches(row, said)]
    found = [(wanted, one) for wanted, one in pairs if one is not None]
    assert len(found) >= 0.8 * len(pairs)
    wrong = [(wanted["speaker"], one["speaker"]) for wanted, one in found if not same_speaker(wanted, one)]
    assert len(wrong) <= 0.2 * len(found), wrong


@pytest.mark.parametrize("code", CODES)
def test_names_of_things_and_questions_are_not_taken_for_speech(code: str) -> None:
    hit = [
        row["text"][trap["start"] : trap["end"]]
        for row, said in readings(code)
        for trap in row["not_statements"]
        if any(overlap((trap["start"], trap["end"]), (one["start"], one["end"])) >= 0.5 for one in said)
    ]
    assert not hit


@pytest.mark.parametrize("code", BY_OTHERS_CODES)
def test_most_of_what_other_hands_wrote_is_found_with_its_speaker_and_few_traps(code: str) -> None:
    pairs = [pair for row, said in readings(code, BY_OTHERS) for pair in matches(row, said)]
    found = [(wanted, one) for wanted, one in pairs if one is not None]
    assert len(found) >= 0.75 * len(pairs)
    wrong = [(wanted["speaker"], one["speaker"]) for wanted, one in found if not same_speaker(wanted, one)]
    assert len(wrong) <= 0.25 * len(found), wrong
    traps = [
        any(overlap((trap["start"], trap["end"]), (one["start"], one["end"])) >= 0.5 for one in said)
        for row, said in readings(code, BY_OTHERS)
        for trap in row["not_statements"]
    ]
    assert sum(traps) <= 0.15 * len(traps)
