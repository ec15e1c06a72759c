"""The user's own marks: set, undone, kept through every reading of the text."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fakes_memory import article, harvest, quoting, read, statement

from statements.model import Stance
from store.connect import Store, open_store
from store.marks import add_tag, correct_stance, remove_tag, set_note, set_read, set_star, tags, undo
from store.query import parse_query
from store.recall import Recall
from store.remember import remember

FIRST, SECOND = "We shall keep the bridge closed for now.", "Nobody asked us about the second bridge."


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "world.db")
    inside = article("bridge", FIRST, SECOND)
    remember(opened, harvest(read(inside, statement(inside, FIRST), statement(inside, SECOND))))
    yield opened
    opened.close()


@pytest.fixture
def recall(store: Store) -> Recall:
    return Recall(store)


def rows(recall: Recall, query: str = ""):
    return recall.listing(parse_query(query)).rows(0, 10)


def unread(recall: Recall) -> int:
    return sum(facet.unread for facet in recall.facets(parse_query("")))


def let_a_millisecond_pass(store: Store) -> None:
    """Marks are made to the millisecond."""
    question = "SELECT strftime('%f', 'now')"
    with store.reading() as db:
        (began,) = db.execute(question).fetchone()
        while db.execute(question).fetchone() == (began,):
            pass


def test_reading_is_counted_and_undone(store, recall):
    one, two = rows(recall)
    change = set_read(store, [one.id])
    assert change.label == "1 read"
    assert [row.read for row in rows(recall)] == [True, False]
    assert unread(recall) == 1
    again = set_read(store, [one.id, two.id, "nobody"])
    assert (again.label, unread(recall)) == ("2 read", 0)
    redo = undo(store, again)
    assert ([row.read for row in rows(recall)], unread(recall)) == ([True, False], 1)
    undo(store, redo)
    assert unread(recall) == 0
    set_read(store, [one.id, two.id], False)
    assert unread(recall) == 2
    assert [row.id for row in rows(recall, "is:unread")] == [one.id, two.id]


def test_what_is_read_stays_in_the_list_it_was_read_in(store, recall):
    one, two = rows(recall)
    unread = recall.listing(parse_query("is:unread"))
    let_a_millisecond_pass(store)
    set_read(store, [one.id])
    assert unread.ids(0, 5) == [one.id, two.id]
    assert unread.rows(0, 5)[0].read
    assert unread.total() == 2
    assert rows(recall, "is:unread") == [two]


def test_stars_notes_and_tags(store, recall):
    one, two = rows(recall)
    set_star(store, [one.id])
    set_note(store, two.id, "  ask about this ")
    add_tag(store, [one.id, two.id], "bridge")
    add_tag(store, [one.id], "north")
    assert rows(recall, "is:starred") == [replace(one, starred=True, tags=("bridge", "north"))]
    assert rows(recall, "is:noted") == [replace(two, note="ask about this", tags=("bridge",))]
    assert rows(recall, "tag:north,bridge is:tagged is:starred")[0].id == one.id
    assert tags(store) == {"bridge": 2, "north": 1}
    change = remove_tag(store, [one.id, two.id], "bridge")
    assert tags(store) == {"north": 1}
    undo(store, change)
    set_note(store, two.id, " ")
    set_star(store, [one.id], False)
    assert rows(recall) == [replace(one, tags=("bridge", "north")), replace(two, tags=("bridge",))]


def test_a_correction_counts_wherever_the_stance_does(store, recall):
    one, two = rows(recall)
    change = correct_stance(store, one.id, Stance.REJECT)
    assert [(row.stance, row.score) for row in rows(recall)] == [(Stance.REJECT, -4), (Stance.COMMENT, 0)]
    assert [row.id for row in rows(recall, "stance:reject")] == [one.id]
    assert [row.id for row in rows(recall, "score:0")] == [two.id]
    assert [row.id for row in rows(recall, "bridge stance:reject")] == [one.id]
    assert recall.listing(parse_query("stance:reject")).total() == 1
    assert [row.id for row in rows(recall, "is:corrected")] == [one.id]
    undo(store, change)
    assert rows(recall, "stance:reject") == []


def test_a_correction_is_never_overwritten_by_a_new_reading(store, recall):
    one, _ = rows(recall)
    correct_stance(store, one.id, Stance.REJECT)
    inside = article("bridge", FIRST, SECOND)
    again = [statement(inside, FIRST, stance=Stance.OFFER), statement(inside, SECOND)]
    remember(store, harvest(read(inside, *again, version="v2")))
    assert [(row.id, row.stance) for row in rows(recall, "is:corrected")] == [(one.id, Stance.REJECT)]
    correct_stance(store, one.id, None)
    assert [row.id for row in rows(recall, "stance:offer")] == [one.id]


def test_marks_survive_a_new_reading(store, recall):
    one, two = rows(recall)
    set_read(store, [one.id])
    set_star(store, [two.id])
    inside = article("bridge", FIRST, SECOND)
    remember(store, harvest(read(inside, statement(inside, FIRST, stance=Stance.REJECT), version="v2")))
    found = rows(recall)
    assert [(row.id, row.read, row.starred) for row in found] == [(one.id, True, False), (two.id, False, True)]
    assert found[0].stance is Stance.REJECT
    assert unread(recall) == 1
    remember(store, harvest(read(inside, version="v3")))
    assert [row.id for row in rows(recall)] == [two.id]
    assert unread(recall) == 1
    remember(store, harvest(read(inside, statement(inside, FIRST), version="v4")))
    assert [(row.id, row.read) for row in rows(recall)] == [(one.id, True), (two.id, False)]
    assert unread(recall) == 1


def test_a_mark_holds_for_the_same_statement_everywhere(store, recall):
    echo = quoting("copy", FIRST, source="courier")
    remember(store, harvest(echo, source="courier"))
    set_read(store, [echo.statements[0].id])
    assert [row.read for row in rows(recall)] == [True, False]
    assert [row.read for row in rows(recall, "source:courier")] == [True]
    remember(store, harvest(read(article("bridge", FIRST, SECOND), version="v2")))
    assert [(row.article_id, row.read) for row in rows(recall)] == [("courier-copy", True)]
    assert unread(recall) == 0
