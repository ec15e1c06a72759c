# ruff: noqa: S608 - SQL is put together from words of our own; what comes from outside is always a parameter
"""`StatementFilter` to `Plan`: looks up what the filter names, and decides what leads."""

from __future__ import annotations

import json
import operator
import re
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from statements.model import Form, SourceKind, Stance
from store.coding import FORM_KEYS, KIND_KEYS, SLOTS, STANCE_KEYS
from store.fulltext import EVERY, NOTHING, facet_word, phrase
from store.plan import Branch, Plan, Tally, Total
from store.terms import AnyTerm, FieldTerm, StatementFilter, Term, WordsTerm, moment

ENOUGH = 10_000
"""Rows up to which ways to lead are compared."""

FEW = 3_000
"""Rows up to which one index leads, however many conditions full text could join."""

BRANCHES = 8
"""Values of one field up to which each is asked by itself and the answers are merged in order."""

GREATEST = 2**62
"""Beyond every key."""

_OF_ARTICLES = frozenset({"source", "kind", "lang"})
"""Fields in which the same statement differs from article to article: asked for them, all are shown."""

_COMPARISONS: dict[str, Callable[[float, float], bool]] = {
    "<=": operator.le,
    ">=": operator.ge,
    "<": operator.lt,
    ">": operator.gt,
    "=": operator.eq,
}


def compile_filter(db: sqlite3.Connection, where: StatementFilter, now: datetime) -> Plan:
    """The plan for `where`. Its SQL also needs :upto, :low, :high and what each of its methods names."""
    return _Compiler(db, where, now).plan()


@dataclass(frozen=True, slots=True)
class _Lead:
    """A way to begin."""

    branches: tuple[Branch, ...]
    rows: str = ""
    """SQL for the rows it goes through."""
    distinct: bool = False


