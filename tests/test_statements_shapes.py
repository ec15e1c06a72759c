"""Texts in the shapes live feeds deliver: what is said is found with its speaker, what only looks so is not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from fakes_shapes import documents

from statements.reading import read_statements
from statements.record import article_from_gold, records
from statements.registry import Registry, load_registry
from statements.runs import surname_of

DOCUMENTS = list(documents())


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load_registry()


@pytest.fixture(scope="module")
def readings(registry: Registry) -> list[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """Every document beside what is read in it."""
    articles = [(row, article_from_gold(row, registry)) for row in DOCUMENTS]
    return [(row, records(one, read_statements(one, registry))) for row, one in articles]


def matches(
    row: dict[str, Any], found: list[dict[str, Any]]
) -> Iterator[tuple[dict[str, Any], dict[str, Any] | None]]:
    """Each statement wanted beside the one found that shares most of its words, if it shares half."""
    for wanted in row["statements"]:
        spans = [
            (wanted["start"], wanted["end"]),
            *([wanted["clause"]] if "clause" in wanted else []),
            *wanted["alt"],
        ]
        shared = [
            (max(overlap(span, (one["start"], one["end"])) for span in spans), n) for n, one in enumerate(found)
        ]
        most, n = max(shared, default=(0.0, 0))
        yield wanted, found[n] if most >= 0.5 else None


def overlap(one: Any, other: Any) -> float:
    """Characters two spans share, of all they cover together."""
    both = min(one[1], other[1]) - max(one[0], other[0])
    return max(0, both) / (max(one[1], other[1]) - min(one[0], other[0]))


def same_speaker(wanted: dict[str, Any], found: dict[str, Any]) -> bool:
    """Whether one of the names wanted is the one found, or ends as it does."""
    names = {name.casefold() for name in (wanted["speaker"], *wanted["actor_alt"])}
    said = found["speaker"].casefold().removeprefix("the ")
    return any(said in name or name in said or surname_of(name) == surname_of(said) for name in names)


def test_most_of_what_is_said_is_found(readings: Any) -> None:
    found = [one is not None for row, said in readings for _, one in matches(row, said)]
    assert sum(found) >= 0.9 * len(found)


def test_speakers_are_the_right_ones(readings: Any) -> None:
    wrong = [
        (row["id"], wanted["speaker"], one["speaker"])
        for row, said in readings
        for wanted, one in matches(row, said)
        if one is not None and not same_speaker(wanted, one)
    ]
    assert len(wrong) <= 0.04 * sum(len(row["statements"]) for row in DOCUMENTS), wrong


def test_little_is_found_that_nobody_said(readings: Any) -> None:
    traps = [(row["id"], trap) for row, _ in readings for trap in row["not_statements"]]
    hit = [
        row["text"][trap["start"] : trap["end"]]
        for row, said in readings
        for trap in row["not_statements"]
        if any(overlap((trap["start"], trap["end"]), (one["start"], one["end"])) >= 0.5 for one in said)
    ]
    assert len(hit) <= 0.04 * len(traps), hit


def test_no_reporters_question_is_a_statement(readings: Any) -> None:
    questions = [(row, said) for row, said in readings if row["id"].startswith("pc-")]
    asked = [one["text"] for row, said in questions for one in said if one["text"].endswith("?")]
    assert questions and not asked
