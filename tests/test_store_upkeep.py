"""The archive stays in shape: copies, examinations, forgetting, reading again."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from fakes_memory import NOON, article, harvest, quoting, read, statement

from statements.model import Stance
from store.connect import Store, StoreError, open_store
from store.doctor import doctor, recount
from store.keeping import Keeping, keep_house, size_of
from store.marks import add_tag, set_note, set_read, set_star
from store.query import parse_query
from store.recall import Recall
from store.remember import Remembered, Reread, known, remember, reread, text_hash
from store.upkeep import backup, can_shrink, due_for_reading, left_to_read, rebuild


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "world.db")
    for day in range(10):
        words = f"On day {day} the ferry was late by {day} hours again."
        source = "courier" if day % 2 else "gazette"
        told = quoting(f"day{day}", words, at=NOON - timedelta(days=day), source=source)
        remember(opened, harvest(told, source=source))
    yield opened
    opened.close()


def told(store: Store, query: str = "") -> list[str]:
    rows = Recall(store, clock=lambda: NOON).listing(parse_query(query)).rows(0, 100)
    return [row.article_id.partition("-")[2] for row in rows]


def ids(store: Store, query: str) -> list[str]:
    return Recall(store, clock=lambda: NOON).listing(parse_query(query)).ids(0, 100)


def test_a_backup_is_whole_and_one_file(store, tmp_path):
    target, heard = tmp_path / "copy.db", []
    with store.writing() as db:
        db.execute("INSERT INTO actors (handle, name) VALUES ('half', 'half done')")
        other = open_store(store.path, patience=0.05)
        backup(other, target, lambda done, whole: heard.append((done, whole)))
        other.close()
    assert heard[-1][0] == heard[-1][1] > 0
    assert sorted(path.name for path in tmp_path.glob("copy*")) == ["copy.db"]
    copy = open_store(target, readonly=True)
    assert told(copy) == told(store)
    assert doctor(copy) == []
    copy.close()
    with pytest.raises(StoreError, match="exists already"):
        backup(store, target)


def test_a_backup_goes_on_as_a_database(store, tmp_path):
    backup(store, tmp_path / "copy.db")
    copy = open_store(tmp_path / "copy.db")
    remember(copy, harvest(quoting("new", "The copy has a life of its own now.")))
    assert told(copy)[0] == "new"
    copy.close()


@pytest.mark.parametrize(
    ("harm", "found"),
    [
        ("UPDATE tallies SET lines = lines + 1 WHERE facet = 'all'", "20 rows of tallies are wrong."),
        ("DELETE FROM totals", "1 rows of totals are wrong."),
        ("UPDATE read_days SET lines = 7", "4 rows of read_days are wrong."),
        ("DELETE FROM wordings WHERE key = (SELECT min(key) FROM wordings)", "1 statements have no words."),
        ("UPDATE articles SET revision = 2 WHERE key = 1", "1 articles have no text."),
        ("UPDATE statements SET actor = 99 WHERE article = 1", "Rows of statements refer to rows that are not"),
        ("INSERT INTO wordings_text (wordings_text) VALUES ('delete-all')", "-10 statements too many or too few"),
    ],
)
def test_the_doctor_finds_what_is_wrong(store, harm, found):
    set_read(store, ids(store, "since:1d"))
    assert doctor(store) == []
    with store.writing() as db:
        db.execute(harm)
    findings = doctor(store)
    assert any(finding.what.startswith(found) for finding in findings), findings


def test_counting_anew_mends_what_was_counted(store):
    set_read(store, ids(store, "since:3d"))
    before = [Recall(store).facets(parse_query("")), told(store, "ferry")]
    with store.writing() as db:
        for table in ("tallies", "totals", "read_days", "read_totals"):
            db.execute(f"DELETE FROM {table}")  # noqa: S608
        db.execute("INSERT INTO wordings_text (wordings_text) VALUES ('delete-all')")
    assert told(store, "ferry") == []
    recount(store)
    assert doctor(store) == []
    assert [Recall(store).facets(parse_query("")), told(store, "ferry")] == before


def tidy(store: Store, *, now=NOON, thorough: bool = False, **keeping) -> dict[str, int]:
    """What was done to the end, by the name of the work."""
    steps = keep_house(store, Keeping(**keeping), now, thorough=thorough)
    return {step.work: step.done for step in steps}


def days(number: float) -> timedelta:
    return timedelta(days=number)


def size(store: Store) -> int:
    with store.reading() as db:
        return db.execute("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size").fetchone()[0]


def crowd(store: Store) -> None:
    for number in range(60):
        at = NOON - timedelta(hours=60 - number)
        words = "".join(f"Number {number} goes on about item {item}. " for item in range(300))
        remember(store, harvest(quoting(f"long{number}", words, at=at), at=at))


def test_space_is_given_back_in_slices(store):
    before = size(store)
    crowd(store)
    whole = size(store)
    assert tidy(store, articles=days(1), thorough=True).keys() >= {"forgotten", "freed"}
    assert size(store) < before + (whole - before) / 2
    assert doctor(store) == []


def test_a_little_free_space_is_left_for_what_comes_next(store):
    crowd(store)
    with store.reading() as db:
        (pages,) = db.execute("PRAGMA page_count").fetchone()
    assert "freed" not in tidy(store, articles=days(8))
    with store.reading() as db:
        assert db.execute("PRAGMA page_count").fetchone() >= (pages,)


def test_an_old_file_is_written_anew_once(store):
    with store.exclusively() as db:
        db.execute("PRAGMA auto_vacuum = NONE")
        db.execute("VACUUM")
    assert not can_shrink(store)
    assert "freed" not in tidy(store, articles=days(1), thorough=True)
    rebuild(store)
    assert can_shrink(store)
    assert doctor(store) == []


def test_full_text_is_tidied_in_slices(store):
    words = "A committee of ferrymen number {} was heard."
    for number in range(40):
        remember(store, harvest(quoting(f"heard{number}", words.format(number))))
    tidy(store, thorough=True)
    with store.reading() as db:
        (segments,) = db.execute("SELECT count(DISTINCT segid) FROM wordings_text_idx").fetchone()
    assert segments == 1
    assert len(told(store, "committee")) == 40
    assert doctor(store) == []


def test_old_texts_are_packed_and_read_as_before(store):
    recall = Recall(store)
    before = [recall.article(article.id) for article in due_for_reading(store, "v2", 10)]
    assert tidy(store, plain=days(4)) == {"packed": 5}
    assert tidy(store, plain=days(4)) == {}
    assert [recall.article(article.id) for article in due_for_reading(store, "v2", 10)] == before
    with store.reading() as db:
        kinds = db.execute("SELECT typeof(text), count(*) FROM revisions GROUP BY 1 ORDER BY 1").fetchall()
    assert kinds == [("blob", 5), ("text", 5)]
    assert doctor(store) == []


def test_what_is_old_is_forgotten_but_not_what_is_marked_or_watched(store):
    set_star(store, ids(store, '"day 6"'))
    set_note(store, ids(store, '"day 7"')[0], "ask the ferryman")
    add_tag(store, ids(store, '"day 8"'), "ferry")
    set_read(store, ids(store, '"day 5"'))
    assert tidy(store, articles=days(4), watched=(parse_query('"day 9"'),)) == {"forgotten": 1}
    assert told(store) == ["day0", "day1", "day2", "day3", "day4", "day6", "day7", "day8", "day9"]
    assert doctor(store) == []


def test_each_source_is_forgotten_by_its_own_rule(store):
    tidy(store, sources={"courier": days(2)})
    assert told(store) == ["day0", "day1", "day2", "day4", "day6", "day8"]
    tidy(store, articles=days(3), sources={"courier": days(1000)})
    assert told(store) == ["day0", "day1", "day2"]


def test_what_came_first_goes_until_the_rest_has_room(store):
    set_star(store, ids(store, '"day 1"'))
    crowd(store)
    with store.reading() as db:
        most = size_of(db) - 300_000
    gone = tidy(store, size=most)["forgotten"]
    with store.reading() as db:
        assert size_of(db) <= most
    left = told(store)
    assert 10 < gone < 60
    assert [name for name in left if name.startswith("day")] == ["day1"]
    assert [name for name in left if name.startswith("long")] == [f"long{n}" for n in range(59, gone - 9 - 1, -1)]
    assert doctor(store) == []


def test_the_work_may_end_after_any_slice(store):
    for number in range(30):
        remember(store, harvest(quoting(f"more{number}", f"Ferry {number} is on time.", at=NOON - days(20))))
    slices = keep_house(store, Keeping(articles=days(10)), NOON)
    first = next(slices)
    slices.close()
    assert (first.done, first.whole) == (20, 30)
    assert doctor(store) == []
    assert tidy(store, articles=days(10)) == {"forgotten": 10}
    assert len(told(store)) == 10


def test_what_was_forgotten_does_not_come_back(store):
    words, at = "On day 9 the ferry was late by 9 hours again.", NOON - timedelta(days=9)
    again = quoting("day9", words, at=at, source="courier")
    tidy(store, articles=days(4))
    assert known(store, "courier", [again.article.id]) == {again.article.id: text_hash(again.article)}
    assert remember(store, harvest(again, source="courier")) == Remembered()
    assert len(told(store)) == 5


def test_reading_again_goes_on_where_it_stopped(store):
    assert left_to_read(store, "v2") == (10, 10)
    rounds = []
    while due := due_for_reading(store, "v2", 4):
        rounds.append(len(due))
        words = [text.text.split("”")[0].removeprefix("“") for text in due]
        pairs = zip(due, words, strict=True)
        again = [read(text, statement(text, said, stance=Stance.WARN), version="v2") for text, said in pairs]
        assert reread(store, again) == Reread(articles=len(due), changed=len(due))
    assert rounds == [4, 4, 2]
    assert left_to_read(store, "v2") == (0, 10)
    assert len(told(store, "stance:warn")) == 10
    assert doctor(store) == []


def test_a_text_edited_meanwhile_is_not_read_again_by_its_old_words(store):
    (old,) = [text for text in due_for_reading(store, "v2", 10) if text.id.endswith("day0")]
    edited = replace(old, text=old.text + "\n\nEdited.")
    remember(store, harvest(read(edited, statement(edited, "On day 0 the ferry was late by 0 hours again."))))
    reread(store, [read(old, version="v2")])
    assert "day0" in told(store)
    assert left_to_read(store, "v2") == (10, 10)


def test_people_can_read_the_file_by_themselves(store):
    inside = article("open", "Anybody can read this with other tools.")
    said = statement(inside, "Anybody can read this with other tools.", about=["XB"])
    remember(store, harvest(read(inside, said)))
    with sqlite3.connect(f"file:{store.path}?mode=ro", uri=True) as db:
        db.row_factory = sqlite3.Row
        row = dict(db.execute("SELECT * FROM statements_full WHERE article_id = ?", (inside.id,)).fetchone())
        text = db.execute("SELECT text FROM articles_full WHERE id = ?", (inside.id,)).fetchone()[0]
        tables = db.execute("SELECT name, sql FROM sqlite_master WHERE sql LIKE 'CREATE TABLE%'").fetchall()
    db.close()
    assert text == inside.text
    shown = ("dated", "country", "actor", "stance", "form", "targets", "source", "kind")
    assert {name: row[name] for name in shown} == {
        "dated": "2026-03-02T12:00:00Z", "country": "XA", "actor": "Ada Quill", "stance": "comment",
        "form": "direct", "targets": "XB", "source": "gazette", "kind": "news",
    }  # fmt: skip
    own = [name for name, sql in tables if "wordings_text" not in name and "sqlite" not in name]
    assert [name for name, sql in tables if name in own and "--" not in sql] == []
