"""Kills a writing process with SIGKILL again and again and looks whether anything is lost, torn or damaged.

    python bench/kills.py 200
"""

from __future__ import annotations

import random
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

import fakes_kills


def main(kills: int) -> None:
    """Reports the number of harvests that survived."""
    dice, following = random.Random(kills), 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "world.db"
        for number in range(1, kills + 1):
            following = fakes_kills.check(path, fakes_kills.kill_once(path, following, dice))
            if number % 20 == 0:
                print(f"{number} kills, {following} harvests, nothing lost or torn", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
