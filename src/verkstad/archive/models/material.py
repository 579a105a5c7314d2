# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from verkstad.archive.choices import MaterialKind
from verkstad.archive.fields import (
    TextColumns,
    entries_field,
    line_field,
    lines_field,
    one_of,
    text_stands,
    web_address_field,
)
from verkstad.archive.models.base import Root
from verkstad.archive.models.event import Event
from verkstad.archive.models.image import check_sha256
from verkstad.archive.models.querysets import OfEventQuerySet


class Material(Root):
    """A file or a page from an event. Without ``url`` and ``file`` only its name is known: its address is missing."""

    thing_kind = "material"

    event = models.ForeignKey(Event, related_name="materials", on_delete=models.CASCADE, verbose_name=_("workshop"))
    sort_order = models.PositiveIntegerField(default=0, editable=False)
    title = TextColumns(_("title"))
    kind = models.CharField(_("kind"), max_length=20, choices=MaterialKind.choices, default=MaterialKind.SLIDES)
    agenda_item_uid = models.UUIDField(_("agenda item"), null=True, blank=True)
    file_name = line_field(_("name of the file"))
    url = web_address_field(_("address"))
    file = line_field(_("file"), max_length=64, validators=[check_sha256])
    media_type = line_field(_("media type"))
    size_bytes = models.PositiveBigIntegerField(_("size in bytes"), null=True, blank=True)
    # Files that this one replaced and whose addresses go on answering.
    earlier_files = entries_field(_("earlier files"), ("file", "file_name"), ("media_type", "size_bytes"))
    page_count = models.PositiveIntegerField(_("number of pages"), null=True, blank=True)
    # Speaker notes of slides are shown only where whoever wrote them has said so.
    shows_notes = models.BooleanField(_("speaker notes are shown"), default=False)
    language = line_field(_("language"), max_length=35)
    licence = line_field(_("licence"), max_length=64)
    creators = lines_field(_("creators"))
    organisation = models.ForeignKey(
        "archive.Organisation",
        null=True,
        blank=True,
        related_name="materials",
        on_delete=models.SET_NULL,
        verbose_name=_("organisation"),
    )

    objects = OfEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("material")
        verbose_name_plural = _("materials")
        indexes = [models.Index(fields=["event", "sort_order"], name="archive_material_of_event")]
        constraints = [
            text_stands("material", "title", required=True),
            one_of("material", "kind", MaterialKind),
            models.CheckConstraint(
                name="archive_material_page_count", condition=Q(page_count__isnull=True) | Q(page_count__gte=1)
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)
