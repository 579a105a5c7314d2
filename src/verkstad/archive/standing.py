# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where the work of machines on files and recordings stands: what was asked for, and what has come of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from verkstad.archive.actions.files import content_of
from verkstad.archive.choices import JobKind, JobState
from verkstad.archive.models import FileReading, Job, Recording, StoredFile
from verkstad.archive.rules.readings import MEDIA, PAGES, about_cut, way_of, way_of_cut


class Standing(NamedTuple):
    """``facts`` are what was read or made, as it is now; ``job`` the newest asking for it. Both are None of what nobody asked for."""

    kind: str
    job: Job | None = None
    facts: Mapping[str, Any] | None = None

    @property
    def is_open(self) -> bool:
        """Something is still to come of it."""
        return self.job is not None and self.job.state in {JobState.WAITING, JobState.RUNNING}


def of_recording(recording: Recording) -> dict[str, Standing]:
    """Of the newest draft, by kind: reading its file, cutting it, writing down what is said. What it has no use for is left out."""
    content = content_of(recording)
    file, found = content.get("file"), {}
    about = {JobKind.TRANSCRIBE: str(recording.pk)}
    ways = {}
    if file:
        about[JobKind.READ], ways[JobKind.READ] = file, MEDIA
        if way := way_of_cut(content.get("cut")):
            about[JobKind.CUT], ways[JobKind.CUT] = about_cut(file, way), way
    jobs = {job.kind: job for job in Job.objects.filter(about__in=about.values(), kind__in=list(about))}
    facts = dict(FileReading.objects.filter(file=file, way__in=ways.values()).values_list("way", "facts"))
    for kind in about:
        job = jobs.get(kind)
        standing = Standing(kind, job, facts.get(ways.get(kind, "")))
        if kind != JobKind.TRANSCRIBE or job is not None:
            found[kind] = standing
    return found


def of_documents(sums: Collection[str]) -> dict[str, Standing]:
    """Of stored files, by sum: reading those that are read page by page. The others are left out. Three queries."""
    types = StoredFile.objects.filter(pk__in=sums).values_list("pk", "media_type")
    read = {pk for pk, media_type in types if way_of(media_type) == PAGES}
    jobs = {job.about: job for job in Job.objects.filter(kind=JobKind.READ, about__in=read)}
    facts = dict(FileReading.objects.filter(file__in=read, way=PAGES).values_list("file_id", "facts"))
    return {key: Standing(JobKind.READ, jobs.get(key), facts.get(key)) for key in read}
