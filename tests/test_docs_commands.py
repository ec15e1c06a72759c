"""Every command and every query the guide shows is one the program understands."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from feeds.sources import find_feeds_file, load_watchlist
from statements.registry import load_registry
from store.query import QueryNames, parse_query
from tui.cli import COMMANDS, parse
from tui.names import query_names

ROOT = Path(__file__).parent.parent
PAGES = [*sorted((ROOT / "docs").glob("*.md")), ROOT / "README.md"]
_SHELL = re.compile(r"(?<![\w./~-])communique( [^`\n]*)?")


def commands(page: Path) -> list[list[str]]:
    """The words after `communique` in code spans and code blocks, up to a pipe or a redirection."""
    found = (_SHELL.search(line) for line in code(page.read_text(encoding="utf-8")))
    return [_until_pipe(shlex.split(hit[1] or "", comments=True)) for hit in found if hit]


def code(text: str) -> list[str]:
    """The lines of code blocks, and the code spans of the others."""
    lines: list[str] = []
    inside = False
    for line in text.splitlines():
        if line.startswith("```"):
            inside = not inside
        else:
            lines += [line] if inside else re.findall(r"`([^`]+)`", line)
    return lines


def _until_pipe(words: list[str]) -> list[str]:
    ends = [place for place, word in enumerate(words) if word in ("|", ">", ">>", "&&")]
    return words[: min(ends, default=len(words))]


@pytest.fixture(scope="module")
def names() -> QueryNames:
    registry = load_registry()
    return query_names(registry, load_watchlist(find_feeds_file(None, {}, ROOT / "nowhere"), registry))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_shown_is_understood(page: Path, names: QueryNames) -> None:
    for words in commands(page):
        shown = ["X" if word.isupper() else word for word in words]
        assert not shown or shown[0] in COMMANDS or not shown[0].isalpha(), f"no command is called {shown[0]}"
        args, _ = parse(shown)
        assert set(getattr(args, "source", [])) <= names.sources.keys()
        query = " ".join(getattr(args, "query", []))
        if query not in ("", "X"):
            parse_query(query, names=names)


def test_the_guide_shows_commands() -> None:
    assert sum(len(commands(page)) for page in PAGES) > 20
