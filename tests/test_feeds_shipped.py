"""The feeds.yaml that ships: whole, honest about what is off, and every name in it known."""

from __future__ import annotations

from collections import Counter

import pytest
from babel import Locale

from feeds.source import Format
from feeds.sources import Watchlist, load_watchlist, shipped_feeds_file
from statements.model import SourceKind
from statements.registry import Registry, load_registry


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load_registry()


@pytest.fixture(scope="module")
def watchlist(registry: Registry) -> Watchlist:
    """Reading it checks every key, id, actor and country."""
    return load_watchlist(shipped_feeds_file(), registry)


def test_there_is_much_to_watch(watchlist: Watchlist) -> None:
    on = [source for source in watchlist.sources if source.enabled]
    assert len(on) >= 130
    assert sum(source.kind is SourceKind.PRIMARY for source in on) >= 90
    assert len({source.country for source in on}) >= 40
    assert sum(source.format is Format.PAGE for source in on) >= 10


def test_no_address_is_there_twice(watchlist: Watchlist) -> None:
    counts = Counter(source.url.rstrip("/") for source in watchlist.sources)
    assert [url for url, count in counts.items() if count > 1] == []


def test_primary_sources_name_who_speaks(watchlist: Watchlist, registry: Registry) -> None:
    for source in watchlist.sources:
        if source.kind is SourceKind.PRIMARY:
            assert source.actor and registry.entry(source.actor).kind.official, source.id
            assert source.country, source.id


def test_every_language_exists(watchlist: Watchlist) -> None:
    known = set(Locale("en").languages)
    assert {source.lang for source in watchlist.sources} <= known


def test_what_is_off_says_why(watchlist: Watchlist) -> None:
    assert [source.id for source in watchlist.sources if not source.enabled and not source.note] == []


@pytest.mark.parametrize("host", ["tass.com", "aljazeera.com", "aljazeera.net"])
def test_terms_that_forbid_it_are_kept(watchlist: Watchlist, host: str) -> None:
    theirs = [source for source in watchlist.sources if host in source.url]
    assert theirs and not any(source.enabled for source in theirs)
    assert all("terms" in source.note for source in theirs)
