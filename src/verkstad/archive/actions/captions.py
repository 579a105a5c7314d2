# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Captions: written as a track at the desk, line by line, and shown to readers as a file that the recording names.

The track is a draft beside the revisions: it is saved as one types. Publishing writes the cues as they are into the store and has the
recording name them, in what is published and in every pending revision alike.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from wagtail.log_actions import log

from verkstad.archive.actions.changing import change, locked
from verkstad.archive.actions.files import content_of, keep_draft, keep_file
from verkstad.archive.caption_errors import CuesRefused, CuesSavedMeanwhile, NoCues, WouldReplaceCorrections
from verkstad.archive.choices import CaptionState
from verkstad.archive.models import CaptionTrack, FileVersion, Recording, StoredFile
from verkstad.archive.models.files import media
from verkstad.archive.rules.access import refuse_unless
from verkstad.archive.rules.captions import MEDIA_TYPE, PART, Cue, clean_cues, frozen, plain_words


@transaction.atomic
def put_captions(
    recording: Recording, language: str, cues: Iterable[Mapping[str, Any]], *, state: str, origin: str,
    replacing: bool = False, by: Any, at: datetime,
) -> CaptionTrack:  # fmt: skip
    """Take in captions as a draft, from a file or from a machine. Those that stood there are kept as a version.

    Raises NotAllowed, CuesRefused, or WouldReplaceCorrections unless ``replacing`` says that a person's work is to give way.
    """
    refuse_unless(by, "change", recording)
    kept, problems = clean_cues(cues)
    if problems:
        raise CuesRefused(recording, problems)
    track = CaptionTrack.objects.select_for_update(of=("self",)).filter(recording=recording, language=language).first()
    if track is None:
        track = CaptionTrack(recording=recording, language=language, version=0)
    elif not replacing and (track.state != CaptionState.MACHINE or any(cue.get("corrected") for cue in track.cues)):
        raise WouldReplaceCorrections(recording)
    elif track.cues:
        keep_version(track, by=by, at=at)
    _save(track, kept, state=state, origin=origin, by=by, at=at)
    log(instance=recording, action="verkstad.captions", user=by, timestamp=at, content_changed=False,
        data={"language": language, "state": state, "origin": origin})  # fmt: skip
    return track


@transaction.atomic
def begin_track(
    recording: Recording, language: str, cues: Iterable[Mapping[str, Any]], *, state: str, by: Any, at: datetime
) -> CaptionTrack:
    """A track of captions that readers have already, for the desk to go on with; one that is there stays as it is.

    Raises NotAllowed or CuesRefused.
    """
    refuse_unless(by, "change", recording)
    kept, problems = clean_cues(cues)
    if problems:
        raise CuesRefused(recording, problems)
    begun = CaptionTrack.objects.filter(recording=locked(recording), language=language).first()
    return begun or CaptionTrack.objects.create(
        recording=recording,
        language=language,
        state=state,
        cues=kept,
        changed_at=at,
        changed_by=by,
        published_version=1,
    )


@transaction.atomic
def save_cues(
    track: CaptionTrack, changed: Iterable[Mapping[str, Any]], *, removed: Collection[str] = (), right: Collection[str] = (),
    based_on: int, by: Any, at: datetime,
) -> CaptionTrack:  # fmt: skip
    """Save the lines that changed, by their ids; the others stay as they are.

    A line is corrected once its words are others, or when it is among those that somebody says are ``right``: who speaks, and
    when, can be changed without answering for the words. Two people may write in one track: what each changed is kept, unless both changed the same line.
    Raises NotAllowed, CuesRefused, or CuesSavedMeanwhile (with the newest track as its ``thing``).
    """
    refuse_unless(by, "change", track.recording)
    row = CaptionTrack.objects.select_for_update(of=("self",)).get(pk=track.pk)
    given = {str(one.get("id")): {name: one[name] for name in one if name not in _MACHINES} for one in changed}
    touched = {*given, *removed}
    if based_on != row.version and touched & _changed_since(row, based_on):
        raise CuesSavedMeanwhile(row)
    before = {cue["id"]: cue for cue in row.cues}
    merged = [{**one, **_known(before.get(key), one, key in right)} for key, one in given.items()]
    merged += [cue for key, cue in before.items() if key not in touched]
    cues, problems = clean_cues(merged)
    if problems:
        raise CuesRefused(row, problems)
    if cues == row.cues:
        return row
    state = CaptionState.CORRECTED if row.state == CaptionState.APPROVED else row.state
    row.recent = [*row.recent, {"version": row.version + 1, "cues": sorted(touched)}][-REMEMBERED:]
    _save(row, cues, state=state, origin=row.origin, by=by, at=at)
    return row


