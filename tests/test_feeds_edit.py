"""Editing feeds.yaml: what is asked changes, every comment and every other byte stays."""

import pytest

from feeds.edit import EditError, add_source, add_view, editable, enable, set_in_source
from feeds.feedsyaml import read_page
from feeds.sources import shipped_feeds_file

FILE = """\
# What we watch.
defaults: {every: 10m}   # not more often
sources:
  # Arlandia
  - id: one
    url: https://arlandia.example/1   # the old one
    tags: [a, b]

  # Borduria
  - {id: two, url: 'https://borduria.example/2', enabled: no}  # quirk

views:
  Talks: about:XB   # mine
"""


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "feeds.yaml"
    path.write_text(FILE)
    return path


def added(path):
    """The lines that were not there before; fails where one is gone."""
    new = path.read_text().splitlines()
    assert [line for line in FILE.splitlines() if line not in new] == []
    return [line for line in new if line not in FILE.splitlines()]


def test_a_source_is_added_after_the_last_and_nothing_else_changes(file):
    add_source(file, {"id": "three", "url": "https://a.example/?x=1&y=2", "title": "No: 1 #", "kind": None})
    assert added(file) == ["  - id: three", "    url: https://a.example/?x=1&y=2", '    title: "No: 1 #"']
    assert file.read_text().index("quirk") < file.read_text().index("three") < file.read_text().index("views:")


def test_sources_are_added_to_a_file_that_has_none(tmp_path):
    texts = ["", "sources: []\n", "# mine\nsources: []  # none yet\nviews: {a: b}\n", "views: {}"]
    for number, text in enumerate(texts):
        path = tmp_path / f"{number}.yaml"
        path.write_text(text)
        add_source(path, {"id": "one", "url": "https://a.example/"})
        add_source(path, {"id": "two", "url": "https://b.example/", "private": True})
        assert [block["id"] for block in read_page(path).data["sources"]] == ["one", "two"]


def test_a_source_is_switched_off_and_on(file):
    enable(file, "one", False)
    assert added(file) == ["    enabled: no"]
    enable(file, "one", True)
    assert added(file) == ["    enabled: yes"]


def test_a_key_of_a_block_in_one_line_is_changed_in_place(file):
    enable(file, "two", True)
    assert "- {id: two, url: 'https://borduria.example/2', enabled: yes}  # quirk" in file.read_text()
    set_in_source(file, "two", "title", "Two: words")
    assert '''enabled: yes, title: "Two: words"}  # quirk''' in file.read_text()


def test_a_view_is_added_and_changed(file):
    add_view(file, "Hard words", "score:<=-3 -is:read")
    assert added(file) == ['  Hard words: "score:<=-3 -is:read"']
    add_view(file, "Talks", "about:XA")
    assert "  Talks: about:XA   # mine\n" in file.read_text()


def test_a_view_is_added_to_a_file_that_has_none(tmp_path):
    for number, text in enumerate(["", "views: {}\nsources: []\n", "views: {a: b}\n"]):
        path = tmp_path / f"{number}.yaml"
        path.write_text(text)
        add_view(path, "New", "x")
        assert read_page(path).data["views"]["New"] == "x"


def test_a_file_that_cannot_be_changed_safely_stays_as_it_is(tmp_path, file):
    with pytest.raises(EditError, match="no source is called 'nine'"):
        enable(file, "nine", True)
    path = tmp_path / "flow.yaml"
    path.write_text("sources: [{id: a, url: 'https://a.example/'}]\n")
    with pytest.raises(EditError, match="one line"):
        add_source(path, {"id": "b", "url": "https://b.example/"})
    path.write_text("sources: [\n")
    with pytest.raises(EditError, match="mistakes"):
        enable(path, "a", True)
    assert file.read_text() == FILE
    assert sorted(tmp_path.glob(".*.new")) == []


def test_the_shipped_file_is_copied_before_it_is_edited(file):
    assert editable(file) == file
    own = editable(shipped_feeds_file())
    assert own != shipped_feeds_file()
    assert own.read_text() == shipped_feeds_file().read_text()
    own.write_text("sources: []\n")
    assert editable(shipped_feeds_file()).read_text() == "sources: []\n"


def test_a_key_is_taken_away_with_its_line_alone(file):
    set_in_source(file, "one", "tags", None)
    assert [line for line in FILE.splitlines() if line not in file.read_text().splitlines()] == ["    tags: [a, b]"]
    set_in_source(file, "one", "country", None)
    with pytest.raises(EditError, match="by hand"):
        set_in_source(file, "two", "enabled", None)
