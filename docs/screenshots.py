"""Makes the pictures of docs/ from the demo at a fixed moment: `uv run python docs/screenshots.py`."""

from __future__ import annotations

import asyncio
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from feeds.sources import Watchlist, load_watchlist
from statements.registry import Registry, load_registry
from store.connect import Store, open_store
from tui.app import CommuniqueApp
from tui.demo import NOTICE, demo_paths, demo_poller
from tui.desk import Desk

DOCS = Path(__file__).parent
NOW = datetime(2027, 5, 12, 9, 41, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Picture:
    """One file: what is pressed before it is taken, and in how many columns and rows."""

    name: str
    size: tuple[int, int]
    keys: tuple[str, ...] = ()


PICTURES = (
    Picture("dashboard", (132, 38), ("down", "down")),
    Picture("narrow", (80, 24)),
)


async def take(picture: Picture, store: Store, world: tuple[Registry, Watchlist]) -> None:
    """Shows the dashboard, presses the keys and keeps what is seen."""
    app = CommuniqueApp(Desk(store, lambda: world, lambda: NOW, UTC), None, notice=NOTICE)
    async with app.run_test(size=picture.size) as pilot:
        for key in ("", *picture.keys):
            await pilot.press(*filter(None, [key]))
            await app.workers.wait_for_complete()
            await pilot.pause()
        drawing = app.export_screenshot(title="communique --demo")
    (DOCS / f"{picture.name}.svg").write_text(drawing, encoding="utf-8")


async def main() -> None:
    """Fills one demo and takes every picture of it."""
    with demo_paths(NOW) as paths:
        registry = load_registry(paths.actors)
        watchlist = load_watchlist(paths.feeds, registry)
        with closing(open_store(paths.database)) as store:
            await demo_poller(store, watchlist, registry, lambda: NOW).once()
            for picture in PICTURES:
                await take(picture, store, (registry, watchlist))


if __name__ == "__main__":
    asyncio.run(main())
