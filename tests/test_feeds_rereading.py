"""After a rule changed, stored articles are read again beside the polling, and marks stay."""

from datetime import timedelta
from random import Random
from types import SimpleNamespace

import pytest
from fakes_memory import NOON, article, harvest, read, statement

from feeds.housekeeping import one_round
from feeds.rereading import read_again
from statements.model import Stance
from store.connect import open_store
from store.keeping import Keeping
from store.marks import set_star
from store.query import parse_query
from store.recall import Recall
from store.remember import UNREAD, ReadArticle, remember
from store.upkeep import due_for_reading, left_to_read, unread

WORDS = "The second gate of the dam stays closed until spring."


class Reader:
    """Stands in for the child process: finds a warning in every text, but cannot read one of them."""

    def __init__(self, tasks: int = 0):
        self.tasks = tasks
        self.looks = 0

    @property
    def busy(self):
        self.looks += 1
        return self.looks <= self.tasks

    async def read(self, articles):
        assert self.looks > self.tasks
        return [
            ReadArticle(one, (), "", "Reading took longer than 8 seconds.")
            if one.id.endswith("-7")
            else read(one, statement(one, WORDS, stance=Stance.WARN), version="whatever")
            for one in articles
        ]


class Keeper:
    async def saved(self, work, *args):
        return work(*args)


@pytest.fixture
def store(tmp_path):
    opened = open_store(tmp_path / "world.db")
    batch = []
    for number in range(20):
        inside = article(str(number), WORDS)
        batch.append(read(inside, statement(inside, WORDS)))
    remember(opened, harvest(*batch))
    yield opened
    opened.close()


async def test_every_article_is_read_again_once(store):
    recall = Recall(store)
    (starred,) = recall.listing(parse_query("")).ids(0, 1)
    set_star(store, [starred])
    pipe = SimpleNamespace(store=store, worker=Reader(), keeper=Keeper(), dice=Random(1))
    told = []
    await read_again(pipe, "v2", told.append)
    assert [result.sentence for result in told] == [
        "0 of 20 stored articles read again",
        "20 stored articles read again: 0 statements new, 19 changed, 0 gone.",
    ]
    assert left_to_read(store, "v2") == (0, 20)
    assert recall.listing(parse_query("stance:warn is:starred")).ids(0, 5) == [starred]
    assert recall.article("gazette-7").error == "Reading took longer than 8 seconds."
    await read_again(pipe, "v2", told.append)
    assert len(told) == 2


async def test_new_articles_go_first(store, monkeypatch):
    monkeypatch.setattr("feeds.rereading.PAUSE", 0)
    worker = Reader(tasks=25)
    await read_again(SimpleNamespace(store=store, worker=worker, keeper=Keeper(), dice=Random(1)), "v2", print)
    assert worker.looks > 25
    assert left_to_read(store, "v2") == (0, 20)


async def test_the_house_is_kept_beside_the_polling(store):
    pipe = SimpleNamespace(store=store, keeper=Keeper(), clock=lambda: NOON + timedelta(days=40))
    await one_round(pipe, Keeping())
    with store.reading() as db:
        assert db.execute("SELECT DISTINCT typeof(text) FROM revisions").fetchall() == [("blob",)]
    await one_round(pipe, Keeping(articles=timedelta(days=30)))
    assert left_to_read(store, "v2") == (0, 0)
    store.close()
    await one_round(pipe, Keeping())


async def test_what_was_never_read_is_not_read_again_but_read_the_newest_first(store):
    late = article("late", WORDS, at=NOON + timedelta(hours=2))
    early = article("early", WORDS, at=NOON + timedelta(hours=1))
    remember(store, harvest(ReadArticle(early, (), UNREAD), ReadArticle(late, (), UNREAD)))
    assert [one.id for one in unread(store, 5)] == [late.id, early.id]
    assert left_to_read(store, "v1")[0] == 0
    assert not {late.id, early.id} & {one.id for one in due_for_reading(store, "v2", 99)}
