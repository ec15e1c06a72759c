# ruff: noqa: S608 - SQL is put together from words of our own; what comes from outside is always a parameter
"""`StatementFilter` to `Plan`: decides what leads, and whether the answer is kept already."""

from __future__ import annotations

import operator
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from store.conditions import MARKED, STANCE_FIELDS, Conditions
from store.fulltext import expression, facet_word, is_words
from store.plan import Branch, Plan, Tally, Total
from store.terms import AnyTerm, FieldTerm, StatementFilter, Term, WordsTerm

ENOUGH = 10_000
"""Rows up to which ways to lead are compared."""

FEW = 3_000
"""Rows up to which one index leads, however many conditions full text could join."""

BRANCHES = 8
"""Values of one field up to which each is asked by itself and the answers are merged in order."""

GREATEST = 2**62
"""Beyond every key."""

_ROWS = operator.itemgetter(0)
_INDEXED = {
    "country": ("country", "statements_by_country"),
    "actor": ("actor", "statements_by_actor"),
    "stance": ("stance", "statements_by_stance"),
    "score": ("stance", "statements_by_stance"),
    "source": ("source", "statements_by_source"),
}
_TALLIED = {"country": "country", "actor": "actor", "stance": "stance", "score": "stance"}
_FEW_MARKS = frozenset({"starred", "noted", "corrected"})


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
        self._where = where
        self._ask = Conditions(db, where, now)

    def plan(self) -> Plan:
        low, high = 0, GREATEST
        words: list[Term] = []
        conditions = ["s.arrived <= :upto"]
        if self._ask.whole:
            conditions.append("s.same IS NULL")
        for term in self._where.terms:
            if isinstance(term, FieldTerm) and term.name in ("since", "until") and not term.negated:
                bound = self._ask.bound(term)
                low, high = (max(low, bound), high) if term.name == "since" else (low, min(high, bound - 1))
            elif is_words(term):
                words.append(term)
            else:
                conditions.append(self._ask.of(term))
        lead = self._lead(words)
        condition = " AND ".join(conditions)
        tally, total = self._tally(), self._total()
        match = self._ask.bind(expression(words)) if words else None
        return Plan(lead.branches, condition, self._ask.parameters, low, high, lead.distinct, match, tally, total)

    def _lead(self, words: Sequence[Term]) -> _Lead:
        narrow = [part for term in self._where.terms if (part := self._narrowing(term))]
        if words:
            return _Lead((self._text_branch(words, narrow),))
        fields = (term for term in self._where.terms if isinstance(term, FieldTerm) and not term.negated)
        leads = [lead for term in fields if (lead := self._lead_of(term))]
        if len(leads) < 2 and len(narrow) < 2:
            return leads[0] if leads else _Lead((self._text_branch((), narrow) if narrow else Branch(),))
        counted = ((self._ask.count(lead.rows, ENOUGH), lead) for lead in leads)
        rows, best = min(counted, key=_ROWS, default=(ENOUGH, None))
        if best is None or (len(narrow) > 1 and rows > FEW):
            return _Lead((self._text_branch((), narrow),))
        return best

    def _text_branch(self, words: Sequence[Term], narrow: Sequence[str]) -> Branch:
        match = " AND ".join([*narrow, *([expression(words)] if words else [])])
        return Branch(
            "wordings_text AS t CROSS JOIN statements AS s ON s.key = t.rowid",
            f"t.wordings_text MATCH {self._ask.bind(match)}",
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
        elif term.name in _INDEXED and not (term.name in STANCE_FIELDS and self._ask.corrected):
            values = self._ask.keys_of(term)
        if not values:
            return ""
        facet = "stance" if term.name == "score" else term.name
        return f"facets : ({' OR '.join(facet_word(facet, value) for value in values)})"

    def _narrowing_branch(self, branch: Sequence[Term]) -> str:
        parts = [self._narrowing(term) for term in branch if not is_words(term)]
        parts += [expression([term]) for term in branch if is_words(term) and not term.negated]
        return f"({' AND '.join(part for part in parts if part)})" if any(parts) else ""

    def _lead_of(self, term: FieldTerm) -> _Lead | None:
        """How the term would lead, if it can: its rows in the order of keys, from an index."""
        if term.name == "about" and len(term.values) <= BRANCHES:
            source = "targets AS g CROSS JOIN statements AS s ON s.key = g.key"
            asked = [f"g.target = {self._ask.bind(value)}" for value in term.values]
            branches = tuple(Branch(source, condition, "g.key") for condition in asked)
            rows = f"SELECT 1 FROM targets WHERE target IN {self._ask.listed(term.values)}"
            return _Lead(branches, rows, distinct=len(branches) > 1)
        if term.name == "is" and len(term.values) == 1 and term.values[0] in _FEW_MARKS and self._ask.whole:
            source = "marks AS m CROSS JOIN statements AS s ON s.key = m.key"
            condition = f"m.{MARKED[term.values[0]]}"
            rows = f"SELECT 1 FROM marks AS m WHERE {condition}"
            return _Lead((Branch(source, condition, "m.key"),), rows)
        if term.name not in _INDEXED or (term.name in STANCE_FIELDS and self._ask.corrected):
            return None
        values = self._ask.keys_of(term)
        if len(values) > BRANCHES:
            return None
        column, index = _INDEXED[term.name]
        source = f"statements AS s INDEXED BY {index}"
        branches = tuple(Branch(source, f"s.{column} = {self._ask.bind(value)}") for value in values)
        rows = f"SELECT 1 FROM statements INDEXED BY {index} WHERE {column} IN {self._ask.listed(values)}"
        return _Lead(branches or (Branch(condition="0"),), rows)

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
                if term.name in STANCE_FIELDS and self._ask.corrected:
                    return None
                facet, values = _TALLIED[term.name], tuple(self._ask.keys_of(term))
            else:
                return None
        return Tally(facet, values, tuple(sorted(officials)))

    def _total(self) -> Total | None:
        unread = FieldTerm("is", ("unread",))
        others = [term for term in self._where.terms if term != unread]
        if not all(self._is_totalled(term) for term in others):
            return None
        condition = " AND ".join(self._ask.of(term) for term in others) or "1"
        fields = (term for term in self._where.everything() if isinstance(term, FieldTerm))
        return Total(condition, unread in self._where.terms, any(term.name in STANCE_FIELDS for term in fields))

    def _is_totalled(self, term: Term) -> bool:
        """Whether `totals` has what the term asks for."""
        if isinstance(term, AnyTerm):
            return all(self._is_totalled(inner) for branch in term.branches for inner in branch)
        if not isinstance(term, FieldTerm):
            return False
        if term.name == "is":
            return set(term.values) <= {"official", "unofficial"}
        return term.name in _TALLIED and not (term.name in STANCE_FIELDS and self._ask.corrected)
