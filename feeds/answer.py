"""Reads one HTTP answer: its body within limits, how long it stays fresh, what a bad status means."""

from __future__ import annotations

import re
import zlib
from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus

from feeds.outcome import Failure, FetchFailed
from feeds.source import MIB, Limits

DAY = timedelta(days=1)
_MAX_AGE = re.compile(r"(?:^|[\s,])max-age\s*=\s*\"?(\d{1,12})", re.IGNORECASE)
_UNCACHEABLE = re.compile(r"(?:^|[\s,])no-(?:cache|store)\b", re.IGNORECASE)


class RefusedError(Exception):
    """An answer that cannot be used; carries the failure it becomes."""

    def __init__(self, kind: Failure, sentence: str) -> None:
        super().__init__(sentence)
        self.failed = FetchFailed(kind, sentence)


async def read_body(chunks: AsyncIterator[bytes], encoding: str, limits: Limits) -> bytes:
    """The decompressed body. Raises RefusedError where it is too large, cut short or wrongly compressed."""
    unpack = _unpacker(encoding.strip().lower(), limits.decoded)
    body, taken = bytearray(), 0
    async for chunk in chunks:
        taken += len(chunk)
        if taken > limits.wire:
            raise too_large(limits.wire)
        body += unpack.feed(chunk) if unpack else chunk
        if len(body) > limits.decoded:
            raise too_large(limits.decoded, " when unpacked")
    if unpack and taken and not unpack.whole:
        raise RefusedError(Failure.BROKEN, "the compressed answer was cut short")
    return bytes(body)


def too_large(limit: int, how: str = "") -> RefusedError:
    """More than `limit` bytes."""
    sentence = f"the answer is larger than {limit / MIB:g} MiB{how}, the limit of this source"
    return RefusedError(Failure.TOO_LARGE, sentence)


def _unpacker(encoding: str, limit: int) -> _Unpacker | None:
    if encoding in ("", "identity"):
        return None
    if encoding in ("gzip", "x-gzip", "deflate"):
        return _Unpacker(limit, gzipped=encoding != "deflate")
    raise RefusedError(Failure.BROKEN, f"the answer is compressed as {encoding[:40]!r}, which was not asked for")


class _Unpacker:
    """Decompresses gzip (also several members in a row) or deflate, at most one byte more than `limit`."""

    def __init__(self, limit: int, *, gzipped: bool) -> None:
        self._limit, self._gzipped = limit, gzipped
        self._total = 0
        self._inflate: zlib._Decompress | None = None

    @property
    def whole(self) -> bool:
        """Whether the last compressed member has come to its end."""
        return self._inflate is not None and self._inflate.eof

    def feed(self, chunk: bytes) -> bytes:
        """What `chunk` unpacks to."""
        out = bytearray()
        while chunk and self._total <= self._limit:
            if self._inflate is None or (self._inflate.eof and self._gzipped and chunk.startswith(b"\x1f\x8b")):
                self._inflate = zlib.decompressobj(self._wbits(chunk))
            if self._inflate.eof:
                break
            try:
                piece = self._inflate.decompress(chunk, self._limit - self._total + 1)
            except zlib.error as error:
                raise RefusedError(Failure.BROKEN, "the answer is not compressed the way it says") from error
            self._total += len(piece)
            out += piece
            chunk = self._inflate.unconsumed_tail or self._inflate.unused_data
        return bytes(out)

    def _wbits(self, chunk: bytes) -> int:
        if self._gzipped:
            return 16 + zlib.MAX_WBITS
        zlib_header = len(chunk) > 1 and chunk[0] & 0x0F == 8 and (chunk[0] << 8 | chunk[1]) % 31 == 0
        return zlib.MAX_WBITS if zlib_header else -zlib.MAX_WBITS


def validator(value: str | None) -> str | None:
    """An ETag or Last-Modified that can be sent back byte for byte; None where it cannot."""
    usable = value and value.isascii() and value.isprintable() and len(value) <= 1000
    return value if usable else None


def http_time(value: str | None) -> datetime | None:
    """The moment an HTTP header names (UTC), or None."""
    try:
        moment = parsedate_to_datetime(value or "")
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def retry_after(headers: Mapping[str, str], now: datetime) -> timedelta | None:
    """How long the server asks to be left alone: seconds, or a date counted from its own clock; at most a day."""
    value = headers.get("retry-after", "").strip()
    if value.isdecimal():
        return min(timedelta(seconds=int(value[:9])), DAY) if len(value) < 10 else DAY
    return _until(http_time(value), headers, now)


def fresh_for(headers: Mapping[str, str], now: datetime) -> timedelta | None:
    """How long the server says the body stays the same: max-age, else Expires; at most a day."""
    control = headers.get("cache-control", "")
    if _UNCACHEABLE.search(control):
        return None
    found = _MAX_AGE.search(control)
    if found:
        return min(timedelta(seconds=int(found[1])), DAY) or None
    return _until(http_time(headers.get("expires")), headers, now)


def _until(moment: datetime | None, headers: Mapping[str, str], now: datetime) -> timedelta | None:
    if moment is None:
        return None
    length = moment - (http_time(headers.get("date")) or now)
    return min(length, DAY) if length > timedelta(0) else None


def bad_status(status: int, headers: Mapping[str, str], now: datetime) -> FetchFailed:
    """What a status that brings no body means for the user."""
    try:
        words = f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        words = str(status)
    kind, sentence = _KINDS.get(status) or (
        (Failure.SERVER, "the server has a fault of its own ({})")
        if status >= 500
        else (Failure.HTTP, "the server answered in an unexpected way ({})")
    )
    return FetchFailed(kind, sentence.format(words), status, retry_after(headers, now))


_DENIED = (Failure.DENIED, "the server denies access ({}); some sites refuse programs: open it in a browser")
_MISSING = (Failure.NOT_FOUND, "nothing is at this address any more ({}); look for the site's new feed")
_BUSY = (Failure.THROTTLED, "the server asks to be left alone for a while ({})")
_KINDS = {
    401: (Failure.DENIED, "the server asks for a password ({}); set `auth` for this source"),
    403: _DENIED,
    404: _MISSING,
    407: (Failure.DENIED, "the proxy asks for a password ({})"),
    410: (Failure.GONE, "the site says this feed is gone for good ({}); remove it or look for its successor"),
    429: _BUSY,
    451: _DENIED,
    503: _BUSY,
}
