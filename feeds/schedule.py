"""When a source is due, and what one poll leaves behind. Pure: the clock and the dice come in as arguments."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import sqrt
from random import Random

from feeds.outcome import Failure, Fetched, FetchFailed, NotModified, Outcome
from feeds.source import Every, Source
from store.health import PollState

DAY = timedelta(days=1)
MOVES_TO_BELIEVE = 3
"""A permanent redirect is followed without asking once it has held this often in a row."""
LONGEST_HINT = timedelta(hours=5)
"""A publisher's ttl or max-age is heeded up to this: many are copied without thought."""
THROTTLED_PAUSE = timedelta(minutes=10)
UNREACHABLE_PAUSE = timedelta(hours=1)
"""The longest wait after failures that may be the network's: it is back sooner than a broken site is mended."""
_UNREACHABLE = frozenset({Failure.NAME, Failure.REFUSED, Failure.TIMEOUT})
_JITTER = 0.2
HISTORY = timedelta(days=28)
REQUESTS_PER_HOUR = 2.0
"""How often a source is asked that publishes once an hour."""
_DOUBT = 2.0
"""How many ordinary hours the doubt about an hour of the day weighs."""
_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Doubt:
    """What is to be said of a source that answers well."""

    kind: str
    """incomplete, empty or frozen."""
    sentence: str


@dataclass(frozen=True, slots=True)
class Hints:
    """What is known about when to come back: what the publisher says, and when it published."""

    ttl: timedelta | None = None
    fresh_for: timedelta | None = None
    skip_hours: frozenset[int] = frozenset()
    dates: tuple[datetime, ...] = ()
    """When the items of the last body were published (UTC)."""


def interval(every: Every, hints: Hints, now: datetime, before: timedelta | None, *, new: bool) -> timedelta:
    """How long to wait after a success.

    Between the user's bounds, as often as the source publishes; where its items have no dates, longer than
    `before`, the last wait, when nothing was new, and shorter when something was. Lengthened by what the publisher
    says.
    """
    if every.least == every.most:
        wait = every.least
    elif hints.dates:
        wait = next_asking(hints.dates, now, every)
    else:
        wait = (before or every.least) * (0.5 if new else 1.5)
    told = max(hints.ttl or timedelta(0), hints.fresh_for or timedelta(0))
    return max(min(max(wait, every.least), every.most), min(told, LONGEST_HINT))


def next_asking(dates: Sequence[datetime], now: datetime, every: Every) -> timedelta:
    """How long to wait, within the bounds, for a source that published at these times.

    To see all items soonest for a given number of requests, requests must go with the square root of the rate of
    publication (the sum of rate x wait / 2 is least, for a fixed sum of 1 / wait, where wait ~ 1 / sqrt(rate)). The
    rate is that of each hour of the day, so that a ministry is asked often while it works and seldom at night.
    """
    densities = [REQUESTS_PER_HOUR * sqrt(rate) for rate in hourly_rates(dates, now)]
    due, moment, last = 0.0, now, now + every.most
    while moment < last:
        step = min(_HOUR - (moment - moment.replace(minute=0, second=0, microsecond=0)), last - moment)
        gain = densities[moment.hour] * (step / _HOUR)
        if due + gain >= 1:
            return max(moment + step * ((1 - due) / gain) - now, every.least)
        due, moment = due + gain, moment + step
    return every.most


def hourly_rates(dates: Sequence[datetime], now: datetime) -> list[float]:
    """Items to be expected in each hour of the day (UTC), from those of the last four weeks.

    An hour of which little has been seen is taken to be like all others.
    """
    recent = [date for date in dates if now - HISTORY <= date <= now]
    if not recent:
        return [0.0] * 24
    hours = max((now - min(recent)) / _HOUR, 1.0)
    mean = len(recent) / hours
    seen = [0.0] * 24
    for back in range(int(hours)):
        seen[(now.hour - back) % 24] += 1
    counts = Counter(date.hour for date in recent)
    rates = []
    for hour in range(24):
        near = ((hour - 1) % 24, hour, (hour + 1) % 24)
        items = sum(counts[one] * weight for one, weight in zip(near, (0.5, 1, 0.5), strict=True))
        days = sum(seen[one] * weight for one, weight in zip(near, (0.5, 1, 0.5), strict=True))
        rates.append((items + _DOUBT * mean) / (days + _DOUBT))
    return rates


