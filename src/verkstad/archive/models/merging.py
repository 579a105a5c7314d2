# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is kept of a merge, so that it can be undone, and pairs that somebody looked at and told apart."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from verkstad.archive.choices import ThingKind
from verkstad.archive.fields import line_field, one_of


class Merge(models.Model):
    """Two that turned out to be one: which went into which, what was moved, and the one that went as it was.

    Never published. It goes when the person is taken out; then the merge cannot be undone.
    """

    thing_kind = models.CharField(max_length=12, choices=ThingKind.choices)
    kept_id = models.UUIDField()
    gone_id = models.UUIDField()
    kept_name = line_field(_("kept"), required=True)
    gone_name = line_field(_("merged into it"), required=True)
    moved = models.JSONField(default=dict)
    """What ``archive.actions.merging`` wrote down of each reference that it moved."""
    stored = models.TextField()
    """The row that went, with its parts and its revisions, as Django serialises them."""
    at = models.DateTimeField(_("merged"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("merge")
        verbose_name_plural = _("merges")
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["kept_id"], name="archive_merge_kept"),
            models.Index(fields=["-at", "-id"], name="archive_merge_newest"),
        ]
        constraints = [
            one_of("merge", "thing_kind", ThingKind),
            models.CheckConstraint(name="archive_merge_of_two", condition=~models.Q(kept_id=models.F("gone_id"))),
            # One that went has no row, so it cannot go again until the merge is undone.
            models.UniqueConstraint(
                fields=["gone_id"], name="archive_merge_gone_once", condition=models.Q(undone_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gone_name} → {self.kept_name}"


class ToldApart(models.Model):
    """Two that look alike and are not the same: they are not proposed again."""

    thing_kind = models.CharField(max_length=12, choices=ThingKind.choices)
    one_id = models.UUIDField()
    other_id = models.UUIDField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("pair told apart")
        verbose_name_plural = _("pairs told apart")
        constraints = [
            one_of("toldapart", "thing_kind", ThingKind),
            models.CheckConstraint(
                name="archive_toldapart_in_order", condition=models.Q(one_id__lt=models.F("other_id"))
            ),
            models.UniqueConstraint(fields=["one_id", "other_id"], name="archive_toldapart_once"),
        ]

    def __str__(self) -> str:
        return f"{self.one_id} ≠ {self.other_id}"
