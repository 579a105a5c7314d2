# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""``transcribe``: the speech of a recording as captions, heard on this machine."""

from __future__ import annotations

import hashlib
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from verkstad.site.command.telling import (
    WRONG_CALL,
    WRONG_DATA,
    Told,
    json_option,
    progress,
    say,
    settings_or_end,
    tell,
    tell_json,
)
from verkstad.site.command.transcribing_recording import transcribe_recording
from verkstad.site.words import _, ngettext

if TYPE_CHECKING:
    from verkstad.intake.speech import Heard

_ABOUT_THE_CALL = {
    "off", "not-installed", "no-folder", "not-a-model", "unusable-model", "not-here", "not-fetched", "language", "english-only",
}  # fmt: skip
"""Refusals that another recording would meet as well."""


@click.command(
    "transcribe",
    help=_(
        "Turn the speech of a recording into captions, on this machine.\n\n"
        "Of a file, they are written as WebVTT. Of a recording of the archive, given by its id or by the address of its workshop, they are kept as a draft for the desk. Broken off, the same command goes on from where it was. docs/transcription.md says what it needs."
    ),
)
@click.argument("what", metavar=_("FILE-OR-RECORDING"))
@click.option("--language", metavar=_("TAG"), help=_("The language, such as sv. Left out, it is told from the sound."))
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar=_("FILE"),
    help=_("Where to write the captions. Left out, they are written to standard output."),
)
@click.option(
    "--term",
    "terms",
    multiple=True,
    metavar=_("WORDS"),
    help=_("A name or a word that comes up. Can be given many times."),
)
@click.option("--model", metavar=_("MODEL"), help=_("Another model than that of VERKSTAD_TRANSCRIBE_MODEL."))
@json_option
def transcribe_command(
    what: str, language: str | None, output: Path | None, terms: tuple[str, ...], model: str | None, as_json: bool
) -> None:
    file = Path(what)
    if not file.is_file() and _names_a_recording(what):
        if output or terms or model:
            raise Told(
                _(
                    "--output, --term and --model are for a file. A recording of the archive is heard by the model of the settings, with the names of its workshop, and its captions are kept at the desk."
                ),
                code=WRONG_CALL,
            )
        transcribe_recording(what, language=language, as_json=as_json)
        return
    if not file.is_file():
        raise Told(_("There is no file %(file)s.") % {"file": file}, code=WRONG_CALL)
    settings = settings_or_end()
    from verkstad.site.starting import start_django

    start_django()  # for its translations: no database is asked
    from verkstad.exchange.webvtt import write_webvtt
    from verkstad.intake.speech.captions import captions_of

    # A folder of its own for each file, by its name: what is in it is held to the file's content.
    into = settings.home / "transcribing" / hashlib.sha256(str(file.resolve()).encode()).hexdigest()[:16]
    heard = _heard(settings, file, into, language=language, terms=terms, model=model, as_json=as_json)
    captions = write_webvtt(captions_of(heard))
    if output:
        output.write_bytes(captions)
    shutil.rmtree(into, ignore_errors=True)
    if as_json:
        tell_json(_as_json(heard))
    elif output:
        tell(_("%(file)s: %(sentence)s") % {"file": output, "sentence": _summary(heard)})
    else:
        tell(captions.decode())
        say(_summary(heard))


def _names_a_recording(what: str) -> bool:
    """Whether it could be an id or an address; what has a dot or a folder in it is meant as a file."""
    return re.fullmatch(r"(event/)?[a-z0-9-]+/?", what) is not None


def _heard(
    settings: Any,
    file: Path,
    into: Path,
    *,
    language: str | None,
    terms: tuple[str, ...],
    model: str | None,
    as_json: bool,
) -> Heard:
    """Ends the command with a sentence where nothing is heard, and where somebody stops it."""
    from verkstad.intake.speech import Limits, SpeechError, hear_apart

    try:
        with progress(_("Listening")) as move:
            return hear_apart(
                file,
                model=model or settings["VERKSTAD_TRANSCRIBE_MODEL"],
                models=settings.home / "models",
                fetch=settings["VERKSTAD_TRANSCRIBE_FETCH"],
                into=into,
                language=language,
                expected=settings["VERKSTAD_TRANSCRIBE_LANGUAGES"],
                terms=terms,
                limits=Limits(threads=settings["VERKSTAD_TRANSCRIBE_THREADS"]),
                progress=lambda each: move(int(each.heard_seconds), int(each.whole_seconds)),
            )
    except SpeechError as error:
        code = WRONG_CALL if error.kind in _ABOUT_THE_CALL else WRONG_DATA
        if as_json:
            tell_json({"problems": [{"kind": error.kind, "message": error.message()}]})
            raise click.exceptions.Exit(code) from None
        raise Told(error.message(), code=code) from None
    except KeyboardInterrupt:
        raise Told(_("Stopped. What is finished is kept: the same command goes on from there.")) from None


def _summary(heard: Heard) -> str:
    unsure = sum(word.is_unsure for cue in heard.cues for word in cue.words)
    minutes, seconds = divmod(round(heard.length_seconds), 60)
    return ngettext(
        "%(minutes)s:%(seconds)02d in %(language)s, unsure of %(number)s word. Automatic, may contain errors.",
        "%(minutes)s:%(seconds)02d in %(language)s, unsure of %(number)s words. Automatic, may contain errors.",
        unsure,
    ) % {"minutes": minutes, "seconds": seconds, "language": heard.language, "number": unsure}


def _as_json(heard: Heard) -> dict[str, Any]:
    return {
        "language": heard.language,
        "model": heard.model,
        "length_seconds": heard.length_seconds,
        "cues": [
            {
                "start": cue.start,
                "end": cue.end,
                "text": cue.text,
                "unsure": cue.unsure,
                "words": [word._asdict() for word in cue.words],
            }
            for cue in heard.cues
        ],
    }
