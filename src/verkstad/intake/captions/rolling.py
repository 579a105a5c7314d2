# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Captions that roll: each repeats the line before and adds one, or grows word by word. What was said once is kept once."""

from __future__ import annotations

from itertools import pairwise

from verkstad.intake.captions.raw import Raw

NEXT_TO = 500
"""Milliseconds between the end of one caption and the start of another that repeats it."""
_LINES = 4
"""As many as ever roll."""
_ROLLS_FROM = 3
"""Repetitions; fewer are people who say the same thing twice."""


def unroll(raws: list[Raw]) -> tuple[list[Raw], int]:
    """The captions without repeated lines, and how many captions had any; all as they were where a file does not roll."""
    repeated = sum(_repeats(before, after) > 0 for before, after in pairwise(raws))
    if repeated < _ROLLS_FROM or repeated * 3 < len(raws) - 1:
        return raws, 0
    kept: list[Raw] = []
    before: Raw | None = None
    for raw in raws:
        characters = _repeats(before, raw) if before is not None else 0
        before = raw
        rest = raw.text[characters:].strip()
        if characters and kept:
            last = kept[-1]
            if raw.text.startswith(last.text) and rest and not raw.text[len(last.text) :].startswith("\n"):
                kept[-1] = last._replace(text=raw.text, end=raw.end)  # grew on its line
                continue
            if not rest:
                kept[-1] = last._replace(end=raw.end)
                continue
        kept.append(raw._replace(text=rest))
    return kept, repeated


def _repeats(before: Raw, after: Raw) -> int:
    """How many characters of ``after`` only repeat what ``before`` ended with."""
    if (before.end is not None and after.start - before.end > NEXT_TO) or before.speaker != after.speaker:
        return 0
    earlier, later = before.text.split("\n")[-_LINES:], after.text.split("\n")
    for number in range(min(len(earlier), len(later)), 0, -1):
        last = earlier[-1]
        if earlier[-number:-1] == later[: number - 1] and (
            later[number - 1] == last or later[number - 1].startswith(f"{last} ")
        ):
            return len("\n".join([*later[: number - 1], last]))
    return 0
