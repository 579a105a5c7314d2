# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""How often one sender may write, without keeping who they are.

Kept in memory alone, under a hash whose key is random, of this process, and new each day: when the day is over, or the
process ends, nobody can tell which address a hash was made from, and nothing of it ever reaches the disk.
"""

from __future__ import annotations

import hashlib
import ipaddress
import secrets
import threading
from collections import deque
from collections.abc import Callable
from time import time

DAY = 24 * 3600
SENDERS_AT_MOST = 50_000


class Limit:
    """At most ``number`` in ``seconds`` for each sender. Safe to use from several threads."""

    def __init__(self, number: int, seconds: float, *, now: Callable[[], float] = time) -> None:
        self._number = number
        self._seconds = seconds
        self._now = now
        self._lock = threading.Lock()
        self._day = -1
        self._key = b""
        self._times: dict[bytes, deque[float]] = {}

    def allows(self, address: str) -> bool:
        """True, and counted, unless the sender has used up what is allowed."""
        now = self._now()
        with self._lock:
            self._begin(now)
            times = self._times.setdefault(self._hash(address), deque(maxlen=self._number))
            if len(times) == self._number and now - times[0] < self._seconds:
                return False
            times.append(now)
            return True

    def _begin(self, now: float) -> None:
        # Also when an attacker sends from so many addresses that memory would fill: they all begin again.
        if int(now // DAY) != self._day or len(self._times) >= SENDERS_AT_MOST:
            self._day = int(now // DAY)
            self._key = secrets.token_bytes(32)
            self._times.clear()

    def _hash(self, address: str) -> bytes:
        return hashlib.blake2b(_network(address).encode(), key=self._key, digest_size=16).digest()


def _network(address: str) -> str:
    """The address, or of IPv6 the network that one subscriber has all of."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped:
            return str(parsed.ipv4_mapped)
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)


def sender_of(peer: str, forwarded_for: str, *, proxies: int) -> str:
    """Who sends: the peer, or behind ``proxies`` proxies of our own the entry that the outermost of them wrote.

    Entries further to the left are the sender's own claim, and are not believed.
    """
    if not proxies:
        return peer
    entries = [entry.strip() for entry in forwarded_for.split(",") if entry.strip()]
    return entries[-proxies] if len(entries) >= proxies else peer
