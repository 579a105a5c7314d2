# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""One question to one server: connected to a number that was judged, and over by a fixed time however slowly the server drips."""

from __future__ import annotations

import contextlib
import http.client
import os
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from verkstad.intake.addresses.guard import Target

READ_AT_MOST = 1024
"""Bytes of what is there that are read: enough to know that it is."""


class Answer(NamedTuple):
    status: int
    location: str | None


class NotConnected(OSError):
    """Nobody takes the connection, or speaks no TLS that can be understood."""


class TookTooLong(OSError):
    """The server did not finish in time."""


def ask_once(target: Target, method: str, *, agent: str, seconds: float) -> Answer:
    """Status and where it sends us. Raises NotConnected, ssl.SSLCertVerificationError, another OSError, or http.client.HTTPException."""
    ends = time.monotonic() + seconds
    connection = _Pinned(target, ends)
    headers = {
        "User-Agent": agent,
        "Accept": "*/*",
        "Accept-Encoding": "identity",
        "Connection": "close",
    }
    if method == "GET":
        headers["Range"] = f"bytes=0-{READ_AT_MOST - 1}"
    try:
        with connection.over_by(ends):
            connection.request(method, target.path, headers=headers)
            response = connection.getresponse()
            if method == "GET":
                response.read(READ_AT_MOST)
            return Answer(response.status, response.getheader("Location"))
    finally:
        connection.close()


class _Pinned(http.client.HTTPConnection):
    """A connection to one of the target's numbers, under the target's name."""

    def __init__(self, target: Target, ends: float) -> None:
        super().__init__(target.host, target.port)
        # So that the Host header names the port only where it is not the scheme's own.
        self.default_port = 443 if target.scheme == "https" else 80
        self._target = target
        self._ends = ends
        self._line: socket.socket | None = None

    def connect(self) -> None:
        plain = self._reach()
        # A copy of the line's end, to hang up by: the other may be inside a read, or wrapped by TLS.
        self._line = socket.socket(plain.family, plain.type, fileno=os.dup(plain.fileno()))
        if self._target.scheme == "http":
            self.sock = plain
            return
        try:
            self.sock = trusted_certificates().wrap_socket(plain, server_hostname=self._target.host)
        except ssl.SSLCertVerificationError:
            raise
        except OSError as error:
            raise NotConnected from error

    def _reach(self) -> socket.socket:
        """The first of the numbers that takes the connection; what the last one said when none does."""
        said: OSError | None = None
        for number in self._target.numbers:
            left = self._ends - time.monotonic()
            if left <= 0:
                break
            try:
                return socket.create_connection((number, self._target.port), timeout=left)
            except OSError as error:
                said = error
        raise NotConnected from said

    @contextlib.contextmanager
    def over_by(self, ends: float) -> Iterator[None]:
        """Hang up at a moment. A server that sends a byte now and then would outlive every timeout of a single read."""
        is_over = threading.Event()

        def hang_up() -> None:
            is_over.set()
            if self._line is not None:
                with contextlib.suppress(OSError):
                    self._line.shutdown(socket.SHUT_RDWR)

        alarm = threading.Timer(max(0.0, ends - time.monotonic()), hang_up)
        alarm.daemon = True
        alarm.start()
        try:
            yield
        except (OSError, ValueError, http.client.HTTPException) as error:
            if is_over.is_set():
                raise TookTooLong from error
            raise
        else:
            if is_over.is_set():  # what was hung up on reads as if the server had ended there
                raise TookTooLong
        finally:
            alarm.cancel()
            if self._line is not None:
                self._line.close()


@cache
def trusted_certificates() -> ssl.SSLContext:
    """Those that this machine trusts, read once."""
    return ssl.create_default_context()
