# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was taken out of readers' sight and why, and what was destroyed under which disposal rule."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from verkstad.archive.choices import ThingKind, WithdrawalReason
from verkstad.archive.fields import line_field, one_of, prose_field
from verkstad.archive.models.image import check_sha256


class WithdrawalQuerySet(models.QuerySet):
    def newest_first(self):
        return self.order_by("-at", "-id")

    def standing(self):
        """Those that were not reinstated."""
        return self.filter(reinstated_at__isnull=True)

    def of_things(self):
        """Those that hold a thing back. A person is not held back but taken out, and may come back as somebody new."""
        return self.standing().filter(event_id__isnull=True).exclude(thing_kind=ThingKind.PERSON)


class Withdrawal(models.Model):
    """That something was taken out of sight: which thing, in one class of reasons, when and by whom.

    ``event_id`` is set when a person's name was taken out of that workshop alone. No name is kept here. Each new row also
    tells the edition that kept editions must go: their number only rises.
    """

    thing_kind = models.CharField(max_length=12, choices=ThingKind.choices)
    thing_id = models.UUIDField()
    event_id = models.UUIDField(null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=20, choices=WithdrawalReason.choices)
    reference = line_field(
        _("your reference"),
        help_text=_("The number of the request in your own register. Leave names out: this is kept."),
    )
    at = models.DateTimeField(_("taken down"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    shown_revision = models.ForeignKey(
        "wagtailcore.Revision", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    """What readers saw last."""
    reinstated_at = models.DateTimeField(_("shown again"), null=True, blank=True)
    reinstated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = WithdrawalQuerySet.as_manager()

    class Meta:
        verbose_name = _("withdrawal")
        verbose_name_plural = _("withdrawals")
        indexes = [
            models.Index(fields=["thing_id"], name="archive_withdrawal_thing"),
            models.Index(fields=["-at", "-id"], name="archive_withdrawal_newest"),
        ]
        constraints = [
            one_of("withdrawal", "thing_kind", ThingKind),
            one_of("withdrawal", "reason", WithdrawalReason),
        ]

    def __str__(self) -> str:
        return f"{self.get_thing_kind_display()} {self.thing_id}: {self.get_reason_display()}"


class DisposalRule(models.Model):
    """A decision that something may be destroyed (*gallringsbeslut*). Once something was destroyed under it, it stays as it reads."""

    name = line_field(_("name"), required=True)
    reference = line_field(
        _("reference"), required=True, help_text=_("The number of the decision, such as RA-MS 2024:12 or your own.")
    )
    covers = prose_field(_("what it covers"), required=True)
    decided_by = line_field(_("decided by"), required=True)
    decided_on = models.DateField(_("decided on"))
    valid_from = models.DateField(_("holds from"))
    valid_until = models.DateField(_("holds until"), null=True, blank=True)

    class Meta:
        verbose_name = _("disposal rule")
        verbose_name_plural = _("disposal rules")
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["reference"],
                name="archive_disposalrule_once",
                violation_error_message=_("There is a rule with that reference already."),
            ),
            models.CheckConstraint(
                name="archive_disposalrule_period",
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=models.F("valid_from")),
                violation_error_message=_("The rule ends before it begins to hold. Change one of the dates."),
            ),
            models.CheckConstraint(
                name="archive_disposalrule_decided_first",
                condition=Q(valid_from__gte=models.F("decided_on")),
                violation_error_message=_("A rule cannot hold before it was decided. Change one of the dates."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.reference})"

    def holds_on(self, day):
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


class Disposal(models.Model):
    """That the bytes of one file were destroyed. The sum stays as evidence of what it was; without ``destroyed_at`` it is decided, not yet done."""

    thing_kind = models.CharField(max_length=12, choices=ThingKind.choices)
    thing_id = models.UUIDField()
    what = line_field(_("what"), required=True)
    sha256 = line_field("SHA-256", required=True, max_length=64, validators=[check_sha256])
    size_bytes = models.PositiveBigIntegerField(_("size in bytes"), null=True, blank=True)
    media_type = line_field(_("media type"))
    rule = models.ForeignKey(
        DisposalRule, on_delete=models.PROTECT, related_name="disposals", verbose_name=_("disposal rule")
    )
    at = models.DateTimeField(_("decided"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    destroyed_at = models.DateTimeField(_("destroyed"), null=True, blank=True)

    class Meta:
        verbose_name = _("disposal")
        verbose_name_plural = _("disposals")
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["thing_id"], name="archive_disposal_thing"),
            models.Index(fields=["sha256"], name="archive_disposal_sha256"),
        ]
        constraints = [one_of("disposal", "thing_kind", ThingKind)]

    def __str__(self) -> str:
        return self.what
