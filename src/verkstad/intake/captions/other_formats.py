# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is sent for captions and is something else: named, so that a person knows what to save instead."""

from __future__ import annotations

import re

from django.utils.translation import gettext_lazy as _

from verkstad.intake.captions.faults import Faults

_FORMATS = (
    (re.compile(r"(?:<\?xml[^>]*>\s*)?<(?:\w+:)?tt\b"), "TTML"),
    (re.compile(r"(?:<\?xml[^>]*>\s*)?<(?:transcript|timedtext)\b"), "YouTube XML"),
    (re.compile(r"<(?:!doctype html|html|head|body|script)\b", re.IGNORECASE), "HTML"),
    (re.compile(r"<sami\b", re.IGNORECASE), "SAMI"),
    (re.compile(r"<\?xml\b"), "XML"),
    (re.compile(r"\[Script Info\]", re.IGNORECASE), "SubStation Alpha (ASS)"),
    (re.compile(r"Scenarist_SCC V"), "SCC"),
    (re.compile(r"\{\d+\}\{\d+\}"), "MicroDVD (SUB)"),
    (re.compile(r"\{\\rtf"), "RTF"),
    (re.compile(r"%PDF-"), "PDF"),
    (re.compile(r"\[\s*\{|\{\s*\""), "JSON"),
)


def refuse_other_formats(text: str, faults: Faults) -> None:
    """Raises CaptionsRefused, saying which format it is."""
    start = text[:2000].lstrip()
    for pattern, name in _FORMATS:
        if pattern.match(start):
            faults.problem(
                "other-format",
                _("The file is %(name)s, which is not read here."),
                _("Save the captions as WebVTT or SRT, and send that."),
                name=name,
            )
            faults.refuse()


def no_times(faults: Faults) -> None:
    """Text without a single time that could be read; nothing is added where problems were told already."""
    faults.refuse()
    faults.problem(
        "no-times",
        _("No line of the file begins with a time."),
        _("Write one before what was said, like this: [00:12:34] Anna Berg: Welcome. Or send WebVTT or SRT."),
    )
    faults.refuse()
