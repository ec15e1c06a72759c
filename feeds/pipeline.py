"""The one sentence as code: a source is fetched, parsed into articles, read into statements, and remembered."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from random import Random
from time import monotonic
from typing import Protocol

from feeds.fingerprint import Fingerprint
from feeds.hosts import Hosts
from feeds.keeper import Keeper
from feeds.outcome import Failure, Fetched, FetchFailed, NotModified, Outcome
from feeds.parsed import Document, ParsedFeed
from feeds.schedule import THROTTLED_PAUSE, Doubt, Hints, failed, postponed, succeeded
from feeds.source import Format, Source
from feeds.worker import Worker
from statements.model import Article
from store.connect import Store, StoreError
from store.health import PollState, published_dates
from store.remember import UNREAD, Harvest, ReadArticle, Remembered, known, remember, text_hash

MOST_PAGES = 10
"""Articles' pages fetched in one poll of a source; where there are more, the next poll is soon."""
NEXT_PAGES = timedelta(minutes=1)
MISSED_FOR = timedelta(hours=1)
"""How long an article's page that could not be had is not asked for again."""
READ_AT_ONCE = 8
"""New articles of one poll whose texts are read before they are remembered."""
READ_FIRST = 4
"""Of more than that so many, the newest; the others are remembered unread and take their turn."""
FROZEN_DAYS = 30
"""After which a feed that has nothing new may be frozen."""
Clock = Callable[[], datetime]


class Fetches(Protocol):
    """What can be asked for a source's body: the fetcher, or the demo's packaged feeds."""

    def get(self, source: Source, state: PollState, now: datetime) -> Awaitable[Outcome]:
        """What the source offers now."""


class FullTexts(Protocol):
    """What can be asked for further pages of a source, above all those of its articles."""

    def heed_robots(self, source: Source, now: datetime) -> Awaitable[None]:
        """Learns what pause the source's host wants between two requests for pages."""

    def fetch(self, url: str, source: Source, now: datetime) -> Awaitable[Outcome]:
        """What stands at one address."""

    def whole(self, article: Article, source: Source, now: datetime) -> Awaitable[Article | None]:
        """The article with what its page says; None for one that has no text anywhere yet."""


@dataclass(frozen=True, slots=True)
class PollResult:
    """What one poll of one source came to."""

    source_id: str
    outcome: str
    """new, unchanged, waiting or failed."""
    sentence: str
    """For the user."""
    new_articles: int = 0
    new_statements: int = 0
    seconds: float = 0.0

    @property
    def failed(self) -> bool:
        """Whether the source could not be fetched, parsed or remembered."""
        return self.outcome == "failed"


