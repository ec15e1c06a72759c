"""What a page holds beside its text is taken out before anybody's words are looked for; running text stays."""

from __future__ import annotations

import pytest

from statements.furniture import without_furniture
from statements.language import load_language
from statements.text import paragraphs


def kept(text: str, language: str = "en") -> list[str]:
    """The paragraphs that are left of `text`."""
    return [span.of(text) for span in without_furniture(text, paragraphs(text), load_language(language))]


@pytest.mark.parametrize("line", [
    "Read more: Who guards the “guards”?", "Image caption, An officer: “Ready”", "Advertisement",
    "Picture: Rosen Images",
    "(Reporting by Ada Lind; Editing by Ivo Berg)", "Sign up for our newsletter", "Updated at 3.21pm BST",
])
def test_furniture_is_left_out(line: str) -> None:
    assert kept(f"It rained.\n\n{line}\n\nIt stopped.") == ["It rained.", "It stopped."]


@pytest.mark.parametrize("line", [
    "Published works show that the minister was right.",
    "Pictures of the bridge were shown to the court on Monday.",
    "Contact with the ship was lost, the minister said.", "Read more widely, the minister told the students.",
])
def test_a_sentence_that_opens_like_furniture_stays(line: str) -> None:
    assert kept(f"It rained.\n\n{line}") == ["It rained.", line]


def test_headings_of_other_articles_are_left_out_until_the_text_goes_on() -> None:
    text = "It rained.\n\nRelated topics\n\n‘I sold it’\n\nWhy does it rain?\n\nThe minister said it would stop."
    assert kept(text) == ["It rained.", "The minister said it would stop."]


def test_furniture_run_into_a_paragraph_parts_it() -> None:
    text = "“No,” he said. Share this article Facebook X Email Lind added that it rained. Read more: Who? It ended."
    assert kept(text) == ["“No,” he said.", "Lind added that it rained.", "It ended."]


def test_a_language_without_a_list_keeps_everything() -> None:
    assert kept("Read more: it rained.", "und") == ["Read more: it rained."]
