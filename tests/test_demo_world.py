"""The demo's invented world: what its feeds hold, how they are published over time, and what is read in them."""

from __future__ import annotations

import json
from calendar import timegm
from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import feedparser
import pytest
from ruamel.yaml import YAML

from feeds.kinds import Document, parse
from feeds.outcome import Fetched, FetchFailed, NotModified
from feeds.source import Source
from feeds.sources import load_watchlist
from statements.model import Article, Form, Stance, Statement
from statements.reading import read_statements
from statements.registry import Registry, load_registry
from store.health import PollState
from tui.demo import WORLD, PackagedFeeds

NOW = datetime(2031, 3, 9, 17, 30, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
DATA = Path(__file__).parent / "data" / "demo"
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
    return datetime.fromtimestamp(timegm(stamp), UTC)


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


async def test_a_source_of_the_real_world_is_told_that_there_is_no_network_here() -> None:
    source = Source(id="un-news", url="https://news.example/rss")
    outcome = await PackagedFeeds(NOW).get(source, PollState("un-news"), NOW)
    assert isinstance(outcome, FetchFailed) and "no network" in outcome.sentence


def test_the_packaged_feeds_name_no_weekday(articles: list[Article]) -> None:
    """It would be wrong as soon as the dates move."""
    days = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday lundi mardi mercredi jeudi vendredi lunes"
    for article in articles:
        assert not set(article.text.split()) & set(days.split()), article.url


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load_registry(WORLD / "actors.d")


@pytest.fixture(scope="module")
def articles(registry: Registry) -> list[Article]:
    """Every article of the world, those to come included."""
    feeds, sources = PackagedFeeds(NOW), load_watchlist(WORLD / "feeds.yaml", registry).sources
    parsed = [parse(Document(feeds.published(source.id, LATER), {}, source, LATER)) for source in sources]
    assert not [feed.problem for feed in parsed if feed.problem]
    return [article for feed in parsed for article in feed.articles]


@pytest.fixture(scope="module")
def read(articles: list[Article], registry: Registry) -> list[tuple[Article, Statement]]:
    return [(article, statement) for article in articles for statement in read_statements(article, registry)]


Read = list[tuple[Article, Statement]]


def test_three_languages_and_twelve_countries_have_their_say(articles: list[Article], read: Read) -> None:
    assert {article.language for article in articles} >= {"en", "fr", "es"}
    assert len({statement.actor.country for _, statement in read if statement.actor.id}) >= 12


def test_nobody_real_is_ever_named(read: Read, articles: list[Article], registry: Registry) -> None:
    real = load_registry()
    real_ids = {entry.id for entry in real.entries()}
    for article in articles:
        for mention in registry.find(article.text, article.language):
            assert mention.country not in real.countries and not real_ids & set(mention.ids), mention
    for _, statement in read:
        assert statement.actor.id not in real_ids and statement.actor.country not in real.countries, statement.text
        assert not {target.code for target in statement.targets} & set(real.countries), statement.text


def test_every_stance_and_every_form_is_to_be_seen(read: Read) -> None:
    stances = Counter(statement.stance for _, statement in read)
    assert min(stances[stance] for stance in Stance) >= 5, stances
    assert {statement.form for _, statement in read} == set(Form)


def test_several_wires_carry_the_same_words(read: Read) -> None:
    carried = Counter(statement.text for _, statement in read if statement.form is Form.DIRECT)
    assert len([words for words, count in carried.items() if count > 1]) >= 4


def test_most_of_what_a_careful_reader_finds_is_found(read: Read) -> None:
    expected = YAML(typ="safe").load(DATA / "readings.yaml")
    pairs = [(row, _best(read, slug, row)) for slug, rows in expected.items() for row in rows]
    spoken = [one is not None and one.actor.id == row["actor"] for row, one in pairs]
    meant = [one is not None and one.stance == row["stance"] for row, one in pairs if "stance" in row]
    assert sum(spoken) / len(pairs) > 0.9
    assert sum(meant) / len(meant) > 0.7


def _best(read: Read, slug: str, row: dict[str, str]) -> Statement | None:
    """The statement of that article that holds the expected words."""
    for article, statement in read:
        clause = statement.clause.of(article.text) if statement.clause else ""
        if article.url and article.url.endswith(f"/{slug}") and row["words"] in f"{statement.text} {clause}":
            return statement
    return None
