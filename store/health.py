"""What is known of each source between polls, and how the screen sees it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from store.coding import time_of, time_text
from store.connect import Store


@dataclass(frozen=True, slots=True)
class PollState:
    """What one source's last polls left behind. Times in UTC."""

    source_id: str
    etag: str | None = None
    """The validators, byte for byte as the server sent them."""
    last_modified: str | None = None
    body_hash: str | None = None
    due_at: datetime | None = None
    """When to ask next; None for at once."""
    last_polled_at: datetime | None = None
    last_success_at: datetime | None = None
    last_full_at: datetime | None = None
    """When a body was last fetched without validators."""
    failures: int = 0
    """In a row."""
    last_error: str | None = None
    """Why the last poll failed, or, where `failures` is 0, what is doubtful all the same; in one plain sentence."""
    error_kind: str | None = None
    status: int | None = None
    """The last HTTP status."""
    moved_to: str | None = None
    """Where a permanent redirect points."""
    moved_count: int = 0
    """How often in a row it pointed there."""
    gone: bool = False
    """The server said 410: asked no more."""
    running_since: datetime | None = None
    """Set while a poll of it is under way."""


@dataclass(frozen=True, slots=True)
class SourceHealth:
    """One source as the sources screen shows it."""

    state: PollState
    title: str
    articles: int
    statements: int
    articles_per_day: float
    """Mean of the 28 days before the last poll."""
    statements_per_day: float
    last_new_at: datetime | None
    """When it last brought a new article."""
    unread_texts: int
    """Articles whose text could not be read."""


_TIMES = frozenset(field.name for field in fields(PollState) if field.name.endswith("_at")) | {"running_since"}
_COLUMNS = tuple(field.name for field in fields(PollState) if field.name != "source_id")


def poll_states(store: Store) -> dict[str, PollState]:
    """Every source ever polled, by id."""
    with store.reading() as db:
        rows = db.execute(f"SELECT id, {', '.join(_COLUMNS)} FROM sources").fetchall()  # noqa: S608 - own fields
    return {row[0]: _state(row) for row in rows}


def save_poll_states(store: Store, states: Iterable[PollState]) -> None:
    """Remembers poll states without a harvest (about to poll, not modified, failed), in one transaction."""
    with store.writing() as db:
        for state in states:
            write_state(db, state)


def write_state(db: sqlite3.Connection, state: PollState, title: str | None = None) -> int:
    """Writes one source's row inside the caller's transaction; returns its key. `title` None keeps the old one."""
    values = [_column(name, getattr(state, name)) for name in _COLUMNS]
    row = db.execute(
        f"INSERT INTO sources (id, title, {', '.join(_COLUMNS)}) "  # noqa: S608 - own fields
        f"VALUES (?, ?, {', '.join('?' * len(_COLUMNS))}) ON CONFLICT (id) DO UPDATE SET "
        f"title = coalesce(?, title), {', '.join(f'{name} = excluded.{name}' for name in _COLUMNS)} RETURNING key",
        (state.source_id, title or state.source_id, *values, title),
    ).fetchone()
    return int(row[0])


def published_dates(store: Store, source_id: str, most: int = 100) -> tuple[datetime, ...]:
    """When the source's newest articles were published, as far as they say so (UTC), the newest first."""
    with store.reading() as db:
        rows = db.execute(
            "SELECT published_at FROM articles WHERE source = (SELECT key FROM sources WHERE id = ?) "
            "AND published_at IS NOT NULL ORDER BY dated DESC LIMIT ?",
            (source_id, most),
        ).fetchall()
    return tuple(moment for (text,) in rows if (moment := time_of(text)))


def source_health(store: Store) -> list[SourceHealth]:
    """Every source ever polled with its counts, by title."""
    with store.snapshot() as db:
        rows = db.execute(f"{_HEALTH} ORDER BY title COLLATE NOCASE".format(", ".join(_COLUMNS))).fetchall()
    return [_health(row) for row in rows]


SPAN_DAYS = 28
"""Over how many days rates are taken."""

_HEALTH = """
    SELECT id, {}, title,
        (SELECT count(*) FROM articles WHERE source = sources.key),
        (SELECT count(*) FROM statements WHERE source = sources.key),
        (SELECT count(*) FROM articles WHERE source = sources.key
            AND dated > unixepoch(last_polled_at) - 28 * 86400),
        (SELECT count(*) FROM statements WHERE source = sources.key
            AND key > (unixepoch(last_polled_at) - 28 * 86400) * 256),
        last_new_at,
        (SELECT count(*) FROM articles WHERE source = sources.key AND error IS NOT NULL)
    FROM sources"""


def _health(row: Sequence[Any]) -> SourceHealth:
    title, articles, statements, late_articles, late_statements, last_new, unread = row[len(_COLUMNS) + 1 :]
    return SourceHealth(
        state=_state(row),
        title=title,
        articles=articles,
        statements=statements,
        articles_per_day=late_articles / SPAN_DAYS,
        statements_per_day=late_statements / SPAN_DAYS,
        last_new_at=time_of(last_new),
        unread_texts=unread,
    )


def _state(row: Sequence[Any]) -> PollState:
    values = dict(zip(_COLUMNS, row[1:], strict=False))
    for name in _TIMES:
        values[name] = time_of(values[name])
    return PollState(source_id=row[0], **values | {"gone": bool(values["gone"])})


def _column(name: str, value: Any) -> Any:
    return time_text(value) if name in _TIMES else value
