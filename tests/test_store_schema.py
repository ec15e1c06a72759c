"""Every released schema opens today, with the user's marks; an upgrade that is cut off changes nothing.

`PYTHONPATH=.:tests python tests/test_store_schema.py` keeps today's schema in tests/data/schemas for the future.
"""

import gzip
import re
import sqlite3
import threading
from pathlib import Path

import pytest
from fakes_memory import harvest, quoting

from store import connect, schema
from store.connect import VERSION, Store, StoreError, open_store
from store.doctor import doctor
from store.exchange import Mark, export_marks
from store.marks import add_tag, set_note, set_read, set_star
from store.query import parse_query
from store.recall import Recall
from store.remember import remember

SCHEMAS = Path(__file__).parent / "data" / "schemas"
RELEASED = sorted(SCHEMAS.glob("*.db.gz"))


def make(path: Path) -> list[Mark]:
    """A small database with marks of every kind; returns them."""
    store = open_store(path)
    for number in range(4):
        remember(store, harvest(quoting(str(number), f"Delegate number {number} asked for the floor twice.")))
    first, second, third, _ = Recall(store).listing(parse_query("")).ids(0, 4)
    set_read(store, [first, second])
    set_star(store, [second])
    set_note(store, third, "who is this?")
    add_tag(store, [third], "floor")
    marks = export_marks(store)
    store.fold()
    store.close()
    return marks


def tables(path: Path) -> dict[str, str]:
    """Every table, index and view, without comments."""
    db = sqlite3.connect(path)
    made = db.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    db.close()
    return {name: " ".join(re.sub(r"--.*", "", sql).split()) for name, sql in made if "migrations" not in name}


def timeless(mark: Mark) -> tuple[object, ...]:
    """A mark without the moments it was made."""
    return (mark.statement_id, bool(mark.read_at), bool(mark.starred_at), mark.note, mark.stance, mark.tags)


@pytest.mark.parametrize("released", RELEASED, ids=lambda path: path.name)
def test_a_released_schema_becomes_todays_with_its_marks(released, tmp_path):
    old, new = tmp_path / "old.db", tmp_path / "new.db"
    old.write_bytes(gzip.decompress(released.read_bytes()))
    marks = make(new)
    store = open_store(old)
    assert [timeless(mark) for mark in export_marks(store)] == [timeless(mark) for mark in marks]
    assert doctor(store) == []
    store.close()
    assert tables(old) == tables(new)


def test_todays_schema_is_kept_too():
    assert SCHEMAS / f"{VERSION}.db.gz" in RELEASED


def test_an_upgrade_that_is_cut_off_changes_nothing_and_is_done_again(tmp_path, monkeypatch):
    path = tmp_path / "world.db"
    marks = make(path)
    before = tables(path)
    broken = [True]

    def upgrade(db) -> None:
        db.execute("CREATE TABLE half_done (key INTEGER PRIMARY KEY)")
        if broken.pop():
            raise StoreError("the power went out")

    later = schema.Migrations("communique")
    for migration in schema.migrations._migrations:
        later(name=migration.name)(migration.fn)
    later(name="m002_later")(upgrade)
    monkeypatch.setattr(schema, "migrations", later)
    monkeypatch.setattr(connect, "VERSION", VERSION + 1)
    with pytest.raises(StoreError, match="the power went out"):
        open_store(path)
    assert tables(path) == before
    broken.append(False)
    store = open_store(path)
    assert export_marks(store) == marks
    store.close()
    assert tables(path).keys() - before.keys() == {"half_done"}
    assert tables(tmp_path / f"world.db.schema-{VERSION}.bak") == before


def test_two_processes_that_upgrade_at_once_upgrade_once(tmp_path):
    path, kept = tmp_path / "old.db", tmp_path / "old.db.schema-1.bak"
    path.write_bytes(gzip.decompress((SCHEMAS / "1.db.gz").read_bytes()))
    stores: list[Store] = []
    threads = [threading.Thread(target=lambda: stores.append(open_store(path))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [doctor(store) for store in stores] == [[]] * 4
    for store in stores:
        store.close()
    db = sqlite3.connect(kept)
    assert db.execute("PRAGMA user_version").fetchone() == (1,)
    db.close()


def test_an_upgrade_tells_how_far_it_is(tmp_path):
    path, heard = tmp_path / "old.db", []
    path.write_bytes(gzip.decompress((SCHEMAS / "1.db.gz").read_bytes()))
    open_store(path, tell=lambda done, whole: heard.append((done, whole))).close()
    assert heard[-1] == (4, 4)


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "made.db"
        make(made)
        (SCHEMAS / f"{VERSION}.db.gz").write_bytes(gzip.compress(made.read_bytes(), mtime=0))
