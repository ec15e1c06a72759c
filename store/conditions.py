# ruff: noqa: S608 - SQL is put together from words of our own; what comes from outside is always a parameter
"""What a filter's terms ask of one row, as SQL conditions; and the names in them looked up."""

from __future__ import annotations

import json
import operator
import re
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any

from statements.scales import SURE, Form, SourceKind, Stance
from store.coding import FORM_KEYS, KIND_KEYS, MOMENT, SLOTS, STANCE_KEYS, unknown_handle
from store.fulltext import words_match
from store.terms import AnyTerm, FieldTerm, StatementFilter, Term, WordsTerm, moment

STANCE_FIELDS = frozenset({"stance", "score"})

MARKED = {
    "read": "read_at <= :asof",
    "unread": "read_at <= :asof",
    "starred": "starred_at IS NOT NULL",
    "noted": "note IS NOT NULL",
    "corrected": "stance IS NOT NULL",
}
"""What a flag looks for in `marks`; `unread` must not find it. What is read later stays in a list of the unread."""

_OF_ARTICLES = frozenset({"source", "kind", "lang"})
"""Fields in which the same statement differs from article to article: asked for them, all are shown."""

_COMPARISONS: dict[str, Callable[[float, float], bool]] = {
    "<=": operator.le,
    ">=": operator.ge,
    "<": operator.lt,
    ">": operator.gt,
    "=": operator.eq,
}
_SCORE = re.compile(r"(<=|>=|<|>|=)([+-]?[\d.]+)")


class Conditions:
    """The conditions of one filter on `statements AS s`, and the parameters they need."""

    def __init__(self, db: sqlite3.Connection, where: StatementFilter, now: datetime) -> None:
        self._db = db
        self._now = now
        (asof,) = db.execute(f"SELECT {MOMENT}").fetchone()
        self.parameters: dict[str, Any] = {"asof": asof}
        self.corrected = bool(db.execute("SELECT 1 FROM marks WHERE stance IS NOT NULL LIMIT 1").fetchone())
        """Whether the reader corrected any stance."""
        fields = (term for term in where.everything() if isinstance(term, FieldTerm))
        self.whole = not any(term.name in _OF_ARTICLES or term.sources for term in fields)
        """Whether the same statement in many articles is one line."""

    def of(self, term: Term) -> str:
        """The condition for `term`."""
        negation = "NOT " if term.negated else ""
        if isinstance(term, AnyTerm):
            ways = (" AND ".join(self.of(inner) for inner in branch) or "1" for branch in term.branches)
            return f"{negation}({' OR '.join(f'({way})' for way in ways)})"
        if isinstance(term, WordsTerm):
            match = self.bind(words_match(term))
            return f"{negation}(s.key IN (SELECT rowid FROM wordings_text WHERE wordings_text MATCH {match}))"
        return f"{negation}({self._field(term)})"

    def bind(self, value: str | int) -> str:
        """A parameter that holds `value`."""
        name = f"p{len(self.parameters)}"
        self.parameters[name] = value
        return f":{name}"

    def listed(self, values: Sequence[str | int]) -> str:
        """A list of parameters, in parentheses."""
        return f"({', '.join(self.bind(value) for value in values)})"

    def keys_of(self, term: FieldTerm) -> Sequence[str | int]:
        """The values of a field as the table holds them."""
        match term.name:
            case "actor":
                names = (*term.values, *map(unknown_handle, term.values))
                return self._keys("SELECT key FROM actors WHERE handle IN (SELECT value FROM json_each(?))", names)
            case "source":
                return self._sources(term.values)
            case "score":
                return self._scored(term.values[0])
            case "stance":
                return [STANCE_KEYS[Stance(value)] for value in term.values]
            case "form":
                return [FORM_KEYS[Form(value)] for value in term.values]
            case "kind":
                return [KIND_KEYS[SourceKind(value)] for value in term.values]
        return term.values

    def bound(self, term: FieldTerm) -> int:
        """The least key since then; for `until`, the least one after it."""
        edge = moment(term.values[0], self._now, end=term.name == "until")
        return int(edge.timestamp()) * SLOTS

    def count(self, rows: str, most: int) -> int:
        """How many rows, counted up to `most`."""
        question = f"SELECT count(*) FROM ({rows} LIMIT {most})"
        return int(self._db.execute(question, self.parameters).fetchone()[0])

    def _field(self, term: FieldTerm) -> str:
        match term.name:
            case "since":
                return f"s.key >= {self.bind(self.bound(term))}"
            case "until":
                return f"s.key < {self.bind(self.bound(term))}"
            case "is":
                return " OR ".join(self._flag(flag) for flag in term.values)
        values = self.listed(self.keys_of(term))
        match term.name:
            case "country":
                return f"coalesce(s.country, '') IN {values}"
            case "lang":
                return f"coalesce(s.language, '') IN {values}"
            case "about":
                return f"EXISTS (SELECT 1 FROM targets WHERE target IN {values} AND key = s.key)"
            case "tag":
                own = f"EXISTS (SELECT 1 FROM tags WHERE key = {self._line} AND tag IN {values})"
                return f"{own} OR s.source IN {self.listed(self._sources(term.sources))}"
            case "stance" | "score":
                corrected = f"coalesce((SELECT stance FROM marks WHERE key = {self._line}), s.stance)"
                return f"{corrected if self.corrected else 's.stance'} IN {values}"
        return f"s.{term.name} IN {values}"

    def _flag(self, flag: str) -> str:
        if flag in ("official", "unofficial"):
            return f"s.official = {int(flag == 'official')}"
        if flag in ("sure", "unsure"):
            told = "(SELECT confidence FROM wordings WHERE key = s.key)"
            return f"{told} {'>=' if flag == 'sure' else '<'} {SURE}"
        if flag == "tagged":
            return f"EXISTS (SELECT 1 FROM tags WHERE key = {self._line})"
        wanted = "NOT EXISTS" if flag == "unread" else "EXISTS"
        return f"{wanted} (SELECT 1 FROM marks WHERE key = {self._line} AND {MARKED[flag]})"

    @property
    def _line(self) -> str:
        """The key that marks are kept under: that of the line that stands for the statement."""
        return "s.key" if self.whole else "coalesce(s.same, s.key)"

    def _sources(self, ids: Iterable[str]) -> list[int]:
        return self._keys("SELECT key FROM sources WHERE id IN (SELECT value FROM json_each(?))", ids)

    def _scored(self, asked: str) -> list[int]:
        """The stances whose score is as asked."""
        found = _SCORE.fullmatch(asked)
        assert found is not None
        compare, number = _COMPARISONS[found[1]], float(found[2])
        rows = self._db.execute("SELECT key, score FROM stances").fetchall()
        return [key for key, score in rows if compare(score, number)]

    def _keys(self, question: str, values: Iterable[str]) -> list[int]:
        return [key for (key,) in self._db.execute(question, (json.dumps(list(values)),)).fetchall()]
