"""The model over the stance rules: where it is asked, what it shows, how it is switched off, what its table is."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from fakes_shapes import DATA, LEARNT, SETS, files

from statements.model import Article, Form, Origin, Span, Speaker, Stance, StanceReading, Statement
from statements.reading import read_statements, reading_version
from statements.registry import load_registry
from statements.stance import StanceReader, rules_reader, stance_reader
from statements.stance_english import english_stem
from statements.stance_evidence import Evidence, Ground
from statements.stance_model import FOLDER, StanceModel, Verdict, WeightTable, load_model
from statements.stance_words import Categories, WordTable
from statements.table import TableError, load_table, parse_table
from statements.utterance import Frame, Utterance

TABLE = """
language: en
fitted: {statements: 1, digest: "0"}
margins:
  direct: {nothing: 0.2, words: 0.5}
to_comment:
  mixed: {words: 0.2}
longest: 12
start: -+0.50
weights: |
  chimney  T+1.50 --0.50
  a chimney  T+0.80
  fountain  O+0.60
  found: offer  O+0.40 --0.40
"""


def model(table: str = TABLE) -> StanceModel:
    return StanceModel(parse_table(table, WeightTable, Path("en.yaml")), Path("en.yaml"))


def read(
    words: str,
    *,
    form: Form = Form.DIRECT,
    frame: Frame = Frame.SAY,
    negated: bool = False,
    table: str = TABLE,
) -> StanceReading:
    """How words that Oltan said are read by the rules and the small model above."""
    text = f"“{words},” Oltan said."
    content, said = Span(1, 2 + len(words)), Span(len(text) - 5, len(text) - 1)
    whole = Span(0, len(text))
    utterance = Utterance(
        form, (content,), whole, Speaker("Mara Oltan"), frame, "test", 1.0, said, cue_negated=negated
    )
    return StanceReader("en", model(table)).read(text, utterance)


def test_where_the_rules_find_nothing_the_model_decides_and_shows_the_words_that_weigh_most() -> None:
    reading = read("Their mill has a chimney")
    assert reading.stance is Stance.THREATEN
    assert reading.trigger == Span(18, 25)
    assert reading.rule == "model: chimney +2.00, a chimney +0.80"


def test_a_class_less_likelier_than_that_of_the_rules_than_the_margin_does_not_count() -> None:
    assert read("Their garden has a fountain") == StanceReading()


def test_a_class_needs_words_of_the_statement_that_speak_for_it() -> None:
    table = TABLE.replace("chimney  T+1.50", "found: 0 classes  W+4.00\n  chimney  T+0.10")
    assert read("Their garden has a tree", table=table) == StanceReading()


def test_the_rules_stand_where_the_table_gives_no_margin() -> None:
    assert read("Their mill has a chimney", form=Form.INDIRECT) == StanceReading()
    assert read("Their mill has a chimney", negated=True) == StanceReading()
    assert read("We will strike the mill and its chimney").rule.startswith("threaten: ")
    assert read("Their mill at the end of the long road behind the old town has a chimney") == StanceReading()


def test_an_act_told_by_its_verb_is_left_to_the_rules_and_one_they_know_nothing_of_is_not() -> None:
    table = TABLE.replace("  direct:", "  indirect: {nothing: 0.2}\n  direct:")
    open_act = read("Their mill has a chimney", form=Form.INDIRECT, frame=Frame.ACT, table=table)
    assert open_act.stance is Stance.THREATEN
    named = read("condemned the mill and its chimney", form=Form.INDIRECT, frame=Frame.ACT, table=table)
    assert named.rule.startswith("condemn: ")


def test_negation_condition_and_hedge_are_flagged_as_with_the_rules() -> None:
    reading = read("It could be that no chimney smokes if it rains")
    assert reading.stance is Stance.THREATEN
    assert reading.negated and reading.conditional and reading.hedged


def test_words_quoted_from_another_speaker_weigh_nothing() -> None:
    assert read("They sing ‘a chimney for all’ in the village") == StanceReading()


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("T+1.50", "Q+1.50", "'Q+1.50' is no weight"),
        ("chimney  T", "chimney T", "is no key with its weights"),
        ("direct:", "dirct:", "did you mean 'direct'"),
        ("start: -+0.50", "start: much", "'much' is no weight"),
        ("fitted:", "fited:", "did you mean 'fitted'"),
    ],
)
def test_a_wrong_table_is_refused_with_what_is_wrong(right: str, wrong: str, told: str) -> None:
    with pytest.raises(TableError, match=r"en\.yaml") as refused:
        model(TABLE.replace(right, wrong))
    assert told in str(refused.value)


WORDS = """
language: en
categories:
  pardon: amnesty let_off
  fish: cod
