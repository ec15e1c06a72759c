"""What the commands print: lists, exports and the registry, safe to open and to pipe."""

import csv
import io
import json
from xml.etree import ElementTree

import pytest
from fakes_screen import filled, hostile

from store.remember import remember
from tui.cli import main


@pytest.fixture
def run(tmp_path, capsys):
    """Runs a command over forty statements and a hostile one; returns code, output and diagnosis."""
    store = filled(tmp_path / "c.db")
    remember(store, hostile())
    store.close()
    (tmp_path / "feeds.yaml").write_text("sources: []\n")

    def ran(command: str, *words: str):
        code = main([command, *words, "--db", str(tmp_path / "c.db"), "--feeds", str(tmp_path / "feeds.yaml")])
        said = capsys.readouterr()
        return code, said.out, said.err

    return ran


def test_a_list_is_one_line_for_each_statement_newest_first(run):
    code, out, _ = run("list", "--limit", "3")
    assert code == 0
    assert len(out.splitlines()) == 3
    assert "Ada Vell" in out and "threatens" in out


def test_json_lines_carry_the_names_of_the_model(run):
    _, out, _ = run("list", "--json", "--limit", "0")
    rows = [json.loads(line) for line in out.splitlines()]
    assert len(rows) == 41
    assert {"id", "speaker", "actor", "country", "official", "targets", "stance", "form", "text"} <= set(rows[0])


def test_a_query_filters_and_a_wrong_one_is_told_with_exit_code_2(run):
    _, out, _ = run("list", "lighthouse", "--json", "--limit", "0")
    assert {json.loads(line)["country"] for line in out.splitlines()} == {"XB"}
    code, out, err = run("list", "stance:thraeten")
    assert (code, out) == (2, "")
    assert "threaten" in err


@pytest.mark.parametrize("form", ["table", "csv", "markdown", "atom", "json"])
def test_nothing_a_feed_says_steers_what_is_exported(run, form):
    code, out, _ = run("export", "--format", form)
    assert code == 0
    assert "\x1b" not in out and "\x9b" not in out and "\u202e" not in out
    if form == "csv":
        cells = [cell for row in csv.reader(io.StringIO(out)) for cell in row]
        assert [cell for cell in cells if cell[:1] in "=+-@" and cell[:1] and not cell[1:2].isdigit()] == []
    if form == "atom":
        assert len(ElementTree.fromstring(out).findall("{http://www.w3.org/2005/Atom}entry")) == 41


def test_an_export_never_overwrites(run, tmp_path):
    target = tmp_path / "out.json"
    assert run("export", "--output", str(target))[0] == 0
    assert len(json.loads(target.read_text())) == 41
    code, _, err = run("export", "--output", str(target))
    assert code == 1 and "exists already" in err


def test_one_statement_is_shown_with_the_words_that_show_it(run):
    code, out, _ = run("show", "statement-article-0")
    assert code == 0
    assert "cue “said”" in out and "trigger “will answer”" in out and "rule direct.before-cue" in out


def test_an_unknown_statement_is_told(run):
    assert run("show", "nothing") == (1, "", "communique: no statement has the id 'nothing'\n")


def test_the_registry_is_searched(run):
    code, out, _ = run("actors", "--json", "guterres")
    assert code == 0
    assert any("Guterres" in json.loads(line)["name"] for line in out.splitlines())
    assert run("actors", "nobody-of-that-name")[0] == 1


def test_a_text_is_read_and_explained(run, tmp_path):
    text = tmp_path / "text.txt"
    text.write_text("“We will answer every strike,” the minister, Ada Vell, said on Monday.\n")
    _, out, _ = run("read", str(text), "--lang", "en")
    assert "Ada Vell" in out and "cue “said”" in out and "1 statements" in out
    _, out, _ = run("read", str(text), "--json")
    assert json.loads(out)["statements"][0]["speaker"] == "Ada Vell"


def test_documents_are_read_line_by_line_and_a_bad_line_is_named(run, tmp_path):
    lines = tmp_path / "docs.jsonl"
    lines.write_text('{"id": "a", "text": "“It rains,” Ada Vell said."}\nnot json\n{"text": 3}\n')
    code, out, err = run("read", "--jsonl", str(lines))
    assert code == 1
    assert [json.loads(line)["id"] for line in out.splitlines()] == ["a"]
    assert "line 2" in err and "line 3" in err
