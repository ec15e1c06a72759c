"""What cannot be opened or written says so in one plain sentence, and nothing is lost or overwritten."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from fakes_memory import harvest, quoting
from fakes_rights import shelf, without_rights
from sqlite_utils import Database

from store.connect import APPLICATION_ID, VERSION, Store, StoreError, open_store
from store.health import PollState, save_poll_states
from store.lease import current_lease
from store.pool import LOG_LIMIT
from store.query import parse_query
from store.recall import Recall, StoppedError
from store.remember import known, remember
from store.schema import migrations

__all__ = ["shelf"]

WORDS = "We will publish the whole protocol tomorrow."


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "world.db"


@contextmanager
def opened(path: Path, **options) -> Iterator[Store]:
    store = open_store(path, **options)
    try:
        yield store
    finally:
        store.close()


def count(store: Store) -> int:
    return Recall(store).listing(parse_query("")).total()


def refused(path: Path, **options) -> str:
    with pytest.raises(StoreError) as caught:
        open_store(path, **options)
    return str(caught.value)


def test_the_version_is_the_number_of_migrations(path):
    with opened(path) as store, store.reading() as db:
        assert len(migrations.applied(Database(db))) == VERSION
        assert db.execute("PRAGMA user_version").fetchone() == (VERSION,)
        assert db.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert db.execute("PRAGMA synchronous").fetchone() == (2,)
        assert db.execute("PRAGMA wal_autocheckpoint").fetchone() == (0,)


def test_a_folder_that_does_not_exist_is_made(tmp_path):
    with opened(tmp_path / "deep" / "down" / "world.db") as store:
        assert count(store) == 0


def test_a_newer_database_is_left_alone(path):
    open_store(path).close()
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 99")
    db.close()
    assert "was made by a newer version of Communiqué (its schema is 99" in refused(path)


def test_what_is_no_database_is_left_alone(path):
    path.write_bytes(b"Dear diary, " * 500)
    assert refused(path) == f"{path} is not a Communiqué database."
    assert path.read_bytes() == b"Dear diary, " * 500


def test_a_database_of_another_program_is_left_alone(path):
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE bookmarks (url)")
    db.close()
    assert refused(path) == f"{path} is a database of another program."


def test_a_folder_is_no_database(tmp_path):
    assert refused(tmp_path).startswith(str(tmp_path))


def test_reading_what_is_not_there(path):
    assert refused(path, readonly=True) == f"{path} does not exist."


def test_a_database_locked_by_another_program(path):
    with opened(path, patience=0.05) as store:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match=r"is locked by another program. Try again when it is done.$"):
            remember(store, harvest(quoting("a", WORDS)))
        other.execute("ROLLBACK")
        other.close()
        assert remember(store, harvest(quoting("a", WORDS))).new_articles == 1


def test_a_writer_waits_for_another_of_ours(path):
    with opened(path) as store, opened(path, patience=0.05) as hasty, opened(path) as patient:
        done = threading.Event()
        with store.writing():
            with pytest.raises(StoreError, match="is locked by another program"):
                remember(hasty, harvest(quoting("a", WORDS)))
            thread = threading.Thread(target=lambda: (remember(patient, harvest(quoting("a", WORDS))), done.set()))
            thread.start()
            assert not done.is_set()
        thread.join()
        assert count(store) == 1


def test_every_question_and_every_change_says_that_the_store_is_closed(path):
    store = open_store(path)
    store.close()
    state = PollState("gazette")
    for use in (
        lambda: remember(store, harvest()),
        lambda: known(store, "gazette", []),
        lambda: save_poll_states(store, [state]),
        lambda: current_lease(store),
        lambda: Recall(store).newest(),
        lambda: Recall(store).changed(),
        lambda: Recall(store).sources(),
    ):
        with pytest.raises(StoreError, match="is closed"):
            use()


def test_a_folder_without_write_access_can_still_be_read(shelf):
    path = shelf / "world.db"
    with opened(path) as store:
        remember(store, harvest(quoting("a", WORDS)))
    path.chmod(0o444)
    shelf.chmod(0o555)
    with without_rights():
        assert refused(path) == f"{path} cannot be written: the file or its folder is read-only."
        with opened(path, readonly=True) as store:
            assert count(store) == 1
            with pytest.raises(StoreError, match="is open for reading only"):
                remember(store, harvest(quoting("b", WORDS)))


def test_a_file_that_may_not_be_written_is_told_at_once(shelf):
    path = shelf / "world.db"
    open_store(path).close()
    shelf.chmod(0o777)
    path.chmod(0o444)
    with without_rights():
        assert refused(path) == f"{path} cannot be written: the file or its folder is read-only."


def test_a_full_disk_loses_nothing_and_goes_on_when_there_is_room(path):
    with opened(path) as store:
        remember(store, harvest(quoting("a", WORDS)))
        with store.reading() as db:
            (pages,) = db.execute("PRAGMA page_count").fetchone()
            db.execute(f"PRAGMA max_page_count = {pages + 1}")
        big = quoting("big", "Every word of this was entered into the record. " * 400)
        with pytest.raises(StoreError, match=r"^No space is left for .* Nothing was lost"):
            remember(store, harvest(big))
        assert count(store) == 1
        with store.reading() as db:
            db.execute("PRAGMA max_page_count = 1000000")
            assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        remember(store, harvest(big))
        assert count(store) == 2


def test_a_damaged_page_is_told_in_plain_words(path):
    with opened(path) as store:
        for number in range(40):
            remember(store, harvest(quoting(str(number), f"Number {number}: {WORDS}")))
    body = bytearray(path.read_bytes())
    body[8192 * 3 :] = b"\x55" * (len(body) - 8192 * 3)
    path.write_bytes(body)
    damaged = r"is damaged. Restore a backup|is not a Communiqué database"
    with pytest.raises(StoreError, match=damaged), opened(path) as store:
        remember(store, harvest(quoting("more", WORDS)))


def test_the_log_is_folded_in_before_it_grows(path):
    with opened(path) as store:
        log = path.with_name(path.name + "-wal")
        sizes = []
        for number in range(30):
            with store.writing() as db:
                db.execute("INSERT INTO readings (version) VALUES (?)", (f"{number}" * 400_000,))
            sizes.append(log.stat().st_size)
    assert 0 in sizes
    assert max(sizes) < 2 * LOG_LIMIT


def test_interrupts_at_any_moment_stop_questions_and_break_nothing(path):
    with opened(path) as store:
        remember(store, harvest(*(quoting(str(number), f"{number}: {WORDS}") for number in range(50))))
        recall, ended, answers = Recall(store), threading.Event(), []

        def ask() -> None:
            for _ in range(300):
                try:
                    answers.append(recall.listing(parse_query("protocol -tomorrow or whole")).total())
                except StoppedError:
                    answers.append(None)
            ended.set()

        thread = threading.Thread(target=ask)
        thread.start()
        while not ended.is_set():
            recall.interrupt()
        thread.join()
        assert set(answers) <= {None, 50}
        assert count(store) == 50


def test_a_query_nobody_waits_for_is_stopped(path):
    with opened(path) as store:
        recall = Recall(store)
        stopped = threading.Event()

        def ask() -> None:
            with pytest.raises(StoppedError), recall._asking() as db:
                db.execute(
                    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
                ).fetchone()
            stopped.set()

        thread = threading.Thread(target=ask)
        thread.start()
        while not stopped.wait(0.001):
            recall.interrupt()
        thread.join()
        assert count(store) == 0
