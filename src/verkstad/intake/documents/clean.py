# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Text as files carry it, into text that every format of ours can carry: no halves of characters, no control characters."""

from __future__ import annotations

import re
import unicodedata

LINE_AT_MOST = 300
"""Characters of a title; what is longer is no title."""
TEXT_AT_MOST = 50_000
"""Characters of one page. Both are those of the records, which a test compares."""

_NO_TEXT = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\ufeff\u00ad\u200b\ufff9-\ufffb]"
)
"""Beside what XML cannot carry: soft hyphens and spaces of no width, which only part words that are searched for."""
_BULLETS = re.compile("^[ \t]*[\ue000-\uf8ff]+(?=\\s)", re.M)
_PRIVATE = re.compile("[\ue000-\uf8ff]")
"""Signs of fonts such as Wingdings, which mean something in that font alone: mostly bullets."""
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_SPACES = re.compile(r"[^\S\n]+")
_SPACES_AT_ENDS = re.compile(r" ?\n ?")
_EMPTY_LINES = re.compile(r"\n{3,}")


def clean_text(text: str, *, at_most: int | None = 2 * TEXT_AT_MOST) -> str:
    """Paragraphs parted by one empty line, spaces single, characters composed (NFC), cut at ``at_most`` characters."""
    text = _whole_characters(text if at_most is None else text[: 2 * at_most])
    text = _NO_TEXT.sub("", _LINE_ENDS.sub("\n", text))
    text = _PRIVATE.sub("", _BULLETS.sub("•", text))
    text = _SPACES_AT_ENDS.sub("\n", _SPACES.sub(" ", text))
    text = unicodedata.normalize("NFC", _EMPTY_LINES.sub("\n\n", text))
    return text.strip()[:at_most].strip()


def clean_line(text: str) -> str:
    """One line, without a limit to its length: what is too long for a title is for the caller to place."""
    return clean_text(text).replace("\n", " ").replace("  ", " ")


def _whole_characters(text: str) -> str:
    """Surrogate pairs joined; a half that stands alone stays, to be taken out."""
    if text.isascii():
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
