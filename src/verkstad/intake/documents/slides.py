# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Slides of an office file, and their pictures from the PDF that LibreOffice made of them: joined only when they agree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from verkstad.intake.documents.clean import clean_line
from verkstad.intake.documents.values import RawDocument, RawPage, Refused, Remark


class Slide(NamedTuple):
    title: str = ""
    text: str = ""
    notes: str = ""
    is_unread: bool = False


def outline_of(slides: Sequence[Slide | None]) -> RawDocument:
    """Pages of text alone; hidden slides, which are None, are left out and told. Raises Refused when nothing is left."""
    shown = [slide for slide in slides if slide is not None]
    if not shown:
        raise Refused("only_hidden" if slides else "no_pages")
    return RawDocument(
        tuple(RawPage(slide.title, slide.text, slide.notes) for slide in shown), tuple(_remarks(shown, slides))
    )


def _remarks(shown: Sequence[Slide], slides: Sequence[Slide | None]) -> Iterator[Remark]:
    if len(shown) < len(slides):
        yield Remark("hidden", amount=len(slides) - len(shown))
    if unread := tuple(number for number, slide in enumerate(shown, 1) if slide.is_unread):
        yield Remark("unread", unread)


def with_pictures(outline: RawDocument, drawn: RawDocument) -> RawDocument:
    """The texts of the one with the pictures of the other, page by page. Raises ValueError when their numbers differ."""
    pages = tuple(_joined(page, picture) for page, picture in zip(outline.pages, drawn.pages, strict=True))
    undrawn = tuple(remark for remark in drawn.remarks if remark.code == "undrawn")
    return RawDocument(pages, (*outline.remarks, *undrawn))


def _joined(page: RawPage, drawn: RawPage) -> RawPage:
    """A slide without a title takes what is largest on its picture, when that is one of its paragraphs."""
    page = page._replace(width=drawn.width, height=drawn.height)
    if page.title or not drawn.title:
        return page
    paragraphs = page.text.split("\n\n")
    for at, paragraph in enumerate(paragraphs):
        if _bare(paragraph) == _bare(drawn.title):
            rest = "\n\n".join(paragraphs[:at] + paragraphs[at + 1 :])
            return page._replace(title=clean_line(paragraph), text=rest)
    return page


def _bare(text: str) -> str:
    return "".join(text.split()).casefold()
