"""What is known of each source between polls, and how the screen sees it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from store.connect import Store


@dataclass(frozen=True, slots=True)
class PollState:
    """What one source's last polls left behind. Times in UTC."""

    source_id: str
    etag: str | None = None
    """The validators, byte for byte as the server sent them."""
    last_modified: str | None = None
    body_hash: str | None = None
    due_at: datetime | None = None
    """When to ask next; None for at once."""
    last_polled_at: datetime | None = None
    last_success_at: datetime | None = None
    last_full_at: datetime | None = None
    """When a body was last fetched without validators."""
    failures: int = 0
    """In a row."""
    last_error: str | None = None
    """Why the last poll failed, in one plain sentence; None after a success."""
    error_kind: str | None = None
    status: int | None = None
    """The last HTTP status."""
    moved_to: str | None = None
    """Where a permanent redirect points."""
    moved_count: int = 0
    """How often in a row it pointed there."""
    gone: bool = False
    """The server said 410: asked no more."""
    running_since: datetime | None = None
    """Set while a poll of it is under way."""


@dataclass(frozen=True, slots=True)
class SourceHealth:
    """One source as the sources screen shows it."""

    state: PollState
    title: str
    articles: int
    statements: int
    articles_per_day: float
    """Mean of the 28 days before the last poll."""
    statements_per_day: float
    last_new_at: datetime | None
    """When it last brought a new article."""
    unread_texts: int
    """Articles whose text could not be read."""


def poll_states(store: Store) -> dict[str, PollState]:
    """Every source ever polled, by id."""
    raise NotImplementedError


def save_poll_states(store: Store, states: Iterable[PollState]) -> None:
    """Remembers poll states without a harvest (about to poll, not modified, failed), in one transaction."""
    raise NotImplementedError


def source_health(store: Store) -> list[SourceHealth]:
    """Every source ever polled with its counts, by title."""
    raise NotImplementedError
