# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from verkstad.archive.choices import OrganisationKind
from verkstad.archive.fields import (
    TextColumns,
    entries_field,
    line_field,
    lines_field,
    one_of,
    text_stands,
    web_address_field,
)
from verkstad.archive.models.base import NamedRoot, hidden_index
from verkstad.archive.rules.organisation_numbers import read_organisation_number

IDENTITY = ("scheme", "value")


class Person(NamedRoot):
    """Somebody on an agenda. What they were and for whom belongs to the appearance, not here."""

    thing_kind = "person"

    name = line_field(_("name"), required=True)
    aliases = lines_field(_("other names"))
    identities = entries_field(_("known elsewhere as"), IDENTITY)
    open_to_search = models.BooleanField(
        _("search engines may show the page"),
        default=False,
        help_text=_("Until you tick this, the page is left out of sitemaps and search engines."),
    )

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        indexes = [hidden_index("person")]

    def __str__(self) -> str:
        return self.name


class Organisation(NamedRoot):
    """A body that organises, hosts or speaks."""

    thing_kind = "organisation"

    name = TextColumns(_("name"))
    short_name = line_field(_("short name"))
    aliases = lines_field(_("other names"))
    kind = models.CharField(_("kind"), max_length=20, choices=OrganisationKind.choices, default=OrganisationKind.OTHER)
    organisation_number = line_field(_("organisation number"), max_length=20)
    wikidata = line_field(_("Wikidata"), max_length=16)
    url = web_address_field(_("web page"))
    part_of = models.ForeignKey(
        "self", null=True, blank=True, related_name="parts", on_delete=models.SET_NULL, verbose_name=_("part of")
    )

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        indexes = [hidden_index("organisation")]
        constraints = [
            text_stands("organisation", "name", required=True),
            one_of("organisation", "kind", OrganisationKind),
            models.CheckConstraint(
                name="archive_organisation_part_of_another",
                condition=models.Q(part_of__isnull=True) | ~models.Q(part_of=models.F("id")),
                violation_error_message=_("An organisation cannot be part of itself."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.name or self.slug)

    def clean(self) -> None:
        super().clean()
        if self.organisation_number:
            try:
                self.organisation_number = read_organisation_number(self.organisation_number)
            except ValidationError as refused:
                raise ValidationError({"organisation_number": refused}) from None
