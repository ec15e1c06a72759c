"""The small pattern language of the stance tables; `stance_vocabulary.py` finds its patterns in a text.

A pattern is a row of words, matched one after the other:

    urge            any inflected form of a dictionary word (as far as the table's language inflects)
    =ready          this form only
    осужд*  пыта*ся any word that begins so (and ends so)
    <harm>          one of the table's word classes, phrases included
    urge|press      either
    more?           may be missing
    ~  ~3  ~1-3     up to four (three; one to three) words in between, never over the end of a sentence
    ^               only at the beginning of what is said

Where the table's language is written without spaces, every character counts as a word.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from statements.value import value

GAP = 4
NEGATOR = "<not>"
_GAP = re.compile(r"~(?:(?:(\d+)-)?(\d+))?")
_ELEMENT = re.compile(r"[^\s|?]+(?:\|[^\s|?]+)*\??")


class PatternError(ValueError):
    """A pattern that cannot be read; says which part and why."""


@value(frozen=True, slots=True)
class Step:
    """One element of a pattern: which units it takes and how many words may stand before it."""

    units: frozenset[str]
    optional: bool = False
    gap: int = 0
    least: int = 0
    """How many words must stand before it."""


@dataclass(frozen=True, slots=True, eq=False)
class Pattern:
    """A pattern, read. `key` is whatever its owner wants back when it matches."""

    text: str
    steps: tuple[Step, ...]
    initial: bool = False
    negative: bool = False
    """Whether it can have a negation of its own."""
    key: int = 0
    later: tuple[frozenset[str], ...] = field(init=False)
    """What the words after the second must be, those that may be missing left out."""

    def __post_init__(self) -> None:
        later = tuple(step.units for step in self.steps[2:] if not step.optional)
        object.__setattr__(self, "later", later)

    def may_stand_among(self, units: frozenset[str]) -> bool:
        """Whether words of these units can hold its later words."""
        for wanted in self.later:  # noqa: SIM110 - asked of every pattern that begins at every word
            if wanted.isdisjoint(units):
                return False
        return True


def parse_pattern(text: str, classes: Mapping[str, Sequence[str]], key: int = 0) -> Pattern:
    """`text` as a pattern. Raises PatternError for unknown classes and patterns without a fixed first word."""
    steps: list[Step] = []
    initial, gap, least = False, 0, 0
    for element in text.split():
        if element == "^":
            if steps or gap:
                raise PatternError(f"{text!r}: ^ stands first")
            initial = True
        elif element[0] == "~":
            width = _GAP.fullmatch(element)
            if width is None:
                raise PatternError(f"{text!r}: {element!r} is no number of words")
            gap, least = int(width[2] or GAP), int(width[1] or 0)
        else:
            steps.append(Step(_units(text, element, classes), element.endswith("?"), gap, least))
            gap = least = 0
    if not steps or gap or steps[0].optional or steps[0].gap:
        raise PatternError(f"{text!r}: a pattern begins and ends with a word")
    negators = {NEGATOR, *classes.get(NEGATOR[1:-1], ())}
    negative = any(not negators.isdisjoint(step.units) for step in steps)
    return Pattern(text, tuple(steps), initial, negative, key)


def _units(text: str, element: str, classes: Mapping[str, Sequence[str]]) -> frozenset[str]:
    if not _ELEMENT.fullmatch(element):
        raise PatternError(f"{text!r}: {element!r} is no word")
    units = frozenset(element.rstrip("?").split("|"))
    for unit in units:
        if unit[0] == "<" and unit[1:-1] not in classes:
            raise PatternError(f"{text!r}: there is no class {unit}")
    return units
