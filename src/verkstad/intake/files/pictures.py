# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pictures: measured before they are decoded, and rid of what a camera notes beside them, such as where it stood."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_noop as N_
from PIL import Image, ImageOps

from verkstad.intake.files.refused import FileRefused
from verkstad.intake.files.types import GIF, PICTURES, FileFacts

PIXELS_AT_MOST = 50_000_000
"""Decoded, four bytes each: 200 MB. Cameras make 12 to 50 million."""
SIDE_AT_MOST = 20_000

_TELLING = {"exif", "xmp", "photoshop", "comment", "XML:com.adobe.xmp", "Raw profile type exif", "mp", "mpoffset"}
"""What Pillow calls the notes that a picture may carry."""
_ORIENTATION = 0x0112
_WHAT_PILLOW_RAISES = (
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    MemoryError,
    TypeError,
    KeyError,
    IndexError,
    struct.error,
)
"""For a damaged picture; its readers let through what they meet."""
_DAMAGED = N_("“%(name)s” is a damaged picture. Save it again and send that.")


def read_picture(path: Path, name: str) -> FileFacts:
    """Its type and its size as it is to be shown, before it is trusted. Raises FileRefused."""
    with _opened(path, name) as picture:
        width, height = picture.size
        try:
            turned = picture.getexif().get(_ORIENTATION, 1) in {5, 6, 7, 8}  # the camera was held upright
        except _WHAT_PILLOW_RAISES as error:
            raise FileRefused(name, _DAMAGED) from error
        if turned:
            width, height = height, width
        return PICTURES[str(picture.format)]._replace(width=width, height=height)


def clean_picture(path: Path, name: str, into: Path) -> bool:
    """Write the picture without notes of place, time and camera to ``into``, turned as it is to be shown.

    False when it has none and needs no turning: then its bytes are right as they are. Raises FileRefused when it cannot be decoded.
    """
    with _opened(path, name) as picture:
        kind = PICTURES[str(picture.format)]
        try:
            exif = picture.getexif()
            picture.load()
            if not exif and not _TELLING & picture.info.keys() and picture.format != "MPO":
                return False
            if kind == GIF:
                picture.info.pop("comment", None)
                picture.save(into, format="GIF", save_all=True)
                return True
            options: dict[str, Any] = {"icc_profile": picture.info.get("icc_profile")}
            is_moving = getattr(picture, "n_frames", 1) > 1 and picture.format != "MPO"
            turned = picture if is_moving else ImageOps.exif_transpose(picture)
            for telling in (*_TELLING, "dpi"):
                turned.info.pop(telling, None)
            match kind.ending:
                case "jpg":
                    # The tables of the first time, where nothing was turned: hardly anything is lost.
                    keep = turned.size == picture.size and exif.get(_ORIENTATION, 1) == 1 and picture.format == "JPEG"
                    (picture if keep else turned).save(
                        into, format="JPEG", quality="keep" if keep else 92, exif=b"", comment=b"", xmp=b"", **options
                    )
                case "png":
                    turned.save(into, format="PNG", exif=b"", **options)
                case ending:
                    turned.save(
                        into, format=ending.upper(), quality=90, exif=b"", xmp=b"", save_all=is_moving, **options
                    )
        except _WHAT_PILLOW_RAISES as error:
            raise FileRefused(name, _DAMAGED) from error
    return True


def _opened(path: Path, name: str) -> Image.Image:
    """The picture with its header read. Raises FileRefused when it is damaged, or larger than is ever decoded."""
    try:
        picture = Image.open(path, formats=["PNG", "JPEG", "WEBP", "AVIF", "GIF"])
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise FileRefused(name, _TOO_MANY_PIXELS, at_most=PIXELS_AT_MOST // 1_000_000) from error
    except _WHAT_PILLOW_RAISES as error:
        raise FileRefused(name, _DAMAGED) from error
    width, height = picture.size
    if width * height > PIXELS_AT_MOST or max(width, height) > SIDE_AT_MOST:
        picture.close()
        raise FileRefused(name, _TOO_LARGE, width=width, height=height, at_most=PIXELS_AT_MOST // 1_000_000)
    return picture


_TOO_LARGE = N_(
    "“%(name)s” is %(width)s × %(height)s pixels. The limit is %(at_most)s million in all. Make it smaller and send that."
)
_TOO_MANY_PIXELS = N_(
    "“%(name)s” has too many pixels. The limit is %(at_most)s million in all. Make it smaller and send that."
)
