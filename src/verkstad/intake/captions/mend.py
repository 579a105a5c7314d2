# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Cues as a file has them, to cues that can be kept: times mended where a person would do the same, told line by line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from django.utils.translation import gettext_lazy as _

from verkstad.intake.captions.faults import Faults
from verkstad.intake.captions.raw import Raw, say_time
from verkstad.records.base import Seconds
from verkstad.records.captions import CUE_CHARACTERS_AT_MOST, Cue

CUES_AT_MOST = 250_000
"""A week of recording, with a cue every two and a half seconds."""
LATEST = int(next(part.le for part in get_args(Seconds)[1].metadata if hasattr(part, "le"))) * 1000
BACKWARDS = 60_000
"""Milliseconds that a cue may start before the one above it: beyond that, it is no crosstalk but a mistake."""
READ_A_SECOND = 15
"""Characters: what a cue without an end is given time for."""
LONG = 120_000
"""Milliseconds; a cue that lasts longer, and more than a second for each character, has a mistyped end."""

_CHECK = _("Listen to it there, and correct it if it is wrong.")


def mend(raws: Sequence[Raw], faults: Faults, *, ends_are_told: bool = True) -> tuple[Cue, ...]:
    """The cues in order of start; overlapping ones stay. Adds a problem for each that only a person can mend.

    ``ends_are_told`` is False for files that never say when a stretch ends: then nothing is remarked about it.
    """
    if len(raws) > CUES_AT_MOST:
        faults.problem(
            "too-many",
            _("The file has %(number)s captions; %(limit)s is the most."),
            _("Check that it is the right file, and divide it."),
            number=len(raws),
            limit=CUES_AT_MOST,
        )
        return ()
    ordered = _ordered(raws, faults)
    cues = []
    for at, raw in enumerate(ordered):
        following = ordered[at + 1].start if at + 1 < len(ordered) else None
        if raw.start > LATEST or (raw.end or 0) > LATEST:
            faults.problem(
                "too-late",
                _("%(time)s is more than seven days into the recording."),
                _("Correct the time."),
                line=raw.line,
                time=say_time(max(raw.start, raw.end or 0)),
            )
            continue
        if len(raw.text) > CUE_CHARACTERS_AT_MOST:
            faults.problem(
                "too-long",
                _("The caption has %(length)s characters; %(limit)s is the most."),
                _("Divide it into several, each with its time."),
                line=raw.line,
                length=len(raw.text),
                limit=CUE_CHARACTERS_AT_MOST,
            )
            continue
        end = raw.end
        if end is None or end <= raw.start or end - raw.start > LONG:
            end = _mended_end(raw, following, faults, ends_are_told)
        cues.append(Cue.trusted(raw.start / 1000, end / 1000, raw.text, raw.speaker))
    return tuple(cues)


def _ordered(raws: Sequence[Raw], faults: Faults) -> Sequence[Raw]:
    """By start; a step back that is too long for crosstalk is a problem, as the place of two files that were joined."""
    steps_back, first = 0, None
    above: Raw | None = None
    for raw in raws:
        if above is not None and raw.start < above.start:
            steps_back += 1
            first = first or raw
            if above.start - raw.start > BACKWARDS:
                faults.problem(
                    "backwards",
                    _("Time goes back here, from %(above)s to %(time)s."),
                    _(
                        "If two files were joined, send each on its own. Otherwise correct the time, here or on line %(other)s."
                    ),
                    line=raw.line,
                    above=say_time(above.start),
                    time=say_time(raw.start),
                    other=above.line,
                )
        above = raw
    if first is None:
        return raws
    faults.remark(
        "out-of-order",
        _("A caption that starts before the one above it was moved up. So were others, in all %(number)s."),
        _("That is right where people spoke at once. Otherwise check the times."),
        line=first.line,
        number=steps_back,
    )
    return sorted(raws, key=_start)


def _start(raw: Raw) -> int:
    return raw.start


def _mended_end(raw: Raw, following: int | None, faults: Faults, ends_are_told: bool) -> int:
    """When a cue ends that has no end, or none that can be: when it has been read, or the next one starts."""
    wanted = raw.start + max(1000, len(raw.text) * 1000 // READ_A_SECOND)
    end = min(wanted, following) if following is not None and following > raw.start else wanted
    end = max(raw.start + 1, min(end, LATEST + 1))
    if raw.end is None:
        if ends_are_told:
            message = _("The caption has no end. It now ends at %(mended)s.")
            faults.remark("no-end", message, _CHECK, line=raw.line, mended=say_time(end))
    elif raw.end < raw.start:
        message = _("The end (%(end)s) is before the start (%(start)s). The caption now ends at %(mended)s.")
        faults.remark(
            "end-before-start", message, _CHECK, line=raw.line,
            start=say_time(raw.start), end=say_time(raw.end), mended=say_time(end),
        )  # fmt: skip
    elif raw.end == raw.start:
        message = _("The caption has no length. It now ends at %(mended)s.")
        faults.remark("no-length", message, _CHECK, line=raw.line, mended=say_time(end))
    elif raw.end - raw.start > len(raw.text) * 1000 and following is not None and following < raw.end:
        message = _("The end (%(end)s) is long after the start (%(start)s). The caption now ends at %(mended)s.")
        faults.remark(
            "long", message, _CHECK, line=raw.line,
            start=say_time(raw.start), end=say_time(raw.end), mended=say_time(end),
        )  # fmt: skip
    else:
        return raw.end
    return end
