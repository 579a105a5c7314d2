# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a file on disk to what it is. Its name is asked only where the content cannot tell (Markdown) and nothing hangs on it."""

from __future__ import annotations

from pathlib import Path

from django.utils.translation import gettext_noop as N_

from verkstad.intake.files.office import read_office
from verkstad.intake.files.pictures import read_picture
from verkstad.intake.files.refused import FileRefused
from verkstad.intake.files.sound_and_picture import MP3, is_mp3, read_ebml, read_mp4, read_ogg
from verkstad.intake.files.text import read_text
from verkstad.intake.files.types import PDF, FileFacts

HEAD = 64 * 1024

_PROGRAM = N_("“%(name)s” is a program, whatever its name says. Programs are not taken in.")
_ARCHIVE = N_("“%(name)s” is a packed archive. Unpack it and send the files.")
_OTHER_PICTURE = N_("“%(name)s” is a picture of a kind that few browsers show. Save it as PNG or JPEG and send that.")
_OTHER_FILM = N_("“%(name)s” is a film of a kind that few browsers play. Save it as MP4 and send that.")
_OTHER_SOUND = N_(
    "“%(name)s” is sound of a kind that is too large or not played everywhere. Save it as MP3 or M4A and send that."
)

_REFUSED: tuple[tuple[bytes, str], ...] = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", N_("“%(name)s” is from an older Office program (PPT, DOC), or locked. Save it as PPTX, DOCX or PDF.")),
    (b"{\\rtf", N_("“%(name)s” is an RTF document. Save it as PDF, DOCX or ODT and send that.")),
    (b"%!PS", N_("“%(name)s” is a PostScript file. Save it as PDF and send that.")),
    (b"MZ", _PROGRAM), (b"\x7fELF", _PROGRAM), (b"#!", _PROGRAM), (b"\xca\xfe\xba\xbe", _PROGRAM), (b"\xcf\xfa\xed\xfe", _PROGRAM),
    (b"Rar!\x1a\x07", _ARCHIVE), (b"7z\xbc\xaf\x27\x1c", _ARCHIVE), (b"\x1f\x8b", _ARCHIVE), (b"BZh", _ARCHIVE), (b"\xfd7zXZ\0", _ARCHIVE),
    (b"II*\0", _OTHER_PICTURE), (b"MM\0*", _OTHER_PICTURE), (b"BM", _OTHER_PICTURE), (b"8BPS", _OTHER_PICTURE), (b"\0\0\1\0", _OTHER_PICTURE),
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", _OTHER_FILM), (b"FLV\1", _OTHER_FILM), (b"\0\0\1\xba", _OTHER_FILM),
    (b"fLaC", _OTHER_SOUND), (b"caff", _OTHER_SOUND), (b"FORM", _OTHER_SOUND),
)  # fmt: skip
"""How files begin that are not taken in, and what to say of them."""


def read_file(path: Path, name: str) -> FileFacts:
    """What a whole file is. Raises FileRefused with a sentence that names what it is instead, and what to do."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    if not head:
        raise FileRefused(name, N_("“%(name)s” is empty. Save it again and send that."))
    ending = name.rpartition(".")[2].lower()
    if (start := head.find(b"%PDF-", 0, 1024)) >= 0 and b"<" not in head[:start]:
        return _read_pdf(path, name)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return read_office(path, name)
    if head.startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8")) or head[8:12] in {b"WEBP", b"avif", b"avis"}:
        return read_picture(path, name)
    if head[4:8] == b"ftyp":
        return read_mp4(path, name, head)
    if head.startswith(b"\x1aE\xdf\xa3"):
        return read_ebml(name, head)
    if head.startswith(b"OggS"):
        return read_ogg(name, head)
    if head.startswith(b"RIFF"):
        raise FileRefused(name, _OTHER_SOUND if head[8:12] == b"WAVE" else _OTHER_FILM)
    if is_mp3(path, head):
        return MP3
    for magic, sentence in _REFUSED:
        if head.startswith(magic) and not (len(magic) == 2 and magic.isalpha() and b"\0" not in head):
            raise FileRefused(name, sentence)
    return read_text(path, name, ending)


def _read_pdf(path: Path, name: str) -> FileFacts:
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(max(0, size - HEAD))
        if b"startxref" not in file.read():
            raise FileRefused(
                name,
                N_(
                    "“%(name)s” is not whole: its end is missing. Wait until it is saved, or save it again, and send that."
                ),
            )
    return PDF
