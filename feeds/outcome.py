"""What asking for a source can come to: a body, nothing new, or a failure with its reason in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum


class Failure(StrEnum):
    """Why there is no body, or none that can be used."""

    OFFLINE = "offline"
    """No network here; not the source's fault."""
    NAME = "name"
    """The host's name leads nowhere."""
    REFUSED = "refused"
    TIMEOUT = "timeout"
    TLS = "tls"
    PRIVATE = "private"
    """A loopback or private address that the source may not stand on."""
    REDIRECT = "redirect"
    TOO_LARGE = "too_large"
    BROKEN = "broken"
    """Cut short, wrongly compressed, or not HTTP."""
    NOT_FOUND = "not_found"
    DENIED = "denied"
    """401, 403 or 451."""
    GONE = "gone"
    THROTTLED = "throttled"
    """429 or 503: asked too often, or too busy."""
    SERVER = "server"
    HTTP = "http"
    """Any other status that brings no body."""
    EMPTY = "empty"
    NOT_A_FEED = "not_a_feed"
    UNREADABLE = "unreadable"
    """Parsing took too long or too much memory."""
    SETTING = "setting"
    """A secret of the source cannot be had."""
    STORE = "store"
    """What was fetched could not be remembered."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """A body with what came with it."""

    body: bytes
    """Decompressed."""
    body_hash: str
    headers: Mapping[str, str]
    """Names in lower case."""
    url: str
    """Where it was found in the end."""
    etag: str | None = None
    last_modified: str | None = None
    moved_to: str | None = None
    """The address a permanent redirect points to."""
    fresh_for: timedelta | None = None
    """How long the server says the body stays the same."""


@dataclass(frozen=True, slots=True)
class NotModified:
    """The server says nothing has changed."""

    etag: str | None = None
    last_modified: str | None = None
    moved_to: str | None = None
    fresh_for: timedelta | None = None


@dataclass(frozen=True, slots=True)
class FetchFailed:
    """No body, and why."""

    kind: Failure
    sentence: str
    """For the user: what happened and, where that helps, what to do."""
    status: int | None = None
    retry_after: timedelta | None = None
    """How long the server asks to be left alone; at most 24 hours."""
    moved_to: str | None = field(default=None)


Outcome = Fetched | NotModified | FetchFailed
