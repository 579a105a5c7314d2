# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading a document in a process of its own, which may hang, swell or fall: then the document is refused, and nothing else suffers."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pydantic import ValidationError

from verkstad.intake.documents.assemble import Reading, assemble
from verkstad.intake.documents.child_process import ChildProcess
from verkstad.intake.documents.refused import DocumentRefused
from verkstad.intake.documents.values import Limits, Options, Progress, RawDocument
from verkstad.intake.files import read_file
from verkstad.records.pages import PICTURE_WIDTHS, picture_name

_FOLDER = ".reading-"
_LEFT_BEHIND = 24 * 3600


_LIMITS, _OPTIONS = Limits(), Options()


def _nobody(_done: int, _count: int) -> None:
    """Nobody follows the progress."""


def read_apart(
    path: Path,
    *,
    name: str | None = None,
    into: Path | None,
    limits: Limits = _LIMITS,
    options: Options = _OPTIONS,
    progress: Progress = _nobody,
) -> Reading:
    """Read a document; the pictures of its pages are then in ``into``, which may not be there yet or must be empty.

    ``progress`` is told (pages done, pages in all) with each page and at least every other second, so that a lease can be
    renewed; what it raises stops the reading. Raises DocumentRefused, FileRefused for a file that is no document at all,
    and OSError when the disk is full; then nothing is in ``into``.
    """
    name = name or path.name
    facts = read_file(path, name)
    with _staging(into) as staging:
        pictures = staging / "pictures"
        asked = {
            "path": str(path.resolve()),
            "kind": facts.ending,
            "into": str(pictures) if into else None,
            "limits": limits._asdict(),
            "options": [
                options.office and str(options.office),
                options.tesseract and str(options.tesseract),
                options.ocr_languages,
            ],
        }
        seconds = limits.seconds + (limits.office_seconds if options.office else 0)
        seconds += limits.ocr_seconds if options.ocr_languages else 0
        document = ChildProcess(name, staging / "scratch", seconds=seconds, progress=progress).ask(asked)
        try:
            reading = assemble(document)
        except ValidationError as error:
            raise DocumentRefused(name, "crashed") from error
        if into:
            _check_pictures(document, pictures, name)
            os.rename(pictures, into)  # in one step, and only where nothing is
    return reading


def remove_left_behind(folder: Path, *, now: float) -> int:
    """Remove what readings whose caller was killed left beside their ``into``, a day after; ``now`` in seconds since 1970."""
    left = [each for each in folder.glob(f"{_FOLDER}*") if now - each.stat().st_mtime > _LEFT_BEHIND]
    for each in left:
        shutil.rmtree(each, ignore_errors=True)
    return len(left)


@contextmanager
def _staging(into: Path | None) -> Iterator[Path]:
    """A folder on the disk of ``into``, so that what is finished need not be copied."""
    if into and into.exists() and any(into.iterdir()):
        raise FileExistsError(errno.ENOTEMPTY, os.strerror(errno.ENOTEMPTY), str(into))
    if into:
        into.parent.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=_FOLDER, dir=into.parent if into else None))
    try:
        (folder / "pictures").mkdir()
        (folder / "scratch").mkdir()
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _check_pictures(document: RawDocument, folder: Path, name: str) -> None:
    """The pictures of the pages that have them, whole, and nothing else: a PDF may have taken the process over."""
    expected = {
        picture_name(number, width)
        for number, page in enumerate(document.pages, 1)
        if page.width
        for width in PICTURE_WIDTHS
    }
    for file in folder.iterdir():
        if file.name not in expected or file.is_symlink() or not file.is_file():
            file.unlink()  # of a page whose process fell while it wrote
            continue
        with file.open("rb") as opened:
            head = opened.read(12)
        if head[:4] != b"RIFF" or head[8:] != b"WEBP" or int.from_bytes(head[4:8], "little") + 8 != file.stat().st_size:
            raise DocumentRefused(name, "crashed")
        expected.discard(file.name)
    if expected:
        raise DocumentRefused(name, "crashed")
