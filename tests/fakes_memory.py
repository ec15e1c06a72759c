"""A small invented world to remember: articles, statements, harvests. No text here was said by anybody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from statements.model import (
    Actor,
    Article,
    Form,
    Origin,
    SourceKind,
    Span,
    Speaker,
    Stance,
    StanceReading,
    Statement,
    Target,
)
from store.health import PollState
from store.remember import Harvest, ReadArticle

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def article(name: str, *said: str, source: str = "gazette", at: datetime = NOON, **changes: object) -> Article:
    """An article whose text holds each of `said` in a paragraph of its own."""
    text = "\n\n".join(f"“{words}” the speaker said." for words in said)
    made = Article(
        id=f"{source}-{name}",
        title=f"Title of {name}",
        text=text,
        origin=Origin(source_id=source, kind=SourceKind.NEWS),
        url=f"https://{source}.example/{name}",
        language="en",
        published_at=at,
        fetched_at=at + timedelta(minutes=5),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def statement(
    inside: Article,
    words: str,
    *,
    actor: Actor | None = None,
    stance: Stance = Stance.COMMENT,
    about: Sequence[str] = (),
    form: Form = Form.DIRECT,
    confidence: float = 0.9,
) -> Statement:
    """What is said in `words`, which `inside` holds."""
    start = inside.text.index(words)
    content = Span(start, start + len(words))
    who = actor or Actor("Ada Quill", "xa-leader", "XA", True, "President")
    trigger = Span(start, start + len(words.split()[0])) if stance is not Stance.COMMENT else None
    return Statement(
        id=sha256(f"{inside.id}\0{words}".encode()).hexdigest()[:24],
        article_id=inside.id,
        form=form,
        content=(content,),
        text=words,
        sentence=Span(max(0, start - 1), content.end + 18),
        speaker=Speaker(who.name, Span(content.end + 2, content.end + 13), who.office),
        actor=who,
        reading=StanceReading(stance, trigger, rule="test"),
        cue=Span(content.end + 14, content.end + 18),
        targets=tuple(Target(code, None, content) for code in about),
        rule="quote-before",
        confidence=confidence,
    )


def read(inside: Article, *found: Statement, version: str = "v1") -> ReadArticle:
    """An article with what was read in it."""
    return ReadArticle(inside, found, version)


def harvest(*articles: ReadArticle, source: str = "gazette", at: datetime = NOON) -> Harvest:
    """One poll's worth."""
    return Harvest(source, source.title(), articles, PollState(source, last_polled_at=at, last_success_at=at))


def quoting(name: str, words: str, *, source: str = "gazette", at: datetime = NOON, **about: object) -> ReadArticle:
    """An article with one statement."""
    inside = article(name, words, source=source, at=at)
    return read(inside, statement(inside, words, **about))  # type: ignore[arg-type]
