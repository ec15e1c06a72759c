"""Turns keys and ids into the values of store/rows.py."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from store.coding import FORMS, KINDS, STANCES, registry_id, statement_of, target_codes, time_of, unpacked
from store.rows import Revision, StatementRow, StoredArticle

if TYPE_CHECKING:
    from statements.model import Article, Statement

_ROWS = """
    SELECT s.key, w.id, a.id AS article_id, a.dated, s.country, actors.handle, actors.name AS actor_name, w.speaker,
        w.role, s.official, coalesce(m.stance, s.stance) AS stance, stances.score, s.form, w.text, w.detail,
        sources.id AS source_id, sources.title AS source_title, a.title, a.url, s.language, w.confidence,
        m.read_at, m.starred_at, m.note, w.also, s.arrived,
        (SELECT json_group_array(tag) FROM tags WHERE tags.key = coalesce(s.same, s.key)) AS tags
    FROM json_each(?) AS wanted
    CROSS JOIN statements AS s ON s.key = wanted.value
    CROSS JOIN wordings AS w ON w.key = s.key
    CROSS JOIN articles AS a ON a.key = s.article
    CROSS JOIN actors ON actors.key = s.actor
    CROSS JOIN sources ON sources.key = s.source
    LEFT JOIN marks AS m ON m.key = coalesce(s.same, s.key)
    LEFT JOIN stances ON stances.key = coalesce(m.stance, s.stance)"""


def fill_rows(db: sqlite3.Connection, keys: Sequence[int]) -> list[StatementRow]:
    """The rows with these keys, in this order; a key that is gone is left out."""
    found = {values["key"]: _row(values) for values in _named(db, _ROWS, json.dumps(keys))}
    return [found[key] for key in keys if key in found]


def read_article(db: sqlite3.Connection, article_id: str) -> StoredArticle | None:
    """An article with its revisions and statements."""
    found = _named(
        db,
        "SELECT a.key, a.id, a.title, a.kind, a.origin_actor, a.origin_country, a.url, a.language, a.published_at, "
        "a.first_seen_at, a.author, a.error, sources.id AS source_id, sources.title AS source_title, version "
        "FROM articles AS a JOIN sources ON sources.key = a.source JOIN readings ON readings.key = a.reading "
        "WHERE a.id = ?",
        article_id,
    )
    if not found:
        return None
    row = found[0]
    revisions = tuple(
        Revision(number, _moment(seen), title, unpacked(text))
        for number, seen, title, text in db.execute(
            "SELECT number, seen_at, title, text FROM revisions WHERE article = ? ORDER BY number", (row["key"],)
        ).fetchall()
    )
    return StoredArticle(
        article=_article(row, revisions[-1].text),
        source_title=row["source_title"],
        revisions=revisions,
        statements=read_statements(db, article_id),
        reading_version=row["version"],
        error=row["error"],
    )


def read_statements(db: sqlite3.Connection, article_id: str) -> tuple[Statement, ...]:
    """What was read in an article, in the order of its text."""
    rows = _named(
        db,
        "SELECT w.id, articles.id AS article_id, s.form, w.text, w.speaker, w.role, s.country, s.official, "
        "s.stance, w.confidence, w.detail, actors.handle, actors.name AS actor_name "
        "FROM articles JOIN statements AS s INDEXED BY statements_by_article ON s.article = articles.key "
        "JOIN wordings AS w ON w.key = s.key JOIN actors ON actors.key = s.actor WHERE articles.id = ?",
        article_id,
    )
    return tuple(sorted(map(statement_of, rows), key=lambda statement: statement.hull))


def _row(values: dict[str, Any]) -> StatementRow:
    handle, stance, detail = values.pop("handle"), values["stance"], json.loads(values.pop("detail"))
    own = {
        "dated": datetime.fromtimestamp(values["dated"], UTC),
        "actor_id": registry_id(handle),
        "official": bool(values["official"]),
        "stance": STANCES[stance],
        "form": FORMS[values["form"]],
        "targets": target_codes(detail),
        "read": values.pop("read_at") is not None,
        "starred": values.pop("starred_at") is not None,
        "tags": tuple(sorted(json.loads(values.pop("tags")))),
    }
    return StatementRow(**values | own)


def _article(row: dict[str, Any], text: str) -> Article:
    from statements.model import Article, Origin

    return Article(
        id=row["id"],
        title=row["title"],
        text=text,
        origin=Origin(row["source_id"], KINDS[row["kind"]], row["origin_actor"], row["origin_country"]),
        url=row["url"],
        language=row["language"],
        published_at=time_of(row["published_at"]),
        fetched_at=time_of(row["first_seen_at"]),
        author=row["author"],
    )


def _moment(text: str) -> datetime:
    found = time_of(text)
    assert found is not None
    return found


def _named(db: sqlite3.Connection, question: str, *values: Any) -> list[dict[str, Any]]:
    cursor = db.execute(question, values)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
