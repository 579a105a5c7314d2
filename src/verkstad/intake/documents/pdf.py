# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""PDF files through PDFium: what stands on a page and where, and whether it is a picture of a page. Nothing in the file is run."""

from __future__ import annotations

import contextlib
import ctypes
import math
import mmap
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from verkstad.intake.documents.lines import HYPHEN, PageLines, TextLine
from verkstad.intake.documents.values import Refused

CHARACTERS_AT_MOST = 100_000
"""Of one page that are looked at."""
LINES_AT_MOST = 3_000
OBJECTS_AT_MOST = 20_000
BOOKMARKS_AT_MOST = 5_000
_COVERS = 0.6
"""The share of a page that a picture covers which is a scan of it."""
_FEW_CHARACTERS = 20
"""A scanner's stamp or a page number may stand as text on a page that is scanned."""
_DEPTH = 6


class PageFacts(NamedTuple):
    """A page as PDFium sees it. ``pixels`` are those of its largest picture, as bytes when decoded; alternatives are texts."""

    lines: PageLines
    alternatives: tuple[str, ...]
    is_scanned: bool
    picture_bytes: int


@contextlib.contextmanager
def opened(path: Path) -> Iterator[pypdfium2.PdfDocument]:
    """The document. Raises Refused when it is locked, damaged, or without pages."""
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        locked = error.err_code in {pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY}
        # PDFium's error may be that of another file before.
        raise Refused("locked" if locked and _names_encryption(path) else "damaged") from error
    try:
        yield document
    finally:
        document.close()


def _names_encryption(path: Path) -> bool:
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        return content.find(b"/Encrypt") >= 0


def count_pages(path: Path, at_most: int) -> int:
    """Raises Refused for none, and for more than ``at_most``."""
    with opened(path) as document:
        count = len(document)
    if count == 0:
        raise Refused("no_pages")
    if count > at_most:
        raise Refused("too_many_pages", count=count, at_most=at_most)
    return count


def read_bookmarks(path: Path) -> dict[int, list[str]]:
    """The titles of the bookmarks that lead to each page, counted from 0."""
    found: dict[int, list[str]] = {}
    with opened(path) as document, contextlib.suppress(pypdfium2.PdfiumError, RecursionError):
        for count, bookmark in enumerate(document.get_toc(max_depth=_DEPTH)):
            if count >= BOOKMARKS_AT_MOST:
                break
            destination = bookmark.get_dest()
            index = destination.get_index() if destination else None
            if index is not None and (title := bookmark.get_title()):
                found.setdefault(index, []).append(title)
    return found


def read_page(page: pypdfium2.PdfPage) -> PageFacts:
    lines = _read_lines(page)
    share, picture_bytes = _look_at_pictures(page)
    characters = sum(len(line.text.strip()) for line in lines.lines)
    return PageFacts(
        lines=lines,
        alternatives=tuple(_alternative_texts(page)),
        is_scanned=share >= _COVERS and characters < _FEW_CHARACTERS,
        picture_bytes=picture_bytes,
    )


def _read_lines(page: pypdfium2.PdfPage) -> PageLines:
    width, height = page.get_size()
    lines: list[TextLine] = []
    text = page.get_textpage()
    try:
        count = min(text.count_chars(), CHARACTERS_AT_MOST)
        codes = [pdfium.FPDFText_GetUnicode(text, at) for at in range(count)]
        first = 0
        for at, code in enumerate([*codes, 0x0A]):
            is_end = code in {0x0A, 0x0D}
            if not is_end and code != ord(HYPHEN):
                continue
            if line := _read_line(page, text, codes, first, at if is_end else at + 1):
                lines.append(line)
            first = at + 1
            if len(lines) >= LINES_AT_MOST:
                break
    finally:
        text.close()
    return PageLines(width, height, tuple(lines))


