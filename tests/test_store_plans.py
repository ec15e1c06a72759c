"""No recall verb falls back to a scan of everything or a sort of everything: SQLite says so itself."""

from collections.abc import Iterator

import pytest
from fakes_memory import NOON, article, harvest, quoting, read, statement

from statements.model import Actor, Stance
from store.compile import compile_filter
from store.connect import Store, open_store
from store.marks import set_star
from store.query import parse_query
from store.recall import Recall, Sort
from store.remember import remember


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = open_store(tmp_path_factory.mktemp("plans") / "world.db")
    for day in range(30):
        words = [f"Sentence {number} of day {day} is about the harbour and its cranes." for number in range(20)]
        inside = article(f"day{day}", *words)
        sides = [("XA", "xa-leader"), ("XB", "xb-leader"), ("XC", "xc-leader")]
        found = [
            statement(
                inside, text, actor=Actor(who, who, side, True), stance=list(Stance)[number % 12],
                about=["XB", "XC"] if number % 2 else ["XA"],
            )
            for number, text in enumerate(words)
            for side, who in [sides[number % 3]]
        ]  # fmt: skip
        remember(opened, harvest(read(inside, *found)))
    rare = Actor("Di Rare", "xz-rare", "XZ", True)
    remember(opened, harvest(quoting("solo", "A word nobody else used.", actor=rare)))
    set_star(opened, Recall(opened).listing(parse_query("harbour")).ids(0, 3))
    yield opened
    opened.close()


class Spy:
    """Remembers the plan of every question asked."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.plans: list[str] = []

    def watch(self, work) -> str:
        """What SQLite does for `work`, one step per line."""
        questions: list[str] = []
        with self.store.reading() as db:
            db.set_trace_callback(questions.append)
        work()
        with self.store.reading() as db:
            db.set_trace_callback(None)
            steps = [
                row[3]
                for question in questions
                if question.lstrip().upper().startswith(("SELECT", "WITH")) and "sqlite_" not in question
                for row in db.execute(f"EXPLAIN QUERY PLAN {question}").fetchall()
            ]
        return "\n".join(steps)


@pytest.fixture
def watch(store):
    return Spy(store).watch


QUERIES = {
    "": "SEARCH s USING INTEGER PRIMARY KEY",
    "is:official": "SEARCH s USING INTEGER PRIMARY KEY",
    "country:XA": "statements_by_country (country=? AND rowid>? AND rowid<?)",
    "country:XA,XB": "MERGE (UNION ALL)",
    "actor:xa-leader": "statements_by_actor (actor=? AND rowid>? AND rowid<?)",
    "about:XA": "SEARCH g USING PRIMARY KEY (target=? AND key>? AND key<?)",
    "about:XA,XB": "MERGE (UNION)",
    "stance:warn": "statements_by_stance (stance=? AND key>? AND key<?)",
    "score:<=-4": "MERGE (UNION ALL)",
    "source:gazette": "statements_by_source (source=? AND rowid>? AND rowid<?)",
    "country:XA lang:en form:direct": "statements_by_country (country=? AND rowid>? AND rowid<?)",
    "is:unread country:XA": "statements_by_country (country=? AND rowid>? AND rowid<?)",
    "country:XA actor:xz-rare stance:warn": "statements_by_actor (actor=? AND rowid>? AND rowid<?)",
    "(country:XA or about:XB)": "SCAN t VIRTUAL TABLE INDEX",
    "harbour": "SCAN t VIRTUAL TABLE INDEX",
    "har*": "SCAN t VIRTUAL TABLE INDEX",
    '"the harbour"': "SCAN t VIRTUAL TABLE INDEX",
    "harbour -cranes": "SCAN t VIRTUAL TABLE INDEX",
    "harbour country:XA": "SCAN t VIRTUAL TABLE INDEX",
    "since:7d": "SEARCH s USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)",
    "-country:XA": "SEARCH s USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)",
}


@pytest.mark.parametrize("sort", [Sort.NEW, Sort.OLD])
@pytest.mark.parametrize("query", QUERIES)
def test_a_window_is_stepped_through_in_the_order_of_keys(store, watch, query, sort):
    listing = Recall(store, clock=lambda: NOON).listing(parse_query(query), sort)
    steps = watch(lambda: listing.rows(0, 10))
    assert QUERIES[query] in steps
    assert "SCAN s" not in steps
    assert "USE TEMP B-TREE FOR ORDER BY" not in steps


@pytest.mark.parametrize("query", QUERIES)
def test_a_count_goes_the_same_way(store, watch, query):
    listing = Recall(store, clock=lambda: NOON).listing(parse_query(query))
    steps = watch(listing.total)
    assert "SCAN s" not in steps
    assert "USE TEMP B-TREE FOR ORDER BY" not in steps


def test_hardest_first_is_an_index(store, watch):
    listing = Recall(store).listing(parse_query("is:official"), Sort.HARD)
    steps = watch(lambda: listing.rows(0, 10))
    assert "SCAN s USING INDEX statements_by_stance" in steps
    assert "TEMP B-TREE" not in steps


@pytest.mark.parametrize("query", ["", "is:official", "country:XA", "is:unread is:official", "stance:warn,offer"])
def test_counts_by_country_and_actor_touch_no_statement(store, watch, query):
    steps = watch(lambda: Recall(store).facets(parse_query(query)))
    assert "s USING PRIMARY KEY" in steps or "SCAN s" in steps  # here s is totals
    assert "statements" not in steps
    assert "TEMP B-TREE" not in steps


@pytest.mark.parametrize("query", ["", "is:official", "country:XA -actor:xa-leader"])
def test_days_by_country_and_actor_touch_no_statement(store, watch, query):
    steps = watch(lambda: Recall(store, clock=lambda: NOON).facets(parse_query(query), days=14))
    assert "SEARCH tallies USING PRIMARY KEY (facet=? AND day>? AND day<?)" in steps
    assert "statements" not in steps


def test_the_totals_are_a_small_table_in_order(store):
    with store.reading() as db:
        plan = compile_filter(db, parse_query("is:official"), NOON)
    assert plan.total
    assert plan.tally


@pytest.mark.parametrize("query", ["", "country:XA", "is:official stance:warn"])
def test_days_of_a_simple_filter_come_from_the_tallies(store, watch, query):
    steps = watch(lambda: Recall(store).timeline(parse_query(query)))
    assert "SEARCH tallies USING PRIMARY KEY (facet=? AND day=? AND value=? AND official=?)" in steps
    assert "SEARCH s USING INDEX statements_by_arrival (arrived>? AND arrived<?)" in steps
    assert "SCAN s" not in steps


def test_everything_else_is_found_by_its_key(store, watch):
    recall = Recall(store)
    (known,) = recall.listing(parse_query("")).ids(0, 1)
    listing = recall.listing(parse_query("country:XA"))
    for work in (
        lambda: recall.statement(known),
        lambda: recall.article("gazette-day3"),
        lambda: recall.article_statements("gazette-day3"),
        lambda: recall.arrived(parse_query("country:XA"), recall.newest() - 1),
        lambda: listing.position(known),
        recall.newest,
    ):
        steps = watch(work)
        tables = ("s", "w", "a", "articles", "wordings", "statements", "revisions", "marks", "tags")
        assert [step for step in steps.splitlines() if any(step == f"SCAN {table}" for table in tables)] == []


def test_pairs_find_their_targets_by_key(store, watch):
    steps = watch(lambda: Recall(store).pairs(parse_query("is:official")))
    assert "SEARCH t USING COVERING INDEX targets_by_key (key=?)" in steps
    assert "SCAN t" not in steps
