"""The user's own marks: read, starred, notes, tags, corrections. Kept apart; each change can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from statements.model import Stance

if TYPE_CHECKING:
    from store.connect import Store


@dataclass(frozen=True, slots=True)
class Undo:
    """What a change of marks replaced; give it to `undo`."""

    label: str
    """What was done: "marked 3 read"."""


def set_read(store: Store, ids: Sequence[str], value: bool = True) -> Undo:
    """Marks statements (and the same statement in other articles) read or unread."""
    raise NotImplementedError


def set_star(store: Store, ids: Sequence[str], value: bool = True) -> Undo:
    """Stars statements or takes the star away."""
    raise NotImplementedError


def set_note(store: Store, statement_id: str, note: str | None) -> Undo:
    """Writes a note to a statement; None or blank removes it."""
    raise NotImplementedError


def add_tag(store: Store, ids: Sequence[str], tag: str) -> Undo:
    """Tags statements."""
    raise NotImplementedError


def remove_tag(store: Store, ids: Sequence[str], tag: str) -> Undo:
    """Takes a tag away."""
    raise NotImplementedError


def correct_stance(store: Store, statement_id: str, stance: Stance | None) -> Undo:
    """Says what a statement does, over what was read; None goes back to what was read."""
    raise NotImplementedError


def undo(store: Store, change: Undo) -> Undo:
    """Puts back what `change` replaced; the result undoes the undoing."""
    raise NotImplementedError
