"""`communique marks`: one's own marks go from one database to another through a file people can read."""

import io
import json
from pathlib import Path

import pytest
from fakes_memory import harvest, quoting

from statements.model import Stance
from store.connect import open_store
from store.marks import add_tag, correct_stance, set_note, set_read, set_star
from store.query import parse_query
from store.recall import Recall
from store.remember import remember
from tui.cli import main


def filled(path: Path, *, marked: bool) -> None:
    store = open_store(path)
    for number in range(3):
        remember(store, harvest(quoting(str(number), f"Lamp number {number} is out again.")))
    if marked:
        first, second, _ = Recall(store).listing(parse_query("")).ids(0, 3)
        set_read(store, [first, second])
        set_star(store, [first])
        set_note(store, second, "“dark”\nsince Monday")
        correct_stance(store, second, Stance.WARN)
        add_tag(store, [second], "lamps")
    store.close()


@pytest.fixture
def one(tmp_path: Path) -> Path:
    filled(tmp_path / "one.db", marked=True)
    return tmp_path / "one.db"


@pytest.fixture
def other(tmp_path: Path) -> Path:
    filled(tmp_path / "other.db", marked=False)
    return tmp_path / "other.db"


def call(capsys, *words: object) -> tuple[int, str, str]:
    code = main([str(word) for word in words])
    told = capsys.readouterr()
    return code, told.out, told.err


def test_marks_go_by_file(one, other, tmp_path, capsys):
    file = tmp_path / "mine.jsonl"
    assert call(capsys, "marks", "export", file, "--db", one) == (0, "", "")
    assert call(capsys, "marks", "merge", file, "--db", other)[1] == (
        "2 marked statements read, 2 of them new or changed\n"
    )
    assert call(capsys, "marks", "merge", file, "--db", other)[1].endswith("0 of them new or changed\n")
    exported = [call(capsys, "marks", "export", "--db", path)[1] for path in (one, other)]
    assert exported[0] == exported[1] == file.read_text()
    (marked,) = [mark for mark in map(json.loads, file.read_text().splitlines()) if "note" in mark]
    assert (marked["note"], marked["stance"], marked["tags"]) == ("“dark”\nsince Monday", "warn", ["lamps"])


def test_no_file_is_overwritten(one, tmp_path, capsys):
    file = tmp_path / "mine.jsonl"
    file.write_text("precious")
    code, _, err = call(capsys, "marks", "export", file, "--db", one)
    assert (code, err) == (1, f"communique: {file} exists already: nothing was written\n")
    assert file.read_text() == "precious"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", ":2: Invalid JSON"),
        ('{"statement": "x"}', ":2: statement"),
        ('{"statement_id": "x", "changed_at": "yesterday"}', ":2: Invalid isoformat string: 'yesterday'"),
        ('{"statement_id": "x", "stance": "angry"}', ":2: stance: Input should be 'threaten'"),
    ],
)
def test_a_wrong_line_is_named_and_nothing_is_merged(other, tmp_path, capsys, line, told):
    file = tmp_path / "mine.jsonl"
    file.write_text('{"statement_id": "y", "tags": ["t"]}\n' + line + "\n")
    code, _, err = call(capsys, "marks", "merge", file, "--db", other)
    assert code == 1
    assert f"{file}{told}" in err
    assert err.endswith("; nothing was merged\n")
    assert call(capsys, "marks", "export", "--db", other)[1] == ""


def test_marks_come_through_a_pipe_into_a_file_of_their_own(one, other, tmp_path, capsys, monkeypatch):
    out = call(capsys, "marks", "export", "--db", one)[1]
    monkeypatch.setattr("sys.stdin", io.StringIO(out))
    mine = tmp_path / "mine.db"
    assert call(capsys, "marks", "merge", "--db", other, "--marks", mine)[0] == 0
    assert call(capsys, "marks", "export", "--db", other)[1] == ""
    assert call(capsys, "marks", "export", "--db", other, "--marks", mine)[1] == out


def test_a_stance_is_corrected_and_goes_back_to_what_was_read(other, capsys):
    (first, *_) = [json.loads(line) for line in call(capsys, "list", "--json", "--db", other)[1].splitlines()]
    assert call(capsys, "marks", "correct", first["id"], "threaten", "--db", other)[0] == 0
    assert f'"{first["id"]}"' in call(capsys, "list", "stance:threaten", "--json", "--db", other)[1]
    assert '"stance":"threaten"' in call(capsys, "marks", "export", "--db", other)[1]
    assert call(capsys, "marks", "correct", first["id"], "as-read", "--db", other)[0] == 0
    assert call(capsys, "list", "stance:threaten", "--json", "--db", other)[1] == ""


def test_a_correction_to_no_stance_or_of_no_statement_is_told(other, capsys):
    assert "did you mean threaten?" in call(capsys, "marks", "correct", "x", "thraeten", "--db", other)[2]
    code, _, err = call(capsys, "marks", "correct", "x", "warn", "--db", other)
    assert code == 1 and "no statement has the id 'x'" in err