class _Compiler:
    def __init__(self, db: sqlite3.Connection, where: StatementFilter, now: datetime) -> None:
        self._db = db
        self._where = where
        self._now = now
        self._parameters: dict[str, Any] = {}
        self._corrected = bool(db.execute("SELECT 1 FROM marks WHERE stance IS NOT NULL LIMIT 1").fetchone())
        """Whether the reader corrected any stance."""
        fields = (term for term in where.everything() if isinstance(term, FieldTerm))
        self._whole = not any(term.name in _OF_ARTICLES or term.sources for term in fields)
        """Whether the same statement in many articles is one line."""

    def plan(self) -> Plan:
        low, high = 0, GREATEST
        words: list[Term] = []
        conditions = ["s.arrived <= :upto"]
        if self._whole:
            conditions.append("s.same IS NULL")
        for term in self._where.terms:
            if isinstance(term, FieldTerm) and term.name in ("since", "until") and not term.negated:
                bound = self._bound(term)
                low, high = (max(low, bound), high) if term.name == "since" else (low, min(high, bound - 1))
            elif _is_words(term):
                words.append(term)
            else:
                conditions.append(self._condition(term))
        lead = self._lead(words)
        condition = " AND ".join(conditions)
        tally, total = self._tally(), self._total()
        match = self._bind(_expression(words)) if words else None
        return Plan(lead.branches, condition, self._parameters, low, high, lead.distinct, match, tally, total)

    def _condition(self, term: Term) -> str:
        if isinstance(term, AnyTerm):
            ways = (" AND ".join(self._condition(inner) for inner in branch) or "1" for branch in term.branches)
            return f"{_not(term)}({' OR '.join(f'({way})' for way in ways)})"
        if isinstance(term, WordsTerm):
            match = self._bind(_match(term))
            return f"{_not(term)}(s.key IN (SELECT rowid FROM wordings_text WHERE wordings_text MATCH {match}))"
        return f"{_not(term)}({getattr(self, f'_where_{term.name}')(term)})"

    def _where_country(self, term: FieldTerm) -> str:
        return f"coalesce(s.country, '') IN {self._list(term.values)}"

    def _where_actor(self, term: FieldTerm) -> str:
        return f"s.actor IN {self._list(self._actors(term))}"

    def _where_about(self, term: FieldTerm) -> str:
        return f"EXISTS (SELECT 1 FROM targets WHERE target IN {self._list(term.values)} AND key = s.key)"

    def _where_stance(self, term: FieldTerm) -> str:
        return self._stance_in([STANCE_KEYS[Stance(value)] for value in term.values])

    def _where_score(self, term: FieldTerm) -> str:
        return self._stance_in(self._scored(term))

    def _where_form(self, term: FieldTerm) -> str:
        return f"s.form IN {self._list([FORM_KEYS[Form(value)] for value in term.values])}"

    def _where_kind(self, term: FieldTerm) -> str:
        return f"s.kind IN {self._list([KIND_KEYS[SourceKind(value)] for value in term.values])}"

    def _where_source(self, term: FieldTerm) -> str:
        return f"s.source IN {self._list(self._sources(term.values))}"

    def _where_lang(self, term: FieldTerm) -> str:
        return f"coalesce(s.language, '') IN {self._list(term.values)}"

    def _where_tag(self, term: FieldTerm) -> str:
        own = f"EXISTS (SELECT 1 FROM tags WHERE key = {self._marked} AND tag IN {self._list(term.values)})"
        return f"{own} OR s.source IN {self._list(self._sources(term.sources))}" if term.sources else own

    def _where_since(self, term: FieldTerm) -> str:
        return f"s.key >= {self._bind(self._bound(term))}"

    def _where_until(self, term: FieldTerm) -> str:
        return f"s.key < {self._bind(self._bound(term))}"

    def _where_is(self, term: FieldTerm) -> str:
        return " OR ".join(self._flag(flag) for flag in term.values)

    def _flag(self, flag: str) -> str:
        if flag in ("official", "unofficial"):
            return f"s.official = {int(flag == 'official')}"
        if flag == "tagged":
            return f"EXISTS (SELECT 1 FROM tags WHERE key = {self._marked})"
        wanted = "NOT EXISTS" if flag == "unread" else "EXISTS"
        return f"{wanted} (SELECT 1 FROM marks WHERE key = {self._marked} AND {_MARKED[flag]})"

    @property
    def _marked(self) -> str:
        """The key that marks are kept under: that of the line that stands for the statement."""
        return "s.key" if self._whole else "coalesce(s.same, s.key)"

    def _stance_in(self, keys: Sequence[int]) -> str:
        values = self._list(keys)
        if not self._corrected:
            return f"s.stance IN {values}"
        return f"coalesce((SELECT stance FROM marks WHERE key = {self._marked}), s.stance) IN {values}"

    def _lead(self, words: Sequence[Term]) -> _Lead:
        narrow = [part for term in self._where.terms if (part := self._narrowing(term))]
        if words:
            return _Lead((self._text_branch(words, narrow),))
        fields = (term for term in self._where.terms if isinstance(term, FieldTerm) and not term.negated)
        leads = [lead for term in fields if (lead := self._lead_of(term))]
        if len(leads) < 2 and len(narrow) < 2:
            return leads[0] if leads else _Lead((self._text_branch((), narrow) if narrow else Branch(),))
        rows, best = min(((self._count(lead.rows), lead) for lead in leads), key=_ROWS, default=(ENOUGH, None))
        if best is None or (len(narrow) > 1 and rows > FEW):
            return _Lead((self._text_branch((), narrow),))
        return best

    def _text_branch(self, words: Sequence[Term], narrow: Sequence[str]) -> Branch:
        match = " AND ".join([*narrow, *([_expression(words)] if words else [])])
        return Branch(
            "wordings_text AS t CROSS JOIN statements AS s ON s.key = t.rowid",
            f"t.wordings_text MATCH {self._bind(match)}",
            "t.rowid",
        )

    def _narrowing(self, term: Term) -> str:
        """What full text must hold for `term` to be met, as an FTS5 expression; "" where it cannot tell."""
        if term.negated or isinstance(term, WordsTerm):
            return ""
        if isinstance(term, AnyTerm):
            ways = [self._narrowing_branch(branch) for branch in term.branches]
            return f"({' OR '.join(ways)})" if all(ways) else ""
        values: Sequence[str | int] = ()
        if term.name in ("country", "about"):
            values = term.values
        elif term.name in _INDEXED and not (term.name in _STANCE and self._corrected):
            values = self._keys_of(term)
        if not values:
            return ""
        facet = "stance" if term.name == "score" else term.name
        return f"facets : ({' OR '.join(facet_word(facet, value) for value in values)})"

    def _narrowing_branch(self, branch: Sequence[Term]) -> str:
        parts = [self._narrowing(term) for term in branch if not _is_words(term)]
        parts += [_expression([term]) for term in branch if _is_words(term) and not term.negated]
        return f"({' AND '.join(part for part in parts if part)})" if any(parts) else ""

    def _lead_of(self, term: FieldTerm) -> _Lead | None:
        """How the term would lead, if it can: its rows in the order of keys, from an index."""
        if term.name == "about" and len(term.values) <= BRANCHES:
            source = "targets AS g CROSS JOIN statements AS s ON s.key = g.key"
            branches = tuple(Branch(source, f"g.target = {self._bind(value)}", "g.key") for value in term.values)
            rows = f"SELECT 1 FROM targets WHERE target IN {self._list(term.values)}"
            return _Lead(branches, rows, distinct=len(branches) > 1)
        if term.name == "is" and len(term.values) == 1 and term.values[0] in _FEW and self._whole:
            source = "marks AS m CROSS JOIN statements AS s ON s.key = m.key"
            condition = f"m.{_MARKED[term.values[0]]}"
            rows = f"SELECT 1 FROM marks AS m WHERE {condition}"
            return _Lead((Branch(source, condition, "m.key"),), rows)
        if term.name not in _INDEXED or (term.name in _STANCE and self._corrected):
            return None
        values = self._keys_of(term)
        if len(values) > BRANCHES:
            return None
        column, index = _INDEXED[term.name]
        source = f"statements AS s INDEXED BY {index}"
        branches = tuple(Branch(source, f"s.{column} = {self._bind(value)}") for value in values)
        rows = f"SELECT 1 FROM statements INDEXED BY {index} WHERE {column} IN {self._list(values)}"
        return _Lead(branches or (Branch(condition="0"),), rows)

    def _keys_of(self, term: FieldTerm) -> Sequence[str | int]:
        """The values of an indexed field as the table holds them."""
        if term.name == "actor":
            return self._actors(term)
        if term.name == "source":
            return self._sources(term.values)
        if term.name == "score":
            return self._scored(term)
        if term.name == "stance":
            return [STANCE_KEYS[Stance(value)] for value in term.values]
        return term.values

    def _tally(self) -> Tally | None:
        officials, facet = {0, 1}, "all"
        values: tuple[str | int, ...] = ("",)
        for term in self._where.terms:
            if not isinstance(term, FieldTerm):
                return None
            if term.name == "is" and set(term.values) <= {"official", "unofficial"}:
                asked = {int(flag == "official") for flag in term.values}
                officials &= {0, 1} - asked if term.negated else asked
            elif term.name in _TALLIED and facet == "all" and not term.negated:
                if term.name in _STANCE and self._corrected:
                    return None
                facet, values = _TALLIED[term.name], tuple(self._keys_of(term))
            else:
                return None
        return Tally(facet, values, tuple(sorted(officials)))

    def _total(self) -> Total | None:
        unread = FieldTerm("is", ("unread",))
        others = [term for term in self._where.terms if term != unread]
        if not all(self._is_totalled(term) for term in others):
            return None
        condition = " AND ".join(self._condition(term) for term in others) or "1"
        return Total(condition, unread in self._where.terms)

    def _is_totalled(self, term: Term) -> bool:
        """Whether `totals` has what the term asks for."""
        if isinstance(term, AnyTerm):
            return all(self._is_totalled(inner) for branch in term.branches for inner in branch)
        if not isinstance(term, FieldTerm):
            return False
        if term.name == "is":
            return set(term.values) <= {"official", "unofficial"}
        return term.name in _TALLIED and not (term.name in _STANCE and self._corrected)

    def _actors(self, term: FieldTerm) -> list[int]:
        handles = [handle for value in term.values for handle in (value, "~" + " ".join(value.split()).casefold())]
        return self._keys("SELECT key FROM actors WHERE handle IN (SELECT value FROM json_each(?))", handles)

    def _sources(self, ids: Sequence[str]) -> list[int]:
        return self._keys("SELECT key FROM sources WHERE id IN (SELECT value FROM json_each(?))", list(ids))

    def _scored(self, term: FieldTerm) -> list[int]:
        """The stances whose score is as asked."""
        comparison, number = _SCORE.fullmatch(term.values[0]).groups()  # type: ignore[union-attr]
        compare = _COMPARISONS[comparison]
        rows = self._db.execute("SELECT key, score FROM stances").fetchall()
        return [key for key, score in rows if compare(score, float(number))]

    def _bound(self, term: FieldTerm) -> int:
        """The least key since then; for `until`, the least one after it."""
        edge = moment(term.values[0], self._now, end=term.name == "until")
        return int(edge.timestamp()) * SLOTS

    def _keys(self, question: str, values: Sequence[str]) -> list[int]:
        return [key for (key,) in self._db.execute(question, (json.dumps(values),)).fetchall()]

    def _count(self, rows: str) -> int:
        """About how many rows; what exceeds `ENOUGH` is not counted out."""
        question = f"SELECT count(*) FROM ({rows} LIMIT {ENOUGH})"
        return int(self._db.execute(question, self._parameters).fetchone()[0])

    def _list(self, values: Sequence[str | int]) -> str:
        return f"({', '.join(self._bind(value) for value in values)})"

    def _bind(self, value: str | int) -> str:
        name = f"p{len(self._parameters)}"
        self._parameters[name] = value
        return f":{name}"


