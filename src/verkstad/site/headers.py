# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The headers that keep readers safe, and how long an answer may be kept."""

from __future__ import annotations

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; font-src 'self'; media-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""Nothing inline, nothing from elsewhere, framed by nobody."""

FRAMES_POLICY = POLICY.replace("media-src 'self'", "media-src 'self' https:") + "; frame-src https:"
"""For a page with a recording at somebody else's: our own script loads their player, once the reader asks for it."""

DESK_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "media-src 'self' blob:; frame-src 'self'; frame-ancestors 'self'; form-action 'self'; base-uri 'self'; object-src 'none'"
)
"""For the editors' desk alone: Wagtail writes scripts and styles into its pages."""

_NO_DEVICES = (
    "accelerometer=(), camera=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), payment=(), usb=()"
)

# Feeds and calendars are asked for by machines, some of them every few minutes: spare both sides.
CACHE = {
    "page": "public, max-age=15, must-revalidate",
    "frames": "public, max-age=15, must-revalidate",
    "asked": "private, max-age=15",
    "file": "public, max-age=300, must-revalidate",
    "asset": "public, max-age=31536000, immutable",
}

# Of this host alone: what stands on its subdomains is their owners' to say.
_HSTS = ("strict-transport-security", "max-age=31536000")


def page_headers(*, https: bool, frames: bool = False) -> list[tuple[str, str]]:
    """For what a browser shows as a document; with ``frames``, one in which players of others may be shown."""
    headers = [
        ("content-security-policy", FRAMES_POLICY if frames else POLICY),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "same-origin"),
        ("permissions-policy", _NO_DEVICES),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
    ]
    return [*headers, _HSTS] if https else headers


def open_headers(*, https: bool) -> list[tuple[str, str]]:
    """For data, feeds, calendars and pictures: any page on the web may read them.

    The policy stays: a picture or a data file that is opened by itself is a document too.
    """
    headers = [
        ("access-control-allow-origin", "*"),
        ("content-security-policy", POLICY),
        ("x-content-type-options", "nosniff"),
        ("cross-origin-resource-policy", "cross-origin"),
    ]
    return [*headers, _HSTS] if https else headers


def file_headers(*, https: bool, sandboxed: bool) -> list[tuple[str, str]]:
    """For uploaded files, which somebody outside made. Sandboxed, a file runs nothing and is of no origin.

    A PDF is not: browsers show none in a sandbox, and their own readers keep it from the page.
    """
    headers = dict(open_headers(https=https))
    if sandboxed:
        headers["content-security-policy"] = f"{POLICY}; sandbox"
    return [*headers.items(), ("referrer-policy", "same-origin")]


def asset_headers(*, https: bool) -> list[tuple[str, str]]:
    """For our own styles, scripts and fonts."""
    headers = [("x-content-type-options", "nosniff"), ("cross-origin-resource-policy", "same-origin")]
    return [*headers, _HSTS] if https else headers
