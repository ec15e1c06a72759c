"""What is remembered is found again: any window, any filter, any order, and new arrivals shift nothing."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import product
from pathlib import Path

import pytest
from fakes_memory import NOON, article, harvest, quoting, read, statement

from statements.model import Actor, Form, Stance
from store.connect import Store, open_store
from store.marks import set_read, set_star
from store.query import parse_query
from store.recall import Recall, Sort
from store.remember import remember

ADA = Actor("Ada Quill", "xa-leader", "XA", True, "President")
BEN = Actor("Ben Oro", "xb-minister", "XB", True, "Foreign Minister")
CAL = Actor("Cal Reed", None, None, False)

WORLD = [
    # name, source, days ago, actor, stance, about, words
    ("one", "gazette", 9, ADA, Stance.THREATEN, ["XB"], "Those who cross the river will meet our nuclear answer."),
    ("two", "gazette", 8, BEN, Stance.DENY, ["XA"], "Nobody of ours has ever crossed that river at night."),
    ("three", "courier", 7, CAL, Stance.COMMENT, [], "The two capitals talk past each other, as they always did."),
    ("four", "courier", 6, ADA, Stance.OFFER, ["XB", "XC"], "Our door and our hand are open in the grain talks."),
    ("five", "gazette", 5, BEN, Stance.WARN, ["XA"], "Grain prices will be the least of anybody's worries soon."),
    ("six", "courier", 5, ADA, Stance.THREATEN, [], "Nuclear silence is not the same thing as nuclear peace."),
    ("seven", "gazette", 1, BEN, Stance.PRAISE, ["XC"], "We thank the neighbours for their patience with us all."),
]  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = open_store(tmp_path_factory.mktemp("world") / "world.db")
    for name, source, ago, actor, stance, about, words in WORLD:
        told = quoting(
            name, words, source=source, at=NOON - timedelta(days=ago), actor=actor, stance=stance, about=about
        )
        remember(opened, harvest(told, source=source))
    echo = quoting("six-again", WORLD[5][-1], source="herald", at=NOON - timedelta(days=5), actor=ADA)
    remember(opened, harvest(echo, source="herald"))
    set_read(opened, [_id(opened, "two"), _id(opened, "six-again")])
    set_star(opened, [_id(opened, "four")])
    yield opened
    opened.close()


def _id(store: Store, name: str) -> str:
    with store.reading() as db:
        return db.execute(
            "SELECT w.id FROM wordings AS w JOIN statements AS s USING (key) "
            "JOIN articles ON articles.key = article WHERE articles.id LIKE ?",
            (f"%-{name}",),
        ).fetchone()[0]


@pytest.fixture
def recall(store: Store) -> Recall:
    return Recall(store, clock=lambda: NOON)


def names(rows) -> list[str]:
    return [row.article_id.split("-", 1)[1] for row in rows]


def asked(recall: Recall, query: str, sort: Sort = Sort.NEW) -> list[str]:
    return names(recall.listing(parse_query(query), sort).rows(0, 50))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", "seven six five four three two one"),
        ("country:XA", "six four one"),
        ("country:XA,XB", "seven six five four two one"),
        ("-country:XA", "seven five three two"),
        ("actor:xb-minister", "seven five two"),
        ("actor:xb-minister,xa-leader", "seven six five four two one"),
        ('actor:"Cal Reed"', "three"),
        ("actor:unheard-of", ""),
        ("about:XB", "four one"),
        ("about:XB,XC", "seven four one"),
        ("-about:XB", "seven six five three two"),
        ("stance:threaten", "six one"),
        ("stance:threaten,warn", "six five one"),
        ("score:<=-3", "six five one"),
        ("score:>0 country:XA", "four"),
        ("score:0", "three"),
        ("form:mixed", ""),
        ("form:direct kind:news lang:en", "seven six-again six five four three two one"),
        ("source:courier", "six four three"),
        ("source:herald", "six-again"),
        ("is:official", "seven six five four two one"),
        ("is:unofficial", "three"),
        ("-is:official", "three"),
        ("is:sure country:XA", "six four one"),
        ("is:unsure", ""),
        ("-is:sure", ""),
        ("is:read", "six two"),
        ("is:unread", "seven five four three one"),
        ("is:unread is:official", "seven five four one"),
        ("is:unread source:herald", ""),
        ("is:starred", "four"),
        ("is:starred country:XB", ""),
        ("-is:starred country:XA", "six one"),
        ("is:noted", ""),
        ("since:6d", "seven six five four"),
        ("until:2026-02-23", "three two one"),
        ("since:2026-02-23 until:2026-02-23", "three"),
        ("since:6d country:XA", "six four"),
        ("-since:6d", "three two one"),
        ("nuclear", "six one"),
        ("NUCLEAR silence", "six"),
        ('"nuclear peace"', "six"),
        ('"peace nuclear"', ""),
        ("nuc*", "six one"),
        ("grain -door", "five"),
        ("-nuclear", "seven five four three two"),
        ("-nuclear -grain", "seven three two"),
        ("(grain or silence)", "six five four"),
        ("grain or country:XC or silence", "six five four"),
        ("(country:XB or nuclear)", "seven six five two one"),
        ("-(country:XB or nuclear)", "four three"),
        ("(country:XA stance:offer or country:XB stance:warn)", "five four"),
        ("river country:XB", "two"),
        ("river about:XA,XB", "two one"),
        ("Ben", "seven five two"),
        ("\"Title of five\"", "five"),
        ("xcxa", ""),
        ("country:XA xall", ""),
        ('"!!!"', ""),
        ("-\"!!!\" country:XA", "six four one"),
        ("tag:none", ""),
    ],
)  # fmt: skip
def test_a_filter_finds_what_it_says(recall, query, found):
    assert asked(recall, query) == found.split()
    assert recall.listing(parse_query(query)).total() == len(found.split())
    assert asked(recall, query, Sort.OLD) == found.split()[::-1]
    assert sum(day.total for day in recall.timeline(parse_query(query))) == len(found.split())
    assert sum(facet.total for facet in recall.facets(parse_query(query))) == len(found.split())


ODD_WORDS = ['"', "*", "a*b", "AND", "NOT x", "NEAR(a b)", "x:y", "^a", "a\0b", "{a}", "'", "--", ";"]


@pytest.mark.parametrize("text", ODD_WORDS)
def test_any_words_are_found_or_not_but_never_break_anything(recall, text):
    query = f'"{text}"'.replace('"""', '"')
    assert isinstance(recall.listing(parse_query(query)).rows(0, 5), list)


