# ruff: noqa: S608 - SQL is put together from words of our own; what comes from outside is always a parameter
"""A reader's own marks in a file of their own, beside a database that others write or that cannot be written.

Readers of the database see the file's tables in place of its own, by temporary views of the same names; what
changes marks writes the file, with the database attached for reading. Where the database has changed meanwhile,
the marks are lined up again with the statements they belong to.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from store.connect import Store, StoreError, use_log
from store.errors import plain_sentences
from store.tallies import READ, count_anew

APPLICATION_ID = 0x434D_514D
"""`PRAGMA application_id` of a file of marks: "CMQM"."""

_TABLES = ("marks", "tags", "read_days", "read_totals")


def with_marks_apart(archive: Store, path: Path) -> Store:
    """The same database, with the reader's marks in `path`, which is made where there is none."""
    archive.close()

    def beside_archive(connection: sqlite3.Connection) -> None:
        connection.execute("ATTACH DATABASE ? AS archive", (archive.uri(),))

    def before_marks(connection: sqlite3.Connection) -> None:
        connection.execute("ATTACH DATABASE ? AS desk", (f"{path.absolute().as_uri()}?mode=ro",))
        for table in _TABLES:
            connection.execute(f"CREATE TEMP VIEW {table} AS SELECT * FROM desk.{table}")

    def ready(db: sqlite3.Connection) -> None:
        _make(db, path)
        _line_up(db)

    desk = Store(
        path, readonly=False, patience=archive.patience, prepare=beside_archive, before_writing=ready,
        follow=[archive.path],
    )  # fmt: skip
    try:
        with plain_sentences(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            use_log(desk)
            with desk.writing():
                pass
    except BaseException:
        desk.close()
        raise
    store = Store(
        archive.path, readonly=True, patience=archive.patience, prepare=before_marks, follow=[archive.path]
    )
    store.desk = desk
    return store


def _make(db: sqlite3.Connection, path: Path) -> None:
    if (db.execute("PRAGMA application_id").fetchone()[0]) == APPLICATION_ID:
        return
    if db.execute("SELECT 1 FROM main.sqlite_master").fetchone():
        raise StoreError(f"{path} is not a file of marks.")
    from store.schema import MARKS, single_statements

    for statement in single_statements(MARKS):
        db.execute(statement)
    db.execute("CREATE TABLE lined_up (identity INTEGER, harvest INTEGER)")
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")


_STATE = """
    SELECT identity.value, harvest.value FROM counters AS identity, counters AS harvest
    WHERE identity.name = 'identity' AND harvest.name = 'harvest'"""


def _line_up(db: sqlite3.Connection) -> None:
    """Gives every mark the key its statement has now; those of statements that are not there get negative ones."""
    state = db.execute(_STATE).fetchone()
    if state == db.execute("SELECT identity, harvest FROM lined_up").fetchone():
        return
    for table, columns in (
        ("marks", "statement_id, read_at, starred_at, note, stance, changed_at"),
        ("tags", "statement_id, tag"),
    ):
        db.execute(
            f"CREATE TEMP TABLE moved AS SELECT coalesce(line.key, -row_number() OVER ()) AS key, mine.* "
            f"FROM (SELECT {columns} FROM main.{table}) AS mine LEFT JOIN wordings AS w ON w.id = statement_id "
            "LEFT JOIN statements AS s ON s.key = w.key "
            "LEFT JOIN wordings AS line ON line.key = coalesce(s.same, s.key)"
        )
        db.execute(f"DELETE FROM main.{table}")
        db.execute(f"INSERT OR REPLACE INTO main.{table} (key, {columns}) SELECT key, {columns} FROM moved")
        db.execute("DROP TABLE moved")
    count_anew(db, READ)
    db.execute("DELETE FROM lined_up")
    db.execute("INSERT INTO lined_up VALUES (?, ?)", state)
