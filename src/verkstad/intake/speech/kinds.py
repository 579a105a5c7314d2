# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why the child cannot go on, by its kind; the parent has the sentence (``refused.py``)."""

from __future__ import annotations


class Refusal(Exception):
    """``values`` is what JSON can hold."""

    def __init__(self, kind: str, **values: str | int) -> None:
        self.kind = kind
        self.values = values
        super().__init__(kind)