_ROWS = operator.itemgetter(0)
_SCORE = re.compile(r"(<=|>=|<|>|=)([+-]?[\d.]+)")
_STANCE = frozenset({"stance", "score"})
_INDEXED = {
    "country": ("country", "statements_by_country"),
    "actor": ("actor", "statements_by_actor"),
    "stance": ("stance", "statements_by_stance"),
    "score": ("stance", "statements_by_stance"),
    "source": ("source", "statements_by_source"),
}
_TALLIED = {"country": "country", "actor": "actor", "stance": "stance", "score": "stance"}
_MARKED = {
    "read": "read_at IS NOT NULL",
    "unread": "read_at IS NOT NULL",
    "starred": "starred_at IS NOT NULL",
    "noted": "note IS NOT NULL",
    "corrected": "stance IS NOT NULL",
}
_FEW = frozenset({"starred", "noted", "corrected"})


def _not(term: Term) -> str:
    return "NOT " if term.negated else ""


def _is_words(term: Term) -> bool:
    """Whether full text alone can answer it."""
    if isinstance(term, AnyTerm):
        return all(_is_words(inner) for branch in term.branches for inner in branch)
    return isinstance(term, WordsTerm)


def _expression(terms: Sequence[Term]) -> str:
    """The FTS5 expression for all of `terms`."""
    found = [_match(term) for term in terms if not term.negated]
    banned = [_match(term) for term in terms if term.negated]
    all_found = " AND ".join(found) or f"facets : {EVERY}"
    return f"(({all_found}) NOT ({' OR '.join(banned)}))" if banned else f"({all_found})"


def _match(term: Term) -> str:
    """The FTS5 expression for one term, whether negated or not."""
    if isinstance(term, AnyTerm):
        return f"({' OR '.join(_expression(branch) for branch in term.branches)})"
    assert isinstance(term, WordsTerm)
    words = phrase(term.words, prefix=term.prefix)
    return f"{{text speaker title}} : {words}" if words else f"facets : {NOTHING}"
