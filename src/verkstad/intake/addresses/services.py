# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Services whose page answers as if all were well when the film is gone: there the question goes to what the service says of the film."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

_OEMBED = {
    "www.youtube.com": "https://www.youtube.com/oembed?format=json&url=",
    "youtube.com": "https://www.youtube.com/oembed?format=json&url=",
    "m.youtube.com": "https://www.youtube.com/oembed?format=json&url=",
    "youtu.be": "https://www.youtube.com/oembed?format=json&url=",
    "vimeo.com": "https://vimeo.com/api/oembed.json?url=",
    "player.vimeo.com": "https://vimeo.com/api/oembed.json?url=",
}
_OF_FILMS = ("/watch", "/live/", "/shorts/", "/embed/")


def address_to_ask(url: str) -> str:
    """The address by which to learn whether another still leads to something; most often it itself."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").lower()
    except ValueError:
        return url
    about = _OEMBED.get(host)
    is_film = len(parts.path) > 1 if host in {"youtu.be", "player.vimeo.com"} else _is_film(host, parts.path)
    return about + quote(url, safe="") if about and is_film else url


def _is_film(host: str, path: str) -> bool:
    if host == "vimeo.com":
        return path.strip("/").partition("/")[0].isdigit()
    return path.startswith(_OF_FILMS)
