# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an editor should know of a document that was read, in sentences: what is missing, why, and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from verkstad.intake.documents.values import Remark


def message(remark: Remark) -> str:
    """In the language of whoever reads it."""
    values = {"pages": _ranges(remark.pages), "count": remark.amount, "expected": remark.expected}
    return _sentence(remark.code, len(remark.pages), remark.amount) % values


def _sentence(code: str, pages: int, count: int) -> str:
    match code:
        case "scanned":
            return ngettext(
                "Page %(pages)s is a picture without text: it cannot be searched, nor read aloud. Send a file with text if there is one.",
                "Pages %(pages)s are pictures without text: they cannot be searched, nor read aloud. Send a file with text if there is one.",
                pages,
            )
        case "machine_read":
            return ngettext(
                "The text of page %(pages)s was read from a picture by a machine, and may contain errors.",
                "The text of pages %(pages)s was read from pictures by a machine, and may contain errors.",
                pages,
            )
        case "ocr_missing":
            return _(
                "Scanned pages were not read: Tesseract or one of its languages is missing. Ask those who run the server."
            )
        case "unread":
            return ngettext(
                "Page %(pages)s could not be read. Save the file again and send that.",
                "Pages %(pages)s could not be read. Save the file again and send that.",
                pages,
            )
        case "undrawn":
            return ngettext(
                "There is no picture of page %(pages)s: what stands on it is too large or too slow to draw.",
                "There are no pictures of pages %(pages)s: what stands on them is too large or too slow to draw.",
                pages,
            )
        case "hidden":
            return ngettext(
                "%(count)s hidden slide was left out.",
                "%(count)s hidden slides were left out.",
                count,
            )
        case "pictures_left_out":
            return ngettext(
                "%(count)s picture in the file is too large to draw, and a grey field stands in its place.",
                "%(count)s pictures in the file are too large to draw, and grey fields stand in their places.",
                count,
            )
        case "text_cut":
            return ngettext(
                "Page %(pages)s has more text than is taken in; its end is left out.",
                "Pages %(pages)s have more text than is taken in; their ends are left out.",
                pages,
            )
        case "office_missing":
            return _(
                "The pages have text but no pictures, since LibreOffice is not installed. Send the file as PDF to have pictures too."
            )
        case "office_slow":
            return _(
                "The pages have text but no pictures: drawing them took too long. Send the file as PDF to have pictures too."
            )
        case "office_differs":
            return _(
                "The pages have text but no pictures: LibreOffice drew %(count)s pages where there should be %(expected)s. Send the file as PDF to have pictures too."
            )
        case _:
            return _(
                "The pages have text but no pictures: LibreOffice could not draw them. Send the file as PDF to have pictures too."
            )


def _ranges(numbers: Sequence[int]) -> str:
    """``3–5, 9``."""
    parts: list[list[int]] = []
    for number in numbers:
        if parts and number == parts[-1][-1] + 1:
            parts[-1] = [parts[-1][0], number]
        else:
            parts.append([number])
    return ", ".join("–".join(map(str, part)) for part in parts)
