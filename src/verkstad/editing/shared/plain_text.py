# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people paste, as the plain paragraphs that our texts are: HTML of word processors and pages, odd spaces and signs.

One place, on the server: every text field of the desk cleans what it is given here.
"""

from __future__ import annotations

import html
import re
import unicodedata

import nh3

# Only what is without doubt a clipboard: a talk may be called “<section> i HTML” or “Varför 5 < 6”.
_IS_HTML = re.compile(
    r"<!--\s*StartFragment|<(?:br|hr)\s*/?>|</(?:p|div|span|li|ul|ol|td|tr|table|b|strong|i|em|u|a|h[1-6]|body|html|font|o:p)\s*>"
    r"|<(?:p|div|span|td)\s+(?:class|style|dir|lang)=",
    re.IGNORECASE,
)
_UNSEEN = re.compile(r"<(style|script|head|title|xml)\b.*?</\1\s*>|<!--.*?-->", re.IGNORECASE | re.DOTALL)
# Word writes the bullet of a list as text, in a comment that only it reads or in a span that it alone ignores.
_WORD_BULLET = re.compile(
    r"<!\[if !supportLists\]>.*?<!\[endif\]>|<span[^>]*mso-list:\s*Ignore[^>]*>.*?</span>(?:\s*</span>)*",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"<!\[(?:if|endif)[^>]*>", re.IGNORECASE)
_LIST_PARAGRAPH = re.compile(r"<p\b[^>]*(?:MsoListParagraph|mso-list:)[^>]*>", re.IGNORECASE)
_BLOCK_ENDS = re.compile(r"</(?:p|div|h[1-6]|table|ul|ol|blockquote|section|article)\s*>", re.IGNORECASE)
_LINE_ENDS = re.compile(r"<br\s*/?>|</(?:li|tr)\s*>", re.IGNORECASE)
_ITEM = re.compile(r"<li\b[^>]*>", re.IGNORECASE)
_CELL_ENDS = re.compile(r"</t[dh]\s*>", re.IGNORECASE)

# No format of ours can carry these (records.base); Word adds some of them.
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_UNSEEN_SIGNS = dict.fromkeys(map(ord, "\u200b\u2060\ufeff\u00ad"))
_SPACES = {ord(sign): " " for sign in "\u00a0\u2007\u202f\t"}


def is_html(text: str) -> bool:
    return bool(_IS_HTML.search(text))


def plain_text(text: str) -> str:
    """Paragraphs parted by an empty line, list items each on a line with a dash; without markup, marks and odd spaces."""
    if is_html(text):
        text = _from_html(text)
    text = _NOT_IN_XML.sub("", unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")))
    text = text.translate(_UNSEEN_SIGNS).translate(_SPACES)
    lines = [re.sub(r" {2,}", " ", line).strip() for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def one_line(text: str) -> str:
    """The same on one line."""
    return " ".join(plain_text(text).split())


def _from_html(text: str) -> str:
    text = _WORD_BULLET.sub("", text)
    text = _CONDITION.sub("", _UNSEEN.sub("", text))
    # In HTML a line break of the source is a space; those of ours are put in after.
    text = re.sub(r"\s+", " ", text)
    text = _LIST_PARAGRAPH.sub("\x1e- ", text)
    text = _ITEM.sub("\x1e- ", text)
    text = _LINE_ENDS.sub("\x1e", text)
    text = _CELL_ENDS.sub(" ", text)
    text = _BLOCK_ENDS.sub("\x1d", text)
    bare = html.unescape(nh3.clean(text, tags=set(), attributes={}))
    lines = bare.replace("\x1d", "\n\n").replace("\x1e", "\n")
    return _tightened(lines)


def _tightened(lines: str) -> str:
    """Without empty lines between the items of a list."""
    return re.sub(r"(\n- [^\n]*)\n\s*\n(?=- )", r"\1\n", re.sub(r"[ ]*\n[ ]*", "\n", "\n" + lines))
