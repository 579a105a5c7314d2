# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was said, as plain text to read: a paragraph for each passage, with its time and speaker or without times."""

from __future__ import annotations

from collections.abc import Iterable

from verkstad.exchange.words import say_caption_state
from verkstad.records.base import LanguageTag, Seconds
from verkstad.records.captions import CaptionState
from verkstad.records.speech import SpokenPassage

MEDIA_TYPE = "text/plain; charset=utf-8"


def write_transcript(
    passages: Iterable[SpokenPassage], *, language: LanguageTag, state: CaptionState, with_times: bool = True
) -> bytes:
    """``[00:12:34] Anna Berg: …`` or ``Anna Berg: …``, no name where none is known; on top, how far people have looked at it."""
    paragraphs = [say_caption_state(state, language)]
    for passage in passages:
        time = f"[{clock(passage.start)}] " if with_times else ""
        name = f"{passage.speaker}: " if passage.speaker else ""
        paragraphs.append(f"{time}{name}{passage.text}")
    return ("\n\n".join(paragraphs) + "\n").encode()


def clock(seconds: Seconds) -> str:
    """``01:02:03``: the second that has begun, so that a link to it leads to the words and not past them."""
    minutes, second = divmod(int(seconds), 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours:02}:{minute:02}:{second:02}"
