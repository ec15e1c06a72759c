"""Whom a statement is to or about: what its words name, else what the article is about."""

from __future__ import annotations

from dataclasses import replace

import pytest

from statements.model import Actor, Form, Span, Speaker, Stance
from statements.registry import Registry, load_registry
from statements.targets import find_parties, find_targets
from statements.utterance import Frame, Utterance

WORLD = """
countries:
  XL: {name: Shore League, actor: league}
  XA: {name: Avaria, names: {en: [Avaria]}, demonyms: {en: [Avarian]}, metonyms: {en: [Rosen]}}
  XB: {name: Borland, names: {en: [Borland]}, demonyms: {en: [Borlandish]}, metonyms: {en: [Borl]}}
  XC: {name: Cairn, names: {en: [Cairn]}, demonyms: {en: [Cairnish]}, metonyms: {en: [Cair]}}
actors:
  red-hand: {name: Red Hand, kind: group, country: XB}
  league: {name: Shore League, kind: body, country: XL}
  ada-vell:
    name: Ada Vell
    kind: person
    country: XA
    aliases: [Vell]
    offices: [{title: Foreign Minister, role: foreign-minister, country: XA}]
"""


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Registry:
    folder = tmp_path_factory.mktemp("actors.d")
    (folder / "world.yaml").write_text(WORLD, encoding="utf-8")
    return load_registry(folder)


