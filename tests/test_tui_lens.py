"""What the dashboard looks at: chips, sides and officials become one filter."""

import pytest

from store.query import QueryError
from tui.lens import Lens


@pytest.mark.parametrize(
    "lens, text",
    [
        (Lens(), "is:official"),
        (Lens(official=False), ""),
        (Lens("strait"), "strait is:official"),
        (Lens("is:unofficial"), "is:unofficial"),
        (Lens("-is:official"), "-is:official"),
        (Lens("is:unread", country="XA"), "is:unread is:official country:XA"),
        (Lens("ferry", view="Strait", basis="strait"), "strait ferry is:official"),
        (Lens("a or b", country="XA", actor="xa-minister"), "(a or b) is:official actor:xa-minister"),
    ],
)
def test_the_filter_is_all_that_is_in_force(lens, text):
    assert lens.where().to_text() == text


def test_the_tree_counts_without_the_chosen_side():
    assert Lens("strait", country="XA").everybody().to_text() == "strait is:official"


def test_every_chip_can_be_taken_away():
    lens = Lens("strait", country="XA", side="Avaria", view="Ferries", basis="ferry")
    assert [kind for kind, _ in lens.chips()] == ["official", "view", "side", "query"]
    for kind, _ in lens.chips():
        lens = lens.without(kind)
    assert lens.chips() == []
    assert not lens.where()


def test_a_query_that_cannot_be_understood_says_so():
    with pytest.raises(QueryError, match="stance"):
        Lens("stanse:threat").where()
