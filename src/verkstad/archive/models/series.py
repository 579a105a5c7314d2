# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey

from verkstad.archive.fields import TextColumns, line_field, text_stands, web_address_field
from verkstad.archive.models.base import Child, NamedRoot, hidden_index
from verkstad.archive.models.image import WithImage, image_constraints


class Series(WithImage, NamedRoot):
    """A run of workshops by one network."""

    thing_kind = "series"
    of_the_row = (*NamedRoot.of_the_row, "review_required")
    together = {"image": None}

    name = TextColumns(_("name"))
    short_name = line_field(_("short name"))
    description = TextColumns(_("description"))
    audience = TextColumns(_("audience"))
    responsible = TextColumns(_("who answers for it"))
    url = web_address_field(_("web page"))
    forum_url = web_address_field(_("forum"))
    contact_email = line_field(_("contact by mail"))
    language = line_field(_("language"), required=True, max_length=35, default="sv")
    time_zone = line_field(_("time zone"), required=True, max_length=64, default="Europe/Stockholm")
    default_licence = line_field(_("licence of material, unless it says otherwise"), max_length=64)
    text_licence = line_field(_("licence of the texts"), max_length=64)
    records_by_default = models.BooleanField(_("all workshops are recorded"), default=False)
    # A rule of the desk and not content: it holds from when it is set, without being published.
    review_required = models.BooleanField(
        _("workshops are reviewed before they are published"), default=False, db_default=False, editable=False
    )

    class Meta:
        verbose_name = _("series")
        # In English one word is both; in Swedish it is not.
        verbose_name_plural = pgettext_lazy("plural", "series")
        indexes = [hidden_index("series")]
        constraints = [
            text_stands("series", "name", required=True),
            text_stands("series", "description"),
            text_stands("series", "audience"),
            text_stands("series", "responsible"),
            *image_constraints("series"),
        ]

    def __str__(self) -> str:
        return str(self.name or self.slug)


class SeriesOrganiser(Child):
    is_only_a_reference = True

    series = ParentalKey(Series, related_name="organisers", on_delete=models.CASCADE)
    organisation = models.ForeignKey(
        "archive.Organisation",
        related_name="series_organised",
        on_delete=models.PROTECT,
        verbose_name=_("organisation"),
    )

    class Meta(Child.Meta):
        verbose_name = _("organiser of a series")
        verbose_name_plural = _("organisers of a series")
        constraints = [
            models.UniqueConstraint(fields=["series", "organisation"], name="archive_series_organiser_once"),
        ]

    def __str__(self) -> str:
        return str(self.organisation)
