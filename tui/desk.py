"""What the screens look at: the reading side, the names people use, what is watched, the clock."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING

from store.health import PollState, poll_states
from store.query import QueryNames
from store.recall import Recall
from tui.settings import Settings

if TYPE_CHECKING:
    from feeds.sources import Watchlist
    from statements.registry import Registry
    from store.connect import Store
    from store.marks import Undo

LoadWorld = Callable[[], "tuple[Registry, Watchlist]"]


class Desk:
    """One place for what every screen needs. The registry and the watchlist may come in after the first paint."""

    def __init__(
        self,
        store: Store,
        load: LoadWorld,
        clock: Callable[[], datetime],
        zone: tzinfo,
        settings: Settings | None = None,
    ) -> None:
        self.store = store
        self.settings = settings or Settings()
        self.recall = Recall(store, clock)
        """For the interface thread: only what takes a few milliseconds."""
        self.recall.changed()
        self.counting = Recall(store, clock)
        """For worker threads: may take long, may be interrupted."""
        self.clock, self.zone = clock, self.settings.zone(zone)
        self.registry: Registry | None = None
        self.watchlist: Watchlist | None = None
        self.names: QueryNames | None = None
        self.undos: list[Undo] = []
        """What `u` takes back, the last change at the end."""
        self._load = load

    def load(self) -> None:
        """Reads registry and watchlist; slow, for a worker thread. Raises `RunError`."""
        from tui.names import query_names

        registry, watchlist = self._load()
        self.registry, self.watchlist = registry, watchlist
        self.names = query_names(registry, watchlist)

    def poll_states(self) -> dict[str, PollState]:
        """What is known of each source; for a worker thread."""
        return poll_states(self.store)

    @property
    def country_names(self) -> Mapping[str, str]:
        """Code to name, as far as known by now."""
        return {code: names[0] for code, names in self.names.countries.items()} if self.names else {}

    @property
    def titles(self) -> Mapping[str, str]:
        """Enabled sources, id to title."""
        sources = self.watchlist.sources if self.watchlist else ()
        return {source.id: source.title or source.id for source in sources if source.enabled}
