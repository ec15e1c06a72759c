"""Which network addresses a source may be fetched from: the public ones, unless it is said to be private."""

from __future__ import annotations

import socket
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any
from urllib.parse import urlsplit

Address = IPv4Address | IPv6Address
AddressInfo = tuple[int | socket.AddressFamily, int | socket.SocketKind, int, str, Any]
"""As `socket.getaddrinfo` gives it."""

_NAT64 = (ip_network("64:ff9b::/96"), ip_network("64:ff9b:1::/48"))
_SIX_TO_FOUR = ip_network("2002::/16")
_TEREDO = ip_network("2001::/32")
_RELAY = ip_network("192.88.99.0/24")


MARK = "not a public one"
"""Part of every reason, by which it is known again inside another error's text."""


class ForbiddenAddressError(OSError):
    """A connection was refused by us, before anything was sent; `str()` is the plain reason."""


def forbidden(text: str) -> str | None:
    """Why the address written `text` is not a public one ("a loopback address"), or None.

    Python's `is_global` also accepts multicast, NAT64 and 6to4, which can lead back into a private network.
    """
    try:
        address: Address = ip_address(text.partition("%")[0])
    except ValueError:
        return "no address at all"
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    names = {
        "a loopback address": address.is_loopback,
        "a link-local address": address.is_link_local,
        "a multicast address": address.is_multicast,
        "an unspecified address": address.is_unspecified,
        "a NAT64 address": any(address in net for net in _NAT64),
        "a 6to4 address": address in _SIX_TO_FOUR or address in _RELAY,
        "a Teredo address": address in _TEREDO,
        "a private or reserved address": not address.is_global,
    }
    return next((name for name, is_so in names.items() if is_so), None)


def forbidden_host(url: str) -> str | None:
    """Why the host of `url`, where it is written as an address, is not a public one; None for a name."""
    host = urlsplit(url).hostname or ""
    try:
        ip_address(host.partition("%")[0])
    except ValueError:
        return None
    return forbidden(host)


def open_socket(info: AddressInfo) -> socket.socket:
    """A socket for the address, whatever it is."""
    family, kind, protocol, _, _ = info
    return socket.socket(family, kind, protocol)


def open_public_socket(info: AddressInfo) -> socket.socket:
    """A socket for a public address. Raises `ForbiddenAddressError` for any other, whatever its name."""
    reason = forbidden(info[4][0])
    if reason:
        raise ForbiddenAddressError(f"{reason}, {MARK}")
    return open_socket(info)


SocketFactory = Callable[[AddressInfo], socket.socket]
