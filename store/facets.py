# ruff: noqa: S608 - SQL is put together from words of our own; what comes from outside is always a parameter
"""Lines by country and actor: added up from the writer's totals where they know the answer, counted otherwise."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable

from store.coding import registry_id
from store.plan import Plan
from store.rows import ActorFacet, CountryFacet

_UNREAD = "NOT EXISTS (SELECT 1 FROM marks WHERE key = coalesce(s.same, s.key) AND read_at IS NOT NULL)"


def count_facets(db: sqlite3.Connection, plan: Plan, upto: int) -> list[CountryFacet]:
    """Lines by country and actor under `plan`, most first."""
    counts = _added_up(db, plan) if plan.total else _counted(db, plan, upto)
    names = _actors(db, {actor for _, actor, _, _ in counts})
    by_country: dict[str, list[ActorFacet]] = defaultdict(list)
    for country, actor, total, unread in counts:
        handle, name = names[actor]
        by_country[country].append(ActorFacet(registry_id(handle), name, total, unread))
    facets = [_country(country, actors) for country, actors in by_country.items()]
    return sorted(facets, key=lambda facet: (facet.country is None, -facet.total, facet.country or ""))


def _country(country: str, actors: Iterable[ActorFacet]) -> CountryFacet:
    ordered = tuple(sorted(actors, key=lambda actor: (-actor.total, actor.name)))
    total, unread = sum(actor.total for actor in ordered), sum(actor.unread for actor in ordered)
    return CountryFacet(country or None, total, unread, ordered)


def _added_up(db: sqlite3.Connection, plan: Plan) -> list[tuple[str, int, int, int]]:
    """(country, actor, lines, unread lines) from the totals; `read_totals` counts those read."""
    assert plan.total is not None
    question = (
        "SELECT country, actor, sum(lines) FROM {} AS s "
        f"WHERE {plan.total.condition} GROUP BY country, actor HAVING sum(lines)"
    )
    lines = db.execute(question.format("totals"), plan.parameters).fetchall()
    asked = db.execute(question.format("read_totals"), plan.parameters).fetchall()
    read = {(country, actor): number for country, actor, number in asked}
    counts = ((*row, row[2] - read.get(row[:2], 0)) for row in lines)
    if plan.total.unread:
        return [(country, actor, unread, unread) for country, actor, _, unread in counts if unread]
    return list(counts)


def _counted(db: sqlite3.Connection, plan: Plan, upto: int) -> list[tuple[str, int, int, int]]:
    question = plan.groups(f"coalesce(s.country, ''), s.actor, count(*), sum({_UNREAD})", "1, 2")
    bounds = {"low": plan.low, "high": plan.high, "upto": upto}
    return db.execute(question, plan.parameters | bounds).fetchall()


def _actors(db: sqlite3.Connection, keys: Iterable[int]) -> dict[int, tuple[str, str]]:
    question = "SELECT actors.key, handle, name FROM json_each(?) CROSS JOIN actors ON actors.key = value"
    rows = db.execute(question, (json.dumps(list(keys)),)).fetchall()
    return {key: (handle, name) for key, handle, name in rows}
