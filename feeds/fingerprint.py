"""What is kept of a body: by what it and its items are known again, and what it said of when to come back."""

from __future__ import annotations

import hashlib
from base64 import b64decode, b64encode
from binascii import Error
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

_SIZE = 6
"""Bytes of an item's digest."""


def item_digest(*parts: str | None) -> bytes:
    """The digest of one item, as the feed has it."""
    text = "\0".join(part or "" for part in parts)
    return hashlib.blake2b(text.encode(errors="surrogatepass"), digest_size=_SIZE).digest()


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """A body that was remembered. Written as text, it is kept as `PollState.body_hash`."""

    body: str = ""
    """The hash of the whole body."""
    items: frozenset[bytes] = frozenset()
    ttl: timedelta | None = None
    """How long the publisher says it stays the same; whole minutes."""
    skip_hours: frozenset[int] = frozenset()
    """Hours of the day (UTC) in which the publisher publishes nothing."""
    newest: datetime | None = None
    """When its newest item was published, as far as it says so (UTC)."""

    @classmethod
    def read(cls, text: str | None) -> Fingerprint:
        """What `str` of a fingerprint has written; of anything else, a fingerprint like no other."""
        body, items, ttl, hours, newest = [*(text or "").split(":"), "", "", "", ""][:5]
        data = b""
        with suppress(Error):
            data = b64decode(items, validate=True)
        minutes, seconds = _number(ttl), _number(newest)
        return cls(
            body,
            frozenset(data[at : at + _SIZE] for at in range(0, len(data) - _SIZE + 1, _SIZE)),
            timedelta(minutes=minutes) if minutes else None,
            frozenset(int(hour) for hour in hours.split(",") if hour.isdecimal() and int(hour) < 24),
            datetime.fromtimestamp(seconds, UTC) if seconds else None,
        )

    def __str__(self) -> str:
        minutes = int(self.ttl / timedelta(minutes=1)) if self.ttl else 0
        seconds = int(self.newest.timestamp()) if self.newest else 0
        hours = ",".join(map(str, sorted(self.skip_hours)))
        return f"{self.body}:{b64encode(b''.join(sorted(self.items))).decode()}:{minutes}:{hours}:{seconds}"


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 12 else 0