def test_a_very_long_query_is_answered(recall):
    many = " ".join(f"word{number}" for number in range(600))
    assert asked(recall, many) == []
    assert asked(recall, f"({many.replace(' ', ' or ')} or nuclear)") == ["six", "one"]
    assert asked(recall, "(" * 30 + "nuclear" + ")" * 30) == ["six", "one"]


def test_hardest_first(recall):
    assert asked(recall, "", Sort.HARD) == ["six", "one", "five", "two", "three", "seven", "four"]
    assert asked(recall, "country:XA", Sort.HARD) == ["six", "one", "four"]
    listing = recall.listing(parse_query("is:official"), Sort.HARD)
    assert listing.total() == 6
    assert names(listing.rows(1, 3)) == ["one", "five", "two"]


@pytest.mark.parametrize("sort", Sort)
def test_the_line_beside_any_place_is_the_next_one_let_through(recall, sort):
    every = recall.listing(parse_query(""), sort)
    rows, some = every.rows(0, 20), recall.listing(parse_query("is:unread"), sort)
    let_through = some.ids(0, 20)
    for number, row in enumerate(rows):
        after = [other.id for other in rows[number + 1 :] if other.id in let_through]
        before = [other.id for other in rows[:number] if other.id in let_through]
        assert some.beside(row.key) == (after[0] if after else None)
        assert some.beside(row.key, back=True) == (before[-1] if before else None)
    assert (some.beside(None), some.beside(None, back=True)) == (let_through[0], let_through[-1])
    assert recall.listing(parse_query("nosuchword"), sort).beside(None) is None


def test_a_row_tells_what_the_list_shows(recall):
    row = recall.listing(parse_query("is:starred")).rows(0, 1)[0]
    assert (row.dated, row.country) == (NOON - timedelta(days=6), "XA")
    assert (row.actor_id, row.actor_name, row.speaker) == ("xa-leader", "Ada Quill", "Ada Quill")
    assert (row.role, row.official, row.stance, row.score) == ("President", True, Stance.OFFER, 4)
    assert (row.form, row.targets) == (Form.DIRECT, ("XB", "XC"))
    assert (row.source_id, row.source_title) == ("courier", "Courier")
    assert (row.title, row.url, row.language) == ("Title of four", "https://courier.example/four", "en")
    assert (row.read, row.starred, row.note, row.tags, row.also) == (False, True, None, (), 0)


def test_one_statement_with_everything_around_it(recall, store):
    view = recall.statement(_id(store, "six-again"))
    assert view
    assert view.row.article_id == "herald-six-again"
    assert view.row.read
    assert [row.article_id for row in view.same] == ["courier-six", "herald-six-again"]
    assert view.statement in view.article.statements
    assert view.statement.hull.of(view.article.article.text) == view.statement.text == WORLD[5][-1]
    assert recall.statement("nothing") is None
    assert recall.article("nothing") is None


