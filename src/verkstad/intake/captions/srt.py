# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""SRT, which has no standard: with or without hours and numbers, with comma or point, with empty lines within a caption."""

from __future__ import annotations

from collections.abc import Sequence

from verkstad.intake.captions.faults import Faults, bad_time, cut_short, stray_before
from verkstad.intake.captions.markup import voices
from verkstad.intake.captions.raw import Raw, is_like_timing, timing


def timings_in(lines: Sequence[str]) -> list[int]:
    """The places of all lines that are, or were meant as, the time of a caption."""
    found = [at for at, line in enumerate(lines) if "-->" in line and is_like_timing(line)]
    # A word processor makes another arrow of it.
    return found or [at for at, line in enumerate(lines) if line[:1].isdigit() and timing(line)]


def read_srt(lines: Sequence[str], places: Sequence[int], faults: Faults) -> list[Raw]:
    """The captions in the order of the file. ``places`` is what :func:`timings_in` gave, not empty."""
    raws: list[Raw] = []
    is_numbered = places[0] > 0 and lines[places[0] - 1].strip().isdigit()
    _before(lines[: places[0] - is_numbered], faults)
    for at, after in zip(places, (*places[1:], len(lines)), strict=True):
        stop = after
        if is_numbered and after < len(lines) and lines[after - 1].strip().isdigit():
            stop -= 1
        text = "\n".join(lines[at + 1 : stop])
        times = timing(lines[at])
        if at == len(lines) - 1:
            cut_short(faults, at + 1)
        elif times is not None:
            raws += [Raw(at + 1, times[0], times[1], words, speaker) for speaker, words in voices(text, is_srt=True)]
        else:
            bad_time(faults, at + 1, lines[at])
    return raws


def _before(lines: Sequence[str], faults: Faults) -> None:
    for at, line in enumerate(lines):
        if line.strip():
            stray_before(faults, at + 1, line)
            return
