"""Writes statements with everything derived from them: targets, full text, sameness, tallies, marks' keys."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from statements.model import Statement
from statements.sameness import fingerprints, is_same
from store.coding import (
    FORM_KEYS,
    KEYS_A_DAY,
    SLOTS,
    STANCE_KEYS,
    WAITING_KEY,
    detail_of,
    handle_of,
    target_codes,
)
from store.fulltext import facet_words, searchable

SAME_DAYS = 2
"""Statements further apart are said again, not reported again."""

Words = tuple[str, str, str, str]
"""What full text is given of a statement: text, speaker, title and facets."""


@dataclass(frozen=True, slots=True)
class Home:
    """The article that statements belong to, as far as their rows repeat it."""

    article: int
    source: int
    kind: int
    language: str | None
    dated: int
    """Seconds since 1970."""
    revision: int
    title: str


@dataclass(frozen=True, slots=True)
class Line:
    """What the tallies count of one line."""

    key: int
    country: str | None
    actor: int
    official: int
    stance: int

    @property
    def day(self) -> int:
        """Days since 1970, UTC."""
        return self.key // KEYS_A_DAY

    @property
    def total(self) -> tuple[str, int, int, int]:
        """The primary key of its row in `totals`."""
        return (self.country or "", self.actor, self.official, self.stance)


class Lines:
    """The statements' side of one writing transaction. Call `settle` at its end."""

    def __init__(self, connection: sqlite3.Connection, arrived: int) -> None:
        self._db = connection
        self._arrived = arrived
        self._tallies: Counter[tuple[str, int, str | int, int]] = Counter()
        self._totals: Counter[tuple[str, int, int, int]] = Counter()
        self._read_days: Counter[tuple[int, int]] = Counter()
        self._read_totals: Counter[tuple[str, int, int, int]] = Counter()
        self._actors: dict[str, int] = {}
        self._unindexed: dict[int, Words] = {}
        """What full text is still to be given: in the order of keys, so that it makes one segment of all."""
        self._reads = bool(connection.execute("SELECT 1 FROM marks WHERE read_at IS NOT NULL LIMIT 1").fetchone())
        """Whether anything is marked read."""
        parked = "SELECT 1 FROM marks WHERE key < 0 UNION ALL SELECT 1 FROM tags WHERE key < 0 LIMIT 1"
        self._parked = bool(connection.execute(parked).fetchone())
        """Whether there are marks of statements that are gone and may come back."""

    def add(self, home: Home, statements: Sequence[Statement]) -> None:
        """Adds statements nobody has; of one article, the first gets the greatest key."""
        first = self._free_keys(home.dated * SLOTS, len(statements))
        for key, statement in zip(range(first + len(statements) - 1, first - 1, -1), statements, strict=True):
            self._insert(key, home, statement)

    def rewrite(self, key: int, home: Home, statement: Statement) -> None:
        """Puts what a new reading found in place of what an old one found; the line stays where it is."""
        old = self._remove_derived(key)
        arrived, same, also = self._db.execute(
            "SELECT arrived, same, also FROM statements JOIN wordings USING (key) WHERE key = ?", (key,)
        ).fetchone()
        self._db.execute("DELETE FROM statements WHERE key = ?", (key,))
        self._db.execute("DELETE FROM wordings WHERE key = ?", (key,))
        new = self._write_row(key, home, statement, arrived, same, also)
        self._write_derived(key, home, statement, new, fingerprints(statement.text))
        if same is None:
            self._count(old, -1)
            self._count(new, +1)

    def remove(self, key: int) -> None:
        """Removes a statement; if it stood for others, the earliest of them takes its place and its marks."""
        (same,) = self._db.execute("SELECT same FROM statements WHERE key = ?", (key,)).fetchone()
        old = self._remove_derived(key)
        if same is None:
            self._count(old, -1)
            self._promote(key)
        else:
            self._db.execute("UPDATE wordings SET also = also - 1 WHERE key = ?", (same,))
        self._db.execute("DELETE FROM statements WHERE key = ?", (key,))
        self._db.execute("DELETE FROM wordings WHERE key = ?", (key,))
        self._park_marks(key)

    def index(self, key: int) -> None:
        """Puts a stored statement into the full text, where it is not yet."""
        self._unindexed[key] = self._stored_words(key)[1]

    def settle(self) -> None:
        """Writes the full text and the tallies."""
        self._db.executemany(
            "INSERT INTO wordings_text (rowid, text, speaker, title, facets) VALUES (?, ?, ?, ?, ?)",
            [(key, *self._unindexed[key]) for key in sorted(self._unindexed)],
        )
        self._unindexed.clear()
        self._settle(
            "INSERT INTO tallies VALUES (?, ?, ?, ?, ?) "
            "ON CONFLICT DO UPDATE SET lines = lines + excluded.lines",
            self._tallies,
        )
        self._settle(
            "INSERT INTO totals VALUES (?, ?, ?, ?, ?) "
            "ON CONFLICT DO UPDATE SET lines = lines + excluded.lines",
            self._totals,
        )
        self._settle(
            "INSERT INTO read_days VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET lines = lines + excluded.lines",
            self._read_days,
        )
        self._settle(
            "INSERT INTO read_totals VALUES (?, ?, ?, ?, ?) "
            "ON CONFLICT DO UPDATE SET lines = lines + excluded.lines",
            self._read_totals,
        )

    def _settle(self, upsert: str, counts: Counter[Any]) -> None:
        self._db.executemany(upsert, [(*place, number) for place, number in counts.items() if number])
        counts.clear()

    def _insert(self, key: int, home: Home, statement: Statement) -> None:
        actor = self._actor(statement)
        marks = fingerprints(statement.text)
        same = self._find_same(key, home, statement, marks)
        line = self._write_row(key, home, statement, self._arrived, same, 0, actor)
        self._write_derived(key, home, statement, line, marks)
        if self._parked:
            self._db.execute("UPDATE marks SET key = ? WHERE statement_id = ?", (key, statement.id))
            self._db.execute("UPDATE tags SET key = ? WHERE statement_id = ?", (key, statement.id))
        if same is None:
            self._count(line, +1)
        else:
            self._db.execute("UPDATE wordings SET also = also + 1 WHERE key = ?", (same,))

    def _write_row(
        self, key: int, home: Home, statement: Statement, arrived: int, same: int | None, also: int,
        actor: int | None = None,
    ) -> Line:  # fmt: skip
        line = Line(
            key,
            statement.actor.country,
            self._actor(statement) if actor is None else actor,
            int(statement.actor.official),
            STANCE_KEYS[statement.stance],
        )
        self._db.execute(
            "INSERT INTO statements VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                key, home.article, home.source, home.kind, arrived, same, line.country, line.actor,
                line.official, line.stance, FORM_KEYS[statement.form], home.language,
            ),
        )  # fmt: skip
        self._db.execute(
            "INSERT INTO wordings VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                key, statement.id, statement.text, statement.speaker.name, statement.speaker.role,
                statement.confidence, also, home.revision, detail_of(statement),
            ),
        )  # fmt: skip
        return line

    def _write_derived(
        self, key: int, home: Home, statement: Statement, line: Line, marks: Iterable[int]
    ) -> None:
        names = _target_names(statement)
        self._db.executemany("INSERT INTO targets VALUES (?, ?)", [(name, key) for name in names])
        self._db.executemany(
            "INSERT OR IGNORE INTO fingerprints VALUES (?, ?, ?)",
            [(line.day, fingerprint, key) for fingerprint in marks],
        )
        self._unindexed[key] = _indexed_words(
            statement.text, statement.speaker.name, home.title, line, home.source, names
        )

    def _remove_derived(self, key: int) -> Line:
        """Removes what `_write_derived` wrote. The full-text index must be told the very words it was given."""
        line, words = self._stored_words(key)
        if self._unindexed.pop(key, None) is None:
            self._db.execute(
                "INSERT INTO wordings_text (wordings_text, rowid, text, speaker, title, facets) "
                "VALUES ('delete', ?, ?, ?, ?, ?)",
                (key, *words),
            )
        text, detail = self._db.execute("SELECT text, detail FROM wordings WHERE key = ?", (key,)).fetchone()
        self._db.executemany(
            "DELETE FROM targets WHERE target = ? AND key = ?", [(name, key) for name in _stored_names(detail)]
        )
        self._db.executemany(
            "DELETE FROM fingerprints WHERE day = ? AND fingerprint = ? AND key = ?",
            [(line.day, fingerprint, key) for fingerprint in fingerprints(text)],
        )
        return line

    def _stored_words(self, key: int) -> tuple[Line, Words]:
        """A stored statement and what its place in the full text was made of."""
        row = self._db.execute(
            "SELECT country, actor, official, stance, source, wordings.text, speaker, revisions.title, detail "
            "FROM statements JOIN wordings USING (key) "
            "JOIN revisions ON revisions.article = statements.article AND revisions.number = wordings.revision "
            "WHERE statements.key = ?",
            (key,),
        ).fetchone()
        line = Line(key, *row[:4])
        source, text, speaker, title, detail = row[4:]
        return line, _indexed_words(text, speaker, title, line, source, _stored_names(detail))

    def _promote(self, key: int) -> None:
        followers = self._db.execute("SELECT key FROM statements WHERE same = ? ORDER BY key", (key,)).fetchall()
        if not followers:
            return
        heir = followers[0][0]
        self._db.execute("UPDATE statements SET same = ? WHERE same = ?", (heir, key))
        self._db.execute("UPDATE statements SET same = NULL WHERE key = ?", (heir,))
        self._db.execute("UPDATE wordings SET also = ? WHERE key = ?", (len(followers) - 1, heir))
        for table in ("marks", "tags"):
            self._db.execute(
                f"UPDATE OR REPLACE {table} SET key = :heir, "  # noqa: S608 - the two names above
                "statement_id = (SELECT id FROM wordings WHERE key = :heir) WHERE key = :key",
                {"heir": heir, "key": key},
            )
        row = self._db.execute(
            "SELECT key, country, actor, official, stance FROM statements WHERE key = ?", (heir,)
        ).fetchone()
        self._count(Line(*row), +1)

    def _park_marks(self, key: int) -> None:
        """Keeps the marks of a statement that is gone, under a key that no statement will ever have."""
        for table in ("marks", "tags"):
            question = f"UPDATE {table} SET key = ({WAITING_KEY}) WHERE key = ?"  # noqa: S608 - the names above
            self._db.execute(question, (key,))

    def _count(self, line: Line, number: int) -> None:
        self._totals[line.total] += number
        for facet, value in (
            ("all", ""), ("country", line.country or ""), ("actor", line.actor), ("stance", line.stance),
            ("side", f"{line.country or ''}:{line.actor}"),
        ):  # fmt: skip
            self._tallies[facet, line.day, value, line.official] += number
        read = "SELECT 1 FROM marks WHERE key = ? AND read_at IS NOT NULL"
        if self._reads and self._db.execute(read, (line.key,)).fetchone():
            self._read_days[line.official, line.day] += number
            self._read_totals[line.total] += number

    def _find_same(self, key: int, home: Home, statement: Statement, marks: Sequence[int]) -> int | None:
        """The line that already says this, in another article, for the same side, within two days."""
        day = key // KEYS_A_DAY
        candidates = self._db.execute(
            f"SELECT DISTINCT s.key, same, text FROM fingerprints AS f "  # noqa: S608 - question marks
            "CROSS JOIN statements AS s ON s.key = f.key CROSS JOIN wordings AS w ON w.key = f.key "
            f"WHERE day IN ({_marks(2 * SAME_DAYS + 1)}) AND fingerprint IN ({_marks(len(marks))}) "
            "AND country IS ? AND article <> ? LIMIT 20",
            (*range(day - SAME_DAYS, day + SAME_DAYS + 1), *marks, statement.actor.country, home.article),
        ).fetchall()
        found = (same or candidate for candidate, same, text in candidates if is_same(text, statement.text))
        return next(found, None)

    def _free_keys(self, start: int, count: int) -> int:
        """The first of `count` keys in a row that nobody has, from `start`."""
        for (taken,) in self._db.execute("SELECT key FROM statements WHERE key >= ? ORDER BY key", (start,)):
            if taken - start >= count:
                break
            start = taken + 1
        return start

    def _actor(self, statement: Statement) -> int:
        handle = handle_of(statement.actor)
        if handle not in self._actors:
            name = statement.actor.name
            row = self._db.execute("SELECT key, name FROM actors WHERE handle = ?", (handle,)).fetchone()
            if row is None:
                added = self._db.execute("INSERT INTO actors (handle, name) VALUES (?, ?)", (handle, name))
                row = (added.lastrowid, name)
            elif row[1] != name and statement.actor.id:
                self._db.execute("UPDATE actors SET name = ? WHERE key = ?", (name, row[0]))
            self._actors[handle] = row[0]
        return self._actors[handle]


def _marks(number: int) -> str:
    return ", ".join("?" * number)


def _target_names(statement: Statement) -> set[str]:
    """Every name a statement is found under when asked what it is about."""
    return {target.code for target in statement.targets} | {
        target.actor_id for target in statement.targets if target.actor_id
    }


def _stored_names(detail: str) -> set[str]:
    """`_target_names` of a stored statement."""
    fields = json.loads(detail)
    return {*target_codes(fields), *(actor for _, actor, _ in fields.get("targets", ()) if actor)}


def _indexed_words(
    text: str, speaker: str, title: str, line: Line, source: int, targets: Iterable[str]
) -> Words:
    facets = facet_words(
        country=line.country, actor=line.actor, stance=line.stance, source=source, targets=sorted(targets)
    )
    return searchable(text), searchable(speaker), searchable(title), facets
