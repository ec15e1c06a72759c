"""The status line says in words how polling fares."""

from dataclasses import replace
from datetime import timedelta

import pytest

from store.health import PollState
from tui.format import plain
from tui.status import ENOUGH, Polling, status_pieces, why_empty

TITLES = {"a": "Agency A", "b": "Ministry B"}


@pytest.fixture
def say(now):
    def words(*states, **options):
        polling = Polling(options.pop("titles", TITLES), {state.source_id: state for state in states}, **options)
        return plain(status_pieces(polling, now))

    return words


@pytest.fixture
def well(now):
    return PollState("a", last_polled_at=now - timedelta(seconds=12), due_at=now + timedelta(minutes=3), status=200)


def failed(source_id, now, **fields):
    fields = {"last_error": "no answer in 20 seconds", "failures": 2, "last_polled_at": now} | fields
    return PollState(source_id, **fields)


def test_it_says_when_the_last_poll_was_and_what_is_next(say, well):
    assert say(well) == "polled 12 s ago  ·  next Agency A in 3 min  ·  1 of 2 sources asked"
    assert say(well, replace(well, source_id="b")).endswith("✓ all answer")


def test_it_names_what_fails_and_why(say, well, now):
    assert "1 of 2 sources failing: Ministry B: no answer in 20 seconds" in say(well, failed("b", now))


def test_it_says_offline_when_nothing_could_be_reached_and_offers_the_demo(say, now):
    words = say(failed("a", now), failed("b", now))
    assert words.startswith("offline: none of 2 sources could be reached")
    assert "demo" in words


def test_a_server_that_answers_with_an_error_was_reached(say, now):
    assert "offline" not in say(failed("a", now), failed("b", now, status=503))


def test_one_source_not_tried_yet_is_no_proof_of_being_offline(say, now):
    assert "offline" not in say(failed("a", now))


def test_it_says_what_is_being_polled(say, well, now):
    assert "polling Ministry B" in say(well, PollState("b", running_since=now))


def test_a_source_taken_out_of_feeds_yaml_is_not_spoken_of(say, well, now):
    assert "gone" not in say(well, failed("gone", now))


def test_a_broken_feeds_yaml_is_told_and_the_last_good_one_stays(say, well):
    words = say(well, feeds_problem="f.yaml:3: no key is called ulr\nf.yaml:9: not a web address")
    assert words.startswith("the last good feeds.yaml stays in use: f.yaml:3: no key is called ulr, and 1 more")


def test_an_error_from_outside_cannot_steer_the_terminal(say, now, well):
    assert "\x1b" not in say(well, failed("b", now, last_error="bad \x1b]52;c;x\x07 thing", status=500))


MANY = {f"s{n}": f"Source {n}" for n in range(40)}


def test_a_dozen_unreached_in_this_run_are_enough_to_say_offline(say, now):
    begun = now - timedelta(minutes=1)
    silent = [failed(source_id, now) for source_id in MANY]
    words = say(*silent[:ENOUGH], titles=MANY, begun=begun)
    assert words.startswith("offline: none of the first 12 sources could be reached; press d for the demo")
    assert "offline" not in say(*silent[: ENOUGH - 1], titles=MANY, begun=begun)


def test_what_was_reached_or_asked_before_this_run_counts_for_nothing_or_against_it(say, now):
    begun = now - timedelta(minutes=1)
    dozen = [failed(source_id, now) for source_id in list(MANY)[:ENOUGH]]
    answered = PollState("s30", last_polled_at=now, status=200)
    yesterday = PollState("s31", last_polled_at=now - timedelta(days=1), status=200)
    assert "offline" not in say(*dozen, answered, titles=MANY, begun=begun)
    assert "offline" in say(*dozen, yesterday, titles=MANY, begun=begun)
    assert "offline" not in say(*dozen, titles=MANY, begun=now + timedelta(seconds=1))


def test_while_the_world_is_read_nothing_is_said_of_it(say):
    assert say(titles={}, opening=True) == "opening …"


@pytest.mark.parametrize(
    "narrowed, options, words",
    [
        (True, {"opening": True}, "opening"),
        (True, {}, "x takes it away"),
        (False, {}, "d shows an invented world"),
        (False, {"polls": False}, "No statement here yet."),
    ],
)
def test_an_empty_list_says_why_it_is_empty(now, narrowed, options, words):
    states = {source_id: failed(source_id, now) for source_id in TITLES}
    assert words in why_empty(Polling(TITLES, states, **options), narrowed)


def test_before_the_first_answer_an_empty_list_asks_for_patience():
    assert "as the sources answer" in why_empty(Polling(TITLES, {}), narrowed=False)


def test_nothing_watched(say):
    assert "no source is watched" in say(titles={})


async def test_where_room_is_short_the_count_stays_and_the_name_goes():
    from textual.app import App, ComposeResult

    from tui.widgets.bars import ChipBar

    class OneBar(App[None]):
        def compose(self) -> ComposeResult:
            yield ChipBar()

    for width, named in ((80, False), (100, True)):
        app = OneBar()
        async with app.run_test(size=(width, 3)) as pilot:
            bar = app.query_one(ChipBar)
            bar.show([("official", "officials only")], "newest first", "1 of 393", "demo: an invented world")
            await pilot.pause()
            line = bar.render().plain[:width]
            assert line.rstrip().endswith("1 of 393")
            assert ("Communiqué" in line) is named


def test_it_says_first_that_nothing_can_be_saved(say, well):
    words = say(well, store_problem="No space is left for /a/c.db.", feeds_problem="f.yaml:3: no key is called ulr")
    assert words.startswith("nothing can be saved: No space is left for /a/c.db.  ·  polled 12 s ago")


def test_it_says_last_how_far_the_reading_of_old_articles_is(say, well):
    words = say(well, rereading="40 of 2,000 stored articles read again")
    assert words.endswith("  ·  40 of 2,000 stored articles read again")
