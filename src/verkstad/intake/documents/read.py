# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a document of any kind that people have to its pages, in the process that asks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from verkstad.intake.documents.fit import fit
from verkstad.intake.documents.markdown import read_markdown
from verkstad.intake.documents.read_office import Drawing, read_slides, read_writing
from verkstad.intake.documents.read_pdf import read_pdf
from verkstad.intake.documents.text import read_text
from verkstad.intake.documents.values import Limits, Options, Progress, RawDocument, Refused

KINDS = ("pdf", "pptx", "odp", "docx", "odt", "md", "txt")
"""By the ending that ``intake.files`` gives the content."""


def read_kind(
    path: Path,
    kind: str,
    *,
    into: Path | None,
    scratch: Path,
    limits: Limits,
    options: Options,
    progress: Progress,
    started: Callable[[int], None],
) -> RawDocument:
    """The pages of a file whose kind is known, and their pictures in ``into``.

    ``scratch`` is an empty folder to work in; ``started`` is told the group of processes of each program that is started.
    Raises Refused.
    """
    match kind:
        case "pdf":
            document = read_pdf(path, into=into, scratch=scratch, limits=limits, options=options, progress=progress)
        case "pptx" | "odp":
            drawing = Drawing(options.office, into, scratch, limits, progress, started)
            document = read_slides(path, kind, drawing)
        case "docx" | "odt":
            drawing = Drawing(options.office, into, scratch, limits, progress, started)
            document = read_writing(path, kind, drawing)
        case "md":
            document = read_markdown(path, limits=limits)
        case "txt":
            document = read_text(path, limits=limits)
        case _:
            raise Refused("no_document")
    return fit(document)
