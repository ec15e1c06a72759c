"""How soon a new item is seen against how often is asked: our schedule beside fixed ones and miniflux's two.

    python bench/schedule.py FOLDER

FOLDER holds feeds (as ../shared/feeds/corpus); the dates of their items are the publications that are replayed. Of
each feed the first half is history, the second half is played: a poll sees what has been published by then. The
last column is the median delay over that of a fixed interval with as many requests: below 1 is better.
"""

from __future__ import annotations

import statistics
import sys
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from feeds.kinds.plain import read_plain
from feeds.kinds.rss import read_feed
from feeds.schedule import next_asking
from feeds.source import every

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
FEWEST, SHORTEST = 10, DAY / 2
Wait = Callable[[Sequence[datetime], datetime], timedelta]


@dataclass(frozen=True)
class Played:
    """One feed under one schedule."""

    delays: list[float]
    """Minutes from publication to sight."""
    per_day: float
    """Requests a day."""


def main() -> None:
    """Replays every feed under every schedule and prints the table."""
    warnings.simplefilter("ignore")
    feeds = [dates for path in sorted(Path(sys.argv[1]).rglob("*")) if (dates := publications(path))]
    print(f"{len(feeds)} feeds, {sum(map(len, feeds)):,} publications")
    print(f"{'schedule':<34}{'median delay':>14}{'mean':>10}{'p90':>10}{'requests/day':>14}{'of fixed':>10}")
    for name, wait in schedules().items():
        played = [play(dates, wait) for dates in feeds]
        delays = sorted(delay for one in played for delay in one.delays)
        p90 = delays[int(len(delays) * 0.9)]
        asked = statistics.mean(one.per_day for one in played)
        middle, mean = statistics.median(delays), statistics.mean(delays)
        fixed = DAY / MINUTE / asked / 2
        print(f"{name:<34}{middle:>10.1f} min{mean:>6.0f} min{p90:>6.0f} min{asked:>14.1f}{middle / fixed:>10.2f}")


def schedules() -> dict[str, Wait]:
    """The schedules compared, all within 5 minutes and 24 hours."""
    found: dict[str, Wait] = {}
    for minutes in (10, 30, 60, 120, 240):
        found[f"fixed, {minutes} min"] = lambda dates, now, wait=minutes * MINUTE: wait
    found["miniflux, round robin"] = lambda dates, now: 60 * MINUTE
    found["miniflux, entry frequency"] = miniflux
    for told in map(every, ("5m..1h", "5m..2h", "5m..6h", "5m..24h")):
        found[f"ours, {told}"] = lambda dates, now, told=told: next_asking(dates[-100:], now, told)
    return found


def miniflux(dates: Sequence[datetime], now: datetime) -> timedelta:
    """A week over the count of its items, between 5 minutes and 24 hours."""
    weekly = sum(now - 7 * DAY <= date <= now for date in dates)
    return min(max(7 * DAY / weekly, 5 * MINUTE), DAY) if weekly else DAY


def play(dates: Sequence[datetime], wait: Wait) -> Played:
    """Polls from the middle publication to the last."""
    half = len(dates) // 2
    now = start = dates[half]
    seen, requests, delays = half + 1, 0, []
    while seen < len(dates):
        now += wait(dates[:seen], now)
        requests += 1
        while seen < len(dates) and dates[seen] <= now:
            delays.append((now - dates[seen]) / MINUTE)
            seen += 1
    return Played(delays, requests / ((now - start) / DAY))


def publications(path: Path) -> list[datetime]:
    """The dates of a feed's items, oldest first; none of a feed that has too few, or none that can be true."""
    if not path.is_file() or path.suffix == ".csv":
        return []
    body = path.read_bytes()
    try:
        found = read_plain(body, {}) or read_feed(body, {})
    except (ValueError, LookupError):
        return []
    dates = sorted({item.published for item in found.items if item.published and 1990 < item.published.year < 2027})
    recent = [date for date in dates if dates[-1] - date <= timedelta(days=120)]
    midnights = sum(date.astimezone(UTC).time().isoformat() == "00:00:00" for date in recent)
    usable = len(recent) >= FEWEST and recent[-1] - recent[0] >= SHORTEST and midnights < len(recent) / 4
    return recent if usable else []


if __name__ == "__main__":
    main()
