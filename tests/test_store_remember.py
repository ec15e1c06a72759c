"""What a poll brought is all there or none of it is, and a second look adds nothing."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from fakes_memory import NOON, article, harvest, quoting, read, statement

from statements.model import Actor, Stance
from store.connect import Store, open_store
from store.health import PollState, poll_states
from store.remember import Remembered, known, remember, text_hash


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "world.db")
    yield opened
    opened.close()


def ask(store: Store, question: str, *values: object) -> list[tuple]:
    with store.reading() as db:
        return db.execute(question, values).fetchall()


def said(store: Store) -> list[str]:
    return [text for (text,) in ask(store, "SELECT text FROM wordings ORDER BY key DESC")]


def tallied(store: Store) -> dict[tuple, int]:
    return {
        tuple(row[:-1]): row[-1]
        for row in ask(store, "SELECT facet, value, official, sum(lines) FROM tallies GROUP BY 1, 2, 3")
        if row[-1]
    }


def test_a_harvest_is_remembered_once(store):
    inside = article("talks", "We will meet them halfway on every point.", "No date has been fixed for it yet.")
    first = statement(inside, "We will meet them halfway on every point.", stance=Stance.OFFER, about=["XB"])
    second = statement(inside, "No date has been fixed for it yet.")
    once = harvest(read(inside, first, second))
    assert remember(store, once) == Remembered(new_articles=1, new_statements=2)
    assert remember(store, once) == Remembered()
    assert said(store) == [first.text, second.text]
    assert known(store, "gazette", [inside.id, "other"]) == {inside.id: text_hash(inside)}
    assert known(store, "courier", [inside.id]) == {}


def test_the_poll_state_comes_back_as_it_was(store):
    state = PollState(
        "gazette", etag='W/"a"', last_modified="Mon", body_hash="h", due_at=NOON, last_polled_at=NOON, failures=2,
        last_error="The server said 503.", error_kind="http", status=503, moved_to="https://x.example/",
        moved_count=3, gone=True, running_since=NOON + timedelta(microseconds=5),
    )  # fmt: skip
    remember(store, replace(harvest(), state=state))
    assert poll_states(store) == {"gazette": state}


def test_an_edit_brings_a_revision_and_keeps_what_was_said_before(store):
    before = article("talks", "We will meet them halfway on every point.")
    remember(store, harvest(read(before, statement(before, "We will meet them halfway on every point."))))
    after = article("talks", "We never said anything about meeting anybody.")
    denied = statement(after, "We never said anything about meeting anybody.")
    assert remember(store, harvest(read(after, denied))) == Remembered(revised_articles=1, new_statements=1)
    assert len(said(store)) == 2
    revisions = ask(store, "SELECT number, text FROM revisions ORDER BY number")
    assert revisions == [(1, before.text), (2, after.text)]


def test_an_edit_around_a_statement_moves_its_offsets_and_nothing_else(store):
    words = "We will meet them halfway on every point."
    before = article("talks", words)
    remember(store, harvest(read(before, statement(before, words))))
    ((key, arrived),) = ask(store, "SELECT key, arrived FROM statements")
    after = replace(before, text="A new first paragraph.\n\n" + before.text)
    assert remember(store, harvest(read(after, statement(after, words)))).new_statements == 0
    assert ask(store, "SELECT key, arrived FROM statements") == [(key, arrived)]
    assert ask(store, "SELECT revision, detail -> 'content' FROM wordings") == [(2, f"[[25,{25 + len(words)}]]")]


def test_a_new_reading_replaces_an_old_one(store):
    inside = article("talks", "We will meet them halfway on every point.", "The weather in the capital was fine.")
    kept = statement(inside, "We will meet them halfway on every point.")
    dropped = statement(inside, "The weather in the capital was fine.")
    remember(store, harvest(read(inside, kept, dropped)))
    changed = statement(inside, kept.text, stance=Stance.OFFER, about=["XB"])
    assert remember(store, harvest(read(inside, changed, version="v2"))) == Remembered()
    assert said(store) == [kept.text]
    assert ask(store, "SELECT stance FROM statements_full") == [("offer",)]
    assert ask(store, "SELECT target FROM targets") == [("XB",)]


def test_tallies_follow_every_change(store):
    inside = article("talks", "We will meet them halfway on every point.", "The weather in the capital was fine.")
    first = statement(inside, "We will meet them halfway on every point.")
    second = statement(inside, "The weather in the capital was fine.", actor=Actor("Bo Tal"))
    remember(store, harvest(read(inside, first, second)))
    assert tallied(store) == {
        ("all", "", 1): 1, ("country", "XA", 1): 1, ("actor", 1, 1): 1, ("stance", 8, 1): 1,
        ("all", "", 0): 1, ("country", "", 0): 1, ("actor", 2, 0): 1, ("stance", 8, 0): 1,
        ("side", "XA:1", 1): 1, ("side", ":2", 0): 1,
    }  # fmt: skip
    remember(store, harvest(read(inside, statement(inside, first.text, stance=Stance.OFFER), version="v2")))
    assert tallied(store) == {
        ("all", "", 1): 1, ("country", "XA", 1): 1, ("actor", 1, 1): 1, ("stance", 12, 1): 1,
        ("side", "XA:1", 1): 1,
    }  # fmt: skip


def test_full_text_follows_every_change(store):
    def found(word: str) -> int:
        return ask(store, "SELECT count(*) FROM wordings_text WHERE wordings_text MATCH ?", word)[0][0]

    inside = article("talks", "We will meet them halfway on every point.", "The weather in the capital was fine.")
    first = statement(inside, "We will meet them halfway on every point.")
    second = statement(inside, "The weather in the capital was fine.")
    remember(store, harvest(read(inside, first, second)))
    assert (found("halfway"), found("weather"), found("title"), found("xcxa")) == (1, 1, 2, 2)
    remember(store, harvest(read(inside, first, version="v2")))
    assert (found("halfway"), found("weather"), found("title"), found("xcxa")) == (1, 0, 1, 1)
    after = replace(inside, title="Another heading")
    remember(store, harvest(read(after, first, version="v2")))
    assert (found("heading"), found("title")) == (1, 0)


def test_the_same_words_in_another_article_are_one_line(store):
    words = "We will never accept a line drawn on somebody else's map."
    remember(store, harvest(quoting("a", words)))
    echo = quoting("b", words[8:], source="courier", at=NOON + timedelta(hours=3))
    remember(store, harvest(echo, source="courier"))
    again = quoting("c", words, source="herald", at=NOON + timedelta(days=9))
    remember(store, harvest(again, source="herald"))
    stranger = quoting("d", words, source="herald", actor=Actor("Cy Dent", None, "XB", True))
    remember(store, harvest(stranger, source="herald"))
    assert ask(store, "SELECT articles.id, same IS NULL, also FROM wordings JOIN statements USING (key) "
                      "JOIN articles ON articles.key = article ORDER BY articles.key") == [
        ("gazette-a", 1, 1), ("courier-b", 0, 0), ("herald-c", 1, 0), ("herald-d", 1, 0),
    ]  # fmt: skip
    assert tallied(store)["country", "XA", 1] == 2


def test_when_the_first_teller_takes_it_back_the_next_one_stands_for_it(store):
    words = "We will never accept a line drawn on somebody else's map."
    first = quoting("a", words)
    remember(store, harvest(first))
    for name in ("b", "c"):
        remember(store, harvest(quoting(name, words, source="courier"), source="courier"))
    remember(store, harvest(read(first.article, version="v2")))
    assert ask(store, "SELECT same IS NULL, also FROM statements JOIN wordings USING (key) ORDER BY key") == [
        (1, 1), (0, 0)
    ]  # fmt: skip
    assert tallied(store)["country", "XA", 1] == 1


def test_a_date_in_the_future_is_the_moment_it_was_seen(store):
    late = article("late", "This came from a clock that runs ahead.", at=NOON)
    late = replace(late, published_at=NOON + timedelta(days=27_000), fetched_at=NOON)
    remember(store, harvest(read(late, statement(late, "This came from a clock that runs ahead."))))
    assert ask(store, "SELECT dated FROM statements_full") == [("2026-03-02T12:00:00Z",)]


def test_many_statements_of_one_second_keep_their_places(store):
    for name in range(6):
        words = [f"Sentence {name} {number} of a long official record." for number in range(60)]
        inside = article(f"record{name}", *words)
        remember(store, harvest(read(inside, *(statement(inside, text) for text in words))))
    assert len(said(store)) == 360
    (first,) = ask(store, "SELECT min(key) FROM statements")
    assert ask(store, "SELECT max(key) FROM statements") == [(first[0] + 359,)]


def test_an_error_in_the_middle_leaves_nothing_behind(store):
    good = quoting("a", "We will never accept a line drawn on somebody else's map.")
    bad = quoting("b", "This one cannot be written down anywhere at all.")
    broken = replace(bad, article=replace(bad.article, title=None))
    with pytest.raises(sqlite3.IntegrityError):
        remember(store, harvest(good, broken))
    assert ask(store, "SELECT count(*) FROM articles") == [(0,)]
    assert poll_states(store) == {}


def test_an_article_that_could_not_be_read_is_stored_all_the_same(store):
    inside = article("long", "A text that took too long to read.")
    remember(store, harvest(replace(read(inside), error="Reading took longer than 8 seconds.")))
    assert ask(store, "SELECT text, error FROM articles_full") == [
        (inside.text, "Reading took longer than 8 seconds.")
    ]  # fmt: skip
