"""Negation, condition, hedge and speech inside speech, on sentences of our own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from statements.model import Form, Span, Speaker, StanceReading
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
