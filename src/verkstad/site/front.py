# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The front: answers from the edition, and hands what is not the edition's to Django behind it.

An RSGI application (granian's own interface). Measured here against ASGI: as fast with an empty application, a tenth cheaper
with a browser's headers, as it reads only those it asks for; and it sends a stretch of a file from a blob without passing it
through Python. A hot page is one dictionary lookup. No request is looked up by file name: a path is a key in the manifest or
it is nothing, so no path can leave the edition. See docs/decisions/0009-the-front.md.
"""

from __future__ import annotations

import asyncio
import gc
import json
import logging
import os
import time
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from verkstad.edition.compress import gzip_fast
from verkstad.edition.store import EditionDamaged, Entry, Reader
from verkstad.site.doors import door
from verkstad.site.files import FILES, disposition, file_kind
from verkstad.site.headers import CACHE, asset_headers, file_headers, open_headers, page_headers
from verkstad.site.negotiation import NotSatisfiable, encodings_wanted, is_unchanged, read_range
from verkstad.site.plain_pages import plain_page

if TYPE_CHECKING:
    from verkstad.edition.searching.answer import Answer as SearchAnswer

logger = logging.getLogger("verkstad.front")

Header = tuple[str, str]
Answer = tuple[int, list[Header], bytes]
Behind = Callable[[Any, Any], Awaitable[None]]
"""Takes an RSGI scope and protocol, and answers."""
Find = Callable[[str, str], Awaitable[bytes | None]]
"""From a list's path and a query string to a page; None where the list itself is the answer."""

Search = Callable[[str, str, str], Awaitable["SearchAnswer | None"]]
"""From the search page's path, a query string and what the reader accepts to the answer; None where there is no search."""

LOOK_EVERY = 0.1
"""Seconds between looks for a new edition."""
WARM_UP_AFTER = 1.0
HOT_OVERHEAD = 2000
"""Bytes counted for a kept answer beside its body."""
HOT_AT_MOST = 512 * 1024
"""Larger bodies are sent from disk, which the server does without Python."""
BEHIND = ("/contact/", "/en/contact/", "/edit/")
FINDING = ("/events/", "/en/events/")
SEARCH = ("/search", "/en/search")

_ASSET_TYPES = ("text/css", "text/javascript", "application/javascript", "font/")
_RANGED_TYPES = ("audio/", "video/", "application/pdf", "application/zip")
_READ_METHODS = ("GET", "HEAD")


class Front:
    """One for each web server process."""

    def __init__(
        self,
        reader: Reader,
        *,
        https: bool,
        hot_bytes: int,
        behind: Behind,
        find: Find,
        search: Search,
        health: Callable[[], Awaitable[dict[str, Any]]],
        warm_ups: Sequence[Callable[[], Awaitable[None]]] = (),
    ) -> None:
        self.reader = reader
        self.behind = behind
        self.find = find
        self.search = search
        self.health = health
        self.hot_bytes = hot_bytes
        self._safe = {
            "page": page_headers(https=https),
            "frames": page_headers(https=https, frames=True),
            "open": open_headers(https=https),
            "asset": asset_headers(https=https),
            "file": file_headers(https=https, sandboxed=True),
            "pdf": file_headers(https=https, sandboxed=False),
        }
        self._hot: dict[str, dict[tuple[str, ...], Answer]] = {}
        self._hot_size = 0
        self._wanted: dict[str | None, tuple[str, ...]] = {}
        self._look_at = 0.0
        self._damage: str | None = None
        self._warm_ups = warm_ups
        self._tasks: list[asyncio.Task[None]] = []  # held here, as the loop holds them only weakly

    def __rsgi_init__(self, loop: asyncio.AbstractEventLoop) -> None:
        """Called by the server when it starts: pages are answered from now on, and a little later the rest as quickly."""
        loop.call_later(WARM_UP_AFTER, lambda: self._tasks.append(loop.create_task(self._warm_up())))

    async def _warm_up(self) -> None:
        self._look()
        for warm_up in self._warm_ups:
            await warm_up()
        gc.freeze()  # what is there now stays: looking through it for garbage would only hold readers up

    async def __rsgi__(self, scope: Any, proto: Any) -> None:
        if time.monotonic() >= self._look_at:
            self._look()
        variants = self._hot.get(scope.path)
        if variants is not None and scope.method == "GET" and not scope.query_string:
            headers = scope.headers
            answer = variants.get(self._wanted.get(headers.get("accept-encoding"), ()))
            if answer is not None and "if-none-match" not in headers and "range" not in headers:
                proto.response_bytes(*answer)
                return
        await self._answer(scope, proto)

    def _look(self) -> None:
        """Take up a new edition. A damaged one is left alone and said once; readers keep the one before."""
        self._look_at = time.monotonic() + LOOK_EVERY
        try:
            if self.reader.refresh():
                self._hot.clear()
                self._hot_size = 0
                self._damage = None
        except EditionDamaged as error:
            self._say(str(error))

    def _say(self, damage: str) -> None:
        if damage != self._damage:
            self._damage = damage
            logger.error(damage)

    async def _answer(self, scope: Any, proto: Any) -> None:
        path, query = scope.path, scope.query_string
        if path.startswith(BEHIND):
            await self.behind(scope, proto)
            return
        if path == "/healthz":
            await self._tell_health(scope, proto)
            return
        if scope.method not in _READ_METHODS:
            self._plain(scope, proto, 405, "method", [("allow", "GET, HEAD")])
            return
        if self.reader.root is None:
            self._plain(scope, proto, 503, "damaged" if self._damage else "first_edition", [("retry-after", "5")])
            return
        try:
            if query and path in FINDING and (found := await self.find(path, query)) is not None:
                self._tell_found(scope, proto, found)
                return
            if path in SEARCH and (
                (answer := await self.search(path, query, scope.headers.get("accept") or "")) is not None
            ):
                self._tell_answer(scope, proto, answer)
                return
            entry = self.reader.find(path)
            if entry is None:
                self._elsewhere(scope, proto)
            elif entry.location is not None:
                self._redirect(proto, entry.location, query, entry.status)
            else:
                self._send(scope, proto, entry)
        except EditionDamaged as error:
            self._say(str(error))
            self._plain(scope, proto, 503, "damaged", [("retry-after", "60")])
        except Exception:
            logger.exception("no answer at %s", path)
            self._plain(scope, proto, 500, "failed")

    def _elsewhere(self, scope: Any, proto: Any) -> None:
        """A forgotten slash, a door, a place behind, or nothing at all."""
        path = scope.path
        slashed = f"{path}/"
        if slashed.startswith(BEHIND) or self.reader.find(slashed) is not None:
            self._redirect(proto, slashed, scope.query_string, 301)
            return
        if (target := door(path)) is not None:
            self._redirect(proto, target, scope.query_string, 302)
            return
        english = path.startswith("/en/") or path == "/en"
        page = self.reader.find("/en/404.html" if english else "/404.html")
        if page is None:
            self._plain(scope, proto, 404, "not_found")
        else:
            self._send(scope, proto, page, status=404)

    def _redirect(self, proto: Any, target: str, query: str, status: int) -> None:
        location = quote(target, safe="/:?&=#%+,;@!$'()*~")
        if query:
            location += ("&" if "?" in location else "?") + quote(query, safe="/:?&=%+,;@!$'()*~")
        proto.response_empty(
            status,
            [("location", location), ("cache-control", CACHE["page"]), ("content-length", "0"), *self._safe["asset"]],
        )

    def _send(self, scope: Any, proto: Any, entry: Entry, status: int | None = None) -> None:
        """Answer with an entry; ``status`` is given where it stands in for another, as the page that says 404 does."""
        headers = scope.headers
        wanted = self._wanted_by(headers.get("accept-encoding"))
        sizes = {"br": entry.br_size, "gzip": entry.gzip_size, "": entry.size}
        encoding = next(name for name in wanted if sizes[name] is not None)
        code = status or entry.status
        ranged = code == 200 and (entry.media_type.startswith(_RANGED_TYPES) or entry.path.startswith(FILES))
        if ranged and "range" in headers:
            encoding = ""  # positions are told in plain bytes
        etag = f'"{entry.sha256[:32]}{encoding and "-"}{encoding}"'
        head = self._head(entry, encoding, etag, ranged=ranged)
        if code == 200 and is_unchanged(headers.get("if-none-match", ""), etag):
            proto.response_empty(304, [header for header in head if not header[0].startswith("content-")])
        elif scope.method == "HEAD":
            proto.response_empty(code, [*head, ("content-length", str(sizes[encoding]))])
        elif (
            ranged
            and headers.get("if-range", etag) == etag
            and self._send_range(proto, entry, head, headers.get("range", ""))
        ):
            pass
        elif (sizes[encoding] or 0) > HOT_AT_MOST:
            self._send_stretch(proto, entry, code, head, encoding, 0, sizes[encoding] or 0)
        else:
            proto.response_bytes(
                *self._kept(
                    scope.path if status is None else f"{status} {entry.path}", wanted, entry, code, head, encoding
                )
            )

    def _wanted_by(self, accept: str | None) -> tuple[str, ...]:
        wanted = self._wanted.get(accept)
        if wanted is None:
            wanted = encodings_wanted(accept)
            if (
                len(self._wanted) < 1000 and len(accept or "") < 500
            ):  # readers' browsers send a handful; the rest is not remembered
                self._wanted[accept] = wanted
        return wanted

    def _head(self, entry: Entry, encoding: str, etag: str, *, ranged: bool) -> list[Header]:
        media_type = entry.media_type
        if media_type.startswith("text/") and "charset" not in media_type:
            media_type += "; charset=utf-8"
        head = [("content-type", media_type), ("etag", etag), ("cache-control", CACHE[entry.cache])]
        if encoding:
            head.append(("content-encoding", encoding))
        if entry.gzip_size is not None or entry.br_size is not None:
            head.append(("vary", "Accept-Encoding"))
        if ranged:
            head.append(("accept-ranges", "bytes"))
        if entry.path.startswith(FILES):
            name = entry.path.split("/", 3)[-1]
            return [
                *head,
                ("content-disposition", disposition(media_type, name)),
                *self._safe[file_kind(entry.media_type)],
            ]
        if media_type.startswith("text/html"):
            return head + self._safe["frames" if entry.cache == "frames" else "page"]
        return head + self._safe["asset" if media_type.startswith(_ASSET_TYPES) else "open"]

    def _kept(
        self, key: str, wanted: tuple[str, ...], entry: Entry, code: int, head: list[Header], encoding: str
    ) -> Answer:
        """The whole answer, from memory or into it. The oldest make room: one that is still read comes back at once."""
        variants = self._hot.setdefault(key, {})
        answer = variants.get(wanted)
        if answer is None:
            answer = variants[wanted] = (code, head, self._read(key, entry, encoding))
            self._hot_size += len(answer[2]) + HOT_OVERHEAD
            while self._hot_size > self.hot_bytes and self._hot:
                gone = self._hot.pop(next(iter(self._hot)))
                self._hot_size -= sum(len(body) + HOT_OVERHEAD for _, _, body in gone.values())
        return answer

    def _read(self, key: str, entry: Entry, encoding: str) -> bytes:
        try:
            return self.reader.read(entry, encoding or None)
        except EditionDamaged:
            if not self._hot[key]:
                del self._hot[key]
            raise

    def _send_range(self, proto: Any, entry: Entry, head: list[Header], header: str) -> bool:
        try:
            stretch = read_range(header, entry.size)
        except NotSatisfiable:
            proto.response_empty(
                416, [("content-range", f"bytes */{entry.size}"), ("content-length", "0"), *self._safe["asset"]]
            )
            return True
        if stretch is None:
            return False
        first, end = stretch
        head = [*head, ("content-range", f"bytes {first}-{end - 1}/{entry.size}")]
        self._send_stretch(proto, entry, 206, head, "", first, end)
        return True

    def _send_stretch(
        self, proto: Any, entry: Entry, code: int, head: list[Header], encoding: str, first: int, end: int
    ) -> None:
        """Have the server send a stretch of the blob. Looked at first: a cut file is said, and not sent in part."""
        place = self.reader.place(entry, encoding or None)
        try:
            length = os.stat(place.path).st_size
        except OSError as error:
            raise EditionDamaged(f"{place.path}, the content of {entry.path}, cannot be read: {error}") from error
        if length < place.offset + place.length:
            raise EditionDamaged(f"{place.path}, the content of {entry.path}, is cut short")
        head = [*head, ("content-length", str(end - first))]
        proto.response_file_range(code, head, str(place.path), place.offset + first, place.offset + end)

    def _tell_found(self, scope: Any, proto: Any, page: bytes) -> None:
        head = [
            ("content-type", "text/html; charset=utf-8"),
            ("cache-control", CACHE["page"]),
            ("vary", "Accept-Encoding"),
            *self._safe["page"],
        ]
        if "gzip" in self._wanted_by(scope.headers.get("accept-encoding")):
            page = gzip_fast(page)
            head.append(("content-encoding", "gzip"))
        self._body(scope, proto, 200, head, page)

    def _tell_answer(self, scope: Any, proto: Any, answer: SearchAnswer) -> None:
        """What was searched for is nobody else's: no cache between us and the reader keeps it."""
        is_page = answer.media_type.startswith("text/html")
        head = [
            ("content-type", answer.media_type),
            ("cache-control", CACHE["asked"]),
            ("vary", "Accept, Accept-Encoding"),
            *self._safe["page" if is_page else "open"],
        ]
        if answer.status == 503:
            head.append(("retry-after", "30"))
        body = answer.body
        if "gzip" in self._wanted_by(scope.headers.get("accept-encoding")):
            body = gzip_fast(body)
            head.append(("content-encoding", "gzip"))
        self._body(scope, proto, answer.status, head, body)

    async def _tell_health(self, scope: Any, proto: Any) -> None:
        found = await self.health()
        head = [("content-type", "application/json"), ("cache-control", "no-store"), *self._safe["asset"]]
        self._body(scope, proto, 200 if found["edition"] is not None else 503, head, json.dumps(found).encode() + b"\n")

    def _plain(self, scope: Any, proto: Any, status: int, what: str, more: list[Header] | None = None) -> None:
        head = [
            ("content-type", "text/html; charset=utf-8"),
            ("cache-control", "no-store"),
            *(more or []),
            *self._safe["page"],
        ]
        self._body(
            scope, proto, status, head, plain_page(what, language="en" if scope.path.startswith("/en/") else "sv")
        )

    def _body(self, scope: Any, proto: Any, status: int, head: list[Header], body: bytes) -> None:
        if scope.method == "HEAD":
            proto.response_empty(status, [*head, ("content-length", str(len(body)))])
        else:
            proto.response_bytes(status, head, body)
