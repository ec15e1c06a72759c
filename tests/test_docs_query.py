"""Every query that the guide shows can be asked, and every field and flag is explained."""

import re
from pathlib import Path

import pytest

from store.query import parse_query
from store.terms import FIELDS, FLAGS

GUIDE = (Path(__file__).parent.parent / "docs" / "query.md").read_text(encoding="utf-8")
EXAMPLES = [line for block in re.findall(r"```\n(.*?)```", GUIDE, re.DOTALL) for line in block.splitlines() if line]


@pytest.mark.parametrize("query", EXAMPLES)
def test_an_example_can_be_asked(query):
    where = parse_query(query)
    assert parse_query(where.to_text()) == where


def test_every_field_and_flag_is_explained():
    assert [field for field in FIELDS if f"| `{field}` |" not in GUIDE] == []
    assert [flag for flag in FLAGS if flag not in GUIDE] == []
