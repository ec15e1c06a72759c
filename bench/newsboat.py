"""The dashboard beside Debian's newsboat: first screen, memory, and a search, in one run and one terminal size.

    python bench/synthetic.py /tmp/million.db 1000000
    python bench/newsboat.py /tmp/million.db [--articles 30000,300000] [--rounds 5]

newsboat is given the newest so many articles of the database, in a cache of its own making; the dashboard has all
of them, and their statements. The search is of one word in every text.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sqlite3
import statistics
import subprocess
import tempfile
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

from screen import Screen, dashboard

SIZE = (120, 40)
WORD = "bado"
ARTICLES = """
    SELECT a.id, a.title, a.url, 'http://127.0.0.1:1/' || sources.id, a.dated, r.text, sources.id
    FROM articles AS a JOIN sources ON sources.key = a.source
    JOIN revisions AS r ON r.article = a.key AND r.number = a.revision ORDER BY a.key DESC LIMIT ?"""


def newsboat_cache(folder: Path, db: Path, articles: int) -> None:
    """Lets newsboat make its cache, and fills it."""
    _newsboat(folder, "-x", "print-unread")
    with sqlite3.connect(db) as ours, sqlite3.connect(folder / "cache.db") as theirs:
        feeds: dict[str, str] = {}
        theirs.executemany(
            "INSERT INTO rss_item (guid, title, author, url, feedurl, pubDate, content, unread) "
            "VALUES (?, ?, '', ?, ?, ?, ?, 1)",
            _items(ours, articles, feeds),
        )
        theirs.executemany("INSERT OR REPLACE INTO rss_feed (rssurl, url, title) VALUES (?, ?, ?)",
                           [(url, url, name) for url, name in feeds.items()])  # fmt: skip
        theirs.execute("ANALYZE")
    (folder / "urls").write_text("".join(f"{url}\n" for url in sorted(feeds)))


def _items(ours: sqlite3.Connection, articles: int, feeds: dict[str, str]) -> Iterator[tuple[object, ...]]:
    for identity, title, url, feed, dated, text, source in ours.execute(ARTICLES, (articles,)):
        feeds[feed] = source
        yield identity, title, url, feed, dated, zlib.decompress(text).decode() if isinstance(text, bytes) else text


def _newsboat(folder: Path, *more: str) -> None:
    (folder / "urls").touch()
    if not (folder / "urls").read_text():
        (folder / "urls").write_text("http://127.0.0.1:1/none\n")
    subprocess.run(_argv(folder, *more), check=True, capture_output=True)


def _argv(folder: Path, *more: str) -> list[str]:
    files = ["-u", str(folder / "urls"), "-c", str(folder / "cache.db"), "-C", os.devnull]
    return [shutil.which("newsboat") or "newsboat", *files, *more]


def shown(screen: Screen, words: bytes, patience: float = 120.0) -> float:
    """Milliseconds from now until these words are drawn."""
    began, seen = time.perf_counter(), b""
    while words not in seen:
        seen += screen.read(0.01)
        if time.perf_counter() - began > patience:
            raise SystemExit(f"never seen: {words!r}")
    return (time.perf_counter() - began) * 1000


def look(screen: Screen, words: bytes, search: list[str], found: bytes) -> tuple[float, float, float]:
    """First screen (ms), memory (MB), and from the last key of a search to what shows that it is done (ms)."""
    first = screen.until(words, patience=120)
    screen.quiet(0.5)
    memory = screen.kilobytes() / 1024
    for keys in search[:-1]:
        screen.type(keys)
        screen.quiet(0.3)
    screen.quiet(0.5)
    screen.type(search[-1])
    took = shown(screen, found)
    screen.close()
    return first, memory, took


def report(name: str, found: list[tuple[float, float, float]]) -> None:
    """One row of medians."""
    first, memory, search = (statistics.median(column) for column in zip(*found, strict=True))
    print(f"  {name:<28} {first:9.0f} {memory:9.0f} {search:9.0f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("db", type=Path)
    parser.add_argument("--articles", default="30000,300000")
    parser.add_argument("--rounds", type=int, default=5)
    args = parser.parse_args()
    print(f"  {'median of ' + str(args.rounds):<28} {'first ms':>9} {'MB':>9} {'search ms':>9}")
    with tempfile.TemporaryDirectory() as name:
        feeds = Path(name) / "feeds.yaml"
        feeds.write_text("sources: []\n")
        for articles in map(int, args.articles.split(",")):
            folder = Path(name) / str(articles)
            folder.mkdir()
            newsboat_cache(folder, args.db, articles)
            ours, theirs = [], []
            for _ in range(args.rounds):
                rival = Screen(_argv(folder), *SIZE)
                theirs.append(look(rival, b"source-00", ["/", *WORD, "\r"], b"Search"))
                own = dashboard(args.db, feeds, *SIZE)
                ours.append(look(own, "•".encode(), ["/", *WORD], b"1 of "))
            report(f"newsboat, {articles:,} articles", theirs)
            report("the dashboard, all of them", ours)


if __name__ == "__main__":
    main()
