"""The shared words: articles, statements and what they are made of.

Offsets are characters of `Article.text`; times are aware datetimes in UTC. Everything here is an immutable
value: two readings of one text compare equal.
"""

from __future__ import annotations

from dataclasses import field
from datetime import datetime

from statements.scales import SURE, Form, SourceKind, Stance
from statements.value import value

__all__ = [
    "SURE",
    "Actor",
    "Article",
    "Form",
    "Origin",
    "SourceKind",
    "Span",
    "Speaker",
    "Stance",
    "StanceReading",
    "Statement",
    "Target",
]


@value(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of characters of `Article.text`."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The characters of `text` this span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end


@value(frozen=True, slots=True)
class Origin:
    """Where an article comes from, as far as reading it needs to know."""

    source_id: str = ""
    kind: SourceKind = SourceKind.NEWS
    actor: str | None = None
    """For a primary source, the registry id of whoever speaks through it."""
    country: str | None = None
    """ISO 3166-1 alpha-2 or a body's code."""


@value(frozen=True, slots=True)
class Article:
    """One item of a source, with its text as plain paragraphs (separated by a blank line)."""

    id: str
    """Stable for one item of one source: a hash of source and guid, else link, else title and date."""
    title: str
    text: str
    origin: Origin
    url: str | None = None
    language: str | None = None
    """ISO 639-1, lower case; None where neither the feed nor the source says."""
    published_at: datetime | None = None
    """UTC; None where the feed gives no usable date."""
    fetched_at: datetime | None = None
    """UTC; when the item was first seen."""
    author: str | None = None

    @property
    def dated(self) -> datetime | None:
        """When this was said as far as is known: publication, else first sight (UTC)."""
        return self.published_at or self.fetched_at


@value(frozen=True, slots=True)
class Speaker:
    """Who speaks, in the article's own words."""

    name: str
    """The best name in the article: pronouns, roles and surnames are resolved to it."""
    mention: Span | None = None
    """The words beside this statement that name the speaker, a pronoun too; None for a label or the source."""
    role: str | None = None
    """Title or apposition: "Kremlin's spokesman"."""


@value(frozen=True, slots=True)
class Actor:
    """Who a speaker or target is in the registry; `id` is None for somebody it does not know."""

    name: str
    id: str | None = None
    country: str | None = None
    official: bool = False
    """Speaks for a state, an international body or an armed group."""
    office: str | None = None
    """The office held on the article's date."""
    verified: bool = True
    """False where the office has not been checked for 180 days before the article's date."""


@value(frozen=True, slots=True)
class Target:
    """To or about whom a statement is."""

    code: str
    """ISO 3166-1 alpha-2, a body's code, or the name of a person or armed group."""
    actor_id: str | None = None
    span: Span | None = None
    """The words that name it; None where it is inferred (an addressee, "both sides")."""


@value(frozen=True, slots=True)
class StanceReading:
    """How hard a statement is, and the words that show it. No trigger, no class but `comment`."""

    stance: Stance = Stance.COMMENT
    trigger: Span | None = None
    negated: bool = False
    """The trigger's own predicate carries a negation."""
    conditional: bool = False
    """If, unless, once, until or provided binds the content."""
    hedged: bool = False
    rule: str = "none"


@value(frozen=True, slots=True)
class Statement:
    """What one speaker said in one article."""

    id: str
    """Stable under re-reading: a hash of the article's id and the normalised content."""
    article_id: str
    form: Form
    content: tuple[Span, ...]
    """The words said; more than one span where the cue splits a quote."""
    text: str
    """The words of `content`, pieces joined by an ellipsis."""
    sentence: Span
    """The sentence or sentences around the content."""
    speaker: Speaker
    actor: Actor
    reading: StanceReading = field(default_factory=StanceReading)
    cue: Span | None = None
    """The reporting word; None for labelled transcripts and primary texts."""
    clause: Span | None = None
    """For `mixed`: the whole content clause around the quoted words."""
    targets: tuple[Target, ...] = ()
    """Most important first."""
    quoted_by: str | None = None
    """For a quotation inside a quotation: the outer speaker's name."""
    rule: str = ""
    """Name of the rule that found it."""
    confidence: float = 0.0
    """Measured precision of that rule's class, 0 to 1."""

    @property
    def stance(self) -> Stance:
        """The class of `reading`."""
        return self.reading.stance

    @property
    def sure(self) -> bool:
        """Whether the rule that found it is hardly ever wrong."""
        return self.confidence >= SURE

    @property
    def hull(self) -> Span:
        """From the first to the last character said."""
        return Span(self.content[0].start, self.content[-1].end)
