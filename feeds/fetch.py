"""One polite conditional GET: Fetched, NotModified or FetchFailed. With webhook.py the only sight of aiohttp."""

from __future__ import annotations

import asyncio
import errno
import hashlib
import socket
import ssl
import urllib.request
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from types import TracebackType
from typing import Self
from urllib.parse import urljoin, urlsplit

import aiohttp
from aiohttp.abc import AbstractResolver
from yarl import URL

from feeds.addresses import (
    MARK,
    ForbiddenAddressError,
    SocketFactory,
    forbidden_host,
    open_public_socket,
    open_socket,
)
from feeds.answer import RefusedError, bad_status, fresh_for, read_body, too_large, validator
from feeds.credentials import CredentialError, reveal
from feeds.outcome import Failure, Fetched, FetchFailed, NotModified, Outcome
from feeds.resolver import Resolver
from feeds.schedule import MOVES_TO_BELIEVE
from feeds.source import Source
from store.health import PollState

UNCONDITIONAL_EVERY = timedelta(days=7)
"""A server that says 304 for ever is asked without validators this often."""
_ACCEPT = "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5"
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})
_NO_ROUTE = frozenset({errno.ENETUNREACH, errno.ENETDOWN, errno.EHOSTUNREACH})


@dataclass(frozen=True, slots=True)
class Ask:
    """One address to be asked for, under the limits of its source."""

    source: Source
    url: str
    etag: str | None = None
    last_modified: str | None = None


