# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages held to the sizes that records have: what is cut is told."""

from __future__ import annotations

from verkstad.intake.documents.clean import LINE_AT_MOST, TEXT_AT_MOST
from verkstad.intake.documents.values import RawDocument, RawPage, Remark

ALL_TEXT_AT_MOST = 20_000_000
"""Characters of a whole document: thirty novels."""


def fit(document: RawDocument) -> RawDocument:
    pages, cut, left = [], [], ALL_TEXT_AT_MOST
    for number, raw in enumerate(document.pages, 1):
        # A title that is too long for one stands first in the text.
        whole = raw
        if len(raw.title) > LINE_AT_MOST:
            whole = raw._replace(title="", text=f"{raw.title}\n\n{raw.text}".strip())
        page = _cut(whole, min(left, TEXT_AT_MOST))
        if page != whole:
            cut.append(number)
        left = max(0, left - len(page.text) - len(page.notes))
        pages.append(page)
    remarks = (Remark("text_cut", tuple(cut)),) if cut else ()
    return RawDocument(tuple(pages), (*document.remarks, *remarks))


def _cut(page: RawPage, at_most: int) -> RawPage:
    return page._replace(text=page.text[:at_most].rstrip(), notes=page.notes[:at_most].rstrip())
