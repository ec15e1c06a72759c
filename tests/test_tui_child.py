"""What the polling child says of the database reaches the dashboard."""

import io
import json
from pathlib import Path

import pytest

from tui.child import PollChild


@pytest.fixture
def child(tmp_path: Path) -> PollChild:
    return PollChild(None, tmp_path / "c.db", tmp_path / "log")


def hear(child: PollChild, *results: tuple[str, str, str]) -> None:
    lines = [json.dumps(dict(zip(("source_id", "outcome", "sentence"), result, strict=True))) for result in results]
    child._listen(io.BytesIO("\n".join([*lines, "no JSON"]).encode()))


def test_a_problem_holds_until_it_is_over(child):
    hear(child, ("database", "failed", "No space is left."))
    assert child.problem == "No space is left."
    hear(child, ("database", "unchanged", "it can be written again"))
    assert child.problem is None


def test_reading_again_is_followed_and_its_outcome_kept_until_told(child):
    hear(child, ("articles read again", "waiting", "4 of 20 stored articles read again"))
    assert (child.rereading, child.news) == ("4 of 20 stored articles read again", None)
    hear(child, ("articles read again", "new", "20 stored articles read again: 2 changed, 0 gone."))
    assert child.rereading is None
    assert child.news.startswith("20 stored articles read again")
