"""How a source fares, in one word and sign."""

import pytest
from fakes_world import source

from store.health import PollState, SourceHealth
from tui.screens.sources import state_of


@pytest.mark.parametrize(
    ("failures", "error", "word"),
    [
        (0, None, "well"),
        (0, "its newest article is 90 days old: the site may have moved its feed", "doubtful"),
        (2, "the server has a fault of its own (500 Internal Server Error)", "failing"),
    ],
)
def test_a_source_that_answers_but_leaves_a_doubt_is_not_taken_for_a_failing_one(now, failures, error, word):
    state = PollState("one", last_polled_at=now, failures=failures, last_error=error)
    known = SourceHealth(state, "One", 3, 5, 0.1, 0.2, now, 0)
    assert state_of(source("one", "https://arlandia.example/"), known)[1] == word
