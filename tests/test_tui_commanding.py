"""Stories at the command line of the dashboard, and on the way back through what one looked at."""

import json

import pytest
from fakes_screen import app_over, filled, press, settle, words_on

from store.query import QueryNames
from tui.command_line import Choices, Order, OrderError, choose, complete_order, read_order
from tui.lens import Lens
from tui.settings import Settings
from tui.trail import LONGEST, Trail

WIDE = (120, 40)


@pytest.fixture
def store(tmp_path):
    opened = filled(tmp_path / "c.db")
    yield opened
    opened.close()


@pytest.mark.parametrize(
    "written, order",
    [
        ("actor lavrov /nuclear", Order("actor", "lavrov", "nuclear")),
        ("a Ada Vell", Order("actor", "Ada Vell")),
        ("Country XA", Order("country", "XA")),
        ("to IR / ferry", Order("about", "IR", "ferry")),
        ("w csv /tmp/x.csv", Order("export", "csv /tmp/x.csv")),
        ("q", Order("quit")),
        ("zen", Order("zen")),
    ],
)
def test_a_command_is_read_with_its_aliases(written, order):
    assert read_order(written) == order


@pytest.mark.parametrize("written, said", [("actr x", "did you mean actor"), ("view", "needs one of the views")])
def test_a_wrong_command_is_named_with_the_nearest_right_one(written, said):
    with pytest.raises(OrderError, match=said):
        read_order(written)


def test_what_may_follow_is_offered():
    names = QueryNames(actors={"xa-minister": ("Ada Vell",)}, countries={"XA": ("Avaria",)})
    choices = Choices(names, {"views": ["Threats", "Strait"], "formats": ["csv", "json"]})

    def offered(text):
        return [one.text for one in complete_order(text, len(text), choices)]

    assert offered("cou") == ["country "]
    assert offered("actor vell") == ["xa-minister"]
    assert offered("view T") == ["Threats"]
    assert offered("export ") == ["csv", "json"]
    assert offered("filter country:ava") == ["XA"]
    assert offered("nonsense ") == []


def test_a_beginning_is_enough_where_it_is_the_only_one():
    assert choose("orders", "hard", ["newest", "hardest"]) == "hardest"
    with pytest.raises(OrderError, match="may be Strait, Storm"):
        choose("views", "st", ["Strait", "Storm"])
    with pytest.raises(OrderError, match="There are no views"):
        choose("views", "st", [])


def test_the_trail_goes_back_on_and_between_the_last_two():
    first, second, third = Lens(), Lens("a"), Lens("b")
    trail = Trail(first)
    trail.go(second)
    trail.go(third)
    assert (trail.step(-1), trail.step(-1), trail.step(-1)) == (second, first, None)
    assert trail.step(1) == second
    assert trail.other() == first
    assert trail.other() == second
    for number in range(LONGEST * 2):
        trail.go(Lens(str(number)))
    assert trail.step(-LONGEST) is None


async def test_an_actor_is_looked_at_by_name_and_words(store):
    async with app_over(store).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("colon", *"actor vell /strait", "enter")
        await settle(pilot)
        lens = pilot.app.dashboard.lens
        assert (lens.actor, lens.side, lens.query) == ("xa-minister", "Ada Vell", "strait")
        assert "Ada Vell ✕" in words_on(pilot)
        assert pilot.app.focused.id == "statements"
        await pilot.press("colon", *"country Borduria", "enter")
        await settle(pilot)
        assert pilot.app.dashboard.lens.country == "XB"


async def test_nobody_of_that_name_is_said_under_the_line(store):
    async with app_over(store).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("colon", *"actor nobody", "enter")
        await settle(pilot)
        assert "No actor is called “nobody”" in words_on(pilot)
        await pilot.press("escape")
        assert pilot.app.focused.id == "statements"


async def test_a_name_of_the_query_means_what_people_call_it(store):
    async with app_over(store, "country:Borduria").run_test(size=WIDE) as pilot:
        await settle(pilot)
        await settle(pilot)  # the names are known only once the world is loaded
        screen = pilot.app.dashboard
        assert {screen.statements.row(n).country for n in range(10)} == {"XB"}


async def test_every_action_is_a_command(store):
    async with app_over(store).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("colon", *"star", "enter")
        await settle(pilot)
        assert pilot.app.dashboard.current.starred


async def test_what_the_filter_lets_through_is_exported(store, tmp_path):
    out = tmp_path / "out.jsonl"
    async with app_over(store).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("colon", *"view threats", "enter")
        await settle(pilot)
        await pilot.press("colon", *f"export jsonl {out}", "enter")
        await settle(pilot)
        lines = [json.loads(line) for line in out.read_text().splitlines()]
        assert len(lines) == pilot.app.dashboard.total == 8
        assert {line["stance"] for line in lines} == {"threaten"}
        await pilot.press("colon", *f"export jsonl {out}", "enter")
        await settle(pilot)
        assert "exists already" in words_on(pilot)


async def test_brackets_go_back_and_on_to_the_line_one_left(store):
    async with app_over(store).run_test(size=WIDE) as pilot:
        await settle(pilot)
        screen = pilot.app.dashboard
        await pilot.press("j", "j", "j")
        left = screen.current.id
        await pilot.press("slash", *"strait", "enter")
        await settle(pilot)
        await pilot.press("left_square_bracket")
        await settle(pilot)
        assert (screen.lens.query, screen.current.id) == ("", left)
        await pilot.press("right_square_bracket")
        await settle(pilot)
        assert screen.lens.query == "strait"
        await pilot.press("minus")
        await settle(pilot)
        assert screen.lens.query == ""


async def test_what_is_typed_goes_with_the_view_unless_it_is_kept(store):
    async with app_over(store).run_test(size=WIDE) as pilot:
        await settle(pilot)
        lens = lambda: (pilot.app.dashboard.lens.view, pilot.app.dashboard.lens.query)  # noqa: E731
        await pilot.press("slash", *"pilots", "enter", "1")
        await settle(pilot)
        assert lens() == ("Threats", "")
        await pilot.press("slash", *"closure", "enter", "K", "2")
        await settle(pilot)
        assert lens() == ("Strait", "closure")
        assert "Strait ✕" in words_on(pilot) and "closure ✕" in words_on(pilot)


async def test_who_always_keeps_what_is_typed_says_so_in_the_settings(store):
    async with app_over(store, settings=Settings(sticky=True)).run_test(size=WIDE) as pilot:
        await press(pilot, "slash", *"closure", "enter", "2")
        assert pilot.app.dashboard.lens.query == "closure"
        await press(pilot, "K", "1")
        assert pilot.app.dashboard.lens.query == ""


async def test_the_source_is_shown_when_asked_for(store):
    async with app_over(store).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "Harbour Gaze" not in words_on(pilot)
        await pilot.press("w")
        await settle(pilot)
        assert "Harbour Gaze" in words_on(pilot) and "source" in words_on(pilot)


async def test_countries_are_sorted_by_volume_name_and_hardness(store):
    async with app_over(store, "").run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("i")
        await settle(pilot)
        tree = pilot.app.dashboard.places
        names = lambda: [tree._lines[n].name for n in range(1, tree.count)]  # noqa: E731
        await pilot.press("shift+tab", "s")
        assert names() == ["Avaria", "Borduria", "Cordonia"]
        await pilot.press("s")
        scores = [line.score for line in tree._lines[1:]]
        assert scores == sorted(scores)
        assert "score" in words_on(pilot)
        await pilot.press("s")
        totals = [line.total for line in tree._lines[1:]]
        assert totals == sorted(totals, reverse=True)
