# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a cut of a recording may be: where readers' version begins and ends, and what is left out of it. Seconds of the whole file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

STRETCHES_AT_MOST = 500


class CutProblem(NamedTuple):
    """What is wrong, as a sentence, with one of ``in_seconds``, ``out_seconds`` and ``left_out``."""

    field: str
    sentence: str


def problems_of_cut(cut: Mapping[str, Any], *, length: float | None = None) -> Iterator[CutProblem]:
    """``length`` is the recording's, where it is known: nothing may begin after its end, and something must be left."""
    begins, ends = cut.get("in_seconds") or 0.0, cut.get("out_seconds")
    left_out: Sequence[Mapping[str, Any]] = cut.get("left_out") or ()
    found = list(_of_points(begins, ends, length))
    found += _of_stretches(left_out, length)
    yield from found
    last = min(each for each in (length, ends) if each is not None) if length is not None or ends is not None else None
    if not found and last is not None and not _is_anything_left(begins, last, left_out):
        yield CutProblem("left_out", _("Nothing would be left of the recording. Leave out less."))


def _of_points(begins: float, ends: float | None, length: float | None) -> Iterator[CutProblem]:
    if ends is not None and ends <= begins:
        yield CutProblem("out_seconds", _("The recording must end after it begins. Change one of the two times."))
    if length is not None and begins >= length:
        yield CutProblem("in_seconds", _("The recording is not that long. Choose an earlier time."))


def _of_stretches(left_out: Sequence[Mapping[str, Any]], length: float | None) -> Iterator[CutProblem]:
    if len(left_out) > STRETCHES_AT_MOST:
        told = _("More than %(n)s stretches are left out. Join some of them.") % {"n": STRETCHES_AT_MOST}
        yield CutProblem("left_out", told)
    for number, stretch in enumerate(left_out, 1):
        if stretch["end"] <= stretch["start"]:
            told = _("Row %(number)s: the stretch ends before it begins. Change one of the two times.")
            yield CutProblem("left_out", told % {"number": number})
        elif length is not None and stretch["start"] >= length:
            told = _("Row %(number)s: the recording is not that long. Choose an earlier time.")
            yield CutProblem("left_out", told % {"number": number})


def _is_anything_left(at: float, last: float, left_out: Sequence[Mapping[str, Any]]) -> bool:
    for stretch in sorted(left_out, key=lambda each: float(each["start"])):
        if at < min(stretch["start"], last):
            return True
        at = max(at, stretch["end"])
    return at < last
