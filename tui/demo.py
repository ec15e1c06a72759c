"""A small invented world for a first look without a network: packaged feeds, served as time goes by.

Everything behind the wire is real: the feeds are parsed, read and remembered as any others; only the fetching
is replaced by `PackagedFeeds`. The world's actors come in through an `actors.d` folder, as a user's would.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

WORLD = Path(__file__).with_name("demo_world")
NOTICE = "demo: an invented world"
"""What the screen says for as long as the demo runs."""


@dataclass(frozen=True, slots=True)
class DemoPaths:
    """The files of one demo, all inside one temporary folder."""

    folder: Path
    feeds: Path
    """The demo's own feeds.yaml; may be edited."""
    actors: Path
    """The actors.d folder to give to `load_registry`."""
    database: Path


@contextmanager
def demo_paths() -> Iterator[DemoPaths]:
    """Lay out a temporary folder for one demo; it is removed on leaving."""
    with tempfile.TemporaryDirectory(prefix="communique-demo-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        paths = DemoPaths(folder, folder / "feeds.yaml", folder / "actors.d", folder / "demo.db")
        shutil.copyfile(WORLD / "feeds.yaml", paths.feeds)
        shutil.copytree(WORLD / "actors.d", paths.actors)
        yield paths
