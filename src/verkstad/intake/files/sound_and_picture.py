# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Recordings: MP4 and M4A, WebM, MP3, Ogg. Only what tells them apart is read, so that gigabytes are looked at in no time."""

from __future__ import annotations

import os
from pathlib import Path

from django.utils.translation import gettext_noop as N_

from verkstad.intake.files.refused import FileRefused
from verkstad.intake.files.types import M4A, MP3, MP4, OGG, OPUS, WEBM, WEBM_SOUND, FileFacts

_CUT = N_("“%(name)s” is not whole: its end is missing. Wait until it is saved, or save it again, and send that.")
_BOXES_AT_MOST = 100_000
_MOOV_AT_MOST = 64 * 1024 * 1024


def read_mp4(path: Path, name: str, head: bytes) -> FileFacts:
    """A file that begins with an ``ftyp`` box (ISO/IEC 14496-12). Raises FileRefused, naming what else it is."""
    brand = head[8:12]
    if brand in {b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"}:
        raise FileRefused(
            name, N_("“%(name)s” is a HEIC picture, which few programs show. Save it as JPEG and send that.")
        )
    if brand == b"qt  ":
        raise FileRefused(
            name, N_("“%(name)s” is a QuickTime film, which few browsers play. Save it as MP4 and send that.")
        )
    return MP4 if b"vide" in _moov(path, name) else M4A


def _moov(path: Path, name: str) -> bytes:
    """The box that lists the tracks, found by walking over the others' headers. Without it, or cut short, nobody can play the file."""
    size = path.stat().st_size
    found = None
    with path.open("rb") as file:
        at = 0
        for _ in range(_BOXES_AT_MOST):
            if at + 8 > size:
                break
            file.seek(at)
            header = file.read(16)
            length = int.from_bytes(header[:4])
            if length == 1:
                length = int.from_bytes(header[8:16])
            elif length == 0:  # to the end of the file
                length = size - at
            if length < 8 or at + length > size:
                break
            if header[4:8] == b"moov":
                file.seek(at)
                found = file.read(min(length, _MOOV_AT_MOST))
            at += length
        if found is None or at != size:
            raise FileRefused(name, _CUT)
    return found


def read_ebml(name: str, head: bytes) -> FileFacts:
    """WebM; a Matroska film that is not WebM is refused by its name."""
    if b"webm" not in head[:64]:
        raise FileRefused(
            name, N_("“%(name)s” is a Matroska film (MKV), which few browsers play. Save it as MP4 and send that.")
        )
    return WEBM_SOUND if b"A_" in head and b"V_" not in head else WEBM


def read_ogg(name: str, head: bytes) -> FileFacts:
    if b"OpusHead" in head[:256]:
        return OPUS
    if b"\x01vorbis" in head[:256]:
        return OGG
    raise FileRefused(
        name, N_("“%(name)s” is an Ogg file of a kind that few browsers play. Save it as MP4 or MP3 and send that.")
    )


def is_mp3(path: Path, head: bytes) -> bool:
    """Whether a frame of MPEG audio, layer III, begins the file, after the tag that may stand before it."""
    start = 0
    if head[:3] == b"ID3" and len(head) >= 10:
        start = 10 + sum((part & 0x7F) << shift for part, shift in zip(head[6:10], (21, 14, 7, 0), strict=True))
    handle = os.open(path, os.O_RDONLY)
    try:
        frame = os.pread(handle, 4096, start).lstrip(b"\0")[:4]
    finally:
        os.close(handle)
    if len(frame) < 4 or frame[0] != 0xFF or frame[1] & 0xE0 != 0xE0:
        return False
    version, layer = frame[1] >> 3 & 3, frame[1] >> 1 & 3
    bit_rate, sample_rate = frame[2] >> 4, frame[2] >> 2 & 3
    return version != 1 and layer == 1 and bit_rate not in {0, 15} and sample_rate != 3


__all__ = ["MP3", "is_mp3", "read_ebml", "read_mp4", "read_ogg"]
