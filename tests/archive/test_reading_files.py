# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is read out of files follows the file: asked for when it comes in, told to readers while something published names it."""

from __future__ import annotations

import pytest

from tests import factories as make
from tests.factories import NOON
from verkstad.archive.actions.reading_files import ask_to_cut, ask_to_read, note_read
from verkstad.archive.journal import changed_after, newest_serial
from verkstad.archive.models import Job
from verkstad.archive.rules.readings import MEDIA, PAGES, way_of_cut
from verkstad.records.read import published

pytestmark = pytest.mark.django_db

READ = {"text": "e" * 64, "count": 3, "has_pictures": True, "is_scanned": False, "language": "sv", "word_count": 12}


@pytest.fixture(autouse=True)
def _store(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


def recordings(event):
    [found] = published(NOON, only=[event.pk]).events
    return found.recordings


def test_documents_and_recordings_are_read_and_other_files_are_not():
    pdf, film, zipped = (
        make.make_stored(name.encode(), media_type=name) for name in ("application/pdf", "video/mp4", "application/zip")
    )

    for stored in (pdf, film, zipped, pdf):
        ask_to_read(stored, at=NOON)

    assert sorted(Job.objects.values_list("about", flat=True)) == sorted([pdf.pk, film.pk])


def test_pages_are_told_of_each_material_that_names_the_file_and_its_event_changes():
    stored = make.make_stored()
    event, draft = make.make_event(), make.make_event(live=False)
    make.make_material(event, file=stored.pk)
    make.make_material(event, title="Annat")
    make.make_material(draft, file=stored.pk)
    before = newest_serial()

    note_read(stored, PAGES, READ, at=NOON)

    assert changed_after(before)[0] == [("event", event.pk)]
    slides, other = published(NOON, only=[event.pk]).events[0].materials
    assert (slides.pages.text, slides.pages.count, slides.page_count) == ("e" * 64, 3, 3)
    assert other.pages is None
    assert published(NOON).events[0].materials[0].pages == slides.pages


def test_a_recording_has_its_length_and_picture():
    event = make.make_event()
    stored = make.make_stored(media_type="video/mp4")
    make.make_recording(event, file=stored.pk)

    note_read(stored, MEDIA, {"length_seconds": 61.5, "width": 640, "height": 360, "poster": "poster"}, at=NOON)

    [told] = recordings(event)
    assert (told.length_seconds, told.film.width, told.film.poster, told.film.of) == (61.5, 640, "poster", stored.pk)


def test_a_recording_that_is_to_be_cut_is_not_shown_whole_meanwhile():
    event = make.make_event()
    stored = make.make_stored(media_type="video/mp4")
    recording = make.make_recording(
        event, file=stored.pk, cut_in_seconds=5, cut_left_out=[{"start": 20, "end": 30}],
        chapters=[{"start_seconds": at, "title": make.words(f"{at}")} for at in (0, 10, 25, 40)],
        captions=[{"language": "sv", "state": "machine", "text": "d" * 64}],
    )  # fmt: skip

    ask_to_cut(recording, at=NOON)
    [told] = recordings(event)

    assert (told.state, told.file, told.captions, told.chapters) == ("processing", None, (), ())
    way = way_of_cut({"in_seconds": 5, "left_out": [{"start": 20, "end": 30}]})
    assert Job.objects.get().options["file"] == stored.pk

    made = {
        "sha256": "f" * 64,
        "form": "cut-1.mp4",
        "size_bytes": 9,
        "length_seconds": 45.0,
        "kept": [[5, 20], [30, 60]],
    }
    note_read(stored, way, made, at=NOON)
    [told] = recordings(event)
    assert (told.state, told.file, told.length_seconds) == ("published", "f" * 64, 45.0)
    assert [(chapter.start_seconds, chapter.title.sv) for chapter in told.chapters] == [
        (0.0, "0"), (5.0, "10"), (15.0, "25"), (25.0, "40"),
    ]  # fmt: skip
    assert [(part.start, part.end) for part in told.kept] == [(5, 20), (30, 60)]


def test_a_recording_elsewhere_keeps_its_times_and_tells_what_to_skip():
    event = make.make_event()
    make.make_recording(
        event, places=[{"service": "YouTube", "url": "https://youtu.be/x"}], cut_in_seconds=5,
        chapters=[{"start_seconds": 10, "title": make.words("x")}],
    )  # fmt: skip

    [told] = recordings(event)

    assert (told.cut.in_seconds, told.kept, told.chapters[0].start_seconds) == (5, (), 10)