class Fetcher:
    """Fetches for all sources; an async context manager. Keeps connections, never cookies."""

    def __init__(
        self,
        *,
        version: str = "0",
        contact: str | None = None,
        environ: Mapping[str, str] | None = None,
        resolver: AbstractResolver | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self.user_agent = f"Communique/{version} ({'+' + contact if contact else 'feed reader'})"
        self._environ = environ or {}
        self._proxies = {name[:-6]: url for name, url in self._environ.items() if name.endswith("_proxy")}
        self._resolver = resolver
        self._tls = tls

    async def __aenter__(self) -> Self:
        self._names = self._resolver or Resolver()
        self._public = self._session(open_public_socket)
        self._open = self._session(open_socket)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._public.close()
        await self._open.close()
        await self._names.close()

    async def get(self, source: Source, state: PollState, now: datetime) -> Outcome:
        """Asks for what `source` offers, conditionally where `state` has validators."""
        believed = state.moved_to and state.moved_count >= MOVES_TO_BELIEVE
        stale = state.last_full_at is not None and now - state.last_full_at >= UNCONDITIONAL_EVERY
        ask = Ask(
            source=source,
            url=state.moved_to if believed and state.moved_to else source.url,
            etag=None if stale else state.etag,
            last_modified=None if stale else state.last_modified,
        )
        return await self.ask(ask, now)

    async def ask(self, ask: Ask, now: datetime) -> Outcome:
        """Asks for one address. Every failure is a value."""
        try:
            async with asyncio.timeout(ask.source.timeout.total_seconds()):
                return await self._follow(ask, now)
        except RefusedError as refused:
            return refused.failed
        except CredentialError as error:
            return FetchFailed(Failure.SETTING, str(error))
        except (TimeoutError, OSError, aiohttp.ClientError, ValueError) as error:
            return _failure(error, ask)

    def _session(self, factory: SocketFactory) -> aiohttp.ClientSession:
        connector = aiohttp.TCPConnector(
            socket_factory=factory,
            resolver=self._names,
            limit=0,
            ssl=self._tls or True,
            keepalive_timeout=20,
            ttl_dns_cache=60,
        )
        return aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            timeout=aiohttp.ClientTimeout(total=None),
            skip_auto_headers=("User-Agent", "Accept", "Accept-Encoding", "Content-Type"),
        )

    async def _follow(self, ask: Ask, now: datetime) -> Outcome:
        """Follows redirects by hand: each hop is checked, and none is private."""
        source, url, moved, permanent = ask.source, ask.url, None, True
        seen = {url}
        secrets = await asyncio.to_thread(_credentials, source, self._environ) if _has_secrets(source) else {}
        for _ in range(source.limits.redirects + 1):
            inside = url == ask.url and _may_be_private(source, url)
            own = secrets if _same_origin(url, source.url) else {}
            async with self._request(ask, url, own, inside) as response:
                headers = {name.lower(): value for name, value in response.headers.items()}
                target = headers.get("location", "") if response.status in _REDIRECTS else ""
                if not target:
                    outcome = await self._outcome(ask, url, response, headers, now)
                    return replace(outcome, moved_to=moved)
            target = _checked_hop(url, target, seen)
            permanent = permanent and response.status in _PERMANENT
            moved = target if permanent else moved
            url = target
        raise RefusedError(Failure.REDIRECT, f"it redirects more than {source.limits.redirects} times")

    def _request(
        self, ask: Ask, url: str, secrets: Mapping[str, str], inside: bool
    ) -> aiohttp.client._RequestContextManager:
        """The request for one hop; `inside` lets it go to a private address."""
        proxy = self._proxy(ask.source, url)
        reason = None if inside else forbidden_host(url)
        if reason:
            raise RefusedError(Failure.PRIVATE, _private(url, reason, ask))
        headers = {"User-Agent": self.user_agent, "Accept": _ACCEPT, "Accept-Encoding": "gzip, deflate", **secrets}
        if ask.etag:
            headers["If-None-Match"] = ask.etag
        if ask.last_modified:
            headers["If-Modified-Since"] = ask.last_modified
        session = self._open if inside or proxy else self._public
        connect = ask.source.limits.connect.total_seconds()
        return session.get(
            URL(url),
            headers=headers,
            allow_redirects=False,
            proxy=proxy,
            timeout=aiohttp.ClientTimeout(total=None, sock_connect=connect),
        )

    def _proxy(self, source: Source, url: str) -> str | None:
        """The proxy for `url`: the source's own, else the environment's."""
        if source.proxy:
            return source.proxy
        parts = urlsplit(url)
        found = self._proxies.get(parts.scheme) or self._proxies.get("all")
        if not found or urllib.request.proxy_bypass_environment(parts.netloc, self._proxies):  # type: ignore[attr-defined]
            return None
        return found

    async def _outcome(
        self, ask: Ask, url: str, response: aiohttp.ClientResponse, headers: Mapping[str, str], now: datetime
    ) -> Outcome:
        fresh = fresh_for(headers, now)
        etag, modified = validator(headers.get("etag")), validator(headers.get("last-modified"))
        if response.status == 304:
            if not (ask.etag or ask.last_modified):
                raise RefusedError(Failure.BROKEN, "the server says nothing has changed, but nothing was asked")
            return NotModified(etag or ask.etag, modified or ask.last_modified, fresh_for=fresh)
        if not 200 <= response.status < 300:
            return bad_status(response.status, headers, now)
        limits = ask.source.limits
        if (response.content_length or 0) > limits.wire:
            raise too_large(limits.wire)
        body = await read_body(response.content.iter_any(), headers.get("content-encoding", ""), limits)
        digest = hashlib.blake2b(body, digest_size=16).hexdigest()
        return Fetched(body, digest, headers, url, etag, modified, fresh_for=fresh)


def _has_secrets(source: Source) -> bool:
    return bool(source.headers or source.cookies or source.auth)


def _credentials(source: Source, environ: Mapping[str, str]) -> dict[str, str]:
    """The source's own request headers. Raises CredentialError."""
    headers = {name: reveal(value, environ) for name, value in source.headers.items()}
    if source.cookies:
        pairs = (f"{name}={reveal(value, environ)}" for name, value in source.cookies.items())
        headers["Cookie"] = "; ".join(pairs)
    if source.auth:
        headers["Authorization"] = "Basic " + b64encode(reveal(source.auth, environ).encode()).decode()
    return headers


