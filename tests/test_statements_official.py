"""Official texts: who speaks in releases, joint statements, transcripts and texts under one label."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from statements.model import Article, Form, Origin, SourceKind, Statement
from statements.reading import read_statements
from statements.registry import Registry, load_registry

WORLD = """
countries:
  XA: {name: Avaria, names: {en: [Avaria]}, demonyms: {en: [Avarian]}, metonyms: {en: [Rosen]}}
actors:
  xa-works: {name: Avarian Works Ministry, kind: institution, country: XA}
  ada-vell:
    name: Ada Vell
    kind: person
    country: XA
    offices: [{title: Minister of Works, role: works-minister, from: 2024, checked: 2026-01-10}]
  olo-brand:
    name: Olo Brand
    kind: person
    country: XA
    offices: [{title: Prime Minister, role: head-of-government, from: 2024, checked: 2026-01-10}]
"""


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Registry:
    path: Path = tmp_path_factory.mktemp("actors.d")
    (path / "world.yaml").write_text(WORLD, encoding="utf-8")
    return load_registry(path)


def read(registry: Registry, text: str, title: str = "", language: str = "en") -> list[Statement]:
    """The statements of an official text of Avaria's works ministry."""
    origin = Origin("works", SourceKind.PRIMARY, actor="xa-works", country="XA")
    article = Article("a", title, text, origin, language=language, published_at=datetime(2026, 2, 1, tzinfo=UTC))
    return list(read_statements(article, registry))


def speakers(found: list[Statement]) -> list[str]:
    return [one.speaker.name for one in found]


def test_the_ministry_of_a_ministrys_own_text_is_whose_text_it_is(registry: Registry) -> None:
    text = "Le ministère est prêt à construire un pont. Il attend une réponse avant la fin du mois."
    found = read(registry, text, "Communiqué", "fr")
    assert set(speakers(found)) == {"Avarian Works Ministry"}


def test_outlets_ask_and_the_host_answers(registry: Registry) -> None:
    found = read(
        registry,
        "Rosen News: The bridge is shut. What is your comment?\n\n"
        "Ivo Berg: The bridge will be open again by the end of the month, and that is a promise.\n\n"
        "Harbour Daily: And the ferry? Will it run?\n\n"
        "Ivo Berg: The ferry will run as long as there is water under it and somebody who wants to cross.",
    )
    assert speakers(found) == ["Ivo Berg", "Ivo Berg"]
    assert all("?" not in one.text for one in found)


def test_an_answer_is_by_whoever_the_title_names(registry: Registry) -> None:
    found = read(
        registry,
        "Question:\n\nWhat of the bridge?\n\nAnswer:\n\nThe bridge will be open again by the end of "
        "the month, and that is a promise.",
        "Comment by Spokesman Ivo Berg on the bridge",
    )
    assert speakers(found) == ["Ivo Berg"]


def test_labels_take_their_full_names_from_the_title(registry: Registry) -> None:
    turn = "We have agreed on a bridge between our two countries, and it will be built in five years."
    found = read(
        registry,
        f"PREMIER BERG: {turn}\n\nPRESIDENT LIND: {turn}",
        "Remarks by Premier Ivo Berg and President Ada Lind",
    )
    assert speakers(found) == ["Ivo Berg", "Ada Lind"]


def test_what_stands_before_the_first_label_is_said_by_the_host(registry: Registry) -> None:
    found = read(
        registry,
        "We condemn the attack on the bridge in the strongest terms.\n\nQuestion: Who did it?\n\n"
        "Ivo Berg: We do not know it yet, but whoever did it will have to answer for it in court.",
        "Briefing by Spokesman Ivo Berg",
    )
    assert [(one.form, one.speaker.name) for one in found] == [
        (Form.PRIMARY, "Ivo Berg"),
        (Form.DIRECT, "Ivo Berg"),
    ]


def test_one_label_speaks_all_of_a_text(registry: Registry) -> None:
    found = read(registry, "💬 Ada Vell: We condemn the attack on the bridge.\n\nWe call on everybody to help us.")
    assert set(speakers(found)) == {"Ada Vell"}


