"""One collector, many desks: everybody reads the same archive, with marks of their own."""

import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from fakes_memory import NOON, article, harvest, quoting, read, statement

from store.connect import Store, StoreError, open_store
from store.marks import add_tag, set_read, set_star, tags
from store.query import parse_query
from store.recall import Recall
from store.remember import remember
from store.upkeep import backup

WORDS = [f"On day {day} the tower was said to lean by {day} feet." for day in range(4)]


@pytest.fixture
def collector(tmp_path: Path) -> Iterator[Store]:
    store = open_store(tmp_path / "archive.db")
    for day, words in enumerate(WORDS):
        remember(store, harvest(quoting(f"day{day}", words, at=NOON - timedelta(days=day))))
    yield store
    store.close()


@pytest.fixture
def desk(collector: Store, tmp_path: Path) -> Iterator[Store]:
    store = open_store(collector.path, readonly=True, marks=tmp_path / "mine.db")
    yield store
    store.close()


def ids(store: Store, query: str = "") -> list[str]:
    return Recall(store).listing(parse_query(query)).ids(0, 100)


def unread(store: Store) -> int:
    return sum(facet.unread for facet in Recall(store).facets(parse_query("")))


def test_marks_of_a_desk_are_its_own(collector, desk):
    first, second, *_ = ids(desk)
    set_read(desk, [first])
    set_star(desk, [second])
    add_tag(desk, [second], "tower")
    set_star(collector, [first])
    assert (ids(desk, "is:starred"), ids(collector, "is:starred")) == ([second], [first])
    assert (ids(desk, "is:unread lean"), unread(desk), unread(collector)) == (ids(desk)[1:], 3, 4)
    assert (tags(desk), tags(collector)) == ({"tower": 1}, {})
    with pytest.raises(StoreError, match="for reading only"):
        remember(desk, harvest(quoting("mine", "Nobody may write this down here.")))


def test_a_desk_sees_what_is_collected_and_what_it_marks(collector, desk):
    recall = Recall(desk)
    recall.changed()
    remember(collector, harvest(quoting("new", "The tower stands straight again at last.")))
    assert recall.changed()
    assert len(ids(desk)) == 5
    set_star(desk, ids(desk)[:1])
    assert recall.changed()
    assert not recall.changed()


def test_marks_stay_with_their_statements_when_the_archive_is_another_copy(collector, desk, tmp_path):
    starred = ids(desk)[2]
    set_star(desk, [starred])
    set_read(desk, ids(desk)[:3])
    desk.close()
    fresh = open_store(tmp_path / "rebuilt.db")
    remember(fresh, harvest(quoting("before", "Something else was collected first here.", at=NOON)))
    for day, words in reversed(list(enumerate(WORDS))):
        inside = article(f"day{day}", words, at=NOON)
        if day:
            remember(fresh, harvest(read(inside, statement(inside, words))))
    fresh.close()
    moved = open_store(tmp_path / "rebuilt.db", readonly=True, marks=tmp_path / "mine.db")
    assert ids(moved, "is:starred") == [starred]
    assert (len(ids(moved, "is:read")), unread(moved)) == (2, 2)
    moved.close()
    back = open_store(collector.path, readonly=True, marks=tmp_path / "mine.db")
    assert (len(ids(back, "is:read")), unread(back)) == (3, 1)
    back.close()


def test_a_replica_is_read_beside_a_running_collector(collector, tmp_path):
    replica = tmp_path / "replica.db"
    backup(collector, replica)
    desk = open_store(replica, readonly=True, marks=tmp_path / "mine.db")
    recall, seen = Recall(desk), []
    for number in range(5):
        words = f"Reply {number} to the committee on the tower question."
        remember(collector, harvest(quoting(f"reply{number}", words, at=NOON + timedelta(hours=number))))
        with collector.reading() as source:
            target = sqlite3.connect(replica)
            source.backup(target)
            target.close()
        newest = recall.listing(parse_query("")).rows(0, 1)[0]
        seen.append(newest.text)
        set_read(desk, [newest.id])
    assert [text.split()[1] for text in seen] == ["0", "1", "2", "3", "4"]
    assert unread(desk) == 4
    desk.close()


def test_a_file_of_something_else_is_not_taken_for_marks(collector, tmp_path):
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as db:
        db.execute("CREATE TABLE bookmarks (url)")
    db.close()
    with pytest.raises(StoreError, match="is not a file of marks"):
        open_store(collector.path, readonly=True, marks=other)
