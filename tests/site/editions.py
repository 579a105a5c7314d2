# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Small editions for tests of the server, made by the store's own writer."""

from __future__ import annotations

import gzip
import hashlib
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import brotli

from verkstad.edition.store import SHARDS, Entry, Root, Writer, shard_of

NOON = datetime(2024, 5, 7, 10, tzinfo=UTC)


class Page(NamedTuple):
    body: bytes
    media_type: str = "text/html; charset=utf-8"
    cache: str = "page"
    status: int = 200
    location: str | None = None


HOME = b"<!doctype html><title>Hem</title>" + b"<p>Verkst\xc3\xa4derna samlas h\xc3\xa4r.</p>" * 100
PAGES: dict[str, Page] = {
    "/": Page(HOME),
    "/en/": Page(HOME.replace(b"Hem", b"Home")),
    "/event/a/": Page(b"<title>A</title>" + b"<p>a</p>" * 200),
    "/event/old/": Page(b"", status=301, location="/event/a/"),
    "/event/gone/": Page(b"<title>Gone</title>" + b"<p>gone</p>" * 50, status=410),
    "/404.html": Page(b"<title>Sidan finns inte</title>" + b"<p>sv</p>" * 50, status=404),
    "/en/404.html": Page(b"<title>No such page</title>" + b"<p>en</p>" * 50, status=404),
    "/events/": Page(b"<title>Workshoppar</title>" + b"<p>e</p>" * 100),
    "/about/": Page(b"<title>Om</title>" + b"<p>o</p>" * 100),
    "/events.ics": Page(b"BEGIN:VCALENDAR\r\n" * 30, "text/calendar; charset=utf-8", "file"),
    "/assets/site.0123abcd.css": Page(b"p{margin:0}" * 50, "text/css; charset=utf-8", "asset"),
    "/files/0/talk.mp4": Page(bytes(range(256)) * 4000, "video/mp4", "file"),
    "/files/0/slides.pdf": Page(b"%PDF-1.7" + b"x" * 992, "application/pdf", "file"),
}
COMPRESSED = ("text/", "application/json")


def write_edition(folder: Path, pages: dict[str, Page] | None = None, *, number: int = 1) -> None:
    """Write and switch to an edition of these pages."""
    pages = PAGES if pages is None else pages
    writer = Writer(folder)
    shards: list[list[Entry]] = [[] for _ in range(SHARDS)]
    for path, page in pages.items():
        small = page.media_type.startswith(COMPRESSED) and page.body
        gz, br = (gzip.compress(page.body, mtime=0), brotli.compress(page.body, quality=5)) if small else (None, None)
        sha256 = hashlib.sha256(page.body).hexdigest()
        blob = writer.put(page.body + (gz or b"") + (br or b""))
        entry = Entry(
            sha256, len(page.body), gz and len(gz), br and len(br), page.status, page.cache, page.media_type, "test", path, page.location, blob
        )  # fmt: skip
        shards[shard_of(path)].append(entry)
    writer.put_root(
        Root(
            number,
            NOON,
            None,
            tuple(writer.put_shard({entry.path: entry.line() for entry in shard}) for shard in shards),
            len(pages),
        )
    )
    writer.switch(number)
