"""Changes to feeds.yaml from the screen: tried on a copy first, so that no mistake is ever written."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tui.run import RunError

if TYPE_CHECKING:
    from feeds.sources import Watchlist
    from statements.registry import Registry

EDITABLE = {
    "title": "what people call it",
    "url": "where it is asked for",
    "kind": "primary (an official's own site), wire (an agency) or news",
    "actor": "for whom a primary source speaks: an id of the registry",
    "country": "its side: a code such as RU, or a body such as UN",
    "lang": "its language, where it does not say so itself: en, ru …",
    "tags": "words to find it by, with commas between: tag:word",
    "every": "how often it is asked: 10m, or 5m..6h",
    "timeout": "how long one request may take: 30s",
    "fulltext": "yes: read each article's own page; or the CSS selector of its text",
    "private": "yes: it stands on this machine or network",
    "note": "a word to yourself",
}
"""Keys of a source that can be changed on the screen, and what they mean."""


class FeedsFile:
    """feeds.yaml as the screen changes it; comments and order stay. Slow: for worker threads.

    The list that ships is copied to the user's own folder before its first change.
    """

    def __init__(
        self, watchlist: Watchlist | None, registry: Registry | None, changed: Callable[[], None] = lambda: None
    ) -> None:
        """`changed` is called once another file may be in force, or the same with other words."""
        self._watchlist, self._registry, self._changed = watchlist, registry, changed

    def save_view(self, name: str, query: str) -> str:
        """Writes a view; says where. Raises RunError."""
        from feeds.edit import add_view

        return self._edited(lambda path: add_view(path, name, query), f"{name} is a view now")

    def switch(self, source_id: str, on: bool) -> str:
        """Switches a source on or off. Raises RunError."""
        from feeds.edit import enable

        return self._edited(lambda path: enable(path, source_id, on), f"{source_id} is {'on' if on else 'off'} now")

    def set(self, source_id: str, key: str, words: str) -> str:
        """Sets one key of a source as written; takes it away where nothing was written. Raises RunError."""
        from feeds.edit import set_in_source

        value: object = words.strip() or None
        if key == "tags" and value:
            value = [word.strip() for word in words.split(",") if word.strip()]
        said = f"{key} of {source_id} is now {words.strip() or 'as if never written'}"
        return self._edited(lambda path: set_in_source(path, source_id, key, value), said)

    def add(self, entry: Mapping[str, object]) -> str:
        """Adds a source under an id made of its title. Raises RunError."""
        from feeds.edit import add_source
        from feeds.opml import slug

        sources = self._watchlist.sources if self._watchlist else ()
        if any(source.url == entry["url"] for source in sources):
            raise RunError(f"{entry['url']} is watched already")
        name = slug(str(entry.get("title") or entry["url"]), {source.id for source in sources})
        return self._edited(lambda path: add_source(path, {"id": name} | dict(entry)), f"{name} is watched now")

    def place(self) -> Path:
        """The file to write to. Raises RunError."""
        from feeds.edit import editable

        if self._watchlist is None or self._watchlist.path is None:
            raise RunError("There is no feeds.yaml to write to.")
        path = editable(self._watchlist.path)
        self._changed()
        return path

    def _edited(self, change: Callable[[Path], None], said: str) -> str:
        from feeds.edit import EditError

        path = self.place()
        try:
            with TemporaryDirectory() as folder:
                trial = Path(shutil.copy(path, folder))
                change(trial)
                self._check(trial)
            change(path)
            self._changed()
        except (EditError, OSError) as error:
            raise RunError(str(error)) from error
        return f"{said}: {path}"

    def _check(self, trial: Path) -> None:
        """Raises RunError, in the words of `communique check`, where the file would not be understood."""
        from feeds.sources import SourcesError, load_watchlist

        if self._registry is None:
            raise RunError("The registry is still being read.")
        try:
            load_watchlist(trial, self._registry)
        except SourcesError as error:
            first = str(error.problems[0]).replace(str(trial), trial.name)
            raise RunError(f"Nothing was written. {first}") from error
