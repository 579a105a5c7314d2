# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from verkstad.archive.fields import TextColumns, line_field, text_stands, web_address_field

check_sha256 = RegexValidator(r"^[0-9a-f]{64}$", _("A SHA-256 sum is 64 hexadecimal digits."))


class WithImage(models.Model):
    """A picture with its description and its makers; without a file only its credit is known."""

    image_file = line_field(_("picture"), max_length=64, validators=[check_sha256])
    image_file_name = line_field(_("name of the file"))
    image_media_type = line_field(_("media type"))
    image_width = models.PositiveIntegerField(_("width"), null=True, blank=True)
    image_height = models.PositiveIntegerField(_("height"), null=True, blank=True)
    image_alternative = TextColumns(_("what the picture shows"))
    image_creator = line_field(_("creator"))
    image_source = line_field(_("source"))
    image_source_url = web_address_field(_("address of the source"))
    image_licence = line_field(_("licence"), max_length=64)

    class Meta:
        abstract = True

    def refusals_to_publish(self) -> dict[str, list[str]]:
        refusals = super().refusals_to_publish()  # type: ignore[misc]
        if self.image_file and not (self.image_alternative and self.image_alternative.in_original()):
            sentence = _(
                "The picture has no description, so those who cannot see it are told nothing. Describe it first."
            )
            refusals["image_alternative_sv"] = [str(sentence)]
        return refusals


def image_constraints(model: str) -> list[models.CheckConstraint]:
    size = Q(image_width__isnull=True, image_height__isnull=True) | Q(
        image_width__isnull=False, image_height__isnull=False, image_width__gt=0, image_height__gt=0
    )
    return [
        text_stands(model, "image_alternative"),
        models.CheckConstraint(
            name=f"archive_{model}_image_size",
            condition=size,
            violation_error_message=_("A picture has both a width and a height, or neither is known."),
        ),
    ]