def backoff(every: Every, failed: FetchFailed, failures: int, dice: Random) -> timedelta:
    """How long to wait after the `failures`-th failure in a row: doubling, at most a day, never for ever.

    Spread by a fifth either way, so that sources that failed together do not come back together.
    """
    base = max(every.least, timedelta(minutes=5))
    if failed.kind is Failure.THROTTLED:
        base = max(base, THROTTLED_PAUSE)
    blameless = failed.kind in (Failure.OFFLINE, Failure.STORE)
    doublings = 0 if blameless else min(max(failures, 1) - 1, 12)
    longest = max(base, UNREACHABLE_PAUSE) if failed.kind in _UNREACHABLE else DAY
    wait = min(base * (1 << doublings), longest)
    wait = wait * (1 + _JITTER * (2 * dice.random() - 1))
    return min(max(wait, failed.retry_after or timedelta(0)), DAY)


def past_skipped(moment: datetime, skip_hours: frozenset[int]) -> datetime:
    """`moment`, or the end of the run of hours around it in which nothing is published."""
    if moment.hour not in skip_hours or len(skip_hours) >= 24:
        return moment
    while moment.hour in skip_hours:
        moment = moment.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    return moment


def starting(state: PollState, now: datetime) -> PollState:
    """The state to remember before asking: a crash then does not lead to asking again at once."""
    return replace(state, running_since=now, due_at=now + THROTTLED_PAUSE)


def postponed(state: PollState, wait: timedelta, now: datetime, dice: Random) -> PollState:
    """The state of a source that was not asked, because its host is to be left alone for so long."""
    due_at = now + wait + timedelta(seconds=60 * dice.random())
    if state.error_kind == Failure.THROTTLED and state.due_at and now < state.due_at:
        due_at = state.due_at  # its own wish, or longer
    return replace(state, due_at=due_at, running_since=None)


def succeeded(
    state: PollState,
    source: Source,
    outcome: Fetched | NotModified,
    now: datetime,
    hints: Hints,
    dice: Random,
    *,
    new: bool = False,
    doubt: Doubt | None = None,
) -> PollState:
    """What a success leaves: validators exactly as given, the next time, no failure."""
    before = state.due_at - state.last_polled_at if state.due_at and state.last_polled_at else None
    wait = interval(source.every, replace(hints, fresh_for=outcome.fresh_for), now, before, new=new)
    fetched = isinstance(outcome, Fetched)
    return replace(
        _moved(state, outcome),
        etag=outcome.etag,
        last_modified=outcome.last_modified,
        due_at=past_skipped(now + wait + wait * 0.05 * dice.random(), hints.skip_hours),
        last_polled_at=now,
        last_success_at=now,
        last_full_at=now if fetched else state.last_full_at,
        failures=0,
        last_error=doubt.sentence if doubt else None,
        error_kind=doubt.kind if doubt else None,
        status=200 if fetched else 304,
        gone=False,
        running_since=None,
    )


def failed(state: PollState, source: Source, outcome: FetchFailed, now: datetime, dice: Random) -> PollState:
    """What a failure leaves: its reason, the next time, everything else as it was."""
    failures = state.failures + 1
    return replace(
        _moved(state, outcome),
        due_at=now + backoff(source.every, outcome, failures, dice),
        last_polled_at=now,
        failures=failures,
        last_error=outcome.sentence,
        error_kind=outcome.kind.value,
        status=outcome.status,
        gone=outcome.kind is Failure.GONE,
        running_since=None,
    )


CLOCKS_DIFFER = timedelta(minutes=5)
"""By which two machines that write one database may differ."""


def left_alone_until(state: PollState) -> datetime | None:
    """Until when the source's host wants to be asked nothing at all, as far as that is still known."""
    if state.error_kind != Failure.THROTTLED or state.last_polled_at is None:
        return None
    if state.failures == 1:  # later waits are longer for this source alone
        return state.due_at
    return state.last_polled_at + THROTTLED_PAUSE


def due(state: PollState | None, now: datetime) -> bool:
    """Whether a source is to be asked now; one that was asked in the future is: the clock has been set back."""
    if state is None or state.due_at is None or state.due_at <= now:
        return state is None or not state.gone
    return not state.gone and state.last_polled_at is not None and state.last_polled_at > now + CLOCKS_DIFFER


def _moved(state: PollState, outcome: Outcome) -> PollState:
    """Counts how often in a row a permanent redirect has held."""
    if state.moved_count >= MOVES_TO_BELIEVE and outcome.moved_to is None:
        return state
    if outcome.moved_to is None:
        return replace(state, moved_to=None, moved_count=0)
    count = state.moved_count + 1 if outcome.moved_to == state.moved_to else 1
    return replace(state, moved_to=outcome.moved_to, moved_count=count)
