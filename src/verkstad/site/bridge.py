# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Django behind the front: started at the first request for it, spoken to in ASGI, and never in the way of readers.

The front speaks RSGI and Django ASGI; this is the translation between them, for forms and the editors' desk alone. Whatever
fails here gives a plain page at Django's addresses and nothing else.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from typing import Any

from verkstad.site.headers import page_headers
from verkstad.site.plain_pages import plain_page

logger = logging.getLogger("verkstad.front")

Application = Callable[
    [dict[str, Any], Callable[[], Awaitable[dict[str, Any]]], Callable[[dict[str, Any]], Awaitable[None]]],
    Awaitable[None],
]

TRY_AGAIN = 5.0
"""Seconds before an application that could not start is tried again."""
FORM_AT_MOST = 256 * 1024
"""Bytes of a form: some six times the longest text a reader may write, as percent-encoding makes three of one."""
DESK_AT_MOST = 2 * 1024 * 1024
"""Bytes of a form of the desk: a workshop with its whole agenda in two languages. Only members are let that far."""
PART_AT_MOST = 16 * 1024 * 1024 + FORM_AT_MOST
"""Bytes of one part of an upload; what is larger than Django holds in memory, it puts on the disk."""
FILES_AT_MOST = 128 * 1024 * 1024
"""Bytes of a form with files, for those without script."""
CAPTIONS_AT_MOST = 8 * 1024 * 1024
"""Bytes of a form with captions: those of a whole day, in the most talkative of their kinds."""
AT_MOST = (
    ("/edit/uploads/", PART_AT_MOST), ("/edit/files/", FILES_AT_MOST), ("/edit/recordings/", CAPTIONS_AT_MOST),
    ("/edit/", DESK_AT_MOST),
)  # fmt: skip


LOG_IN = "/edit/login/"


class TooLarge(Exception):
    """More was sent than the address takes."""


class Behind:
    """Answers requests by an ASGI application that ``load`` gives; it may raise, and is tried again later.

    ``is_logged_in`` tells from a request's cookies, in a thread, whether more than a form of a reader's is taken from it.
    """

    def __init__(
        self, load: Callable[[], Application], *, https: bool, is_logged_in: Callable[[str], bool] = lambda _: False
    ) -> None:
        self._load = load
        self._https = https
        self._is_logged_in = is_logged_in
        self._application: Application | None = None
        self._starting = asyncio.Lock()
        self._not_before = 0.0

    async def __call__(self, scope: Any, proto: Any) -> None:
        application = self._application or await self._start()
        if application is None:
            self._tell(scope, proto, 503, "behind_gone")
            return
        if says_too_much(scope):
            self._tell(scope, proto, 413, "too_large")
            return
        conversation = Conversation(scope, proto, https=self._https)
        try:
            # Asked before any of it is read: Django puts the whole of it on the disk before it knows who sends.
            if says_much(scope) and not await asyncio.to_thread(self._is_logged_in, scope.headers.get("cookie") or ""):
                proto.response_empty(303, [("location", LOG_IN), ("cache-control", "no-store")])
                return
            await application(conversation.scope(), conversation.receive, conversation.send)
        except TooLarge:
            self._tell(scope, proto, 413, "too_large")
        except Exception:
            logger.exception("the application failed at %s", scope.path)
            if not conversation.has_answered:
                self._tell(scope, proto, 503, "behind_gone")

    async def warm_up(self) -> None:
        """Start the application before anybody asks for it, so that the first form does not keep its reader waiting."""
        await self._start()

    async def _start(self) -> Application | None:
        async with self._starting:
            if self._application is None and time.monotonic() >= self._not_before:
                try:
                    # In a thread: it takes a second or two, and readers go on meanwhile.
                    self._application = await asyncio.to_thread(self._load)
                except Exception:
                    logger.exception("the application could not be started")
                    self._not_before = time.monotonic() + TRY_AGAIN
            return self._application

    def _tell(self, scope: Any, proto: Any, status: int, what: str) -> None:
        head = [
            ("content-type", "text/html; charset=utf-8"),
            ("cache-control", "no-store"),
            *page_headers(https=self._https),
        ]
        if status == 503:
            head.append(("retry-after", "60"))
        body = plain_page(what, language="en" if scope.path.startswith("/en/") else "sv")
        if scope.method == "HEAD":
            proto.response_empty(status, head)
        else:
            proto.response_bytes(status, head, body)


