"""Stories at the dashboard: reading, choosing a side, filtering, new statements coming in."""

from dataclasses import replace

import pytest
from fakes_screen import app_over, article, filled, harvest, press, settle, statement, words_on
from rich.cells import cell_len
from textual import events

from statements.model import Span, Stance
from store.health import PollState
from store.marks import set_read
from store.query import parse_query
from store.recall import Recall
from store.remember import Harvest, ReadArticle, remember
from tui.screens.dashboard import Dashboard
from tui.settings import Settings
from tui.widgets.detail import Detail
from tui.widgets.filter_bar import FilterBar

WIDE, SMALL = (120, 40), (80, 24)


@pytest.fixture
def store(tmp_path):
    opened = filled(tmp_path / "c.db")
    yield opened
    opened.close()


def screen_of(pilot) -> Dashboard:
    return pilot.app.dashboard


async def test_three_panes_say_who_what_and_why(store):
    async with app_over(store).run_test(size=WIDE) as pilot:
        await settle(pilot)
        seen = words_on(pilot)
        assert "Avaria" in seen
        assert "We will answer every closure" in seen
        assert "threatens" in seen and "▼" in seen
        assert "“will answer”" in seen
        assert "rule     direct.before-cue, right in" in seen
        assert "officials only ✕" in seen
        assert "https://example.org/gazette/0" in seen


async def test_only_officials_are_shown_until_everybody_is_asked_for(store):
    async with app_over(store).run_test(size=WIDE) as pilot:
        await settle(pilot)
        assert "1 of 32" in words_on(pilot)
        await pilot.press("i")
        await settle(pilot)
        assert "1 of 40" in words_on(pilot)


async def test_choosing_a_country_filters_and_shows_a_chip(store):
    async with app_over(store).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("shift+tab", "j", "enter")
        await settle(pilot)
        screen = screen_of(pilot)
        assert screen.lens.country in ("XA", "XB")
        assert {screen.statements.row(n).country for n in range(10)} == {screen.lens.country}
        assert screen.focused is screen.statements
        await pilot.press("x")
        await settle(pilot)
        assert "1 of 32" in words_on(pilot)


async def test_choosing_an_actor_inside_a_country(store):
    async with app_over(store).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("shift+tab", "j", "l", "j", "enter")
        await settle(pilot)
        assert screen_of(pilot).lens.actor in ("xa-minister", "xb-speaker")
        assert "1 of 16" in words_on(pilot)


async def test_in_a_small_terminal_enter_goes_in_and_escape_comes_back(store):
    async with app_over(store).run_test(size=SMALL) as pilot:
        await settle(pilot)
        screen = screen_of(pilot)
        assert screen.statements.region.width == 80
        await pilot.press("enter")
        await settle(pilot)
        assert screen.query_one(Detail).region.width == 80
        await pilot.press("escape")
        await settle(pilot)
        assert screen.statements.region.width == 80
        await pilot.press("escape", "escape", "escape")
        await settle(pilot)
        assert screen.places.region.width == 80
        assert pilot.app.is_running


async def test_the_filter_bar_filters_while_one_types(store):
    async with app_over(store).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("slash", *"lighthouse")
        await settle(pilot)
        screen = screen_of(pilot)
        assert {screen.statements.row(n).country for n in range(5)} == {"XB"}
        await pilot.press("enter")
        await settle(pilot)
        assert screen.lens.query == "lighthouse"
        assert "lighthouse ✕" in words_on(pilot)


async def test_leaving_the_filter_bar_puts_the_old_filter_back(store):
    async with app_over(store).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("slash", *"lighthouse", "escape")
        await settle(pilot)
        assert screen_of(pilot).lens.query == ""
        assert "1 of 32" in words_on(pilot)


