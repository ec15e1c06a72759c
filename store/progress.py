"""How long work tells how far it is."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[int, int], None]
"""Told how much is done of how much."""


def untold(done: int, whole: int) -> None:
    """Tells nobody."""
