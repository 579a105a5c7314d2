# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""That editors were mailed about captions which are due, so that they are mailed once."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from verkstad.archive.choices import CaptionsLimit
from verkstad.archive.fields import one_of
from verkstad.archive.models.recording import Recording


class CaptionsReminder(models.Model):
    """One mail for each limit of one recording. Published anew, on another day, its clock begins anew, and so do the mails."""

    recording = models.ForeignKey(Recording, related_name="reminders", on_delete=models.CASCADE)
    published_date = models.DateField(_("published on"))
    limit = models.CharField(max_length=10, choices=CaptionsLimit.choices)
    sent_at = models.DateTimeField()

    class Meta:
        verbose_name = _("reminder of captions")
        verbose_name_plural = _("reminders of captions")
        constraints = [
            one_of("captionsreminder", "limit", CaptionsLimit),
            models.UniqueConstraint(
                fields=["recording", "published_date", "limit"], name="archive_captionsreminder_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recording} {self.limit}"
