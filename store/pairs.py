# ruff: noqa: S608 - SQL is put together from words of our own; what comes from outside is always a parameter
"""Who speaks to or about whom: lines by speaker's side and target, with how hard they are on average."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date, timedelta

from store.coding import KEYS_A_DAY, registry_id
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


@dataclass(frozen=True, slots=True)
class DayScore:
    """How much was said on one day (UTC), and how hard on average."""

    day: date
    total: int
    score: float
    """Mean on the conflict-cooperation scale."""


def score_days(db: sqlite3.Connection, plan: Plan, upto: int) -> list[DayScore]:
    """The days of the lines under `plan`, oldest first, those without any left out."""
    lines = plan.groups("s.key / :day AS day, s.stance AS stance, count(*) AS lines", "day, s.stance")
    question = (
        f"SELECT day, sum(lines), sum(lines * score) / sum(lines) FROM ({lines}) AS k "
        "JOIN stances ON stances.key = k.stance GROUP BY day ORDER BY day"
    )
    bounds = {"low": plan.low, "high": plan.high, "upto": upto, "day": KEYS_A_DAY}
    rows = db.execute(question, plan.parameters | bounds).fetchall()
    return [DayScore(date(1970, 1, 1) + timedelta(days=day), total, score) for day, total, score in rows]
