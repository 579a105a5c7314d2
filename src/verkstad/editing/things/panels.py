# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The forms of the roots, arranged as the work goes: what one always fills in first, the rest folded, the record last."""

from __future__ import annotations

from typing import Any

from wagtail.admin.panels import FieldPanel


def person_panels() -> list[Any]:
    return [FieldPanel("name"), FieldPanel("slug")]


def plain_panels(*names: str) -> list[Any]:
    return [FieldPanel(name) for name in names]
