# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""How far publishing has come, for editors who wait: written by whoever publishes, read by the desk."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class PublishingProgress(models.Model):
    """One row: up to which serial number of the journal readers see the changes, and why not further."""

    ONLY = 1

    id = models.PositiveSmallIntegerField(primary_key=True, default=ONLY)
    serial = models.BigIntegerField(default=0)
    edition = models.PositiveIntegerField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    is_on_hold = models.BooleanField(default=False)
    # {"kind": …} and what its sentence needs: the sentence is made for whoever reads it, in their language.
    failure = models.JSONField(null=True, blank=True)
    failed_serial = models.BigIntegerField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("progress of publishing")
        verbose_name_plural = _("progress of publishing")
        constraints = [
            models.CheckConstraint(name="archive_publishingprogress_only_one", condition=models.Q(id=1)),
        ]

    def __str__(self) -> str:
        return str(self.serial)
