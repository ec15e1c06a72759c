"""HTML to text: what readers see stays, in paragraphs; nothing hostile gets through, nothing takes long."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.clean import _ORDINARY, MOST_TEXT, _simple_pieces, html_to_text, one_line, plain_to_text
from statements.text import clean


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>One.</p><p>Two.</p>", "One.\n\nTwo."),
        ("<h2>Head</h2>Body<ul><li>a</li><li>b</li></ul>end", "Head\n\nBody\n\na\n\nb\n\nend"),
        ("<blockquote>Said</blockquote>after", "Said\n\nafter"),
        ("a<br>b<br/><br />c", "a\nb\n\nc"),
        ("one\ntwo\n\nthree <a href='x'>four</a>", "one two\n\nthree four"),
        ("<p>one\n\ntwo</p>", "one two"),
        ("a &amp; b &#8220;c&#8221; &nbsp; d&hellip;", "a & b “c” d…"),
        ("<script>var a = '<p>x</p>';</script>b<style>p{}</style>", "b"),
        ("<SCRIPT>x</SCRIPT >b", "b"),
        ("<nav><a>Home</a></nav><p>text</p><form><button>Send</button></form>", "text"),
        ("<nav>never closed <p>text</p>", "never closed\n\ntext"),
        ("a <!-- hidden <p> --> b", "a b"),
        ("a <!-- never closed", "a"),
        ("<![CDATA[<p>inside</p>]]>", "inside\n\n]]>"),
        ('<a title="a > b" href=\'c>d\'>link</a>', "link"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        ("<q>words</q>", "“words”"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a b"),
        ("&lt;p&gt;One &amp;amp; two.&lt;/p&gt;&lt;p&gt;Three&lt;/p&gt;", "One & two.\n\nThree"),
        ("wo<b>r</b>d", "word"),
        ("", ""),
    ],
)
def test_markup_becomes_paragraphs(markup, text):
    assert html_to_text(markup) == text


def test_text_that_is_not_markup_keeps_its_paragraphs_and_its_angle_brackets():
    assert plain_to_text("one\ntwo <b>\n \n\nthree") == "one two <b>\n\nthree"


def test_what_steers_a_terminal_or_reorders_letters_is_gone():
    text = html_to_text("<p>a\x1b[31mb&#27;]0;x&#7; c\u202ed \u009b1m e\x00</p>")
    assert not any(ord(sign) < 32 or 0x7F <= ord(sign) < 0xA0 or sign == "\u202e" for sign in text)
    assert one_line("[/b] [@click=app.quit]x\x1b]0;t\x07") == "[/b] [@click=app.quit]x]0;t"


def test_a_title_is_one_short_line():
    assert one_line("<b>A</b>\n\n title") == "A title"
    assert len(one_line("word " * 1000)) <= 501


def test_a_text_without_end_is_cut_between_words():
    text = html_to_text("<p>" + "word " * 100_000 + "</p>")
    assert len(text) <= MOST_TEXT + 1
    assert text.endswith("word…")


@pytest.mark.parametrize(
    "hostile",
    ["<!--", "<", "<b>", "<a \"'=", '<a x="', "<script>", "<nav>x</nav>", "&", "&#9999", "\n", "</", "<![CDATA["],
)
def test_hostile_markup_takes_no_longer_than_any_other(hostile, seconds_for):
    short, long = (seconds_for(html_to_text, hostile * (size // len(hostile))) for size in (20_000, 160_000))
    assert long < 8 * short * 4 + 0.02


@pytest.fixture
def seconds_for():
    """The least time of three, so that a busy machine does not fail the test."""
    from time import process_time

    def measure(work, *args):
        times = []
        for _ in range(3):
            start = process_time()
            work(*args)
            times.append(process_time() - start)
        return min(times)

    return measure


@given(st.text(alphabet=st.sampled_from("<>/!-=\"' &;#pbscript\n\x00\ud800a“"), max_size=60))
def test_any_text_at_all_is_taken(markup):
    text = html_to_text(markup)
    assert "\x00" not in text
    assert "\ud800" not in text


def test_ordinary_letters_are_what_cleaning_leaves_alone():
    letters = [chr(code) for code in range(0x10000) if _ORDINARY.fullmatch(chr(code))]
    assert [letter for letter in letters if clean(letter) != letter or clean(letter * 9) != letter * 9] == []


@given(st.lists(st.sampled_from(["<p>", "</p>", "<br/>", "<b class='x'>", "</b>", "a ", "&amp;", "\n", "<td>"])))
def test_the_short_way_through_simple_markup_leads_where_the_long_one_does(pieces):
    markup = "".join(pieces)
    assert _simple_pieces(markup) is not None
    assert html_to_text(markup) == html_to_text(markup + "<!-- -->")
