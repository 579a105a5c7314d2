# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Fields in which somebody or something of the archive is chosen by typing."""

from __future__ import annotations

from typing import Any

from django.db import models

from verkstad.editing.shared.choosing import ThingField


def chosen_field(column: models.ForeignKey, **kwargs: Any) -> ThingField:
    return ThingField(column.remote_field.model.objects.order_by("pk"), **kwargs)
