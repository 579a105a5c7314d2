# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Captions while they are written: one track for each language of a recording.

What readers see is a file that the recording names (``captions`` of its content): a track is the desk's own, beside the revisions.
"""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from verkstad.archive.choices import CaptionState
from verkstad.archive.fields import line_field, new_id, one_of
from verkstad.archive.models.recording import Recording


class CaptionTrack(models.Model):
    """The captions of a recording in one language, as the newest draft has them.

    ``cues`` are mappings in order of start: ``id``, ``start``, ``end`` (seconds of the whole file, uncut), ``text``, and where
    known ``speaker``, ``heard`` (the words as a machine wrote them; absent once nobody can tell), ``unsure`` (places in the text,
    from and to, of words it was unsure of) and ``corrected`` (a person has changed or approved the line).
    ``version`` rises with each save: a save names the one it began from, and ``recent`` tells which lines the last ones touched.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    recording = models.ForeignKey(
        Recording, on_delete=models.CASCADE, related_name="tracks", verbose_name=_("recording")
    )
    language = line_field(_("language"), required=True, max_length=35)
    state = models.CharField(_("state"), max_length=10, choices=CaptionState.choices, default=CaptionState.MACHINE)
    origin = line_field(_("where they came from"))
    cues = models.JSONField(default=list)
    recent = models.JSONField(default=list, blank=True)
    version = models.PositiveIntegerField(default=1, validators=[MinValueValidator(1)])
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    published_version = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        verbose_name = _("captions")
        verbose_name_plural = _("captions")
        ordering = ["recording", "language"]
        constraints = [
            one_of("captiontrack", "state", CaptionState),
            models.UniqueConstraint(fields=["recording", "language"], name="archive_captiontrack_once"),
        ]

    def __str__(self) -> str:
        return f"{self.recording} ({self.language})"

    @property
    def has_unpublished_changes(self) -> bool:
        return self.published_version != self.version
