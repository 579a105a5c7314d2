# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Plain text into pages: where it has form feeds, or about a page's worth at a time."""

from __future__ import annotations

import re
from pathlib import Path

from verkstad.intake.documents.clean import clean_text
from verkstad.intake.documents.outline import PAGE_WORTH, parts
from verkstad.intake.documents.values import Limits, RawDocument, RawPage, Refused

BYTES_AT_MOST = 20_000_000
_BETWEEN_PARAGRAPHS = re.compile(r"\n[^\S\n]*\n")


def decode(path: Path) -> str:
    """The text of a file in UTF-8. Raises Refused when it is too long, or when it is something else."""
    if path.stat().st_size > BYTES_AT_MOST:
        raise Refused("too_long")
    try:
        return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        raise Refused("damaged") from error


def read_text(path: Path, *, limits: Limits) -> RawDocument:
    """Raises Refused."""
    pages = [
        RawPage("", part) for sheet in decode(path).split("\f") for part in parts(_paragraphs(sheet), long=PAGE_WORTH)
    ]
    return pages_of(pages, limits)


def _paragraphs(sheet: str) -> list[str]:
    clean = (clean_text(each, at_most=None) for each in _BETWEEN_PARAGRAPHS.split(sheet))
    return [text for text in clean if text]


def pages_of(pages: list[RawPage], limits: Limits) -> RawDocument:
    """Raises Refused for no pages, and for more than the limit."""
    if not pages:
        raise Refused("no_text")
    if len(pages) > limits.pages:
        raise Refused("too_many_pages", count=len(pages), at_most=limits.pages)
    return RawDocument(tuple(pages))
