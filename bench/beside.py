"""The same articles in this store and in the `reader` library: remembering, first screen, counts, search, size.

    uv run --with reader python bench/beside.py 4000

Milliseconds, the median of several; `reader` keeps articles alone, this store their statements as well.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
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


def main(articles: int) -> None:
    """Both, side by side."""
    world = World()
    polls = list(harvests(int(articles * PER_ARTICLE), world))
    word = world.words[40]
    with tempfile.TemporaryDirectory() as folder:
        here, there = ours(Path(folder, "ours.db"), polls, word), theirs(Path(folder, "theirs.db"), polls, word)
    print(f"{articles:,} articles{'':<25} this store   reader")
    for name, value in here.items():
        print(f"  {name:<36} {value:10.2f} {there[name]:8.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 4000)
