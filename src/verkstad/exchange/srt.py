# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Captions as SRT, which programs take that know no WebVTT. It has no voices: a name stands before the words where the speaker changes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from verkstad.exchange.cue_lines import fitted
from verkstad.exchange.webvtt import timestamp
from verkstad.records.captions import Captions, Cue

MEDIA_TYPE = "application/x-subrip; charset=utf-8"


def write_srt(captions: Captions) -> bytes:
    """UTF-8 with numbered cues, and CRLF, which the program that the format comes from writes."""
    blocks = []
    for number, (start, end, lines, _) in enumerate(fitted(_named(captions.cues)), 1):
        times = f"{timestamp(start, point=',')} --> {timestamp(end, point=',')}"
        blocks.append("\n".join([str(number), times, *map(_safe, lines), ""]))
    return "\n".join(blocks).replace("\n", "\r\n").encode()


def _named(cues: Iterable[Cue]) -> Iterator[Cue]:
    """The cues with the speaker's name in the text where it is another than before; ``>>`` where another is not known by name."""
    before = None
    for cue in cues:
        is_sound = cue.speaker is None and cue.text[0] in "[(♪" and cue.text[-1] in "])♪"
        if cue.speaker == before or is_sound:
            yield cue
            continue
        name = f"{cue.speaker}:" if cue.speaker else ">>"
        yield Cue.trusted(cue.start, cue.end, f"{name} {cue.text}", cue.speaker)
        before = cue.speaker


_MARKUP = re.compile(r"(<)(?=[a-z/!?\d])|({)(?=[\\/biu])", re.IGNORECASE)


def _safe(line: str) -> str:
    """Without what readers take for a timing or for markup: the format has no way to say that it is not."""
    if "<" in line or "{" in line:
        line = _MARKUP.sub("\\g<0>\u2060", line)  # a sign that nobody sees
    return line.replace("-->", "→")
