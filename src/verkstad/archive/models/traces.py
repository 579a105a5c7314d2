# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What stays when something moves, goes or changes: former slugs, tombstones, the journal of changes and whose it is."""

from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from verkstad.archive.choices import ThingKind, TombstoneReason
from verkstad.archive.fields import line_field, lines_field, one_of


class FormerSlug(models.Model):
    """A slug that a thing once had. Its address leads to the present one, so it is never given to another."""

    thing_kind = models.CharField(max_length=12, choices=ThingKind.choices)
    slug = models.CharField(max_length=120)
    thing_id = models.UUIDField()
    sort_order = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("former address")
        verbose_name_plural = _("former addresses")
        ordering = ["sort_order", "id"]
        indexes = [models.Index(fields=["thing_id", "sort_order"], name="archive_formerslug_of_thing")]
        constraints = [
            one_of("formerslug", "thing_kind", ThingKind),
            models.UniqueConstraint(fields=["thing_kind", "slug"], name="archive_formerslug_once"),
        ]

    def __str__(self) -> str:
        return self.slug


class Tombstone(models.Model):
    """What is left of a published thing that was taken down: its addresses, and why in one class of reasons."""

    id = models.UUIDField(primary_key=True)
    thing_kind = models.CharField(max_length=12, choices=ThingKind.choices)
    slug = line_field(_("address"), max_length=120, required=True)
    former_slugs = lines_field(_("former addresses"))
    reason = models.CharField(_("reason"), max_length=20, choices=TombstoneReason.choices)
    at = models.DateTimeField()
    merged_into = models.UUIDField(null=True, blank=True)

    class Meta:
        verbose_name = _("tombstone")
        verbose_name_plural = _("tombstones")
        constraints = [
            one_of("tombstone", "thing_kind", ThingKind),
            one_of("tombstone", "reason", TombstoneReason),
            models.CheckConstraint(
                name="archive_tombstone_merged_into_something",
                condition=~models.Q(reason="merged") | models.Q(merged_into__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_thing_kind_display()} {self.slug}"


class ChangedThing(models.Model):
    """The latest change of each thing that readers see, by a serial number that only rises.

    Written in the transaction of the change itself, so whoever reads up to a number has seen every change up to it.
    """

    serial = models.BigAutoField(primary_key=True)
    thing_kind = models.CharField(max_length=12, choices=ThingKind.choices)
    thing_id = models.UUIDField(unique=True)

    class Meta:
        verbose_name = _("changed thing")
        verbose_name_plural = _("changed things")
        constraints = [one_of("changedthing", "thing_kind", ThingKind)]

    def __str__(self) -> str:
        return f"{self.serial}: {self.thing_kind} {self.thing_id}"


class ArchiveIdentity(models.Model):
    """One row: a random id that tells this database from every other, whose journal may have come to the same number."""

    ONLY = 1

    id = models.PositiveSmallIntegerField(primary_key=True, default=ONLY)
    archive_id = models.UUIDField(default=uuid4, editable=False)

    class Meta:
        verbose_name = _("identity of the archive")
        verbose_name_plural = _("identity of the archive")
        constraints = [models.CheckConstraint(name="archive_archiveidentity_only_one", condition=models.Q(id=1))]

    def __str__(self) -> str:
        return str(self.archive_id)
