# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""How an uploaded file is answered: what a browser may show, under which name, and what it should save instead."""

from __future__ import annotations

from urllib.parse import quote

FILES = "/files/"

_SHOWN = ("audio/", "video/", "image/png", "image/jpeg", "image/webp", "image/avif", "image/gif", "application/pdf")
"""What a browser shows without running anything of it; the rest it saves."""


def is_shown(media_type: str) -> bool:
    return media_type.startswith(_SHOWN)


def file_kind(media_type: str) -> str:
    """Which of the front's sets of headers goes with the type."""
    return "pdf" if media_type == "application/pdf" else "file"


def disposition(media_type: str, name: str) -> str:
    """Shown or saved, with the name in both spellings (RFC 6266): plain for old programs, and as it is."""
    plain = "".join(sign if sign.isascii() and sign.isprintable() and sign not in '"\\%' else "_" for sign in name)
    how = "inline" if is_shown(media_type) else "attachment"
    return f"{how}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
