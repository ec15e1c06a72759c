"""The pages on keys and settings say what the program does: they are made from it."""

import importlib.util
from pathlib import Path

import pytest

DOCS = Path(__file__).parent.parent / "docs"


@pytest.fixture(scope="module")
def generate():
    spec = importlib.util.spec_from_file_location("generate", DOCS / "generate.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_of_keys_is_made_from_the_table_of_actions(generate):
    assert (DOCS / "keys.md").read_text(encoding="utf-8") == generate.keys_page()


def test_the_page_of_settings_is_made_from_the_settings(generate):
    assert (DOCS / "settings.md").read_text(encoding="utf-8") == generate.settings_page()
