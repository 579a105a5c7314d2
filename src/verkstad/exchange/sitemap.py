# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sitemap 0.9 (sitemaps.org) with the pairs of languages; several files with an index when one is too small."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime

from verkstad.exchange.addresses import SITEMAP, absolute, in_language
from verkstad.exchange.text import as_moment, as_uri
from verkstad.exchange.xmltext import HEAD, element
from verkstad.records.base import LANGUAGES
from verkstad.records.published import Site

MOST_ADDRESSES = 50_000
MOST_BYTES = 50 * 1024 * 1024

_NAMESPACES = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_OPEN = f'{HEAD}<urlset {_NAMESPACES} xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
_CLOSE = "</urlset>\n"
_CHANGED = re.compile(r"<lastmod>([^<]+)</lastmod>")


def write_url_entry(path: str, *, site: Site, modified_at: datetime | None = None) -> str:
    """A page in both its languages, each naming both. ``path`` is the Swedish one, where readers without a language go."""
    addresses = {language: as_uri(absolute(site, in_language(path, language))) for language in LANGUAGES}
    pairs = "".join(
        element("xhtml:link", rel="alternate", hreflang=language, href=address)
        for language, address in (*addresses.items(), ("x-default", addresses["sv"]))
    )
    changed = element("lastmod", as_moment(modified_at)) if modified_at else ""
    return "".join([f"<url>{element('loc', address)}{changed}{pairs}</url>\n" for address in addresses.values()])


def write_sitemaps(
    entries: Iterable[str],
    *,
    site: Site,
    most_addresses: int = MOST_ADDRESSES,
    most_bytes: int = MOST_BYTES,
) -> list[tuple[str, bytes]]:
    """Path and content of each file: ``/sitemap.xml`` alone, or the index there and ``/sitemap-1.xml`` and on beside it."""
    files = [(_OPEN + body + _CLOSE).encode() for body in _bodies(entries, most_addresses, most_bytes)]
    if len(files) <= 1:
        return [(SITEMAP, content) for content in files]
    parts = [(f"/sitemap-{number}.xml", content) for number, content in enumerate(files, start=1)]
    lines = [f"{HEAD}<sitemapindex {_NAMESPACES}>"]
    for path, content in parts:
        changes = _CHANGED.findall(content.decode())
        changed = element("lastmod", max(changes)) if changes else ""
        lines.append(f"<sitemap>{element('loc', absolute(site, path))}{changed}</sitemap>")
    lines.append("</sitemapindex>\n")
    return [(SITEMAP, "\n".join(lines).encode()), *parts]


def _bodies(entries: Iterable[str], most_addresses: int, most_bytes: int) -> Iterator[str]:
    room = most_bytes - len(_OPEN) - len(_CLOSE)
    body: list[str] = []
    size = addresses = 0
    for entry in entries:
        entry_addresses = entry.count("<loc>")
        # An entry is ASCII (as_uri): its characters are its bytes.
        if body and (addresses + entry_addresses > most_addresses or size + len(entry) > room):
            yield "".join(body)
            body, size, addresses = [], 0, 0
        body.append(entry)
        size += len(entry)
        addresses += entry_addresses
    if body:
        yield "".join(body)
