# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is read out of stored files: asked for when a file comes in, noted when it is done, shown wherever the file is.

It follows from the file and from nothing that an editor decides, so it is in no draft and no revision: readers have it as soon as
it is there, for as long as something published names the file.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from verkstad.archive.actions.work import ask
from verkstad.archive.choices import JobKind, JobState
from verkstad.archive.journal import Change, note_changes
from verkstad.archive.models import Event, FileReading, Job, Material, Recording, StoredFile
from verkstad.archive.rules.readings import about_cut, way_of, way_of_cut


def ask_to_read(stored: StoredFile, *, again: bool = False, by: Any = None, at: datetime) -> Job | None:
    """Have a file read that can be; None for one that cannot. What was read already is read anew only with ``again``."""
    way = way_of(stored.media_type)
    if way is None or (not again and FileReading.objects.filter(file=stored, way=way).exists()):
        return None
    return ask(JobKind.READ, stored.pk, again=again, by=by, at=at)


def ask_to_cut(recording: Recording, *, again: bool = False, by: Any = None, at: datetime) -> None:
    """Have the file of a recording cut, in each of the ways that what is published of it and its newest draft say.

    What waits to be cut as an earlier draft said is let go. What failed is tried anew only with ``again``.
    """
    wanted = set()
    for latest in (recording, recording.get_latest_revision_as_object()):
        way = way_of_cut(cut_of(latest))
        if latest.file and way and not FileReading.objects.filter(file_id=latest.file, way=way).exists():
            options = {"recording": str(recording.pk), "cut": cut_of(latest)}
            job = ask(
                JobKind.CUT,
                about_cut(latest.file, way),
                options={**options, "file": latest.file},
                again=again,
                by=by,
                at=at,
            )
            wanted.add(job.pk)
    waiting = Job.objects.filter(kind=JobKind.CUT, state=JobState.WAITING, options__recording=str(recording.pk))
    waiting.exclude(pk__in=wanted).delete()


def cut_of(recording: Recording) -> dict[str, Any]:
    """What of a recording is cut, as its record has it."""
    return {
        "in_seconds": recording.cut_in_seconds,
        "out_seconds": recording.cut_out_seconds,
        "left_out": [dict(part) for part in recording.cut_left_out],
    }


@transaction.atomic
def note_read(stored: StoredFile, way: str, facts: Mapping[str, Any], *, at: datetime) -> FileReading:
    """Keep what came of reading a file in one way; every workshop that shows the file is made anew for readers."""
    reading, _new = FileReading.objects.update_or_create(
        file=stored, way=way, defaults={"facts": dict(facts), "read_at": at}
    )
    note_changes(shown_in_files([stored.pk]))
    return reading


def shown_in_files(sums: list[str]) -> set[Change]:
    """The events whose published material or recordings name one of the files."""
    found: set[Change] = set()
    for model in (Material, Recording):
        named = model.objects.filter(Q(file__in=sums), live=True, event__live=True)
        found |= {(Event.thing_kind, key) for key in named.order_by().values_list("event_id", flat=True).distinct()}
    return found
