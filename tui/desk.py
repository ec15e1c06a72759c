"""What the screens look at: the reading side, the names people use, what is watched, the clock."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING, Protocol

from store.query import QueryError, QueryNames, StatementFilter, parse_query
from store.recall import Recall
from tui.child import Found, discover_at, poll_one
from tui.feedsfile import FeedsFile
from tui.settings import Settings, SettingsError, save_setting

if TYPE_CHECKING:
    from pathlib import Path

    from feeds.sources import Watchlist
    from statements.registry import Registry
    from store.connect import Store
    from store.health import PollState
    from store.marks import Undo


UNDERSTOOD = 200
"""Queries kept as understood: a name is looked for among thousands of aliases."""


class World(Protocol):
    """Where registry and watchlist come from; both may be slow and raise RunError."""

    def registry(self) -> Registry:
        """Who speaks in the world."""

    def watchlist(self, registry: Registry) -> Watchlist:
        """What is watched."""



class Desk:
    """One place for what every screen needs. The registry and the watchlist may come in after the first paint."""

    def __init__(
        self,
        store: Store,
        world: World,
        clock: Callable[[], datetime],
        zone: tzinfo,
        settings: Settings | None = None,
        config: Path | None = None,
    ) -> None:
        """`zone` is the user's own; `config` is where settings are written, nowhere for None."""
        self.store = store
        self.settings, self._config, self._local = settings or Settings(), config, zone
        self.recall = Recall(store, clock)
        """For the interface thread: only what takes a few milliseconds."""
        self.recall.changed()
        self.started = self.recall.newest()
        """The latest transaction when the program was started: what follows is news."""
        self.counting = Recall(store, clock)
        """For worker threads: may take long, may be interrupted."""
        self.clock, self.zone = clock, self.settings.zone(zone)
        self.begun = clock()
        self.registry: Registry | None = None
        self.watchlist: Watchlist | None = None
        self.names: QueryNames | None = None
        self.undos: list[Undo] = []
        """What `u` takes back, the last change at the end."""
        self._understood: dict[str, StatementFilter] = {}
        self._world = world
        self._stamp: tuple[int, int] | None = None

    def set(self, key: str, value: object) -> None:
        """Writes one key of config.yaml, and goes by it from now on. Raises SettingsError."""
        if self._config is None:
            raise SettingsError("There is no config.yaml to write to.")
        self.settings = save_setting(self._config, key, value)
        self.zone = self.settings.zone(self._local)

    def load(self) -> None:
        """Reads the registry once, and the watchlist again; slow, for a worker thread. Raises RunError."""
        from tui.names import query_names

        if self.registry is None:
            self.registry = self._world.registry()
        self._stamp = _stamp(self.watchlist)
        self.watchlist = self._world.watchlist(self.registry)
        self._stamp = _stamp(self.watchlist)
        self.names = query_names(self.registry, self.watchlist)
        self._understood.clear()

    def understand(self, query: str) -> StatementFilter:
        """The filter a query means, with the names known by now. Raises QueryError."""
        found = self._understood.get(query)
        if found is None:
            if len(self._understood) >= UNDERSTOOD:
                self._understood.clear()
            found = self._understood[query] = parse_query(query, names=self.names)
        return found

    @property
    def feeds_changed(self) -> bool:
        """Whether feeds.yaml was written since it was last read."""
        return _stamp(self.watchlist) != self._stamp

    def look_at_feeds_again(self) -> None:
        """Takes feeds.yaml for changed: a file of the user's own may be in force from now on."""
        self._stamp = None

    def poll_states(self) -> dict[str, PollState]:
        """What is known of each source; for a worker thread."""
        from store.health import poll_states

        return poll_states(self.store)

    @property
    def views(self) -> list[tuple[str, str]]:
        """The views of feeds.yaml: name and query."""
        return [(view.name, view.query) for view in self.watchlist.views] if self.watchlist else []

    @property
    def highlights(self) -> list[tuple[StatementFilter, str]]:
        """The highlights of feeds.yaml whose queries can be understood: filter and colour."""
        found: list[tuple[StatementFilter, str]] = []
        for one in self.watchlist.highlights if self.watchlist else ():
            with suppress(QueryError):
                found.append((self.understand(one.query), one.colour))
        return found

    @property
    def feeds_file(self) -> FeedsFile:
        """feeds.yaml, for changes."""
        return FeedsFile(self.watchlist, self.registry, self.look_at_feeds_again)

    def poll_now(self, source_id: str) -> str:
        """Polls one source in a process of its own; what came of it, in words. Slow, for a worker thread."""
        return poll_one(source_id, self.watchlist.path if self.watchlist else None, self.store.path)

    def discover(self, address: str, *, private: bool) -> list[Found] | str:
        """What an address has to offer, best first, or why nothing. Slow, for a worker thread."""
        return discover_at(address, self.watchlist.path if self.watchlist else None, private=private)

    @property
    def country_names(self) -> Mapping[str, str]:
        """Code to name, as far as known by now."""
        return {code: names[0] for code, names in self.names.countries.items()} if self.names else {}

    def called(self, code: str) -> str:
        """What a country or an entry of the registry is called; the code itself where nobody knows."""
        names = self.names
        found = (names.countries.get(code) or names.actors.get(code)) if names else None
        return found[0] if found else code

    @property
    def titles(self) -> Mapping[str, str]:
        """Enabled sources, id to title."""
        sources = self.watchlist.sources if self.watchlist else ()
        return {source.id: source.title or source.id for source in sources if source.enabled}


def _stamp(watchlist: Watchlist | None) -> tuple[int, int] | None:
    """What changes when feeds.yaml is written."""
    with suppress(OSError):
        if watchlist is not None and watchlist.path is not None:
            status = watchlist.path.stat()
            return status.st_mtime_ns, status.st_size
    return None