async def test_a_wrong_word_is_named_with_the_nearest_right_one(store):
    async with app_over(store).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("slash", *"contry:XA ", "enter")
        await settle(pilot)
        assert "country" in str(screen_of(pilot).query_one(FilterBar).query_one(".entry-hint").render())
        assert "1 of 32" in words_on(pilot)


async def test_new_statements_wait_while_one_reads(store):
    async with app_over(store).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("j", "j", "j")
        before = screen_of(pilot).statements.current
        remember(store, harvest([-5, -6, -10]))
        pilot.app._tick()
        await settle(pilot)
        assert screen_of(pilot).statements.current == before
        assert "▲ 3 new" in words_on(pilot)
        await pilot.press("full_stop")
        await settle(pilot)
        assert "▲" not in words_on(pilot).replace("▲ offers", "")
        assert screen_of(pilot).statements.row(0).id == "statement-article--10"


async def test_at_the_top_new_statements_come_in_by_themselves(store):
    async with app_over(store).run_test(size=WIDE) as pilot:
        await settle(pilot)
        remember(store, harvest([-5]))
        pilot.app._tick()
        await settle(pilot)
        assert screen_of(pilot).statements.row(0).id == "statement-article--5"


async def test_the_detail_stays_while_somebody_reads_it(store):
    async with app_over(store).run_test(size=WIDE) as pilot:
        await settle(pilot)
        before = screen_of(pilot).current
        await pilot.press("tab")
        remember(store, harvest([-5]))
        pilot.app._tick()
        await settle(pilot)
        assert screen_of(pilot).query_one(Detail).view.row.id == screen_of(pilot).current.id == before.id
        assert "▲ 1 new" in words_on(pilot)


async def test_a_filter_that_finds_nothing_says_how_to_take_it_away(store):
    async with app_over(store, "unheard").run_test(size=WIDE) as pilot:
        await settle(pilot)
        assert "Nothing matches." in words_on(pilot) and "x takes it away" in words_on(pilot)
        await pilot.press("x")
        await settle(pilot)
        assert "Nothing matches." not in words_on(pilot)


async def test_a_mistake_of_ours_is_written_to_the_log_and_nowhere_else(store, tmp_path, monkeypatch):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)

    def stumble():
        raise LookupError("a mistake of ours")

    with pytest.raises(LookupError):
        async with app_over(store).run_test(size=WIDE) as pilot:
            pilot.app.call_later(stumble)
            await settle(pilot)
    assert "a mistake of ours" in (tmp_path / "communique.log").read_text()
    assert list(elsewhere.iterdir()) == []


async def test_the_status_line_speaks_of_polling(store):
    silent = {"failures": 3, "last_error": "the server did not answer in 20 seconds", "status": None}
    remember(store, harvest([], "courier", **silent))
    async with app_over(store).run_test(size=WIDE) as pilot:
        await settle(pilot)
        assert "1 of 2 sources failing: Northern Courier: the server did not answer" in words_on(pilot)


async def test_a_terminal_too_small_says_so_and_recovers(store):
    async with app_over(store).run_test(size=(30, 8)) as pilot:
        await settle(pilot)
        assert "needs 40 columns" in words_on(pilot)
        await pilot.resize_terminal(80, 24)
        await settle(pilot)
        assert "Ada Vell" in words_on(pilot)


async def test_an_analyst_stars_the_hardest_statement_and_finds_it_tomorrow(store):
    async with app_over(store).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("slash", *"about:XB", "enter", "s", "s")
        await settle(pilot)
        assert screen_of(pilot).current.score == -6.0
        await pilot.press("enter")
        await settle(pilot)
        assert "statement 1 of 1" in words_on(pilot)
        await pilot.press("escape", "asterisk")
        await settle(pilot)
        starred = screen_of(pilot).current.id
    async with app_over(store, "is:starred").run_test(size=WIDE) as pilot:
        await settle(pilot)
        assert screen_of(pilot).current.id == starred
        assert screen_of(pilot).current.read
        assert "1 of 1" in words_on(pilot)


