"""A table is read strictly: what is wrong is told with file, line, key and the nearest right word."""

from enum import StrEnum
from pathlib import Path

import pytest
from pydantic import Field

from statements.table import Strict, TableError, load_table, nearest


class Colour(StrEnum):
    RED = "red"
    GREEN = "green"


class Leaf(Strict):
    colour: Colour
    veins: int = 1


class Tree(Strict):
    name: str
    leaves: dict[str, Leaf] = Field(default_factory=dict)


def problems_of(tmp_path: Path, text: str):
    table = tmp_path / "tree.yaml"
    table.write_text(text, encoding="utf-8")
    with pytest.raises(TableError) as caught:
        load_table(table, Tree)
    return caught.value.problems


def test_a_right_table_is_read(tmp_path):
    table = tmp_path / "tree.yaml"
    table.write_text("name: oak\nleaves:\n  first: {colour: green}\n")
    assert load_table(table, Tree) == Tree(name="oak", leaves={"first": Leaf(colour=Colour.GREEN)})


def test_an_unknown_key_names_its_line_and_the_nearest_one(tmp_path):
    (problem,) = problems_of(tmp_path, "name: oak\nleaves:\n  first:\n    colour: green\n    viens: 3\n")
    assert (problem.line, problem.key, problem.suggestion) == (5, "leaves.first.viens", "veins")
    assert str(problem).endswith("tree.yaml:5: leaves.first.viens: unknown key (did you mean 'veins'?)")


def test_a_wrong_choice_names_the_nearest_one(tmp_path):
    (problem,) = problems_of(tmp_path, "name: oak\nleaves:\n  first: {colour: gren}\n")
    assert (problem.line, problem.suggestion) == (3, "green")


def test_all_problems_come_at_once(tmp_path):
    found = problems_of(tmp_path, "leaves:\n  a: {colour: red, veins: many}\n  b: {}\n")
    assert [problem.key for problem in found] == ["name", "leaves.a.veins", "leaves.b.colour"]
    assert [problem.line for problem in found] == [1, 2, 3]


@pytest.mark.parametrize("text", ["name: a\nname: b\n", "name:\n\t- a\n", "name: [a\n", "name: 'a\n"])
def test_what_is_not_yaml_is_told_with_its_line(tmp_path, text):
    (problem,) = problems_of(tmp_path, text)
    assert "not YAML" in problem.message
    assert problem.line is not None


def test_a_table_that_is_not_there_is_told(tmp_path):
    with pytest.raises(TableError, match="cannot be read"):
        load_table(tmp_path / "none.yaml", Tree)


def test_bytes_that_are_not_utf8_are_told(tmp_path):
    table = tmp_path / "tree.yaml"
    table.write_bytes(b"name: \xff\n")
    with pytest.raises(TableError, match="cannot be read"):
        load_table(table, Tree)


def test_an_empty_table_lacks_its_required_keys(tmp_path):
    (problem,) = problems_of(tmp_path, "")
    assert problem.key == "name"


def test_nearest_gives_nothing_where_nothing_is_near():
    assert nearest("elm", ["Oak", "Ash"]) is None
    assert nearest("oka", ["Oak", "Ash"]) == "Oak"
