# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""robots.txt (RFC 9309): what crawlers should leave alone, and where the sitemap is.

Pages that should not be found carry ``noindex`` instead: a crawler that may not fetch a page never reads that it should forget it.
"""

from __future__ import annotations

from verkstad.exchange.addresses import SITEMAP, absolute, in_language
from verkstad.records.base import LANGUAGES
from verkstad.records.published import Site

_PRIVATE = ("/edit/",)
_ENDLESS = ("/search",)
"""Pages without end, made by what one asks for."""


def write_robots(*, site: Site) -> bytes:
    closed = [*_PRIVATE, *[in_language(path, language) for path in _ENDLESS for language in LANGUAGES]]
    lines = ["User-agent: *", *[f"Disallow: {path}" for path in closed], "", f"Sitemap: {absolute(site, SITEMAP)}", ""]
    return "\n".join(lines).encode()
