"""Values that are quickly made: a text is read into many thousands of them."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

__all__ = ["value"]

if TYPE_CHECKING:
    from dataclasses import dataclass as value
else:

    def value(*, frozen: bool, slots: bool, order: bool = False):
        """A dataclass that type checkers take for a frozen one, compared and hashed by its fields.

        At run time nobody guards it: guarded, it would take three times as long to make.
        """
        return dataclasses.dataclass(slots=slots, order=order, unsafe_hash=frozen)
