"""Whose words they are, for people and bodies no table knows: bare names, countries and who speaks for a state."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from statements.reading import read_statements
from statements.record import article_from_gold
from statements.registry import Registry, load_registry

PROBES = [
    probe
    for path in sorted((Path(__file__).parent / "data" / "attribution").glob("offices*.yaml"))
    for probe in YAML(typ="safe", pure=True).load(path.read_text("utf-8"))
]


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load_registry()


@pytest.mark.parametrize("probe", PROBES, ids=[" ".join(next(iter(one["said"])).split()[:5]) for one in PROBES])
def test_who_speaks_and_for_whom(probe: dict[str, Any], registry: Registry) -> None:
    row = {"id": "probe", "title": probe.get("title"), "text": probe["text"], "lang": probe.get("lang", "en")}
    article = article_from_gold(row | {"published": "2026-03-01", "feed": probe.get("feed")}, registry)
    found = read_statements(article, registry)
    for words, wanted in probe["said"].items():
        [one] = [one for one in found if words in article.text[one.hull.start : one.hull.end]]
        country = one.actor.country if one.actor.official else None
        assert [one.actor.name, country, one.actor.official] == wanted


def test_whoever_is_in_politics_is_of_the_country_the_politics_are_of(registry: Registry) -> None:
    text = "VALLETTA — Opposition MP Karm Zerafa said the quay sank. Ann Lyle, a diver, said it was deep."
    article = article_from_gold({"id": "probe", "text": text, "lang": "en", "published": "2026-03-01"}, registry)
    found = {one.actor.name: (one.actor.country, one.actor.official) for one in read_statements(article, registry)}
    assert found == {"Karm Zerafa": ("MT", False), "Ann Lyle": (None, False)}
