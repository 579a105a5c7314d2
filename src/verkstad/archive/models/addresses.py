# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is known of addresses elsewhere that published things lead to: whether they answer, and since when they do not."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from verkstad.archive.choices import AddressResult
from verkstad.archive.fields import one_of, prose_field
from verkstad.archive.models.image import check_sha256
from verkstad.archive.rules.addresses import Known


class CheckedAddressQuerySet(models.QuerySet):
    def dead(self) -> Self:
        return self.filter(is_dead=True)

    def not_to_be_checked(self) -> Self:
        """Those that answer nobody but people, or that are not asked at all."""
        return self.filter(result__in=[AddressResult.REFUSES, AddressResult.NOT_ASKED])


class CheckedAddress(models.Model):
    """An address, under the sum of itself: longer than an index may hold. What its numbers mean is the rule's (``rules.addresses``)."""

    sha256 = models.CharField(primary_key=True, max_length=64, validators=[check_sha256])
    url = prose_field(_("address"), required=True)
    result = models.CharField(_("what came of it"), max_length=12, choices=AddressResult.choices)
    status = models.PositiveIntegerField(_("status"), null=True, blank=True)
    looked_at = models.DateTimeField(_("looked at"))
    answered_at = models.DateTimeField(_("answered last"), null=True, blank=True)
    failing_since = models.DateTimeField(_("failing since"), null=True, blank=True)
    failures = models.PositiveIntegerField(default=0)
    counted_at = models.DateTimeField(null=True, blank=True)
    is_dead = models.BooleanField(_("dead"), default=False)
    look_after = models.DateTimeField()

    objects = CheckedAddressQuerySet.as_manager()

    class Meta:
        verbose_name = _("address elsewhere")
        verbose_name_plural = _("addresses elsewhere")
        indexes = [
            models.Index(name="archive_checkedaddress_dead", fields=["sha256"], condition=models.Q(is_dead=True))
        ]
        constraints = [
            one_of("checkedaddress", "result", AddressResult),
            models.CheckConstraint(
                name="archive_checkedaddress_dead_fails",
                condition=models.Q(is_dead=False) | models.Q(failing_since__isnull=False, failures__gt=0),
            ),
        ]

    def __str__(self) -> str:
        return self.url

    @property
    def known(self) -> Known:
        """The same as plain values."""
        return Known(**{name: getattr(self, name) for name in Known._fields})
