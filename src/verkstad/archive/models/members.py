# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may work at the desk: the roles that were given, and which policy each person has accepted."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from verkstad.archive.choices import Role
from verkstad.archive.fields import line_field, one_of


class Grant(models.Model):
    """A role that somebody was given: for everything, for one series, or for one organisation's workshops."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, related_name="grants", on_delete=models.CASCADE, verbose_name=_("member")
    )
    role = models.CharField(_("role"), max_length=16, choices=Role.choices)
    # A role goes with its scope: emptied, the column would mean everything.
    series = models.ForeignKey(
        "archive.Series",
        null=True,
        blank=True,
        related_name="grants",
        on_delete=models.CASCADE,
        verbose_name=_("series"),
    )
    organisation = models.ForeignKey(
        "archive.Organisation",
        null=True,
        blank=True,
        related_name="grants",
        on_delete=models.CASCADE,
        verbose_name=_("organisation"),
    )
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        related_name="+",
        on_delete=models.SET_NULL,
        verbose_name=_("given by"),
    )
    given_at = models.DateTimeField(_("given"))

    class Meta:
        verbose_name = _("role of a member")
        verbose_name_plural = _("roles of members")
        constraints = [
            one_of("grant", "role", Role),
            models.CheckConstraint(
                name="archive_grant_one_scope",
                condition=Q(series__isnull=True) | Q(organisation__isnull=True),
                violation_error_message=_("A role is for a series or for an organisation. Give two for both."),
            ),
            models.CheckConstraint(
                name="archive_grant_administrator_of_all",
                condition=~Q(role="administrator") | Q(series__isnull=True, organisation__isnull=True),
                violation_error_message=_("An administrator answers for everything. Leave the scope out."),
            ),
            # Nulls differ from each other in a unique index, so each kind of scope has its own.
            models.UniqueConstraint(
                fields=["user", "role"],
                name="archive_grant_of_all_once",
                condition=Q(series__isnull=True, organisation__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["user", "role", "series"],
                name="archive_grant_of_series_once",
                condition=Q(series__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["user", "role", "organisation"],
                name="archive_grant_of_organisation_once",
                condition=Q(organisation__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        scope = self.series or self.organisation
        return f"{self.get_role_display()} ({scope})" if scope else str(self.get_role_display())

    @property
    def is_of_all(self) -> bool:
        return self.series_id is None and self.organisation_id is None


class PolicyAcceptance(models.Model):
    """That somebody accepted the contribution policy as it read in one version."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, related_name="policy_acceptances", on_delete=models.CASCADE, verbose_name=_("member")
    )
    version = line_field(_("version"), max_length=32, required=True)
    accepted_at = models.DateTimeField(_("accepted"))

    class Meta:
        verbose_name = _("acceptance of the policy")
        verbose_name_plural = _("acceptances of the policy")
        constraints = [
            models.UniqueConstraint(fields=["user", "version"], name="archive_policyacceptance_once"),
        ]

    def __str__(self) -> str:
        return self.version
