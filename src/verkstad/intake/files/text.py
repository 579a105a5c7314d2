# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Text files: UTF-8 but for captions, told apart as captions by their content, and as Markdown or a table by the name, which no reader runs."""

from __future__ import annotations

import re
from pathlib import Path

from django.utils.translation import gettext_noop as N_

from verkstad.intake.captions import CaptionsRefused
from verkstad.intake.captions.decode import decode
from verkstad.intake.captions.faults import Faults
from verkstad.intake.files.refused import FileRefused
from verkstad.intake.files.types import CSV, MARKDOWN, SRT, TEXT, VTT, FileFacts

TEXT_AT_MOST = 20 * 1024 * 1024

_SRT = re.compile(r"\A\s*\d+\s*\n\d{1,2}:\d\d:\d\d[,.]\d{1,3}\s*-->\s*\d{1,2}:\d\d:\d\d[,.]\d{1,3}")
_MARKUP = re.compile(
    r"\A\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(!doctype\s+(html|svg)|html|head|body|script|svg|\w+:svg|[a-z]+)\b",
    re.I | re.S,
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_BY_NAME = {"md": MARKDOWN, "markdown": MARKDOWN, "csv": CSV}


def read_text(path: Path, name: str, ending: str) -> FileFacts:
    """Raises FileRefused for what is no text, web pages and SVG among it, and for text that is not UTF-8."""
    if path.stat().st_size > TEXT_AT_MOST:
        raise FileRefused(
            name, N_("“%(name)s” is of a kind that is not taken in here. Send PDF, PPTX, ODP, MP4 or MP3.")
        )
    content = path.read_bytes()
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _captions(content, name)
    if b"\0" in content:
        raise FileRefused(
            name, N_("“%(name)s” is of a kind that is not taken in here. Send PDF, PPTX, ODP, MP4 or MP3.")
        )
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        return _captions(content, name)
    if markup := _MARKUP.match(text[:4096]):
        _refuse_markup(name, text[:4096].lower(), markup[1].lower())
    if _CONTROL.search(text):
        raise FileRefused(
            name, N_("“%(name)s” is of a kind that is not taken in here. Send PDF, PPTX, ODP, MP4 or MP3.")
        )
    return _kind_of_captions(text) or _BY_NAME.get(ending, TEXT)


def _kind_of_captions(text: str) -> FileFacts | None:
    if text.startswith("WEBVTT") and text[6:7] in {"", " ", "\t", "\n"}:
        return VTT
    return SRT if _SRT.match(text[:4096]) else None


def _captions(content: bytes, name: str) -> FileFacts:
    """Captions that are not UTF-8, as older programs write them: their reader tells their letters. Of other text nobody can."""
    try:
        text = decode(content, Faults(name))
    except CaptionsRefused as refused:
        raise FileRefused(name, _NOT_UTF8) from refused
    if kind := _kind_of_captions(text):
        return kind
    raise FileRefused(name, _NOT_UTF8)


_NOT_UTF8 = N_("“%(name)s” is not UTF-8, so å, ä and ö would come out wrong. Save it as UTF-8 and send that.")


def _refuse_markup(name: str, start: str, tag: str) -> None:
    if "svg" in tag or "<svg" in start:
        raise FileRefused(
            name, N_("“%(name)s” is an SVG picture, which may hold programs. Save it as PNG and send that.")
        )
    if "html" in tag or tag in {"head", "body", "script"} or "<html" in start or "<script" in start:
        raise FileRefused(
            name, N_("“%(name)s” is a web page (HTML), whatever its name says. Save it as PDF and send that.")
        )
    if start.lstrip().startswith("<?xml"):
        raise FileRefused(
            name, N_("“%(name)s” is an XML file, and none of the kinds taken in here. Save it as PDF and send that.")
        )
