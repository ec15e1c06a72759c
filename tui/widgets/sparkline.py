"""Numbers as a line of bars, one cell each."""

from __future__ import annotations

from collections.abc import Sequence

BARS = " ▁▂▃▄▅▆▇█"


def spark(numbers: Sequence[float], width: int = 40) -> str:
    """The last `width` numbers as bars; the greatest fills its cell, whatever is not nothing can be seen."""
    shown = numbers[-width:]
    top = max(shown, default=0)
    if top <= 0:
        return " " * len(shown)
    return "".join(BARS[max(1, round(number / top * 8)) if number > 0 else 0] for number in shown)
