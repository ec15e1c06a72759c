"""What is read out of a text: each construction of English, and what no text may break."""

import json
import sys
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from statements.confidence import confidence
from statements.language import load_language
from statements.model import Article, Form, Origin, SourceKind
from statements.reader import Reader
from statements.reading import READING_VERSION, read_statements
from statements.record import article_from_gold, records
from statements.registry import load_registry

CASES = YAML(typ="safe", pure=True).load((Path(__file__).parent / "data/statements/en.yaml").read_text("utf-8"))
ENGLISH = load_language("en")


@pytest.fixture(scope="module")
def registry():
    return load_registry()


def article(text: str, *, title: str = "", origin: Origin = Origin(), language: str | None = "en") -> Article:  # noqa: B008
    return Article(id="a", title=title, text=text, origin=origin, language=language)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["about"])
def test_english_constructions(case, registry):
    text = case["text"]
    found = Reader(text, ENGLISH, registry, ()).read()
    said = [
        {
            "words": " … ".join(span.of(text) for span in one.content),
            "speaker": one.speaker.name,
            "form": str(one.form),
            "rule": one.rule,
            "clause": one.clause.of(text) if one.clause else None,
            "quoted_by": one.quoted_by,
        }
        for one in found
    ]
    wanted = [] if case.get("none") else case["said"]
    told = json.dumps(said, ensure_ascii=False, indent=1)
    assert len(said) == len(wanted), told
    for got, want in zip(said, wanted, strict=True):
        words = want["words"].strip(".,“”")
        assert got["words"].strip(".,“”").removeprefix("that ") == words.removeprefix("that "), told
        assert {key: got[key] for key in want if key != "words"} == {k: v for k, v in want.items() if k != "words"}


PARTS = """Lind|Ada Lind|said|he|that|the minister|, |. |: |“|”|"|'|''|‘|’|\n\n|\n|and|who|according to|told
|reporters|which|—|(|)|was|open|by|condemned|the raid|on Monday|Q |MS. LIND: |«|»|谢
|Он сказал|e\u0301|\x1b[31m|?|!"""
words = st.sampled_from(PARTS.split("|"))
texts = st.one_of(st.text(max_size=400), st.lists(words, max_size=80).map(" ".join))
origins = st.sampled_from([Origin(), Origin(kind=SourceKind.PRIMARY, actor="us-state-dept", country="US")])


BROKEN_OFF = [
    ("ar", "المسؤولين جراء", []),
    ("de", "Lind betont wollen,", []),
    ("en", "SAID,", []),
    ("en", "Lind emails vow according to That", ["Lind emails vow"]),
    ("fa", "فراخواند خبرنگار", []),
    ("tr", "Bakan, sözcü", []),
]


@pytest.mark.parametrize(("language", "text", "said"), BROKEN_OFF)
def test_a_text_that_breaks_off_is_read_to_its_last_word(language, text, said, registry):
    assert [one.text for one in read_statements(article(text, language=language), registry)] == said


@settings(max_examples=150, deadline=None)
@given(text=texts, origin=origins, language=st.sampled_from(["en", "ru", "de", None]))
@example(text="It rained ACCORDING TO' and", origin=Origin(), language="en")
def test_no_text_breaks_the_reading(text, origin, language, registry):
    one = article(text, origin=origin, language=language)
    found = read_statements(one, registry)
    assert found == read_statements(one, registry)
    assert len({statement.id for statement in found}) == len(found)
    for statement in found:
        spans = [*statement.content, statement.sentence]
        spans += [span for span in (statement.cue, statement.clause, statement.speaker.mention) if span]
        assert all(0 <= span.start <= span.end <= len(text) for span in spans)
        assert statement.text
        assert list(statement.content) == sorted(statement.content)
        if statement.cue and statement.form is not Form.PRIMARY:
            assert not any(span.overlaps(statement.cue) for span in statement.content)


