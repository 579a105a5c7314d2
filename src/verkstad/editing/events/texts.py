# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Texts of a workshop and its parts: in two languages, with nobody asked which of them is the original."""

from __future__ import annotations

from typing import Any

from verkstad.editing.shared.texts import CleanText, PairedTexts


class Text(CleanText):
    """A text that was sent back as it was shown stays as it is, also where cleaning would change it."""

    def _clean_bound_field(self, bound: Any) -> Any:
        if isinstance(bound.initial, str) and bound.data is not None:
            sent = str(bound.data).replace("\r\n", "\n")
            if sent == bound.initial:
                return bound.initial
        return super()._clean_bound_field(bound)

    def has_changed(self, initial: Any, data: Any) -> bool:
        if isinstance(initial, str) and str(data).replace("\r\n", "\n") == initial:
            return False
        return super().has_changed(initial, data)


class TextsOfAForm(PairedTexts):
    """For a model form: nobody is asked which language is the original. It is the one that was written first, until
    that one is emptied."""

    def clean(self) -> Any:
        cleaned = super().clean() or self.cleaned_data
        for name in self.texts_before:
            if original := cleaned.get(f"{name}_original"):
                setattr(self.instance, f"{name}_original", original)
        return cleaned
