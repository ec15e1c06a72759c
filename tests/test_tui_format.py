"""Words on the screen: aligned in any script, times as people say them, links that can do no harm."""

from datetime import UTC, datetime, timedelta

import pytest
from rich.cells import cell_len

from statements.model import Actor, Form, Span, Speaker, Stance, StanceReading, Statement
from tui.format import (
    ago,
    around,
    fit,
    isolated,
    marked,
    one_line,
    plain,
    right_to_left,
    safe_link,
    short_time,
    statement_marks,
    until,
)
from tui.looks import looks

TEXT = "A first paragraph.\n\n“We will answer,” the minister said on Monday.\n\nThe end."


@pytest.fixture
def statement() -> Statement:
    content = Span(TEXT.index("We will"), TEXT.index("”"))
    return Statement(
        id="s",
        article_id="a",
        form=Form.DIRECT,
        content=(content,),
        text=content.of(TEXT),
        sentence=Span(20, TEXT.index("\n\nThe end")),
        speaker=Speaker("the minister", Span(TEXT.index("the minister"), TEXT.index(" said"))),
        actor=Actor("the minister"),
        cue=Span(TEXT.index("said"), TEXT.index("said") + 4),
        reading=StanceReading(Stance.THREATEN, Span(TEXT.index("will"), TEXT.index(",”"))),
    )


SCRIPTS = ["short", "a rather long name indeed", "中文字符很宽很宽", "فارسی می‌نویسند", "नमस्ते दुनिया", "e\u0301" * 30]


@pytest.mark.parametrize("text", SCRIPTS)
@pytest.mark.parametrize("width", [1, 7, 12])
def test_words_fill_exactly_the_cells_they_are_given(text, width):
    assert cell_len(fit(text, width)) == width


def test_a_statement_is_marked_inside_its_own_paragraph(statement):
    pieces = marked(TEXT, around(TEXT, statement), statement_marks(statement))
    assert plain(pieces) == "“We will answer,” the minister said on Monday."
    assert [(words, role) for words, role in pieces if role] == [
        ("We ", "content"),
        ("will answer", "trigger"),
        (",", "content"),
        ("the minister", "speaker"),
        ("said", "cue"),
    ]


def test_a_mark_elsewhere_takes_nothing_away():
    marks = [(Span(0, 9), "speaker"), (Span(70, 74), "cue"), (Span(30, 30), "trigger"), (None, "clause")]
    assert marked(TEXT, Span(20, 66), marks, base="muted") == [(TEXT[20:66], "muted")]


def test_control_characters_do_not_survive_being_drawn():
    assert one_line("a\x1b]0;title\x07b\x9b2J\n\u202ec") == "a]0;titleb2J c"
    assert "\x1b" not in plain(marked("x\x1b[2Jy", Span(0, 6), []))


def test_every_stance_has_a_sign_a_word_and_a_letter():
    assert set(looks()) == set(Stance) == set(looks(letters=True))
    assert len({look.sign for look in looks().values()}) == len(Stance)
    assert all(look.sign.isascii() for look in looks(letters=True).values())


def test_times_are_short_in_lists(now):
    assert short_time(now - timedelta(hours=1), now, UTC) == "11:00"
    assert short_time(now - timedelta(days=2), now, UTC) == "28 Feb"
    assert short_time(datetime(2024, 12, 5, tzinfo=UTC), now, UTC) == "Dec 24"


def test_ages_say_how_long(now):
    assert ago(now - timedelta(minutes=3), now) == "3 min ago"
    assert ago(None, now) == "never"
    assert until(now + timedelta(seconds=48), now) == "in 48 s"
    assert until(now - timedelta(seconds=1), now) == "now"


def test_letters_from_right_to_left_turn_nothing_around():
    assert isolated("Ada Vell  ") == "Ada Vell  " and isolated("Ада") == "Ада"
    assert isolated("عماد  ") == "\u2066عماد  \u2069"
    assert cell_len(isolated("عماد  ")) == 6


@pytest.mark.parametrize(
    "text, expected",
    [("… «سلام» hello", True), ("12: hello سلام", False), ("123", False), ("שלום", True)],
)
def test_the_first_letter_decides_the_direction(text, expected):
    assert right_to_left(text) is expected


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "-x",
        "%action https://example.org",
        "data:text/html,x",
        "http://",
        "https://exa mple.org",
        "https://example.org:99999/",
        "https://[::1",
        "",
        None,
    ],
)
def test_only_web_addresses_are_links(url):
    assert safe_link(url) is None


def test_a_link_shows_the_host_it_really_goes_to():
    assert safe_link("https://bbc.сom/news") == "https://bbc.xn--om-nmc/news"
    assert safe_link("https://user:secret@example.org/x") == "https://example.org/x"


def test_nothing_in_a_link_can_end_an_argument_or_a_line():
    link = safe_link('https://example.org/a b"c\x1b]8;;`$(id)`?q=<x>#\u202e')
    assert link is not None
    assert all(33 <= ord(character) < 127 for character in link)
    assert not set(link) & set("\"<>`\\ \n")
