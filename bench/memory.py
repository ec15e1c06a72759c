"""How fast the store remembers and recalls, and how large it is.

    python bench/memory.py /tmp/10k.db /tmp/1m.db      databases made by bench/synthetic.py

Times are milliseconds, median and 95th percentile, each query asked with other values every time. The last part
writes into a copy-free database: give databases that may grow by some thousand statements.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from synthetic import END, World, harvests

from store.coding import unpacked
from store.connect import Store, open_store
from store.query import parse_query
from store.recall import Recall, Sort, StoppedError
from store.remember import Harvest, remember

HEIGHT = 50
"""Lines of a window."""


clocks = {"wall": time.perf_counter, "cpu": time.thread_time}
clock = clocks["wall"]


def milliseconds(work: Callable[[], object]) -> float:
    """How long `work` takes by the chosen clock."""
    begun = clock()
    work()
    return (clock() - begun) * 1000


def report(name: str, times: list[float]) -> None:
    """One line of the table."""
    late = sorted(times)[int(len(times) * 0.95)]
    print(f"  {name:<44} {statistics.median(times):8.2f} {late:8.2f}   n={len(times)}", flush=True)


class Questions:
    """Filters of every kind, with values drawn as often as people would ask for them."""

    def __init__(self, store: Store) -> None:
        self.dice = random.Random(7)
        self.world = World()
        with store.reading() as db:
            self.handles = [h for (h,) in db.execute("SELECT handle FROM actors ORDER BY random() LIMIT 200")]
            self.sources = [s for (s,) in db.execute("SELECT id FROM sources")]
            self.countries = [c for (c,) in db.execute("SELECT DISTINCT country FROM totals")]

    def of(self, kind: str) -> str:
        """A query of this kind."""
        pick = self.dice.choice
        country, actor, about = pick(self.countries), pick(self.handles), pick(self.world.countries)
        stance = pick(["threaten", "warn", "offer", "comment", "deny", "talks"])
        word = self.world.words[min(int(self.dice.paretovariate(0.7)), 29_999)]
        return {
            "everything": "",
            "official": "is:official",
            "a country": f"country:{country}",
            "three countries": f"country:{country},{pick(self.countries)},{pick(self.countries)}",
            "an actor": f"actor:{actor}",
            "about a country": f"about:{about}",
            "about two, official": f"is:official about:{about},{pick(self.world.countries)}",
            "a stance": f"stance:{stance}",
            "hard": "score:<=-3 is:official",
            "a source": f"source:{pick(self.sources)}",
            "wire and language": f"kind:wire lang:{pick(['en', 'ru', 'ar'])}",
            "country, about and stance": f"country:{country} about:{about} stance:{stance}",
            "country and source": f"country:{country} source:{pick(self.sources)}",
            "form, not a stance": "form:mixed -stance:comment",
            "last week of a stance": "since:7d stance:warn is:official",
            "unread of a country": f"is:unread country:{country}",
            "a or b": f"(country:{country} or about:{about})",
            "a word": word,
            "a prefix": word[:3] + "*",
            "a short prefix": word[:2] + "*",
            "a letter": word[:1] + "*",
            "a phrase": f'"{word} {self.world.words[self.dice.randint(0, 20)]}"',
            "two words, not a third": f"{word} {self.world.words[3]} -{self.world.words[9]}",
            "a word of a country": f"{self.world.words[self.dice.randint(0, 50)]} country:{country}",
        }[kind]


KINDS = (
    "everything", "official", "a country", "three countries", "an actor", "about a country", "about two, official",
    "a stance", "hard", "a source", "wire and language", "country, about and stance", "country and source",
    "form, not a stance", "last week of a stance", "unread of a country", "a or b", "a word", "a prefix",
    "a short prefix", "a letter", "a phrase", "two words, not a third", "a word of a country",
)  # fmt: skip

WORDS = ("a word", "a prefix", "a short prefix", "a letter", "a phrase", "two words, not a third")


def bench_recall(store: Store, rounds: int) -> None:
    """Windows, counts and single statements."""
    recall, ask = Recall(store, clock=lambda: END), Questions(store)
    latest: dict[str, list[float]] = {kind: [] for kind in KINDS}
    totals: dict[str, list[float]] = {kind: [] for kind in KINDS}
    anywhere: dict[str, list[float]] = {kind: [] for kind in KINDS}
    for kind in KINDS:
        for _ in range(rounds):
            where = parse_query(ask.of(kind))
            latest[kind].append(milliseconds(lambda w=where: recall.listing(w).rows(0, HEIGHT)))  # type: ignore[misc]
            listing = recall.listing(where)
            totals[kind].append(milliseconds(listing.total))
            start = ask.dice.randrange(max(1, listing.total()))
            anywhere[kind].append(milliseconds(lambda at=start, of=listing: of.rows(at, HEIGHT)))  # type: ignore[misc]
    for title, by_kind in (("latest window", latest), ("window anywhere", anywhere), ("total", totals)):
        print(f"{title}:")
        for kind in KINDS:
            report(kind, by_kind[kind])
        report("all of these", [each for kind in KINDS for each in by_kind[kind]])
    print("full text, the 200 newest:")
    for kind in WORDS:
        wheres = [parse_query(ask.of(kind)) for _ in range(rounds)]
        report(kind, [milliseconds(lambda w=w: recall.listing(w).rows(0, 200)) for w in wheres])  # type: ignore[misc]
    print("counts:")
    for kind in ("everything", "official", "a country", "a stance", "last week of a stance", "a word of a country"):
        wheres = [parse_query(ask.of(kind)) for _ in range(rounds)]
        times = [milliseconds(lambda w=w: recall.facets(w)) for w in wheres]  # type: ignore[misc]
        report(f"by country and actor: {kind}", times)
    where = parse_query("is:official")
    times = [milliseconds(lambda: recall.facets(where, days=14)) for _ in range(rounds)]
    report("by country and actor, with their last 14 days", times)
    report("by day: official", [milliseconds(lambda: recall.timeline(where)) for _ in range(rounds)])
    report("by source (health)", [milliseconds(recall.sources) for _ in range(3)])
    hardest = recall.listing(where, Sort.HARD)
    report("hardest first", [milliseconds(lambda: hardest.rows(0, HEIGHT)) for _ in range(rounds)])
    some = recall.listing(where)
    ids = [some.ids(ask.dice.randrange(some.total()), 1)[0] for _ in range(rounds)]
    times = [milliseconds(lambda i=i: recall.statement(i)) for i in ids]  # type: ignore[misc]
    report("one statement with its article", times)
    times = [milliseconds(lambda i=i: some.position(i)) for i in ids]  # type: ignore[misc]
    report("where a statement is in the list", times)
    report("has anything changed", [milliseconds(recall.changed) for _ in range(rounds)])


def bench_interrupt(store: Store, rounds: int) -> None:
    """From `interrupt` to the end of the query."""
    recall, times = Recall(store), []
    for _ in range(rounds):
        stopped: list[float] = []

        def count(stopped: list[float] = stopped) -> None:
            try:
                for _ in range(50):
                    recall.listing(parse_query("form:mixed -stance:comment -kind:wire")).total()
            except StoppedError:
                stopped.append(time.perf_counter())

        thread = threading.Thread(target=count)
        thread.start()
        time.sleep(0.03)
        begun = time.perf_counter()
        while not stopped and thread.is_alive():
            recall.interrupt()
            time.sleep(0.0001)
        thread.join()
        if stopped:
            times.append((stopped[0] - begun) * 1000)
    report("a count is interrupted after", times)


def bench_remember(store: Store, rounds: int) -> None:
    """Transactions of about fifty statements, alone and beside a reader."""
    polls = _polls_of_fifty()
    alone = [milliseconds(lambda h=h: remember(store, h)) for h in islice(polls, rounds)]  # type: ignore[misc]
    report("50 statements in a transaction", alone)
    recall, ask = Recall(store, clock=lambda: END), Questions(store)
    windows: list[float] = []
    ended = threading.Event()

    def read() -> None:
        while not ended.is_set():
            where = parse_query(ask.of(ask.dice.choice(KINDS)))
            windows.append(milliseconds(lambda w=where: recall.listing(w).rows(0, HEIGHT)))  # type: ignore[misc]
            ended.wait(0.05)

    reader = threading.Thread(target=read)
    reader.start()
    begun, articles, beside = time.perf_counter(), 0, []
    for number, harvest in enumerate(islice(polls, rounds)):
        beside.append(milliseconds(lambda h=harvest: remember(store, h)))  # type: ignore[misc]
        articles += len(harvest.articles)
        behind = articles / (2000 / 60) - (time.perf_counter() - begun)
        if behind > 0 and number:
            time.sleep(behind)
    minutes = (time.perf_counter() - begun) / 60
    ended.set()
    reader.join()
    report(f"the same at {articles / minutes:,.0f} articles a minute", beside)
    report("latest window beside that", windows)


def _polls_of_fifty() -> Iterator[Harvest]:
    """Harvests of twenty articles each, dated after all others."""
    world = World(seed=int(time.time()))
    for harvest in harvests(10_000_000, world):
        if len(harvest.articles) >= 20:
            late = timedelta(days=735)
            articles = [_later(read, late) for read in harvest.articles[:20]]
            yield Harvest(harvest.source_id, harvest.source_title, articles, harvest.state)


def _later(read, by: timedelta):  # type: ignore[no-untyped-def]
    from dataclasses import replace

    unique = f"{time.time_ns():x}"
    article = replace(
        read.article, id=read.article.id + unique, published_at=read.article.published_at + by,
        fetched_at=read.article.fetched_at + by,
    )  # fmt: skip
    found = tuple(replace(said, id=said.id + unique, article_id=article.id) for said in read.statements)
    return replace(read, article=article, statements=found)


def sizes(store: Store) -> None:
    """Bytes, and where they are."""
    with store.reading() as db:
        texts = sum(
            len(unpacked(text).encode()) + len(title.encode())
            for text, title in db.execute("SELECT text, title FROM revisions")
        )
        (words,) = db.execute("SELECT sum(length(CAST(text AS BLOB))) FROM wordings").fetchone()
        statements, articles = (
            db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("statements", "articles")  # noqa: S608
        )
        (whole,) = db.execute("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size").fetchone()
        parts = db.execute("SELECT name, sum(pgsize) FROM dbstat GROUP BY name ORDER BY 2 DESC LIMIT 8").fetchall()
    print(f"  {statements:,} statements, {articles:,} articles, {whole / 1e6:,.0f} MB")
    print(f"  {whole / (texts + words):.2f} times the text it holds; {whole / articles:,.0f} bytes an article")
    print(f"  {(whole - texts) / statements:,.0f} bytes a statement beyond the articles' texts")
    print("  " + ", ".join(f"{name} {size / whole:.0%}" for name, size in parts))


def main() -> None:
    """Every database in turn."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("path", type=Path, nargs="+")
    arguments.add_argument("--rounds", type=int, default=40)
    arguments.add_argument("--writes", type=int, default=60, help="transactions to write; 0: none")
    arguments.add_argument("--clock", choices=clocks, default="wall", help="cpu: where others use the machine too")
    given = arguments.parse_args()
    global clock
    clock = clocks[given.clock]
    for path in given.path:
        store = open_store(path)
        print(f"== {path.name} ({datetime.now(UTC):%Y-%m-%d %H:%M} UTC)")
        sizes(store)
        bench_recall(store, given.rounds)
        bench_interrupt(store, given.rounds)
        if given.writes:
            print("remember:")
            bench_remember(store, given.writes)
        store.close()


if __name__ == "__main__":
    main()
