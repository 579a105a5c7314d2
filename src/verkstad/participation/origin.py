# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether a form was sent from this site, told without a cookie."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import SplitResult, urlsplit


def is_own_form(headers: Mapping[str, str], *, host: str, base_url: str) -> bool:
    """True unless a page of another site made the browser send it.

    Django's token would need a cookie, and readers get none. Every browser of today says itself where a form comes from,
    and no page can make it lie: ``Sec-Fetch-Site`` (all since 2023) and ``Origin`` (on every POST since 2020). What sends
    neither is no browser but a program, which carries nobody's cookies or log-in: there is nothing to forge with it.
    Source: https://www.w3.org/TR/fetch-metadata/, https://fetch.spec.whatwg.org/#origin-header
    """
    site = headers.get("Sec-Fetch-Site")
    if site is not None and site not in {"same-origin", "none"}:
        return False
    origin = headers.get("Origin")
    if origin is None:
        return True
    # A proxy that ends TLS leaves us with http and the browser with https: then the site's own address decides.
    return origin == base_url or _parts(origin).netloc == host != ""


def own_path(headers: Mapping[str, str], *, host: str) -> str:
    """The path of the page of this site that led here, or nothing. Browsers tell no other site (our Referrer-Policy)."""
    came_from = _parts(headers.get("Referer") or "")
    return came_from.path if came_from.netloc == host else ""


def _parts(address: str) -> SplitResult:
    try:
        return urlsplit(address)
    except ValueError:  # such as half an address of IPv6
        return urlsplit("")