"""


def test_words_and_phrases_are_of_their_category_in_every_form() -> None:
    categories = Categories(parse_table(WORDS, WordTable, Path("en.yaml")))
    stems = [english_stem(word) for word in ["they", "letting", "off", "cods", "for", "an", "amnesty"]]
    assert list(categories.find(stems)) == [("pardon", 1, 3), ("fish", 3, 4), ("pardon", 6, 7)]


def test_a_wrong_table_of_categories_is_refused() -> None:
    with pytest.raises(TableError, match="did you mean 'categories'"):
        parse_table(WORDS.replace("categories", "categorys"), WordTable, Path("en.yaml"))


def test_a_comment_has_a_margin_of_its_own_where_the_rules_found_something() -> None:
    table = TABLE.replace("to_comment:", "to_comment:\n  direct: {words: 0.3}").replace("words: 0.5}", "noun: 0.5}")
    table = table.replace("start: -+0.50", "start: -+3.50").replace("fountain  O", "mill  -")
    assert read("We will strike the old mill").stance is Stance.THREATEN
    hushed = read("We will strike the old mill", table=table)
    assert hushed.stance is Stance.COMMENT and hushed.rule.startswith("model: mill +0.60")


SWITCHED = "“Their mill has a chimney,” the Norwegian foreign minister said."


def switched(readers: Callable[[str], StanceReader]) -> Statement:
    """The statement of a short article whose stances are read so."""
    article = Article("a", "", SWITCHED, Origin(), language="en")
    [statement] = read_statements(article, load_registry(), readers=readers)
    return statement


def test_the_rules_alone_read_where_the_model_is_switched_off() -> None:
    asked = StanceReader("en", model())
    assert switched(lambda code: asked).stance is Stance.THREATEN
    assert switched(rules_reader).reading == StanceReading()
    assert reading_version() != reading_version(weighed=False)


def test_the_weights_that_ship_are_those_of_the_texts_that_ship() -> None:
    learnt = files(*SETS, *LEARNT, "stance/writers", "stance/told")
    learnt += [DATA / "stance" / "deeds.yaml", DATA / "stance" / "speech.yaml"]
    whole = hashlib.sha256()
    for path in sorted(learnt):
        whole.update(path.read_bytes())
    table = load_table(FOLDER / "en.yaml", WeightTable)
    assert table.fitted.digest == whole.hexdigest(), "fit the weights anew: python -m bench.fit_stance write"
    assert load_model("en") is not None


class Listener:
    """Counts the keys it is asked about."""

    def __init__(self) -> None:
        self.keys = 0

    def heeds(self, form: Form, ground: Ground, length: int) -> bool:
        return True

    def verdict(self, keys: Evidence, form: Form, ground: Ground, ruled: Stance) -> Verdict | None:
        self.keys = len(keys)
        return None


def test_what_is_weighed_grows_no_faster_than_the_text() -> None:
    counts = []
    for times in (20, 40):
        words = " ".join(f"We will hit mill{n} and its chimney{n} if they cross." for n in range(times))
        listener, whole = Listener(), Span(0, len(words))
        StanceReader("en", listener).read(
            words, Utterance(Form.DIRECT, (whole,), whole, Speaker("Oltan"), Frame.LABEL, "test", 1.0)
        )
        counts.append(listener.keys)
    assert counts[0] < counts[1] < 2.1 * counts[0]


PROCESS = """
from test_statements_stance_model import explained
print(explained("Nobody has the right to lecture us about fishermen"))
"""


def explained(words: str) -> str:
    """Why words that Oltan said are read as they are, by all rules and weights."""
    whole = Span(0, len(words))
    said = Utterance(Form.DIRECT, (whole,), whole, Speaker("Mara Oltan"), Frame.LABEL, "test", 1.0)
    return stance_reader("en").read(words, said).rule


def test_every_process_gives_the_same_reasons_in_the_same_order() -> None:
    reasons = {
        subprocess.run(
            [sys.executable, "-c", PROCESS],
            cwd=Path(__file__).parent.parent,
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parent)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in "123"
    }
    assert len(reasons) == 1
    assert b"model" in reasons.pop()
