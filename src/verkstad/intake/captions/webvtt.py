# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""WebVTT as programs write it, Teams, Zoom, YouTube and Stream among them. Source: https://www.w3.org/TR/webvtt1/

More is taken than a browser would show: what stands after a stray empty line, or a time with too few digits.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from verkstad.intake.captions.faults import Faults, bad_time, cut_short, stray_before
from verkstad.intake.captions.markup import voices
from verkstad.intake.captions.raw import Raw, is_like_timing, timing
from verkstad.records.captions import CUE_CHARACTERS_AT_MOST

_HEADER = re.compile(r"(Kind|Language)\s*[:=]\s*(\S+)\s*$|(X-TIMESTAMP-MAP)=", re.IGNORECASE)
_SAID_LANGUAGE = re.compile(r"NOTE\s+language\s*:\s*([A-Za-z0-9-]+)\s*$", re.IGNORECASE)
_BLOCK = re.compile(r"(?:NOTE|STYLE|REGION|WEBVTT)(?=\s|$)")
_SHOWN = {"captions", "subtitles"}


class Read(NamedTuple):
    raws: list[Raw]
    language: str | None


def is_webvtt(text: str) -> bool:
    """Whether it says so on its first line that is not empty."""
    start = text[:1000].lstrip("\n")
    return start.startswith("WEBVTT") and start[6:7] in {"", " ", "\t", "\n"}


def read_webvtt(lines: Sequence[str], faults: Faults) -> Read:
    """The cues in the order of the file, and the language that it says it is in."""
    at, language = _header(lines, faults)
    raws: list[Raw] = []
    count = len(lines)
    while at < count:
        line = lines[at]
        if not line or line.isspace():
            at += 1
            continue
        is_named = "-->" not in line and at + 1 < count and "-->" in lines[at + 1]
        if line.startswith("NOTE") or not (is_named or "-->" in line):
            at, said = _no_cue(lines, at, raws, faults)
            language = language or said
            continue
        at += is_named  # nothing hangs on a cue's own name
        at = _cue(lines, at, raws, faults)
    return Read(raws, language)


def _header(lines: Sequence[str], faults: Faults) -> tuple[int, str | None]:
    language = None
    at = next(at for at, line in enumerate(lines, 1) if line)
    while at < len(lines) and lines[at] and "-->" not in lines[at]:
        if match := _HEADER.match(lines[at]):
            key, value = (match[1] or match[3]).lower(), match[2]
            if key == "language":
                language = value
            elif key == "kind" and value.lower() not in _SHOWN:
                faults.problem(
                    "no-captions",
                    _("The file says that it holds %(kind)s, not captions."),
                    _("Send the file with the captions."),
                    line=at + 1,
                    kind=value.lower(),
                )
            elif key == "x-timestamp-map":
                faults.remark(
                    "stream",
                    _("The file comes out of a stream, whose times may begin elsewhere than the recording."),
                    _("Compare a caption with the recording, and shift all times if they differ."),
                    line=at + 1,
                )
        at += 1
    return at, language


def _cue(lines: Sequence[str], at: int, raws: list[Raw], faults: Faults) -> int:
    """Read the cue whose timing is at ``at``; gives the place after it."""
    line, start = lines[at], at
    at += 1
    while at < len(lines) and lines[at] and not _is_timing(lines[at]):
        at += 1
    text = lines[start + 1 : at]
    if at < len(lines) and lines[at] and len(text) > 1 and (text[-1].isdigit() or not text[-2].strip()):
        text = text[:-1]  # the next cue's name, with no empty line before it
    times = timing(line)
    if start == len(lines) - 1:
        cut_short(faults, start + 1)
    elif times is None:
        bad_time(faults, start + 1, line)
    else:
        for speaker, words in voices("\n".join(text)):
            raws.append(Raw(start + 1, times[0], times[1], words, speaker))
    return at


def _is_timing(line: str) -> bool:
    return "-->" in line and is_like_timing(line)


def _no_cue(lines: Sequence[str], at: int, raws: list[Raw], faults: Faults) -> tuple[int, str | None]:
    """Go past a comment, a style or a region; words that lost their cue to an empty line are given back to it."""
    first, start = lines[at], at
    at += 1
    while at < len(lines) and lines[at] and not _is_timing(lines[at]):
        at += 1
    if _BLOCK.match(first):
        said = _SAID_LANGUAGE.match(first)
        return at, said[1] if said else None
    if at < len(lines) and lines[at]:  # a timing: the line above it is its name
        at -= 1
    block = lines[start:at]
    if is_like_timing(first):
        bad_time(faults, start + 1, first)
    elif raws:
        _follows(raws, "\n".join(block))
        faults.remark(
            "stray",
            _(
                "“%(value)s” stands after an empty line, where players do not show it. It was joined to the caption above."
            ),
            _("Check that it belongs there."),
            line=start + 1,
            value=first,
        )
    else:
        stray_before(faults, start + 1, first)
    return at, None


def _follows(raws: list[Raw], text: str) -> None:
    words = " ".join([words for _, words in voices(text)])
    if words and len(raws[-1].text) <= CUE_CHARACTERS_AT_MOST:  # a longer one is refused anyway
        raws[-1] = raws[-1]._replace(text=f"{raws[-1].text}\n{words}")
