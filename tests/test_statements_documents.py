"""Short documents of ten languages: what is found, who said it, how hard (tests/data/documents/<code>.yaml)."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from statements.model import Article, Origin, Statement
from statements.reading import read_statements
from statements.registry import Registry, load_registry

DATA = Path(__file__).parent / "data" / "documents"
CODES = ("ar", "de", "es", "fa", "fr", "he", "ru", "tr", "uk", "zh")


@dataclass(frozen=True)
class Said:
    """One line of a document's expected reading."""

    speaker: str
    form: str
    stance: str
    words: str


@cache
def everybody() -> Registry:
    return load_registry()


def _documents(code: str) -> list[tuple[str, list[Said]]]:
    rows = YAML(typ="safe", pure=True).load((DATA / f"{code}.yaml").read_text(encoding="utf-8"))
    return [(row["text"].strip(), [_said(line) for line in row["read"]]) for row in rows]


def _said(line: str) -> Said:
    return Said(*(part.strip() for part in line.split("|", 3)))


def _overlap(a: str, b: str) -> float:
    longest = SequenceMatcher(None, a, b, autojunk=False).find_longest_match().size
    return longest / max(len(a), len(b), 1)


def _nearness(said: Said, read: Statement, text: str) -> float:
    clause = read.clause.of(text) if read.clause else read.text
    return max(_overlap(said.words, read.text), _overlap(said.words, clause))


def _pairs(text: str, wanted: list[Said], found: tuple[Statement, ...]) -> list[tuple[Said, Statement]]:
    """Each line with the statement that has most of its words in common with it, if that is half of them."""
    pairs, left = [], list(found)
    for said in wanted:
        near = [(_nearness(said, s, text), s) for s in left]
        overlap, best = max(near, key=lambda one: one[0], default=(0.0, None))
        if best is not None and overlap >= 0.5:
            pairs.append((said, best))
            left.remove(best)
    return pairs


@cache
def _read(code: str) -> tuple[int, int, list[tuple[Said, Statement]]]:
    """How many statements were wanted and found in a language's documents, and the pairs of both."""
    wanted = found = 0
    pairs: list[tuple[Said, Statement]] = []
    for text, said in _documents(code):
        article = Article(id="a", title="", text=text, origin=Origin(), language=code)
        read = read_statements(article, everybody())
        wanted, found = wanted + len(said), found + len(read)
        pairs += _pairs(text, said, read)
    return wanted, found, pairs


@pytest.mark.parametrize("code", CODES)
def test_nearly_all_statements_are_found_and_few_others(code: str) -> None:
    wanted, found, pairs = _read(code)
    assert 2 * len(pairs) / (wanted + found) >= 0.93, pairs


@pytest.mark.parametrize("code", CODES)
def test_their_speakers_are_named_as_the_text_names_them_best(code: str) -> None:
    _, _, pairs = _read(code)
    named = [(said.speaker, read.speaker.name) for said, read in pairs]
    wrong = [(wanted, found) for wanted, found in named if not _same(wanted, found)]
    assert len(wrong) <= 0.2 * len(pairs), wrong


@pytest.mark.parametrize("code", CODES)
def test_how_hard_they_are_is_mostly_seen(code: str) -> None:
    _, _, pairs = _read(code)
    wrong = [(said.words, said.stance, str(read.stance)) for said, read in pairs if said.stance != read.stance]
    assert len(wrong) <= 0.25 * len(pairs), wrong


def _same(a: str, b: str) -> bool:
    """Whether two names are the same but for an article."""
    return a == b or a.endswith(f" {b}")
