"""Sentences in ten languages, each beside what is read out of it (tests/data/statements/<code>.yaml)."""

from __future__ import annotations

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from statements.model import Article, Origin
from statements.reading import read_statements
from statements.registry import load_registry

DATA = Path(__file__).parent / "data" / "statements"
CODES = ("ar", "de", "es", "fa", "fr", "he", "ru", "tr", "uk", "zh")


def _cases() -> list[tuple[str, int, str, list[str]]]:
    found = []
    for code in CODES:
        rows = YAML(typ="safe", pure=True).load((DATA / f"{code}.yaml").read_text(encoding="utf-8"))
        found += [(code, n, row["text"], row["read"]) for n, row in enumerate(rows)]
    return found


def _read(text: str, code: str) -> list[str]:
    article = Article(id="a", title="", text=text, origin=Origin(), language=code)
    return [f"{s.speaker.name} | {s.form} | {s.text}" for s in read_statements(article, load_registry())]


@pytest.mark.parametrize(
    ("code", "text", "expected"), [pytest.param(c, t, e, id=f"{c}-{n}") for c, n, t, e in _cases()]
)
def test_a_sentence_is_read_as_its_language_means_it(code: str, text: str, expected: list[str]) -> None:
    assert _read(text, code) == expected
