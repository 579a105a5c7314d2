# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Web servers on this machine that behave as those of strangers do."""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from typing import Any, NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from verkstad.intake.addresses import Guard

LOCAL = "127.0.0.1"


class Asked(NamedTuple):
    method: str
    path: str
    agent: str
    host: str


class Stranger(NamedTuple):
    port: int
    asked: list[Asked]
    scheme: str = "http"

    @property
    def guard(self) -> Guard:
        return Guard(frozenset({(LOCAL, self.port)}))

    def url(self, path: str = "/") -> str:
        return f"{self.scheme}://{LOCAL}:{self.port}{path}"


class _Handler(BaseHTTPRequestHandler):
    asked: list[Asked]
    elsewhere = ""

    def log_message(self, *_given: Any) -> None:
        pass

    def do_HEAD(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def _answer(self) -> None:
        told = self.headers
        self.asked.append(Asked(self.command, self.path, told["User-Agent"], told["Host"]))
        with suppress(OSError):  # hung up on
            name = self.path.strip("/").replace("-", "_")
            if name.isdigit():
                self._say(int(name))
            else:
                getattr(self, f"at_{name}", lambda: self._say(200))()

    def _say(self, status: int, location: str = "") -> None:
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def at_no_head(self) -> None:
        self._say(405 if self.command == "HEAD" else 206)

    def at_head_hangs_up(self) -> None:
        if self.command == "GET":
            self._say(200)

    def at_to_ok(self) -> None:
        self._say(302, "/ok")

    def at_to_gone(self) -> None:
        self._say(301, "/404")

    def at_to_elsewhere(self) -> None:
        self._say(302, self.elsewhere)

    def at_to_file(self) -> None:
        self._say(302, "file:///etc/passwd")

    def at_to_nonsense(self) -> None:
        self._say(302, "http://[")

    def at_ring(self) -> None:
        self._say(302, "/ring")

    def at_drip(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        for number in range(600):
            self.wfile.write(f"X-{number}: x\r\n".encode())
            time.sleep(0.05)

    def at_endless(self) -> None:
        if self.command == "HEAD":
            self._say(403)
            return
        self.send_response(200)
        self.end_headers()
        while True:
            self.wfile.write(b"x" * 65536)

    def at_not_http(self) -> None:
        self.wfile.write(b"\x00\x01\x02")


@contextmanager
def stranger(*, elsewhere: str = "", tls: ssl.SSLContext | None = None) -> Iterator[Stranger]:
    """A server; ``elsewhere`` is where ``/to-elsewhere`` sends those who ask."""
    asked: list[Asked] = []
    handler = type("Handler", (_Handler,), {"asked": asked, "elsewhere": elsewhere})
    server = _Server((LOCAL, 0), handler)
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield Stranger(server.server_address[1], asked, "https" if tls else "http")
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_given: Any) -> None:
        pass  # a client that hangs up, as ours do


def self_signed(folder: Path) -> ssl.SSLContext:
    """What a server needs that signed its own certificate."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, LOCAL)])
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(LOCAL))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    file = folder / "server.pem"
    file.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + signed.public_bytes(serialization.Encoding.PEM)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context
