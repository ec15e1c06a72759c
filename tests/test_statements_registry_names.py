"""Capitals, palaces, streets, short forms and demonyms in every language, and words that only look like them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from statements.registry import Registry, load_registry

ROOT = Path(__file__).parent.parent
TABLE = YAML(typ="safe").load(Path(__file__).parent / "data" / "registry" / "metonyms.yaml")
PARTS = {"names": "names", "people": "demonyms", "metonyms": "metonyms"}
"""What bench/countries_own.yaml calls the parts of a country, and what the registry does."""
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


def test_the_table_of_countries_is_what_its_command_makes() -> None:
    command = [sys.executable, str(ROOT / "bench" / "countries.py")]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == ""


def test_nothing_we_say_of_a_country_is_lost_beside_cldr(registry: Registry) -> None:
    own = YAML(typ="safe").load(ROOT / "bench" / "countries_own.yaml")
    assert own.keys() == {code for code, country in registry.countries.items() if not country.is_body}
    lost = [(code, word) for code, row in own.items() for part, kept in PARTS.items()
            for language, words in row.get(part, {}).items() for word in words
            if word not in {alias.text for alias in getattr(registry.countries[code], kept).get(language, ())}]
    assert lost == []
