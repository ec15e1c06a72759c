"""Who speaks to or about whom is counted with how hard it is on average."""

import pytest
from fakes_screen import NOW, filled

from store.query import parse_query
from store.recall import Recall


@pytest.fixture
def recall(tmp_path):
    store = filled(tmp_path / "c.db")
    yield Recall(store, lambda: NOW)
    store.close()


def test_countries_by_target_with_the_mean_score(recall):
    pairs = {(pair.side, pair.target): pair for pair in recall.pairs(parse_query("is:official"))}
    assert set(pairs) == {("XA", "XB"), ("XB", "XA"), ("XB", "XC")}
    assert (pairs["XA", "XB"].total, pairs["XA", "XB"].score) == (8, -6.0)
    assert pairs["XB", "XC"].score == -3.0


def test_actors_by_target(recall):
    pairs = recall.pairs(parse_query("country:XA"), actors=True)
    assert [(pair.side, pair.actor_id, pair.target) for pair in pairs] == [("Ada Vell", "xa-minister", "XB")]


def test_only_the_time_asked_for(recall):
    assert [pair.total for pair in recall.pairs(parse_query("since:2026-03-02T11:58"))] == [1]


def test_the_course_of_a_pair_by_day(recall):
    (day,) = recall.course(parse_query("country:XB about:XA,XC"))
    assert (str(day.day), day.total) == ("2026-03-02", 16)
    assert day.score == -3.5, "as often rejecting (-4) as warning (-3)"
    assert recall.course(parse_query("country:XC about:XB")) == []
