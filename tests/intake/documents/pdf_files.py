# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Small PDF files: slides as a program would write them, and files that no program should."""

from __future__ import annotations

import io
import zlib
from collections.abc import Sequence
from pathlib import Path

from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

SLIDE = (960, 540)


def slides(
    path: Path, pages: Sequence[tuple[str, Sequence[str]]], *, footer: str = "", password: tuple[str, str] | None = None
) -> Path:
    """A page for each (title, lines); ``password`` is (the reader's, the owner's)."""
    locked = StandardEncryption(password[0], ownerPassword=password[1], strength=128) if password else None
    canvas = Canvas(str(path), pagesize=SLIDE, encrypt=locked)
    for number, (title, lines) in enumerate(pages, 1):
        if footer:
            canvas.setFont("Helvetica", 10)
            canvas.drawString(40, 15, f"{footer} {number}")
        canvas.setFont("Helvetica-Bold", 36)
        canvas.drawString(40, 470, title)
        canvas.setFont("Helvetica", 20)
        for at, line in enumerate(lines):
            canvas.drawString(60, 400 - at * 30, line)
        canvas.showPage()
    canvas.save()
    return path


def scanned(path: Path, *, of: int = 1, texts: Sequence[int] = (), size: tuple[int, int] = (400, 300)) -> Path:
    """Pages that are pictures; those numbered in ``texts`` have text instead."""
    canvas = Canvas(str(path), pagesize=SLIDE)
    for number in range(1, of + 1):
        if number in texts:
            canvas.setFont("Helvetica", 20)
            canvas.drawString(60, 400, "Den här sidan har text i sig, och den går att söka i.")
        else:
            into = io.BytesIO()
            Image.linear_gradient("L").resize(size).save(into, "PNG")
            canvas.drawImage(ImageReader(into), 0, 0, *SLIDE)
        canvas.showPage()
    canvas.save()
    return path


def raw(path: Path, *objects: bytes) -> Path:
    """Objects numbered from 1, the first of which is the catalogue."""
    content, places = bytearray(b"%PDF-1.7\n"), []
    for number, each in enumerate(objects, 1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    start = len(content)
    content += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    content += b"".join(b"%010d 00000 n \n" % place for place in places)
    content += b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    path.write_bytes(content)
    return path


def stream(content: bytes, words: bytes = b"") -> bytes:
    packed = zlib.compress(content, 9)
    return b"<</Length %d/Filter/FlateDecode%s>>stream\n%s\nendstream" % (len(packed), words, packed)


FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def one_page(path: Path, content: bytes, *, box: bytes = b"0 0 612 792", catalogue: bytes = b"") -> Path:
    """A page that draws ``content``, with the font F1."""
    return raw(
        path,
        b"<</Type/Catalog/Pages 2 0 R%s>>" % catalogue,
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>" % box,
        stream(content),
        FONT,
    )
