"""The demo's packaged feeds: what they hold, and how they are published as time goes by."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import feedparser
import pytest

from feeds.outcome import Fetched, NotModified
from feeds.source import Source
from store.health import PollState
from tui.demo import OPENING, WORLD, PackagedFeeds

NOW = datetime(2031, 3, 9, 17, 30, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
FEEDS = sorted((WORLD / "feeds").iterdir())


def entries(source_id: str, now: datetime) -> list[tuple[str, datetime]]:
    """(id, date) of every entry published by then in a world that opened at NOW."""
    body = PackagedFeeds(NOW).published(source_id, now)
    if body.startswith(b"{"):
        return [(item["id"], datetime.fromisoformat(item["date_published"])) for item in json.loads(body)["items"]]
    parsed = feedparser.parse(body)
    assert not parsed.bozo, parsed.get("bozo_exception")
    return [(entry.get("id", entry.link), _date(entry)) for entry in parsed.entries]


def _date(entry: Any) -> datetime:
    stamp = entry.published_parsed if "published_parsed" in entry else entry.updated_parsed
    return datetime(*stamp[:6], tzinfo=UTC)


def everything(now: datetime) -> list[tuple[str, datetime]]:
    return [entry for file in FEEDS for entry in entries(file.stem, now)]


def test_the_world_opens_with_sixty_articles_and_more_to_come() -> None:
    assert len(everything(NOW)) >= 60
    assert len(everything(LATER)) - len(everything(NOW)) >= 12


def test_the_newest_article_is_from_now_and_the_oldest_from_a_fortnight_ago() -> None:
    dates = [date for _, date in everything(NOW)]
    assert timedelta() <= NOW - max(dates) < timedelta(minutes=15)
    assert timedelta(days=13) < NOW - min(dates) < timedelta(days=15)


def test_no_two_articles_share_an_id() -> None:
    ids = [key for key, _ in everything(LATER)]
    assert len(ids) == len(set(ids))


def test_every_few_seconds_a_source_says_that_it_has_more() -> None:
    feeds, arrivals = PackagedFeeds(NOW), []
    for file in FEEDS:
        now = NOW
        while (moment := feeds.next_arrival(file.stem, now)) < now + timedelta(minutes=5):
            assert len(entries(file.stem, moment)) == len(entries(file.stem, now)) + 1
            arrivals.append(moment)
            now = moment
    arrivals.sort()
    assert arrivals[0] - NOW < timedelta(seconds=10)
    assert max(later - earlier for earlier, later in pairwise(arrivals)) < timedelta(seconds=30)


@pytest.mark.parametrize("file", FEEDS, ids=lambda file: file.stem)
async def test_a_feed_seen_before_is_not_modified(file: Path) -> None:
    source = Source(id=file.stem, url=f"https://{file.stem}.example/feed")
    feeds = PackagedFeeds(NOW)
    first = await feeds.get(source, PollState(file.stem), NOW)
    assert isinstance(first, Fetched)
    again = await feeds.get(source, PollState(file.stem, etag=first.etag), NOW + timedelta(seconds=1))
    assert isinstance(again, NotModified)


def test_the_packaged_feeds_name_no_weekday() -> None:
    """Weekdays and months would be wrong as soon as the dates move."""
    days = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday lundi mardi mercredi jeudi vendredi lunes"
    for file in FEEDS:
        words = set(" ".join(_texts(file)).split())
        assert not words & set(days.split()), file.name


def _texts(file: Path) -> list[str]:
    body = PackagedFeeds(OPENING).published(file.stem, OPENING + timedelta(days=1))
    if body.startswith(b"{"):
        return [item["content_html"] for item in json.loads(body)["items"]]
    found = feedparser.parse(body).entries
    return [entry.content[0].value if "content" in entry else entry.summary for entry in found]
