"""Quotation marks: how they pair, nest, run over paragraphs and stay open, and how the text is veiled."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from statements.language import load_language
from statements.model import Span
from statements.quotes import find_quotations, veil
from statements.spelling import ASKED, ENDED
from statements.text import paragraphs, sentences

ENGLISH = load_language("en")


def quoted(text: str, language: str = "en") -> list[str]:
    found = find_quotations(text, paragraphs(text), load_language(language))
    return [" / ".join(piece.of(text) for piece in one.pieces) for one in found]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("He said “yes”.", ["yes"]),
        ('"Yes," he said. "No," she said.', ["Yes,", "No,"]),
        ("'We can't,' he said. 'It's the dogs' turn, not ours.'", ["We can't,", "It's the dogs' turn, not ours."]),
        ("It’s the dogs’ day and Lind’s too.", []),
        ("''It is late,'' he said.", ["It is late,"]),
        ("''He said, 'Go home,''' she said.", ["He said, 'Go home,'"]),
        ("“He said ‘go’ and went,” she said.", ["He said ‘go’ and went,"]),
        ("“One.\n\n“Two,” he said.", ["One. / Two,"]),
        ("“Never closed.\n\nAnother day.", ["Never closed."]),
        ("“Closed wrongly,“ he said. “Fine,” she said.", ["Closed wrongly,", "Fine,"]),
        ('“Mixed," he said. "Words,” she said.', ["Mixed,", "Words,"]),
        ('A 12" pipe and a 5\'10" man.', []),
        ("«Oui», «non».", ["Oui", "non"]),
        ("„Ja“, sagte er.", ["Ja"]),
        ("“”", []),
        ("", []),
    ],
)
def test_marks_pair(text, wanted):
    assert quoted(text) == wanted


def test_what_stands_inside_is_kept_apart():
    text = "“He said ‘go home now’ and went,” she said."
    (outer,) = find_quotations(text, paragraphs(text), ENGLISH)
    assert [inner.pieces[0].of(text) for inner in outer.inner] == ["go home now"]


def test_a_veiled_text_is_as_long_and_tells_how_quotations_end():
    text = "“Stop.” “Why?” “Go,” he said."
    veiled = veil(text, find_quotations(text, paragraphs(text), ENGLISH))
    assert len(veiled) == len(text)
    assert (veiled[6], veiled[13]) == (ENDED, ASKED)
    assert veiled.endswith(" he said.")


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="a .,?\n\n“”\"'‘’«»s", max_size=200))
def test_any_marks_veil_to_the_same_length(text):
    found = find_quotations(text, paragraphs(text), ENGLISH)
    assert len(veil(text, found)) == len(text)
    ends = [outer for one in found for outer in one.outer]
    assert ends == sorted(ends)
    assert all(a.end <= b.start for a, b in pairwise(ends))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("It rained. It stopped.", ["It rained.", "It stopped."]),
        ("Gen. Lind met Mr. Berg. They left.", ["Gen. Lind met Mr. Berg.", "They left."]),
        ("The U.S. envoy left the U.S. The aide stayed.", ["The U.S. envoy left the U.S.", "The aide stayed."]),
        ("It rose 4.5 percent. No. 3 fell.", ["It rose 4.5 percent.", "No. 3 fell."]),
        ("“Why?” Lind asked. “Go home.” He left.", ["“Why?” Lind asked.", "“Go home.”", "He left."]),
        ("J. R. Lind Jr. said no. Yes…", ["J. R. Lind Jr. said no.", "Yes…"]),
    ],
)
def test_sentences_end_where_they_should(text, wanted):
    veiled = veil(text, find_quotations(text, paragraphs(text), ENGLISH))
    assert [one.of(text) for one in sentences(veiled, ENGLISH, Span(0, len(text)))] == wanted


def test_chinese_sentences_need_no_space():
    text = "他来了。她走了！"
    found = sentences(text, load_language("zh"), Span(0, len(text)))
    assert [one.of(text) for one in found] == ["他来了。", "她走了！"]


def test_wrapped_lines_are_one_paragraph_and_broken_ones_are_not():
    text = "A line that runs on over the margin of the page and\nends here.\nAnother line.\n\nLast."
    found = [one.of(text) for one in paragraphs(text)]
    assert found == ["A line that runs on over the margin of the page and\nends here.", "Another line.", "Last."]


def test_a_block_broken_at_a_margin_is_one_paragraph():
    lines = [
        "The Minister of Works said on Monday in the old harbour of",
        "Osby that the quay would be closed for some weeks, and that",
        "Norland would pay for a ferry.",
    ]
    (found,) = paragraphs("\n".join(lines))
    assert len(found) == sum(map(len, lines)) + 2


def test_a_list_of_lines_stays_a_list():
    assert len(paragraphs("First item.\nSecond item.\nThird item.")) == 3
