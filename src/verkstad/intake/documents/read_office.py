# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Office files to pages: with pictures when LibreOffice is there and gives as many pages as it should, else text alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from verkstad.intake.documents.alternatives import put_on_pages
from verkstad.intake.documents.docx import read_docx
from verkstad.intake.documents.lighten import lighten
from verkstad.intake.documents.odp import read_odp
from verkstad.intake.documents.odt import read_odt
from verkstad.intake.documents.office import OfficeFailed, OfficeSlow, make_pdf
from verkstad.intake.documents.outline import to_pages
from verkstad.intake.documents.pdf import count_pages
from verkstad.intake.documents.pptx import read_pptx
from verkstad.intake.documents.read_pdf import read_pdf
from verkstad.intake.documents.slides import outline_of, with_pictures
from verkstad.intake.documents.text import pages_of
from verkstad.intake.documents.values import Limits, Options, Progress, RawDocument, Refused, Remark


class Drawing(NamedTuple):
    """What it takes to draw the pages of an office file."""

    office: Path | None
    into: Path | None
    scratch: Path
    limits: Limits
    progress: Progress
    started: Callable[[int], None]
    """Is told the group of processes that LibreOffice runs in."""


def read_slides(path: Path, kind: str, drawing: Drawing) -> RawDocument:
    """The texts from the file itself, the pictures from LibreOffice. Raises Refused."""
    read = read_pptx if kind == "pptx" else read_odp
    outline = outline_of(list(read(path, at_most=drawing.limits.pages)))
    if drawing.into is None:
        return outline
    count = len(outline.pages)
    drawing.progress(0, count)
    drawn, remark = _draw(path, kind, drawing, expected=count)
    document = with_pictures(outline, drawn) if drawn else outline
    return _with(document, remark)


def read_writing(path: Path, kind: str, drawing: Drawing) -> RawDocument:
    """Pages as LibreOffice makes them; without it, sections by their headings. Raises Refused."""
    blocks = read_docx(path) if kind == "docx" else read_odt(path)
    remark = None
    if drawing.into is not None:
        drawn, remark = _draw(path, kind, drawing, expected=None)
        if drawn is not None:
            return _with(drawn._replace(pages=put_on_pages(drawn.pages, blocks)), remark)
    return _with(pages_of(list(to_pages(blocks)), drawing.limits), remark)


def _with(document: RawDocument, remark: Remark | None) -> RawDocument:
    return document._replace(remarks=(*document.remarks, remark)) if remark else document


def _draw(path: Path, kind: str, drawing: Drawing, *, expected: int | None) -> tuple[RawDocument | None, Remark | None]:
    """The pages of the PDF that LibreOffice makes, or why there are none.

    ``expected`` is the number of slides that should be on it; with None, any number will do.
    """
    if drawing.office is None or drawing.into is None:
        return None, Remark("office_missing")
    light = drawing.scratch / f"light.{kind}"
    try:
        left_out = lighten(path, light)
        pdf = make_pdf(
            drawing.office,
            light,
            drawing.scratch,
            seconds=drawing.limits.office_seconds,
            started=drawing.started,
        )
    except OfficeSlow:
        return None, Remark("office_slow")
    except OfficeFailed:
        return None, Remark("office_failed")
    finally:
        light.unlink(missing_ok=True)
    try:
        pages = count_pages(pdf, drawing.limits.pages)
        # Pictures of other slides beside a slide's text would be worse than none.
        if expected is not None and pages != expected:
            return None, Remark("office_differs", amount=pages, expected=expected)
        drawn = read_pdf(
            pdf,
            into=drawing.into,
            scratch=drawing.scratch,
            limits=drawing.limits,
            options=Options(),
            progress=drawing.progress,
        )
    except Refused as refused:
        if refused.code == "too_many_pages":
            raise
        return None, Remark("office_failed")
    finally:
        pdf.unlink(missing_ok=True)
    return drawn, Remark("pictures_left_out", amount=left_out) if left_out else None
