"""What the reading side hands out: plain frozen values, ready to be drawn. Times are aware datetimes in UTC."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from statements.scales import SURE, Form, Stance

if TYPE_CHECKING:
    from statements.model import Article, Statement


class Sort(StrEnum):
    """The order of a listing."""

    NEW = "new"
    """Newest first."""
    OLD = "old"
    """Oldest first."""
    HARD = "hard"
    """Most hostile first, the newer first among equals."""


@dataclass(frozen=True, slots=True)
class StatementRow:
    """One line of a listing."""

    key: int
    """Position in time inside this database: a greater key is a later statement. Not for keeping: use `id`."""
    id: str
    article_id: str
    dated: datetime
    country: str | None
    actor_id: str | None
    """Registry id; None for a speaker the registry does not know."""
    actor_name: str
    speaker: str
    """The best name the article gives."""
    role: str | None
    official: bool
    stance: Stance
    """The user's correction where there is one, else what was read."""
    score: float
    """On the conflict-cooperation scale, -6 to +4."""
    form: Form
    text: str
    targets: tuple[str, ...]
    """Codes, most important first."""
    source_id: str
    source_title: str
    title: str
    """The article's title."""
    url: str | None
    language: str | None
    confidence: float
    read: bool = False
    starred: bool = False
    note: str | None = None
    tags: tuple[str, ...] = ()
    also: int = 0
    """How many further articles carry the same statement."""
    arrived: int = 0
    """The number of the transaction that brought it (see `Recall.newest`)."""

    @property
    def sure(self) -> bool:
        """Whether the rule that found it is hardly ever wrong."""
        return self.confidence >= SURE


@dataclass(frozen=True, slots=True)
class ActorFacet:
    """How many lines an actor has under a filter."""

    actor_id: str | None
    """Registry id; None for a speaker the registry does not know."""
    name: str
    total: int
    unread: int
    score: float = 0.0
    """The mean of its lines on the conflict-cooperation scale, -6 to +4."""
    days: tuple[int, ...] = ()
    """Lines of the last days (UTC), today's at the end; () where nobody asked."""


@dataclass(frozen=True, slots=True)
class CountryFacet:
    """How many lines a country has under a filter, and who speaks for it, most talkative first."""

    country: str | None
    """None for speakers who stand for no country."""
    total: int
    unread: int
    actors: tuple[ActorFacet, ...] = ()
    score: float = 0.0
    """The mean of its lines on the conflict-cooperation scale, -6 to +4."""
    days: tuple[int, ...] = ()
    """Lines of the last days (UTC), today's at the end; () where nobody asked."""


@dataclass(frozen=True, slots=True)
class Day:
    """How many lines one day (UTC) has under a filter."""

    day: date
    total: int


@dataclass(frozen=True, slots=True)
class Revision:
    """One state of an article's text, as it was first seen."""

    number: int
    """1 is the first."""
    seen_at: datetime
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article as remembered: its newest text, every revision (oldest first), what was read in it."""

    article: Article
    source_title: str
    revisions: tuple[Revision, ...]
    statements: tuple[Statement, ...]
    """In the order of the text."""
    reading_version: str
    error: str | None = None
    """Why its text could not be read, in one sentence."""


@dataclass(frozen=True, slots=True)
class StatementView:
    """One statement with everything around it."""

    row: StatementRow
    statement: Statement
    article: StoredArticle
    same: tuple[StatementRow, ...] = ()
    """The same statement in every article that carries it, this one too, the earliest first; () for only one."""
