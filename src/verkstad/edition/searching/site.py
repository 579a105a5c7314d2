# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the search page needs of the site besides the index: its facts, and what header and footer say. One small file of the edition."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import NamedTuple

from verkstad.edition.library import Library
from verkstad.edition.rendering.frame import Face, face_of, main_series
from verkstad.records.base import LANGUAGES, Language
from verkstad.records.published import Site

SITE_PATH = "/data/site.json"
FORMAT = 1


class Sign(NamedTuple):
    site: Site
    faces: Mapping[Language, Face]


def write_sign(library: Library) -> bytes:
    series = main_series(library)
    faces = {language: list(face_of(library.site, series, language)) for language in LANGUAGES}
    body = {"format": FORMAT, "site": library.site.model_dump(mode="json"), "faces": faces}
    return (json.dumps(body, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def read_sign(body: bytes) -> Sign | None:
    """None when another version wrote it."""
    found = json.loads(body)
    if found.get("format") != FORMAT:
        return None
    return Sign(
        Site.model_validate(found["site"]), {language: Face(*found["faces"][language]) for language in LANGUAGES}
    )
