"""Acts the reporter tells without a word of reporting are statements of whoever does them."""

from __future__ import annotations

import pytest

from statements.language import load_language
from statements.model import Form
from statements.performatives import performatives
from statements.reader import Reader
from statements.registry import load_registry
from statements.stance import stance_reader
from statements.utterance import Utterance

REGISTRY = load_registry()


def acts(text: str, language: str = "en") -> tuple[Utterance, ...]:
    grammar = Reader(text, load_language(language), REGISTRY, REGISTRY.find(text, language))
    return performatives(grammar, grammar.read(), stance_reader(language))


def test_who_agreed_has_said_so() -> None:
    text = "Norway has agreed to host the second round of talks."
    (found,) = acts(text)
    assert found.form is Form.INDIRECT
    assert found.speaker.name == "Norway"
    assert found.content[0].of(text) == "to host the second round of talks"
    assert found.cue is not None and found.cue.of(text) == "agreed"


@pytest.mark.parametrize(
    "text",
    [
        "Soldiers killed two miners near the northern gate of the town.",
        "Soldiers killed two miners, defying the ministry that had agreed to a truce.",
        "The harvest was good in the northern valley this year.",
        "Norway Agrees to Host Another Round of Talks in Oslo",
        "The request of the Norwegian government came late in the evening.",
    ],
)
def test_deeds_headings_and_nouns_are_no_statements(text: str) -> None:
    assert acts(text) == ()


def test_a_sentence_in_which_somebody_speaks_is_left_to_grammar() -> None:
    assert acts("The Norwegian government said it had agreed to host the talks.") == ()


def test_an_act_is_told_before_the_request_it_answers() -> None:
    (found,) = acts("Norway has refused a request by the Danish government to lower the harbour fares.")
    assert found.speaker.name == "Norway"
    assert acts("A request by Norway to the Danish government, which agreed to lower fares, is a year old.") == ()


def test_no_text_makes_it_fail() -> None:
    for text in ("", " ", ".", "Norway's.", "’s agreed to.", "\n\n.\n\n"):
        assert acts(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "The White House doors have opened wider this spring.",
        "In the north the minister had 36 percent support among fishermen.",
        "The prize went to the minister, who supported the truce for years.",
        "The Norwegian government has won broad support from fishermen.",
    ],
)
def test_an_act_is_the_verb_of_the_main_clause(text: str) -> None:
    assert acts(text) == ()


def test_an_act_ends_at_a_semicolon_and_stands_beside_what_another_says() -> None:
    (found,) = acts("Norway agreed to lower the fares on the ferry; the Danish harbour is shut.")
    assert found.content[0].of("Norway agreed to lower the fares on the ferry; the").strip() == (
        "to lower the fares on the ferry"
    )
