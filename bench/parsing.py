"""What parsing costs, and whether the fast path finds what feedparser finds.

    python bench/parsing.py FOLDER [--compare]

Every file in FOLDER is a feed, or nothing of the sort: as in ../shared/feeds/corpus. `--compare` lists each
document in which the two paths differ in an item's id, link, title, date, language or text after cleaning, and
each that gives fewer articles than feedparser has entries that say different things. The last lines say what a poll
would make of all documents.
"""

from __future__ import annotations

import argparse
import re
import time
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from feeds.kinds import parse
from feeds.kinds.plain import read_plain
from feeds.kinds.rss import read_feed
from feeds.parsed import MOST_ITEMS, Document, RawFeed, to_parsed
from feeds.source import Source
from statements.model import Article

NOW = datetime(2100, 1, 1, tzinfo=UTC)
SOURCE = Source(id="bench", url="https://feeds.example/feed")


@dataclass
class Tally:
    """What was counted over all documents."""

    documents: int = 0
    bytes: int = 0
    plain: int = 0
    entries: Counter[str] = field(default_factory=Counter)
    seconds: Counter[str] = field(default_factory=Counter)
    different: list[str] = field(default_factory=list)
    fewer: list[str] = field(default_factory=list)
    states: Counter[str] = field(default_factory=Counter)


def main() -> None:
    """Reads the folder and prints the table."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--compare", action="store_true")
    given = arguments.parse_args()
    warnings.simplefilter("ignore")
    tally = Tally()
    for path in documents(given.folder):
        weigh(path, path.read_bytes(), tally)
    for how, seconds in tally.seconds.items():
        print(f"{how:<28}{seconds:8.2f} s {tally.entries[how]:8,} entries {tally.entries[how] / seconds:10,.0f}/s")
    print(f"{tally.documents:,} documents, {tally.bytes / 1e6:.1f} MB; plain {tally.plain:,}; ", end="")
    print(f"different {len(tally.different)}, fewer {len(tally.fewer)}")
    print(", ".join(f"{state}: {count:,}" for state, count in tally.states.most_common()))
    if given.compare:
        print(*tally.different, *tally.fewer, sep="\n")


def documents(folder: Path) -> Iterator[Path]:
    """Every file that may be a feed."""
    yield from (path for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix != ".csv")


def weigh(path: Path, body: bytes, tally: Tally) -> None:
    """Reads one document both ways."""
    tally.documents += 1
    tally.bytes += len(body)
    plain = timed("plain path", path, lambda: read_plain(body, {}), tally)
    how = "feedparser, same documents" if plain else "feedparser, all others"
    whole = timed(how, path, lambda: read_feed(body, {}), tally)
    judge(path, body, whole, tally)
    if plain is not None:
        tally.plain += 1
        start = time.process_time()
        mine = articles(plain)
        tally.seconds["cleaning, same documents"] += time.process_time() - start
        tally.entries["cleaning, same documents"] += len(mine)
        tally.different += [f"{path}: {line}" for line in differences(mine, articles(whole))]


def judge(path: Path, body: bytes, whole: RawFeed | None, tally: Tally) -> None:
    """Notes what a poll would make of the document, and whether it would lose entries that feedparser has."""
    found = parse(Document(body, {}, SOURCE, NOW))
    state = found.failure or found.problem or ("read" if found.articles else "empty")
    tally.states[re.sub(r"[\d,]+", "N", str(state))] += 1
    unlike = {(one.guid, one.link, one.title, one.body) for one in whole.items} if whole else set()
    if len(found.articles) < min(len(unlike), MOST_ITEMS):
        tally.fewer.append(f"{path}: {len(found.articles)} articles of {len(unlike)} entries")


def timed(how: str, path: Path, work: Callable[[], RawFeed | None], tally: Tally) -> RawFeed | None:
    """Does the work and notes what it took."""
    start = time.process_time()
    try:
        found = work()
    except Exception as error:
        tally.different.append(f"{path}: {how}: {type(error).__name__}: {error}")
        found = None
    tally.seconds[how] += time.process_time() - start
    tally.entries[how] += len(found.items) if found else 0
    return found


def articles(found: RawFeed | None) -> list[Article]:
    """The articles, as they would be remembered."""
    return to_parsed(found.items, Document(b"", {}, SOURCE, NOW), found.language).articles if found else []


def differences(one: list[Article], other: list[Article]) -> list[str]:
    """In which fields the two readings differ."""
    if len(one) != len(other):
        return [f"{len(one)} articles, feedparser has {len(other)}"]
    said = []
    for mine, theirs in zip(one, other, strict=True):
        for name in ("id", "url", "title", "published_at", "text", "language"):
            if getattr(mine, name) != getattr(theirs, name):
                said.append(f"{name}: {getattr(mine, name)!r:.120} != {getattr(theirs, name)!r:.120}")
    return said[:3]


if __name__ == "__main__":
    main()
