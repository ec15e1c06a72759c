"""When a source is asked again: pure decisions over its history."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.outcome import Failure, Fetched, FetchFailed, NotModified
from feeds.schedule import (
    Hints,
    backoff,
    due,
    failed,
    hourly_rates,
    interval,
    next_asking,
    past_skipped,
    starting,
    succeeded,
)
from feeds.source import Source, every
from store.health import PollState

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
SOURCE = Source(id="one", url="https://arlandia.example/", every=every("10m"))
BODY = Fetched(b"", "hash", {}, "https://arlandia.example/", etag='"e"')
FAILED = FetchFailed(Failure.SERVER, "a fault", 500)


def wait(told="5m..6h", *, new=False, before=None, **hints):
    return interval(every(told), Hints(**hints), NOW, before, new=new)


def working_hours(days=14):
    """Four items each hour from 8 to 16 UTC."""
    start = NOW.replace(hour=0) - days * DAY
    return tuple(start + day * DAY + hour * HOUR + quarter * 15 * MINUTE
                 for day in range(days) for hour in range(8, 16) for quarter in range(4))  # fmt: skip


def test_a_fixed_interval_is_kept_whatever_the_source_does():
    assert wait("10m", dates=working_hours()) == wait("10m", before=HOUR) == 10 * MINUTE


def test_what_the_publisher_says_makes_it_longer_but_not_by_more_than_five_hours():
    assert wait("10m", ttl=HOUR) == HOUR
    assert wait("10m", fresh_for=30 * MINUTE, ttl=MINUTE) == 30 * MINUTE
    assert wait("10m", fresh_for=DAY) == 5 * HOUR


def test_a_busy_source_is_asked_more_often_than_a_quiet_one_and_a_frozen_one_least():
    busy = tuple(NOW - number * 5 * MINUTE for number in range(50))
    quiet = tuple(NOW - number * DAY for number in range(1, 20))
    frozen = tuple(NOW - 90 * DAY - number * HOUR for number in range(30))
    assert wait(dates=busy) < HOUR / 2 < wait(dates=quiet) < wait(dates=frozen) == 6 * HOUR


def test_a_ministry_is_asked_often_while_it_works_and_seldom_at_night():
    rates = hourly_rates(working_hours(), NOW)
    assert min(rates[9:15]) > 3 > 0.5 > max(rates[0:6])
    at_work = next_asking(working_hours(), NOW - 2 * HOUR, every("5m..6h"))
    at_night = next_asking(working_hours(), NOW.replace(hour=22), every("5m..6h"))
    assert at_work < 20 * MINUTE
    assert at_night > 4 * at_work


def test_without_dates_it_feels_its_way():
    assert wait(before=HOUR) == 1.5 * HOUR
    assert wait(before=HOUR, new=True) == HOUR / 2
    assert wait(before=DAY) == 6 * HOUR
    assert wait() == 7.5 * MINUTE


@given(st.lists(st.integers(0, 10**7), max_size=60), st.integers(0, 24 * 60))
def test_no_history_leads_out_of_the_bounds(ages, minute):
    now = NOW + minute * MINUTE
    dates = tuple(now - timedelta(seconds=age) for age in ages)
    bounds = every("5m..6h")
    assert bounds.least <= next_asking(dates, now, bounds) <= bounds.most


def test_failures_double_the_wait_up_to_a_day_and_never_more():
    waits = [backoff(SOURCE.every, FAILED, number, Random(1)) for number in range(1, 60)]
    assert waits[0] < 13 * MINUTE
    assert waits[3] > 60 * MINUTE
    assert max(waits) <= DAY


def test_sources_that_failed_together_do_not_come_back_together():
    waits = {backoff(SOURCE.every, FAILED, 3, Random(seed)) for seed in range(20)}
    assert len(waits) == 20
    assert max(waits) / min(waits) < 1.6


def test_what_may_be_the_network_is_tried_again_within_the_hour():
    for kind in (Failure.NAME, Failure.REFUSED, Failure.TIMEOUT):
        assert backoff(SOURCE.every, replace(FAILED, kind=kind), 30, Random(1)) <= 1.2 * HOUR
    assert backoff(SOURCE.every, replace(FAILED, kind=Failure.OFFLINE), 30, Random(1)) <= 12 * MINUTE


def test_a_request_for_peace_is_heeded_and_a_default_holds_where_none_is_named():
    busy = FetchFailed(Failure.THROTTLED, "busy", 429, retry_after=3 * HOUR)
    assert backoff(SOURCE.every, busy, 1, Random(1)) == 3 * HOUR
    assert backoff(every("1m"), replace(busy, retry_after=None), 1, Random(1)) >= 8 * MINUTE


@pytest.mark.parametrize(
    ("hours", "hour", "until"), [({12}, 12, 13), ({12, 13}, 12, 14), ({3}, 12, 12), ({22, 23, 0}, 22, 1)]
)
def test_hours_in_which_nothing_is_published_are_left_out(hours, hour, until):
    moment = NOW.replace(hour=hour, minute=30)
    found = past_skipped(moment, frozenset(hours))
    assert found.hour == until
    assert found >= moment
    assert past_skipped(moment, frozenset(range(24))) == moment


def test_what_a_success_leaves():
    before = PollState("one", etag='"old"', failures=3, last_error="x", error_kind="server", running_since=NOW)
    after = succeeded(before, SOURCE, BODY, NOW, Hints(), Random(1))
    assert (after.etag, after.failures, after.last_error, after.error_kind) == ('"e"', 0, None, None)
    assert (after.last_success_at, after.last_full_at, after.running_since) == (NOW, NOW, None)
    assert 10 * MINUTE <= after.due_at - NOW <= 10.5 * MINUTE
    later = succeeded(after, SOURCE, NotModified('"f"'), NOW + HOUR, Hints(), Random(1))
    assert (later.etag, later.last_full_at, later.status) == ('"f"', NOW, 304)


def test_what_a_failure_leaves():
    before = succeeded(PollState("one"), SOURCE, BODY, NOW, Hints(), Random(1))
    after = failed(before, SOURCE, FAILED, NOW + HOUR, Random(1))
    assert (after.etag, after.last_success_at, after.failures) == ('"e"', NOW, 1)
    assert (after.last_error, after.error_kind, after.status) == ("a fault", "server", 500)
    assert not after.gone
    assert failed(before, SOURCE, FetchFailed(Failure.GONE, "gone", 410), NOW, Random(1)).gone


def test_a_redirect_is_counted_while_it_holds_and_forgotten_when_it_ends():
    state = PollState("one")
    for number in (1, 2, 3):
        state = succeeded(state, SOURCE, replace(BODY, moved_to="https://new.example/"), NOW, Hints(), Random(1))
        assert state.moved_count == number
    other = succeeded(state, SOURCE, replace(BODY, moved_to="https://third.example/"), NOW, Hints(), Random(1))
    assert other.moved_count == 1
    assert succeeded(state, SOURCE, BODY, NOW, Hints(), Random(1)).moved_to == "https://new.example/"
    assert succeeded(other, SOURCE, BODY, NOW, Hints(), Random(1)).moved_to is None


def test_a_source_is_due_when_its_time_has_come_and_not_while_it_runs():
    assert due(None, NOW)
    assert due(PollState("one"), NOW)
    assert not due(starting(PollState("one"), NOW), NOW)
    assert due(starting(PollState("one"), NOW), NOW + HOUR)
    assert not due(PollState("one", gone=True), NOW)


@pytest.mark.parametrize("jump", [DAY, -DAY])
def test_a_clock_that_jumps_leaves_no_source_unasked_for_long(jump):
    polled = succeeded(PollState("one"), SOURCE, BODY, NOW, Hints(), Random(1))
    assert due(polled, NOW + jump)
    again = succeeded(polled, SOURCE, BODY, NOW + jump, Hints(), Random(1))
    assert not due(again, NOW + jump + MINUTE)
    assert due(again, NOW + jump + 11 * MINUTE)
