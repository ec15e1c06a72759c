"""The status line says in words how polling fares."""

from datetime import timedelta

import pytest

from store.health import PollState
from tui.format import plain
from tui.status import Polling, status_pieces

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
    assert say(well) == "polled 12 s ago  ·  next Agency A in 3 min"


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


def test_nothing_watched(say):
    assert "no source is watched" in say(titles={})
