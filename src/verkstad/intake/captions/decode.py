# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""From bytes to text: UTF-8 and UTF-16 for certain, what older programs write with a remark, and never a guess between two."""

from __future__ import annotations

import codecs
import re

from django.utils.translation import gettext_lazy as _

from verkstad.intake.captions.faults import Faults

_MANY_BYTES = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]")
_NO_TEXT = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_READ_TWICE = re.compile("Ã[\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")
_LOOK_AT = 4000

_SAVE = _("Save it as UTF-8 in the program that it comes from, and send that.")
_LOOK = _("Check that å, ä and ö are right.")


def decode(content: bytes, faults: Faults) -> str:
    """The text with ``\\n`` for every end of line. Raises CaptionsRefused when it is no text, or cannot be told which."""
    text = _decoded(content, faults)
    faults.refuse()
    if _NO_TEXT.search(text[:_LOOK_AT]):
        faults.problem("no-text", _("The file is not text."), _("Send the captions as WebVTT, SRT or text."))
        faults.refuse()
    if _READ_TWICE.search(text) and not re.search("[åäöÅÄÖ]", text):
        try:
            text = text.encode("cp1252").decode("utf-8")
        except UnicodeError:
            pass
        else:
            faults.remark("broken-letters", _("Letters were broken (Ã¥ stood for å) and are mended."), _LOOK)
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _decoded(content: bytes, faults: Faults) -> str:
    if encoding := _sixteen_bits(content):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            faults.problem("damaged", _("The file is damaged: its letters cannot be read."), _SAVE)
            return ""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        is_at_the_end = error.start >= len(content) - 3 and error.reason == "unexpected end of data"
        if is_at_the_end and not content[: error.start].removeprefix(codecs.BOM_UTF8).isascii():
            faults.remark(
                "cut-short", _("The file ends in the middle of a letter."), _("Check that the file is whole.")
            )
            return content[: error.start].decode("utf-8-sig")
        return _eight_bits(content, error.start, faults)


def _sixteen_bits(content: bytes) -> str | None:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    head = content[:400]
    if head.count(0) * 5 < len(head) * 2:
        return None
    return "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be"


def _eight_bits(content: bytes, at: int, faults: Faults) -> str:
    many = _MANY_BYTES.findall(content)
    single = len(_HIGH.findall(content)) - sum(map(len, many))
    if len(many) * 10 > single:
        faults.problem(
            "mixed",
            _("The file is UTF-8, but for letters on this line."),
            _SAVE,
            line=content.count(b"\n", 0, at) + 1,
        )
        return ""
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        text = content.decode("mac-roman")
        name = "Mac Roman"
    else:
        name = "Windows-1252"
        if len(re.findall("[ŒŠš]", text)) > len(re.findall("[åäöÅÄÖ]", text)):
            text, name = content.decode("mac-roman"), "Mac Roman"
    faults.remark("encoding", _("The file is not UTF-8. It was read as %(name)s."), _LOOK, name=name)
    return text
