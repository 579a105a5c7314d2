# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is found out about a recording, as plain values."""

from __future__ import annotations

from typing import NamedTuple

POSTER_WIDTHS = (640, 1280)
"""Pixels; a narrower film has its own width."""


class FilmFacts(NamedTuple):
    """``width`` and ``height`` are None of sound alone; ``format`` is for people: ``MP4, H.264, AAC``."""

    length_seconds: float
    width: int | None
    height: int | None
    format: str
    has_poster: bool
    """Whether ``poster-640.webp`` and so on were written into the folder that was given."""


class CutFilm(NamedTuple):
    """``kept`` are the stretches of the whole, from and to, that the new file is made of, one after the other."""

    kept: tuple[tuple[float, float], ...]
    length_seconds: float
    has_poster: bool
