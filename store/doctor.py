# ruff: noqa: S608 - SQL is put together from words of our own; what comes from outside is always a parameter
"""Looks for what is wrong with the database, and counts anew what was kept count of."""

from __future__ import annotations

from dataclasses import dataclass

from store.connect import Store
from store.derived import derive_anew
from store.folders import network_folder
from store.progress import Progress, untold
from store.tallies import COUNTED


@dataclass(frozen=True, slots=True)
class Finding:
    """Something the doctor found wrong."""

    what: str
    """In one plain sentence."""
    remedy: str


def doctor(store: Store, tell: Progress = untold) -> list[Finding]:
    """Looks for damage, orphaned rows, wrong tallies and gaps in the full text; changes nothing."""
    findings = []
    if remote := network_folder(store.path):
        findings.append(Finding(f"{store.path} lies on a network folder ({remote}).", "Move it to a local disk."))
    with store.snapshot() as db:
        for number, (what, question, remedy) in enumerate(_EXAMINATIONS):
            tell(number, len(_EXAMINATIONS))
            wrong = [row[0] for row in db.execute(question).fetchall()]
            if any(wrong) and wrong != ["ok"]:
                findings.append(Finding(what.format(wrong[0]), remedy))
    return findings


RECOUNT = "It can be counted anew from what is there."
RESTORE = "Restore a backup."

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
        for table, counted in COUNTED.items()
    ),
)


def recount(store: Store, tell: Progress = untold) -> None:
    """Counts all tallies anew and builds the full text anew, in one transaction."""
    with store.writing() as db:
        derive_anew(db, tell)
