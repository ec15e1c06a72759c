"""Sources are added, changed, switched and tested on the screen; feeds.yaml keeps its comments, and stays right."""

import sys
from datetime import UTC

import pytest
from fakes_screen import NOW, press, settle, words_on
from fakes_server import Site, item, rss

from feeds.sources import load_watchlist
from statements.registry import load_registry
from store.connect import open_store
from tui.app import CommuniqueApp
from tui.desk import Desk
from tui.screens.prompt import Prompt

FILE = """\
# What we watch.
sources:
  # the harbour's own paper
  - id: gazette
    title: Harbour Gazette   # founded 1801
    url: https://gazette.example/feed
    tags: [sea]
  - id: beacon
    title: Beacon
    url: https://beacon.example/feed
    country: FR
"""


@pytest.fixture(scope="module")
def registry():
    return load_registry()


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "feeds.yaml"
    path.write_text(FILE)
    return path


@pytest.fixture
def app(tmp_path, file, registry):
    class World:
        def registry(self):
            return registry

        def watchlist(self, registry):
            return load_watchlist(file, registry)

    store = open_store(tmp_path / "c.db")
    yield CommuniqueApp(Desk(store, World(), lambda: NOW, UTC), None, tmp_path / "log")
    store.close()


async def until(pilot, seen):
    """Waits for what a child process has to do first."""
    for _ in range(2000):
        if seen():
            return
        await pilot.pause(0.05)
    raise AssertionError([note.message for note in pilot.app._notifications])


def notes(pilot) -> str:
    return "\n".join(note.message for note in pilot.app._notifications)


async def test_a_source_is_switched_off_and_its_comment_stays(app, file):
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot, "add")
        await press(pilot, "S", "j", "space", asking="add")
        assert "    url: https://gazette.example/feed" in file.read_text()
        assert file.read_text().replace("    enabled: no\n", "") == FILE
        app._tick()
        await settle(pilot, "add")
        app.screen.look_again()
        await settle(pilot, "add")
        assert "○ off" in words_on(pilot) and "1 not asked, 1 off" in words_on(pilot)


async def test_a_key_of_a_source_is_changed_and_taken_away(app, file):
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot, "add")
        await press(pilot, "S", "e", "1", asking="add")
        assert isinstance(app.screen, Prompt)
        await press(pilot, *["backspace"] * 6, *"Beam", "enter", asking="add")
        assert "    title: Beam\n" in file.read_text() and "# founded 1801" in file.read_text()
        await press(pilot, "e", "5", *["backspace"] * 2, "enter", asking="add")
        assert "country: FR" not in file.read_text()


async def test_a_mistake_is_told_and_never_written(app, file):
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot, "add")
        await press(pilot, "S", "e", "5", *["backspace"] * 2, *"Frence", "enter", asking="add")
        assert file.read_text() == FILE
        assert "Nothing was written" in notes(pilot) and "unknown country 'Frence'" in notes(pilot)
        assert str(file.parent) not in notes(pilot)


async def test_sources_are_searched_by_any_of_their_words(app):
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot, "add")
        await press(pilot, "S", "slash", *"sea", asking="add")
        assert "Harbour Gazette" in words_on(pilot) and "Beacon" not in words_on(pilot)
        await press(pilot, "escape", asking="add")
        assert "Beacon" in words_on(pilot)


async def test_a_site_of_ones_own_is_added_by_its_address_once_that_is_confirmed(app, file):
    page = '<html><head><link rel="alternate" type="application/rss+xml" href="/news.xml"></head></html>'
    with Site() as site:
        site.page("/", page, type="text/html")
        site.page("/news.xml", rss(item(1, when=NOW), title="The Lamp"))
        async with app.run_test(size=(120, 36)) as pilot:
            await settle(pilot, "add")
            await pilot.press("S", "a", *site.url.removeprefix("http://"))
            await pilot.press(*["home"], *"http://", "enter")
            await until(pilot, lambda: "its network" in words_on(pilot))
            await pilot.press("1")
            await until(pilot, lambda: "The Lamp" in words_on(pilot))
            await pilot.press("1")
            await until(pilot, lambda: "What kind" in words_on(pilot))
            await pilot.press("1")
            await until(pilot, lambda: "is watched now" in notes(pilot))
    added = ["- id: the-lamp", "title: The Lamp", f"url: {site.url}/news.xml", "kind: news", "private: yes"]
    assert [line.strip() for line in file.read_text().removeprefix(FILE).splitlines()] == added


async def test_feeds_yaml_is_opened_in_the_users_editor_at_the_source(app, file, tmp_path, monkeypatch):
    seen = tmp_path / "seen"
    program = tmp_path / "nano"
    program.write_text(f"#!{sys.executable}\nimport sys\nopen({str(seen)!r}, 'w').write(repr(sys.argv[1:]))\n")
    program.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(program))
    from tui.editor import edit_at

    assert edit_at(file, "id: beacon", {"VISUAL": str(program)}) is None
    assert seen.read_text() == repr(["+8", str(file)])
    assert "could be found" in (edit_at(file, "", {"PATH": str(tmp_path / "none")}) or "")


async def test_the_shipped_list_is_copied_before_its_first_change(tmp_path, registry, monkeypatch):
    shipped = tmp_path / "shipped" / "feeds.yaml"
    shipped.parent.mkdir()
    shipped.write_text(FILE)
    own = tmp_path / "own" / "feeds.yaml"
    monkeypatch.setattr("feeds.edit.shipped_feeds_file", lambda: shipped)
    monkeypatch.setattr("feeds.edit.user_config_path", lambda *_, **__: own.parent)
    own.parent.mkdir()

    class World:
        def registry(self):
            return registry

        def watchlist(self, registry):
            return load_watchlist(own if own.exists() else shipped, registry)

    class Child:
        ended = problem = rereading = news = None
        starts = 0

        def restart(self):
            self.starts += 1

    child = Child()
    store = open_store(tmp_path / "c.db")
    app = CommuniqueApp(Desk(store, World(), lambda: NOW, UTC), child, tmp_path / "log")
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot, "add")
        await press(pilot, "S", "space", asking="add")
        app._tick()
        await settle(pilot, "add")
        assert shipped.read_text() == FILE
        assert (app.desk.watchlist.path, child.starts) == (own, 1)
    store.close()
