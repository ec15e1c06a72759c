"""The same words in two articles are one statement; nearly the same words are two."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from statements.sameness import fingerprints, is_same, words_of

LONG = "We will not accept a settlement that rewards whoever crossed the river first, and we never said otherwise."


@pytest.mark.parametrize(
    "other",
    [
        LONG,
        LONG.upper(),
        LONG[:60],
        LONG[30:],
        "… " + LONG.replace(",", " –") + " …",
        "“" + LONG.replace("never", "never once") + "”",
        LONG + " That is all I have to say about it today.",
    ],
)
def test_a_quotation_cut_or_set_differently_is_the_same(other):
    assert is_same(LONG, other)
    assert is_same(other, LONG)
    assert set(fingerprints(LONG)) & set(fingerprints(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (LONG, "We will accept a settlement that keeps everybody on their own side of the river."),
        ("Three ships left the harbour and 14 came back.", "Three ships left the harbour and 15 came back."),
        ("We said no.", "We said so."),
        ("a red line", "a red line indeed"),
        ("", "We said no."),
    ],
)
def test_other_words_are_another_statement(one, other):
    assert not is_same(one, other)


def test_scripts_without_spaces_are_compared_by_character():
    assert is_same("我们绝不接受任何外来干涉和压力", "我们绝不接受任何外来干涉")
    assert not is_same("我们绝不接受任何外来干涉", "他们已经离开了那座古老的城市")
    assert words_of("Größe don’t 制裁") == ("grosse", "dont", "制", "裁")


@given(some.text(max_size=300))
def test_any_text_is_the_same_as_itself(text):
    assert is_same(text, text)
    assert len(fingerprints(text)) <= 4
    assert all(0 <= number < 2**32 for number in fingerprints(text))
