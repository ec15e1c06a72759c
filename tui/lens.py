"""What the dashboard looks at: a view, a typed query, a chosen side, officials or everybody, an order. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from store.query import StatementFilter, parse_query
from store.rows import Sort
from store.terms import FieldTerm

SORT_WORDS = {Sort.NEW: "newest first", Sort.OLD: "oldest first", Sort.HARD: "hardest first"}
Understand = Callable[[str], StatementFilter]
"""Reads a query, with the names people use. Raises QueryError."""


@dataclass(frozen=True, slots=True)
class Lens:
    """One way of looking at the statements."""

    query: str = ""
    """As typed."""
    country: str | None = None
    """A code; "" for speakers who stand for no country."""
    actor: str | None = None
    """Registry id, or a quoted name."""
    side: str = ""
    """What the chosen country or actor is called."""
    official: bool = True
    sort: Sort = Sort.NEW
    view: str = ""
    """The name of a view of feeds.yaml."""
    basis: str = ""
    """The view's query."""

    def everybody(self, understand: Understand = parse_query) -> StatementFilter:
        """The filter without the chosen side: what the tree counts. Raises QueryError."""
        where = understand(self.basis) & understand(self.query)
        spoken_of = {"official", "unofficial"} & {flag for term in where.fields("is") for flag in term.values}
        return where if spoken_of or not self.official else where & _only("is", "official")

    def where(self, understand: Understand = parse_query) -> StatementFilter:
        """The whole filter. Raises QueryError."""
        where = self.everybody(understand)
        if self.actor:
            return where & _only("actor", self.actor)
        return where if self.country is None else where & _only("country", self.country)

    @property
    def narrowed(self) -> bool:
        """Whether a view, a query or a chosen side lets less through; officials alone do not count."""
        return bool(self.query or self.basis or self.actor) or self.country is not None

    def chips(self) -> list[tuple[str, str]]:
        """What is in force, as (kind, words); removing a kind is `without`."""
        chips = [("official", "officials only")] if self.official else []
        for kind, words in (("view", self.view), ("side", self.side), ("query", self.query)):
            if words:
                chips.append((kind, words))
        return chips

    def without(self, kind: str) -> Lens:
        """This lens with one chip taken away."""
        if kind == "side":
            return replace(self, country=None, actor=None, side="")
        if kind == "view":
            return replace(self, view="", basis="")
        return replace(self, official=False) if kind == "official" else replace(self, query="")


def _only(field: str, value: str) -> StatementFilter:
    return StatementFilter((FieldTerm(field, (value,)),))
