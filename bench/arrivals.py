"""An hour of arrivals in minutes: the dashboard's memory and processor time while statements come in and one pages.

    python bench/arrivals.py [--statements 72000] [--a-second 400]

A database of 20,000 statements is made, the dashboard opened over it, and so many more are written beside it.
72,000 are an hour of twenty a second.
"""

from __future__ import annotations

import argparse
import tempfile
import threading
import time
from pathlib import Path

from screen import dashboard
from synthetic import World, build, harvests

from store.connect import open_store
from store.remember import remember

BEGUN = 20_000


def write(db: Path, statements: int, a_second: int) -> None:
    """Brings statements in at an even pace."""
    store, written, began = open_store(db), 0, time.perf_counter()
    for harvest in harvests(statements, World(seed=2)):
        written += remember(store, harvest).new_statements
        time.sleep(max(0.0, began + written / a_second - time.perf_counter()))
    store.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--statements", type=int, default=72_000)
    parser.add_argument("--a-second", type=int, default=400)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        db, feeds = Path(folder) / "c.db", Path(folder) / "feeds.yaml"
        feeds.write_text("sources: []\n")
        build(db, BEGUN)
        screen = dashboard(db, feeds, 120, 40)
        screen.until("•".encode())
        screen.quiet(2.0)
        writer = threading.Thread(target=write, args=(db, args.statements, args.a_second))
        writer.start()
        began, number = time.perf_counter(), 0
        print(f"  {'seconds':>8} {'MB':>8} {'key ms':>8}")
        while writer.is_alive():
            took = [screen.key(key).clock for key in "jj\x06\x06kg"]
            if time.perf_counter() - began >= number * 15:
                print(f"  {number * 15:>8} {screen.kilobytes() / 1024:>8.1f} {sorted(took)[3]:>8.1f}", flush=True)
                number += 1
        print(f"  {'after':>8} {screen.kilobytes() / 1024:>8.1f}")
        screen.close()


if __name__ == "__main__":
    main()
