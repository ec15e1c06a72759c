"""The query language: text to `StatementFilter` and back. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class QueryNames:
    """The names a query may use: canonical value to what people call it."""

    countries: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Code to names: {"RU": ("Russia", "Russian Federation")}."""
    actors: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Registry id to names, the first shown in completion."""
    sources: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Source id to title."""
    tags: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Tag to the ids of the sources that carry it; () for a tag of the user's own."""
    languages: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """ISO 639-1 to names."""


class QueryError(ValueError):
    """A query that cannot be understood: what is wrong, where, and the nearest right word."""

    def __init__(self, message: str, *, start: int, end: int, suggestion: str | None = None) -> None:
        super().__init__(f"{message}: did you mean {suggestion}?" if suggestion else f"{message}.")
        self.start, self.end, self.suggestion = start, end, suggestion
        """Characters of the query."""


@dataclass(frozen=True, slots=True)
class StatementFilter:
    """Which statements: the empty filter is all of them."""

    def to_text(self) -> str:
        """The query text that parses to this filter."""
        raise NotImplementedError

    def with_values(self, name: str, *values: str) -> StatementFilter:
        """This filter with field `name` ("country", "actor", "is" …) set to any of `values`; none removes it."""
        raise NotImplementedError

    def values(self, name: str) -> tuple[str, ...]:
        """What field `name` is set to (not negated, not inside parentheses)."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Completion:
    """One way to go on writing: replaces characters `start` to `end` of the query by `text`."""

    start: int
    end: int
    text: str
    label: str
    """What it means, for the menu."""


def parse_query(text: str, *, names: QueryNames | None = None) -> StatementFilter:
    """Reads a query; without `names` every country, actor, source … is taken as it is. Raises `QueryError`."""
    raise NotImplementedError


def complete(text: str, cursor: int, names: QueryNames) -> list[Completion]:
    """Ways to go on at `cursor` (characters), best first, at most 20."""
    raise NotImplementedError
