# ruff: noqa: S608 - SQL is put together from words of our own; what comes from outside is always a parameter
"""How a filter is asked of the database: which table leads, which conditions follow.

SQLite's planner picks badly here (it sorts a whole country to show fifty lines), so every plan is spelled out:
full text leads, or else the rarest of the indexed conditions by its own index, in the order of keys; all other
conditions are checked row by row. Values are always parameters.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Branch:
    """One way into the lines: `source` is what follows FROM, `key` the name of its rows' keys."""

    source: str = "statements AS s NOT INDEXED"
    condition: str = "1"
    key: str = "s.key"


@dataclass(frozen=True, slots=True)
class Tally:
    """A filter so simple that its lines are already counted."""

    facet: str
    values: tuple[str | int, ...]
    officials: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Total:
    """A filter that asks nothing the totals by country, actor and stance do not hold."""

    condition: str
    """On `totals AS s`."""
    unread: bool
    """Whether only lines not yet read are asked for."""
    hard: bool
    """Whether it asks for stances, which are not counted by side and day."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A filter, ready to be asked. In every condition `s` is `statements`."""

    branches: tuple[Branch, ...]
    condition: str
    """What every line must meet, whichever branch brings it, besides words to be found."""
    parameters: dict[str, Any]
    low: int
    """Least and greatest key asked for."""
    high: int
    distinct: bool = False
    """Whether two branches may bring the same line."""
    match: str | None = None
    """The parameter that holds the words to be found."""
    tally: Tally | None = None
    total: Total | None = None

    @property
    def whole(self) -> str:
        """All of the filter as one condition on `statements AS s`, for going through few rows."""
        whole = f"s.key BETWEEN :low AND :high AND {self.condition}"
        if not self.match:
            return whole
        words = f"SELECT 1 FROM wordings_text WHERE wordings_text MATCH {self.match} AND rowid = s.key"
        return f"{whole} AND EXISTS ({words})"

    def keys(self, order: str, also: str = "1") -> str:
        """SQL for the keys from :low to :high in `order`, :count of them after :skip."""
        inner = self._union(f"{also} AND {{key}} BETWEEN :low AND :high")
        return f"{inner} ORDER BY 1 {order} LIMIT :count OFFSET :skip"

    def by_hardness(self) -> str:
        """SQL for the keys, most hostile stance first, the newer first among equals, :count after :skip."""
        leads = len(self.branches) == 1 and self.branches[0] == Branch()
        if leads:
            return (
                f"SELECT s.key FROM statements AS s INDEXED BY statements_by_stance WHERE {self.condition} "
                "AND s.key BETWEEN :low AND :high ORDER BY s.stance, s.key DESC LIMIT :count OFFSET :skip"
            )
        return (
            f"SELECT s.key FROM ({self._union('{key} BETWEEN :low AND :high')}) AS k "
            "CROSS JOIN statements AS s ON s.key = k.key ORDER BY s.stance, s.key DESC LIMIT :count OFFSET :skip"
        )

    def counts(self, also: str = "1") -> str:
        """SQL for the number of lines in each of :ranges, a JSON list of [low, high] (inclusive)."""
        within = f"{also} AND {{key}} BETWEEN range.value ->> 0 AND range.value ->> 1"
        inner = self._union(within)
        return f"SELECT (SELECT count(*) FROM ({inner})) FROM json_each(:ranges) AS range ORDER BY range.key"

    def groups(self, columns: str, grouping: str, also: str = "1") -> str:
        """SQL for aggregates of the lines from :low to :high."""
        inner = self._union(f"{also} AND {{key}} BETWEEN :low AND :high")
        lines = f"({inner}) AS k CROSS JOIN statements AS s ON s.key = k.key"
        return f"SELECT {columns} FROM {lines} GROUP BY {grouping}"

    def _union(self, condition: str) -> str:
        selects = (
            f"SELECT {branch.key} AS key FROM {branch.source} "
            f"WHERE {branch.condition} AND {self.condition} AND {condition.format(key=branch.key)}"
            for branch in self.branches
        )
        return (" UNION " if self.distinct else " UNION ALL ").join(selects)
