# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why a recording was not heard: what is so, and what to do. The child names the kind, and here it becomes a sentence."""

from __future__ import annotations

from typing import Any


def N_(text: str) -> str:
    """Mark a text for collection. Django's own mark would have the child load Django, which it does not need."""
    return text


REFUSED: dict[str, str] = {
    "not-installed": N_(
        "Speech cannot be turned into text here: the extra part verkstad[transcribe] is not installed. docs/transcription.md says how."
    ),
    "off": N_(
        "Speech cannot be turned into text here: no model is chosen. Put one into a folder and set VERKSTAD_TRANSCRIBE_MODEL to it; docs/transcription.md says how."
    ),
    "no-folder": N_(
        "There is no folder %(model)s with a model for speech. Put one there, or set VERKSTAD_TRANSCRIBE_MODEL to where it is."
    ),
    "not-a-model": N_(
        "The folder %(model)s is no model for faster-whisper: it lacks %(missing)s. Copy all files of the model into it; docs/transcription.md says how."
    ),
    "unusable-model": N_(
        "The model in %(model)s cannot be used: %(reason)s. Fetch it again, in the form for faster-whisper (CTranslate2)."
    ),
    "not-here": N_(
        "The model “%(model)s” is not on this machine, and models are not fetched unless you allow it. Put it into a folder and set VERKSTAD_TRANSCRIBE_MODEL to that, or set VERKSTAD_TRANSCRIBE_FETCH=1."
    ),
    "not-fetched": N_(
        "The model “%(model)s” could not be fetched: %(reason)s. Check its name and the connection, or put it into a folder and set VERKSTAD_TRANSCRIBE_MODEL to that."
    ),
    "language": N_("The model does not know the language “%(language)s”. Give it as a tag, such as sv or en."),
    "english-only": N_(
        "The model knows English only, and the recording is in “%(language)s”. Choose a model of several languages."
    ),
    "memory": N_(
        "The model needs about %(need)s MB of memory, and has %(have)s MB. Choose a smaller model, or give it more memory."
    ),
    "out-of-memory": N_(
        "Memory ran out while “%(name)s” was heard; the limit was %(have)s MB. Choose a smaller model, or give it more memory."
    ),
    "broken": N_(
        "“%(name)s” is damaged, or no recording that can be read. Save it again as MP4, WebM, MP3 or M4A, and use that."
    ),
    "no-sound": N_("“%(name)s” has no sound track, so there is nothing to hear."),
    "empty": N_("“%(name)s” is a recording of no length, so there is nothing to hear."),
    "silent": N_("Nobody is heard speaking in “%(name)s”. Check that the right sound was recorded."),
    "too-long": N_("“%(name)s” is longer than %(hours)s hours. Divide it, and have each part heard."),
}
"""What another try will not mend, before something is changed."""

INTERRUPTED: dict[str, str] = {
    "stopped": N_("Hearing “%(name)s” was stopped. What is finished is kept, and the next start goes on from there."),
    "killed": N_(
        "Hearing “%(name)s” was ended from outside, perhaps for want of memory. What is finished is kept, and the next start goes on from there."
    ),
    "stalled": N_(
        "Hearing “%(name)s” came no further for %(minutes)s minutes, and was ended. What is finished is kept, and the next start goes on from there."
    ),
    "out-of-time": N_(
        "Hearing “%(name)s” took longer than %(minutes)s minutes, and was ended. What is finished is kept, and the next start goes on from there."
    ),
    "busy": N_("“%(name)s” is being heard already. Wait until that is done."),
    "disk": N_("The disk that holds %(folder)s is full. Make room, and start again; what is finished is kept."),
    "fault": N_(
        "Hearing “%(name)s” broke off: %(reason)s. What is finished is kept. Start again; if it happens again, report it with %(log)s."
    ),
}
"""What the next start goes on from."""


class SpeechError(Exception):
    """Nothing was heard to the end. ``kind`` is one of REFUSED or INTERRUPTED; ``values`` and the name fill its ``sentence``."""

    sentences: dict[str, str] = {}

    def __init__(self, kind: str, name: str, **values: Any) -> None:
        self.kind = kind
        self.sentence = self.sentences[kind]
        self.name = name
        self.values = values
        super().__init__(kind, name)

    def message(self) -> str:
        """In the language of whoever reads it."""
        from django.utils.translation import gettext as _  # here: see N_

        return _(self.sentence) % {"name": self.name, **self.values}

    def __str__(self) -> str:
        return self.message()


class SpeechRefused(SpeechError):
    """The file, the model or the machine is not as it must be: the same start fails again."""

    sentences = REFUSED


class SpeechInterrupted(SpeechError):
    """It was ended before it was done: the same start goes on from where it was."""

    sentences = INTERRUPTED


def error_of(kind: str, name: str, **values: Any) -> SpeechError:
    return (SpeechRefused if kind in REFUSED else SpeechInterrupted)(kind, name, **values)
