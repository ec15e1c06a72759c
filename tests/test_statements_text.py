"""Text at the door: what is cleaned out, and where paragraphs and sentences lie."""

import pytest

from statements.text import clean


@pytest.mark.parametrize(
    ("dirty", "wanted"),
    [
        ("plain words", "plain words"),
        ("a\tb\nc", "a\tb\nc"),
        ("red \x1b[31mink", "red [31mink"),
        ("c1 \x9b31m", "c1 31m"),
        ("bell\x07, nul\x00, del\x7f", "bell, nul, del"),
        ("over\u202eride\u2066d", "overrided"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("soft\u00adly", "softly"),
        ("line\r\nline\rline\u2028line", "line\nline\nline\nline"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("loose \u200d joiner\u200c", "loose  joiner"),
        ("tag\U000e0041\U000e007f", "tag"),
        ("half \ud800 pair", "half  pair"),
        ("climb" + "\u0301" * 30, "climb" + "\u0301" * 4),
        ("Việt Nam, שָׁלוֹם", "Việt Nam, שָׁלוֹם"),
    ],
)
def test_clean_takes_out_what_steers_hides_or_reorders(dirty, wanted):
    assert clean(dirty) == wanted