async def test_a_mark_can_be_undone(store):
    async with app_over(store).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("asterisk")
        await settle(pilot)
        assert screen_of(pilot).current.starred
        await pilot.press("u")
        await settle(pilot)
        assert not screen_of(pilot).current.starred


async def test_notes_and_tags_are_written_and_found(store):
    async with app_over(store).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("e", *"ask them", "enter")
        await settle(pilot)
        await pilot.press("t", *"ferry", "enter")
        await settle(pilot)
        await pilot.press("slash", *"is:noted is:tagged", "enter")
        await settle(pilot)
        assert "1 of 1" in words_on(pilot)
        assert (screen_of(pilot).current.note, screen_of(pilot).current.tags) == ("ask them", ("ferry",))


async def test_what_is_read_unsurely_bears_a_sign_and_can_be_left_out(store):
    (told,) = harvest([-5]).articles
    unsure = replace(told.statements[0], confidence=0.6)
    remember(store, replace(harvest([-5]), articles=(replace(told, statements=(unsure,)),)))
    async with app_over(store).run_test(size=WIDE) as pilot:
        await settle(pilot)
        assert "~ “" in words_on(pilot)
        assert "~ unsure: direct.before-cue, right in" in words_on(pilot)
        await pilot.press("slash", *"is:sure", "enter")
        await settle(pilot)
        assert "~ " not in words_on(pilot)


async def test_everything_under_a_filter_is_marked_read_and_unmarked(store):
    async with app_over(store).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("R")
        await settle(pilot)
        assert all(screen_of(pilot).statements.row(n).read for n in range(32))
        await pilot.press("u")
        await settle(pilot)
        assert not any(screen_of(pilot).statements.row(n).read for n in range(32))


async def test_minus_goes_back_to_the_filter_before(store):
    async with app_over(store, "lighthouse").run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("x")
        await settle(pilot)
        assert screen_of(pilot).lens.query == ""
        await pilot.press("minus")
        await settle(pilot)
        assert screen_of(pilot).lens.query == "lighthouse"


@pytest.mark.parametrize("theme", ["dark", "light", "contrast", "colour-blind", "ansi"])
async def test_every_theme_can_be_worn(store, theme):
    async with app_over(store, settings=Settings(theme=theme)).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert "statement 1 of 1" in words_on(pilot)


async def test_a_theme_of_somebody_else_does_no_harm(store):
    async with app_over(store).run_test(size=WIDE) as pilot:
        pilot.app.theme = "nord"
        await settle(pilot)
        assert "Ada Vell" in words_on(pilot)


async def test_a_paste_of_a_million_letters_is_survived(store):
    async with app_over(store).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("slash")
        pilot.app.post_message(events.Paste("strait " * 150_000 + "\nsecond line"))
        await settle(pilot)
        field = screen_of(pilot).query_one("EntryBar Input")
        assert len(field.value) <= 1000
        await pilot.press("escape")
        await settle(pilot)
        assert "1 of 32" in words_on(pilot)


async def test_right_to_left_words_stand_at_the_right(store):
    made = article(-1, "XA", "سنرد على كل إغلاق للمضيق")
    text = "“سنرد على كل إغلاق للمضيق” said Ada Vell on Monday."
    made = replace(made, text=text)
    said = statement(made, ("XA", Stance.THREATEN, "سنرد على كل إغلاق للمضيق", None, "XB"))
    said = replace(said, sentence=Span(0, len(text)))
    remember(store, Harvest("gazette", "Harbour Gazette", [ReadArticle(made, (said,), "1")], PollState("gazette")))
    async with app_over(store).run_test(size=WIDE) as pilot:
        await settle(pilot)
        assert screen_of(pilot).query_one("#detail-words").has_class("-rtl")
        await pilot.press("j")
        await settle(pilot)
        assert not screen_of(pilot).query_one("#detail-words").has_class("-rtl")


