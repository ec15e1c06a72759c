"""`communique doctor | backup | vacuum`, and a desk with marks of its own."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fakes_memory import harvest, quoting
from fakes_rights import shelf, without_rights

from store.connect import open_store
from store.remember import remember
from tui.cli import main

__all__ = ["shelf"]

WORDS = "The lighthouse will be lit again before the winter."


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "world.db"
    store = open_store(path)
    remember(store, harvest(quoting("old", WORDS), quoting("new", "Lit it was.", at=datetime.now(UTC))))
    store.close()
    return path


def call(capsys, *words: object) -> tuple[int, str, str]:
    code = main([str(word) for word in words])
    told = capsys.readouterr()
    return code, told.out, told.err


def test_a_sound_database_is_said_to_be_sound(path, capsys):
    assert call(capsys, "--db", path, "doctor") == (0, f"{path} is sound.\n", "")


def test_wrong_counts_are_found_and_counted_anew(path, capsys):
    store = open_store(path)
    with store.writing() as db:
        db.execute("DELETE FROM totals")
    store.close()
    code, out, _ = call(capsys, "doctor", "--json", "--db", path)
    assert (code, json.loads(out)["what"]) == (1, "1 rows of totals are wrong.")
    assert call(capsys, "doctor", "--repair", "--db", path)[0] == 0
    assert call(capsys, "doctor", "--db", path)[0] == 0


def test_a_backup_can_be_listed(path, tmp_path, capsys):
    target = tmp_path / "copy.db"
    assert call(capsys, "--db", path, "backup", target)[0] == 0
    code, _, err = call(capsys, "--db", path, "backup", target)
    assert (code, err) == (1, f"communique: {target} exists already: nothing was written.\n")
    assert WORDS in call(capsys, "list", "lighthouse", "--db", target, "--json")[1]


def test_vacuum_packs_and_forgets(path, capsys):
    age = (datetime.now(UTC) - datetime(2026, 3, 2, 12, tzinfo=UTC)) // timedelta(days=1)
    code, out, _ = call(capsys, "vacuum", "--days", 1, "--db", path, "--forget", age + 2)
    assert (code, out.splitlines()[0]) == (0, "0 articles forgotten, 1 texts packed")
    assert WORDS in call(capsys, "list", "--db", path, "--json")[1]


def test_a_desk_reads_the_archive_and_keeps_its_marks_apart(path, tmp_path, capsys):
    mine = tmp_path / "mine.db"
    code, out, _ = call(capsys, "list", "lighthouse", "--db", path, "--marks", mine, "--json")
    assert (code, json.loads(out)["text"]) == (0, WORDS)
    assert mine.exists()


def test_what_may_not_be_written_is_still_shown(shelf, path, capsys, monkeypatch):
    for name in ("XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(shelf))
    kept = shelf / "world.db"
    assert call(capsys, "--db", path, "backup", kept)[0] == 0
    shelf.chmod(0o555)
    with without_rights():
        code, out, _ = call(capsys, "list", "lighthouse", "--db", kept, "--json")
        assert (code, json.loads(out)["text"]) == (0, WORDS)
        code, _, err = call(capsys, "doctor", "--repair", "--db", kept)
        assert (code, err) == (1, f"communique: {kept} cannot be written: the file or its folder is read-only.\n")


def test_a_network_folder_is_told(path, tmp_path, capsys, monkeypatch):
    mounts = tmp_path / "mounts"
    mounts.write_text(f"/dev/vda / ext4 rw 0 0\nserver:/export {tmp_path.resolve()} nfs4 rw 0 0\n")
    monkeypatch.setattr("store.folders.MOUNTS", mounts)
    code, out, _ = call(capsys, "doctor", "--db", path)
    assert (code, out) == (1, f"{path} lies on a network folder (nfs4). Move it to a local disk.\n")
    empty = tmp_path / "feeds.yaml"
    empty.write_text("sources: []\n")
    code, _, err = call(capsys, "poll", "--once", "--feeds", empty, "--db", path)
    assert code == 0
    assert f"{path} lies on a network folder (nfs4), where locks cannot be trusted: move it" in err
