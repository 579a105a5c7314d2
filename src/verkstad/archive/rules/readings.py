# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What may be read out of a file or made of it, by its media type, and the words for each way."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

PAGES = "pages"
"""Of a document: ``text`` (sum of its pages as JSON, a form of the file), ``count``, ``has_pictures``, ``is_scanned``, ``language``,
``word_count``, ``remarks`` (sentences for editors, by language)."""
MEDIA = "media"
"""Of sound and film: ``length_seconds``, ``width``, ``height``, ``poster`` (how the forms of its poster begin), ``format`` (as ``MP4, H.264, AAC``)."""
CUT = "cut:"
"""Of a recording as it is cut: ``sha256`` and ``form`` of the file that was made, ``size_bytes``, ``length_seconds``, ``poster``, and
``kept``: the stretches, from and to, that it was made of."""

DOCUMENTS = frozenset(
    {
        "application/pdf",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.oasis.opendocument.presentation",
        "application/vnd.oasis.opendocument.text",
        "text/markdown",
        "text/plain",
    }
)


def way_of(media_type: str | None) -> str | None:
    """How a file of this type is read; None of one that is not."""
    kind = (media_type or "").partition(";")[0].strip().lower()
    if kind in DOCUMENTS:
        return PAGES
    return MEDIA if kind.startswith(("audio/", "video/")) else None


def about_cut(file: str, way: str) -> str:
    """What a job of cutting a file in one way is about."""
    return f"{file[:48]}.{way}"[:100]


def way_of_cut(cut: Mapping[str, Any] | None) -> str | None:
    """The word for one way of cutting, the same for the same cut; None when nothing is cut off."""
    if not cut or not any(cut.get(name) for name in ("in_seconds", "out_seconds", "left_out")):
        return None
    plain = {
        "in": float(cut.get("in_seconds") or 0),
        "out": None if cut.get("out_seconds") is None else float(cut["out_seconds"]),
        "left_out": sorted((float(part["start"]), float(part["end"])) for part in cut.get("left_out") or ()),
    }
    return CUT + hashlib.sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()[:32]
