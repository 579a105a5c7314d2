# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What cues of captions may be, and the bytes in which they are kept once readers see them.

A cue is a mapping, as ``CaptionTrack`` says. The bytes are those of ``records.captions``: the same cues give the same bytes.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

FORMAT = "verkstad-captions/1"
MEDIA_TYPE = "application/vnd.verkstad.captions+json"
PART = "captions"
"""What a stored file is of a recording when it holds its captions."""

LONGEST_SECONDS = 7 * 24 * 3600
CUES_AT_MOST = 200_000
TEXT_AT_MOST = 10_000
SPEAKER_AT_MOST = 300
_KEYS = {"id", "start", "end", "text", "speaker", "heard", "unsure", "corrected"}
_LINE_ENDS = ("\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029")

Cue = dict[str, Any]


class CueProblem(NamedTuple):
    """What is wrong with one cue, as a sentence."""

    id: str
    sentence: str


def clean_cues(given: Iterable[Mapping[str, Any]]) -> tuple[list[Cue], list[CueProblem]]:
    """The cues in order of start, with nothing in them but what a cue may have; and what is wrong with those that cannot be kept."""
    cues: list[Cue] = []
    problems: list[CueProblem] = []
    seen: set[str] = set()
    for number, one in enumerate(given, 1):
        key = str(one.get("id") or f"c{number}")[:40]
        if number > CUES_AT_MOST:
            problems.append(
                CueProblem(key, _("There are more than %(n)s lines. Divide the recording.") % {"n": CUES_AT_MOST})
            )
            break
        sentence = _problem(one, key in seen)
        seen.add(key)
        if sentence:
            problems.append(CueProblem(key, sentence))
            continue
        cue: Cue = {
            "id": key,
            "start": _seconds(one["start"]),
            "end": _seconds(one["end"]),
            "text": plain_words(one["text"]),
        }
        if speaker := " ".join(str(one.get("speaker") or "").split()):
            cue["speaker"] = speaker
        for name in ("heard", "unsure", "corrected"):
            if one.get(name):
                cue[name] = one[name]
        cues.append(cue)
    return sorted(cues, key=lambda cue: (cue["start"], cue["end"], cue["id"])), problems


def _problem(one: Mapping[str, Any], is_twice: bool) -> str:
    """The sentence on what is wrong; empty when nothing is."""
    if is_twice:
        return _("Two lines have the same name. Load the page again.")
    try:
        start, end = float(one["start"]), float(one["end"])
    except (KeyError, TypeError, ValueError, OverflowError):
        return _("The line has no times. Write when it begins and ends, as in 0:12.5.")
    if not (math.isfinite(start) and math.isfinite(end) and start >= 0 and end <= LONGEST_SECONDS):
        return _("A time must lie within the recording.")
    if end <= start:
        return _("The line ends before it begins. Change one of the two times.")
    if not plain_words(one.get("text")):
        return _("The line has no words. Write them, or remove the line.")
    if len(str(one["text"])) > TEXT_AT_MOST:
        return _("The line has more than %(n)s characters. Split it.") % {"n": TEXT_AT_MOST}
    if len(str(one.get("speaker") or "")) > SPEAKER_AT_MOST:
        return _("The name of who speaks is too long.")
    if set(one) - _KEYS:
        return _("The line has more in it than a line of captions has. Load the page again.")
    return ""


def _seconds(value: Any) -> float:
    """To the millisecond, as files of captions have it."""
    return round(float(value), 3)


def plain_words(value: Any) -> str:
    """The words of a line as they are kept: plain text, in the lines that somebody chose."""
    words = str(value or "")
    for end in _LINE_ENDS:
        words = words.replace(end, "\n")
    shown = "".join(sign for sign in words if sign == "\n" or (sign.isprintable() and sign not in "\ufffe\uffff"))
    return "\n".join(line for line in (" ".join(part.split()) for part in shown.split("\n")) if line)


def frozen(cues: Sequence[Cue], *, language: str, state: str) -> bytes:
    """What is kept of cues once they are published: no word of what a machine heard, or of who is unsure."""
    told = []
    for cue in cues:
        plain = {"start": cue["start"], "end": cue["end"], "text": cue["text"]}
        if cue.get("speaker"):
            plain["speaker"] = cue["speaker"]
        told.append(plain)
    kept = {"format": FORMAT, "language": language, "state": state, "cues": told}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode()