async def test_help_finds_and_does(store):
    async with app_over(store).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("question_mark", *"hardest", "enter")
        await settle(pilot)
        assert "oldest first" in words_on(pilot)


async def test_what_fits_a_highlight_of_feeds_yaml_stands_out_the_first_counts(store):
    async with app_over(store).run_test(size=WIDE) as pilot:
        await settle(pilot)
        shown = screen_of(pilot).statements
        for number in range(10):
            row, (bar, *_) = shown.row(number), shown.cells(number, 0, 80)
            expected = {"ferry": "target", "winter": "friendly"}
            role = next((role for word, role in expected.items() if word in row.text), None)
            assert (bar[0] == "▌", bar[2] if role else None) == (role is not None, role)


async def test_n_goes_to_what_is_unread_and_begins_again_at_the_end(store):
    async with app_over(store).run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "j", "m", "k", "n")
        assert screen_of(pilot).statements.cursor == 2
        await press(pilot, "G", "n")
        assert screen_of(pilot).statements.cursor == 0
        await press(pilot, "N")
        assert screen_of(pilot).statements.cursor == screen_of(pilot).total - 1


async def test_n_finds_what_is_unread_however_far_and_says_where_nothing_is(tmp_path):
    store = filled(tmp_path / "long.db", 1300)
    ids = Recall(store).listing(parse_query("")).ids(0, 1300)
    set_read(store, [one for place, one in enumerate(ids) if place != 1200])
    app = app_over(store)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "i", "n")
        assert screen_of(pilot).statements.cursor == 1200
        await press(pilot, "s", "n")
        assert screen_of(pilot).current.id == ids[1200]
        await press(pilot, "n")
        assert "Nothing else is unread here." in words_on(pilot)


async def test_everything_read_is_told_and_marked_up_to_a_limit(store, monkeypatch):
    monkeypatch.setattr("tui.screens.dashboard.MOST_READ", 20)
    async with app_over(store).run_test(size=WIDE) as pilot:
        await settle(pilot)
        for marked in (20, 32):
            await pilot.press("R")
            await settle(pilot)
            assert [screen_of(pilot).statements.row(n).read for n in range(32)] == [n < marked for n in range(32)]


ANYWHERE = {
    "🇫🇷 Élysée 👨‍👩‍👧‍👦": "👨‍👩‍👧‍👦 family 🇺🇸 flag ✌🏽 well",
    "عباس عراقچی": "سنرد على كل إغلاق للمضيق",
    "北京外交部发言人林剑": "我们将对此作出回应，坚决反对任何形式的封锁行为",
    "Zoë\u0308 e\u0301e\u0301": "e\u0301" * 60,
    "שָׁלוֹם ראש": "נגיב על כל סגירה של המיצר",
    "नरेन्द्र मोदी": "हम जवाब देंगे",
}
"""Names and words: flags, joined emoji, right to left, wide, combining."""


@pytest.mark.parametrize("size", [(40, 12), (60, 20), (80, 24), (140, 30)])
async def test_columns_stay_aligned_in_any_script(store, size):
    read = []
    for number, (name, words) in enumerate(ANYWHERE.items()):
        made = article(-number - 1, "XA", words)
        said = statement(made, ("XA", Stance.THREATEN, words, None, "XB"))
        said = replace(said, actor=replace(said.actor, name=name, id=None))
        read.append(ReadArticle(made, (said,), "1"))
    remember(store, Harvest("gazette", "官方 Gazette", read, PollState("gazette")))
    async with app_over(store).run_test(size=size) as pilot:
        await settle(pilot)
        await pilot.press("w")
        await settle(pilot)
        lines = words_on(pilot).splitlines()
        assert {cell_len(line) for line in lines} == {size[0]}
        threats = [line for line in lines if "▼ threatens" in line and "→" not in line]
        assert len({cell_len(line[: line.index("▼ threatens")]) for line in threats}) == 1
