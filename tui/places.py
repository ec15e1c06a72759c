"""Where files live: the database, the settings, the log; XDG folders unless told otherwise."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from platformdirs import PlatformDirs


@dataclass(frozen=True)
class Places:
    """The paths one run of the program uses."""

    feeds: Path | None
    """The feeds.yaml asked for; None leaves the search to the feeds package."""
    db: Path
    settings: Path
    """The folder of config.yaml and the user's own actors.d."""
    log: Path
    cache: Path
    """The folder of what can be made anew."""
    marks: Path | None = None
    """The reader's own marks, where they are not kept in the database."""
    invented: bool = False
    """Whether the world is the demo's: then nobody of the built-in registry exists."""

    @property
    def config(self) -> Path:
        """The user's settings."""
        return self.settings / "config.yaml"

    def overlays(self, feeds_file: Path | None = None) -> list[Path]:
        """The actors.d folders that exist: beside feeds.yaml first, then the user's own."""
        beside = [feeds_file.parent / "actors.d"] if feeds_file else []
        return [folder for folder in dict.fromkeys((*beside, self.settings / "actors.d")) if folder.is_dir()]


def find_places(
    feeds: Path | None = None, db: Path | None = None, environ: Mapping[str, str] = os.environ
) -> Places:
    """The places of this user; what is asked for comes before the environment, that before the defaults."""
    dirs = PlatformDirs("communique", appauthor=False)
    told = environ.get("COMMUNIQUE_DB")
    return Places(
        feeds=feeds,
        db=db or (Path(told) if told else Path(dirs.user_data_dir) / "communique.db"),
        settings=Path(dirs.user_config_dir),
        log=Path(dirs.user_log_dir) / "communique.log",
        cache=Path(dirs.user_cache_dir),
    )
