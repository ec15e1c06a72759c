"""How far a statement can be trusted: the measured precision of the rule that found it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pydantic import Field, NonNegativeInt

from statements.model import Form
from statements.table import Strict, load_table

_TABLE = Path(__file__).parent / "tables" / "confidence.yaml"
_PRIOR, _WEIGHT = 0.8, 10
"""What is assumed of a rule nobody measured, and how many observations that is worth."""


class Measured(Strict):
    """How often a rule was right: words and speaker both."""

    right: NonNegativeInt
    of: NonNegativeInt


class ConfidenceTable(Strict):
    """tables/confidence.yaml."""

    rules: dict[str, dict[Form, Measured]] = Field(default_factory=dict)
    """Rule → form → how often it was right."""


@cache
def confidence(rule: str, form: Form) -> float:
    """The precision of `rule` for statements of `form`, between 0 and 1; few observations count for less.

    Additive smoothing: (right + weight * prior) / (of + weight).
    """
    return smoothed(*measured(rule, form))


def smoothed(right: int, of: int) -> float:
    """The precision `right` of `of` observations tell."""
    return (right + _WEIGHT * _PRIOR) / (of + _WEIGHT)


def measured(rule: str, form: Form) -> tuple[int, int]:
    """How often `rule` was right for statements of `form`, and how often that was looked at."""
    found = _table().rules.get(rule, {}).get(form)
    return (found.right, found.of) if found else (0, 0)


@cache
def _table() -> ConfidenceTable:
    return load_table(_TABLE, ConfidenceTable)
