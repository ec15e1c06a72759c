"""Two dashboards, a poller and a kill -9: nothing torn, nothing lost, nobody told that the database is locked."""

import random
import threading
from pathlib import Path

import fakes_kills
import pytest
from fakes_memory import harvest, quoting

from store.connect import open_store
from store.doctor import doctor
from store.marks import set_read, set_star
from store.query import parse_query
from store.recall import Recall
from store.remember import remember
from store.upkeep import vacuum


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

    threads = [alone(collect("gazette")), alone(collect("courier")), alone(look), alone(look), alone(vacuum)]
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


@pytest.mark.parametrize("suffix", ["", "-wal"])
def test_a_file_deleted_under_us_is_said_plainly_or_goes_on(tmp_path, suffix):
    path = tmp_path / "world.db"
    store = open_store(path)
    remember(store, harvest(quoting("a", "The canal opens again on the first of the month.")))
    Path(f"{path}{suffix}").unlink()
    assert Recall(store).listing(parse_query("")).total() == 1
    store.close()
