# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Text files: UTF-8, told apart as captions by their content, and as Markdown or a table by the name, which no reader runs."""

from __future__ import annotations

import re
from pathlib import Path

from django.utils.translation import gettext_noop as N_

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
        raise FileRefused(name, _NOT_UTF8)
    if b"\0" in content:
        raise FileRefused(
            name, N_("“%(name)s” is of a kind that is not taken in here. Send PDF, PPTX, ODP, MP4 or MP3.")
        )
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise FileRefused(name, _NOT_UTF8) from error
    if markup := _MARKUP.match(text[:4096]):
        _refuse_markup(name, text[:4096].lower(), markup[1].lower())
    if _CONTROL.search(text):
        raise FileRefused(
            name, N_("“%(name)s” is of a kind that is not taken in here. Send PDF, PPTX, ODP, MP4 or MP3.")
        )
    if text.startswith("WEBVTT") and text[6:7] in {"", " ", "\t", "\n"}:
        return VTT
    if _SRT.match(text[:4096]):
        return SRT
    return _BY_NAME.get(ending, TEXT)


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
