# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Transcripts with times: what people write themselves, and what YouTube, Teams, Zoom and others give to copy.

A time stands before what was said, alone on its line or with the speaker, the words, or both; times without hours are minutes
and seconds. What stands before the first time is a heading, and left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from verkstad.intake.captions.faults import Faults
from verkstad.intake.captions.markup import voices
from verkstad.intake.captions.raw import FRACTION, Raw, milliseconds, say_time
from verkstad.intake.captions.speakers import is_name, name_speakers

_BY_THE_CLOCK = 6 * 3600 * 1000
"""Milliseconds. A transcript that begins later tells the time of day."""
_SPOKEN_A_SECOND = 8
"""Characters, of slow speech: how long a stretch is shown at most when it does not say."""

_TIME = r"(?:(\d{1,3}):)?(\d{1,3}):(\d\d)" + FRACTION
_TIME_FIRST = re.compile(
    rf"\s*[-*•]?\s*[\[(]?\s*{_TIME}(?:\s*(?:-|–|—|-->|to|till)\s*{_TIME})?"
    r"(?:\s*[\])]\s*[-–—:|]?\s*|\s*[-–—:|]\s+|\s+|$)(.*)",
    re.ASCII,
)
_NAME_FIRST = re.compile(
    r"\s*(\[[^\]]{1,80}\]|[^\[\](){}<>\d\s][^\[\](){}<>]{0,79}?(?:\([^()]{1,50}\))?)"
    rf"\s+[\[(]?{_TIME}[\])]?\s*(?::\s*(.*))?$",
    re.ASCII,
)
_CLOCK_WORDS = frozenset(("kl", "kl.", "klockan", "at"))
_CHAT = re.compile(r"(?:From|Från)\s+(.{1,80}?)\s*(?:\s(?:to|till|To)\s+(.{1,80}?))?\s*:\s*(.*)")
_EVERYONE = re.compile(r"(?:everyone|alla)\b", re.IGNORECASE)
_SPOKEN_TIME = re.compile(
    r"\s*\d+ (?:hours?|minutes?|seconds?|timm(?:e|ar)|minut(?:er)?|sekund(?:er)?)(?:(?:, | och | and )?\d+ (?:minutes?|seconds?|minut(?:er)?|sekund(?:er)?))*\s*"
)
_ABOUT_ITSELF = re.compile(
    r"\s*(?:.{1,80} (?:started|stopped) transcription|.{1,80} (?:startade|stoppade|avslutade) transkription(?:en)?"
    r"|Transcription ended after [\d:]+|This editable transcript was computer generated.{0,200})\s*",
    re.IGNORECASE,
)
"""What Teams and Google Meet write between what was said."""


class _Stretch(NamedTuple):
    line: int
    start: int | None
    end: int | None
    rest: str
    speaker: str | None


def read_plain_text(lines: Sequence[str], faults: Faults, *, tells_heading: bool = True) -> list[Raw]:
    """The stretches in the order of the file, with an end for each; none when no line has a time."""
    places = [(at, head) for at, line in enumerate(lines) if (head := _head(line, at + 1))]
    if not places:
        return []
    if tells_heading:
        _before(lines[: places[0][0]], faults)
    heads = [head for _, head in places]
    bodies = [
        _body(lines[head.line : after], head)
        for head, after in zip(heads, [*(at for at, _ in places[1:]), len(lines)], strict=True)
    ]
    is_chat = _most(heads, [_CHAT.match(head.rest) is not None for head in heads])
    names_alone = _most(heads, [bool(body) and is_name(head.rest) for head, body in zip(heads, bodies, strict=True)])
    raws: list[Raw] = []
    for head, body in zip(heads, bodies, strict=True):
        if head.start is None:
            _bad_time(faults, head.line, lines[head.line - 1])
            continue
        speaker, text = head.speaker, [head.rest, *body]
        if is_chat and (chat := _CHAT.match(head.rest)):
            speaker, text = chat[1], [chat[3], *body]
            if chat[2] and not _EVERYONE.match(chat[2]):
                _private(faults, head.line)
                continue
        elif names_alone and body and is_name(head.rest):
            speaker, text = head.rest, body
        said = "\n".join([words for _, words in voices("\n".join(text))])
        if said:
            raws.append(Raw(head.line, head.start, head.end, said, speaker))
    named = [raw._replace(text=raw.text.replace("\n", " ")) for raw in name_speakers(_ended(raws))]
    return _from_zero(named, faults)


def _most(heads: Sequence[_Stretch], are: Sequence[bool]) -> bool:
    return sum(are) * 2 > len(heads)


def _body(lines: Sequence[str], head: _Stretch) -> list[str]:
    body = [line for line in lines if line.strip() and not _ABOUT_ITSELF.fullmatch(line)]
    if body and not head.rest and _SPOKEN_TIME.fullmatch(body[0]):  # YouTube says the time once more, to screen readers
        del body[0]
    return body


def _bad_time(faults: Faults, line: int, written: str) -> None:
    faults.problem(
        "bad-time",
        _("“%(value)s” does not begin with a time that can be."),
        _("Write hours, minutes and seconds like this: 01:12:34."),
        line=line,
        value=written.strip(),
    )


def _private(faults: Faults, line: int) -> None:
    faults.remark("private", _("A message to one person alone is left out."), _("Nothing needs to be done."), line=line)


def _head(line: str, number: int) -> _Stretch | None:
    """What a line says when it begins a stretch."""
    if ":" not in line:
        return None
    if match := _TIME_FIRST.match(line):
        parts = match.groups()
        end = milliseconds(*parts[4:8]) if parts[5] else None
        return _Stretch(number, milliseconds(*parts[:4]), end, parts[8].strip(), None)
    if match := _NAME_FIRST.match(line):
        name, *time, rest = match.groups()
        speaker = " ".join(name.strip("[] \t:,–—-").split())
        is_apart = name.startswith("[") or "  " in line.strip() or "\t" in line.strip()
        if speaker.lower() not in _CLOCK_WORDS and (is_apart or is_name(speaker)):
            return _Stretch(number, milliseconds(*time), None, rest or "", speaker)
    return None


def _before(lines: Sequence[str], faults: Faults) -> None:
    written = [at for at, line in enumerate(lines) if line.strip()]
    if written:
        faults.remark(
            "heading",
            _("What stands before the first time is left out: “%(value)s”."),
            _("Give it a time if it was said."),
            line=written[0] + 1,
            value=lines[written[0]].strip(),
        )


def _ended(raws: list[Raw]) -> list[Raw]:
    """Each without an end ends where the next begins, or when it has been said slowly."""
    ended = []
    for at, raw in enumerate(raws):
        end = raw.end
        if end is None:
            end = raw.start + max(2000, len(raw.text) * 1000 // _SPOKEN_A_SECOND)
            if at + 1 < len(raws) and raws[at + 1].start > raw.start:
                end = min(end, raws[at + 1].start)
        ended.append(raw._replace(end=end))
    return ended


def _from_zero(raws: list[Raw], faults: Faults) -> list[Raw]:
    if not raws or raws[0].start < _BY_THE_CLOCK:
        return raws
    first = raws[0].start
    faults.remark(
        "by-the-clock",
        _("The times are those of the clock. The first (%(time)s) is taken for the beginning of the recording."),
        _("Shift all times if the recording began earlier or later."),
        line=raws[0].line,
        time=say_time(first),
    )
    return [raw._replace(start=raw.start - first, end=None if raw.end is None else raw.end - first) for raw in raws]
