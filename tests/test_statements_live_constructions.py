"""Constructions of live feeds, each beside all that is read out of it (tests/data/live_constructions.yaml)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from statements.reading import read_statements
from statements.record import article_from_gold
from statements.registry import Registry, load_registry

CASES = YAML(typ="safe", pure=True).load(
    (Path(__file__).parent / "data" / "live_constructions.yaml").read_text(encoding="utf-8")
)


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load_registry()


@pytest.mark.parametrize("case", CASES, ids=[case["about"] for case in CASES])
def test_a_construction_is_read_as_it_is_meant(registry: Registry, case: dict[str, Any]) -> None:
    feed = {key: case[key] for key in ("kind", "actor", "country") if key in case}
    row = {"id": "a", "lang": "en", "published": "2026-06-05", "feed": feed, **case}
    found = read_statements(article_from_gold(row, registry), registry)
    assert [f"{one.speaker.name} | {one.text.removeprefix('that ').rstrip(' ,')}" for one in found] == [
        said.rstrip(" ,") for said in case["read"]
    ]
