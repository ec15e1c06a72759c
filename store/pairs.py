# ruff: noqa: S608 - SQL is put together from words of our own; what comes from outside is always a parameter
"""Who speaks to or about whom: lines by speaker's side and target, with how hard they are on average."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from store.coding import registry_id
from store.plan import Plan


@dataclass(frozen=True, slots=True)
class Pair:
    """A side and somebody it speaks to or about."""

    side: str
    """A country's code ("" for none), or an actor's name."""
    actor_id: str | None
    """Registry id where the sides are actors."""
    target: str
    total: int
    score: float
    """Mean on the conflict-cooperation scale."""


def count_pairs(db: sqlite3.Connection, plan: Plan, upto: int, *, actors: bool) -> list[Pair]:
    """Pairs under `plan`, the most talkative first; the sides are actors or countries."""
    side = "a.name, a.handle" if actors else "coalesce(k.country, ''), ''"
    lines = plan.groups("s.key, s.country, s.actor, s.stance", "s.key")
    question = (
        f"SELECT {side}, t.target, count(*), avg(stances.score) FROM ({lines}) AS k "
        "JOIN targets AS t ON t.key = k.key JOIN actors AS a ON a.key = k.actor "
        "JOIN stances ON stances.key = k.stance GROUP BY 1, 2, 3 ORDER BY 4 DESC, 1, 3"
    )
    bounds = {"low": plan.low, "high": plan.high, "upto": upto}
    rows = db.execute(question, plan.parameters | bounds).fetchall()
    return [Pair(name, registry_id(handle) if handle else None, *rest) for name, handle, *rest in rows]
