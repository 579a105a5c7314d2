# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The ways in which a change to the archive can fail: one class each, carrying the thing it happened to."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _


class ArchiveError(Exception):
    """A change that was not made. Nothing was written."""

    def __init__(self, thing: Any) -> None:
        self.thing = thing
        super().__init__(thing)

    def message(self) -> str:
        """A whole sentence or two in the language of whoever reads it."""
        raise NotImplementedError

    def __str__(self) -> str:
        return self.message()


class IdentityChanged(ArchiveError):
    """A stored thing was about to be saved under another id."""

    def __init__(self, thing: Any, stored: Any) -> None:
        super().__init__(thing)
        self.stored = stored

    def message(self) -> str:
        return _("“%(thing)s” keeps the id %(id)s for ever. Make a new one instead.") % {
            "thing": self.thing,
            "id": self.stored,
        }
