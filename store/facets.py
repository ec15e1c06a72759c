# ruff: noqa: S608 - SQL is put together from words of our own; what comes from outside is always a parameter
"""Lines by country and actor: added up from the writer's totals where they know the answer, counted otherwise."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from store.coding import DAY, KEYS_A_DAY, registry_id
from store.plan import Plan
from store.rows import ActorFacet, CountryFacet

_UNREAD = "NOT EXISTS (SELECT 1 FROM marks WHERE key = coalesce(s.same, s.key) AND read_at IS NOT NULL)"
_SCORE = "(SELECT score FROM stances WHERE key = s.stance)"

Side = tuple[str, int]
"""Country ("" for none) and the key of an actor."""
Count = tuple[int, int, float]
"""Lines, unread lines, and the sum of the lines' scores."""


def last_days(now: datetime, number: int) -> range:
    """The last `number` days up to today's, as days since 1970 (UTC)."""
    today = int(now.timestamp()) // DAY
    return range(today + 1 - number, today + 1)


def count_facets(db: sqlite3.Connection, plan: Plan, upto: int, days: range = range(0)) -> list[CountryFacet]:
    """Lines by country and actor under `plan`, most first; with those of `days` (since 1970), where given."""
    counts = _added_up(db, plan) if plan.total else _counted(db, plan, upto)
    rhythms = _rhythms(db, plan, upto, days) if days else {}
    names = _actors(db, {actor for _, actor in counts})
    by_country: dict[str, list[ActorFacet]] = defaultdict(list)
    for (country, actor), (total, unread, score) in counts.items():
        handle, name = names[actor]
        rhythm = tuple(rhythms.get((country, actor), (0,) * len(days)))
        facet = ActorFacet(registry_id(handle), name, total, unread, score / total, rhythm)
        by_country[country].append(facet)
    facets = [_country(country, actors) for country, actors in by_country.items()]
    return sorted(facets, key=lambda facet: (facet.country is None, -facet.total, facet.country or ""))


def _country(country: str, actors: Iterable[ActorFacet]) -> CountryFacet:
    ordered = tuple(sorted(actors, key=lambda actor: (-actor.total, actor.name)))
    total, unread = sum(actor.total for actor in ordered), sum(actor.unread for actor in ordered)
    score = sum(actor.score * actor.total for actor in ordered) / total
    days = tuple(map(sum, zip(*(actor.days for actor in ordered), strict=True)))
    return CountryFacet(country or None, total, unread, ordered, score, days)


def _added_up(db: sqlite3.Connection, plan: Plan) -> dict[Side, Count]:
    """From the totals; `read_totals` counts those read."""
    assert plan.total is not None
    question = (
        f"SELECT country, actor, sum(lines), sum(lines * {_SCORE}) FROM {{}} AS s "
        f"WHERE {plan.total.condition} GROUP BY country, actor HAVING sum(lines)"
    )
    lines = db.execute(question.format("totals"), plan.parameters).fetchall()
    asked = db.execute(question.format("read_totals"), plan.parameters).fetchall()
    read = {(country, actor): (number, score) for country, actor, number, score in asked}
    counts: dict[Side, Count] = {}
    for country, actor, total, score in lines:
        of_read, score_of_read = read.get((country, actor), (0, 0.0))
        unread = total - of_read
        if not plan.total.unread:
            counts[country, actor] = total, unread, score
        elif unread:
            counts[country, actor] = unread, unread, score - score_of_read
    return counts


def _counted(db: sqlite3.Connection, plan: Plan, upto: int) -> dict[Side, Count]:
    columns = f"coalesce(s.country, ''), s.actor, count(*), sum({_UNREAD}), sum({_SCORE})"
    bounds = {"low": plan.low, "high": plan.high, "upto": upto}
    rows = db.execute(plan.groups(columns, "1, 2"), plan.parameters | bounds).fetchall()
    return {(country, actor): (total, unread, score) for country, actor, total, unread, score in rows}


def _rhythms(db: sqlite3.Connection, plan: Plan, upto: int, days: range) -> dict[Side, Sequence[int]]:
    """How many lines on each of the days."""
    if plan.total and not plan.total.unread and not plan.total.hard:
        bounds = {"first": days[0], "last": days[-1]}
        rows = db.execute(_TALLIED.format(plan.total.condition), plan.parameters | bounds).fetchall()
    else:
        rows = _counted_days(db, plan, upto, days)
    rhythms: dict[Side, list[int]] = defaultdict(lambda: [0] * len(days))
    for country, actor, day, lines in rows:
        rhythms[country, actor][day - days[0]] = lines
    return {**rhythms}


_TALLIED = """
    SELECT country, actor, day, sum(lines) FROM (
        SELECT substr(value, 1, instr(value, ':') - 1) AS country,
            CAST(substr(value, instr(value, ':') + 1) AS INTEGER) AS actor, official, day, lines
        FROM tallies WHERE facet = 'side' AND day BETWEEN :first AND :last) AS s
    WHERE {} GROUP BY 1, 2, 3"""


def _counted_days(db: sqlite3.Connection, plan: Plan, upto: int, days: range) -> list[tuple[str, int, int, int]]:
    low, high = max(plan.low, days[0] * KEYS_A_DAY), min(plan.high, (days[-1] + 1) * KEYS_A_DAY - 1)
    question = plan.groups("coalesce(s.country, ''), s.actor, s.key / :day, count(*)", "1, 2, 3")
    bounds = {"low": low, "high": high, "upto": upto, "day": KEYS_A_DAY}
    return db.execute(question, plan.parameters | bounds).fetchall()


def _actors(db: sqlite3.Connection, keys: Iterable[int]) -> dict[int, tuple[str, str]]:
    question = "SELECT actors.key, handle, name FROM json_each(?) CROSS JOIN actors ON actors.key = value"
    rows = db.execute(question, (json.dumps(list(keys)),)).fetchall()
    return {key: (handle, name) for key, handle, name in rows}
