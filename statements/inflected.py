"""Forms of one cue as a language's table writes them, and the rules by which lemmas take them."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from statements.table import Strict


class Inflected:
    """Forms of a cue, as bits."""

    FINITE = 1
    """says, said: makes a clause with its subject."""
    BASE = 2
    """(to, will, did not) say."""
    PARTICIPLE = 4
    """saying: shares the subject of another clause."""
    PASSIVE = 8
    """(was) said."""


class Forms(Strict):
    """The written forms of one cue; a form may be several words."""

    finite: list[str] = Field(default_factory=list)
    base: list[str] = Field(default_factory=list)
    participle: list[str] = Field(default_factory=list)
    passive: list[str] = Field(default_factory=list)

    def spelled(self) -> Iterator[tuple[str, int]]:
        """Every form with what it is."""
        for name in Forms.model_fields:
            for form in getattr(self, name):
                yield form, getattr(Inflected, name.upper())


class Rule(Strict):
    """How lemmas of one ending inflect: `cut` letters come off, each ending is put on."""

    when: str = ""
    cut: int = 0
    prefix: str = ""
    """What the passive participle is spelled with in front: *ge*fordert."""
    forms: Forms
