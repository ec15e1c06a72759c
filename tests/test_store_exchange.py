"""Marks can be taken from one database to another."""

from dataclasses import replace
from pathlib import Path

import pytest
from fakes_memory import harvest, quoting

from statements.model import Stance
from store.connect import Store, open_store
from store.doctor import doctor
from store.exchange import Mark, export_marks, merge_marks
from store.marks import add_tag, correct_stance, set_note, set_read, set_star
from store.query import parse_query
from store.recall import Recall
from store.remember import remember

WORDS = [f"Pump number {number} of the waterworks is to be replaced." for number in range(4)]


@pytest.fixture
def stores(tmp_path: Path):
    opened = [open_store(tmp_path / f"{name}.db") for name in ("one", "other")]
    yield opened
    for store in opened:
        store.close()


def collect(store: Store, *numbers: int) -> None:
    for number in numbers:
        remember(store, harvest(quoting(str(number), WORDS[number])))


def ids(store: Store, query: str) -> list[str]:
    return sorted(Recall(store).listing(parse_query(query)).ids(0, 10))


def test_marks_come_along(stores):
    one, other = stores
    collect(one, 0, 1, 2, 3)
    first, second, third, _ = ids(one, "")
    set_read(one, [first, second])
    set_star(one, [second])
    set_note(one, third, "ask the engineer")
    correct_stance(one, third, Stance.OFFER)
    add_tag(one, [first, third], "water")
    collect(other, 3, 2, 1, 0)
    assert merge_marks(other, export_marks(one)) == 3
    for query in ("is:read", "is:starred", "is:noted", "stance:offer", "tag:water", "is:unread"):
        assert ids(other, query) == ids(one, query)
    assert export_marks(other) == export_marks(one)
    assert merge_marks(other, export_marks(one)) == 0
    assert doctor(other) == []


def test_the_later_mark_counts_and_tags_add_up(stores):
    one, _ = stores
    collect(one, 0)
    (only,) = ids(one, "")
    now = Mark(only, "2026-03-02T12:00:00Z", note="later", tags=("b",))
    assert merge_marks(one, [now]) == 1
    assert merge_marks(one, [replace(now, changed_at="2026-03-01T12:00:00Z", note="earlier", tags=("a",))]) == 1
    assert export_marks(one) == [replace(now, tags=("a", "b"))]


def test_marks_wait_for_their_statements(stores):
    one, other = stores
    collect(one, 0, 1)
    set_read(one, ids(one, ""))
    set_star(one, ids(one, "0"))
    merge_marks(other, export_marks(one))
    assert doctor(other) == []
    collect(other, 2, 1, 0)
    assert (ids(other, "is:read"), ids(other, "is:starred")) == (ids(one, "is:read"), ids(one, "is:starred"))
    assert doctor(other) == []
