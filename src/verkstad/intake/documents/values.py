# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What reading a document may cost, what it gives before it is checked, and how it is refused. Without Django, which costs time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

MB = 1_000_000

Progress = Callable[[int, int], None]
"""Is told (pages done, pages in all); all is 0 while nobody knows. What it raises breaks the reading off."""


class Limits(NamedTuple):
    """What one document may cost. Memory is that of all processes together, in bytes."""

    pages: int = 2_000
    memory: int = 480 * MB
    seconds: float = 900
    """From start to end, without OCR."""
    processor_seconds: int = 900
    """Of each process."""
    page_seconds: float = 30
    """For one page's text and picture."""
    office_seconds: float = 180
    """For LibreOffice to make a PDF."""
    ocr_seconds: float = 1_800
    """For reading scanned pages, all together."""
    file_bytes: int = 500 * MB
    """Of any file that is written on the way."""
    processes: int = 2
    """That read and draw pages side by side. With 0 this process does it itself, and what brings it down brings it down."""


class Options(NamedTuple):
    """Which programs may be used. ``ocr_languages`` in Tesseract's words, such as ``("swe", "eng")``; empty: no OCR."""

    office: Path | None = None
    tesseract: Path | None = None
    ocr_languages: tuple[str, ...] = ()


class RawPage(NamedTuple):
    """A page as it was read: cleaned, not yet checked."""

    title: str = ""
    text: str = ""
    notes: str = ""
    width: int | None = None
    height: int | None = None
    is_scanned: bool = False


class Remark(NamedTuple):
    """Something that the editor should know of a document that was read; ``remarks.message`` says it in a sentence."""

    code: str
    pages: tuple[int, ...] = ()
    amount: int = 0
    expected: int = 0


class RawDocument(NamedTuple):
    pages: tuple[RawPage, ...]
    remarks: tuple[Remark, ...] = ()


class Refused(Exception):
    """A document that is not read, by the name of the reason in ``refused.SENTENCES``, with the numbers that it tells."""

    def __init__(self, code: str, **values: int) -> None:
        self.code = code
        self.values = values
        super().__init__(code, values)
