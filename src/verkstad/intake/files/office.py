# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Presentations and documents that are zip archives: told by what is inside, and refused when they would swell."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path

from django.utils.translation import gettext_noop as N_

from verkstad.intake.files.refused import FileRefused
from verkstad.intake.files.types import DOCX, ODP, ODT, PPTX, FileFacts

PARTS_AT_MOST = 20_000
SWELLS_AT_MOST = 100
"""Times that all parts together may be larger than the file, beyond SMALL."""
SMALL = 200 * 1024 * 1024
"""Bytes that a file may swell to, however small it is: slides repeat themselves."""
READ_AT_MOST = 1024 * 1024

_OPEN_XML = {
    b"presentationml.presentation.main+xml": PPTX,
    b"presentationml.slideshow.main+xml": PPTX,
    b"wordprocessingml.document.main+xml": DOCX,
}
_OPEN_DOCUMENT = {facts.media_type.encode(): facts for facts in (ODP, ODT)}


_LOCKED = N_("“%(name)s” is locked with a password. Save it without one and send that.")


def read_office(path: Path, name: str) -> FileFacts:
    """Raises FileRefused for a bomb, macros, a password, a damaged archive, or one that is no presentation or document."""
    try:
        with zipfile.ZipFile(path) as archive:
            _look_at_sizes(archive, path.stat().st_size, name)
            return _kind(archive, name)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError, RuntimeError) as error:
        raise FileRefused(
            name, N_("“%(name)s” is damaged: it cannot be unpacked. Save it again and send that.")
        ) from error


def _look_at_sizes(archive: zipfile.ZipFile, size: int, name: str) -> None:
    parts = archive.infolist()
    swollen = sum(part.file_size for part in parts)
    if len(parts) > PARTS_AT_MOST or swollen > max(SMALL, SWELLS_AT_MOST * size):
        raise FileRefused(
            name, N_("“%(name)s” unpacks to far more than it is, as files made to do harm are. Send it as PDF instead.")
        )
    if any(part.flag_bits & 1 for part in parts):
        raise FileRefused(name, _LOCKED)


def _kind(archive: zipfile.ZipFile, name: str) -> FileFacts:
    names = set(archive.namelist())
    if "mimetype" in names and (facts := _OPEN_DOCUMENT.get(_start(archive, "mimetype").strip())):
        # OpenDocument locks its parts in a way of its own, which its manifest tells.
        if "META-INF/manifest.xml" in names and b"encryption-data" in _start(archive, "META-INF/manifest.xml"):
            raise FileRefused(name, _LOCKED)
        if "content.xml" in names:
            return facts
    elif "[Content_Types].xml" in names:
        types = _start(archive, "[Content_Types].xml")
        if b"macroEnabled" in types or any(part.endswith("vbaProject.bin") for part in names):
            raise FileRefused(
                name, N_("“%(name)s” has macros, small programs, inside. Save it as PPTX or DOCX, or as PDF.")
            )
        for word, facts in _OPEN_XML.items():
            if word in types:
                return facts
    raise FileRefused(
        name, N_("“%(name)s” is a zip archive, and not a presentation or a document. Unpack it and send the files.")
    )


def _start(archive: zipfile.ZipFile, part: str) -> bytes:
    """No more than READ_AT_MOST bytes, whatever the archive says of the part's size."""
    with archive.open(part) as file:
        return file.read(READ_AT_MOST)
