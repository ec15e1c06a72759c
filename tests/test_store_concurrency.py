"""Two dashboards, a poller and a kill -9: nothing torn, nothing lost, nobody told that the database is locked."""

import random
import sqlite3
import threading
from pathlib import Path

import fakes_kills
import pytest
from fakes_memory import harvest, quoting

from store import pool
from store.connect import StoreError, open_store
from store.doctor import doctor
from store.marks import set_read, set_star
from store.query import parse_query
from store.recall import Recall
from store.remember import remember
from store.upkeep import rebuild


def test_a_killed_writer_leaves_whole_harvests(tmp_path):
    path, dice, following = tmp_path / "world.db", random.Random(58), 0
    for _ in range(5):
        following = fakes_kills.check(path, fakes_kills.kill_once(path, following, dice))


def test_writers_readers_and_a_vacuum_at_once(tmp_path: Path):
    path, failures = tmp_path / "world.db", []
    open_store(path).close()

    def alone(work) -> threading.Thread:
        def run() -> None:
            store = open_store(path)
            try:
                work(store)
            except Exception as error:
                failures.append(error)
            finally:
                store.close()

        return threading.Thread(target=run)

    def collect(name: str):
        def work(store) -> None:
            for number in range(25):
                words = f"Number {number} of {name} is about the canal and its locks."
                remember(store, harvest(quoting(f"{name}{number}", words, source=name), source=name))

        return work

    def look(store) -> None:
        recall = Recall(store)
        for _ in range(40):
            listing = recall.listing(parse_query("canal"))
            assert len(listing.ids(0, 100)) == listing.total()
            shown = listing.ids(0, 2)
            set_read(store, shown)
            set_star(store, shown[:1])

    threads = [alone(collect("gazette")), alone(collect("courier")), alone(look), alone(look), alone(rebuild)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    store = open_store(path)
    assert Recall(store).listing(parse_query("")).total() == 50
    assert doctor(store) == []
    store.close()


def test_a_mark_made_in_one_dashboard_shows_in_the_other(tmp_path):
    one, other = open_store(tmp_path / "world.db"), open_store(tmp_path / "world.db")
    recall = Recall(other)
    remember(one, harvest(quoting("a", "The canal opens again on the first of the month.")))
    recall.changed()
    (said,) = recall.listing(parse_query("")).ids(0, 1)
    set_star(one, [said])
    assert recall.changed()
    assert recall.listing(parse_query("is:starred")).ids(0, 1) == [said]
    one.close()
    other.close()


def test_a_file_deleted_under_us_is_still_read_and_never_written(tmp_path):
    path = tmp_path / "world.db"
    store = open_store(path)
    remember(store, harvest(quoting("a", "The canal opens again on the first of the month.")))
    path.unlink()
    assert Recall(store).listing(parse_query("")).total() == 1
    with pytest.raises(StoreError, match=r"world.db was removed while it was in use: nothing was written."):
        remember(store, harvest(quoting("b", "The canal stays shut.")))
    open_store(path).close()
    for use in (lambda: set_star(store, []), lambda: Recall(store).newest(), lambda: Recall(store).changed()):
        with pytest.raises(StoreError, match=r"was replaced by another file while it was in use. Start again"):
            use()
    store.close()


def test_a_deleted_log_harms_nobody(tmp_path):
    path = tmp_path / "world.db"
    store = open_store(path)
    remember(store, harvest(quoting("a", "The canal opens again on the first of the month.")))
    Path(f"{path}-wal").unlink()
    assert Recall(store).listing(parse_query("")).total() == 1
    store.close()


def test_a_long_read_stops_collecting_before_the_log_fills_the_disk(tmp_path, monkeypatch):
    monkeypatch.setattr(pool, "LOG_MOST", 300_000)
    path = tmp_path / "world.db"
    store = open_store(path)
    remember(store, harvest(quoting("a", "The canal opens again on the first of the month.")))
    other = sqlite3.connect(f"file:{path}?mode=ro", uri=True, isolation_level=None)
    other.execute("BEGIN")
    other.execute("SELECT count(*) FROM articles").fetchone()
    with pytest.raises(StoreError, match=r"has been read by another program for so long .*: close that program."):
        for number in range(100):
            remember(store, harvest(quoting(f"n{number}", f"Barge {number} waits at the lock.")))
    (shown,) = Recall(store).listing(parse_query("month")).ids(0, 1)
    set_star(store, [shown])
    assert Path(f"{path}-wal").stat().st_size < 500_000
    other.execute("COMMIT")
    other.close()
    assert remember(store, harvest(quoting("b", "All barges are through."))).new_articles == 1
    assert doctor(store) == []
    store.close()
