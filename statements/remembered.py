"""What was worked out of words that were met before."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

_MOST, _LONGEST = 65_536, 40
"""Words remembered at most, and their longest: a reader lives as long as its process, and what is veiled or glued
together can be one word of any length."""


class Remembered(dict[str, T]):
    """By word what a function makes of it, worked out when it is first asked for."""

    def __init__(self, work_out: Callable[[str], T]) -> None:
        self._work_out = work_out

    def __missing__(self, word: str) -> T:
        found = self._work_out(word)
        if len(self) >= _MOST:
            self.clear()
        if len(word) <= _LONGEST:
            self[word] = found
        return found
