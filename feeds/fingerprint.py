"""By what a body and its items are known again, so that what has been remembered is not parsed a second time."""

from __future__ import annotations

import hashlib
from base64 import b64decode, b64encode
from binascii import Error
from collections.abc import Iterable
from dataclasses import dataclass

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

    @classmethod
    def read(cls, text: str | None) -> Fingerprint:
        """What `str` of a fingerprint has written; of anything else, a fingerprint like no other."""
        body, _, items = (text or "").partition(":")
        try:
            data = b64decode(items, validate=True)
        except Error:
            data = b""
        return cls(body, frozenset(data[at : at + _SIZE] for at in range(0, len(data) - _SIZE + 1, _SIZE)))

    @classmethod
    def of(cls, body: str, items: Iterable[bytes]) -> Fingerprint:
        """The fingerprint of a body of that hash with these items."""
        return cls(body, frozenset(items))

    def __str__(self) -> str:
        return f"{self.body}:{b64encode(b''.join(sorted(self.items))).decode()}"
