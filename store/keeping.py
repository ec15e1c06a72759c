# ruff: noqa: S608 - SQL is put together from words of our own; what comes from outside is always a parameter
"""What is kept for how long. Old texts are packed, what is too old or too much goes, free space is given back.

All of it is done in slices of some milliseconds, each a transaction of its own: nobody waits long for one, and the
work may end after any and be taken up again.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from store.coding import packed
from store.compile import compile_filter
from store.connect import Store
from store.lines import Lines
from store.query import StatementFilter

FORGOTTEN, PACKED, MERGED, FREED = "forgotten", "packed", "merged", "freed"

ARTICLES = 20
"""Articles forgotten in one slice."""

TEXTS = 40
"""Texts packed in one slice."""

PAGES = 250
"""Pages merged, or given back to the disk, in one slice."""

SPARE = 8
"""One page in so many may stand empty for what comes next before space is given back."""


@dataclass(frozen=True, slots=True)
class Keeping:
    """How long what is collected is kept. None: for ever."""

    plain: timedelta = timedelta(days=30)
    """Younger texts can be read by any program; older ones are packed to less than half."""
    articles: timedelta | None = None
    size: int | None = None
    """Bytes; while the database holds more, the articles that came first go."""
    sources: Mapping[str, timedelta] = field(default_factory=dict)
    """What single sources have instead of `articles`, by id."""
    watched: tuple[StatementFilter, ...] = ()
    """An article with a statement of one of these stays, as does one with a mark."""


@dataclass(frozen=True, slots=True)
class Slice:
    """One step of the work."""

    work: str
    """FORGOTTEN (articles), PACKED (texts), MERGED (steps) or FREED (pages)."""
    done: int
    """Of this work so far."""
    whole: int
    """Of this work, as far as is known."""


def keep_house(store: Store, keeping: Keeping, now: datetime, *, thorough: bool = False) -> Iterator[Slice]:
    """Does what is due, a slice at every step; `thorough` also tidies full text and gives all free space back.

    An article stays whole if any of its statements is starred, noted, tagged, corrected or watched.
    """
    yield from _forget_old(store, keeping, now)
    if keeping.size:
        yield from _forget_first(store, keeping, keeping.size, now)
    yield from _pack(store, int((now - keeping.plain).timestamp()))
    if thorough:
        yield from _merge(store)
    yield from _give_back(store, 0 if thorough else SPARE)


def size_of(db: sqlite3.Connection) -> int:
    """Bytes of the pages that hold something."""
    question = "SELECT (page_count - freelist_count) * page_size FROM pragma_page_count, pragma_freelist_count, "
    return int(db.execute(f"{question} pragma_page_size").fetchone()[0])


def _forget_old(store: Store, keeping: Keeping, now: datetime) -> Iterator[Slice]:
    with store.reading() as db:
        sources = db.execute("SELECT key, id FROM sources").fetchall()
    ages = ((key, keeping.sources.get(name, keeping.articles)) for key, name in sources)
    edges = [(key, int((now - age).timestamp())) for key, age in ages if age is not None]
    with store.reading() as db:
        count = "SELECT count(*) FROM articles INDEXED BY articles_by_source WHERE source = ? AND dated < ?"
        whole = sum(db.execute(count, edge).fetchone()[0] for edge in edges)
    seen = gone = 0
    for source, edge in edges:
        bounds = {"source": source, "edge": edge, "dated": -1, "last": 0, "count": ARTICLES}
        while True:
            with store.collecting() as db:
                old = db.execute(_OLD, bounds).fetchall()
                gone += _forget(db, old, keeping, now)
            if not old:
                break
            seen += len(old)
            yield Slice(FORGOTTEN, gone, max(gone, gone + whole - seen))
            bounds |= {"dated": old[-1][3], "last": old[-1][0]}


_OLD = """
    SELECT key, id, text_hash, dated FROM articles INDEXED BY articles_by_source
    WHERE source = :source AND dated < :edge AND dated >= :dated AND (dated > :dated OR key > :last)
    ORDER BY dated, key LIMIT :count"""


def _forget_first(store: Store, keeping: Keeping, most: int, now: datetime) -> Iterator[Slice]:
    """Forgets in the order of arrival until the database holds no more than `most` bytes."""
    last = gone = 0
    while True:
        with store.reading() as db:
            size = size_of(db)
        if size <= most:
            return
        with store.collecting() as db:
            first = db.execute(_FIRST, (last, ARTICLES)).fetchall()
            gone += _forget(db, first, keeping, now)
            (left,) = db.execute("SELECT count(*) FROM articles").fetchone()
        if not first:
            return
        last = first[-1][0]
        yield Slice(FORGOTTEN, gone, gone + int(left * (size - most) / size))


_FIRST = "SELECT key, id, text_hash, dated FROM articles WHERE key > ? ORDER BY key LIMIT ?"


def _forget(db: sqlite3.Connection, articles: Sequence[tuple[Any, ...]], keeping: Keeping, now: datetime) -> int:
    """Forgets those of these articles that nothing keeps; returns how many."""
    kept = _kept(db, [key for key, *_ in articles], keeping.watched, now)
    lines = Lines(db, 0)
    gone = [article for article in articles if article[0] not in kept]
    for key, article_id, text_hash, _ in gone:
        for (statement,) in db.execute("SELECT key FROM statements WHERE article = ?", (key,)).fetchall():
            lines.remove(statement)
        db.execute("DELETE FROM revisions WHERE article = ?", (key,))
        db.execute("DELETE FROM articles WHERE key = ?", (key,))
        db.execute("INSERT OR REPLACE INTO forgotten VALUES (?, ?)", (article_id, text_hash))
    lines.settle()
    return len(gone)


def _kept(
    db: sqlite3.Connection, articles: Sequence[int], watched: Sequence[StatementFilter], now: datetime
) -> set[int]:
    """Those of these articles that have a statement worth keeping."""
    asked = {"articles": json.dumps(articles)}
    among = "s.article IN (SELECT value FROM json_each(:articles))"
    found = db.execute(
        f"SELECT DISTINCT article FROM statements AS s WHERE {among} AND (EXISTS (SELECT 1 FROM marks AS m "
        "WHERE key = coalesce(s.same, s.key) AND coalesce(starred_at, note, m.stance) IS NOT NULL) "
        "OR EXISTS (SELECT 1 FROM tags WHERE key = coalesce(s.same, s.key)))",
        asked,
    ).fetchall()
    for where in watched:
        plan = compile_filter(db, where, now)
        question = f"SELECT DISTINCT article FROM statements AS s WHERE {among} AND {plan.whole}"
        bounds = {"low": plan.low, "high": plan.high, "upto": 2**62}
        found += db.execute(question, asked | plan.parameters | bounds).fetchall()
    return {article for (article,) in found}


def _pack(store: Store, edge: int) -> Iterator[Slice]:
    """Packs the texts of articles dated before `edge` (seconds since 1970)."""
    with store.reading() as db:
        whole = db.execute(f"SELECT count(*) FROM {_PLAIN} AND dated < ?", (edge,)).fetchone()[0]
    last = done = 0
    while True:
        with store.reading() as db:
            question = f"SELECT r.key, r.text FROM {_PLAIN} AND dated < ? AND r.key > ? ORDER BY r.key LIMIT ?"
            plain = db.execute(question, (edge, last, TEXTS)).fetchall()
        if not plain:
            return
        texts = [(packed(text), key) for key, text in plain]
        with store.collecting() as db:
            db.executemany("UPDATE revisions SET text = ? WHERE key = ? AND typeof(text) = 'text'", texts)
        last, done = plain[-1][0], done + len(plain)
        yield Slice(PACKED, done, max(done, whole))


_PLAIN = (
    "revisions AS r INDEXED BY revisions_plain CROSS JOIN articles AS a ON a.key = r.article "
    "WHERE typeof(r.text) = 'text'"
)


def _merge(store: Store) -> Iterator[Slice]:
    """Makes one segment of the full text, so that a word is looked up once."""
    pages, done = -PAGES, 0  # negative: begin with all there are
    while True:
        with store.collecting() as db:
            before = db.total_changes
            db.execute("INSERT INTO wordings_text (wordings_text, rank) VALUES ('merge', ?)", (pages,))
            if db.total_changes - before < 2:
                return
        pages, done = PAGES, done + 1
        yield Slice(MERGED, done, done + 1)


def _give_back(store: Store, spare: int) -> Iterator[Slice]:
    """Gives free pages back to the disk once they are more than one in `spare` (0: all of them)."""
    with store.reading() as db:
        pages, free, mode = (_number(db, name) for name in ("page_count", "freelist_count", "auto_vacuum"))
    if not mode or free * spare < pages * bool(spare):
        return
    for done in range(PAGES, free + PAGES, PAGES):
        with store.exclusively() as db:
            db.executescript(f"PRAGMA incremental_vacuum({PAGES})")  # `execute` would free a single page
        yield Slice(FREED, min(done, free), free)


def _number(db: sqlite3.Connection, pragma: str) -> int:
    return int(db.execute(f"PRAGMA {pragma}").fetchone()[0])
