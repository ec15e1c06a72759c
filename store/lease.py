"""Who polls: one process at a time holds the lease; a dead holder's is taken over within a minute."""

from __future__ import annotations

import os
import secrets
import socket
import sqlite3
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from store.coding import time_of, time_text
from store.connect import Store

SILENCE = timedelta(seconds=45)
"""A holder silent for longer has died or sleeps; so has one whose last sign lies as far in the future."""

BEAT = timedelta(seconds=15)
"""How often a holder gives a sign of life."""


@dataclass(frozen=True, slots=True)
class Lease:
    """Who holds the polling lease. Times in UTC."""

    host: str
    process: int
    token: str
    """Proves the holding; unguessable."""
    since: datetime
    beat_at: datetime
    """The holder's last sign of life."""

    @property
    def holder(self) -> str:
        """As shown to people."""
        return f"{self.host}, process {self.process}"

    def is_dead(self, now: datetime) -> bool:
        """Whether another may take over: silent too long, by either clock, or its process is gone."""
        return abs(now - self.beat_at) > SILENCE or (self.host == socket.gethostname() and not _alive(self.process))


def take_lease(store: Store, now: datetime) -> Lease | None:
    """Takes the lease if it is free or its holder is dead; None while another holds it."""
    with store.writing() as db:
        held = _read(db)
        if held and not held.is_dead(now):
            return None
        lease = Lease(socket.gethostname(), os.getpid(), secrets.token_hex(16), now, now)
        db.execute("DELETE FROM lease")
        db.execute(
            "INSERT INTO lease (only, host, process, token, since, beat_at) VALUES (1, ?, ?, ?, ?, ?)",
            (lease.host, lease.process, lease.token, time_text(now), time_text(now)),
        )
        return lease


def beat(store: Store, lease: Lease, now: datetime) -> Lease | None:
    """A sign of life, due every `BEAT`; None when another took the lease over: stop polling."""
    with store.writing() as db:
        changed = db.execute("UPDATE lease SET beat_at = ? WHERE token = ?", (time_text(now), lease.token)).rowcount
        return replace(lease, beat_at=now) if changed else None


def release(store: Store, lease: Lease) -> None:
    """Gives the lease back; does nothing where another has taken it over."""
    with store.writing() as db:
        db.execute("DELETE FROM lease WHERE token = ?", (lease.token,))


def current_lease(store: Store) -> Lease | None:
    """Who holds it, dead or alive."""
    with store.reading() as db:
        return _read(db)


def _read(db: sqlite3.Connection) -> Lease | None:
    row = db.execute("SELECT host, process, token, since, beat_at FROM lease").fetchone()
    if row is None:
        return None
    host, process, token, since, beat_at = row
    started, seen = time_of(since), time_of(beat_at)
    assert started and seen
    return Lease(host, process, token, started, seen)


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
