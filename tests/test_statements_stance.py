"""Reading a stance: the cue's force, the words' force, negation, condition, hedge, and whose words count."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from statements.model import Form, Span, Speaker, Stance, StanceReading
from statements.stance import rules_reader
from statements.utterance import Frame, Utterance


def said(
    text: str, content: str, cue: str | None = None, *, form: Form = Form.DIRECT, speaker: str = "Mara Oltan"
) -> Utterance:
    """An utterance as the grammar would find it: `content` and `cue` are words of `text`."""
    start = text.index(content)
    at = text.index(cue) if cue else 0
    return Utterance(
        form=form,
        content=(Span(start, start + len(content)),),
        sentence=Span(0, len(text)),
        speaker=Speaker(speaker),
        frame=Frame.SAY,
        rule="test",
        confidence=1.0,
        cue=Span(at, at + len(cue)) if cue else None,
    )


def read(text: str, content: str, cue: str | None = None, form: Form = Form.DIRECT) -> StanceReading:
    return rules_reader("en").read(text, said(text, content, cue, form=form))


def test_the_verb_that_names_the_act_settles_it() -> None:
    text = "Oltan denied that her troops would leave."
    reading = read(text, "her troops would leave", "denied", Form.INDIRECT)
    assert reading.stance is Stance.DENY
    assert reading.trigger is not None and reading.trigger.of(text) == "denied"
    assert reading.rule == "deny: deny"


def test_a_neutral_verb_leaves_the_words_to_decide() -> None:
    text = "“We will strike the bases,” Oltan said."
    reading = read(text, "We will strike the bases,", "said")
    assert reading.stance is Stance.THREATEN
    assert reading.trigger is not None and reading.trigger.of(text) == "will strike"


def test_a_warning_gives_way_to_the_threat_it_introduces() -> None:
    text = "Oltan warned the rebels they would face severe consequences."
    assert read(text, "they would face severe consequences", "warned", Form.INDIRECT).stance is Stance.THREATEN
    text = "Oltan warned that the truce could fail."
    assert read(text, "the truce could fail", "warned", Form.INDIRECT).stance is Stance.WARN


def test_what_somebody_else_did_is_not_the_speakers_act() -> None:
    text = "“They rejected our offer,” Oltan said."
    assert read(text, "They rejected our offer,", "said").stance is not Stance.REJECT
    text = "“We reject their offer,” Oltan said."
    assert read(text, "We reject their offer,", "said").stance is Stance.REJECT


@pytest.mark.parametrize(
    ("text", "stance", "negated"),
    [
        ("We are ready to talk.", Stance.OFFER, False),
        ("We are not ready to talk.", Stance.REJECT, True),
        ("Oltan did not welcome the truce.", Stance.REJECT, True),
        ("Oltan did not condemn the raid.", Stance.COMMENT, True),
        ("Oltan did not rule out the use of force.", Stance.THREATEN, True),
        ("Oltan refused to condemn the raid.", Stance.COMMENT, False),
        ("Nobody has threatened the port.", Stance.COMMENT, True),
    ],
)
def test_negation_turns_the_class_or_empties_it(text: str, stance: Stance, negated: bool) -> None:
    reading = rules_reader("en").sentence(text)
    assert (reading.stance, reading.negated) == (stance, negated)


def test_ready_to_is_decided_by_what_follows() -> None:
    reader = rules_reader("en")
    assert reader.sentence("We are ready to strike the bases.").stance is Stance.THREATEN
    assert reader.sentence("We are ready to reopen the road.").stance is Stance.OFFER


def test_a_condition_is_flagged_and_changes_nothing() -> None:
    text = "“If a shell falls here, we will strike the bases,” Oltan said."
    reading = read(text, "If a shell falls here, we will strike the bases,", "said")
    assert (reading.stance, reading.conditional) == (Stance.THREATEN, True)


def test_a_hedge_is_flagged() -> None:
    reading = rules_reader("en").sentence("We may perhaps offer a pause.")
    assert (reading.stance, reading.hedged) == (Stance.OFFER, True)


def test_words_of_another_speaker_inside_are_not_read() -> None:
    text = "“I heard the general say ‘we will strike the bases’ today,” Oltan said."
    content = text[1 : text.index("” Oltan")]
    nested = text.index("we will"), text.index("’ today")
    utterance = said(text, content, "Oltan said")
    reading = rules_reader("en").read(text, utterance, own=[Span(*nested)])
    assert reading == StanceReading()


def test_a_clause_in_marks_inside_the_words_is_another_speakers_though_nobody_is_named() -> None:
    text = "“To tell the hungry ‘we will strike the bases’ is a disgrace,” Oltan said."
    assert read(text, text[1 : text.index(",”")], "said").stance is Stance.CONDEMN


def test_the_name_of_another_side_is_they_and_of_ones_own_is_we() -> None:
    text = "“It was not Rosen that fired. Borl opened fire,” Oltan said."
    utterance = said(text, text[1 : text.index("”")], "said")
    rosen, borl = (Span(text.index(name), text.index(name) + len(name)) for name in ("Rosen", "Borl"))
    assert rules_reader("en").read(text, utterance, others=[borl]).stance is Stance.ACCUSE
    assert rules_reader("en").read(text, utterance, side=[rosen]).stance is Stance.DENY


def test_what_is_only_supposed_decides_nothing_beside_what_is_said() -> None:
    text = "“If they threaten us, we are ready to talk,” Oltan said."
    reading = read(text, text[1 : text.index(",”")], "said")
    assert (reading.stance, reading.conditional) == (Stance.OFFER, True)


def test_a_verb_in_ing_after_was_is_nobodys_suffering() -> None:
    text = "Oltan said she was urging both sides to talk."
    assert read(text, "she was urging both sides to talk", "said", Form.INDIRECT).stance is Stance.APPEAL


def test_what_somebody_did_not_say_shows_nothing() -> None:
    text = "Oltan did not say whether they would strike the bases."
    utterance = said(text, "they would strike the bases", "say", form=Form.INDIRECT)
    assert rules_reader("en").read(text, replace(utterance, cue_negated=True)) == StanceReading()


def test_without_a_cue_it_is_a_comment_without_a_trigger() -> None:
    assert read("“It rained on the road,” Oltan said.", "It rained on the road,", "said") == StanceReading()


def test_an_unknown_language_reads_everything_as_comment() -> None:
    assert rules_reader("xx").sentence("We will strike.") == StanceReading()
    assert rules_reader(None).sentence("We will strike.") == StanceReading()


def test_of_several_sentences_the_hardest_counts() -> None:
    text = "“The road is long. We welcome the rain. We will strike the bases.” Oltan smiled."
    assert read(text, text[1 : text.index("”")]).stance is Stance.THREATEN


def test_the_trigger_lies_inside_the_words_and_the_cue() -> None:
    text = "Yesterday they attacked us. Oltan urged all sides to talk. Then they struck."
    reading = read(text, "all sides to talk", "urged", Form.INDIRECT)
    assert reading.stance is Stance.APPEAL
    assert reading.trigger is not None and reading.trigger.of(text) == "urged"


WORDS = ("we", "will", "not", "strike", "if", "ready", "to", "talk", "they", "rejected", "n’t", "’", "“", ".", ",")


@settings(max_examples=80, deadline=None)
@given(some.lists(some.one_of(some.sampled_from(WORDS), some.text(max_size=8)), max_size=40), some.data())
def test_any_text_is_read_and_its_trigger_lies_inside(pieces: list[str], data: some.DataObject) -> None:
    text = " ".join(pieces) + " "
    start = data.draw(some.integers(0, len(text) - 1))
    content = Span(start, data.draw(some.integers(start + 1, len(text))))
    utterance = Utterance(
        Form.DIRECT, (content,), content, Speaker("Mara Oltan"), Frame.SAY, "test", 1.0, cue=Span(0, 1)
    )
    for reading in (rules_reader("en").read(text, utterance), rules_reader("en").sentence(text)):
        assert (reading.trigger is None) <= (reading.stance is Stance.COMMENT)
        assert reading.trigger is None or Span(0, len(text)).covers(reading.trigger)


def test_a_very_long_quotation_is_read_from_its_beginning() -> None:
    text = "We will strike the bases. " + "It rained. " * 20_000
    assert read(text, text).stance is Stance.THREATEN
