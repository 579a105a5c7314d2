# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why a document is not read: what is wrong with it, and what to do instead."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_noop as N_

from verkstad.intake.documents.values import Refused
from verkstad.intake.files import FileRefused

SENTENCES: Mapping[str, str] = {
    "locked": N_("“%(name)s” is locked with a password. Save it without one and send that."),
    "damaged": N_("“%(name)s” is damaged: no page of it can be read. Save it again and send that."),
    "no_pages": N_("“%(name)s” has no pages. Check that it is the right file and send that."),
    "only_hidden": N_(
        "All slides of “%(name)s” are hidden. Show those that are meant for readers, save it and send that."
    ),
    "too_many_pages": N_(
        "“%(name)s” has %(count)s pages. The limit is %(at_most)s. Divide it into several files and send those."
    ),
    "no_text": N_("“%(name)s” has no text. Write something in it and send that."),
    "swells": N_("“%(name)s” unpacks to far more than it is, as files made to do harm are. Send it as PDF instead."),
    "declares": N_(
        "“%(name)s” has declarations inside that no office program writes, as files made to do harm have. Send it as PDF instead."
    ),
    "too_long": N_("“%(name)s” has more text than can be read. Divide it into several files and send those."),
    "too_slow": N_(
        "Reading “%(name)s” took longer than the limit of %(minutes)s min and was stopped. Save it as PDF, or divide it, and send that."
    ),
    "too_much_memory": N_(
        "“%(name)s” needs more memory than a document may take. Save it with smaller pictures, or as PDF, and send that."
    ),
    "crashed": N_(
        "Reading “%(name)s” broke off, so something in it is damaged. Save it again, or as PDF, and send that."
    ),
    "no_document": N_(
        "“%(name)s” is not a document that has pages. Send PDF, PPTX, ODP, DOCX, ODT, Markdown or plain text."
    ),
}


class DocumentRefused(FileRefused):
    """A document that gives no pages. Nothing is kept of it but the file; ``code`` is a key of SENTENCES."""

    def __init__(self, name: str, code: str, **values: int) -> None:
        self.code = code
        super().__init__(name, SENTENCES[code], **values)

    @classmethod
    def of(cls, refused: Refused, name: str) -> DocumentRefused:
        return cls(name, refused.code, **refused.values)
