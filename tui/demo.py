"""A small invented world for a first look without a network: packaged feeds, served as time goes by.

Everything behind the wire is real: the feeds are parsed, read and remembered as any others; only the fetching
is replaced, by `PackagedFeeds`. The world's actors come in through an `actors.d` folder, as a user's would.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

if TYPE_CHECKING:
    from feeds.outcome import Outcome
    from feeds.pipeline import Clock
    from feeds.poller import Poller
    from feeds.source import Source
    from feeds.sources import Watchlist
    from feeds.worker import Worker
    from statements.registry import Registry
    from store.connect import Store
    from store.health import PollState

WORLD = Path(__file__).with_name("demo_world")
NOTICE = "demo: an invented world"
"""What the screen says for as long as the demo runs."""
OPENING = datetime(2020, 6, 15, 12, tzinfo=UTC)
"""The moment of the packaged dates at which the demo opens: what is dated later arrives while one looks."""
TEMPO = 15
"""How many times faster than their packaged dates the later items arrive."""
_DATED = re.compile(r'(?:<(?:pubDate|dc:date|published)>|"date_published": ")([^<"]+)')
_DATES = frozenset({"pubDate", "date", "published", "updated"})
_ITEMS = frozenset({"item", "entry"})
_SOURCES = {file.stem: file for file in sorted((WORLD / "feeds").iterdir())}
_SILENCE = timedelta(minutes=10)
_DAY = OPENING.date().isoformat()


@dataclass(frozen=True, slots=True)
class DemoPaths:
    """The files of one demo, all inside one temporary folder."""

    folder: Path
    feeds: Path
    """The demo's own feeds.yaml; may be edited."""
    actors: Path
    """The actors.d folder to give to `load_registry`."""
    database: Path


@contextmanager
def demo_paths(now: datetime) -> Iterator[DemoPaths]:
    """Lay out a temporary folder for one demo that opens at `now` (UTC); it is removed on leaving."""
    with tempfile.TemporaryDirectory(prefix="communique-demo-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        paths = DemoPaths(folder, folder / "feeds.yaml", folder / "actors.d", folder / "demo.db")
        shutil.copyfile(WORLD / "feeds.yaml", paths.feeds)
        paths.actors.mkdir()
        for table in (WORLD / "actors.d").glob("*.yaml"):
            checked_today = table.read_text(encoding="utf-8").replace(_DAY, now.date().isoformat())
            (paths.actors / table.name).write_text(checked_today, encoding="utf-8")
        yield paths


def demo_poller(
    store: Store, watchlist: Watchlist, registry: Registry, clock: Clock, worker: Worker | None = None
) -> Poller:
    """A poller of the packaged world, which opens now: all of its past at once, then an article every few seconds.

    With a clock that stands still, nothing arrives, and two fillings are alike.
    """
    from feeds.poller import Poller
    from feeds.source import Every

    at_once = Every(timedelta(seconds=1), timedelta(seconds=1))
    sources = tuple(replace(source, every=at_once) for source in watchlist.sources)
    feeds = PackagedFeeds(clock())
    return Poller(store, replace(watchlist, sources=sources), registry, clock=clock, fetcher=feeds, worker=worker)


class PackagedFeeds:
    """Stands where the fetcher stands, and answers with what the world has published by then."""

    def __init__(self, opened: datetime) -> None:
        self._opened = opened

    async def get(self, source: Source, state: PollState, now: datetime) -> Outcome:
        """The feed of `source` as of `now`; NotModified where `state` has seen all of it."""
        from feeds.outcome import Failure, Fetched, FetchFailed, NotModified

        if source.id not in _SOURCES:
            return FetchFailed(Failure.OFFLINE, "the demo asks no network: this source is for the real world")
        body = self.published(source.id, now)
        digest = hashlib.sha256(body).hexdigest()
        fresh_for = self.next_arrival(source.id, now) - now
        if digest == state.etag:
            return NotModified(etag=digest, fresh_for=fresh_for)
        return Fetched(body=body, body_hash=digest, headers={}, url=source.url, etag=digest, fresh_for=fresh_for)

    def published(self, source_id: str, now: datetime) -> bytes:
        """The feed of one source with all that is dated up to `now`, its dates moved to this world's time."""
        file = _SOURCES[source_id]
        publish = _publish_json if file.suffix == ".json" else _publish_xml
        return publish(file.read_bytes(), self._opened, now)

    def next_arrival(self, source_id: str, now: datetime) -> datetime:
        """When the source publishes next; a while from now where it has said all it had to say."""
        stamps = _DATED.findall(_SOURCES[source_id].read_text(encoding="utf-8"))
        moments = (_moment(_read_date(stamp), self._opened) for stamp in stamps)
        return min((moment for moment in moments if moment > now), default=now + _SILENCE)


def _moment(packaged: datetime, opened: datetime) -> datetime:
    """When something of the packaged date happens in a world that opened at `opened`."""
    ahead = packaged - OPENING
    return opened + (ahead / TEMPO if ahead > timedelta() else ahead)


def _read_date(text: str) -> datetime:
    return datetime.fromisoformat(text) if text[:4].isdigit() else parsedate_to_datetime(text)


def _write_date(moment: datetime, like: str) -> str:
    """`moment` in the format of the date `like`."""
    return moment.isoformat() if like[:4].isdigit() else format_datetime(moment)


def _publish_xml(body: bytes, opened: datetime, now: datetime) -> bytes:
    root = ElementTree.fromstring(body)
    newest = datetime.min.replace(tzinfo=UTC)
    for parent in list(root.iter()):
        for item in [child for child in parent if _local(child) in _ITEMS]:
            published = _redate(item, opened)
            newest = max(newest, published) if published <= now else newest
            if published > now:
                parent.remove(item)
    for updated in root.findall("{*}updated"):
        updated.text = newest.isoformat()
    return ElementTree.tostring(root, encoding="unicode").encode()


def _publish_json(body: bytes, opened: datetime, now: datetime) -> bytes:
    feed = json.loads(body)
    dated = [(_moment(_read_date(item["date_published"]), opened), item) for item in feed["items"]]
    feed["items"] = [item | {"date_published": at.isoformat()} for at, item in dated if at <= now]
    return json.dumps(feed, ensure_ascii=False).encode()


def _redate(item: ElementTree.Element, opened: datetime) -> datetime:
    """Moves every date of an item to this world's time; returns the first."""
    moments = []
    for node in item:
        if _local(node) in _DATES and node.text:
            moments.append(_moment(_read_date(node.text), opened))
            node.text = _write_date(moments[-1], like=node.text)
    return min(moments)


def _local(node: ElementTree.Element) -> str:
    """A tag without its namespace."""
    return node.tag.rpartition("}")[2]
