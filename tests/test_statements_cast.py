"""Who speaks in one article: names introduced with their offices, surnames, pronouns, offices and descriptions."""

from __future__ import annotations

import pytest

from statements.bearers import Bearers
from statements.descriptions import Descriptions
from statements.epithets import Epithets
from statements.introductions import introduce
from statements.language import load_language
from statements.model import Span
from statements.parties import Party
from statements.phrases import subject_after
from statements.pronouns import Pronouns
from statements.reader import Reader
from statements.registry import load_registry
from statements.speakers import Mentioned
from statements.tokens import Tokens

ENGLISH = load_language("en")
GENDERS = {"Ada": "f", "Ivo": "m"}


def bearers_of(text: str) -> Bearers:
    """The names of `text`, introduced; first names tell Ada's and Ivo's gender."""
    mentions = load_registry().find(text, "en")
    found = Bearers(text, ENGLISH, lambda name: GENDERS.get(name.split()[0]), mentions)
    introduce(found, [Tokens(text, Span(0, len(text)), ENGLISH)])
    return found


def meant(text: str, phrase: str, last: Party | None = None) -> str:
    """Whom `phrase`, which ends `text`, means."""
    found = bearers_of(text)
    t = Tokens(text, Span(0, len(text)), ENGLISH)
    at = text.rindex(phrase)
    noun = subject_after(t, t.starts.index(at), len(t))
    assert noun is not None
    pronouns = Pronouns(found, ENGLISH)
    return Epithets(found, pronouns, Descriptions(found, pronouns)).party(t, noun, at, last).name


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("Deputy Minister Ada Lind left.", "Deputy Minister"),
        ("Ada Lind, the ministry’s spokeswoman, left.", "ministry’s spokeswoman"),
        ("The ministry’s spokeswoman, Ada Lind, left.", "ministry’s spokeswoman"),
    ],
)
def test_an_office_is_learnt_before_a_name_and_in_an_apposition(text: str, office: str) -> None:
    party = bearers_of(text).by_name["Ada Lind"]
    assert (party.role, party.gender) == (office, "f")


def test_a_surname_is_its_last_bearer() -> None:
    text = "Ada Lind came first. Ivo Lind followed. "
    found = bearers_of(text)
    bearer = found.short_names.of_surname("Lind", len(text))
    assert bearer is not None and bearer.name == "Ivo Lind"
    assert found.short_names.of_surname("Berg", len(text)) is None


@pytest.mark.parametrize(("word", "name"), [("she", "Ada Lind"), ("he", "Ivo Berg"), ("he's", "Ivo Berg")])
def test_a_pronoun_is_the_last_who_fits(word: str, name: str) -> None:
    text = "Ivo Berg met Ada Lind. "
    found = Pronouns(bearers_of(text), ENGLISH).party(word, len(text), None)
    assert found is not None and found.name == name


def test_a_pronoun_nobody_fits_means_nobody() -> None:
    text = "Ivo Berg left. "
    assert Pronouns(bearers_of(text), ENGLISH).party("she", len(text), None) is None


def test_rivals_say_why_they_lost() -> None:
    text = "Ivo Berg met Ada Lind. "
    [(name, why)] = Pronouns(bearers_of(text), ENGLISH).rivals("she", "Ada Lind", len(text))
    assert (name, "gender" in why) == ("Ivo Berg", True)


@pytest.mark.parametrize(
    ("text", "phrase", "name"),
    [
        ("Minister Ada Lind met Ivo Berg. The minister", "The minister", "Ada Lind"),
        ("The minister, Ada Lind, met Ambassador Ivo Berg. The envoy", "The envoy", "Ivo Berg"),
        ("Ivo Berg left. A senior official", "A senior official", "A senior official"),
        ("Ivo Berg left. The ministry", "The ministry", "ministry"),
    ],
)
def test_an_office_is_its_holder_and_a_description_itself(text: str, phrase: str, name: str) -> None:
    assert meant(text, phrase) == name


def test_what_a_statement_says_is_said_by_the_last_speaker() -> None:
    assert meant("It rained. The statement", "The statement", Party("Ada Lind", 0)) == "Ada Lind"


@pytest.mark.parametrize(("text", "phrase", "name"), [
    ("Latvian Premier Ada Lind met Estonian Premier Ivo Berg. The Latvian premier", "The Latvian premier",
     "Ada Lind"),
    ("Latvian Premier Ada Lind and Estonian Premier Ivo Berg met. The two leaders", "The two leaders",
     "Ada Lind and Ivo Berg"),
    ("Ambassador Ivo Berg left. The ambassador of Sweden", "The ambassador of Sweden", "ambassador of Sweden"),
    ("The Harbour Council met the Defence Ministry. The council", "The council", "Harbour Council"),
    ("The Defence Ministry spoke. The migration ministry", "The migration ministry", "migration ministry"),
    ("The Harbour Council spoke. The agency", "The agency", "Harbour Council"),
    ("Ivo Berg left. His spokesman", "His spokesman", "Ivo Berg’s spokesman"),
])
def test_what_a_phrase_says_of_its_country_and_kind_must_fit(text: str, phrase: str, name: str) -> None:
    assert meant(text, phrase) == name


@pytest.mark.parametrize(("text", "short", "name"), [
    ("The Harbour Safety Council (HSC) met.", "HSC", "Harbour Safety Council"),
    ("ADA LIND (Norway) spoke.", "ADA LIND", "Ada Lind"),
    ("Vice Premier Shen Guowei spoke.", "Shen", "Shen Guowei"),
    ("Ada Lind met Ivo Lind.", "A. Lind", "Ada Lind"),
    ("Ada Lind met Ivo van Berg.", "van Berg", "Ivo van Berg"),
])
def test_short_forms_and_shouted_names_are_known(text: str, short: str, name: str) -> None:
    assert bearers_of(text).named(Mentioned(short, None, ()), len(text)).name == name


def test_nobody_outside_the_text_is_we() -> None:
    text = "Ivo Berg met Ada Lind. "
    assert Pronouns(bearers_of(text), ENGLISH).party("we", len(text), None) is None


@pytest.mark.parametrize(("text", "name"), [
    ("Latvian Premier Ada Lind and her Estonian counterpart, Ivo Berg, said it rained.", "Ada Lind and Ivo Berg"),
    ("President Ada Lind and Premier Ivo Berg said it rained.", "Ada Lind and Ivo Berg"),
    ("Ada Lind, minister of trade and industry, said it rained.", "Ada Lind"),
])
def test_two_with_an_office_each_speak_together(text: str, name: str) -> None:
    reader = Reader(text, ENGLISH, load_registry(), ())
    assert [one.speaker.name for one in reader.read()] == [name]


@pytest.mark.parametrize(("text", "name"), [
    ("Latvia’s premier said it rained. “It did,” said the premier, Ada Lind.", "Ada Lind"),
    ("Latvia’s premier said it rained. “It did,” said Estonian Premier Ada Lind.", "Latvia’s premier"),
])
def test_an_office_may_be_named_a_little_later(text: str, name: str) -> None:
    registry = load_registry()
    found = Reader(text, ENGLISH, registry, registry.find(text, "en")).read()
    assert found[0].speaker.name == name
