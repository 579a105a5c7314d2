# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The text of a cue as a file has it, to plain text by voice. Nothing of HTML is left: what was written as text stays text."""

from __future__ import annotations

import html
import re
from functools import lru_cache

Voices = list[tuple[str | None, str]]

# Each of these looks no further than the next bracket, or takes what it looked at: no text makes them slow.
_HIDDEN = re.compile(r"<(script|style)\b[^<>]*>.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_READING = re.compile(r"<rt\b[^<>]*>([^<]*)", re.IGNORECASE)
_ONE_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?[ \t]+([^<>]+)>([^<>&]*)(?:</v>)?\s*")
_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?(?:[ \t\n]+([^<>]*))?>|</v\s*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][^<>]*>|<\d[\d:.,]*>|<!--.*?(?:-->|\Z)|<[!?][^<>]*>|</>", re.IGNORECASE | re.DOTALL)
_OVERRIDE = re.compile(r"\{\\[^{}]*\}|\{/?[biu]\}", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});", re.IGNORECASE)
_CHEVRONS = re.compile(r"^[ \t]*(?:>{2,3}|&gt;&gt;(?:&gt;)?)[ \t]*", re.MULTILINE)
_SPACES = re.compile(r"[^\S\n\xa0]+")
_UNWANTED = dict.fromkeys(
    [*range(0x09), *range(0x0E, 0x20), *range(0x7F, 0xA0), 0x2060, 0xFEFF, 0xFFFE, 0xFFFF]
) | dict.fromkeys([0x0B, 0x0C, 0x85, 0x2028, 0x2029], " ")
_NAME_CHARACTERS = 100


def voices(text: str, *, is_srt: bool = False) -> Voices:
    """Who says what, in order: ``(None, …)`` where no voice is named. Parts without words are left out; lines stay lines."""
    if is_srt and "{" in text:
        text = _OVERRIDE.sub("", text)
    if "<" not in text and "&" not in text and ">" not in text:
        plain = tidy(text)
        return [(None, plain)] if plain else []
    if one := _ONE_VOICE.fullmatch(text):  # nearly every cue that has a voice
        plain = tidy(one[2])
        return [(name_of(one[1]), plain)] if plain else []
    text = _BREAK.sub("\n", _HIDDEN.sub("", _CHEVRONS.sub("", text)))
    if "<rt" in text.lower():
        text = _READING.sub(r"(\1)", text)
    found: Voices = []
    at, speaker = 0, None
    for tag in _VOICE.finditer(text):
        _add(found, speaker, text[at : tag.start()])
        at, speaker = tag.end(), name_of(tag[1] or "")
    _add(found, speaker, text[at:])
    return found


def _add(found: Voices, speaker: str | None, marked: str) -> None:
    plain = tidy(unescape(_TAG.sub("", marked)))
    if not plain:
        return
    if found and found[-1][0] == speaker:
        found[-1] = (speaker, f"{found[-1][1]} {plain}")
    else:
        found.append((speaker, plain))


@lru_cache(maxsize=1024)
def name_of(annotation: str) -> str | None:
    """A speaker's name on one line; None when there is none, or when it is too long to be one."""
    name = " ".join(tidy(unescape(_TAG.sub("", annotation))).split())
    return name if 0 < len(name) <= _NAME_CHARACTERS else None


def unescape(text: str) -> str:
    """Character references with their semicolon; a plain ``&`` stays."""
    return _ENTITY.sub(lambda reference: html.unescape(reference[0]), text) if "&" in text else text


def tidy(text: str) -> str:
    """Lines without space around them, without empty ones, without characters that no format carries."""
    if text.replace("\n", "").isprintable() and not _is_loose(text):
        return text.strip()
    text = _SPACES.sub(" ", text.translate(_UNWANTED))
    return "\n".join(filter(None, map(str.strip, text.split("\n"))))


def _is_loose(text: str) -> bool:
    return "  " in text or ("\n" in text and ("\n " in text or " \n" in text or "\n\n" in text))