@dataclass(slots=True)
class Pipeline:
    """What every poll needs."""

    store: Store
    fetcher: Fetches
    worker: Worker
    keeper: Keeper
    hosts: Hosts
    clock: Clock
    dice: Random
    full_texts: FullTexts | None = None
    hints: dict[str, Hints] = field(default_factory=dict)
    """What each source's last parsed body said about when to come back."""
    unread: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when articles are remembered unread."""
    missed: dict[str, datetime] = field(default_factory=dict)
    """Articles whose page could not be had, and when it was asked for last."""


async def poll_source(source: Source, state: PollState, pipe: Pipeline) -> PollResult:
    """Polls one source when its host may be asked.

    Every expected failure is a value, and leaves what was remembered as it was.
    """
    async with pipe.hosts.polling(source.url):
        started = monotonic()
        try:
            result = await _polled(source, state, pipe)
        except StoreError as error:
            result = _failed(source, state, FetchFailed(Failure.STORE, str(error)), pipe)
    return replace(result, seconds=round(monotonic() - started, 3))


async def _polled(source: Source, state: PollState, pipe: Pipeline) -> PollResult:
    before = Fingerprint.read(state.body_hash)
    if source.format is not Format.FEED and pipe.full_texts is not None:
        await pipe.full_texts.heed_robots(source, pipe.clock())
    async with pipe.hosts.request(source, source.url):
        wait = pipe.hosts.parked(source.url)
        if wait:
            pipe.keeper.keep(postponed(state, wait, pipe.clock(), pipe.dice))
            return PollResult(source.id, "waiting", "its host asked to be left alone for a while")
        outcome = await pipe.fetcher.get(source, state, pipe.clock())
        if isinstance(outcome, FetchFailed) and outcome.kind in (Failure.NAME, Failure.OFFLINE):
            pipe.hosts.unreached(source.url)
    match outcome:
        case FetchFailed():
            return _failed(source, state, outcome, pipe)
        case NotModified():
            return await _unchanged(source, state, outcome, pipe)
        case Fetched() if outcome.body_hash == before.body:
            return await _unchanged(source, state, outcome, pipe)
    seen = frozenset[bytes]() if source.reads_pages else before.items
    parsed = await _parsed(source, outcome, seen, pipe)
    if parsed.failure:
        return _failed(source, state, FetchFailed(parsed.failure, parsed.problem or "", 200), pipe)
    found = _fingerprint(outcome, parsed)
    pipe.hints[source.id] = hints = Hints(found.ttl, skip_hours=found.skip_hours, dates=parsed.dates)
    fresh, left_over = await _unknown(source, parsed.articles, pipe)
    read = await _read(fresh, pipe)
    now, doubt = pipe.clock(), _doubt(found, parsed.problem, pipe.clock())
    after = succeeded(state, source, outcome, now, hints, pipe.dice, new=bool(read), doubt=doubt)
    after = _again_soon(after, now) if left_over else replace(after, body_hash=str(found))
    pipe.keeper.supersede(after)
    harvest = Harvest(source.id, source.name, read, after)
    remembered = await pipe.keeper.saved(remember, pipe.store, harvest)
    if len(read) > READ_AT_ONCE:
        pipe.unread.set()
    return _told(source, remembered, parsed, doubt)


async def _parsed(source: Source, fetched: Fetched, seen: frozenset[bytes], pipe: Pipeline) -> ParsedFeed:
    """The articles of a body, or of the bodies an index leads to."""
    document = Document(fetched.body, fetched.headers, source, pipe.clock(), fetched.url, seen)
    parsed = await pipe.worker.parse(document)
    if not parsed.further or pipe.full_texts is None:
        return parsed
    articles: dict[str, Article] = {}
    items: frozenset[bytes] = frozenset()
    for url in parsed.further:
        outcome = await pipe.full_texts.fetch(url, source, pipe.clock())
        if isinstance(outcome, Fetched):
            inner = await pipe.worker.parse(Document(outcome.body, outcome.headers, source, pipe.clock(), url))
            articles |= {article.id: article for article in inner.articles}
            items |= inner.items
    if not articles:
        return ParsedFeed(failure=Failure.NOT_A_FEED, problem="none of the sitemaps of the index could be read")
    return ParsedFeed(list(articles.values()), items)


async def _unknown(source: Source, articles: Sequence[Article], pipe: Pipeline) -> tuple[list[Article], bool]:
    """The new and the edited ones, with full texts where the source wants them; and whether some are left over."""
    if not articles:
        return [], False
    ids = [article.id for article in articles]
    hashes = await pipe.keeper.saved(known, pipe.store, source.id, ids)
    if not source.reads_pages or pipe.full_texts is None:
        return [article for article in articles if hashes.get(article.id) != text_hash(article)], False
    late = pipe.clock() - MISSED_FOR
    unseen = [one for one in articles if one.id not in hashes and pipe.missed.get(one.id, late) <= late]
    whole: list[Article] = []
    for article in unseen[:MOST_PAGES]:
        found = await pipe.full_texts.whole(article, source, pipe.clock())
        if found is None:
            pipe.missed[article.id] = pipe.clock()
        else:
            whole.append(found)
    return whole, len(unseen) > MOST_PAGES


async def _read(fresh: Sequence[Article], pipe: Pipeline) -> list[ReadArticle]:
    """The articles with their statements; of very many the newest with theirs, the others unread."""
    if len(fresh) <= READ_AT_ONCE:
        return await pipe.worker.read(fresh)
    now = pipe.clock()
    newest = sorted(fresh, key=lambda article: article.dated or now, reverse=True)
    later = [ReadArticle(article, (), UNREAD) for article in newest[READ_FIRST:]]
    return [*await pipe.worker.read(newest[:READ_FIRST]), *later]


def _again_soon(state: PollState, now: datetime) -> PollState:
    """The state after a body of which not all has been taken: as if it had not been seen."""
    due = min(state.due_at or now, now + NEXT_PAGES)
    return replace(state, body_hash=None, etag=None, last_modified=None, due_at=due)


def _fingerprint(fetched: Fetched, parsed: ParsedFeed) -> Fingerprint:
    newest = max(parsed.dates, default=None)
    return Fingerprint(fetched.body_hash, parsed.items, parsed.ttl, parsed.skip_hours, newest)


def _doubt(body: Fingerprint, problem: str | None, now: datetime) -> Doubt | None:
    """What is to be said of a body that could be read: it is not whole, empty, or has had nothing new for long."""
    age = (now - body.newest).days if body.newest else 0
    if problem:
        return Doubt("incomplete", problem)
    if not body.items:
        return Doubt("empty", "the feed is empty")
    if age >= FROZEN_DAYS:
        return Doubt("frozen", f"its newest article is {age:,} days old: the site may have moved its feed")
    return None


async def _unchanged(
    source: Source, state: PollState, outcome: Fetched | NotModified, pipe: Pipeline
) -> PollResult:
    before, now = Fingerprint.read(state.body_hash), pipe.clock()
    hints = pipe.hints.get(source.id)
    if hints is None:
        dates: tuple[datetime, ...] = ()
        if source.every.least != source.every.most:
            dates = await pipe.keeper.saved(published_dates, pipe.store, source.id)
        pipe.hints[source.id] = hints = Hints(before.ttl, skip_hours=before.skip_hours, dates=dates)
    told = state.last_error if state.error_kind == "incomplete" else None
    doubt = _doubt(before, told, now) if before.body else None
    pipe.keeper.keep(succeeded(state, source, outcome, now, hints, pipe.dice, doubt=doubt))
    return PollResult(source.id, "unchanged", f"nothing new; {doubt.sentence}" if doubt else "nothing new")


def _failed(source: Source, state: PollState, outcome: FetchFailed, pipe: Pipeline) -> PollResult:
    if outcome.kind is Failure.THROTTLED:
        pipe.hosts.park(source.url, outcome.retry_after or THROTTLED_PAUSE)
    pipe.keeper.keep(failed(state, source, outcome, pipe.clock(), pipe.dice))
    return PollResult(source.id, "failed", outcome.sentence)


def _told(source: Source, remembered: Remembered, parsed: ParsedFeed, doubt: Doubt | None) -> PollResult:
    """The result in words."""
    new, revised, said = remembered.new_articles, remembered.revised_articles, remembered.new_statements
    parts = [_count(new, "new article")] if new else []
    parts += [_count(said, "statement")] if said else []
    parts += [_count(revised, "edited article")] if revised else []
    words = [", ".join(parts) or "nothing new"] if parsed.items else []
    words += [doubt.sentence] if doubt else []
    return PollResult(source.id, "new" if new or revised else "unchanged", "; ".join(words), new, said)


def _count(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"
