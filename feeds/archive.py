"""How long what is collected is kept: the `archive` section of feeds.yaml and the `keep` of single sources."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

from pydantic import BeforeValidator, ConfigDict

from store.keeping import Keeping

if TYPE_CHECKING:
    from feeds.sources import Watchlist
    from store.query import StatementFilter

FOREVER = timedelta(days=365_000)

_DAYS = {"d": 1, "w": 7, "y": 365}
_AGE = re.compile(r"(\d{1,4})\s*([dwy])")
_ROOM = re.compile(r"(\d+(?:\.\d+)?)\s*(mb|gb|tb)", re.IGNORECASE)
_BYTES = {"mb": 2**20, "gb": 2**30, "tb": 2**40}


def age(value: object) -> timedelta:
    """Reads "90d", "26w", "2y" or "forever". Raises ValueError, with a sentence for the user, on anything else."""
    if isinstance(value, timedelta):
        return value
    text = str(value).strip().lower()
    found = _AGE.fullmatch(text)
    if text == "forever":
        return FOREVER
    if not found or int(found[1]) == 0:
        raise ValueError(f"{value!r} is not an age: write a number of days, weeks or years, as in 90d, 26w or 2y")
    return timedelta(days=int(found[1]) * _DAYS[found[2]])


def room(value: object) -> int:
    """Reads "500MB" or "2GB" as bytes (1024s). Raises ValueError on anything else, and on less than 10 MB."""
    found = _ROOM.fullmatch(str(value).strip())
    size = int(float(found[1]) * _BYTES[found[2].lower()]) if found else 0
    if size < 10 * _BYTES["mb"]:
        raise ValueError(f"{value!r} is no room for an archive: write a number and a unit, as in 500MB or 2GB")
    return size


Age = Annotated[timedelta, BeforeValidator(age)]


@dataclass(frozen=True, slots=True)
class Archive:
    """What is kept of all sources."""

    __pydantic_config__ = ConfigDict(extra="forbid")
    keep: Age = FOREVER
    """Older articles are forgotten, unless a statement of theirs is marked or watched."""
    size: Annotated[int, BeforeValidator(room)] | None = None
    """Bytes of database beyond which the articles that came first are forgotten."""
    plain: Age = Keeping().plain
    """How long a text stays readable for any program before it is packed."""


def keeping_of(watchlist: Watchlist, watched: Iterable[StatementFilter]) -> Keeping:
    """What the store is to keep; `watched` are the watchlist's watches, as filters."""
    archive = watchlist.archive
    return Keeping(
        plain=archive.plain,
        articles=archive.keep,
        size=archive.size,
        sources={source.id: source.keep for source in watchlist.sources if source.keep is not None},
        watched=tuple(watched),
    )
