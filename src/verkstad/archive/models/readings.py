# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a machine read out of a stored file, or made of it: it can be done again, and goes with the file."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from verkstad.archive.fields import line_field
from verkstad.archive.models.files import StoredFile


class FileReading(models.Model):
    """The facts that came of reading a file in one way: ``pages`` of a document, ``media`` of sound and film, a ``cut``.

    The shape of ``facts`` is that way's own (``rules/readings.py``). Texts and pictures lie as forms of the file (``archive.media``).
    """

    file = models.ForeignKey(StoredFile, on_delete=models.CASCADE, related_name="readings", verbose_name=_("file"))
    way = line_field(_("way"), required=True, max_length=80)
    facts = models.JSONField(default=dict)
    read_at = models.DateTimeField()

    class Meta:
        verbose_name = _("reading of a file")
        verbose_name_plural = _("readings of files")
        constraints = [models.UniqueConstraint(fields=["file", "way"], name="archive_filereading_once")]

    def __str__(self) -> str:
        return f"{self.way} {self.file_id}"
