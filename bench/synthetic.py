"""Builds a database of invented statements as large as asked, through the project's own writer.

    python bench/synthetic.py /tmp/million.db 1000000

About 2.5 statements an article over two years, 900 actors of 200 countries, 300 sources; talkative ones talk a
lot (Zipf). The same numbers give the same database.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import deque
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from itertools import accumulate
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from statements.model import (
    Actor,
    Article,
    Form,
    Origin,
    SourceKind,
    Span,
    Speaker,
    Stance,
    StanceReading,
    Statement,
    Target,
)
from store.connect import open_store
from store.health import PollState
from store.keeping import Keeping, keep_house
from store.remember import Harvest, ReadArticle, remember

END = datetime(2026, 11, 1, tzinfo=UTC)
DAYS = 730
PER_ARTICLE = 2.5
LENGTH = 4600
"""Characters of a typical text: news articles have about 4,900 on average."""

TIDYING = timedelta(days=1)
"""Between two rounds of what a poller does every hour to keep its house."""

ECHOES = 0.12
"""The share of statements that repeat one of the last hours' in another source."""

STANCES = dict(
    zip(Stance, (2, 5, 6, 7, 7, 9, 4, 38, 9, 6, 5, 2), strict=True)
)  # fmt: skip


class World:
    """The invented actors, sources and words."""

    def __init__(self, seed: int = 1) -> None:
        self.dice = random.Random(seed)
        letters = "bcdfghjklmnprstvwz"
        self.words = ["".join(self.dice.choice(letters) + self.dice.choice("aeiou") for _ in range(length))
                      for length in self.dice.choices((1, 2, 3, 4), (1, 5, 6, 3), k=30_000)]  # fmt: skip
        self.frequencies = list(accumulate(1 / (rank + 3) for rank in range(len(self.words))))
        self.countries = [a + b for a in "ABCDEFGHIJKLMNOPQRST" for b in "ABCDEFGHIJ"]
        self.actors = [self._actor(number) for number in range(900)]
        self.actor_weights = list(accumulate(1 / (rank + 2) ** 0.9 for rank in range(900)))
        self.sources = [f"source-{number:03}" for number in range(300)]
        self.source_weights = list(accumulate(1 / (rank + 5) for rank in range(300)))
        self.filler = [self.sentence(self.dice.randint(15, 45)) for _ in range(4000)]

    def sentence(self, words: int) -> str:
        """So many words, the frequent ones often."""
        chosen = self.dice.choices(self.words, cum_weights=self.frequencies, k=words)
        return " ".join(chosen).capitalize() + "."

    def _actor(self, number: int) -> Actor:
        country = self.countries[int(len(self.countries) * self.dice.random() ** 2)]
        name = f"{self.dice.choice(self.words)} {self.dice.choice(self.words)}".title()
        return Actor(name, f"{country.lower()}-{number}", country, self.dice.random() < 0.8, "Minister")


def harvests(statements: int, world: World) -> Iterator[Harvest]:
    """Two years of polls, in order."""
    dice = world.dice
    articles = int(statements / PER_ARTICLE)
    start = END - timedelta(days=DAYS)
    recent: list[tuple[str, Actor, Stance]] = []
    made = 0
    while made < articles:
        size = min(dice.randint(5, 35), articles - made)
        source = dice.choices(world.sources, cum_weights=world.source_weights)[0]
        batch = []
        for number in range(size):
            at = start + timedelta(seconds=int((made + number) * DAYS * 86_400 / articles))
            batch.append(_article(world, f"{source}/{made + number}", source, at, recent))
        made += size
        del recent[:-200]
        now = at + timedelta(minutes=3)
        state = PollState(source, last_polled_at=now, last_success_at=now, due_at=now + timedelta(minutes=10))
        yield Harvest(source, source.title(), batch, state)


def _article(
    world: World, name: str, source: str, at: datetime, recent: list[tuple[str, Actor, Stance]]
) -> ReadArticle:
    dice = world.dice
    parts: list[str] = []
    found: list[Statement] = []
    identity = blake2b(name.encode(), digest_size=12).hexdigest()
    for number in range(min(9, int(dice.expovariate(1 / PER_ARTICLE) + 0.5))):
        parts += dice.choices(world.filler, k=2)
        if recent and dice.random() < ECHOES:
            words, actor, stance = dice.choice(recent)
        else:
            words = world.sentence(dice.randint(8, 34))
            actor = dice.choices(world.actors, cum_weights=world.actor_weights)[0]
            stance = dice.choices(list(STANCES), list(STANCES.values()))[0]
            recent.append((words, actor, stance))
        begin = sum(len(part) + 2 for part in parts) + 1
        parts.append(f"“{words}” said {actor.name}.")
        found.append(_statement(world, f"{identity}{number}", identity, begin, words, actor, stance))
    while sum(map(len, parts)) < LENGTH * dice.uniform(0.6, 1.4):
        parts += dice.choices(world.filler, k=4)
    kind = (SourceKind.NEWS, SourceKind.WIRE, SourceKind.PRIMARY)[int(source[-1]) % 3]
    article = Article(
        identity, world.sentence(9)[:-1], "\n\n".join(parts), Origin(source, kind), f"https://{name}.example",
        dice.choice(("en", "en", "en", "ru", "fr", "ar")), at, at + timedelta(minutes=3),
    )  # fmt: skip
    return ReadArticle(article, tuple(found), "v1")


def _statement(
    world: World, identity: str, article: str, begin: int, words: str, actor: Actor, stance: Stance
) -> Statement:
    dice = world.dice
    content = Span(begin, begin + len(words))
    abroad = dice.sample(world.countries[:120], dice.choice((0, 1, 1, 2)))
    return Statement(
        id=identity,
        article_id=article,
        form=dice.choice((Form.DIRECT, Form.DIRECT, Form.MIXED, Form.INDIRECT)),
        content=(content,),
        text=words,
        sentence=Span(begin - 1, content.end + 20),
        speaker=Speaker(actor.name, Span(content.end + 7, content.end + 7 + len(actor.name)), actor.office),
        actor=actor,
        reading=StanceReading(stance, Span(begin, begin + 5) if stance is not Stance.COMMENT else None, rule="r"),
        cue=Span(content.end + 2, content.end + 6),
        targets=tuple(Target(code, None, content) for code in abroad),
        rule="quote-then-cue",
        confidence=0.9,
    )


def build(path: Path, statements: int, *, seed: int = 1, report: bool = False) -> None:
    """Writes the database at `path`."""
    world = World(seed)
    store = open_store(path)
    with store.exclusively() as db:
        db.execute("PRAGMA synchronous = OFF")  # a file that can be built again; this connection writes all of it
    begun, written, tidied = time.perf_counter(), 0, END - timedelta(days=DAYS)
    for number, harvest in enumerate(harvests(statements, world)):
        written += remember(store, harvest).new_statements
        if (now := harvest.state.last_polled_at) and now - tidied > TIDYING:
            tidied = now
            deque(keep_house(store, Keeping(), now), maxlen=0)  # as a running poller does
        if report and number % 1000 == 0:
            print(f"{written:>9,} statements {time.perf_counter() - begun:6.0f} s", file=sys.stderr, flush=True)
    store.fold()
    store.close()


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("path", type=Path)
    arguments.add_argument("statements", type=int, nargs="?", default=1_000_000)
    given = arguments.parse_args()
    build(given.path, given.statements, report=True)
