"""Negation, condition, hedge and speech inside speech, on sentences of our own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from statements.model import Article, Form, Origin, Span, Speaker, StanceReading, Statement
from statements.reading import read_statements
from statements.registry import Registry, load_registry
from statements.stance import stance_reader
from statements.utterance import Frame, Utterance

DATA = Path(__file__).parent / "data" / "stance"
PROBES = YAML(typ="safe").load(DATA / "probes.yaml")["probes"]
KNOWN_WRONG = 1
"""How many of the probes may still be read wrongly: they stay in the file as what is to be done."""


def read(probe: dict[str, Any]) -> StanceReading:
    """The stance of a probe: what is in its quotation marks, said by Oltan, or the plain sentence."""
    text, reader = probe["text"], stance_reader(probe.get("language", "en"))
    if not text.startswith("“"):
        return reader.sentence(text)
    content, said = Span(1, text.index("”")), text.rindex("said")
    utterance = Utterance(
        Form.DIRECT, (content,), Span(0, len(text)), Speaker("Oltan"), Frame.SAY, "test", 1.0, Span(said, said + 4)
    )
    at = text.index(probe["other"])
    return reader.read(text, utterance, own=[Span(at, at + len(probe["other"]))] if probe["other"] else [])


def test_nearly_every_probe_is_read_as_it_is_meant() -> None:
    wrong = [(probe["text"], str(read(probe).stance)) for probe in PROBES if read(probe).stance != probe["stance"]]
    assert len(PROBES) >= 50
    assert len(wrong) <= KNOWN_WRONG, wrong


@pytest.mark.parametrize("flag", ["negated", "conditional", "hedged"])
def test_every_flag_that_is_the_point_of_a_probe_is_set(flag: str) -> None:
    asked = [probe for probe in PROBES if flag in probe and read(probe).stance == probe["stance"]]
    assert asked
    assert [probe["text"] for probe in asked if getattr(read(probe), flag) is not probe[flag]] == []


def test_every_reading_but_a_comment_has_a_trigger() -> None:
    for probe in PROBES:
        reading = read(probe)
        assert reading.stance == "comment" or reading.trigger is not None, probe["text"]


SPEECH = YAML(typ="safe").load(DATA / "speech.yaml")
LEAST = {
    "first": 0.93, "formulas": 0.95, "second": 0.93, "third": 0.96, "fourth": 0.84, "fifth": 0.92,
    "unseen": 0.83, "fresh": 0.75, "neutral": 0.92,
}  # fmt: skip
"""Which share of each set of official speech is read as it is meant."""


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load_registry()


@pytest.mark.parametrize("part", LEAST)
def test_official_speech_is_read_as_it_is_meant(part: str, registry: Registry) -> None:
    asked = list(speech(part))
    wrong = [(text, stance, said) for text, stance in asked if (said := stance_of(hear(text, registry))) != stance]
    assert len(wrong) <= (1 - LEAST[part]) * len(asked), wrong


def test_every_stance_has_its_trigger_inside_its_sentence(registry: Registry) -> None:
    for part in SPEECH:
        for text, _ in speech(part):
            for statement in hear(text, registry):
                trigger = statement.reading.trigger
                shown = trigger is not None and statement.sentence.covers(trigger)
                assert shown or statement.stance == "comment", text


def speech(part: str) -> Iterator[tuple[str, str]]:
    """The sentences of a set, each with the class it shows."""
    for stance, group in SPEECH[part].items():
        for one in group:
            yield (one["text"], one["stance"]) if isinstance(one, dict) else (one, stance)


def hear(text: str, registry: Registry) -> tuple[Statement, ...]:
    """The statements of an article of this text alone."""
    return read_statements(Article(id="speech", title="", text=text, origin=Origin(), language="en"), registry)


def stance_of(statements: tuple[Statement, ...]) -> str:
    """The stance of the first; "" without any."""
    return str(statements[0].stance) if statements else ""
