# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Workshops to start new ones from."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from verkstad.archive.fields import line_field, new_id


class EventTemplate(models.Model):
    """What a new workshop begins with: content as a revision keeps it, without dates. Never published."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = line_field(_("name"), required=True, max_length=120)
    series = models.ForeignKey(
        "archive.Series", related_name="templates", on_delete=models.CASCADE, verbose_name=_("series")
    )
    content = models.JSONField(_("content"), default=dict, editable=False)
    made_at = models.DateTimeField(_("made"), editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("template")
        verbose_name_plural = _("templates")
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["series", "name"],
                name="archive_eventtemplate_name_once",
                violation_error_message=_("The series has a template with that name already. Choose another name."),
            )
        ]

    def __str__(self) -> str:
        return self.name
