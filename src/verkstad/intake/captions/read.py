# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""From the bytes of a file to its cues. What it is shows in the content; its name is asked for the language alone."""

from __future__ import annotations

from typing import Literal, NamedTuple

from django.utils.translation import gettext_lazy as _

from verkstad.intake.captions.decode import decode
from verkstad.intake.captions.faults import Faults
from verkstad.intake.captions.language import as_tag, language_in_name, language_of_words
from verkstad.intake.captions.mend import mend
from verkstad.intake.captions.other_formats import no_times, refuse_other_formats
from verkstad.intake.captions.plain_text import read_plain_text
from verkstad.intake.captions.raw import Raw
from verkstad.intake.captions.rolling import unroll
from verkstad.intake.captions.speakers import name_speakers
from verkstad.intake.captions.srt import read_srt, timings_in
from verkstad.intake.captions.teams_document import read_teams_document
from verkstad.intake.captions.webvtt import is_webvtt, read_webvtt
from verkstad.intake.problems import Problem
from verkstad.records.base import LanguageTag
from verkstad.records.captions import Cue

Kind = Literal["webvtt", "srt", "text", "teams_document"]

BYTES_AT_MOST = 50 * 1000 * 1000


class ReadCaptions(NamedTuple):
    """What a file held. ``language`` is None when neither the file nor its words tell; ``remarks`` are what a person should look at."""

    kind: Kind
    language: LanguageTag | None
    cues: tuple[Cue, ...]
    remarks: tuple[Problem, ...]


def read_captions(content: bytes, *, name: str, language: LanguageTag | None = None) -> ReadCaptions:
    """The cues of a caption file or a transcript with times, in order of start, as plain text.

    ``name`` stands in the messages; ``language`` is what the person said who sent it, and is believed. What can be mended
    is, with a remark that names the line. Raises CaptionsRefused with all faults by line when something cannot.
    """
    faults = Faults(name)
    _look_at_size(content, faults)
    kind, said, raws = _raws(content, faults)
    raws, repeated = unroll(raws)
    if repeated:
        faults.remark(
            "repeated",
            _(
                "Captions that repeat the line before, as automatic ones do, now have each line once: %(number)s of them."
            ),
            _("Nothing needs to be done."),
            number=repeated,
        )
    cues = mend(raws, faults)
    faults.refuse()
    if not cues:
        faults.problem("no-captions", _("There is no caption in the file."), _("Check that it is the right file."))
        faults.refuse()
    return ReadCaptions(kind, language or _language(said, name, cues, faults), cues, faults.remarks)


def _look_at_size(content: bytes, faults: Faults) -> None:
    if not content.strip():
        faults.problem("empty", _("The file is empty."), _("Save it again and send that."))
    elif len(content) > BYTES_AT_MOST:
        faults.problem(
            "too-large",
            _("The file has %(size)s MB; %(limit)s is the most."),
            _("Captions are small: check that it is the right file."),
            size=len(content) // 1_000_000,
            limit=BYTES_AT_MOST // 1_000_000,
        )
    faults.refuse()


def _raws(content: bytes, faults: Faults) -> tuple[Kind, str | None, list[Raw]]:
    if content.startswith(b"PK\3\4"):
        return "teams_document", None, read_teams_document(content, faults)
    text = decode(content, faults)
    lines = text.split("\n")
    if is_webvtt(text):
        raws, said = read_webvtt(lines, faults)
        return "webvtt", said, name_speakers(raws)
    refuse_other_formats(text, faults)
    if places := timings_in(lines):
        return "srt", None, name_speakers(read_srt(lines, places, faults))
    raws = read_plain_text(lines, faults)
    if not raws:
        no_times(faults)
    return "text", None, raws


def _language(said: str | None, name: str, cues: tuple[Cue, ...], faults: Faults) -> str | None:
    told = (as_tag(said) if said else None) or language_in_name(name)
    heard = language_of_words(cues)
    if told and heard and told.partition("-")[0] != heard:
        faults.remark(
            "language",
            _("The file says that its language is %(told)s, but its words look like %(heard)s."),
            _("Choose the language that is right."),
            told=told,
            heard=heard,
        )
    return told or heard
