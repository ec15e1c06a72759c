"""Makes everything that is derived from what is collected anew: tallies and full text."""

from __future__ import annotations

import sqlite3

from store.lines import Lines
from store.progress import Progress, untold
from store.tallies import COUNTED, count_anew

STEP = 2000
"""Statements given to the full text at a time."""


def derive_anew(db: sqlite3.Connection, tell: Progress = untold) -> None:
    """Counts all tallies and builds the full text, inside the caller's transaction."""
    count_anew(db, COUNTED)
    db.execute("INSERT INTO wordings_text (wordings_text) VALUES ('delete-all')")
    keys = [key for (key,) in db.execute("SELECT key FROM wordings ORDER BY key").fetchall()]
    lines = Lines(db, 0)
    for start in range(0, len(keys), STEP):
        tell(start, len(keys))
        for key in keys[start : start + STEP]:
            lines.index(key)
        lines.settle()
    tell(len(keys), len(keys))
