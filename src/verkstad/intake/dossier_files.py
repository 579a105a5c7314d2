# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The bytes that a dossier names, in and out: a folder ``files`` beside its texts, in which a file is known by its sum.

What a file is called there is for people. What the dossier does not name is left alone, and never taken in.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

from django.utils.translation import gettext_noop as N_
from pydantic import ValidationError

from verkstad.archive.actions.captions import begin_track
from verkstad.archive.actions.files import keep_file
from verkstad.archive.media import sum_of
from verkstad.archive.models import CaptionTrack, FileVersion, Recording, StoredFile
from verkstad.archive.models.files import media
from verkstad.archive.rules.captions import MEDIA_TYPE, PART
from verkstad.archive.rules.filenames import clean_name
from verkstad.intake.files import FileRefused, clean_picture, read_file
from verkstad.records.captions import Captions
from verkstad.records.dossier import Dossier
from verkstad.records.events import Event

FOLDER = "files"
CAPTIONS_AT_MOST = 64 * 1024 * 1024


NO_CAPTIONS = N_("“%(name)s” holds no captions as an export writes them. Export them again.")


class Named(NamedTuple):
    """A file that a dossier names: of which thing, and by which name. ``language`` is set of captions."""

    sha256: str
    name: str
    thing_kind: str
    thing_id: UUID
    language: str | None = None
    state: str = ""


class Brought(NamedTuple):
    """How many files were taken in; sentences on those that were not; and how many the dossier names that are nowhere."""

    taken: int
    refused: list[str]
    missing: int


def files_named(dossier: Dossier) -> Iterator[Named]:
    """Every file of the dossier, published or in a draft."""
    for series in dossier.series:
        for one in filter(None, (series, series.draft)):
            if one.image and one.image.file:
                yield Named(one.image.file, one.image.file_name or "bild", "series", series.id)
    for event in dossier.events:
        for one in filter(None, (event, event.draft)):
            yield from _of_event(one)


def _of_event(event: Event) -> Iterator[Named]:
    if event.image and event.image.file:
        yield Named(event.image.file, event.image.file_name or "bild", "event", event.id)
    for material in event.materials:
        if material.file:
            yield Named(material.file, material.file_name or "fil", "material", material.id)
        for earlier in material.earlier_files:
            yield Named(earlier.file, earlier.file_name, "material", material.id)
    for recording in event.recordings:
        if recording.file:
            yield Named(recording.file, recording.file_name or "inspelning", "recording", recording.id)
        for captions in recording.captions:
            if captions.text:
                name = f"{captions.language}.json"
                yield Named(captions.text, name, "recording", recording.id, captions.language, captions.state)


def bring_files(folder: Path, dossier: Dossier, *, by: Any = None, at: datetime) -> Brought:
    """Take into the store what the dossier names and the folder has; before the dossier itself is saved."""
    named = {one.sha256: one for one in files_named(dossier)}
    lacking = {sha256 for sha256 in named if not media().has(sha256)}
    taken, refused = 0, []
    place = folder / FOLDER
    for file in sorted(place.iterdir()) if lacking and place.is_dir() else ():
        if file.is_symlink() or not file.is_file():
            continue
        sha256 = sum_of(file).hexdigest()
        if sha256 not in lacking:
            continue
        try:
            _take(file, named[sha256], by=by, at=at)
        except FileRefused as error:
            refused.append(error.message())
            continue
        except ValidationError:
            refused.append(FileRefused(file.name, NO_CAPTIONS).message())
            continue
        lacking.discard(sha256)
        taken += 1
    return Brought(taken, refused, len(lacking))


def _take(file: Path, named: Named, *, by: Any, at: datetime) -> None:
    size: dict[str, int | None] = {}
    if named.language is not None:
        if file.stat().st_size > CAPTIONS_AT_MOST:
            raise FileRefused(file.name, N_("“%(name)s” is larger than captions can be. Divide them."))
        Captions.from_json(file.read_bytes())
        media_type = MEDIA_TYPE
    else:
        facts = read_file(file, named.name)
        media_type = facts.media_type
        size = {"width": facts.width, "height": facts.height}
        if facts.is_picture:  # looked at as one that is uploaded: a picture that cannot be decoded is refused
            with media().aside() as clean:
                clean_picture(file, named.name, clean)
    with media().aside() as aside:
        shutil.copyfile(file, aside)
        keep_file(aside, sha256=named.sha256, media_type=media_type, name=named.name, **size, by=by, at=at)


def note_files(dossier: Dossier, *, by: Any = None, at: datetime) -> None:
    """Once the dossier is saved: which thing has had which file, and captions that the desk can go on with."""
    kept = set(
        StoredFile.objects.filter(pk__in={one.sha256 for one in files_named(dossier)}).values_list("pk", flat=True)
    )
    for one in files_named(dossier):
        if one.sha256 not in kept:
            continue
        part = PART if one.language is not None else None
        FileVersion.objects.get_or_create(
            thing_kind=one.thing_kind, thing_id=one.thing_id, file_id=one.sha256, part=part,
            defaults={"file_name": clean_name(one.name), "put_at": at, "put_by": by},
        )  # fmt: skip
        if (
            one.language is not None
            and not CaptionTrack.objects.filter(recording=one.thing_id, language=one.language).exists()
        ):
            _begin_track(one, by=by, at=at)


def _begin_track(named: Named, *, by: Any, at: datetime) -> None:
    captions = Captions.from_json(media().path(named.sha256).read_bytes())
    begin_track(
        Recording.objects.get(pk=named.thing_id),
        named.language or "",
        [cue.model_dump(exclude_none=True) for cue in captions.cues],
        state=named.state,
        by=by,
        at=at,
    )


def write_files(folder: Path, dossier: Dossier) -> tuple[int, int]:
    """Put the bytes that the dossier names beside it, each as ``<start of its sum>-<name>``: how many, and how many are not here."""
    place = folder / FOLDER
    place.mkdir(exist_ok=True)
    wanted: dict[str, str] = {}
    for one in files_named(dossier):
        wanted.setdefault(one.sha256, f"{one.sha256[:16]}-{clean_name(one.name)}")
    missing = 0
    for sha256, name in wanted.items():
        source, target = media().path(sha256), place / name
        if not source.is_file():
            missing += 1
        elif not target.is_file() or target.stat().st_size != source.stat().st_size:
            aside = place / f".{name}.part"
            try:
                shutil.copyfile(source, aside)
                os.replace(aside, target)
            finally:
                with contextlib.suppress(FileNotFoundError):
                    aside.unlink()
    return len(wanted) - missing, missing