def test_we_are_who_we_say_we_are(registry: Registry) -> None:
    found = read(
        registry, "1. We, the Ministers of Avaria, Borland and Sel, met in Rosen.\n\n2. We condemn the attack."
    )
    assert speakers(found)[-1] == "Ministers of Avaria, Borland and Sel"


def test_a_joint_statement_is_of_all_its_title_names_and_of_the_first_ones_side(registry: Registry) -> None:
    title = "Joint Statement of the Foreign Ministers of Avaria, Norway and Chile on the bridge"
    [one] = read(registry, "We condemn the attack on the bridge in the strongest terms.", title)
    assert (one.speaker.name, one.actor.country) == ("Foreign Ministers of Avaria, Norway and Chile", "XA")


def test_words_without_marks_behind_a_colon_are_said(registry: Registry) -> None:
    found = read(
        registry,
        "The bridge is open again.\n\nMinister Ivo Berg said:\n\nEvery bridge we build is a door "
        "that cannot be shut.\n\nWe will build the next one.\n\nThe bridge is 90 metres long and was built in May.",
    )
    said = [one.text for one in found if one.form is Form.DIRECT]
    assert said == ["Every bridge we build is a door that cannot be shut.", "We will build the next one."]


def test_its_own_bodies_speak_for_themselves_and_it_goes_on(registry: Registry) -> None:
    found = read(
        registry,
        "The Avarian Bridge Council (ABC), which meets in Rosen, has decided to open the bridge. "
        "It condemns the attack on the ferry.",
    )
    assert set(speakers(found)) == {"Avarian Bridge Council"}


def test_who_alternates_with_many_is_the_host_whatever_they_say(registry: Registry) -> None:
    answer = "The bridge will be open again by the end of the month, and that is a promise."
    found = read(registry, f"Shri Ivo Berg, Official Spokesperson: {answer}\n\nSid: Sir, what of the ferry?\n\n"
                 f"Shri Ivo Berg, Official Spokesperson: {answer}\n\nMan: Sir, I wanted to know of the road.\n\n"
                 f"Shri Ivo Berg, Official Spokesperson: {answer}")
    assert speakers(found) == ["Ivo Berg"] * 3


@pytest.mark.parametrize(("text", "name"), [
    ("ADA LIND (Norway) said that it rained.", "Ada Lind"),
    ("Ms. LIND (Norway), speaking for the group, said that it rained.", "Lind"),
])
def test_minutes_say_for_whom_somebody_speaks(registry: Registry, text: str, name: str) -> None:
    article = Article("a", "", text, Origin("s"), language="en")
    [one] = read_statements(article, registry)
    assert (one.speaker.name, one.actor.country, one.actor.official) == (name, "NO", True)


@pytest.mark.parametrize(("text", "who"), [
    ("Colonel Ivo Berg came. His wife said that it rained.", ("Ivo Berg’s wife", False)),
    ("Ivo Berg, Assistant High Commissioner for Works, said that it rained.", ("Ivo Berg", True)),
    ("The National Weather Bureau said that it rained.", ("National Weather Bureau", True)),
])
def test_what_is_said_of_an_owner_does_not_hold_of_his(
    registry: Registry, text: str, who: tuple[str, bool]
) -> None:
    article = Article("a", "", text, Origin("s"), language="en")
    one = read_statements(article, registry)[-1]
    assert (one.actor.name, one.actor.official) == who


def test_every_sentence_of_a_short_text_is_said(registry: Registry) -> None:
    text = "The bridge was shut on Monday at noon. Repairs take nine weeks or more. Tolls stay what they are now."
    assert len(read(registry, text)) == text.count(".")


def test_a_bare_title_is_its_own_prime_minister_and_another_states_minister(registry: Registry) -> None:
    found = read(
        registry,
        "The Prime Minister met the Prime Minister of France, Jean Lund, and its Minister of Ferries, Luc Berg.\n\n"
        "The Prime Minister said that the ferry would run. The Minister said that he was glad.",
    )
    assert [one.actor.name for one in found[-2:]] == ["Olo Brand", "Luc Berg"]
