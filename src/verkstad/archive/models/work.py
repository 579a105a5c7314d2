# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Work in the background: one row for each thing that a machine is asked to do something with, so that asking twice is asking once."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from verkstad.archive.choices import JobKind, JobState
from verkstad.archive.fields import line_field, one_of


class JobQuerySet(models.QuerySet):
    def due(self, at: datetime) -> Self:
        """Those that wait and may begin, and those whose worker has not been heard of since its lease ran out."""
        waiting = Q(state=JobState.WAITING) & (Q(not_before__isnull=True) | Q(not_before__lte=at))
        return self.filter(waiting | Q(state=JobState.RUNNING, lease_until__lte=at))


class Job(models.Model):
    """Something for a worker to do. ``about`` names the thing: the sum of a file, the id of a recording.

    A worker holds it by a lease that it renews while it works; when the worker is killed, the lease runs out and another
    takes over. ``done`` of ``total`` is how far it has come, in pages or seconds.
    """

    kind = models.CharField(max_length=20, choices=JobKind.choices)
    about = line_field(_("about"), required=True, max_length=100)
    options = models.JSONField(default=dict, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=JobState.choices, default=JobState.WAITING)
    attempts = models.PositiveIntegerField(default=0)
    done = models.FloatField(default=0)
    total = models.FloatField(null=True, blank=True)
    # What is said of it, by language: the sentence was made where it failed, and is read by people of both.
    failure = models.JSONField(null=True, blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    not_before = models.DateTimeField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    worker = line_field(_("worker"), max_length=100)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = _("work in the background")
        verbose_name_plural = _("work in the background")
        indexes = [
            models.Index(
                name="archive_job_open",
                fields=["asked_at"],
                condition=Q(state__in=[JobState.WAITING, JobState.RUNNING]),
            ),
        ]
        constraints = [
            one_of("job", "kind", JobKind),
            one_of("job", "state", JobState),
            models.UniqueConstraint(fields=["kind", "about"], name="archive_job_once"),
            models.CheckConstraint(
                name="archive_job_running_has_lease",
                condition=~Q(state=JobState.RUNNING) | Q(lease_until__isnull=False, worker__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.about}"
