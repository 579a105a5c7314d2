# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""From an address to the network numbers that may be connected to, or a refusal: the guard against being sent into one's own network."""

from __future__ import annotations

import ipaddress
import socket
from typing import NamedTuple
from urllib.parse import quote, urlsplit

PORTS = frozenset({80, 443, 8080, 8443})
"""Where web servers are; a question to any other port would be a way to ask what runs there."""
_TRIED_AT_MOST = 4
_SAFE_IN_PATH = "/%:=&?~+!$,;'@()*[]-._"
# Public by the register, yet they carry a number of another network within: that of whoever asks, perhaps.
_CARRIERS = tuple(
    ipaddress.ip_network(network) for network in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32")
)


class NotAllowed(Exception):
    """This address is not asked: what it leads to is not on the public web."""


class NoSuchHost(Exception):
    """The name of the host leads nowhere."""


class Target(NamedTuple):
    """Where to connect to, and what to ask for there."""

    scheme: str
    host: str
    port: int
    path: str
    """With the query; without the fragment, which no server gets."""
    numbers: tuple[str, ...]
    """What the host resolved to, once: the connection goes to one of these, whatever the name says a second later."""


class Guard(NamedTuple):
    """``admitted`` are pairs of number and port that may be asked although they are not public: a test's own server."""

    admitted: frozenset[tuple[str, int]] = frozenset()

    def target_of(self, url: str) -> Target:
        """Raises NotAllowed or NoSuchHost."""
        try:
            parts = urlsplit(url)
            scheme, host, port = parts.scheme.lower(), parts.hostname, parts.port
            name = host.encode("idna").decode("ascii") if host else ""
        except ValueError as error:  # a port that is no number, a name that cannot be one
            raise NotAllowed(url) from error
        if scheme not in {"http", "https"} or not name:
            raise NotAllowed(url)
        port = port or (443 if scheme == "https" else 80)
        numbers = tuple(_resolve(name, port))
        if not all(self._admits(number, port) for number in numbers):
            raise NotAllowed(url)
        path = quote(parts.path or "/", safe=_SAFE_IN_PATH)
        query = f"?{quote(parts.query, safe=_SAFE_IN_PATH)}" if parts.query else ""
        return Target(scheme, name, port, path + query, numbers[:_TRIED_AT_MOST])

    def _admits(self, number: str, port: int) -> bool:
        return (number, port) in self.admitted or (port in PORTS and is_public(number))


def is_public(number: str) -> bool:
    """Whether a network number is one that the whole internet shares: not private, local, reserved, multicast, or a wrapping of such."""
    address = ipaddress.ip_address(number.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            return is_public(str(address.ipv4_mapped))
        if any(address in network for network in _CARRIERS):
            return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def _resolve(name: str, port: int) -> list[str]:
    try:
        found = socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NoSuchHost(name) from error
    return list(dict.fromkeys(str(sockaddr[0]) for *_kind, sockaddr in found))
