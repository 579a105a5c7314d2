# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is known of stored bytes: the files themselves, which of them a thing has had, and uploads on their way."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from verkstad.archive.choices import ThingKind, UploadPurpose
from verkstad.archive.fields import line_field, one_of
from verkstad.archive.media import Media
from verkstad.archive.models.image import check_sha256


def media() -> Media:
    """The folder of this site's uploads."""
    return Media(Path(settings.MEDIA_ROOT))


class StoredFile(models.Model):
    """Bytes under ``VERKSTAD_HOME/media``, by their sum. Private: readers reach them while something published names them."""

    sha256 = models.CharField(primary_key=True, max_length=64, validators=[check_sha256])
    size_bytes = models.PositiveBigIntegerField(_("size in bytes"))
    media_type = line_field(_("media type"), required=True, max_length=100)
    original_name = line_field(_("name of the file"), required=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    uploaded_at = models.DateTimeField()
    width = models.PositiveIntegerField(_("width"), null=True, blank=True)
    height = models.PositiveIntegerField(_("height"), null=True, blank=True)

    class Meta:
        verbose_name = _("stored file")
        verbose_name_plural = _("stored files")
        constraints = [
            models.CheckConstraint(
                name="archive_storedfile_pixels",
                condition=Q(width__isnull=True, height__isnull=True)
                | Q(width__isnull=False, height__isnull=False, width__gt=0, height__gt=0),
            ),
        ]

    def __str__(self) -> str:
        return self.original_name

    @property
    def path(self) -> Path:
        """Where its bytes lie."""
        return media().path(self.sha256)


class FileVersion(models.Model):
    """A file that a material, a recording or a picture got: which, when, by whom. The newest is the one its draft has."""

    thing_kind = models.CharField(max_length=12, choices=ThingKind.choices)
    thing_id = models.UUIDField()
    # Of a recording, what it is instead of the recording itself: its captions, or the file that was cut for readers.
    part = line_field(_("part"), max_length=40)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="versions", verbose_name=_("file"))
    file_name = line_field(_("name of the file"), required=True)
    put_at = models.DateTimeField()
    put_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("version of a file")
        verbose_name_plural = _("versions of files")
        ordering = ["put_at", "id"]
        indexes = [models.Index(fields=["thing_id", "put_at"], name="archive_fileversion_of_thing")]
        constraints = [one_of("fileversion", "thing_kind", ThingKind)]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.put_at:%Y-%m-%d})"


class UploadQuerySet(models.QuerySet):
    def of(self, user: object) -> Self:
        """Those that a person began: nobody continues another's."""
        return self.filter(owner=user)

    def unfinished(self) -> Self:
        return self.filter(finished_at__isnull=True)

    def abandoned(self, before: datetime) -> Self:
        """Untouched since a moment, finished or not."""
        return self.filter(touched_at__lt=before)


class Upload(models.Model):
    """An upload on its way. How far it has come is the length of its file under ``incoming``, and nothing else.

    When it is finished it tells what became of it, so that asking again gives the same answer.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    purpose = models.CharField(max_length=20, choices=UploadPurpose.choices)
    thing_id = models.UUIDField()
    name = line_field(_("name of the file"), required=True)
    size_bytes = models.PositiveBigIntegerField(_("size in bytes"))
    fingerprint = line_field(_("fingerprint"), max_length=400)
    started_at = models.DateTimeField()
    touched_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    became = models.UUIDField(null=True, blank=True)

    objects = UploadQuerySet.as_manager()

    class Meta:
        verbose_name = _("upload")
        verbose_name_plural = _("uploads")
        indexes = [
            models.Index(fields=["owner", "thing_id"], name="archive_upload_of_owner"),
            models.Index(fields=["touched_at"], name="archive_upload_touched"),
        ]
        constraints = [
            one_of("upload", "purpose", UploadPurpose),
            models.CheckConstraint(name="archive_upload_size", condition=Q(size_bytes__gt=0)),
            models.CheckConstraint(name="archive_upload_times", condition=Q(touched_at__gte=F("started_at"))),
        ]

    def __str__(self) -> str:
        return self.name
