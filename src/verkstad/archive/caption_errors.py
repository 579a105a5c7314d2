# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The ways in which captions can fail to be kept, beside those in ``errors``."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from verkstad.archive.errors import ArchiveError
from verkstad.archive.rules.captions import CueProblem


class CuesRefused(ArchiveError):
    """Some lines cannot be kept as they are; ``problems`` are sentences, by the id of the cue. Nothing was saved."""

    def __init__(self, thing: Any, problems: list[CueProblem]) -> None:
        super().__init__(thing)
        self.problems = problems

    def message(self) -> str:
        return " ".join(dict.fromkeys(problem.sentence for problem in self.problems))


class CuesSavedMeanwhile(ArchiveError):
    """A save began from a version of the captions that is no longer the newest. What is newest comes with it."""

    def message(self) -> str:
        return _("Somebody else changed the same lines while you wrote. Both texts are kept: compare and choose.")


class WouldReplaceCorrections(ArchiveError):
    """Captions that a person has worked on were about to be replaced by others."""

    def message(self) -> str:
        return _(
            "Somebody has corrected the captions of “%(thing)s”. Say that they are to be replaced; the corrected ones are kept as a version."
        ) % {"thing": self.thing}


class NoCues(ArchiveError):
    """Captions without a line cannot be published."""

    def message(self) -> str:
        return _("The captions of “%(thing)s” have no lines yet.") % {"thing": self.thing}


class CorrectionsStand(WouldReplaceCorrections):
    """A machine was asked to write captions where a person's stand."""

    def __init__(self, thing: Any, language: str) -> None:
        super().__init__(thing)
        self.language = language

    def message(self) -> str:
        return _(
            "Somebody has worked on the captions of “%(thing)s” in the language %(language)s, and a machine does not replace them. Remove them first, or choose another language."
        ) % {"thing": self.thing, "language": self.language}


class NothingToHear(ArchiveError):
    """A recording without a file of its own has nothing that a machine could listen to."""

    def message(self) -> str:
        return _(
            "“%(thing)s” has no file here with sound in it, so there is nothing to listen to. Upload the recording first."
        ) % {"thing": self.thing}


class HeardAnotherFile(ArchiveError):
    """While a machine listened, the recording got another file."""

    def message(self) -> str:
        return _(
            "“%(thing)s” got another file while the earlier one was listened to. Ask for captions of the new one."
        ) % {"thing": self.thing}
