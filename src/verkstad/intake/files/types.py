# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The types that are taken in, and what is known of a file that is one of them."""

from __future__ import annotations

from typing import NamedTuple


class FileFacts(NamedTuple):
    """``ending`` is the one that belongs to the content, without a dot; pixels are those of a picture."""

    media_type: str
    ending: str
    width: int | None = None
    height: int | None = None

    @property
    def is_picture(self) -> bool:
        return self.media_type.startswith("image/")

    @property
    def is_recording(self) -> bool:
        return self.media_type.startswith(("audio/", "video/"))


PDF = FileFacts("application/pdf", "pdf")
PPTX = FileFacts("application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx")
DOCX = FileFacts("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx")
ODP = FileFacts("application/vnd.oasis.opendocument.presentation", "odp")
ODT = FileFacts("application/vnd.oasis.opendocument.text", "odt")
TEXT = FileFacts("text/plain", "txt")
MARKDOWN = FileFacts("text/markdown", "md")
CSV = FileFacts("text/csv", "csv")
VTT = FileFacts("text/vtt", "vtt")
SRT = FileFacts("application/x-subrip", "srt")
MP4 = FileFacts("video/mp4", "mp4")
M4A = FileFacts("audio/mp4", "m4a")
WEBM = FileFacts("video/webm", "webm")
WEBM_SOUND = FileFacts("audio/webm", "weba")
MP3 = FileFacts("audio/mpeg", "mp3")
OGG = FileFacts("audio/ogg", "ogg")
OPUS = FileFacts("audio/ogg", "opus")
PNG = FileFacts("image/png", "png")
JPEG = FileFacts("image/jpeg", "jpg")
WEBP = FileFacts("image/webp", "webp")
AVIF = FileFacts("image/avif", "avif")
GIF = FileFacts("image/gif", "gif")

PICTURES = {"PNG": PNG, "JPEG": JPEG, "MPO": JPEG, "WEBP": WEBP, "AVIF": AVIF, "GIF": GIF}
"""By Pillow's word for the format; an MPO is a JPEG with more pictures behind the first, as some cameras make."""
