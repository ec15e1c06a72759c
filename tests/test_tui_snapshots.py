"""What the screens look like, at three sizes and in two themes; `just snap` takes new pictures."""

import pytest
from fakes_screen import app_over, filled, settle

from tui.settings import Settings

SMALL, WIDE, HUGE = (80, 24), (120, 40), (200, 60)


@pytest.fixture
def store(tmp_path):
    opened = filled(tmp_path / "c.db")
    yield opened
    opened.close()


@pytest.fixture
def look(store, snap_compare):
    """Compares the screen after some keys with its picture."""

    def looks_as_before(size, *keys, theme="dark"):
        async def press(pilot):
            await settle(pilot)
            for key in keys:
                await pilot.press(key)
                await settle(pilot)

        app = app_over(store, settings=Settings(theme=theme))
        return snap_compare(app, terminal_size=size, run_before=press)

    return looks_as_before


@pytest.mark.parametrize("size", [SMALL, WIDE, HUGE], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("theme", ["dark", "light"])
def test_dashboard(look, size, theme):
    assert look(size, theme=theme)


BESIDE = {"matrix": "M", "actors": "A", "sources": "S", "pulse": "P", "views": "v", "settings": "comma"}


@pytest.mark.parametrize("size", [SMALL, WIDE, HUGE], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("screen", BESIDE)
def test_screens_beside(look, screen, theme, size):
    assert look(size, BESIDE[screen], theme=theme)


def test_detail_in_a_small_terminal(look):
    assert look(SMALL, "enter")


@pytest.mark.parametrize("size", [SMALL, WIDE, HUGE], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("theme", ["dark", "light"])
def test_statement(look, size, theme):
    assert look(size, *(["enter"] if size != SMALL else ["enter", "enter"]), theme=theme)


def test_filter_with_completion(look):
    assert look(WIDE, "slash", *"stance:")


def test_help(look):
    assert look(SMALL, "question_mark")
