# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""A real server on a free port, over a small real edition."""

from __future__ import annotations

import contextlib
import http.client
import itertools
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.site.editions import write_edition

SERVE = """
import sys
from verkstad.site.serving import serve
from verkstad.site.settings_table import read_settings
serve(read_settings(), beside=False, ready=lambda address: print(address, flush=True))
"""


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes


class Server:
    """A started server; ``get`` asks it without ever touching the path it is given."""

    def __init__(self, home: Path, **environ: str) -> None:
        self.home = home
        self.port = free_port()
        self.log = home / "server.log"
        self.environ = {
            **os.environ,
            "VERKSTAD_HOME": str(home),
            "PORT": str(self.port),
            "VERKSTAD_WORKERS": "1",
            **environ,
        }
        with self.log.open("wb") as log:
            self.process = subprocess.Popen([sys.executable, "-c", SERVE], env=self.environ, stdout=log, stderr=log)
        wait_for(lambda: answers(self.port), self.log)

    def ask(self, method: str, path: str, headers: dict[str, str] | None = None, body: bytes | None = None) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        with contextlib.closing(connection):
            connection.putrequest(method, path, skip_accept_encoding=True)
            for name, value in (headers or {}).items():
                connection.putheader(name, value)
            if body is not None:
                connection.putheader("Content-Length", str(len(body)))
            connection.endheaders(body)
            response = connection.getresponse()
            return Answer(
                response.status, {name.lower(): value for name, value in response.getheaders()}, response.read()
            )

    def get(self, path: str, **headers: str) -> Answer:
        return self.ask("GET", path, {name.replace("_", "-"): value for name, value in headers.items()})

    def raw(self, request: bytes) -> bytes:
        """The bytes that come back for bytes that no client would send."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=60) as connection:
            connection.sendall(request)
            connection.shutdown(socket.SHUT_WR)
            answer = b""
            while chunk := connection.recv(65536):
                answer += chunk
        return answer

    def stop(self) -> int:
        self.process.terminate()
        return self.process.wait(60)


# Below those that the system gives to outgoing connections (32768 and up on Linux): one of them may take a port that was free
# when it was asked for. Each process begins at a place of its own, as several ask at the same time.
_PORTS = range(20_000, 32_000)
_tries = itertools.count(os.getpid() * 131)


def free_port() -> int:
    """A port on loopback that nobody listens at, for a server that is to be told its port before it starts."""
    while True:
        port = _PORTS[next(_tries) % len(_PORTS)]
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


def answers(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


def wait_for(true: Callable[[], bool], log: Path | None = None, seconds: float = 60) -> None:
    """Until it is true; the seconds are for a machine that is slow, as one that is quick waits no longer than it must."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, log.read_text() if log else "waited in vain"
        time.sleep(0.05)


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Server]]:
    """Start servers that are stopped when the test ends."""
    started: list[Server] = []

    def begin(home: Path | None = None, **environ: str) -> Server:
        home = home or tmp_path / "home"
        home.mkdir(exist_ok=True)
        started.append(Server(home, **environ))
        return started[-1]

    yield begin
    for server in started:
        if server.process.poll() is None:
            server.stop()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server over the small edition, for the tests of a module that only read."""
    home = tmp_path_factory.mktemp("home")
    write_edition(home / "editions")
    server = Server(home)
    yield server
    server.stop()
