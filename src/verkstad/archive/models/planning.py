# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who does what by when for a workshop, the list that a series begins with, and which speakers were asked for their slides."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from verkstad.archive.fields import line_field
from verkstad.archive.models.event import Event

FARTHEST_DAYS = 730


class Step(models.Model):
    """Something to be done so many days from the first day of a workshop: before it when negative, after it when positive."""

    title = line_field(_("what"), required=True)
    who = line_field(_("who"))
    days = models.IntegerField(_("days from the first day"))
    sort_order = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        abstract = True
        ordering = ["days", "sort_order", "id"]

    def __str__(self) -> str:
        return str(self.title)


def _within_reach(model: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=f"archive_{model}_days_within_reach",
        condition=models.Q(days__gte=-FARTHEST_DAYS, days__lte=FARTHEST_DAYS),
        violation_error_message=_("Choose a day within two years of the workshop."),
    )


class SeriesStep(Step):
    """One line of the planning list that each new workshop of a series begins with."""

    series = models.ForeignKey("archive.Series", related_name="planning_steps", on_delete=models.CASCADE)

    class Meta(Step.Meta):
        verbose_name = _("step of a series' planning list")
        verbose_name_plural = _("steps of a series' planning list")
        constraints = [_within_reach("seriesstep")]


class PlanningStepQuerySet(models.QuerySet["PlanningStep"]):
    def open(self) -> Self:
        """Not yet done, nor of a workshop that will not be held."""
        return self.filter(done_at=None).exclude(event__status="cancelled")


class PlanningStep(Step):
    """One line of a workshop's planning list. Its day follows from the workshop's, so it moves when the workshop does."""

    event = models.ForeignKey(Event, related_name="planning_steps", on_delete=models.CASCADE)
    done_at = models.DateTimeField(_("done"), null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, related_name="+", on_delete=models.SET_NULL
    )

    objects = PlanningStepQuerySet.as_manager()

    class Meta(Step.Meta):
        verbose_name = _("step of the planning list")
        verbose_name_plural = _("steps of the planning list")
        constraints = [_within_reach("planningstep")]

    def due_on(self, first_day: date) -> date:
        """The day it is to be done by, of a workshop that begins on ``first_day``."""
        return first_day + timedelta(days=self.days)

    @property
    def is_done(self) -> bool:
        return self.done_at is not None


class SlidesRequest(models.Model):
    """That somebody asked a speaker for the slides, so that nobody asks twice unknowingly.

    The speaker is named by the ``uid`` of the appearance and in no other way: whoever is taken out of the agenda is gone here too.
    """

    event = models.ForeignKey(Event, related_name="slides_requests", on_delete=models.CASCADE)
    appearance_uid = models.UUIDField()
    asked_at = models.DateTimeField(_("asked"))
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, related_name="+", on_delete=models.SET_NULL
    )

    class Meta:
        verbose_name = _("request for slides")
        verbose_name_plural = _("requests for slides")
        ordering = ["asked_at", "id"]
        indexes = [models.Index(fields=["event", "appearance_uid"], name="archive_slidesrequest_of_whom")]

    def __str__(self) -> str:
        return f"{self.event} {self.asked_at:%Y-%m-%d}"
