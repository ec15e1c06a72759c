"""Settings are changed on the screen: they hold at once, and tomorrow; config.yaml keeps its comments."""

from datetime import UTC

import pytest
from fakes_screen import NOW, filled, press, settle, words_on, world

from tui.app import CommuniqueApp
from tui.desk import Desk
from tui.settings import SettingsError, load_settings, save_setting

FILE = """\
# mine
theme: light  # for the day

# what I am used to
keys:
  star: f
"""


@pytest.fixture
def config(tmp_path):
    path = tmp_path / "settings" / "config.yaml"
    path.parent.mkdir()
    path.write_text(FILE)
    return path


@pytest.fixture
def app(tmp_path, config):
    store = filled(tmp_path / "c.db")
    desk = Desk(store, world(), lambda: NOW, UTC, load_settings(config), config)
    yield CommuniqueApp(desk, None, tmp_path / "log")
    store.close()


async def test_a_theme_is_looked_at_before_it_is_taken(app, config):
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot, "settings")
        await press(pilot, "comma", "enter", "down", asking="settings")
        assert app.theme == "communique-contrast"
        await press(pilot, "escape", asking="settings")
        assert app.theme == "communique-light" and config.read_text() == FILE
        await press(pilot, "enter", "down", "enter", asking="settings")
        assert app.theme == "communique-contrast"
    assert config.read_text() == FILE.replace("theme: light  #", "theme: contrast #")
    assert load_settings(config).theme == "contrast"


async def test_density_and_time_zone_hold_at_once(app, config):
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot, "settings")
        await press(pilot, "comma", "j", "enter", "3", asking="settings")
        await press(pilot, "j", "j", "enter", *"Kathmandu", "enter", "escape", asking="settings")
        assert app.dashboard.statements.line_height == 2
        assert "17:45" in words_on(pilot)
    written = config.read_text()
    assert written.startswith(FILE), "comments stay"
    assert "# In which zone times are shown" in written and "time_zone: Asia/Kathmandu" in written


async def test_a_key_is_changed_by_pressing_it_and_a_clash_is_refused(app, config):
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot, "settings")
        await press(pilot, "comma", "slash", *"starred are never", "enter", "enter", "q", asking="settings")
        assert any("already the key of 'quit'" in note.message for note in app._notifications)
        assert config.read_text() == FILE
        await press(pilot, "enter", "B", asking="settings")
        assert load_settings(config).keys == {"star": "B"}
        await press(pilot, "escape", "escape", "B", asking="settings")
        assert app.dashboard.current.starred


async def test_what_is_shipped_comes_back(app, config):
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot, "settings")
        await press(pilot, "comma", "slash", *"starred are never", "enter", "backspace", asking="settings")
        await press(pilot, "escape", "escape", "asterisk", asking="settings")
        assert app.dashboard.current.starred
    assert load_settings(config).keys == {}


def test_the_first_setting_makes_the_file_and_explains_itself(tmp_path):
    path = tmp_path / "new" / "config.yaml"
    assert save_setting(path, "mouse", False).mouse is False
    assert path.read_text() == (
        "# Whether the mouse is used; without it the terminal's own selection works.\nmouse: false\n"
    )
    save_setting(path, "density", "airy")
    assert (load_settings(path).mouse, load_settings(path).density) == (False, "airy")


def test_what_is_not_allowed_is_not_written(config):
    with pytest.raises(SettingsError, match="theme"):
        save_setting(config, "theme", "pink")
    assert config.read_text() == FILE
    config.write_text("theme: [")
    with pytest.raises(SettingsError, match=r"config\.yaml"):
        save_setting(config, "theme", "dark")
    assert config.read_text() == "theme: ["
