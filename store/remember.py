"""The writing side: one verb, one transaction. What a poll brought is all there or none of it is."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from statements.model import Article, Statement
from store.coding import KIND_KEYS, time_text
from store.connect import Store
from store.fill import read_statements
from store.health import PollState, write_state
from store.lines import Home, Lines

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
UNREAD = ""
"""The reading version of an article whose text is still to be read."""


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """An article and what was read in it."""

    article: Article
    statements: tuple[Statement, ...]
    reading_version: str
    error: str | None = None
    """Why its text could not be read, in one sentence: it is stored all the same."""


@dataclass(frozen=True, slots=True)
class Harvest:
    """What one poll of one source brought."""

    source_id: str
    source_title: str
    articles: Sequence[ReadArticle]
    """New and edited ones; an unchanged one costs a comparison."""
    state: PollState


@dataclass(frozen=True, slots=True)
class Remembered:
    """What of a harvest was new."""

    new_articles: int = 0
    revised_articles: int = 0
    new_statements: int = 0


@dataclass(frozen=True, slots=True)
class Reread:
    """What reading stored articles again came to."""

    articles: int = 0
    new: int = 0
    """Statements that were not found before."""
    changed: int = 0
    gone: int = 0
    """Statements that the rules find no more."""

    def __add__(self, other: Reread) -> Reread:
        return Reread(
            self.articles + other.articles,
            self.new + other.new,
            self.changed + other.changed,
            self.gone + other.gone,
        )


def text_hash(article: Article) -> str:
    """What an edit changes: title and text. The value `known` returns."""
    return sha256(f"{article.title}\0{article.text}".encode(errors="replace")).hexdigest()[:32]


def known(store: Store, source_id: str, article_ids: Iterable[str]) -> dict[str, str]:
    """The text hash of each of these articles that is already remembered from this source, or was forgotten."""
    with store.reading() as db:
        rows = db.execute(
            "SELECT articles.id, text_hash FROM json_each(:ids) JOIN articles ON articles.id = value "
            "JOIN sources ON sources.key = source WHERE sources.id = :source "
            "UNION ALL SELECT forgotten.id, text_hash FROM json_each(:ids) JOIN forgotten ON forgotten.id = value",
            {"ids": json.dumps(list(article_ids)), "source": source_id},
        ).fetchall()
    return dict(rows)


def remember(store: Store, harvest: Harvest) -> Remembered:
    """Remembers articles, revisions, statements, targets, tallies, full text and poll state in one transaction.

    Raises `StoreError`; then nothing of it is remembered.
    """
    with store.collecting() as db:
        source = write_state(db, harvest.state, harvest.source_title)
        if not harvest.articles:
            return Remembered()
        db.execute("UPDATE counters SET value = value + 1 WHERE name = 'harvest'")
        (arrived,) = db.execute("SELECT value FROM counters WHERE name = 'harvest'").fetchone()
        lines = Lines(db, arrived)
        parts = [_remember_article(db, lines, source, read) for read in harvest.articles]
        lines.settle()
        whole = Remembered(
            sum(part.new_articles for part in parts),
            sum(part.revised_articles for part in parts),
            sum(part.new_statements for part in parts),
        )
        if whole.new_articles:
            latest = max(_seen(read.article) for read in harvest.articles)
            db.execute("UPDATE sources SET last_new_at = ? WHERE key = ?", (time_text(latest), source))
        return whole


def reread(store: Store, articles: Sequence[ReadArticle]) -> Reread:
    """Puts new readings of stored articles in place of the old ones, in one transaction.

    Statements keep their ids, places and marks; one that is found no more goes, unless it is starred or noted.
    An article whose text was edited meanwhile is left alone: it was read again for that.
    """
    whole = Reread()
    with store.collecting() as db:
        db.execute("UPDATE counters SET value = value + 1 WHERE name = 'harvest'")
        (arrived,) = db.execute("SELECT value FROM counters WHERE name = 'harvest'").fetchone()
        lines = Lines(db, arrived)
        for read in articles:
            row = db.execute(_STORED, (read.article.id,)).fetchone()
            if row and row[_HASH] == text_hash(read.article):
                whole += _replace(db, lines, _home(row), read)
        lines.settle()
    return whole


_STORED = (
    "SELECT articles.key, source, kind, language, dated, revision, title, text_hash, version, error "
    "FROM articles JOIN readings ON readings.key = reading WHERE id = ?"
)
_HASH, _VERSION, _ERROR = 7, 8, 9


def _home(row: Sequence[Any]) -> Home:
    return Home(*row[:_HASH])


def _remember_article(db: sqlite3.Connection, lines: Lines, source: int, read: ReadArticle) -> Remembered:
    article = read.article
    row = db.execute(_STORED, (article.id,)).fetchone()
    if row is None and db.execute("SELECT 1 FROM forgotten WHERE id = ?", (article.id,)).fetchone():
        return Remembered()
    if row is None:
        home = _insert_article(db, source, read)
        statements = _unlike(read.statements)
        lines.add(home, statements)
        return Remembered(new_articles=1, new_statements=len(statements))
    if row[_HASH] != text_hash(article):
        home = _revise_article(db, _home(row), read)
        return Remembered(revised_articles=1, new_statements=_replace(db, lines, home, read).new)
    if (row[_VERSION], row[_ERROR]) != (read.reading_version, read.error):
        return Remembered(new_statements=_replace(db, lines, _home(row), read).new)
    return Remembered()


def _insert_article(db: sqlite3.Connection, source: int, read: ReadArticle) -> Home:
    article = read.article
    seen = _seen(article)
    dated = max(EPOCH, min(article.published_at or seen, seen))
    kind = KIND_KEYS[article.origin.kind]
    seconds = int(dated.timestamp())
    added = db.execute(
        "INSERT INTO articles (id, source, kind, origin_actor, origin_country, url, author, language, title, "
        "published_at, first_seen_at, dated, revision, text_hash, reading, error) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?)",
        (
            article.id, source, kind, article.origin.actor, article.origin.country, article.url, article.author,
            article.language, article.title, time_text(article.published_at), time_text(seen), seconds,
            text_hash(article), _reading(db, read.reading_version), read.error,
        ),
    )  # fmt: skip
    key = added.lastrowid or 0
    _insert_revision(db, key, 1, seen, article)
    return Home(key, source, kind, article.language, seconds, 1, article.title)


def _seen(article: Article) -> datetime:
    return article.fetched_at or article.published_at or EPOCH


def _revise_article(db: sqlite3.Connection, home: Home, read: ReadArticle) -> Home:
    article = read.article
    number = home.revision + 1
    db.execute(
        "UPDATE articles SET url = ?, author = ?, language = ?, title = ?, revision = ?, text_hash = ? "
        "WHERE key = ?",
        (
            article.url, article.author, article.language, article.title, number, text_hash(article), home.article,
        ),
    )  # fmt: skip
    _insert_revision(db, home.article, number, _seen(article), article)
    return replace(home, revision=number, title=article.title, language=article.language)


def _insert_revision(db: sqlite3.Connection, key: int, number: int, seen: datetime, article: Article) -> None:
    db.execute(
        "INSERT INTO revisions (article, number, seen_at, title, text) VALUES (?, ?, ?, ?, ?)",
        (key, number, time_text(seen), article.title, article.text),
    )


def _replace(db: sqlite3.Connection, lines: Lines, home: Home, read: ReadArticle) -> Reread:
    """Puts a new reading in place of the old one; where it failed, what was read before stays."""
    db.execute(
        "UPDATE articles SET reading = ?, error = ? WHERE key = ?",
        (_reading(db, read.reading_version), read.error, home.article),
    )
    if read.error and not read.statements:
        return Reread(1)
    places = {
        statement_id: (key, revision)
        for statement_id, key, revision in db.execute(
            "SELECT id, key, revision FROM statements JOIN wordings USING (key) WHERE article = ?", (home.article,)
        ).fetchall()
    }
    old = {statement.id: statement for statement in read_statements(db, read.article.id)}
    found = _unlike(read.statements)
    changed = 0
    for statement in found:
        key, revision = places.get(statement.id, (None, None))
        if key is not None and (revision, old[statement.id]) != (home.revision, statement):
            lines.rewrite(key, home, statement)
            changed += 1
    new = [statement for statement in found if statement.id not in old]
    lines.add(home, new)
    # What an edit took away stays, with the revision it stood in; what the rules no longer find goes.
    lost = (places[name] for name in old.keys() - {statement.id for statement in found})
    gone = [key for key, revision in lost if revision == home.revision and not _marked(db, key)]
    for key in gone:
        lines.remove(key)
    return Reread(1, len(new), changed, len(gone))


def _marked(db: sqlite3.Connection, key: int) -> bool:
    """Whether the user starred, noted, tagged or corrected it."""
    return bool(
        db.execute(
            "SELECT 1 FROM marks WHERE key = :key "
            "AND (starred_at IS NOT NULL OR note IS NOT NULL OR stance IS NOT NULL) "
            "UNION ALL SELECT 1 FROM tags WHERE key = :key",
            {"key": key},
        ).fetchone()
    )


def _reading(db: sqlite3.Connection, version: str) -> int:
    """The key of a version of the rules."""
    db.execute("INSERT OR IGNORE INTO readings (version) VALUES (?)", (version,))
    return int(db.execute("SELECT key FROM readings WHERE version = ?", (version,)).fetchone()[0])


def _unlike(statements: Iterable[Statement]) -> list[Statement]:
    """One statement per id, in the order of the text."""
    return list({statement.id: statement for statement in statements}.values())
