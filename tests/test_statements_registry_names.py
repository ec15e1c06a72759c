"""Capitals, palaces, streets, short forms and demonyms in every language, and words that only look like them."""

from __future__ import annotations

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from statements.registry import Registry, load_registry

TABLE = YAML(typ="safe").load(Path(__file__).parent / "data" / "registry" / "metonyms.yaml")
LANGUAGES = ("en", "ru", "uk", "fr", "es", "de", "ar", "fa", "tr", "zh", "he")


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load_registry()


def meant(registry: Registry, text: str) -> dict[str, set[str]]:
    """What each linked word of `text` stands for: ids, and the country where it is one's government."""
    return {mention.span.of(text): {*mention.ids, *([mention.country] if mention.country else [])}
            for mention in registry.find(text)}


def cases(part: str) -> list[object]:
    return [pytest.param(row, id=f"{language}: {row['text']}")
            for language, rows in TABLE[part].items() for row in rows]


def test_every_language_has_its_sentences() -> None:
    for part in ("links", "unlinked"):
        assert tuple(TABLE[part]) == LANGUAGES
        assert all(len(rows) >= 2 for rows in TABLE[part].values())


@pytest.mark.parametrize("row", cases("links"))
def test_a_word_for_a_government_is_linked(registry: Registry, row: dict[str, object]) -> None:
    found = meant(registry, row["text"])
    wrong = {word: found for word, target in row["links"].items()
             if not any(word in name and target in targets for name, targets in found.items())}
    assert wrong == {}


@pytest.mark.parametrize("row", cases("unlinked"))
def test_a_word_that_means_something_else_stays_unlinked(registry: Registry, row: dict[str, object]) -> None:
    found = [mention.span.of(row["text"]).casefold() for mention in registry.find(row["text"])]
    assert [word for word in row["words"] if any(word.casefold() in name for name in found)] == []
