"""Statements as plain records, one per piece of a split quote, and documents in that form as articles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from statements.model import Article, Form, Origin, SourceKind, Statement
from statements.registry import Registry


def records(article: Article, statements: Sequence[Statement]) -> list[dict[str, Any]]:
    """One mapping per piece; offsets are characters of `article.text`. Pieces of one statement share `group`.

    A mixed statement is given as its whole content clause, the reporter's words around the quoted ones included.
    """
    return [record for statement in statements for record in _pieces(article, statement)]


def _pieces(article: Article, statement: Statement) -> Iterator[dict[str, Any]]:
    spans = statement.content
    if statement.form is Form.MIXED and statement.clause:
        spans = (statement.clause,)
    mention = statement.speaker.mention
    for span in spans:
        yield {
            "id": statement.id,
            "start": span.start,
            "end": span.end,
            "text": span.of(article.text),
            "form": str(statement.form),
            "cue": statement.cue.of(article.text) if statement.cue else None,
            "speaker": statement.speaker.name,
            "speaker_start": mention.start if mention else None,
            "speaker_end": mention.end if mention else None,
            "actor": statement.actor.name,
            "actor_id": statement.actor.id,
            "role": statement.speaker.role or statement.actor.office,
            "country": statement.actor.country,
            "official": statement.actor.official,
            "targets": [target.code for target in statement.targets],
            "stance": str(statement.stance),
            "trigger": statement.reading.trigger.of(article.text) if statement.reading.trigger else None,
            "negated": statement.reading.negated,
            "conditional": statement.reading.conditional,
            "hedged": statement.reading.hedged,
            "clause": [statement.clause.start, statement.clause.end] if statement.clause else None,
            "quoted_by": statement.quoted_by,
            "group": statement.id,
            "rule": statement.rule,
            "confidence": round(statement.confidence, 3),
        }


def article_from_gold(row: Mapping[str, Any], registry: Registry) -> Article:
    """The document `row` ({"id", "text", lang?, published?, title?, feed?}) as an article.

    `feed.actor` may be a name or an id of the registry. Raises KeyError where id or text are missing.
    """
    feed = row.get("feed") or {}
    kind = SourceKind(feed.get("kind") or SourceKind.NEWS)
    return Article(
        id=str(row["id"]),
        title=str(row.get("title") or ""),
        text=str(row["text"]),
        origin=Origin(
            source_id=str(feed.get("id") or ""),
            kind=kind,
            actor=_actor_id(feed.get("actor"), registry),
            country=feed.get("country"),
        ),
        language=row.get("lang"),
        published_at=_moment(row.get("published")),
    )


def _actor_id(named: str | None, registry: Registry) -> str | None:
    if not named or registry.entry(named):
        return named
    found = registry.named(named)
    return found[0].id if found else None


def _moment(written: Any) -> datetime | None:
    if not isinstance(written, str):
        return None
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        return None
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
