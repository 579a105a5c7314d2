# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was read out of stored files, told of the materials and recordings that name them: pages, pictures, lengths, cuts.

It follows from the files, so no draft and no dossier has it; whoever reads records for readers, or for a preview, puts it in.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models import Q

from verkstad.archive.models import FileReading, Material, Recording
from verkstad.archive.rules.readings import MEDIA, PAGES, way_of_cut
from verkstad.archive.shapes import Content
from verkstad.records.cuts import Timeline
from verkstad.records.events import Chapter, Stretch

Facts = dict[str, Any]


class FilesRead:
    """All that was read, or what concerns some events; one query."""

    def __init__(self, events: Collection[UUID] | None = None) -> None:
        rows = FileReading.objects.all()
        if events is not None:
            of_events = [model.objects.filter(event__in=list(events)).values("file") for model in (Material, Recording)]
            rows = rows.filter(Q(file__in=of_events[0]) | Q(file__in=of_events[1]))
        self._facts: dict[tuple[str, str], Facts] = {
            (file, way): facts for file, way, facts in rows.order_by().values_list("file_id", "way", "facts")
        }

    def tell(self, content: Content) -> Content:
        """The content of an event, changed in place, as readers get it."""
        for material in content.get("materials", ()) if self._facts else ():
            self._tell_of_pages(material)
        for recording in content.get("recordings", ()):
            self._tell_of_film(recording)
        return content

    def _tell_of_pages(self, material: Content) -> None:
        facts = self._facts.get((material.get("file") or "", PAGES))
        if facts and facts.get("count"):
            material["pages"] = {
                name: facts[name] for name in ("text", "count", "has_pictures", "is_scanned") if name in facts
            }
            material.setdefault("page_count", facts["count"])

    def _tell_of_film(self, recording: Content) -> None:
        file = recording.get("file")
        if not file:
            return
        way = way_of_cut(recording.get("cut"))
        whole = self._facts.get((file, MEDIA), {})
        if way is None:
            recording.pop("cut", None)
            if whole:
                recording["film"] = _film(file, whole)
            if whole.get("length_seconds") is not None:
                recording.setdefault("length_seconds", whole["length_seconds"])
        elif made := self._facts.get((file, way)):
            _tell_of_cut(recording, file, whole, made)
        else:
            _hold_back(recording)


def _film(file: str, whole: Facts, made: Facts | None = None) -> Facts:
    film: Facts = {"of": file, **{name: whole[name] for name in ("width", "height") if whole.get(name)}}
    told = whole if made is None else made
    if told.get("poster"):
        film["poster"] = told["poster"]
    if made is not None:
        film["form"] = made["form"]
    return film


def _tell_of_cut(recording: Content, file: str, whole: Facts, made: Facts) -> None:
    """The file that was made for readers, with the times that it has."""
    kept = [(start, end) for start, end in made["kept"]]
    recording |= {
        "file": made["sha256"],
        "size_bytes": made["size_bytes"],
        "length_seconds": made["length_seconds"],
        "kept": [{"start": start, "end": end} for start, end in kept],
        "film": _film(file, whole, made),
    }
    if "chapters" in recording:
        timeline = Timeline(tuple(Stretch(start=start, end=end) for start, end in kept), is_cut=True)
        moved = timeline.chapters(Chapter.model_validate(chapter) for chapter in recording["chapters"])
        recording["chapters"] = [chapter.model_dump(exclude_none=True) for chapter in moved]


def _hold_back(recording: Content) -> None:
    """Until the cut is made nobody gets the whole: what is left out was left out for a reason."""
    for name in ("file", "file_name", "media_type", "size_bytes"):
        recording.pop(name, None)
    if not any(place.get("url") for place in recording.get("places", ())):
        for name in ("captions", "chapters", "length_seconds", "cut"):
            recording.pop(name, None)
        if recording.get("state") == "published":
            recording["state"] = "processing"
