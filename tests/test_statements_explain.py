"""A statement can be explained: its rule, its cue, and why the others did not speak."""

import pytest

from statements.explain import explain
from statements.model import Article, Origin
from statements.registry import load_registry

TEXT = "Spokeswoman Ada Lind stood beside Ivo Berg, a spokesman. Ivo Berg waited. “The road is closed,” she said."


@pytest.fixture(scope="module")
def article():
    return Article(id="a", title="", text=TEXT, origin=Origin(), language="en")


def test_each_step_is_told(article):
    told = "\n".join(explain(article, load_registry(), 1))
    assert "“The road is closed,”" in told
    assert "The cue is “said”" in told
    assert "Speaker: Ada Lind, for whom “she” stands here." in told
    assert "Not Ivo Berg: “she” does not fit in gender or number." in told
    assert "Stance: comment" in told


def test_a_number_there_is_no_statement_for_is_refused(article):
    with pytest.raises(IndexError, match="has 1 statements"):
        explain(article, load_registry(), 2)
