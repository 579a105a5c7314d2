# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""A page of a PDF as pictures in two sizes, and as one for the OCR. Bounded in pixels whatever size the page claims."""

from __future__ import annotations

import gc
from pathlib import Path

import pypdfium2
from PIL import Image

WIDTHS = (480, 1280)
"""Those of ``records.pages.PICTURE_WIDTHS``; a test compares."""
TALL = 2.5
"""Times its width that a picture may be high; a page that is taller becomes narrower."""
QUALITY = 80
METHOD = 2
"""libwebp's effort: 4 takes twice the time for a twentieth less; AVIF six times, for an eighth less (docs/decisions/0018)."""
OCR_DOTS_PER_INCH = 300
OCR_PIXELS_AT_MOST = 12_000_000
_POINTS_PER_INCH = 72


class CannotDraw(Exception):
    """PDFium gives no picture of the page."""


def draw_page(page: pypdfium2.PdfPage, number: int, into: Path) -> tuple[int, int]:
    """Write the pictures of a page, and give the width and height of the large one. Raises CannotDraw or MemoryError."""
    large = _drawn(page, max(WIDTHS))
    size = large.size
    for width in sorted(WIDTHS, reverse=True):
        small = large if width == max(WIDTHS) else _reduced(large, width)
        small.save(into / f"{number:04}-{width}.webp", "WEBP", quality=QUALITY, method=METHOD)
    return size


def draw_for_ocr(page: pypdfium2.PdfPage, into: Path) -> int:
    """Write a grey picture that Tesseract reads well, and give its dots per inch."""
    width, height = page.get_size()
    scale = OCR_DOTS_PER_INCH / _POINTS_PER_INCH
    scale = min(scale, (OCR_PIXELS_AT_MOST / max(width * height, 1)) ** 0.5)
    _render(page, scale, grey=True).save(into, "PPM")
    return max(70, round(scale * _POINTS_PER_INCH))


def _drawn(page: pypdfium2.PdfPage, width: int) -> Image.Image:
    across, down = page.get_size()
    if not (across > 0 and down > 0):
        raise CannotDraw
    scale = min(width / across, TALL * width / down)
    picture = _render(page, scale)
    # PDFium rounds up.
    return picture.crop((0, 0, max(1, round(across * scale)), max(1, round(down * scale))))


def _render(page: pypdfium2.PdfPage, scale: float, *, grey: bool = False) -> Image.Image:
    try:
        bitmap = page.render(scale=scale, may_draw_forms=False, rev_byteorder=not grey, grayscale=grey)
    except pypdfium2.PdfiumError as error:
        raise CannotDraw from error
    try:
        return bitmap.to_pil().convert("L" if grey else "RGB")  # converted: a copy, not a view of the bitmap
    finally:
        bitmap.close()
        gc.collect(0)


def _reduced(picture: Image.Image, width: int) -> Image.Image:
    height = max(1, round(picture.height * width / max(WIDTHS)))
    across = max(1, round(picture.width * width / max(WIDTHS)))
    return picture.resize((across, height), Image.Resampling.LANCZOS)
