# ruff: noqa: S608 - SQL is put together from words of our own; what comes from outside is always a parameter
"""What the kept tallies must say: the one definition that counting anew and examining them share."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from store.coding import KEYS_A_DAY

_LINES = f"""(
    SELECT key / {KEYS_A_DAY} AS day, country, actor, stance, official FROM statements WHERE same IS NULL)"""
_TALLY = f"""
    SELECT facet, day, value, official, count(*) AS lines FROM (
        SELECT 'all' AS facet, day, '' AS value, official FROM {_LINES}
        UNION ALL SELECT 'country', day, coalesce(country, ''), official FROM {_LINES}
        UNION ALL SELECT 'actor', day, actor, official FROM {_LINES}
        UNION ALL SELECT 'stance', day, stance, official FROM {_LINES}
        UNION ALL SELECT 'side', day, coalesce(country, '') || ':' || actor, official FROM {_LINES}
    ) GROUP BY 1, 2, 3, 4"""
_TOTAL = """
    SELECT coalesce(country, ''), actor, official, stance, count(*) FROM statements WHERE same IS NULL
    GROUP BY 1, 2, 3, 4"""
_READ = """
    SELECT {columns}, count(*) FROM marks JOIN statements AS s ON s.key = marks.key
    WHERE read_at IS NOT NULL AND same IS NULL GROUP BY {columns}"""
_READ_DAY = _READ.format(columns=f"official, s.key / {KEYS_A_DAY}")
_READ_TOTAL = _READ.format(columns="coalesce(country, ''), actor, official, s.stance")
READ = {"read_days": _READ_DAY, "read_totals": _READ_TOTAL}
"""The tallies of what is read: they live where the marks do."""

COUNTED = {"tallies": _TALLY, "totals": _TOTAL, **READ}
"""Every tally, and the question whose answer it keeps."""


def count_anew(db: sqlite3.Connection, tables: Mapping[str, str]) -> None:
    """Fills these tallies from what they count."""
    for table, counted in tables.items():
        db.execute(f"DELETE FROM {table}")
        db.execute(f"INSERT INTO {table} {counted}")
