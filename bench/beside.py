"""The same articles in this store, the `reader` library and newsboat: remembering, first screen, search, size.

    uv run --with reader python bench/beside.py 4000

Milliseconds, the median of several. The others keep articles alone, this store their statements too. newsboat
takes its feeds from files, so its time to remember has the parsing in it; its search is asked as it asks it. Where
there is no newsboat its column is left out.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from email.utils import format_datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from synthetic import PER_ARTICLE, World, harvests

from store.connect import open_store
from store.query import parse_query
from store.recall import Recall
from store.remember import Harvest, remember


def milliseconds(work: Callable[[], object], rounds: int = 9) -> float:
    """The median time of `work`."""
    times = []
    for _ in range(rounds):
        begun = time.perf_counter()
        work()
        times.append((time.perf_counter() - begun) * 1000)
    return statistics.median(times)


def ours(path: Path, polls: list[Harvest], word: str) -> dict[str, float]:
    """This store's figures."""
    store = open_store(path)
    begun = time.perf_counter()
    for harvest in polls:
        remember(store, harvest)
    written = time.perf_counter() - begun
    store.close()
    figures = {"remember, ms an article": written * 1000 / sum(len(harvest.articles) for harvest in polls)}

    def first_screen() -> None:
        opened = open_store(path)
        Recall(opened).listing(parse_query("")).rows(0, 40)
        opened.close()

    figures["open and first 40 rows"] = milliseconds(first_screen)
    store = open_store(path)
    recall = Recall(store)
    figures["counts"] = milliseconds(lambda: recall.facets(parse_query("")))
    figures["one source's first 40 rows"] = milliseconds(
        lambda: recall.listing(parse_query(f"source:{polls[0].source_id}")).rows(0, 40)
    )
    figures["search a word, first 40"] = milliseconds(lambda: recall.listing(parse_query(word)).rows(0, 40))
    store.close()
    figures["size, MB"] = path.stat().st_size / 1e6
    return figures


def theirs(path: Path, polls: list[Harvest], word: str) -> dict[str, float]:
    """The library's figures."""
    from reader import make_reader

    library = make_reader(str(path), search_enabled=True)
    begun = time.perf_counter()
    for feed in {harvest.source_id for harvest in polls}:
        library.add_feed(f"https://{feed}.example/", allow_invalid_url=True)
    for harvest in polls:
        for read in harvest.articles:
            article = read.article
            library.add_entry(
                {
                    "feed_url": f"https://{harvest.source_id}.example/", "id": article.id, "title": article.title,
                    "published": article.published_at, "content": [{"value": article.text}],
                }
            )  # fmt: skip
    library.update_search()
    written = time.perf_counter() - begun
    library.close()
    figures = {"remember, ms an article": written * 1000 / sum(len(harvest.articles) for harvest in polls)}

    def first_screen() -> None:
        opened = make_reader(str(path))
        list(opened.get_entries(limit=40))
        opened.close()

    figures["open and first 40 rows"] = milliseconds(first_screen)
    library = make_reader(str(path))
    feed = f"https://{polls[0].source_id}.example/"
    figures["counts"] = milliseconds(library.get_entry_counts)
    figures["one source's first 40 rows"] = milliseconds(lambda: list(library.get_entries(feed=feed, limit=40)))
    figures["search a word, first 40"] = milliseconds(lambda: list(library.search_entries(word, limit=40)))
    library.close()
    figures["size, MB"] = sum(file.stat().st_size for file in path.parent.glob("theirs*")) / 1e6
    return figures


def newsboats(folder: Path, polls: list[Harvest], word: str) -> dict[str, float]:
    """newsboat's figures, each from the start of the program to its end."""
    by_feed: dict[str, list[str]] = defaultdict(list)
    for harvest in polls:
        for read in harvest.articles:
            article = read.article
            assert article.published_at
            by_feed[harvest.source_id].append(
                f"<item><title>{article.title}</title><link>{article.url}</link><guid>{article.id}</guid>"
                f"<pubDate>{format_datetime(article.published_at)}</pubDate>"
                f"<description>{article.text}</description></item>"
            )
    for name, items in by_feed.items():
        head = f"<rss version='2.0'><channel><title>{name}</title><link>https://{name}.example</link>"
        (folder / f"{name}.xml").write_text(f"{head}{''.join(items)}</channel></rss>", encoding="utf-8")
    (folder / "urls").write_text("\n".join(f"file://{folder}/{name}.xml" for name in by_feed), encoding="utf-8")
    (folder / "config").write_text("", encoding="utf-8")
    cache = folder / "newsboat.db"
    program = ["newsboat", "-u", str(folder / "urls"), "-C", str(folder / "config"), "-c", str(cache), "-x"]

    def run(command: str) -> None:
        subprocess.run([*program, command], check=True, capture_output=True, env=os.environ | {"HOME": str(folder)})

    begun = time.perf_counter()
    run("reload")
    written = time.perf_counter() - begun
    figures = {"remember, ms an article": written * 1000 / sum(len(harvest.articles) for harvest in polls)}
    figures["open and first 40 rows"] = figures["counts"] = milliseconds(lambda: run("print-unread"), 3)
    db = sqlite3.connect(cache)
    kept, = db.execute("SELECT count(*) FROM rss_item").fetchone()
    assert kept == sum(map(len, by_feed.values())), kept
    search = (
        "SELECT guid, title, author, url, pubDate, length(content), unread, feedurl FROM rss_item "
        "WHERE (title LIKE ?1 OR content LIKE ?1) AND deleted = 0 ORDER BY pubDate DESC, id DESC"
    )
    figures["search a word, first 40"] = milliseconds(lambda: db.execute(search, (f"%{word}%",)).fetchall())
    db.close()
    figures["size, MB"] = cache.stat().st_size / 1e6
    return figures


def main(articles: int) -> None:
    """All, side by side."""
    world = World()
    polls = list(harvests(int(articles * PER_ARTICLE), world))
    word = world.words[40]
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        columns = {"this store": ours(folder / "ours.db", polls, word)}
        columns["reader"] = theirs(folder / "theirs.db", polls, word)
        if shutil.which("newsboat"):
            columns["newsboat"] = newsboats(folder, polls, word)
    print(f"{articles:,} articles{'':<25}" + "".join(f"{name:>12}" for name in columns))
    for name in columns["this store"]:
        print(f"  {name:<36}" + "".join(f"{column.get(name, float('nan')):12.2f}" for column in columns.values()))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 4000)