def _read_line(
    page: pypdfium2.PdfPage, text: pypdfium2.PdfTextPage, codes: list[int], first: int, end: int
) -> TextLine | None:
    """The characters from ``first`` to ``end`` as a line, placed by its first and its last that can be seen."""
    seen = [at for at in range(first, end) if codes[at] > 0x20 and codes[at] != 0xA0]
    if not seen:
        return None
    boxes = [_place(page, text.get_charbox(at, loose=True)) for at in (seen[0], seen[len(seen) // 2], seen[-1])]
    angle = pdfium.FPDFText_GetCharAngle(text, seen[0])
    is_level = abs(math.sin(angle)) < 0.1
    return TextLine(
        text="".join(map(chr, codes[first:end])),
        left=min(box[0] for box in boxes),
        top=min(box[1] for box in boxes),
        right=max(box[2] for box in boxes),
        bottom=max(box[3] for box in boxes),
        size=max(box[3] - box[1] if is_level else box[2] - box[0] for box in boxes),
        is_level=is_level,
    )


def _place(page: pypdfium2.PdfPage, box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    """(left, top, right, bottom) from the upper left corner of the page as it is shown, turned and cut."""
    width, height = page.get_size()
    scale = 100  # PDFium answers in whole device units
    x, y = ctypes.c_int(), ctypes.c_int()
    points = []
    for across, up in ((box[0], box[1]), (box[2], box[3])):
        pdfium.FPDF_PageToDevice(page, 0, 0, round(width * scale), round(height * scale), 0, across, up, x, y)
        points.append((x.value / scale, y.value / scale))
    (x1, y1), (x2, y2) = points
    return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)


def _look_at_pictures(page: pypdfium2.PdfPage) -> tuple[float, int]:
    """(the share of the page that its largest picture covers, the bytes of the one that takes most memory when decoded).

    A picture inside a form (a drawing that is placed as one) counts with the place of the outermost form.
    """
    width, height = page.get_size()
    whole = max(width * height, 1)
    share, memory, left_to_see = 0.0, 0, OBJECTS_AT_MOST
    waiting = [(pdfium.FPDFPage_CountObjects(page), pdfium.FPDFPage_GetObject, page, None, 0)]
    while waiting:
        count, get, holder, place, depth = waiting.pop()
        for at in range(min(count, left_to_see)):
            left_to_see -= 1
            found = get(holder, at)
            match pdfium.FPDFPageObj_GetType(found):
                case pdfium.FPDF_PAGEOBJ_FORM if depth < _DEPTH:
                    inside = pdfium.FPDFFormObj_CountObjects(found)
                    waiting.append((inside, pdfium.FPDFFormObj_GetObject, found, place or found, depth + 1))
                case pdfium.FPDF_PAGEOBJ_IMAGE:
                    share = max(share, _area(place or found, width, height) / whole)
                    memory = max(memory, _bytes_decoded(found))
    return share, memory


def _area(found: Any, width: float, height: float) -> float:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(found, left, bottom, right, top):
        return 0.0
    return min(abs(right.value - left.value), width) * min(abs(top.value - bottom.value), height)


def _bytes_decoded(found: Any) -> int:
    across, down = ctypes.c_uint(), ctypes.c_uint()
    if not pdfium.FPDFImageObj_GetImagePixelSize(found, across, down):
        return 0
    filters = range(min(pdfium.FPDFImageObj_GetImageFilterCount(found), 8))
    name = ctypes.create_string_buffer(32)
    is_jpeg2000 = False
    for at in filters:
        pdfium.FPDFImageObj_GetImageFilter(found, at, name, len(name))
        is_jpeg2000 |= name.value == b"JPXDecode"
    # JPEG 2000 is decoded to whole numbers of four bytes for each colour.
    return across.value * down.value * (16 if is_jpeg2000 else 5)


def _alternative_texts(page: pypdfium2.PdfPage) -> Iterator[str]:
    """Of the figures of a tagged PDF."""
    tree: Any = pdfium.FPDF_StructTree_GetForPage(page)
    if not tree:
        return
    try:
        waiting = [
            (pdfium.FPDF_StructTree_GetChildAtIndex(tree, at), 0)
            for at in reversed(range(min(pdfium.FPDF_StructTree_CountChildren(tree), OBJECTS_AT_MOST)))
        ]
        for _ in range(OBJECTS_AT_MOST):
            if not waiting:
                break
            element, depth = waiting.pop()
            if not element:
                continue
            if alternative := _alternative_text(element):
                yield alternative
            elif depth < 4 * _DEPTH:
                children = min(pdfium.FPDF_StructElement_CountChildren(element), OBJECTS_AT_MOST)
                waiting += [
                    (pdfium.FPDF_StructElement_GetChildAtIndex(element, at), depth + 1)
                    for at in reversed(range(children))
                ]
    finally:
        pdfium.FPDF_StructTree_Close(tree)


def _alternative_text(element: Any) -> str:
    size = pdfium.FPDF_StructElement_GetAltText(element, None, 0)
    if not 2 < size < 20_000:
        return ""
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDF_StructElement_GetAltText(element, buffer, size)
    return buffer.raw.decode("utf-16-le", "ignore").rstrip("\0")
