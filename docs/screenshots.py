"""Makes the pictures of docs/ from the demo at a fixed moment: `uv run python docs/screenshots.py`."""

from __future__ import annotations

import asyncio
import shutil
import subprocess
import sys
from base64 import b64decode
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from aiohttp import ClientSession
from textual.pilot import Pilot

from feeds.sources import Watchlist, load_watchlist
from statements.registry import Registry, load_registry
from store.connect import Store, open_store
from tui.app import CommuniqueApp
from tui.child import PollChild
from tui.demo import NOTICE, DemoPaths, demo_paths, demo_poller
from tui.desk import Desk

DOCS = Path(__file__).parent
NOW = datetime(2027, 5, 12, 9, 41, tzinfo=UTC)


WORDS = "Dolmarra must open the gates"
"""What the statement under the cursor says."""
MOST_DOWN = 100


@dataclass(frozen=True, slots=True)
class Picture:
    """One file, in how many columns and rows it is taken, and what is pressed on the statement."""

    name: str
    size: tuple[int, int]
    keys: tuple[str, ...] = ()


PICTURES = (
    Picture("dashboard", (132, 38)),
    Picture("narrow", (80, 24)),
    Picture("statement", (120, 34), ("enter",)),
    Picture("matrix", (120, 24), ("M",)),
    Picture("pulse", (120, 24), ("P",)),
)


@dataclass(frozen=True, slots=True)
class DemoWorld:
    """Registry and watchlist of the demo."""

    paths: DemoPaths

    def registry(self) -> Registry:
        """The invented actors."""
        return load_registry(self.paths.actors, built_in=False)

    def watchlist(self, registry: Registry) -> Watchlist:
        """The packaged sources."""
        return load_watchlist(self.paths.feeds, registry)


class StillChild(PollChild):
    """Nobody polls for a picture: the database is full, and the clock stands still."""

    def start(self) -> None:
        """Starts nothing."""


async def settled(pilot: Pilot[int]) -> None:
    """Waits until everything that was set off is on the screen."""
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def take(picture: Picture, store: Store, paths: DemoPaths) -> None:
    """Shows the dashboard, presses the keys and keeps what is seen."""
    desk = Desk(store, DemoWorld(paths), lambda: NOW, UTC)
    child = StillChild(paths.feeds, paths.database, paths.folder / "log")
    app = CommuniqueApp(desk, child, paths.folder / "log", notice=NOTICE)
    async with app.run_test(size=picture.size) as pilot:
        await settled(pilot)
        for _ in range(MOST_DOWN):
            row = app.dashboard.current
            if row is not None and WORDS in row.text:
                break
            await pilot.press("down")
            await settled(pilot)
        for key in picture.keys:
            await pilot.press(key)
            await settled(pilot)
        drawing = app.export_screenshot(title="communique --demo")
    (DOCS / f"{picture.name}.svg").write_text(drawing, encoding="utf-8")


async def main() -> None:
    """Fills one demo and takes every picture of it."""
    with demo_paths(NOW) as paths, closing(open_store(paths.database)) as store:
        world = DemoWorld(paths)
        registry = world.registry()
        await demo_poller(store, world.watchlist(registry), registry, lambda: NOW).once()
        for picture in PICTURES:
            await take(picture, store, paths)


CHROMIUM = [
    "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-3d-apis", "--no-first-run",
    "--disable-sync", "--disable-background-networking", "--disable-component-update", "--window-size=1280,800",
    "--remote-debugging-port=8734",
]  # fmt: skip
"""Without 3D, the terminal in the page is drawn where a picture sees it."""
WEBP = {"format": "webp", "quality": 70}
FILLING = 12.0
"""Seconds in which the demo fills."""


async def browse() -> None:
    """Takes a picture of the demo in a browser; needs Debian's chromium."""
    serve = [sys.executable, "-m", "tui.cli", "serve", "--demo", "--port", "8733"]
    with TemporaryDirectory() as profile, ExitStack() as stack:
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        for words in (serve, [*CHROMIUM, f"--user-data-dir={profile}", "about:blank"]):
            process = stack.enter_context(subprocess.Popen(words, **quiet))  # type: ignore[call-overload]
            stack.callback(process.terminate)
        await asyncio.sleep(5)
        async with ClientSession("http://127.0.0.1:8734") as session:
            page = await (await session.put("/json/new?http://127.0.0.1:8733/")).json()
            await asyncio.sleep(FILLING)
            async with session.ws_connect(page["webSocketDebuggerUrl"], max_msg_size=0) as tab:
                await tab.send_json({"id": 1, "method": "Page.captureScreenshot", "params": WEBP})
                picture = (await tab.receive_json())["result"]["data"]
    (DOCS / "browser.webp").write_bytes(b64decode(picture))


if __name__ == "__main__":
    asyncio.run(main())
    if shutil.which("chromium"):
        asyncio.run(browse())
