# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The transcript that Teams gives as a Word document: name, time and words, paragraph by paragraph. Only its text is unpacked."""

from __future__ import annotations

import io
import zipfile
import zlib
from xml.sax import SAXException
from xml.sax.handler import ContentHandler

from defusedxml.common import DefusedXmlException
from defusedxml.sax import parseString
from django.utils.translation import gettext_lazy as _

from verkstad.intake.captions.faults import Faults
from verkstad.intake.captions.plain_text import read_plain_text
from verkstad.intake.captions.raw import Raw
from verkstad.intake.captions.speakers import is_name
from verkstad.intake.captions.srt import read_srt, timings_in

PARTS_AT_MOST = 5_000
TEXT_AT_MOST = 50 * 1000 * 1000
"""Bytes that the text may unpack to, whatever the document says of itself."""


def read_teams_document(content: bytes, faults: Faults) -> list[Raw]:
    """The stretches in the order of the document; lines are counted in paragraphs and the breaks within them."""
    lines = _lines(content, faults)
    if places := timings_in(lines):
        return _names_on_first_lines(read_srt(lines, places, faults))
    raws = read_plain_text(lines, faults, tells_heading=False)
    faults.refuse()
    if not raws:
        faults.problem(
            "no-times",
            _("The document has no transcript with times, as Teams gives it."),
            _("Download the transcript from Teams once more, as .vtt if you can."),
        )
        faults.refuse()
    return raws


def _lines(content: bytes, faults: Faults) -> list[str]:
    try:
        if content.count(b"PK\1\2") > PARTS_AT_MOST:
            raise zipfile.BadZipFile
        with zipfile.ZipFile(io.BytesIO(content)) as archive, archive.open("word/document.xml") as part:
            document = part.read(TEXT_AT_MOST + 1)
        if len(document) <= TEXT_AT_MOST:
            text = _Text()
            parseString(document, text, forbid_dtd=True)
            return "".join(text.found).split("\n")
        faults.problem(
            "too-large",
            _("The document unpacks to far more than a transcript can be."),
            _("Send the transcript as .vtt."),
        )
    except KeyError:
        faults.problem(
            "other-format",
            _("The file is %(name)s, which is not read here."),
            _("Save the captions as WebVTT or SRT, and send that."),
            name="ZIP",
        )
    except _DAMAGED:
        faults.problem(
            "damaged",
            _("The document is damaged: it cannot be unpacked."),
            _("Download it again, and send that."),
        )
    faults.refuse()
    return []


_DAMAGED = (
    zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError, RuntimeError, SAXException, DefusedXmlException,
)  # fmt: skip


class _Text(ContentHandler):
    """Text, tabs and line breaks as they are met; an element at a time, whatever the document's size."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._is_in_text = False

    def startElement(self, name: str, attrs: object) -> None:
        self._is_in_text = name == "w:t"
        if name in ("w:br", "w:cr"):
            self.found.append("\n")
        elif name == "w:tab":
            self.found.append("\t")

    def characters(self, content: str) -> None:
        if self._is_in_text:
            self.found.append(content)

    def endElement(self, name: str) -> None:
        self._is_in_text = False
        if name == "w:p":
            self.found.append("\n")


def _names_on_first_lines(raws: list[Raw]) -> list[Raw]:
    """As Teams wrote them once: the time alone, then the name, then the words."""
    parts = [raw.text.partition("\n") for raw in raws]
    if sum(bool(rest) and is_name(first) for first, _, rest in parts) * 2 <= len(raws):
        return raws
    return [
        raw._replace(speaker=first, text=rest) if rest and is_name(first) and raw.speaker is None else raw
        for raw, (first, _, rest) in zip(raws, parts, strict=True)
    ]
