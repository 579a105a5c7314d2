# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages as they were read into checked values, with language and number of words; and what the editor should know of them."""

from __future__ import annotations

from typing import NamedTuple

from verkstad.intake.documents.language import guess_language
from verkstad.intake.documents.remarks import message
from verkstad.intake.documents.values import RawDocument, RawPage, Remark
from verkstad.records.pages import Page, Pages
from verkstad.search.analysis.words import plain_words

_WORDS_TO_GUESS_BY = 20_000


class Reading(NamedTuple):
    """A document that was read."""

    pages: Pages
    remarks: tuple[Remark, ...] = ()

    def messages(self) -> list[str]:
        """The remarks as sentences, in the language of whoever reads them."""
        return [message(remark) for remark in self.remarks]


def assemble(document: RawDocument) -> Reading:
    """Of what :func:`~verkstad.intake.documents.fit.fit` gives."""
    pages = document.pages
    first_words: list[str] = []
    count = 0
    for page in pages:
        words = plain_words(f"{page.title}\n{page.text}")
        first_words += words[: max(0, _WORDS_TO_GUESS_BY - count)]
        count += len(words)
    scanned = sum(page.is_scanned for page in pages)
    return Reading(
        Pages(
            language=guess_language(first_words),
            word_count=count,
            is_scanned=2 * scanned >= len(pages) and scanned > 0,
            has_pictures=any(page.width is not None for page in pages),
            pages=tuple(_page(number, page) for number, page in enumerate(pages, 1)),
        ),
        document.remarks,
    )


def _page(number: int, raw: RawPage) -> Page:
    return Page(
        number=number,
        title=raw.title or None,
        text=raw.text or None,
        notes=raw.notes or None,
        width=raw.width,
        height=raw.height,
        is_scanned=raw.is_scanned,
    )
