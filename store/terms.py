"""What a query says, as values: terms joined by *and*. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

FIELDS = (
    "country", "actor", "about", "stance", "form", "source", "kind", "lang", "tag", "is", "since", "until", "score",
)  # fmt: skip
"""Every field of the query language."""

FLAGS = {
    "unread": "not read yet",
    "read": "read",
    "starred": "with a star",
    "noted": "with a note",
    "tagged": "with a tag of yours",
    "corrected": "whose stance you corrected",
    "official": "by who speaks for a state, a body or an armed group",
    "unofficial": "by everybody else",
    "sure": "found by a rule that is hardly ever wrong",
    "unsure": "found by any other rule",
}
"""What `is:` can ask."""


@dataclass(frozen=True, slots=True)
class FieldTerm:
    """A field that has one of some values."""

    name: str
    values: tuple[str, ...]
    """Canonical; `since`, `until` and `score` have one."""
    negated: bool = False
    sources: tuple[str, ...] = ()
    """For `tag`: the ids of the sources that carry it."""

    def to_text(self) -> str:
        """The query text of this term."""
        return f"{_minus(self.negated)}{self.name}:{','.join(_quoted(value) for value in self.values)}"


@dataclass(frozen=True, slots=True)
class WordsTerm:
    """Words to find, in this order, in text, speaker or title."""

    words: str
    prefix: bool = False
    """The last word may go on."""
    negated: bool = False

    def to_text(self) -> str:
        """The query text of this term."""
        star = "*" if self.prefix else ""
        if _BARE_WORD.fullmatch(self.words) and self.words.lower() != "or":
            return f"{_minus(self.negated)}{self.words}{star}"
        return f'{_minus(self.negated)}"{self.words}"{star}'


@dataclass(frozen=True, slots=True)
class AnyTerm:
    """At least one of some branches, each a list of terms that must all hold."""

    branches: tuple[tuple[Term, ...], ...]
    negated: bool = False

    def to_text(self) -> str:
        """The query text of this term."""
        return f"{_minus(self.negated)}({' or '.join(_joined(branch) for branch in self.branches)})"


Term = FieldTerm | WordsTerm | AnyTerm


@dataclass(frozen=True, slots=True)
class StatementFilter:
    """Which statements: those for which every term holds. The empty filter is all of them."""

    terms: tuple[Term, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.terms)

    def __and__(self, other: StatementFilter) -> StatementFilter:
        return StatementFilter(tuple(dict.fromkeys(self.terms + other.terms)))

    def to_text(self) -> str:
        """The query text that parses to this filter."""
        return _joined(self.terms)

    def with_values(self, name: str, *values: str) -> StatementFilter:
        """This filter with field `name` ("country", "actor", "is" …) set to any of `values`; none removes it."""
        others = tuple(term for term in self.terms if not (isinstance(term, FieldTerm) and term.name == name))
        return StatementFilter(others + ((FieldTerm(name, values),) if values else ()))

    def values(self, name: str) -> tuple[str, ...]:
        """What field `name` is set to (not negated, not inside parentheses)."""
        return tuple(value for term in self.fields(name) if not term.negated for value in term.values)

    def fields(self, *names: str) -> Iterator[FieldTerm]:
        """The terms of these fields (not inside parentheses)."""
        return (term for term in self.terms if isinstance(term, FieldTerm) and term.name in names)

    def everything(self) -> Iterator[Term]:
        """Every term, inside parentheses too."""
        pending = list(self.terms)
        while pending:
            term = pending.pop(0)
            yield term
            if isinstance(term, AnyTerm):
                pending += [inner for branch in term.branches for inner in branch]


def moment(text: str, now: datetime, *, end: bool = False) -> datetime:
    """The beginning of what a date or an age means, or (`end`) the moment just after it. Raises ValueError.

    "7d", "12h", "2w", "3mo", "1y" count back from `now`; "2026", "2026-03", "2026-03-02", "2026-03-02T14:30",
    "today" and "yesterday" are UTC.
    """
    age = _AGE.fullmatch(text)
    if age:
        return now - int(age[1]) * _UNITS[age[2]]
    midnight = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    if text in ("today", "yesterday"):
        start = midnight - timedelta(days=text == "yesterday")
        return start + timedelta(days=end)
    date = _DATE.fullmatch(text)
    if not date:
        raise ValueError(f"{text!r} is not a date or an age")
    year, month, day, clock = date.groups()
    start = datetime.fromisoformat(f"{year}-{month or '01'}-{day or '01'}T{clock or '00:00'}+00:00")
    if not end or clock:
        return start
    if day:
        return start + timedelta(days=1)
    return _next_month(start) if month else start.replace(year=start.year + 1)


_AGE = re.compile(r"(\d{1,4})(m|h|d|w|mo|y)")
_UNITS = {
    "m": timedelta(minutes=1),
    "h": timedelta(hours=1),
    "d": timedelta(days=1),
    "w": timedelta(weeks=1),
    "mo": timedelta(days=30),
    "y": timedelta(days=365),
}
_DATE = re.compile(r"((?:19|20)\d\d)(?:-(\d\d)(?:-(\d\d)(?:T(\d\d:\d\d(?::\d\d)?))?)?)?")
_BARE_WORD = re.compile(r"[^\s\"“”():,*-][^\s\"“”():,*]*")
_BARE_VALUE = re.compile(r"[^\s\"“”(),]+")


def _next_month(start: datetime) -> datetime:
    return (start + timedelta(days=31)).replace(day=1)


def _joined(terms: tuple[Term, ...]) -> str:
    return " ".join(term.to_text() for term in terms)


def _minus(negated: bool) -> str:
    return "-" if negated else ""


def _quoted(value: str) -> str:
    return value if _BARE_VALUE.fullmatch(value) else f'"{value}"'
