"""A process that remembers harvest after harvest until it is killed, and what must be true afterwards.

    python tests/fakes_kills.py world.db 5      writes harvests 5, 6, 7 …, naming each once it is committed
"""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

ARTICLES = 6
"""Articles of a harvest, of two statements each."""


def write(path: Path, first: int) -> None:
    """Remembers harvests from number `first` on, for ever."""
    from fakes_memory import article, harvest, read, statement

    from store.connect import open_store
    from store.remember import remember

    store = open_store(path)
    number = first
    while True:
        batch = []
        for part in range(ARTICLES):
            words = [f"Harvest {number} part {part} says {what} about the canal." for what in ("much", "little")]
            inside = article(f"h{number}p{part}", *words)
            batch.append(read(inside, *(statement(inside, text, about=["XB"]) for text in words)))
        remember(store, harvest(*batch))
        print(number, flush=True)
        number += 1


def kill_once(path: Path, first: int, dice: random.Random) -> int:
    """Lets a writer commit at least one harvest, kills it at any moment; returns the last number it named."""
    command = [sys.executable, str(Path(__file__)), str(path), str(first)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout
        named = [int(writer.stdout.readline())]
        time.sleep(dice.random() * 0.08)
        writer.kill()
        named += [int(line) for line in writer.stdout if line.endswith("\n")]
    return named[-1]


def check(path: Path, last: int) -> int:
    """What was named is there, every harvest is whole, everything adds up; returns the next number."""
    from store.connect import open_store
    from store.doctor import doctor

    store = open_store(path)
    try:
        assert doctor(store) == []
        with store.reading() as db:
            said = db.execute(
                "SELECT CAST(substr(id, 10, instr(id, 'p') - 10) AS INTEGER), count(*) FROM articles GROUP BY 1"
            ).fetchall()
            (statements,) = db.execute("SELECT count(*) FROM statements").fetchone()
    finally:
        store.close()
    numbers = [number for number, _ in said]
    assert numbers == list(range(len(numbers))), "a harvest is missing"
    assert {articles for _, articles in said} == {ARTICLES}, "a harvest is torn"
    assert statements == 2 * ARTICLES * len(numbers)
    assert len(numbers) - 1 >= last, "a harvest that was committed is gone"
    return len(numbers)


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]))
