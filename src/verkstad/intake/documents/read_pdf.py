# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a PDF to its pages, with their pictures written beside. Each page is read and drawn in a process that it may bring down."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2

from verkstad.intake.apart.own_process import memory_held
from verkstad.intake.documents.alternatives import alternative, with_alternatives
from verkstad.intake.documents.clean import clean_line, clean_text
from verkstad.intake.documents.lines import PageLines, TextLine, title_and_text, without_repeated
from verkstad.intake.documents.ocr import can_read, read_scanned
from verkstad.intake.documents.page_workers import Begin, Ended, Work, share_out
from verkstad.intake.documents.pdf import count_pages, read_bookmarks, read_page
from verkstad.intake.documents.pictures import CannotDraw, draw_page
from verkstad.intake.documents.values import MB, Limits, Options, Progress, RawDocument, RawPage, Refused, Remark

_BESIDE_A_PICTURE = 60 * MB
"""What drawing a page takes besides the largest picture on it."""


@dataclass
class _Found:
    """What is known of a page so far."""

    lines: PageLines | None = None
    alternatives: tuple[str, ...] = ()
    is_scanned: bool = False
    width: int | None = None
    height: int | None = None
    waits: bool = False
    """Whether drawing it takes more than a share of the memory."""
    is_settled: bool = False
    """Whether trying once more would change nothing."""


def read_pdf(
    path: Path, *, into: Path | None, scratch: Path, limits: Limits, options: Options, progress: Progress
) -> RawDocument:
    """The pages, and their pictures in ``into`` unless that is None; scanned ones are read by OCR where ``options`` say so.

    A page that needs more than its share of the memory, or that brought its process down, is tried once more alone.
    Raises Refused for a file that gives no page at all, OSError when pictures cannot be written.
    """
    count = count_pages(path, limits.pages)
    found = {number: _Found() for number in range(1, count + 1)}
    allowed = max(limits.memory - memory_held(), 2 * _BESIDE_A_PICTURE)
    progress(0, count)
    for processes in (limits.processes, min(limits.processes, 1)):
        share = allowed // max(processes, 1)
        begin = _begin(path, into, largest=share - _BESIDE_A_PICTURE)
        left = [number for number, page in found.items() if not page.is_settled]
        for number, told in share_out(left, begin, processes=processes, memory=share, page_seconds=limits.page_seconds):
            _note(found[number], told)
            if isinstance(told, Ended):
                progress(sum(page.is_settled for page in found.values()), count)
    if not any(page.lines for page in found.values()):
        raise Refused("damaged")
    progress(count, count)
    remarks = [*_remarks(found, is_drawn=into is not None)]
    scanned = [number for number, page in found.items() if page.is_scanned]
    if scanned and options.ocr_languages:
        if can_read(options):
            read = read_scanned(path, scanned, options=options, scratch=scratch, limits=limits, progress=progress)
            for number, lines in read.items():
                found[number].lines = lines
            scanned = [number for number in scanned if number not in read]
            remarks += [Remark("machine_read", tuple(sorted(read)))] if read else []
        else:
            remarks.append(Remark("ocr_missing"))
    remarks += [Remark("scanned", tuple(scanned))] if scanned else []
    return RawDocument(_pages(path, list(found.values())), tuple(remarks))


def _begin(path: Path, into: Path | None, *, largest: int) -> Begin:
    def begin() -> Work:
        document = pypdfium2.PdfDocument(path)

        def work(number: int) -> Iterator[Any]:
            try:
                page = document[number - 1]
            except pypdfium2.PdfiumError:
                return
            try:
                facts = read_page(page)
                yield {"lines": facts.lines, "alternatives": facts.alternatives, "is_scanned": facts.is_scanned}
                if into is None:
                    return
                if facts.picture_bytes > largest:
                    yield {"waits": True}  # PDFium would leave the picture out and say nothing
                    return
                yield {"size": draw_page(page, number, into)}
            except CannotDraw:
                return
            except OSError as error:
                yield {"errno": error.errno}  # a disk that is full is no fault of the page
            finally:
                page.close()

        return work

    return begin


def _note(page: _Found, told: Any) -> None:
    match told:
        case {"lines": [width, height, lines], "alternatives": alternatives, "is_scanned": is_scanned}:
            page.lines = PageLines(width, height, tuple(TextLine(*line) for line in lines))
            page.alternatives, page.is_scanned, page.waits = tuple(alternatives), is_scanned, False
        case {"waits": True}:
            page.waits = True
        case {"errno": int(number)}:
            raise OSError(number, os.strerror(number))
        case {"size": [width, height]}:
            page.width, page.height = width, height
        case Ended.HUNG:
            page.is_settled = True
        case Ended.DONE:
            page.is_settled = not page.waits


def _pages(path: Path, found: list[_Found]) -> tuple[RawPage, ...]:
    bookmarks = read_bookmarks(path)
    lines = without_repeated([page.lines or PageLines(0, 0, ()) for page in found])
    pages = []
    for index, (page, on_page) in enumerate(zip(found, lines, strict=True)):
        title, text = title_and_text(on_page, bookmarks.get(index, ()))
        said = [clean_text(alternative(each)) for each in page.alternatives if clean_line(each) not in text]
        pages.append(RawPage(title, with_alternatives(text, said), "", page.width, page.height, page.is_scanned))
    return tuple(pages)


def _remarks(found: dict[int, _Found], *, is_drawn: bool) -> Iterator[Remark]:
    unread = tuple(number for number, page in found.items() if page.lines is None)
    undrawn = tuple(number for number, page in found.items() if page.lines and page.width is None)
    if unread:
        yield Remark("unread", unread)
    if undrawn and is_drawn:
        yield Remark("undrawn", undrawn)
