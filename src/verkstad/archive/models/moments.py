# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The moments of an event as columns, so that the database can compare them with a clock."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models

from verkstad.archive.rules import clock


class _MomentField(models.DateTimeField):
    """Reckoned from the event's own columns each time it is saved, in bulk too; never set by hand."""

    which: int

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # A revision does not carry it: it follows from what the revision carries.
        kwargs["serialize"] = False
        super().__init__(*args, **kwargs)

    def pre_save(self, model_instance: Any, add: bool) -> datetime:
        moment = clock.moments(**model_instance.when())[self.which]
        setattr(model_instance, self.attname, moment)
        return moment

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.DateTimeField", args, kwargs


class StartsAtField(_MomentField):
    which = 0


class EndsAtField(_MomentField):
    which = 1
