# ruff: noqa: S608 - SQL is put together from words of our own; what comes from outside is always a parameter
"""Looks for what is wrong with the database, and counts anew what was kept count of."""

from __future__ import annotations

from dataclasses import dataclass

from store.coding import KEYS_A_DAY
from store.connect import Store
from store.lines import Lines
from store.upkeep import Progress, untold


@dataclass(frozen=True, slots=True)
class Finding:
    """Something the doctor found wrong."""

    what: str
    """In one plain sentence."""
    remedy: str


def doctor(store: Store, tell: Progress = untold) -> list[Finding]:
    """Looks for damage, orphaned rows, wrong tallies and gaps in the full text; changes nothing."""
    findings = []
    with store.snapshot() as db:
        for number, (what, question, remedy) in enumerate(_EXAMINATIONS):
            tell(number, len(_EXAMINATIONS))
            wrong = [row[0] for row in db.execute(question).fetchall()]
            if any(wrong) and wrong != ["ok"]:
                findings.append(Finding(what.format(wrong[0]), remedy))
    return findings


RECOUNT = "It can be counted anew from what is there."
RESTORE = "Restore a backup."

_TALLY = f"""
    SELECT facet, value, official, day, count(*) AS lines FROM (
        SELECT 'all' AS facet, '' AS value, official, key / {KEYS_A_DAY} AS day FROM statements WHERE same IS NULL
        UNION ALL
        SELECT 'country', coalesce(country, ''), official, key / {KEYS_A_DAY} FROM statements WHERE same IS NULL
        UNION ALL SELECT 'actor', actor, official, key / {KEYS_A_DAY} FROM statements WHERE same IS NULL
        UNION ALL SELECT 'stance', stance, official, key / {KEYS_A_DAY} FROM statements WHERE same IS NULL
    ) GROUP BY 1, 2, 3, 4"""
_TOTAL = """
    SELECT coalesce(country, ''), actor, official, stance, count(*) FROM statements WHERE same IS NULL
    GROUP BY 1, 2, 3, 4"""
_READ = """
    SELECT {columns}, count(*) FROM marks JOIN statements AS s ON s.key = marks.key
    WHERE read_at IS NOT NULL AND same IS NULL GROUP BY {columns}"""
_READ_DAY = _READ.format(columns=f"official, s.key / {KEYS_A_DAY}")
_READ_TOTAL = _READ.format(columns="coalesce(country, ''), actor, official, s.stance")
_COUNTED = {"tallies": _TALLY, "totals": _TOTAL, "read_days": _READ_DAY, "read_totals": _READ_TOTAL}


def _differs(table: str, counted: str) -> str:
    """SQL for the number of rows in which a kept tally and a fresh count differ."""
    kept = f"SELECT * FROM {table} WHERE lines <> 0"
    return (
        f"SELECT (SELECT count(*) FROM ({kept} EXCEPT SELECT * FROM ({counted})))"
        f" + (SELECT count(*) FROM (SELECT * FROM ({counted}) EXCEPT {kept}))"
    )


_EXAMINATIONS = (
    ("The file is damaged: {}.", "PRAGMA integrity_check(1)", RESTORE),
    (
        "Rows of {} refer to rows that are not there.",
        "SELECT DISTINCT \"table\" FROM pragma_foreign_key_check",
        RESTORE,
    ),
    (
        "{} statements have no words.",
        "SELECT count(*) FROM statements LEFT JOIN wordings USING (key) WHERE wordings.key IS NULL",
        RESTORE,
    ),
    (
        "{} articles have no text.",
        "SELECT count(*) FROM articles LEFT JOIN revisions ON article = articles.key AND number = revision "
        "WHERE revisions.key IS NULL",
        RESTORE,
    ),
    (
        "{} statements too many or too few are in the full text.",
        "SELECT (SELECT count(*) FROM wordings_text WHERE wordings_text MATCH 'facets : xall') "
        "- (SELECT count(*) FROM wordings)",
        RECOUNT,
    ),
    *(
        (f"{{}} rows of {table} are wrong.", _differs(table, counted), RECOUNT)
        for table, counted in _COUNTED.items()
    ),
)


def recount(store: Store) -> None:
    """Counts all tallies anew and builds the full text anew, in one transaction."""
    with store.writing() as db:
        for table, counted in _COUNTED.items():
            db.execute(f"DELETE FROM {table}")
            db.execute(f"INSERT INTO {table} {counted}")
        db.execute("INSERT INTO wordings_text (wordings_text) VALUES ('delete-all')")
        lines = Lines(db, 0)
        for (key,) in db.execute("SELECT key FROM wordings ORDER BY key").fetchall():
            lines.index(key)
