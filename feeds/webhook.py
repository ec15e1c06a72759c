"""Tells a web address of something: one POST of JSON, behind the guard of addresses that fetching has."""

from __future__ import annotations

import asyncio
from urllib.parse import urlsplit

import aiohttp

from feeds.addresses import MARK, ForbiddenAddressError, forbidden_host, open_public_socket, open_socket
from feeds.resolver import Resolver

TIMEOUT = 10.0
"""Seconds for all of it, from looking up the name to the answer's head."""


async def post(url: str, payload: object, *, version: str, private: bool = False) -> str | None:
    """Posts `payload` as JSON; why it was not taken, in words that follow the host's name, or None.

    Redirects are not followed. An address that is not a public one is asked only if `private`. The path of a
    webhook is mostly its secret, so no sentence repeats it.
    """
    reason = None if private else forbidden_host(url)
    if reason:
        return f"is {reason}; if that is meant, set `private: yes` for this watch"
    names = Resolver()
    connector = aiohttp.TCPConnector(socket_factory=open_socket if private else open_public_socket, resolver=names)
    headers = {"User-Agent": f"Communique/{version}"}
    limit = aiohttp.ClientTimeout(total=TIMEOUT)
    try:
        async with (
            aiohttp.ClientSession(connector=connector, headers=headers, timeout=limit) as session,
            session.post(url, json=payload, allow_redirects=False) as answer,
        ):
            return None if answer.status < 300 else f"answers with {answer.status}"
    except (TimeoutError, OSError, aiohttp.ClientError, ValueError) as error:
        return _why(error)
    finally:
        await names.close()


def tell(url: str, payload: object, *, version: str, private: bool = False) -> str | None:
    """Posts from a thread without an event loop; why it could not, in one sentence, or None."""
    said = asyncio.run(post(url, payload, version=version, private=private))
    return f"{urlsplit(url).hostname} {said}" if said else None


def _why(error: Exception) -> str:
    cause = error.os_error if isinstance(error, aiohttp.ClientConnectorError) else error
    if isinstance(cause, ForbiddenAddressError) or MARK in str(cause):
        return f"leads to an address that is {MARK}; if that is meant, set `private: yes` for this watch"
    if isinstance(error, TimeoutError):
        return f"gave no answer within {TIMEOUT:g} seconds"
    return "cannot be reached"
