"""The user's own marks: read, starred, notes, tags, corrections. Kept apart; each change can be undone.

A mark belongs to a line: the same statement in other articles has it too.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from statements.scales import Stance
from store.coding import KEYS_A_DAY, MOMENT, STANCE_KEYS
from store.connect import Store

Row = tuple[Any, ...]
"""A row of `marks`: key, statement_id, read_at, starred_at, note, stance, changed_at."""


@dataclass(frozen=True, slots=True)
class Undo:
    """What a change of marks replaced; give it to `undo`."""

    label: str
    """What was done: "3 marked read"."""
    keys: tuple[int, ...]
    marks: tuple[Row, ...]
    """The rows there were."""
    tags: tuple[tuple[str, int, str], ...]


def set_read(store: Store, ids: Sequence[str], value: bool = True) -> Undo:
    """Marks statements read or unread."""
    return _set(store, ids, "read_at", _NOW if value else _NOTHING, "read" if value else "unread")


def set_star(store: Store, ids: Sequence[str], value: bool = True) -> Undo:
    """Stars statements or takes the star away."""
    return _set(store, ids, "starred_at", _NOW if value else _NOTHING, "starred" if value else "unstarred")


def set_note(store: Store, statement_id: str, note: str | None) -> Undo:
    """Writes a note to a statement; None or blank removes it."""
    words = note.strip() if note else ""
    return _set(store, [statement_id], "note", words or _NOTHING, "noted" if words else "left without a note")


def correct_stance(store: Store, statement_id: str, stance: Stance | None) -> Undo:
    """Says what a statement does, over what was read; None goes back to what was read."""
    value = STANCE_KEYS[stance] if stance else _NOTHING
    return _set(store, [statement_id], "stance", value, "corrected" if stance else "left as read")


def add_tag(store: Store, ids: Sequence[str], tag: str) -> Undo:
    """Tags statements."""
    with _changing(store, ids, f"tagged {tag}") as (db, lines, change):
        db.executemany("INSERT OR IGNORE INTO tags VALUES (?, ?, ?)", [(tag, *line) for line in lines])
    return change


def remove_tag(store: Store, ids: Sequence[str], tag: str) -> Undo:
    """Takes a tag away."""
    with _changing(store, ids, f"left without {tag}") as (db, lines, change):
        db.executemany("DELETE FROM tags WHERE tag = ? AND key = ?", [(tag, key) for key, _ in lines])
    return change


def tags(store: Store) -> dict[str, int]:
    """Every tag of the user's own and how many statements have it."""
    with store.reading() as db:
        return dict(db.execute("SELECT tag, count(*) FROM tags GROUP BY tag ORDER BY tag").fetchall())


def undo(store: Store, change: Undo) -> Undo:
    """Puts back what `change` replaced; the result undoes the undoing."""
    with store.marking() as db:
        now = _before(db, f"undone: {change.label}", change.keys)
        db.executemany("DELETE FROM marks WHERE key = ?", [(key,) for key in change.keys])
        db.executemany("DELETE FROM tags WHERE key = ?", [(key,) for key in change.keys])
        db.executemany("INSERT INTO marks VALUES (?, ?, ?, ?, ?, ?, ?)", change.marks)
        db.executemany("INSERT INTO tags VALUES (?, ?, ?)", change.tags)
        _tally(db, now)
    return now


_NOW = object()
_NOTHING = object()


def _set(store: Store, ids: Sequence[str], column: str, value: object, done: str) -> Undo:
    expression = MOMENT if value is _NOW else "NULL" if value is _NOTHING else "?"
    given = () if value in (_NOW, _NOTHING) else (value,)
    question = (
        f"INSERT INTO marks (key, statement_id, {column}, changed_at) "  # noqa: S608 - columns of our own
        f"VALUES (?, ?, {expression}, {MOMENT}) ON CONFLICT (key) DO UPDATE SET "
        f"{column} = excluded.{column}, changed_at = excluded.changed_at"
    )
    with _changing(store, ids, done) as (db, lines, change):
        db.executemany(question, [(*line, *given) for line in lines])
        _tally(db, change)
    return change


@contextmanager
def _changing(
    store: Store, ids: Sequence[str], done: str
) -> Iterator[tuple[sqlite3.Connection, list[tuple[int, str]], Undo]]:
    """The lines that these statements belong to, as (key, id), and what undoes changes to their marks."""
    with store.marking() as db:
        lines = db.execute(
            "SELECT DISTINCT line.key, line.id FROM json_each(?) AS asked "
            "CROSS JOIN wordings AS w ON w.id = asked.value CROSS JOIN statements AS s ON s.key = w.key "
            "CROSS JOIN wordings AS line ON line.key = coalesce(s.same, s.key)",
            (json.dumps(list(ids)),),
        ).fetchall()
        yield db, lines, _before(db, f"{len(lines)} {done}", [key for key, _ in lines])


def _before(db: sqlite3.Connection, label: str, keys: Sequence[int]) -> Undo:
    asked = (json.dumps(list(keys)),)
    marks = db.execute("SELECT * FROM marks WHERE key IN (SELECT value FROM json_each(?))", asked).fetchall()
    tagged = db.execute(
        "SELECT tag, key, statement_id FROM tags WHERE key IN (SELECT value FROM json_each(?))", asked
    ).fetchall()
    return Undo(label, tuple(keys), tuple(marks), tuple(tagged))


def _tally(db: sqlite3.Connection, change: Undo) -> None:
    """Counts what is now read and was not, and the other way round."""
    was = {row[0] for row in change.marks if row[2] is not None}
    rows = db.execute(
        "SELECT s.key, coalesce(country, ''), actor, official, s.stance, m.read_at IS NOT NULL "
        "FROM json_each(?) CROSS JOIN statements AS s ON s.key = value LEFT JOIN marks AS m ON m.key = s.key",
        (json.dumps(change.keys),),
    ).fetchall()
    days: Counter[tuple[int, int]] = Counter()
    totals: Counter[tuple[str, int, int, int]] = Counter()
    for key, country, actor, official, stance, is_read in rows:
        step = is_read - (key in was)
        days[official, key // KEYS_A_DAY] += step
        totals[country, actor, official, stance] += step
    db.executemany(
        "INSERT INTO read_days VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET lines = lines + excluded.lines",
        [(*place, step) for place, step in days.items() if step],
    )
    db.executemany(
        "INSERT INTO read_totals VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET lines = lines + excluded.lines",
        [(*place, step) for place, step in totals.items() if step],
    )
