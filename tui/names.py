"""What a query may name, gathered from the registry and the watchlist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.query import QueryNames

if TYPE_CHECKING:
    from feeds.sources import Watchlist
    from statements.registry import Registry
    from store.keeping import Keeping

LANGUAGES = {
    "ar": ("Arabic",),
    "cs": ("Czech",),
    "de": ("German",),
    "en": ("English",),
    "es": ("Spanish",),
    "fa": ("Persian",),
    "fr": ("French",),
    "he": ("Hebrew",),
    "hi": ("Hindi",),
    "it": ("Italian",),
    "ja": ("Japanese",),
    "ko": ("Korean",),
    "pl": ("Polish",),
    "pt": ("Portuguese",),
    "ru": ("Russian",),
    "tr": ("Turkish",),
    "uk": ("Ukrainian",),
    "zh": ("Chinese",),
}


def query_names(registry: Registry, watchlist: Watchlist) -> QueryNames:
    """Countries, actors, sources, tags and languages, each with what people call it."""
    tags: dict[str, list[str]] = {}
    for source in watchlist.sources:
        for tag in source.tags:
            tags.setdefault(tag, []).append(source.id)
    return QueryNames(
        countries={code: (country.name, *country.aliases) for code, country in registry.countries.items()},
        actors={entry.id: (entry.name, *entry.aliases) for entry in registry.entries()},
        sources={source.id: (source.title or source.id,) for source in watchlist.sources},
        tags={tag: tuple(ids) for tag, ids in tags.items()},
        languages=LANGUAGES,
    )


def keeping_in(watchlist: Watchlist, registry: Registry) -> Keeping:
    """What the watchlist wants to be kept: everything, while a watch of it cannot be read."""
    from feeds.archive import keeping_of
    from store.keeping import Keeping
    from store.query import QueryError, parse_query

    names = query_names(registry, watchlist)
    try:
        watched = [parse_query(watch.query, names=names) for watch in watchlist.watches]
    except QueryError:
        return Keeping()
    return keeping_of(watchlist, watched)