def test_a_statement_comes_back_as_it_was_given(tmp_path):
    inside = article("full", "We cannot accept this unless it changes.")
    given = statement(inside, "We cannot accept this unless it changes.", stance=Stance.REJECT, about=["XB"])
    store = open_store(tmp_path / "one.db")
    remember(store, harvest(read(inside, given)))
    stored = Recall(store).article(inside.id)
    store.close()
    assert stored
    assert stored.statements == (given,)
    assert stored.article == inside


def test_facets_count_lines_and_what_is_unread(recall):
    facets = {facet.country: (facet.total, facet.unread) for facet in recall.facets(parse_query(""))}
    assert facets == {"XA": (3, 2), "XB": (3, 2), None: (1, 1)}
    facets = recall.facets(parse_query("is:official since:6d"))
    assert [(facet.country, facet.total, facet.unread) for facet in facets] == [("XA", 2, 1), ("XB", 2, 2)]
    assert [(actor.actor_id, actor.total) for actor in facets[0].actors] == [("xa-leader", 2)]


def test_facets_tell_how_hard_and_on_which_of_the_last_days(recall):
    for query in ("", "is:official since:60d"):  # from the totals, and counted
        ada = recall.facets(parse_query(query), days=14)[0]
        lines = recall.listing(parse_query(f"{query} country:{ada.country}")).rows(0, 10)
        assert ada.score == pytest.approx(sum(line.score for line in lines) / len(lines))
        assert len(ada.days) == 14
        dates = [NOON.date() - timedelta(days=13 - ago) for ago in range(14)]
        assert ada.days == tuple(sum(line.dated.date() == date for line in lines) for date in dates)
        assert ada.days == tuple(map(sum, zip(*(actor.days for actor in ada.actors), strict=True)))
    assert recall.facets(parse_query(""))[0].days == ()


def test_of_some_lines_those_are_told_that_a_filter_lets_through(recall):
    everything = {row.key: row for row in recall.listing(parse_query("")).rows(0, 20)}
    keys = list(everything)[1:]
    for query in ("country:XA", "words", "is:unread or country:XB", "since:6d"):
        wanted = {row.key for row in recall.listing(parse_query(query)).rows(0, 20)}
        assert recall.among(parse_query(query), keys) == wanted & set(keys)


@pytest.fixture
def many(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "many.db")
    for day in range(40):
        words = [f"Sentence number {number} of day {day} says little." for number in range(60)]
        inside = article(f"day{day}", *words, at=NOON - timedelta(days=day))
        actors, stances = (ADA, BEN, CAL), (Stance.COMMENT, Stance.WARN, Stance.OFFER, Stance.COMMENT)
        found = [
            statement(inside, text, actor=actors[number % 3], stance=stances[number % 4])
            for number, text in enumerate(words)
        ]
        remember(opened, harvest(read(inside, *found)))
    yield opened
    opened.close()


def test_any_window_is_the_same_slice_of_the_same_list(many):
    recall = Recall(many, clock=lambda: NOON)
    queries = ["", "country:XA", "is:official", "stance:warn country:XB", "number -offer", "since:20d lang:en"]
    for query, sort in product(queries, Sort):
        listing = recall.listing(parse_query(query), sort)
        whole = listing.ids(0, 3000)
        assert listing.total() == len(whole) == len(set(whole))
        for start in (0, 1, 59, 700, len(whole) - 10, len(whole)):
            assert listing.ids(start, 25) == whole[start : start + 25]
        for place in (0, len(whole) // 2, len(whole) - 1):
            assert listing.position(whole[place]) == place
    elsewhere = recall.listing(parse_query("country:XA")).ids(0, 1)[0]
    assert recall.listing(parse_query("country:XB")).position(elsewhere) is None


def test_what_arrives_later_shifts_nothing(many):
    recall = Recall(many, clock=lambda: NOON)
    for query, sort in product(["", "country:XA", "number"], Sort):
        where = parse_query(query)
        before = recall.listing(where, sort)
        window, total = before.ids(100, 30), before.total()
        fresh = recall.listing(where, sort, upto=before.upto)
        assert recall.arrived(where, before.upto) == 0
        for ago in (-1, 20):
            name = f"late{query}{sort}{ago}"
            words, at = f"A late number for {name} in the archive.", NOON - timedelta(days=ago)
            remember(many, harvest(quoting(name, words, at=at)))
        assert recall.arrived(where, before.upto) == 2
        for listing in (before, fresh):
            assert (listing.ids(100, 30), listing.total()) == (window, total)
        assert recall.listing(where, sort).total() == total + 2


def test_a_change_by_another_is_noticed(many):
    recall = Recall(many)
    other = open_store(many.path)
    assert not recall.changed()
    assert not recall.changed()
    remember(other, harvest(quoting("new", "Somebody else wrote this down just now.")))
    assert recall.changed()
    assert not recall.changed()
    other.close()
