# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The worker does what was asked for, in the background: real recordings, a real process, and what happens when it fails or is killed."""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests import factories as make
from tests.edition.world import SITE
from tests.intake.addresses.servers import stranger
from tests.intake.documents.pdf_files import slides
from tests.intake.films.made import make_film, tones_of
from verkstad.archive.actions.addresses import ALL
from verkstad.archive.actions.reading_files import ask_to_cut, ask_to_read
from verkstad.archive.actions.work import ask
from verkstad.archive.choices import JobKind, JobState
from verkstad.archive.models import CheckedAddress, FileReading, Job, StoredFile
from verkstad.archive.models.files import media
from verkstad.edition.contents import Contents
from verkstad.edition.publish import publish
from verkstad.edition.source import RecordsSource
from verkstad.edition.store import Reader
from verkstad.intake import tasks
from verkstad.records.read import published
from verkstad.site.settings_table import read_settings
from verkstad.site.worker import LANES, Worker, work_settings

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _store(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def worker():
    return Worker(read_settings({}), threading.Event())


def work_off(worker, lane="quick"):
    worker.work_off(lane)


def stored_film(tmp_path: Path, **values) -> StoredFile:
    content = make_film(tmp_path / "film", **values).read_bytes()
    return make.make_stored(content, media_type="video/mp4", original_name="hela.mp4")


def test_every_kind_of_job_has_a_lane_and_every_task_a_kind():
    in_lanes = [kind for kinds in LANES.values() for kind in kinds]

    assert sorted(in_lanes) == sorted(JobKind.values)
    assert set(tasks.TASKS) <= set(in_lanes)


def test_a_recording_is_read_and_cut_and_readers_get_no_byte_of_what_is_left_out(worker, tmp_path):
    stored = stored_film(tmp_path, seconds=6)
    event = make.make_event()
    recording = make.make_recording(
        event, file=stored.pk, media_type="video/mp4", cut_left_out=[{"start": 2, "end": 4}]
    )
    ask_to_read(stored, at=make.NOON)
    ask_to_cut(recording, at=make.NOON)

    work_off(worker)

    [told] = published(make.NOON, only=[event.pk]).events[0].recordings
    assert (told.state, told.length_seconds, [(part.start, part.end) for part in told.kept]) == (
        "published",
        4,
        [(0, 2), (4, 6)],
    )
    made = media().form(stored.pk, told.film.form)
    assert tones_of(made)[:4] == [0, 1, 4, 5]
    assert media().form(stored.pk, f"{told.film.poster}-640.webp").exists()
    assert (told.file, told.size_bytes) != (stored.pk, stored.size_bytes)
    assert set(Job.objects.values_list("state", flat=True)) == {JobState.DONE}
    assert list(media().incoming.iterdir()) == []


def test_slides_are_read_page_by_page_and_readers_get_text_pictures_and_data(worker, tmp_path):
    slides(tmp_path / "bilder.pdf", [("Öppna data", ["Alla får se"]), ("Vad kostar det?", ["Inget"])])
    stored = make.make_stored((tmp_path / "bilder.pdf").read_bytes(), original_name="bilder.pdf")
    event = make.make_event()
    make.make_material(event, file=stored.pk, file_name="bilder.pdf", media_type="application/pdf")
    ask_to_read(stored, at=make.NOON)

    work_off(worker)

    [event_record] = published(make.NOON, only=[event.pk]).events
    [material] = event_record.materials
    pages = Contents(media()).pages(material)
    assert (material.page_count, material.pages.has_pictures, material.pages.is_scanned) == (2, True, False)
    assert [page.title for page in pages.pages] == ["Öppna data", "Vad kostar det?"]
    publish(tmp_path / "editions", source=RecordsSource(published(make.NOON)), site=SITE, at=make.NOON, jobs=1)
    reader = Reader(tmp_path / "editions")
    reader.refresh()
    assert reader.read(reader.find(f"/files/{stored.pk}/sida-2-1280.webp"))[8:12] == b"WEBP"
    data = reader.read(reader.find(f"/event/{event_record.slug}/pages-1.json"))
    assert "Vad kostar det?" in data.decode()


def test_what_cannot_be_read_fails_with_its_sentence_in_both_languages(worker):
    stored = make.make_stored(b"ingen film", media_type="video/mp4", original_name="hela.mp4")
    ask_to_read(stored, at=make.NOON)

    work_off(worker)

    job = Job.objects.get()
    assert job.state == JobState.FAILED
    assert job.failure["en"].startswith("“hela.mp4” is damaged, or no recording that can be read.")
    assert job.failure["sv"] != job.failure["en"]
    assert not FileReading.objects.exists()


def test_a_fault_of_ours_is_tried_again_later(worker, monkeypatch):
    ask_to_read(make.make_stored(media_type="video/mp4"), at=make.NOON)

    def broken(*_args):
        raise RuntimeError("oj")

    monkeypatch.setattr(tasks, "TASKS", {JobKind.READ: broken})
    work_off(worker)

    job = Job.objects.get()
    assert (job.state, job.failure["en"].partition(":")[0]) == (JobState.WAITING, "A fault of the program")
    assert job.not_before > datetime.now(UTC)


def test_a_worker_that_is_told_to_stop_hands_back_what_it_held(worker, tmp_path):
    ask_to_read(stored_film(tmp_path, seconds=1), at=make.NOON)
    worker.stopping.set()

    worker.work_one("quick", [JobKind.READ])

    assert (Job.objects.get().state, Job.objects.get().attempts) == (JobState.WAITING, 0)
    assert list(media().incoming.iterdir()) == []


def test_a_file_that_was_destroyed_meanwhile_is_let_go(worker):
    stored = make.make_stored(media_type="video/mp4")
    ask_to_read(stored, at=make.NOON)
    media().destroy(stored.pk)

    work_off(worker)

    assert Job.objects.get().state == JobState.DONE


def test_addresses_elsewhere_are_looked_at_where_the_operator_allows_it(worker, monkeypatch):
    with stranger() as server:
        make.make_material(make.make_event(), url=server.url("/404"))
        allowed = work_settings(worker.settings)._replace(guard=server.guard, own_host="workshops.example.se")
        assert "+http://127.0.0.1:8000/" in allowed.manners.agent
        monkeypatch.setattr("verkstad.site.worker.work_settings", lambda settings: allowed)
        ask(JobKind.LINKS, ALL, at=make.NOON)
        work_off(worker, "elsewhere")

        assert CheckedAddress.objects.get().status == 404
        assert Job.objects.get().state == "done"

        asked = len(server.asked)
        off = work_settings(read_settings({"VERKSTAD_LINK_CHECK": "0"}))
        assert off.manners is None
        monkeypatch.setattr("verkstad.site.worker.work_settings", lambda settings: off)
        ask(JobKind.LINKS, ALL, again=True, at=make.NOON)
        work_off(worker, "elsewhere")
        assert len(server.asked) == asked
