# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The forms of a picture that a page offers: two widths, each as AVIF and as JPEG for browsers that know no AVIF.

From the stored picture to a file; the same picture gives the same bytes with the same version of Pillow.
"""

from __future__ import annotations

from pathlib import Path

from PIL import Image

WIDTHS = (640, 1280)
"""Pixels. A page's column is some 640 CSS pixels wide, and screens show one or two pixels in each."""
ENDINGS = {"avif": "image/avif", "jpg": "image/jpeg"}


def widths(width: int) -> tuple[int, ...]:
    """The widths that a picture is offered in: none is larger than the picture itself."""
    return tuple(sorted({min(width, wanted) for wanted in WIDTHS}))


def form_names(width: int) -> tuple[str, ...]:
    """``640.avif``, ``640.jpg`` and so on, for a picture of this width."""
    return tuple(f"{each}.{ending}" for each in widths(width) for ending in ENDINGS)


def write_form(picture: Path, name: str, into: Path) -> None:
    """Write the form of that name; what is transparent becomes white in a JPEG. Raises OSError or ValueError for no picture."""
    width, _, ending = name.partition(".")
    with Image.open(picture, formats=["PNG", "JPEG", "WEBP", "AVIF", "GIF"]) as whole:
        size = int(width), max(1, round(whole.height * int(width) / whole.width))
        if whole.format == "JPEG":
            whole.draft("RGB", size)  # decodes a large photograph at a fraction of its size
        shown = whole.convert("RGBA" if whole.has_transparency_data else "RGB").resize(size, Image.Resampling.LANCZOS)
    if ending == "jpg":
        if shown.mode == "RGBA":
            paper = Image.new("RGBA", size, "white")
            shown = Image.alpha_composite(paper, shown).convert("RGB")
        shown.save(into, format="JPEG", quality=80, progressive=True, optimize=True)
    else:
        shown.save(into, format="AVIF", quality=60, speed=6, max_threads=1)
