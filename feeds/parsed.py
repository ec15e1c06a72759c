"""What parsing a body gives, whatever its format; and how raw items become articles."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from urllib.parse import urljoin, urlsplit

from feeds.clean import html_to_text, one_line, plain_to_text
from feeds.fingerprint import item_digest
from feeds.outcome import Failure
from feeds.source import Source
from statements.model import Article

MOST_ITEMS = 1000
"""Items of one body that are read; the first ones, which feeds put newest."""
_EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_].*)?")


@dataclass(frozen=True, slots=True)
class RawItem:
    """One item as a format's parser finds it: nothing cleaned, nothing checked."""

    guid: str | None = None
    link: str | None = None
    title: str = ""
    body: str = ""
    plain: bool = False
    """`body` is text, not markup."""
    published: datetime | None = None
    language: str | None = None
    author: str | None = None
    base: str | None = None
    """What a relative link is relative to."""


@dataclass(frozen=True, slots=True)
class RawFeed:
    """A feed as a format's parser finds it."""

    items: list[RawItem] = field(default_factory=list)
    title: str = ""
    language: str | None = None
    ttl: str = ""
    """Minutes, as written."""
    broken: bool = False
    """It is not well-formed."""


@dataclass(frozen=True, slots=True)
class Document:
    """A body to be parsed."""

    body: bytes
    headers: Mapping[str, str]
    """Names in lower case."""
    source: Source
    now: datetime
    """UTC; what is dated later has no date that can be true."""
    url: str = ""
    """Where the body was found; relative links are relative to it."""
    seen: frozenset[bytes] = frozenset()
    """Digests of items that are remembered already: they need not become articles again."""

    @property
    def base(self) -> str:
        """What relative links are relative to."""
        return self.url or self.source.url


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """A parsed body: its articles, newest first as the feed has them."""

    articles: list[Article] = field(default_factory=list)
    """Without those that were seen before."""
    items: frozenset[bytes] = frozenset()
    """Digests of all its items, seen before or not."""
    title: str | None = None
    dates: tuple[datetime, ...] = ()
    """When its items were published, as far as they say so and it can be true (UTC)."""
    ttl: timedelta | None = None
    """How long the publisher says it stays the same."""
    skip_hours: frozenset[int] = frozenset()
    """Hours of the day (UTC) in which the publisher publishes nothing."""
    problem: str | None = None
    """What was wrong, in one plain sentence; articles may have been found all the same."""
    further: tuple[str, ...] = ()
    """Addresses that are to be fetched and parsed in place of this body."""
    failure: Failure | None = None
    """Set where nothing could be made of the body."""


Parse = Callable[[Document], ParsedFeed]


def to_parsed(
    items: Sequence[RawItem], document: Document, language: str | None = None, title: str = ""
) -> ParsedFeed:
    """The items as articles, without true duplicates and without those seen before."""
    taken = items[:MOST_ITEMS]
    digests = [_digest(item) for item in taken]
    links = [_link(item, document.base) for item in taken]
    articles: dict[str, Article] = {}
    for item, link, digest, names in zip(taken, links, digests, _told_apart(taken, links), strict=True):
        if digest not in document.seen:
            article = _article(item, link, document, language, names)
            articles.setdefault(article.id, article)
    problem = None
    if len(items) > len(taken):
        problem = f"the feed has {len(items):,} items; the first {MOST_ITEMS:,} are read"
    dates = tuple(date for date in (usable_date(item.published, document.now) for item in taken) if date)
    return ParsedFeed(list(articles.values()), frozenset(digests), one_line(title) or None, dates, problem=problem)


def article_id(source_id: str, *names: str) -> str:
    """The stable id of one item of one source."""
    return hashlib.blake2b("\0".join((source_id, *names)).encode(errors="replace"), digest_size=12).hexdigest()


def language_code(tag: str | None) -> str | None:
    """ISO 639-1 out of a language tag such as en-GB, or None."""
    found = _LANGUAGE.fullmatch((tag or "").strip())
    return found[1].lower() if found else None


def usable_date(moment: datetime | None, now: datetime) -> datetime | None:
    """A date of publication in UTC that can be true: after 1990, not after `now`."""
    return moment if moment is not None and _EARLIEST <= moment <= now else None


def most_common(values: Sequence[str | None]) -> str | None:
    """The value most items have."""
    found = Counter(value for value in values if value).most_common(1)
    return found[0][0] if found else None


def _article(
    item: RawItem, link: str | None, document: Document, language: str | None, names: Sequence[str]
) -> Article:
    source, now = document.source, document.now
    text = plain_to_text(item.body) if item.plain else html_to_text(item.body)
    return Article(
        id=article_id(source.id, *names),
        title=one_line(item.title) or one_line(text, 80),
        text=text,
        origin=source.origin,
        url=link,
        language=language_code(item.language) or source.lang or language_code(language),
        published_at=usable_date(item.published, now),
        fetched_at=now,
        author=one_line(item.author or "", 200) or None,
    )


def _told_apart(items: Sequence[RawItem], links: Sequence[str | None]) -> list[tuple[str, ...]]:
    """By what each item is named: as little as tells it from all others of its feed.

    The guid, else the link, else what it says; where items that say different things share that, their links,
    titles and texts too, so that none takes the place of another.
    """
    ladders = [_ladder(item, link or "") for item, link in zip(items, links, strict=True)]
    unlike = {ladder[-1]: ladder for ladder in ladders}.values()
    counts = Counter(names for ladder in unlike for names in ladder)
    return [next((names for names in ladder if counts[names] == 1), ladder[-1]) for ladder in ladders]


def _ladder(item: RawItem, link: str) -> tuple[tuple[str, ...], ...]:
    """Ever longer names of an item."""
    name = item.guid or link
    if not name:
        date = item.published.isoformat() if item.published else ""
        return (item.title, date or item.body), (item.title, date, item.body)
    return (name,), (name, link, item.title), (name, link, item.title, item.body)


def _digest(item: RawItem) -> bytes:
    """By what an item is known again: what it says and when; without a date its guid, which some feeds change."""
    known = str(item.published) if item.published else item.guid
    return item_digest(known, item.link, item.title, item.body)


def _link(item: RawItem, url: str) -> str | None:
    """The item's address, made absolute; None where it is no web address."""
    text = "".join((item.link or "").split())
    if not text:
        return None
    try:
        link = urljoin(urljoin(url, item.base or ""), text)
        parts = urlsplit(link)
    except ValueError:
        return None
    return link if parts.scheme in ("http", "https") and parts.netloc and len(link) <= 4000 else None

