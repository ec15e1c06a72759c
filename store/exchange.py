"""Marks on their way between databases: written out as plain values, merged by when they were made."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from statements.scales import Stance
from store.coding import STANCE_KEYS, STANCES, WAITING_KEY
from store.connect import Store
from store.tallies import READ, count_anew


@dataclass(frozen=True, slots=True)
class Mark:
    """All marks of one statement. Times are ISO 8601 in UTC."""

    __pydantic_config__ = {"extra": "forbid"}  # noqa: RUF012 - what reads a mark from a file goes by it
    statement_id: str
    changed_at: str = ""
    read_at: str | None = None
    starred_at: str | None = None
    note: str | None = None
    stance: Stance | None = None
    """What the user says it does."""
    tags: tuple[str, ...] = ()


def export_marks(store: Store) -> list[Mark]:
    """Every mark, by statement id."""
    with store.snapshot() as db:
        tags: dict[str, list[str]] = {}
        for statement_id, tag in db.execute("SELECT statement_id, tag FROM tags ORDER BY tag").fetchall():
            tags.setdefault(statement_id, []).append(tag)
        marks = [
            Mark(name, changed, read, starred, note, STANCES.get(stance), tuple(tags.pop(name, ())))
            for name, changed, read, starred, note, stance in db.execute(
                "SELECT statement_id, changed_at, read_at, starred_at, note, stance FROM marks"
            ).fetchall()
        ]
    marks += (Mark(name, tags=tuple(own)) for name, own in tags.items())
    return sorted(marks, key=lambda mark: mark.statement_id)


def merge_marks(store: Store, marks: Iterable[Mark]) -> int:
    """Adds marks to those there are; of two for one statement the later counts, and tags add up.

    Marks of statements that are not here wait until they are. Returns how many statements were marked anew.
    """
    merged = 0
    with store.marking() as db:
        for mark in marks:
            merged += _merge(db, mark)
        count_anew(db, READ)
    return merged


def _merge(db: sqlite3.Connection, mark: Mark) -> bool:
    key = _key(db, mark.statement_id)
    before = db.execute("SELECT changed_at FROM marks WHERE statement_id = ?", (mark.statement_id,)).fetchone()
    tags = [(tag, key, mark.statement_id) for tag in mark.tags]
    changed = db.executemany("INSERT OR IGNORE INTO tags VALUES (?, ?, ?)", tags).rowcount > 0
    if not mark.changed_at or (before and before[0] >= mark.changed_at):
        return changed
    stance = STANCE_KEYS[mark.stance] if mark.stance else None
    db.execute(
        "INSERT OR REPLACE INTO marks (key, statement_id, read_at, starred_at, note, stance, changed_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        (key, mark.statement_id, mark.read_at, mark.starred_at, mark.note, stance, mark.changed_at),
    )
    return True


def _key(db: sqlite3.Connection, statement_id: str) -> int:
    """Where the marks of this statement belong: its line, or a place to wait."""
    row = db.execute(
        "SELECT coalesce(same, key) FROM wordings JOIN statements USING (key) WHERE id = ?", (statement_id,)
    ).fetchone()
    waiting = row or db.execute("SELECT key FROM marks WHERE statement_id = ?", (statement_id,)).fetchone()
    if waiting:
        return int(waiting[0])
    return int(db.execute(WAITING_KEY).fetchone()[0])