@pytest.mark.parametrize(
    "part",
    [
        "The minister said on Monday that the talks would go on. ",
        "“a ",
        '"a" ',
        "'a s' b ",
        "the minister said the talks would go on and ",
        "Ada Lind Berg, ",
        "“he said, ‘we go there now’ and ” he said. ",
        "A: b\n",
        "“We go on.\n\n",
        "He said X{n} Lind came. ",
    ],
)
def test_the_work_grows_with_the_length_of_the_text_alone(part, registry):
    def calls(times: int) -> int:
        text = "".join(part.replace("{n}", str(n)) for n in range(times))
        count = 0

        def note(frame, event, argument):
            nonlocal count
            count += 1

        sys.setprofile(note)
        try:
            Reader(text, ENGLISH, registry, ()).read()
        finally:
            sys.setprofile(None)
        return count

    assert calls(800) < 2.6 * calls(400)


def test_a_primary_source_speaks_for_itself(registry):
    origin = Origin(kind=SourceKind.PRIMARY, actor="us-state-dept", country="US")
    text = (
        "Statement on the Border\n\nThe talks took place in the capital last week.\n\n"
        "We strongly condemn the attack on the convoy. The weather was fine on all three days of the meeting."
    )
    title = "Statement by Spokesperson Ada Lind on the border"
    found = read_statements(article(text, title=title, origin=origin), registry)
    assert {statement.form for statement in found} == {Form.PRIMARY}
    assert {statement.speaker.name for statement in found} == {"Ada Lind"}
    assert "We strongly condemn the attack on the convoy." in [statement.text for statement in found]
    assert not any("Statement on the Border" in statement.text for statement in found)


def test_the_board_whose_text_it_is_speaks_for_its_bank(registry):
    origin = Origin(kind=SourceKind.PRIMARY, actor="eu-ecb", country="EU")
    text = "The Board urged governments to mend the harbours.\n\nThe Ministry of Tides thanked the Board."
    found = read_statements(article(text, title="Statement by the Harbour Policy Board", origin=origin), registry)
    assert [statement.speaker.name for statement in found] == ["European Central Bank", "Ministry of Tides"]


def test_whoever_works_in_a_country_does_not_represent_it(registry):
    text = (
        "Ada Lind, the Special Representative and head of the United Nations mission in Panama, said piers would "
        "close. The representative of Panama said boats would sink."
    )
    found = read_statements(article(text), registry)
    assert [statement.speaker.name for statement in found] == ["Ada Lind", "representative of Panama"]


def test_ids_are_stable_and_number_repeats(registry):
    text = "“No deal today,” Lind said. “No deal today,” Lind said."
    first, second = read_statements(article(text), registry)
    assert first.id != second.id
    moved = read_statements(article("Fog.\n\n" + text), registry)
    assert [statement.id for statement in moved] == [first.id, second.id]


def test_the_version_names_code_and_tables():
    assert len(READING_VERSION) == 16


def test_records_give_a_split_quote_as_pieces_of_one_group(registry):
    text = "“We are ready,” Ada Lind said, “to talk.”"
    one = article_from_gold({"id": "d", "text": text, "lang": "en", "published": "2026-03-02"}, registry)
    rows = records(one, read_statements(one, registry))
    assert [row["text"] for row in rows] == ["We are ready,", "to talk."]
    assert rows[0]["group"] == rows[1]["group"]
    assert rows[0]["speaker"] == "Ada Lind"
    assert one.text[rows[0]["speaker_start"] : rows[0]["speaker_end"]] == "Ada Lind"
    assert json.loads(json.dumps(rows)) == rows


def test_a_gold_document_names_its_source_by_name_or_id(registry):
    row = {"id": "d", "text": "x", "feed": {"kind": "primary", "actor": "us-state-dept", "country": "US"}}
    assert article_from_gold(row, registry).origin.actor == "us-state-dept"
    assert article_from_gold({"id": "d", "text": "x", "published": "soon"}, registry).published_at is None


def test_a_rule_is_trusted_as_far_as_it_was_measured():
    assert confidence("inverted", Form.DIRECT) > 0.95 > confidence("before-object", Form.INDIRECT)
    assert confidence("a rule nobody measured", Form.DIRECT) == pytest.approx(0.8)
