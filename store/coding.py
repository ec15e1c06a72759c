"""How statements and times are written into columns and read back. The one place that knows both shapes."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from statements.scales import Form, SourceKind, Stance

if TYPE_CHECKING:
    from statements.model import Actor, Span, Statement

STANCE_KEYS = {stance: key for key, stance in enumerate(Stance, start=1)}
FORM_KEYS = {form: key for key, form in enumerate(Form, start=1)}
KIND_KEYS = {kind: key for key, kind in enumerate(SourceKind, start=1)}
STANCES = {key: stance for stance, key in STANCE_KEYS.items()}
FORMS = {key: form for form, key in FORM_KEYS.items()}
KINDS = {key: kind for kind, key in KIND_KEYS.items()}

SLOTS = 256
"""Keys of statements per second."""

DAY = 86_400
"""Seconds."""

KEYS_A_DAY = DAY * SLOTS

MOMENT = "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')"
"""SQL for the moment a mark is made: ISO 8601 in UTC, to the millisecond."""

WAITING_KEY = """
    SELECT coalesce((SELECT min(key, 0) FROM (
        SELECT key FROM marks UNION ALL SELECT key FROM tags ORDER BY key LIMIT 1)), 0) - 1"""
"""SQL for a key under which the marks of a statement that is not there can wait for it."""


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def time_text(moment: datetime | None) -> str | None:
    """ISO 8601 in UTC, to the second where it is one."""
    if moment is None:
        return None
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"


def time_of(text: str | None) -> datetime | None:
    """The moment `time_text` wrote."""
    return datetime.fromisoformat(text) if text else None


def handle_of(actor: Actor) -> str:
    """What an actor is stored under: the registry's id, or a marked name."""
    return actor.id or unknown_handle(actor.name)


def unknown_handle(name: str) -> str:
    """What a speaker that the registry does not know is stored under."""
    return "~" + " ".join(name.split()).casefold()


def detail_of(statement: Statement) -> str:
    """Everything of a statement that no column holds, as JSON."""
    reading = statement.reading
    fields: dict[str, Any] = {
        "content": [_pair(span) for span in statement.content],
        "sentence": _pair(statement.sentence),
        "mention": _pair(statement.speaker.mention),
        "cue": _pair(statement.cue),
        "clause": _pair(statement.clause),
        "trigger": _pair(reading.trigger),
        "stance_rule": reading.rule,
        "negated": reading.negated,
        "conditional": reading.conditional,
        "hedged": reading.hedged,
        "targets": [[target.code, target.actor_id, _pair(target.span)] for target in statement.targets],
        "office": statement.actor.office,
        "unverified": not statement.actor.verified,
        "quoted_by": statement.quoted_by,
        "rule": statement.rule,
    }
    said = {name: value for name, value in fields.items() if value}
    return _ENCODER.encode(said)


def statement_of(row: Mapping[str, Any]) -> Statement:
    """The statement that `statements`, `wordings` and `actors` hold in one joined row (as read, uncorrected)."""
    from statements.model import Actor, Speaker, StanceReading, Statement, Target

    detail = json.loads(row["detail"])
    return Statement(
        id=row["id"],
        article_id=row["article_id"],
        form=FORMS[row["form"]],
        content=tuple(map(_range, detail["content"])),
        text=row["text"],
        sentence=_range(detail.get("sentence", (0, 0))),
        speaker=Speaker(row["speaker"], _span(detail.get("mention")), row["role"]),
        actor=Actor(
            name=row["actor_name"],
            id=registry_id(row["handle"]),
            country=row["country"],
            official=bool(row["official"]),
            office=detail.get("office"),
            verified=not detail.get("unverified", False),
        ),
        reading=StanceReading(
            stance=STANCES[row["stance"]],
            trigger=_span(detail.get("trigger")),
            negated=detail.get("negated", False),
            conditional=detail.get("conditional", False),
            hedged=detail.get("hedged", False),
            rule=detail.get("stance_rule", ""),
        ),
        cue=_span(detail.get("cue")),
        clause=_span(detail.get("clause")),
        targets=tuple(Target(code, actor, _span(span)) for code, actor, span in detail.get("targets", ())),
        quoted_by=detail.get("quoted_by"),
        rule=detail.get("rule", ""),
        confidence=row["confidence"],
    )


def registry_id(handle: str) -> str | None:
    """The registry's id behind a stored handle; None for a speaker it does not know."""
    return None if handle.startswith("~") else handle


def target_codes(detail: Mapping[str, Any]) -> tuple[str, ...]:
    """The codes of a stored detail's targets, most important first."""
    return tuple(target[0] for target in detail.get("targets", ()))


def packed(text: str) -> bytes:
    """A text that is rarely read, in less than half its size."""
    return zlib.compress(text.encode(), 9)


def unpacked(text: str | bytes) -> str:
    """A stored text, packed or not."""
    return zlib.decompress(text).decode() if isinstance(text, bytes) else text


def _pair(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span is not None else None


def _span(pair: list[int] | None) -> Span | None:
    return _range(pair) if pair else None


def _range(pair: Sequence[int]) -> Span:
    from statements.model import Span

    return Span(*pair)
