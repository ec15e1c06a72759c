"""Who polls: one process at a time holds the lease; a dead holder's is taken over within a minute."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from store.connect import Store


@dataclass(frozen=True, slots=True)
class Lease:
    """Who holds the polling lease."""

    holder: str
    """Host and process, as shown to people: "myhost, process 4711"."""
    token: str
    """Proves the holding; unguessable."""
    since: datetime
    beat_at: datetime
    """The holder's last sign of life (UTC)."""


def take_lease(store: Store, now: datetime) -> Lease | None:
    """Takes the lease if it is free or its holder has been silent for 45 seconds; None while another holds it."""
    raise NotImplementedError


def beat(store: Store, lease: Lease, now: datetime) -> Lease | None:
    """A sign of life, due every 15 seconds; None when another took the lease over: stop polling."""
    raise NotImplementedError


def release(store: Store, lease: Lease) -> None:
    """Gives the lease back."""
    raise NotImplementedError


def current_lease(store: Store) -> Lease | None:
    """Who holds it, dead or alive."""
    raise NotImplementedError
