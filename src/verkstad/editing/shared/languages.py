# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The languages that workshops are held in and documents are written in, to choose among: BCP 47 tags and names."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from verkstad.archive.rules.captions_due import NO_SPEECH

_LANGUAGES = [
    ("sv", _("Swedish")),
    ("en", _("English")),
    ("nb", _("Norwegian (Bokmål)")),
    ("da", _("Danish")),
    ("fi", _("Finnish")),
    ("se", _("Northern Sami")),
    ("de", _("German")),
    ("fr", _("French")),
]


def language_choices(*, blank: Any = None, or_none_spoken: bool = False) -> list[tuple[str, Any]]:
    """``or_none_spoken``: of a recording in which nobody says anything, which needs no captions."""
    none = [(NO_SPEECH, _("No spoken words"))] if or_none_spoken else []
    return ([("", blank)] if blank is not None else []) + _LANGUAGES + none
