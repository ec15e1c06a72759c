"""The query language: what people type becomes a filter, and mistakes name the nearest right word."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some

from store.names import QueryError, QueryNames
from store.query import complete, parse_query
from store.terms import AnyTerm, FieldTerm, StatementFilter, WordsTerm, moment

NAMES = QueryNames(
    countries={"RU": ("Russia", "Russian Federation"), "IR": ("Iran",), "US": ("United States", "America")},
    actors={"ru-peskov": ("Dmitry Peskov",), "ru-president": ("Vladimir Putin",), "ir-mfa": ("Foreign Ministry",)},
    sources={"tass-en": ("TASS in English",), "tass-ru": ("ТАСС",), "irna": ("IRNA",)},
    tags={"executive": ("tass-en",), "mine": ()},
    languages={"ru": ("Russian",), "en": ("English",)},
)


def parsed(text: str) -> StatementFilter:
    return parse_query(text, names=NAMES)


def test_the_example_of_the_guide():
    where = parsed(
        "country:RU actor:peskov about:IR stance:threat,warn form:direct source:tass kind:wire lang:ru is:unread "
        'is:starred since:7d until:2026-01-31 score:<=-3 "use of force" nuclear* -sanctions (a or b)'
    )
    assert where.terms == (
        FieldTerm("country", ("RU",)),
        FieldTerm("actor", ("ru-peskov",)),
        FieldTerm("about", ("IR",)),
        FieldTerm("stance", ("threaten", "warn")),
        FieldTerm("form", ("direct",)),
        FieldTerm("source", ("tass-en", "tass-ru")),
        FieldTerm("kind", ("wire",)),
        FieldTerm("lang", ("ru",)),
        FieldTerm("is", ("unread",)),
        FieldTerm("is", ("starred",)),
        FieldTerm("since", ("7d",)),
        FieldTerm("until", ("2026-01-31",)),
        FieldTerm("score", ("<=-3",)),
        WordsTerm("use of force"),
        WordsTerm("nuclear", prefix=True),
        WordsTerm("sanctions", negated=True),
        AnyTerm(((WordsTerm("a"),), (WordsTerm("b"),))),
    )
    assert parsed(where.to_text()) == where


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("country:russia", "country:RU"),
        ('country:"russian federation",iran', "country:RU,IR"),
        ("COUNTRY:ru", "country:RU"),
        ("actor:putin", "actor:ru-president"),
        ('actor:"Jane  Roe"', 'actor:"Jane Roe"'),
        ("about:peskov,iran", "about:ru-peskov,IR"),
        ("lang:Russian", "lang:ru"),
        ("source:ТАСС", "source:tass-ru"),
        ("red  line", "red line"),
        ("“red line”", '"red line"'),
        ('"never closed', '"never closed"'),
        ("-country:RU", "-country:RU"),
        ("a OR b", "(a or b)"),
        ("(a b)", "a b"),
        ("-(a b)", "-(a b)"),
        ("-(a or b)", "-(a or b)"),
        ("((a or b))", "(a or b)"),
        ("x (a b or -c d)", "x (a b or -c d)"),
        ("order", "order"),
        ('"or"', '"or"'),
        ('"a b"*', '"a b"*'),
        ("12:30", '"12:30"'),
        ("score:-3", "score:=-3"),
        ("score:>2.5", "score:>2.5"),
        ("state-of-play", "state-of-play"),
        ("", ""),
        ("  - ", '"-"'),
        ("()", ""),
    ],
)
def test_what_is_typed_and_how_it_is_written_back(typed, text):
    assert parsed(typed).to_text() == text
    assert parsed(text) == parsed(typed)


@pytest.mark.parametrize(
    ("typed", "message", "marked"),
    [
        ("cuontry:RU", "There is no field “cuontry”: did you mean country?", "cuontry"),
        ("a country:Rusia", "No country is called “Rusia”: did you mean Russia?", "Rusia"),
        ("stance:a", "No stance is called “a”.", "a"),
        ("stance:denie", "No stance is called “denie”: did you mean deny?", "denie"),
        ("is:unred", "No state is called “unred”: did you mean unread?", "unred"),
        ("actor:peskow", "No actor is called “peskow”: did you mean ru-peskov?", "peskow"),
        ("kind:press", "No kind of source is called “press”.", "press"),
        ("country:", "“country:” needs a value.", "country:"),
        ("since:soon", "“soon” is no date", "soon"),
        ("since:2026-02-30", "“2026-02-30” is no date", "2026-02-30"),
        ("since:7d,8d", "“since:” takes one value.", "8d"),
        ("score:high", "“high” is no score", "high"),
        ("(a", "A ( without its ).", "("),
        ("a)", "A ) without its (.", ")"),
        ("(" * 40, "More than 30 parentheses in each other.", "("),
        ("(or a)", "“or” stands between two terms.", "or a"),
    ],
)
def test_a_mistake_is_named_where_it_stands(typed, message, marked):
    with pytest.raises(QueryError) as caught:
        parsed(typed)
    assert str(caught.value).startswith(message)
    assert typed[caught.value.start : caught.value.end] == marked


def test_without_names_everything_is_taken_as_it_is():
    assert parse_query('country:xa actor:nobody "x"').to_text() == "country:XA actor:nobody x"
    with pytest.raises(QueryError):
        parse_query("stance:maybe")


def test_a_tag_knows_the_sources_that_carry_it():
    assert parsed("tag:executive").terms == (FieldTerm("tag", ("executive",), sources=("tass-en",)),)


def test_filters_can_be_put_together():
    where = parsed("country:RU is:official") & parsed("is:official nuclear")
    assert where.to_text() == "country:RU is:official nuclear"
    assert where.with_values("country", "IR", "US").values("country") == ("IR", "US")
    assert where.with_values("country").to_text() == "is:official nuclear"


@given(some.text(max_size=60))
def test_any_text_is_a_filter_or_a_plain_mistake(text):
    try:
        where = parse_query(text)
    except QueryError as error:
        assert 0 <= error.start <= error.end <= len(text)
    else:
        assert parse_query(where.to_text()) == where


PARTS = ["a", "-b", "country:RU", "(", ")", "or", '"x y"', "n*", "-(", "is:read"]


@given(some.lists(some.sampled_from(PARTS), max_size=9))
def test_any_combination_of_parts_comes_back_the_same(parts):
    try:
        where = parsed(" ".join(parts))
    except QueryError:
        return
    assert parsed(where.to_text()).to_text() == where.to_text()


NOW = datetime(2026, 3, 2, 12, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("7d", "2026-02-23T12:30", "2026-02-23T12:30"),
        ("36h", "2026-03-01T00:30", "2026-03-01T00:30"),
        ("today", "2026-03-02T00:00", "2026-03-03T00:00"),
        ("yesterday", "2026-03-01T00:00", "2026-03-02T00:00"),
        ("2026", "2026-01-01T00:00", "2027-01-01T00:00"),
        ("2025-12", "2025-12-01T00:00", "2026-01-01T00:00"),
        ("2026-01-31", "2026-01-31T00:00", "2026-02-01T00:00"),
        ("2026-01-31T14:05", "2026-01-31T14:05", "2026-01-31T14:05"),
    ],
)
def test_dates_and_ages(text, since, until):
    assert moment(text, NOW).strftime("%Y-%m-%dT%H:%M") == since
    assert moment(text, NOW, end=True).strftime("%Y-%m-%dT%H:%M") == until


def completed(text: str) -> list[str]:
    return [text[: way.start] + way.text for way in complete(text, len(text), NAMES)]


def test_completion_knows_fields_and_values():
    assert completed("co") == ["country:"]
    assert completed("nuclear so") == ["nuclear source:"]
    assert completed("country:r") == ["country:RU"]
    assert completed("country:RU,am") == ["country:RU,US"]
    assert completed("-actor:pes") == ["-actor:ru-peskov"]
    assert completed("(is:un") == ["(is:unread", "(is:unofficial", "(is:unsure"]
    assert completed("score:>") == ["score:>0"]
    assert completed("nothing:x") == []
    assert len(completed("stance:")) == 12
