"""The names a query may use, and what to say of one that nobody knows. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from statements.scales import Form, SourceKind, Stance
from store.terms import FLAGS, moment

Names = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class QueryNames:
    """The names a query may use: canonical value to what people call it."""

    countries: Names = field(default_factory=dict)
    """Code to names: {"RU": ("Russia", "Russian Federation")}."""
    actors: Names = field(default_factory=dict)
    """Registry id to names, the first shown in completion."""
    sources: Names = field(default_factory=dict)
    """Source id to title."""
    tags: Names = field(default_factory=dict)
    """Tag to the ids of the sources that carry it; () for a tag of the user's own."""
    languages: Names = field(default_factory=dict)
    """ISO 639-1 to names."""

    def of(self, name: str) -> Names:
        """What field `name` may be set to; nothing for fields that take anything."""
        fields: dict[str, Names] = {
            "country": self.countries,
            "actor": self.actors,
            "about": {**self.actors, **self.countries},
            "source": self.sources,
            "lang": self.languages,
            "tag": dict.fromkeys(self.tags, ()),
            "stance": dict.fromkeys(Stance, ()),
            "form": dict.fromkeys(Form, ()),
            "kind": dict.fromkeys(SourceKind, ()),
            "is": {flag: (meaning,) for flag, meaning in FLAGS.items()},
        }
        return fields.get(name, {})


class QueryError(ValueError):
    """A query that cannot be understood: what is wrong, where, and the nearest right word."""

    def __init__(self, message: str, *, start: int, end: int, suggestion: str | None = None) -> None:
        super().__init__(f"{message}: did you mean {suggestion}?" if suggestion else f"{message}.")
        self.start, self.end, self.suggestion = start, end, suggestion
        """Characters of the query."""


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a field as typed."""

    text: str
    quoted: bool
    start: int
    end: int


def resolve(name: str, value: Value, names: QueryNames | None) -> tuple[str, ...]:
    """The canonical values a typed one stands for: "peskov" may be several actors. Raises QueryError."""
    if name in _CHECKS:
        return (_CHECKS[name](value),)
    if names is None and name not in _CLOSED:
        return (value.text.upper() if name == "country" else value.text,)
    known = (names or QueryNames()).of(name)
    found = _exact(value.text, known) or ((value.text,) if value.quoted and name not in _CLOSED else ())
    if not found and name in _BY_PART:
        found = _by_part(value.text, known)
    if not found and name in _CLOSED:
        found = _by_beginning(value.text, known)
    if not found:
        raise unknown(name, value, known)
    return found


def unknown(name: str, value: Value, known: Names) -> QueryError:
    """The error for a value that nobody knows."""
    words = [*known, *(called for calls in known.values() for called in calls)] if name != "is" else list(known)
    return QueryError(
        f"No {_CALLED.get(name, name)} is called “{value.text}”",
        start=value.start,
        end=value.end,
        suggestion=closest(value.text, words),
    )


def closest(word: str, among: Iterable[str]) -> str | None:
    """The word of `among` most like `word`."""
    from statements.table import nearest  # loads the YAML reader: only where something is wrong

    return nearest(word, among)


_CLOSED = frozenset({"stance", "form", "kind", "is"})
_BY_PART = frozenset({"actor", "about", "source"})
_CALLED = {"lang": "language", "kind": "kind of source", "is": "state", "about": "country or actor"}
_SCORE = re.compile(r"(<=|>=|<|>|=)?([+-−]?\d+(?:\.\d+)?)".replace("+-−", "+−-"))


def _exact(text: str, known: Names) -> tuple[str, ...]:
    wanted = " ".join(text.split()).casefold()
    for canonical in known:
        if canonical.casefold() == wanted:
            return (canonical,)
    return tuple(
        canonical for canonical, calls in known.items() if any(called.casefold() == wanted for called in calls)
    )


def _by_part(text: str, known: Names) -> tuple[str, ...]:
    """Whoever is known by these words among others: "peskov", "tass"."""
    wanted = set(_WORDS.findall(text.casefold()))
    return tuple(
        canonical
        for canonical, calls in known.items()
        if wanted and any(wanted <= set(_WORDS.findall(called.casefold())) for called in (canonical, *calls))
    )


def _by_beginning(text: str, known: Names) -> tuple[str, ...]:
    """The only one that begins so: "threat" for threaten."""
    found = tuple(canonical for canonical in known if canonical.startswith(text.casefold()))
    return found if len(found) == 1 else ()


_WORDS = re.compile(r"\w+")


def _check_moment(value: Value) -> str:
    try:
        moment(value.text, datetime(2000, 1, 1, tzinfo=UTC))
    except (ValueError, OverflowError):
        raise QueryError(
            f"“{value.text}” is no date: write 2026-03-02, 2026-03, today, yesterday, or an age: 12h, 7d, 2w",
            start=value.start,
            end=value.end,
        ) from None
    return value.text


def _check_score(value: Value) -> str:
    found = _SCORE.fullmatch(value.text)
    if not found:
        raise QueryError(
            f"“{value.text}” is no score: write <=-3, >2 or =0, from -6 (hostile) to 4 (friendly)",
            start=value.start,
            end=value.end,
        )
    return f"{found[1] or '='}{found[2].replace('−', '-')}"


_CHECKS = {"since": _check_moment, "until": _check_moment, "score": _check_score}