def _origin(url: str) -> tuple[str, str | None, int | None]:
    parts = urlsplit(url)
    return parts.scheme, parts.hostname, parts.port or {"http": 80, "https": 443}.get(parts.scheme)


def _same_origin(one: str, other: str) -> bool:
    return _origin(one) == _origin(other)


def _may_be_private(source: Source, url: str) -> bool:
    """Whether this first hop may lead to a private address: the source says so, and it is the source's own host."""
    return source.private and urlsplit(url).hostname == urlsplit(source.url).hostname


def _checked_hop(url: str, location: str, seen: set[str]) -> str:
    """Where a redirect leads. Raises RefusedError where it may not lead there."""
    target = urljoin(url, location.strip())
    parts = urlsplit(target)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise RefusedError(Failure.REDIRECT, f"it redirects to what is no web address ({parts.scheme[:20]}:)")
    if urlsplit(url).scheme == "https" and parts.scheme == "http":
        raise RefusedError(Failure.REDIRECT, "it redirects from https to plain http")
    if target in seen:
        raise RefusedError(Failure.REDIRECT, "it redirects in a circle")
    seen.add(target)
    return target


def _private(url: str, reason: str, ask: Ask) -> str:
    host = urlsplit(url).hostname
    if url != ask.url:
        return f"it redirects to {host}, {reason}"
    return f"{host} is {reason}; if that is meant, set `private: yes` for this source"


def _failure(error: Exception, ask: Ask) -> FetchFailed:
    """What an exception of the network means for the user."""
    host = urlsplit(ask.url).hostname
    cause = error.os_error if isinstance(error, aiohttp.ClientConnectorError) else error
    if isinstance(cause, ForbiddenAddressError) or MARK in str(cause):
        reason = str(cause) if isinstance(cause, ForbiddenAddressError) else f"an address {MARK}"
        return FetchFailed(
            Failure.PRIVATE, f"{host} leads to {reason}; if that is meant, set `private: yes` for this source"
        )
    if isinstance(error, aiohttp.ClientProxyConnectionError):
        return FetchFailed(Failure.REFUSED, "the proxy cannot be reached")
    if isinstance(error, aiohttp.ClientHttpProxyError):
        return FetchFailed(Failure.REFUSED, f"the proxy refuses ({error.status})")
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        if getattr(cause, "errno", None) == socket.EAI_AGAIN:
            return FetchFailed(Failure.OFFLINE, f"the name {host} cannot be looked up: there may be no network")
        return FetchFailed(Failure.NAME, f"the name {host} leads nowhere: it is wrong, or there is no network")
    if isinstance(error, (aiohttp.ClientSSLError, ssl.SSLError)):
        return FetchFailed(Failure.TLS, f"no safe connection to {host}: {_tls_words(cause)}")
    if isinstance(error, TimeoutError):
        seconds = ask.source.timeout.total_seconds()
        return FetchFailed(Failure.TIMEOUT, f"no whole answer from {host} within {seconds:g} seconds")
    if isinstance(error, aiohttp.ClientConnectorError):
        return _unreachable(host, cause)
    if isinstance(error, (aiohttp.InvalidURL, ValueError)):
        return FetchFailed(Failure.BROKEN, f"{host} gives an address that cannot be asked for")
    return FetchFailed(Failure.BROKEN, f"{host} broke off, or does not speak HTTP")


def _unreachable(host: str | None, cause: BaseException) -> FetchFailed:
    number = getattr(cause, "errno", None)
    if number in _NO_ROUTE:
        return FetchFailed(Failure.OFFLINE, f"there is no way to {host} from here: the network may be down")
    if number == errno.ECONNREFUSED:
        return FetchFailed(Failure.REFUSED, f"{host} refuses the connection")
    return FetchFailed(Failure.BROKEN, f"{host} breaks the connection off before anything is said")


def _tls_words(cause: object) -> str:
    if isinstance(cause, ssl.SSLCertVerificationError):
        return f"its certificate cannot be trusted ({cause.verify_message})"
    return "the two sides do not understand each other"
