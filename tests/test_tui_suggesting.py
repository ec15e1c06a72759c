"""`communique actors suggest`: what the registry might learn from what is remembered, and taking it over."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from fakes_memory import article, harvest, read, statement
from test_statements_suggestions import WORLD

from statements.model import Actor
from statements.registry import load_registry
from store.connect import open_store
from store.remember import remember
from tui.cli import main

NOW = datetime.now(UTC).replace(microsecond=0)

Ran = tuple[int, str, str]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    """Runs the command over three articles that call Ivo Lund foreign minister, one of them long ago."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    (tmp_path / "feeds.yaml").write_text("sources: []\n")
    (tmp_path / "actors.d").mkdir()
    (tmp_path / "actors.d" / "world.yaml").write_text(WORLD, encoding="utf-8")
    lund = Actor("Ivo Lund", None, "XA", True, "Avarian foreign minister")
    store = open_store(tmp_path / "c.db")
    for number, days in enumerate((2, 5, 300)):
        at = NOW - timedelta(days=days)
        words = f"The gate number {number} is shut"
        inside = article(str(number), f"{words}\x1b[2J", at=at)
        remember(store, harvest(read(inside, statement(inside, words, actor=lund)), at=at))
    store.close()

    def ran(*words: str) -> Ran:
        code = main(["actors", "suggest", *words, "--db", str(tmp_path / "c.db"), "--feeds",
                     str(tmp_path / "feeds.yaml")])
        said = capsys.readouterr()
        return code, said.out, said.err

    return ran


def test_a_new_name_with_the_title_of_a_held_office_is_suggested_with_its_sentence(run: Callable[..., Ran]) -> None:
    code, out, _ = run()
    assert code == 0
    assert "Ivo Lund" in out and "ivo-lund" in out and "known so far: Ada Vell" in out
    assert "seen 2 times" in out and "The gate number 0 is shut" in out and "Gazette" in out
    assert "\x1b" not in out


def test_the_same_as_json(run: Callable[..., Ran]) -> None:
    _, out, _ = run("--json", "--days", "400")
    (found,) = [json.loads(line) for line in out.splitlines()]
    assert (found["id"], found["role"], found["seen"]) == ("ivo-lund", "foreign-minister", 3)
    assert found["holders"] == ["ada-vell"]
    assert found["evidence"][0]["date"] == str((NOW - timedelta(days=2)).date())


def test_too_few_sightings_suggest_nothing(run: Callable[..., Ran]) -> None:
    code, out, err = run("--least", "3")
    assert (code, out) == (0, "")
    assert "3 times in 90 days" in err


def test_nothing_changes_until_one_is_accepted(run: Callable[..., Ran], tmp_path: Path) -> None:
    run()
    assert not (tmp_path / "config").exists()
    code, out, _ = run("--accept", "ivo-lund")
    (file,) = (tmp_path / "config").rglob("ivo-lund.yaml")
    assert code == 0 and str(file) in out
    registry = load_registry(tmp_path / "actors.d", file.parent)
    holder = registry.offices.holders("XA", "foreign-minister", NOW.date())[0]
    assert (holder.person.name, holder.office.certain(NOW.date())) == ("Ivo Lund", True)
    assert registry.offices.holders("XA", "foreign-minister", date(2024, 6, 1))[0].person.id == "ada-vell"
    assert run("--accept", "ivo-lund")[0] == 2 and run()[1] == ""


def test_a_file_of_ones_own_is_never_overwritten(run: Callable[..., Ran], tmp_path: Path) -> None:
    own = tmp_path / "config" / "communique" / "actors.d" / "ivo-lund.yaml"
    own.parent.mkdir(parents=True)
    own.write_text("actors: {}\n")
    code, _, err = run("--accept", "ivo-lund")
    assert code == 1 and "exists already" in err
    assert own.read_text() == "actors: {}\n"


def test_an_id_that_is_not_suggested_is_told_with_the_nearest(run: Callable[..., Ran]) -> None:
    code, _, err = run("--accept", "ivo-lunt")
    assert code == 2
    assert "did you mean ivo-lund?" in err
