"""A small remembered world for the screen's tests: real SQLite, invented countries, no network."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

from textual.pilot import Pilot

from feeds.sources import Highlight, Source, View, Watch
from statements.actors import Entry, Office
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
from store.connect import Store, open_store
from store.health import PollState
from store.remember import Harvest, ReadArticle, remember
from tui.app import CommuniqueApp
from tui.desk import Desk
from tui.screens.listing import REST
from tui.settings import Settings

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
SOURCES = {"gazette": "Harbour Gazette", "courier": "Northern Courier"}
COUNTRIES = {"XA": "Avaria", "XB": "Borduria", "XC": "Cordonia"}
PEOPLE = {
    "XA": ("xa-minister", "Ada Vell", "foreign minister"),
    "XB": ("xb-speaker", "Boro Tam", "government spokesman"),
    "XC": ("xc-envoy", "Cem Orla", "envoy"),
}
Line = tuple[str, Stance, str, str | None, str | None]
"""Country, stance, words, trigger, target."""
WATCHES = (Watch("stance:threaten", ("toast",), name="Threats"),)
HIGHLIGHTS = (Highlight("ferry", "violet"), Highlight("nosuchfield:x"), Highlight("timetable or winter", "green"))
VIEWS = (View("Threats", "stance:threaten"), View("Strait", "strait"))
LINES: tuple[Line, ...] = (
    ("XA", Stance.THREATEN, "We will answer every closure of the strait.", "will answer", "XB"),
    ("XB", Stance.REJECT, "There is nothing to negotiate about the lighthouse.", "nothing to negotiate", "XA"),
    ("XC", Stance.OFFER, "Our harbour is ready to host the talks.", "ready to host", "XA"),
    ("XA", Stance.COMMENT, "The ferry timetable remains as printed.", None, None),
    ("XB", Stance.WARN, "A winter without pilots risks accidents.", "risks accidents", "XC"),
)


NOUNS = (
    "anchors beacons buoys cables canals cargo charts cliffs coal cod cranes currents docks ebb ferries fog gales "
    "grain gulls herring ice keels lamps maps masts mist moorings nets oars oil oysters pilots piers quays reefs "
    "ropes sails salt shoals silt sloops spray storms tides timber towers tugs waves wharves winds wrecks yachts"
)


def tail(number: int) -> str:
    """A sentence that no other number has, so that no two statements are the same."""
    nouns = NOUNS.split()
    chosen = [nouns[(number * step + step * step) % len(nouns)] for step in (1, 3, 7, 11, 13, 17)]
    return f"Think of {', '.join(chosen)}."


def article(number: int, country: str, words: str, *, source: str = "gazette", title: str = "") -> Article:
    """One article around one quotation."""
    _, name, role = PEOPLE[country]
    text = f"The morning was calm.\n\n“{words}” the {role}, {name}, said on Monday.\n\nNobody replied."
    return Article(
        id=f"article-{number}",
        title=title or f"Strait report {number}",
        text=text,
        origin=Origin(source),
        url=f"https://example.org/{source}/{number}",
        language="en",
        published_at=NOW - timedelta(minutes=7 * number),
        fetched_at=NOW,
    )


def statement(of: Article, line: Line) -> Statement:
    """The quotation of `article`, as it would be read."""
    country, stance, words, trigger, target = line
    actor_id, name, role = PEOPLE[country]
    text = of.text

    def span(part: str) -> Span:
        return Span(text.index(part), text.index(part) + len(part))

    content = span(words)
    return Statement(
        id=f"statement-{of.id}",
        article_id=of.id,
        form=Form.DIRECT,
        content=(content,),
        text=words,
        sentence=Span(content.start - 1, text.index("Monday.") + 7),
        speaker=Speaker(name, span(name), role),
        actor=Actor(name, actor_id, country, official=country != "XC", office=role),
        reading=StanceReading(stance, span(trigger) if trigger else None, rule="test"),
        cue=span("said"),
        targets=(Target(target),) if target else (),
        rule="direct.before-cue",
        confidence=0.95,
    )


def read_article(number: int, *, source: str = "gazette", line: int | None = None) -> ReadArticle:
    """Article `number` and what was read in it."""
    country, stance, words, trigger, target = LINES[number % len(LINES) if line is None else line]
    words = f"{words} {tail(number)}"
    made = article(number, country, words, source=source)
    return ReadArticle(made, (statement(made, (country, stance, words, trigger, target)),), "1")


def harvest(numbers: Iterable[int], source: str = "gazette", **state: object) -> Harvest:
    """What a poll of one source brought."""
    polled = {"last_polled_at": NOW, "last_success_at": NOW, "due_at": NOW + timedelta(minutes=5), "status": 200}
    known = PollState(source, **(polled | state))  # type: ignore[arg-type]
    return Harvest(source, SOURCES[source], [read_article(number, source=source) for number in numbers], known)


def filled(path: Path, number: int = 40) -> Store:
    """A database of so many statements."""
    store = open_store(path)
    remember(store, harvest(range(number)))
    return store


HOSTILE = (
    "plain [/b] [/] [@click=app.quit]click[/] [link=file:///etc/passwd]x[/link] "
    "\x1b]0;pwned\x07 \x1b]52;c;cHduZWQ=\x07 \x1b[2J \x9b31m \u202egnp.exe \u200b\U000e0041 e" + "\u0301" * 500
)
"""What a feed may say to steer a screen, break markup or hide letters."""


def hostile() -> Harvest:
    """An article whose every word tries something, remembered as if nobody had cleaned it."""
    made = replace(article(-90, "XA", HOSTILE, title=HOSTILE), author=HOSTILE)
    said = statement(made, ("XA", Stance.THREATEN, HOSTILE, "plain", "XB"))
    said = replace(said, speaker=replace(said.speaker, name=HOSTILE, role=HOSTILE), rule=HOSTILE)
    said = replace(said, actor=replace(said.actor, name=HOSTILE, id=None), targets=(Target(HOSTILE),))
    return Harvest("gazette", HOSTILE, [ReadArticle(made, (said,), "1")], PollState("gazette", last_error=HOSTILE))


def world() -> SimpleNamespace:
    """Where the registry and the watchlist of the invented countries come from."""
    countries = {code: SimpleNamespace(code=code, name=name, aliases=()) for code, name in COUNTRIES.items()}
    entries = [
        Entry(id=entry, name=name, kind="person", country=code, offices=(Office(title=role),))
        for code, (entry, name, role) in PEOPLE.items()
    ]
    def search(words: str) -> list[Entry]:
        return [entry for entry in entries if words.lower() in entry.name.lower()]

    sources = tuple(
        Source(id=key, title=title, url=f"https://example.org/{key}", kind=SourceKind.NEWS)
        for key, title in SOURCES.items()
    )
    registry = SimpleNamespace(countries=countries, entries=lambda: entries, search=search)
    watchlist = SimpleNamespace(
        sources=sources, views=VIEWS, watches=WATCHES, highlights=HIGHLIGHTS, path=None
    )
    return SimpleNamespace(registry=lambda: registry, watchlist=lambda _: watchlist)


def app_over(store: Store, query: str = "", settings: Settings | None = None) -> CommuniqueApp:
    """The dashboard over a database, without a polling child."""
    desk = Desk(store, world(), lambda: NOW, UTC, settings)  # type: ignore[arg-type]
    return CommuniqueApp(desk, None, store.path.with_name("communique.log"), query)


async def settle(pilot: Pilot[int], asking: str = "") -> None:
    """Waits for everything under way: the resting cursor, the workers, what they say.

    Workers of the group `asking` wait for an answer of the user's, and are not waited for.
    """
    await pilot.pause(REST * 2)
    busy = [worker for worker in pilot.app.workers if worker.group != (asking or None)]
    if busy:
        await pilot.app.workers.wait_for_complete(busy)
    await pilot.pause()


async def press(pilot: Pilot[int], *keys: str, asking: str = "") -> None:
    """Presses keys, each once what the one before set off is done."""
    for key in keys:
        await pilot.press(key)
        await settle(pilot, asking)


def words_on(pilot: Pilot[int]) -> str:
    """What can be read on the whole screen."""
    strips = pilot.app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in line) for line in strips)
