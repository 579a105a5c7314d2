# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What editors know beside what is published: notes to each other, and what outside sources said."""

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from verkstad.archive.choices import ClaimState, Sureness, ThingKind
from verkstad.archive.fields import line_field, one_of, prose_field


class AboutThing(models.Model):
    thing_kind = models.CharField(max_length=12, choices=ThingKind.choices)
    thing_id = models.UUIDField()
    sort_order = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True
        ordering = ["sort_order", "id"]


class Claim(AboutThing):
    """What an outside source said of one field, and where. Rival values stay side by side until a person chooses."""

    field = line_field(_("field"), required=True)
    value = line_field(_("value"))
    source = line_field(_("source"), required=True)
    line = models.PositiveIntegerField(_("line"), null=True, blank=True, validators=[MinValueValidator(1)])
    words = line_field(_("words of the source"))
    sureness = models.CharField(_("sureness"), max_length=10, choices=Sureness.choices, default=Sureness.STATED)
    state = models.CharField(_("state"), max_length=10, choices=ClaimState.choices, default=ClaimState.CHOSEN)
    note = line_field(_("note"))

    class Meta(AboutThing.Meta):
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        indexes = [models.Index(fields=["thing_id", "sort_order"], name="archive_claim_of_thing")]
        constraints = [
            one_of("claim", "thing_kind", ThingKind),
            one_of("claim", "sureness", Sureness),
            one_of("claim", "state", ClaimState),
            models.CheckConstraint(name="archive_claim_line", condition=Q(line__isnull=True) | Q(line__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.field}: {self.value or '–'} ({self.source})"


class EditorNote(AboutThing):
    """A note from one editor to the next, never published."""

    field = line_field(_("field"))
    note = prose_field(_("note"), required=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    written_at = models.DateTimeField(null=True, blank=True)

    class Meta(AboutThing.Meta):
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        indexes = [models.Index(fields=["thing_id", "sort_order"], name="archive_note_of_thing")]
        constraints = [one_of("editornote", "thing_kind", ThingKind)]

    def __str__(self) -> str:
        return str(self.note)
