# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the script of the field says. It stands once in each page, as data."""

from __future__ import annotations

from django.utils.html import json_script
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _


def words() -> dict[str, str]:
    """What the script says, in the reader's language; ``{…}`` is filled in there."""
    return {
        "add": _("Add “{name}”"),
        "none": _("Nothing has that name."),
        "count_one": _("1 choice. Use the arrow keys."),
        "count_many": _("{count} choices. Use the arrow keys."),
        "chosen": _("{name} is chosen."),
        "made": _("{name} is added as a draft, and chosen."),
        "draft": _("draft"),
        "alike": _("{name} is already here: the same?"),
        "alike_person": _("{name} is already here: the same person?"),
        "use": _("The same – use {name}"),
        "make": _("Another – make “{name}” new"),
        "failed": _("There was no answer. What you typed is kept; choose when you are back on the net, or save."),
        "clear": _("Empty the field"),
    }


def as_data() -> SafeString:
    return json_script(words(), "verkstad-choosing-words")
