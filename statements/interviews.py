"""Interviews without labels: a paragraph asks, the next ones answer. The answers are the interviewee's words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from statements.language import Language, key_of
from statements.model import Span
from statements.transcript import STAGE, Turn, read_transcript

_FEWEST = 2
"""Questions of an interview."""
_MOST = 6
"""Paragraphs of an answer."""
_LONGEST = 400
"""Characters of a question."""
_DASHES = ("– ", "— ", "- ")
_ASKED = ("?", "？", "؟")
_STRIPPED = " \t*_–—-\"”»"
"""What may stand around a question that was set apart by its type."""
_MARK = re.compile(r"\s*([■□◆◇●○▪•–—-])\s*(?=\S)")
"""What sets a question apart where nothing marks the answers."""
_FEWEST_MARKED = 3
"""Questions of an interview that such a mark alone tells."""
_BRIEF = re.compile(r"[\w’']+(?: [\w’']+){0,2}[.!]\s")
_WORDS = re.compile(r"[\w’']+")


def read_turns(text: str, veiled: str, paragraphs: Sequence[Span], language: Language) -> list[Turn] | None:
    """The turns of a transcript or interview, or None where `text` is neither; in `veiled` nobody is quoted."""
    return (
        read_transcript(text, paragraphs, language)
        or read_interview(veiled, paragraphs, language)
        or read_marked(veiled, paragraphs, language)
    )


def read_marked(text: str, paragraphs: Sequence[Span], language: Language) -> list[Turn] | None:
    """The paragraphs of an interview where one sign, as a dash, opens what is asked; None where `text` is none.

    Every question must be answered by paragraphs without the sign, and half of the questions end as such.
    """
    label = next(iter(sorted(language.answers)), None)
    marks = [found and found[1] for found in (_MARK.match(paragraph.of(text)) for paragraph in paragraphs)]
    asked = [n for n, mark in enumerate(marks) if mark]
    if label is None or len(asked) < _FEWEST_MARKED or len({marks[n] for n in asked}) > 1:
        return None
    gaps = [later - n for n, later in pairwise(asked)]
    questions = sum(_is_question(paragraphs[n].of(text)) for n in asked)
    answered = 1 < min(gaps) <= max(gaps) <= _MOST + 1 and asked[-1] + 1 < len(paragraphs)
    if not answered or 2 * questions < len(asked):
        return None
    spoken = [label if n > asked[0] and not mark else None for n, mark in enumerate(marks)]
    return [
        Turn(paragraph, spoken[n], n >= asked[0], n in asked or n - 1 in asked)
        for n, paragraph in enumerate(paragraphs[: asked[-1] + max(gaps)])
    ]


def read_interview(text: str, paragraphs: Sequence[Span], language: Language) -> list[Turn] | None:
    """The paragraphs of an interview whose answers bear no label, or None where `text` is none.

    `text` is veiled (statements/quotes.py). Paragraphs that end in a question part it; every question must be
    answered, most answers must open briefly or speak of “I”, and some question of “you”: those that an article
    explains do neither.
    """
    label = next(iter(sorted(language.answers)), None)
    asked, parted = _asked(text, paragraphs)
    if label is None or len(asked) < _FEWEST or asked[-1] == len(paragraphs) - 1:
        return None
    answers = [range(n + 1, end) for n, end in zip(asked, (*asked[1:], len(paragraphs)), strict=True)]
    most = max((len(answer) for answer in answers[:-1]), default=1)
    answers[-1] = answers[-1][: max(most, 1)]
    said = [" ".join(paragraphs[n].of(text) for n in answer) for answer in answers]
    own = sum(_opens_briefly(words) or _has(words, language.table.first_person) for words in said)
    told = any(_has(paragraphs[n].of(text), language.table.first_person) for n in asked)
    if not all(0 < len(answer) <= _MOST for answer in answers):
        return None
    if not parted and (2 * own < len(answers) or not told):
        return None
    spoken = {n for answer in answers for n in answer}
    return [
        Turn(paragraph, label if n in spoken else None, n >= asked[0], n in asked or n - 1 in asked)
        for n, paragraph in enumerate(paragraphs[: answers[-1].stop])
    ]


def _asked(text: str, paragraphs: Sequence[Span]) -> tuple[list[int], bool]:
    """The paragraphs that end in a question, or every other turn where dashes open turns, and whether they do."""
    questions = [n for n, paragraph in enumerate(paragraphs) if _is_question(paragraph.of(text))]
    turns = [n for n, paragraph in enumerate(paragraphs) if paragraph.of(text).startswith(_DASHES)]
    turns = [n for n in turns if questions and n >= questions[0]]
    parted = len(turns) > _FEWEST and not len(turns) % 2 and set(questions) <= set(turns[::2])
    return (turns[::2] if parted else questions), parted


def _is_question(said: str) -> bool:
    return len(said) <= _LONGEST and said.rstrip(_STRIPPED).endswith(_ASKED)


def _opens_briefly(said: str) -> bool:
    """Yes. …; Not at all. …; (laughs) …"""
    return STAGE.match(said) is not None or _BRIEF.match(said) is not None


def _has(said: str, words: Sequence[str]) -> bool:
    return any(key_of(word) in words for word in _WORDS.findall(said))
