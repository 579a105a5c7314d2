# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""A document as its pages: what each says, and the size of its picture. Written as JSON that its own sum can name."""

from __future__ import annotations

import json
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from verkstad.records.base import Count, LanguageTag, Line, Prose, Record
from verkstad.records.things import Pixels

PICTURE_WIDTHS = (480, 1280)
"""Pixels across of the two pictures of a page; a page that is very tall is narrower than the number says."""
PICTURE_TYPE = "image/webp"

PAGES_AT_MOST = 10_000


class Page(Record):
    """A page of a document, a slide of a presentation, or a section of a text that has no pages.

    ``text`` is what stands on the page in the order that it is read, without ``title``, which stands before it. It has
    the alternative texts of pictures in square brackets. ``notes`` are the speaker's. ``width`` and ``height`` are those
    of the large picture, in pixels; without them the page has no picture. A page ``is_scanned`` when it is a picture of
    a page: then its text, if it has any, was read by a machine and may contain errors.
    """

    number: Annotated[int, Field(ge=1, le=PAGES_AT_MOST)]
    title: Line | None = None
    text: Prose | None = None
    notes: Prose | None = None
    width: Pixels | None = None
    height: Pixels | None = None
    is_scanned: bool = False

    @model_validator(mode="after")
    def _size_is_whole(self) -> Self:
        if (self.width is None) != (self.height is None):
            raise PydanticCustomError("image_size", "a picture has both a width and a height, or neither")
        return self

    @property
    def has_picture(self) -> bool:
        return self.width is not None


class Pages(Record):
    """All pages of a document, numbered from 1.

    ``word_count`` counts titles and texts; notes, which may not be published, are not counted. ``language`` is a guess
    from the same words. A document ``is_scanned`` when at least half of its pages are.
    """

    format: Literal["verkstad-pages/1"] = "verkstad-pages/1"
    language: LanguageTag | None = None
    word_count: Count
    is_scanned: bool = False
    has_pictures: bool = False
    pages: Annotated[tuple[Page, ...], Field(min_length=1, max_length=PAGES_AT_MOST)]

    @model_validator(mode="after")
    def _pages_follow_each_other(self) -> Self:
        if any(page.number != number for number, page in enumerate(self.pages, 1)):
            raise PydanticCustomError("page_numbers", "pages are numbered from 1, in order, without gaps")
        if self.has_pictures != any(page.has_picture for page in self.pages):
            raise PydanticCustomError("has_pictures", "a document has pictures when one of its pages has")
        return self


def picture_name(number: int, width: int) -> str:
    """The file of a page's picture: ``0007-1280.webp``."""
    return f"{number:04}-{width}.webp"


def write_pages(pages: Pages) -> bytes:
    """As JSON in UTF-8, keys in order, absent values left out: equal pages give equal bytes."""
    content = pages.model_dump(mode="json", exclude_none=True)
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() + b"\n"


def read_pages(content: bytes) -> Pages:
    """What :func:`write_pages` wrote. Raises pydantic's ValidationError for anything else."""
    return Pages.model_validate_json(content)


def without_notes(pages: Pages) -> Pages:
    """What is published when the author does not allow the speaker notes."""
    if not any(page.notes for page in pages.pages):
        return pages
    return pages.model_copy(update={"pages": tuple(page.model_copy(update={"notes": None}) for page in pages.pages)})
