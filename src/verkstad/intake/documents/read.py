# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a document of any kind that people have to its pages, in the process that asks."""

from __future__ import annotations

from pathlib import Path

from verkstad.intake.documents.fit import fit
from verkstad.intake.documents.markdown import read_markdown
from verkstad.intake.documents.read_pdf import read_pdf
from verkstad.intake.documents.text import read_text
from verkstad.intake.documents.values import Limits, Options, Progress, RawDocument, Refused

KINDS = ("pdf", "md", "txt")
"""By the ending that ``intake.files`` gives the content."""


def read_kind(
    path: Path, kind: str, *, into: Path | None, limits: Limits, options: Options, progress: Progress
) -> RawDocument:
    """The pages of a file whose kind is known, and their pictures in ``into``. Raises Refused."""
    match kind:
        case "pdf":
            document = read_pdf(path, into=into, limits=limits, progress=progress)
        case "md":
            document = read_markdown(path, limits=limits)
        case "txt":
            document = read_text(path, limits=limits)
        case _:
            raise Refused("no_document")
    return fit(document)