_MACHINES = {"heard", "unsure", "corrected"}
"""What nobody who writes a line says of it."""
REMEMBERED = 200
"""Saves of which it is known what lines they touched; who began before them all is asked to compare."""


def _changed_since(row: CaptionTrack, version: int) -> set[str]:
    """The lines that others touched after a version; every line when that is not known any more."""
    later = [entry for entry in row.recent if entry["version"] > version]
    if len(later) < row.version - version:
        return {cue["id"] for cue in row.cues} | {key for entry in later for key in entry["cues"]}
    return {key for entry in later for key in entry["cues"]}


def _known(cue: Cue | None, given: Mapping[str, Any], is_right: bool) -> Cue:
    """What a machine heard stays known, however the line is corrected; where it was unsure is settled by that."""
    if cue and not is_right and plain_words(given.get("text")) == cue["text"]:
        return {name: cue[name] for name in _MACHINES if name in cue}
    return {"corrected": True, **({"heard": cue["heard"]} if cue and cue.get("heard") else {})}


@transaction.atomic
def say_state(track: CaptionTrack, state: str, *, by: Any, at: datetime) -> CaptionTrack:
    """Say who answers for the words: a machine, somebody who corrected them, or somebody who has read them against the recording."""
    refuse_unless(by, "change", track.recording)
    row = CaptionTrack.objects.select_for_update(of=("self",)).get(pk=track.pk)
    if row.state != state:
        _save(row, row.cues, state=state, origin=row.origin, by=by, at=at)
    return row


@transaction.atomic
def publish_captions(track: CaptionTrack, *, by: Any, at: datetime) -> Recording:
    """Let the recording name the captions as they are now: seen by readers at once where it is published, else when it is.

    Raises NotAllowed, NoCues, DiskFull, and what ``change`` and ``save_draft`` raise.
    """
    recording = locked(track.recording)
    refuse_unless(by, "publish", recording)
    row = CaptionTrack.objects.select_for_update(of=("self",)).get(pk=track.pk)
    if not row.cues:
        raise NoCues(recording)
    kept = keep_version(row, by=by, at=at)
    _name(recording, row.language, {"language": row.language, "state": row.state, "text": kept.pk}, by=by, at=at)
    CaptionTrack.objects.filter(pk=row.pk).update(published_version=row.version)
    return Recording.objects.get(pk=recording.pk)


@transaction.atomic
def remove_captions(track: CaptionTrack, *, by: Any, at: datetime) -> None:
    """Take captions away, from the desk and from readers; the text is kept as a version of the recording. Raises NotAllowed."""
    recording = locked(track.recording)
    refuse_unless(by, "publish", recording)
    if track.cues:
        keep_version(track, by=by, at=at)
    _name(recording, track.language, None, by=by, at=at)
    track.delete()


def keep_version(track: CaptionTrack, *, by: Any, at: datetime) -> StoredFile:
    """The cues as they are, as a file in the store and a version of the recording. Raises DiskFull."""
    content = frozen(track.cues, language=track.language, state=track.state)
    sha256 = hashlib.sha256(content).hexdigest()
    name = f"{track.language}.json"
    with media().aside() as aside:
        aside.write_bytes(content)
        stored = keep_file(aside, sha256=sha256, media_type=MEDIA_TYPE, name=name, by=by, at=at)
    FileVersion.objects.get_or_create(
        thing_kind=Recording.thing_kind, thing_id=track.recording_id, part=PART, file=stored,
        defaults={"file_name": name, "put_at": at, "put_by": by},
    )  # fmt: skip
    return stored


def _name(recording: Recording, language: str, entry: dict[str, Any] | None, *, by: Any, at: datetime) -> None:
    """Have the recording name these captions in the language, or none; in what is published and in what may be."""

    def without(captions: Any) -> list[dict[str, Any]]:
        found = [one for one in captions or () if one["language"] != language]
        return sorted([*found, *([entry] if entry else [])], key=lambda one: str(one["language"]))

    if recording.live:
        change(
            recording,
            lambda content: {**content, "captions": without(content.get("captions"))},
            by=by,
            at=at,
            action="verkstad.captions_published",
            data={"language": language},
        )
    else:
        keep_draft(recording, {"captions": without(content_of(recording).get("captions"))}, by=by, at=at)


def _save(track: CaptionTrack, cues: list[Cue], *, state: str, origin: str | None, by: Any, at: datetime) -> None:
    track.cues, track.state, track.origin = cues, state, origin
    track.version += 1
    track.changed_at, track.changed_by = at, by
    track.save()
