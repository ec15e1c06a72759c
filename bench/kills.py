"""Kills what writes with SIGKILL again and again and looks whether anything is lost, torn or damaged.

    python bench/kills.py writer 200      a process that remembers harvest after harvest
    python bench/kills.py poll 200        `communique poll --once` on a local server of 12 growing feeds

Afterwards of the polls, one that is left in peace must complete what was cut, and nothing may be there twice.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

import fakes_kills
from fakes_server import Site, item, rss

from store.connect import open_store
from store.doctor import doctor

ROOT = Path(__file__).resolve().parent.parent
FEEDS = 12


def kill_writer(kills: int, folder: Path) -> None:
    """Reports the number of harvests that survived."""
    dice, following = random.Random(kills), 0
    for number in range(1, kills + 1):
        named = fakes_kills.kill_once(folder / "world.db", following, dice)
        following = fakes_kills.check(folder / "world.db", named)
        if number % 20 == 0:
            print(f"{number} kills, {following} harvests, nothing lost or torn", flush=True)


def kill_polls(kills: int, folder: Path) -> None:
    """Every kill meets feeds that have something new."""
    dice, path, feeds = random.Random(kills), folder / "world.db", folder / "feeds.yaml"
    with Site() as site:
        blocks = [
            f"  - {{id: feed-{n}, title: Feed {n}, url: '{site.url}/{n}', kind: news, lang: en, private: yes}}"
            for n in range(FEEDS)
        ]
        feeds.write_text("sources:\n" + "\n".join(blocks) + "\n", encoding="utf-8")
        poll = [sys.executable, "-m", "tui.cli", "poll", "--once", "--db", str(path), "--feeds", str(feeds)]
        poll += [word for n in range(FEEDS) for word in ("--source", f"feed-{n}")]
        for number in range(1, kills + 1):
            offer(site, number)
            with subprocess.Popen(poll, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
                time.sleep(0.5 + dice.random() * 2.5)
                running.kill()
            examine(path)
            if number % 10 == 0:
                print(f"{number} kills, sound", flush=True)
        subprocess.run(poll, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    articles, statements = examine(path)
    print(f"at the end {articles} articles of {FEEDS * offered(kills)}, {statements} statements, none twice")
    assert articles == FEEDS * offered(kills)


def offered(number: int) -> int:
    """How many items a feed has after so many rounds."""
    return 5 + 2 * min(number, 40)


def offer(site: Site, number: int) -> None:
    """Puts two more items into every feed."""
    for feed in range(FEEDS):
        items = []
        for each in range(offered(number)):
            words = f"<p>“We will not sign paper number {each} of {feed} today,” the Kremlin said on Monday.</p>"
            when = datetime.now(UTC) - timedelta(hours=each)
            items.append(item(1000 * feed + each, text=words, when=when))
        site.page(f"/{feed}", rss(*items))


def examine(path: Path) -> tuple[int, int]:
    """Articles and statements of a database in which everything adds up."""
    if not path.exists():
        return 0, 0
    store = open_store(path)
    try:
        assert doctor(store) == []
        with store.reading() as db:
            twice = db.execute(
                "SELECT text FROM wordings JOIN statements USING (key) GROUP BY article, text HAVING count(*) > 1"
            ).fetchall()
            assert twice == [], "a statement is there twice"
            articles, statements = (
                db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608
                for table in ("articles", "statements")
            )
    finally:
        store.close()
    return articles, statements


if __name__ == "__main__":
    what, times = sys.argv[1], int(sys.argv[2])
    with tempfile.TemporaryDirectory() as place:
        {"writer": kill_writer, "poll": kill_polls}[what](times, Path(place))
