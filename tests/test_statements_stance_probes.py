"""Negation, condition, hedge and speech inside speech, on sentences of our own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from statements.model import Article, Form, Origin, Span, Speaker, StanceReading
from statements.reading import read_statements
from statements.registry import Registry, load_registry
from statements.stance import stance_reader
from statements.utterance import Frame, Utterance

DATA = Path(__file__).parent / "data" / "stance"
PROBES = YAML(typ="safe").load(DATA / "probes.yaml")["probes"]
KNOWN_WRONG = 2
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
LEAST = {"first": 0.26, "formulas": 0.44}
"""Which share of each set of official speech is read as it is meant."""


@pytest.mark.parametrize("part", LEAST)
def test_official_speech_is_read_as_it_is_meant(part: str) -> None:
    asked = [(one["text"], one["stance"]) if isinstance(one, dict) else (one, stance)
             for stance, group in SPEECH[part].items() for one in group]
    registry = load_registry()
    wrong = [(text, stance, heard) for text, stance in asked if (heard := hear(text, registry)) != stance]
    assert len(wrong) <= (1 - LEAST[part]) * len(asked), wrong


def hear(text: str, registry: Registry) -> str:
    """The stance of the first statement in an article of this text alone; "" without a statement."""
    found = read_statements(Article(id="speech", title="", text=text, origin=Origin(), language="en"), registry)
    return str(found[0].stance) if found else ""