class Conversation:
    """One request, in the words of ASGI. Source: https://asgi.readthedocs.io/en/latest/specs/www.html"""

    def __init__(self, scope: Any, proto: Any, *, https: bool = False) -> None:
        self._https = https
        self._scope = scope
        self._proto = proto
        self._chunks: Any = None
        self._received = 0
        self._at_most = at_most(scope.path)
        self._start: tuple[int, list[tuple[str, str]]] | None = None
        self._stream: Any = None
        self.has_answered = False

    def scope(self) -> dict[str, Any]:
        scope = self._scope
        return {
            "type": "http",
            "asgi": {"version": "3.0", "spec_version": "2.3"},
            "http_version": scope.http_version,
            "method": scope.method,
            # What ends TLS in front of us speaks http to us, but the reader is on https.
            "scheme": "https" if self._https else scope.scheme,
            "path": scope.path,
            "raw_path": None,
            "query_string": scope.query_string.encode("latin-1", "replace"),
            "root_path": "",
            "headers": [
                (name.encode("latin-1"), value.encode("latin-1", "replace")) for name, value in scope.headers.items()
            ],
            "client": _host_and_port(scope.client),
            "server": _host_and_port(scope.server),
        }

    async def receive(self) -> dict[str, Any]:
        if self._chunks is None:
            self._chunks = aiter(self._proto)
        elif self._chunks is False:
            await self._proto.client_disconnect()
            return {"type": "http.disconnect"}
        try:
            chunk = await anext(self._chunks)
        except StopAsyncIteration:
            self._chunks = False
            return {"type": "http.request", "body": b"", "more_body": False}
        self._received += len(chunk)
        if self._received > self._at_most:
            raise TooLarge
        return {"type": "http.request", "body": bytes(chunk), "more_body": True}

    async def send(self, message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            headers = [
                (name.decode("latin-1").lower(), value.decode("latin-1")) for name, value in message.get("headers", ())
            ]
            self._start = (message["status"], headers)
            return
        assert self._start is not None
        status, headers = self._start
        body, more = message.get("body", b""), message.get("more_body", False)
        if self._scope.method == "HEAD":
            if not self.has_answered:
                self._proto.response_empty(status, headers)
        elif self._stream is not None or more:
            if self._stream is None:
                self._stream = self._proto.response_stream(status, headers)
            if body:
                await self._stream.send_bytes(body)
        else:
            self._proto.response_bytes(status, headers, body)
        self.has_answered = True


def says_too_much(scope: Any) -> bool:
    """True when the request announces more than its address takes: it is refused before any of it is read."""
    length = scope.headers.get("content-length") or ""
    return length.isdecimal() and (len(length) > 18 or int(length) > at_most(scope.path))


def says_much(scope: Any) -> bool:
    """True when the request announces more than a reader's form, or does not say how much it brings, where more is taken."""
    if at_most(scope.path) == FORM_AT_MOST:
        return False
    length = scope.headers.get("content-length") or ""
    return int(length) > FORM_AT_MOST if length.isdecimal() else "transfer-encoding" in scope.headers


def at_most(path: str) -> int:
    """Bytes that a request to this address may carry."""
    return next((limit for start, limit in AT_MOST if path.startswith(start)), FORM_AT_MOST)


def _host_and_port(address: str) -> tuple[str, int]:
    host, _, port = address.rpartition(":")
    return host.strip("[]"), int(port) if port.isdigit() else 0
