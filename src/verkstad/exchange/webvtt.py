# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Captions as WebVTT: what browsers and players show, with the speakers as voices. Source: https://www.w3.org/TR/webvtt1/"""

from __future__ import annotations

from verkstad.exchange.cue_lines import fitted
from verkstad.exchange.words import say_caption_state
from verkstad.records.captions import Captions

MEDIA_TYPE = "text/vtt; charset=utf-8"


def write_webvtt(captions: Captions) -> bytes:
    """UTF-8 with rising cues; language and state stand in comments, where the standard has no other place for them."""
    blocks = [
        "WEBVTT",
        f"NOTE language: {captions.language}",
        f"NOTE {say_caption_state(captions.state, captions.language)}",
    ]
    for start, end, lines, speaker in fitted(captions.cues):
        text = escape("\n".join(lines))
        if speaker:
            text = f"<v {escape(speaker)}>{text}</v>"
        blocks.append(f"{timestamp(start)} --> {timestamp(end)}\n{text}")
    return ("\n\n".join(blocks) + "\n").encode()


def timestamp(milliseconds: int, *, point: str = ".") -> str:
    """``hh:mm:ss.mmm``, with more digits of hours when there are."""
    seconds, thousandths = divmod(milliseconds, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}{point}{thousandths:03}"


def escape(text: str) -> str:
    """Plain text as the standard wants it in a cue; ``>`` too, so that no arrow of ours is taken for a timing."""
    if "&" in text or "<" in text or ">" in text:
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text
