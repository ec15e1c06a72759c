"""The screens beside the dashboard: pairs, actors, sources, pulse and views, over a real database."""

import pytest
from fakes_screen import app_over, filled, harvest, settle

from store.remember import remember
from tui.screens.pulse import unusual
from tui.widgets.sparkline import spark


@pytest.fixture
def store(tmp_path):
    opened = filled(tmp_path / "c.db")
    yield opened
    opened.close()


@pytest.fixture
def seen(store):
    """What is on the screen after some keys."""

    async def look(*keys, size=(120, 36), query=""):
        async with app_over(store, query).run_test(size=size) as pilot:
            await settle(pilot)
            for key in keys:
                await pilot.press(key)
                await settle(pilot)
            strips = pilot.app.screen._compositor.render_strips()
            return "\n".join("".join(segment.text for segment in line) for line in strips)

    return look


async def test_the_matrix_shows_who_speaks_about_whom_and_how_hard(seen):
    words = await seen("M", "j", "h")
    assert "XA Avaria" in words and "Avaria → Borduria" in words
    assert "-6.0 on average over 8 statements" in words
    assert "█  8 -6" in words, "never by colour alone"
    assert "Mon  2 Mar  -6.0 ████████████ 8" in words


async def test_enter_in_the_matrix_shows_the_statements_behind_a_cell(seen):
    words = await seen("M", "j", "h", "enter")
    assert "1 of 8" in words
    assert 'country:XA about:"XB"' in words or "country:XA about:XB" in words


async def test_the_matrix_by_actors(seen):
    assert "Ada Vell → Borduria" in await seen("M", "a", "j", "h")


async def test_sources_tell_what_is_wrong_in_words(seen, store):
    remember(store, harvest([], "courier", failures=3, last_error="the server did not answer in 20 seconds"))
    words = await seen("S")
    assert "2 sources: 1 failing, 1 well" in words
    assert "✗ failing" in words and "the server did not answer" in words
    assert "3 times in a row" in words


async def test_a_source_leads_to_its_statements(seen):
    assert "source:gazette" in await seen("S", "enter", size=(120, 36))


async def test_actors_are_found_and_told(seen):
    words = await seen("A", "slash", *"vell", "enter")
    assert "1 entry with vell" in words
    assert "foreign minister" in words and "Last said" in words
    assert "threatens → XB" in words and "answer every closure" in words


async def test_the_pulse_counts_hours_and_stances(seen):
    words = await seen("P")
    assert "last 24 hours: 32 statements" in words
    assert "threatens" in words and "standard deviations" in words
    assert "XA Avaria" in words and "16 today" in words and "usual 0.0" in words
    assert "1 of 2 sources well" in words


async def test_views_are_counted_and_one_key_away(seen):
    assert "Threats" in await seen("v")
    assert "1 of 8" in await seen("1")


async def test_a_view_is_found_in_the_palette_whatever_its_name(store, monkeypatch):
    app = app_over(store)
    name = "Ha[/b]rd [@click=app.quit]words[/]"
    monkeypatch.setattr(type(app.desk), "views", property(lambda _: [(name, "stance:threaten")]))
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await pilot.press("M", "ctrl+p")
        await settle(pilot)
        await pilot.press(*"View Ha")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert app.dashboard.lens.view == name and app.screen is app.dashboard


@pytest.mark.parametrize("key", ["M", "S", "A", "P", "v"])
async def test_escape_comes_back_from_everywhere(seen, key):
    assert "We will answer" in await seen(key, "escape", size=(80, 24))


def test_a_day_like_the_others_is_not_loud():
    assert unusual([5] * 28 + [5]) == 0
    assert unusual([5, 6] * 14 + [12]) > 2
    assert unusual([1, 9]) == 0, "two days say nothing"


def test_bars_show_whatever_is_not_nothing():
    assert spark([0, 1, 800]) == " ▁█"
    assert spark([]) == "" and spark([0, 0]) == "  "
