# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Words of these pages that stand in more than one of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from verkstad.archive.choices import WithdrawalReason
from verkstad.archive.history import who
from verkstad.edition.rendering.labels import label

PLURALS = {"person": _("People"), "organisation": _("Organisations"), "topic": _("Topics")}

WHY_ALIKE = {
    "identity": _("They have the same identity elsewhere."),
    "same": _("The names are the same, but for case, marks and spaces."),
    "order": _("The names are the same in another order."),
    "initials": _("One name has initials where the other has names."),
    "middle": _("One name leaves out a name in between."),
    "slip": _("The names differ by one letter."),
    "": _("The names are not alike."),
}


def what_readers_meet() -> list[tuple[str, str, str]]:
    """Each reason with its words, and the sentence that the address of what was taken down answers with."""
    language: Any = "en" if (get_language() or "sv").startswith("en") else "sv"
    return [(value, str(words), label("gone", value, language)) for value, words in WithdrawalReason.choices]


class Names:
    """Names of users by key, asked for all at once."""

    def __init__(self, keys: Iterable[int | None]) -> None:
        self._users: dict[int, Any] = get_user_model().objects.in_bulk({key for key in keys if key})

    def of(self, key: int | None) -> str:
        return who(key, self._users)
