"""The screen of one statement: its article, why it was read so, what stands around it, what can be done with it."""

from dataclasses import replace

import pytest
from fakes_screen import NOW, app_over, article, filled, press, settle, statement, words_on

from statements.model import Span, Stance
from store.health import PollState
from store.remember import Harvest, ReadArticle, remember
from tui.screens.statement import StatementScreen

WIDE, SMALL = (120, 40), (80, 24)


@pytest.fixture
def store(tmp_path):
    opened = filled(tmp_path / "c.db")
    yield opened
    opened.close()


@pytest.fixture
def opened(monkeypatch):
    """The links that were given to the browser."""
    links: list[str] = []
    monkeypatch.setattr("tui.browser.open_in_browser", lambda link: not links.append(link))
    return links


async def test_what_was_said_before_and_by_others_stands_beside_it(store):
    async with app_over(store).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "enter")
        seen = words_on(pilot)
        assert seen.index("Said before") < seen.index("Others on this")
        assert "Boro Tam" in seen.split("Others on this")[1], "the other side of the pair"
        assert "Cem Orla" not in seen, "an envoy who speaks of one side alone"


async def test_going_on_to_a_statement_beside_and_back(store):
    async with app_over(store).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "enter")
        first = pilot.app.screen.view.row.id
        await press(pilot, "tab", "tab", "j", "enter")
        screen = pilot.app.screen
        assert screen.view.row.id != first and screen.view.row.actor_id == "xa-minister"
        assert screen.view.row.title in words_on(pilot)
        await press(pilot, "escape")
        assert screen.view.row.id == first
        await press(pilot, "escape")
        assert not isinstance(pilot.app.screen, StatementScreen)


async def test_in_a_small_terminal_tab_goes_through_article_account_and_what_stands_around(store):
    async with app_over(store).run_test(size=SMALL) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "enter")
        assert "The morning was calm." in words_on(pilot)
        await press(pilot, "tab")
        assert "because" in words_on(pilot) and "The morning was calm." not in words_on(pilot)
        await press(pilot, "tab")
        assert "Said before" in words_on(pilot) and "because" not in words_on(pilot)
        await press(pilot, "escape")
        assert "The morning was calm." in words_on(pilot)


async def test_a_stance_is_corrected_by_hand_found_again_and_undone(store):
    async with app_over(store).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "c")
        await press(pilot, "down", "down", "down", "enter")
        screen = pilot.app.screen
        assert screen.view.row.stance is Stance.WARN
        assert "your correction; read as threatens" in words_on(pilot)
        await press(pilot, "escape", "slash", *"is:corrected", "enter")
        assert "1 of 1" in words_on(pilot)
        await press(pilot, "u", "x")
        assert pilot.app.dashboard.statements.row(0).stance is Stance.THREATEN


async def test_links_have_numbers_and_only_web_addresses_are_among_them(store, opened):
    made = article(-1, "XA", "We will answer.")
    bad = "javascript:alert(1) file:///etc/passwd https://paper.example/a?b=1, and (http://other.example/x)."
    made = replace(made, text=made.text + "\n\nSee " + bad)
    said = replace(statement(made, ("XA", Stance.THREATEN, "We will answer.", None, "XB")), sentence=Span(0, 40))
    remember(store, Harvest("gazette", "Gazette", [ReadArticle(made, (said,), "1")], PollState("gazette")))
    async with app_over(store).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "L")
        seen = words_on(pilot)
        assert "https://example.org/gazette/-1" in seen and "https://paper.example/a?b=1" in seen
        await press(pilot, "3")
        assert opened == ["http://other.example/x"]
        drawn = pilot.app.screen._compositor.render_strips()
        told = {style.link for line in drawn for _, style, _ in line if style and style.link}
        assert told == {"https://example.org/gazette/-1", "https://paper.example/a?b=1", "http://other.example/x"}


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "-x",
        "--help",
        "data:text/html,x",
        "https://a.example\n--x",
        "https://exa mple/",
    ],
)
async def test_nothing_but_a_web_address_is_opened(store, opened, address):
    async with app_over(store).run_test(size=WIDE) as pilot:
        await settle(pilot)
        pilot.app.screen.open_address(address)
        assert opened == []


async def test_a_note_is_shown_with_the_statement(store):
    async with app_over(store).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "e", *"ask", "enter", "t", *"ferry", "enter")
        assert "note     ask" in words_on(pilot) and "tags     ferry" in words_on(pilot)
        assert pilot.app.screen.view.row.dated <= NOW
