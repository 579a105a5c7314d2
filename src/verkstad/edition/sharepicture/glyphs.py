# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Letters as they are pasted: each drawn once per size and colour, then kept; and how wide words are.

Young Serif, the pages' own, has the Latin letters; Source Serif has those of Greek, Cyrillic and Vietnamese. What neither has
is drawn as an empty box: a reader sees that something stands there. Widths are in thousandths of the font size: the font is not hinted, so a word is as many times wider as it is larger.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from importlib.resources import files
from io import BytesIO
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageFont

from verkstad.edition.sharepicture.palette import Ink, index_of

_UNITS = 1000
_FOLDER = files("verkstad.edition.sharepicture")
_FONT_FILES = [_FOLDER.joinpath(name).read_bytes() for name in ("YoungSerif-Regular.ttf", "VerkstadSerif-Semibold.ttf")]

# Never seen alone: joiners, variation selectors, marks that write direction.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Mn", "Me"})


class Glyph(NamedTuple):
    """A letter in palette indices, what of its box to paste, and where its box lies from the pen on the baseline."""

    picture: Image.Image
    mask: Image.Image
    left: int
    top: int


@lru_cache(maxsize=64)
def _font(face: int, size: int) -> ImageFont.FreeTypeFont:
    # The basic layout is Pillow's own; the other one depends on a library of the machine's.
    return ImageFont.truetype(BytesIO(_FONT_FILES[face]), size, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=2)
def _missing_picture(face: int) -> bytes:
    return bytes(_font(face, 40).getmask("\ufffe"))


@lru_cache(maxsize=8192)
def _face_of(character: str) -> int | None:
    """The number of the first font that has the character; None when none has it."""
    for face in range(len(_FONT_FILES)):
        if character == " " or bytes(_font(face, 40).getmask(character)) != _missing_picture(face):
            return face
    return None


def has_letter(character: str) -> bool:
    return _face_of(character) is not None


@lru_cache(maxsize=1024)
def clean(text: str) -> str:
    """One line, composed, without what is never seen; an emoji or a letter with marks becomes one character."""
    composed = unicodedata.normalize("NFC", " ".join(text.split()))
    if composed.isascii() and composed.isprintable():
        return composed
    composed = re.sub("\u200d.", "", composed)  # what is joined to an emoji
    return "".join(
        character for character in composed if has_letter(character) or unicodedata.category(character) not in _UNSEEN
    )


@lru_cache(maxsize=8192)
def advance(character: str) -> float:
    face = _face_of(character)
    if face is not None:
        return _font(face, _UNITS).getlength(character)
    return 1000 if unicodedata.east_asian_width(character) in "WF" else 620


@lru_cache(maxsize=32768)
def kerning(left: str, right: str) -> float:
    face = _face_of(left)
    if face is None or face != _face_of(right):
        return 0
    return _font(face, _UNITS).getlength(left + right) - advance(left) - advance(right)


@lru_cache(maxsize=16384)
def width(text: str) -> float:
    return sum(map(advance, text)) + sum(map(kerning, text, text[1:]))


@lru_cache(maxsize=4096)
def glyph(character: str, size: int, ink: Ink) -> Glyph | None:
    """None for what leaves no mark, such as a space."""
    face = _face_of(character)
    if face is not None:
        core, (left, top) = _font(face, size).getmask2(character, mode="L", anchor="ls")
        if not all(core.size):
            return None
        grey = Image.frombytes("L", core.size, bytes(core))
    else:
        grey, left, top = _box(round(advance(character) * size / _UNITS), size)
    picture = grey.point([index_of(ink, value) for value in range(256)]).convert("L")
    mask = picture.point([0] + [255] * 255)
    picture = Image.frombytes("P", picture.size, picture.tobytes())
    return Glyph(picture, mask, left, top)


def _box(across: int, size: int) -> tuple[Image.Image, int, int]:
    margin, height = max(1, size // 14), round(size * 0.68)
    grey = Image.new("L", (max(across - 2 * margin, 4), height))
    ImageDraw.Draw(grey).rectangle((0, 0, grey.width - 1, height - 1), outline=255, width=max(2, size // 24))
    return grey, margin, -height
