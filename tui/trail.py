"""The way through the lenses: back, forward, and between the last two. Pure."""

from __future__ import annotations

from tui.lens import Lens

LONGEST = 100
"""Lenses remembered."""


class Trail:
    """Lenses looked through, oldest first, one of them in force."""

    def __init__(self, first: Lens) -> None:
        self._lenses = [first]
        self._at = 0
        self._before = first

    @property
    def current(self) -> Lens:
        """The lens in force."""
        return self._lenses[self._at]

    def go(self, lens: Lens) -> None:
        """Goes on to another lens; what lay ahead is forgotten."""
        if lens == self.current:
            return
        self._before = self.current
        self._lenses = [*self._lenses[: self._at + 1], lens][-LONGEST:]
        self._at = len(self._lenses) - 1

    def step(self, by: int) -> Lens | None:
        """The lens so many steps on (back where negative); None where there is none."""
        at = self._at + by
        if not 0 <= at < len(self._lenses):
            return None
        self._before, self._at = self.current, at
        return self.current

    def other(self) -> Lens:
        """The lens before this one, and there again."""
        self.go(self._before)
        return self.current
