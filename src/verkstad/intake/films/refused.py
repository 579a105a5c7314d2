# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why a recording cannot be read or cut: what is so, and what to do. The child names the kind; here it becomes a sentence."""

from __future__ import annotations

from typing import Any


def N_(text: str) -> str:
    """Mark a text for collection: the child reads this file too, and has no need of Django."""
    return text


SENTENCES: dict[str, str] = {
    "broken": N_("“%(name)s” is damaged, or no recording that can be read. Save it again as MP4, WebM, MP3 or M4A."),
    "no-tracks": N_("“%(name)s” has neither sound nor picture. Save it again as MP4, WebM, MP3 or M4A."),
    "empty": N_("“%(name)s” is a recording of no length. Check that the whole of it was saved."),
    "too-long": N_("“%(name)s” is longer than seven days. Divide it."),
    "codec": N_(
        "“%(name)s” is packed in a way (%(codec)s) that cannot be cut without damage. Save it as MP4 with H.264 and AAC."
    ),
    "nothing-left": N_("All of “%(name)s” is left out, so there is nothing to show. Leave out less."),
    "memory": N_(
        "“%(name)s” needs more memory than it may have (%(at_most)s MB). Save it again with a smaller picture."
    ),
    "time": N_("“%(name)s” took more than %(minutes)s minutes and was given up. Save it again as MP4."),
    "disk": N_("There is not room on the server's disk for “%(name)s” as it is cut. Tell whoever runs the site."),
    "fault": N_("“%(name)s” could not be read to its end: %(reason)s. Save it again as MP4, WebM, MP3 or M4A."),
}


class Refusal(Exception):
    """What the child says of it: one of the kinds, and what its sentence needs."""

    def __init__(self, kind: str, **values: Any) -> None:
        self.kind, self.values = kind, values
        super().__init__(kind)


class FilmRefused(Exception):
    """A recording that was not read, or not cut. Nothing is kept of the attempt."""

    def __init__(self, kind: str, name: str, **values: Any) -> None:
        self.kind, self.name, self.values = kind, name, values
        super().__init__(kind, name)

    @property
    def sentence(self) -> str:
        """In English, with placeholders."""
        return SENTENCES[self.kind]

    def message(self) -> str:
        """In the language of whoever reads it."""
        from django.utils.translation import gettext as _  # here: see N_

        return _(self.sentence) % {"name": self.name, **self.values}

    def __str__(self) -> str:
        return self.message()


class FilmStopped(Exception):
    """Whoever asked said stop. Nothing is kept of the attempt."""
