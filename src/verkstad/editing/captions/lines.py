# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lines of captions as fields of an ordinary form, a page of them at a time: what was typed, what of it changed, and what is wrong.

Each line carries the sum of what it showed (``was``), so that a line which somebody did not touch is not saved over what
another wrote in it meanwhile.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from django.utils.translation import gettext as _

from verkstad.archive.rules.captions import SPEAKER_AT_MOST, Cue
from verkstad.editing.captions.times import read_time, say_time

ON_A_PAGE = 25
FIELDS = ("start", "end", "speaker", "text")


@dataclass
class Line:
    number: int
    """Its place in the form."""
    key: str
    """The id of the cue; empty for a line that is to be added."""
    values: dict[str, str]
    was: str = ""
    is_removed: bool = False
    errors: dict[str, str] = field(default_factory=dict)
    theirs: str = ""
    """What another wrote in the line meanwhile, as a sentence."""
    by: str = ""
    """Who wrote it: ``machine``, ``person``, or nobody knows."""
    unsure: str = ""
    """The words that a machine was unsure of."""

    @property
    def is_new(self) -> bool:
        return not self.key

    @property
    def is_changed(self) -> bool:
        if self.is_new:
            return any(self.values[name].strip() for name in ("speaker", "text"))
        return not self.is_removed and sum_of(self.values) != self.was

    def look(self) -> bool:
        """Whether it can be sent on to be saved; else what is wrong stands at the field."""
        for name in ("start", "end"):
            if read_time(self.values[name]) is None:
                self.errors[name] = _("“%(value)s” is not a time. Write it as 0:12.5.") % {"value": self.values[name]}
        return not self.errors

    def cue(self) -> Cue:
        given = {name: read_time(self.values[name]) for name in ("start", "end")}
        return {"id": self.key or f"n{uuid4().hex[:12]}", **given, "text": self.values["text"], "speaker": self.values["speaker"]}  # fmt: skip

    def refuse(self, sentence: str) -> None:
        """Put the archive's sentence at the field that it is about."""
        if not self.values["text"].strip():
            self.errors["text"] = sentence
        elif len(self.values["speaker"]) > SPEAKER_AT_MOST:
            self.errors["speaker"] = sentence
        else:
            self.errors["end" if (read_time(self.values["end"]) or 0) <= (read_time(self.values["start"]) or 0) else "text"] = sentence  # fmt: skip


def who_wrote(cue: Mapping[str, Any]) -> str:
    return "person" if cue.get("corrected") else "machine" if cue.get("heard") else ""


def unsure_words(cue: Mapping[str, Any]) -> str:
    return ", ".join(cue["text"][start:end] for start, end in cue.get("unsure") or ())


def values_of(cue: Mapping[str, Any]) -> dict[str, str]:
    return {
        "start": say_time(cue["start"]), "end": say_time(cue["end"]), "speaker": cue.get("speaker") or "", "text": cue["text"],
    }  # fmt: skip


def sum_of(values: Mapping[str, str]) -> str:
    written = "\0".join(values[name].replace("\r\n", "\n").strip() for name in FIELDS)
    return hashlib.sha256(written.encode("utf-8", "replace")).hexdigest()[:16]


def lines_of(cues: Sequence[Cue]) -> list[Line]:
    """The cues of one page, and an empty line after them."""
    lines = []
    for number, cue in enumerate(cues):
        values = values_of(cue)
        lines.append(
            Line(number, cue["id"], values, sum_of(values), by=who_wrote(cue), unsure=unsure_words(cue))
        )  # fmt: skip
    begins = say_time(cues[-1]["end"]) if cues else ""
    return [*lines, Line(len(lines), "", {"start": begins, "end": "", "speaker": "", "text": ""})]


def typed_lines(data: Mapping[str, str]) -> Iterator[Line]:
    """The lines as they were sent, in their order."""
    for number in range(ON_A_PAGE + 1):
        if f"{number}-text" not in data:
            return
        values = {name: data.get(f"{number}-{name}", "").replace("\r\n", "\n") for name in FIELDS}
        yield Line(
            number,
            data.get(f"{number}-key", "")[:40],
            values,
            data.get(f"{number}-was", ""),
            is_removed=f"{number}-remove" in data,
        )


def tell_theirs(lines: Sequence[Line], cues: Sequence[Cue]) -> None:
    """Where another wrote in a line that was typed in too, put both texts in front of whoever typed; saved again, theirs gives way."""
    now = {cue["id"]: cue for cue in cues}
    for line in lines:
        if line.is_new or not (line.is_changed or line.is_removed):
            continue
        cue = now.get(line.key)
        if cue is None:
            line.theirs = _("Somebody else removed this line.")
        elif (newest := sum_of(values_of(cue))) != line.was:
            line.theirs = _("Somebody else wrote: “%(text)s”") % {"text": cue["text"]}
            line.was = newest
