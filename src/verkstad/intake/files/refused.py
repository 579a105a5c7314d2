# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why a file is not taken in: what it is, and what to do instead."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _


class FileRefused(Exception):
    """A file that is not taken in. ``sentence`` has the placeholder ``%(name)s`` and is in English; nothing is kept."""

    def __init__(self, name: str, sentence: str, **values: Any) -> None:
        self.name = name
        self.sentence = sentence
        self.values = values
        super().__init__(name, sentence)

    def message(self) -> str:
        """In the language of whoever reads it."""
        return _(self.sentence) % {"name": self.name, **self.values}

    def __str__(self) -> str:
        return self.message()