def targets(registry: Registry, text: str, content: str, country: str | None, *, frame: Frame = Frame.SAY,
            cue: str | None = None, official: bool = True, id: str | None = None, title: str = "",
            addressee: str | None = None, form: Form = Form.INDIRECT, speaker: str | None = None,
            others: tuple[str, ...] = (), before: str | None = None,
            stance: Stance = Stance.COMMENT) -> list[str]:
    """The target codes of `content` said by somebody of `country`."""

    def span(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    start = text.rfind("\n", 0, text.index(content)) + 1
    sentence = Span(start, len(text))
    who = Speaker("Somebody", span(speaker) if speaker else None)
    utterance = Utterance(form, (span(content),), sentence, who, frame, "test", 1.0,
                          cue=span(cue) if cue else None, addressee=span(addressee) if addressee else None)
    others_speak = [replace(utterance, speaker=Speaker(other, span(other))) for other in others]
    beside = [replace(utterance, content=(span(before),))] if before else []
    actor, mentions = Actor("Somebody", id, country, official), registry.find(text)
    parties = find_parties(text, title, mentions, registry, [utterance, *others_speak])
    found = find_targets(text, utterance, actor, mentions, registry, parties, beside, stance)
    return [target.code for target in found]


def test_what_the_content_names(registry: Registry) -> None:
    assert targets(registry, "He said Borland must leave.", "Borland must leave", "XA") == ["XB"]


def test_the_object_of_the_act_comes_first(registry: Registry) -> None:
    text = "Avaria urged Borland to let Cairn be."
    assert targets(registry, text, "to let Cairn be", "XA", frame=Frame.ACT, cue="urged") == ["XB", "XC"]


def test_the_addressee_comes_first(registry: Registry) -> None:
    text = "She told Borland that Cairn was no threat."
    found = targets(registry, text, "Cairn was no threat", "XA", frame=Frame.TELL, addressee="Borland")
    assert found == ["XB", "XC"]


def test_ones_own_side_is_no_target(registry: Registry) -> None:
    text = "He said Avaria would answer Borland."
    assert targets(registry, text, "Avaria would answer Borland", "XA") == ["XB"]


def test_a_critic_speaks_of_his_own_government(registry: Registry) -> None:
    assert targets(registry, "He said Avaria was lost.", "Avaria was lost", "XA", official=False) == ["XA"]


def test_an_armed_group_goes_by_its_name(registry: Registry) -> None:
    assert targets(registry, "He said the Red Hand had fired.", "the Red Hand had fired", "XB") == ["Red Hand"]
    assert targets(registry, "It said Borland had fired.", "Borland had fired", "XB", id="red-hand") == ["XB"]


def test_a_place_is_no_party(registry: Registry) -> None:
    text = "He said talks with Cairn would be held in Borl."
    assert targets(registry, text, "talks with Cairn would be held in Borl", "XA") == ["XC"]


QUARREL = (
    "Avaria and Borland quarrel. Avaria is angry, Borland is too.\n\n"
    "The minister said it was over. Cairn watched.")


def test_one_main_party_speaks_of_the_other(registry: Registry) -> None:
    assert targets(registry, QUARREL, "it was over", "XA") == ["XB"]
    assert targets(registry, QUARREL, "it was over", "XB") == ["XA"]


def test_a_third_party_speaks_of_both(registry: Registry) -> None:
    assert targets(registry, QUARREL, "it was over", "XC") == ["XA", "XB"]


def test_all_sides_are_the_main_parties(registry: Registry) -> None:
    text = QUARREL.replace("it was over", "both sides should rest")
    assert targets(registry, text, "both sides should rest", "XC") == ["XA", "XB"]


def test_the_title_says_what_the_article_is_about(registry: Registry) -> None:
    text = "He said it was a pity."
    assert targets(registry, text, "it was a pity", "XA", title="Cairn shuts its ports") == ["XC"]


def test_a_passer_by_without_a_name_in_his_words_is_about_nobody(registry: Registry) -> None:
    assert targets(registry, QUARREL, "it was over", None, official=False) == []


def test_a_person_spoken_of_is_named_after_his_side(registry: Registry) -> None:
    text = "Ada Vell of Avaria left.\n\n“Mr. Vell forgets much,” he said."
    assert targets(registry, text, "Mr. Vell forgets much,", "XB", form=Form.DIRECT) == ["XA", "Ada Vell"]


def test_two_sides_told_as_a_pair_are_the_main_parties(registry: Registry) -> None:
    text = (
        "A quarrel between Rosen and Borl goes on. Cairn says much, Cairn does little. So does Cair.\n\n"
        "It was over.")
    assert targets(registry, text, "It was over", "XA") == ["XB"]
    assert targets(registry, text, "It was over", "XC") == ["XA", "XB"]


def test_who_only_speaks_is_no_main_party(registry: Registry) -> None:
    text = "Cairn spoke of Borland. Avaria spoke of Borland, and Avaria left.\n\nIt was over."
    assert targets(registry, text, "It was over", None, others=("Cairn",), id="red-hand") == ["XB", "XA"]


def test_the_speakers_words_before_tell_whom_he_speaks_of(registry: Registry) -> None:
    text = f"{QUARREL} Avaria is late, she said. “Shame on them.”"
    assert targets(registry, text, "Shame on them", "XC", before="Avaria is late") == ["XA"]


def test_what_two_ministers_say_together_concerns_both(registry: Registry) -> None:
    text = f"{QUARREL}\n\nAvaria and Borland agreed that peace was near."
    joint = text.rindex("Avaria and Borland")
    assert targets(registry, text[joint:], "peace was near", "XA", speaker="Avaria and Borland") == ["XA", "XB"]


def test_a_complaint_to_a_body_is_about_the_other_side(registry: Registry) -> None:
    text = QUARREL.replace("it was over", "it would go to the Shore League")
    assert targets(registry, text, "it would go to the Shore League", "XA") == ["XL", "XB"]


def test_who_suffered_what_is_condemned_is_no_target(registry: Registry) -> None:
    text = "He called what Borland did to Cairn a crime."
    content = "what Borland did to Cairn a crime"
    assert targets(registry, text, content, "XA", stance=Stance.CONDEMN) == ["XB"]
    assert targets(registry, text, content, "XA", stance=Stance.WARN) == ["XB", "XC"]


def test_both_sides_are_the_other_one_where_a_main_party_says_so(registry: Registry) -> None:
    text = QUARREL.replace("it was over", "Borland and both sides should rest")
    assert targets(registry, text, "Borland and both sides should rest", "XA") == ["XB"]


def test_somebody_unknown_speaks_of_a_people(registry: Registry) -> None:
    assert targets(registry, "He said Borlandish guns had fired.", "Borlandish guns had fired", "XA") == ["XB"]
