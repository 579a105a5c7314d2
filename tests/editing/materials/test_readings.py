# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was read out of a material's file, as the desk tells of it: how far it has come, what came of it, and why nothing did."""

from __future__ import annotations

import pytest

from tests import factories as make
from tests.factories import NOON
from verkstad.archive.actions import work
from verkstad.archive.actions.files import content_of
from verkstad.archive.actions.reading_files import ask_to_read, note_read
from verkstad.archive.choices import JobKind, JobState
from verkstad.archive.models import Job, Material
from verkstad.archive.models.files import media
from verkstad.archive.rules.readings import PAGES

pytestmark = pytest.mark.django_db

POWERPOINT = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
READ = {
    "text": "e" * 64, "count": 14, "has_pictures": True, "is_scanned": False, "language": "sv", "word_count": 320,
    "remarks": [{"sv": "En dold sida är utelämnad.", "en": "1 hidden slide was left out."}],
}  # fmt: skip


@pytest.fixture
def stored():
    return make.make_stored(b"bilder", media_type="application/pdf", original_name="bilder.pdf")


@pytest.fixture
def material(stored):
    return make.make_material(
        make.make_event(), file=stored.pk, file_name="bilder.pdf", media_type=stored.media_type, kind="slides"
    )


def page(material) -> str:
    return f"/edit/files/event/{material.event_id}/"


def told(desk, material) -> dict:
    return desk.get(f"/edit/files/material/{material.pk}/reading/").json()


def test_the_row_says_how_far_the_reading_has_come(desk, material, stored):
    ask_to_read(stored, at=NOON)
    assert "It waits for its turn." in desk.get(page(material)).content.decode()
    job = work.claim("w1", [JobKind.READ], at=NOON)
    work.note_how_far(job, 3, 14, at=NOON)

    row = desk.get(page(material)).content.decode()
    now = told(desk, material)

    assert "It is under way: page 3 of 14." in row
    assert "open say-done" in row
    assert now["is_open"]
    assert '<progress max="100" value="21"' in now["html"]


def test_what_was_read_is_told_with_its_first_pages(desk, material, stored):
    note_read(stored, PAGES, READ, at=NOON)
    for number in (1, 2, 13):
        media().write_form(stored.pk, f"{number:04}-480.webp", lambda into: into.write_bytes(b"RIFF"))

    row = desk.get(page(material)).content.decode()
    alone = desk.get(f"/edit/files/material/{material.pk}/").content.decode()

    for shown in (row, alone):
        assert "Read: 14 pages, 320 words, Swedish." in shown
        assert "1 hidden slide was left out." in shown
        assert shown.count("-480.webp") == 2  # the third could not be drawn, and the thirteenth is for readers
        assert "2 more pages are shown to readers." in shown
    assert not told(desk, material)["is_open"]
    small = f"/edit/files/show/material/{material.pk}/{stored.pk}/0001-480.webp"
    assert small in row
    assert desk.get(small).headers["content-type"] == "image/webp"
    assert desk.get(small.replace("0001", "0003")).status_code == 404


def test_a_scanned_file_is_said_to_be_one(desk, material, stored):
    note_read(
        stored, PAGES, READ | {"is_scanned": True, "word_count": 0, "language": None, "has_pictures": False}, at=NOON
    )

    assert "Read: 14 pages, scanned, without words." in desk.get(page(material)).content.decode()


def test_a_file_that_was_refused_says_why_and_is_read_again_with_what_was_typed_kept(desk, material, stored):
    ask_to_read(stored, at=NOON)
    job = work.claim("w1", [JobKind.READ], at=NOON)
    work.fail(job, {"sv": "Filen är låst.", "en": "The file is locked with a password."}, at=NOON)
    assert "It failed. The file is locked with a password." in desk.get(page(material)).content.decode()

    given = {"title": "Nytt namn", "kind": "slides", "creators": "", "licence": "", "language": "", "agenda_item": ""}
    desk.post(
        page(material), {"do": f"read:{material.pk}", **{f"{material.pk}-{name}": each for name, each in given.items()}}
    )

    assert Job.objects.get().state == JobState.WAITING
    assert content_of(Material.objects.get())["title"]["sv"] == "Nytt namn"
    work.claim("w1", [JobKind.READ], at=NOON)
    desk.post(f"/edit/files/material/{material.pk}/", {"do": f"read:{material.pk}"})
    assert Job.objects.get().state == JobState.RUNNING  # asked for already


def test_a_file_that_is_not_read_page_by_page_says_nothing_of_pages(desk):
    film = make.make_stored(b"film", media_type="video/mp4")
    material = make.make_material(make.make_event(), file=film.pk, media_type="video/mp4")
    elsewhere = make.make_material(material.event, url="https://example.org/x")

    shown = desk.get(page(material)).content.decode()

    assert "verkstad-work class" not in shown
    assert "Readers may see the speaker notes" not in shown
    assert told(desk, elsewhere) == {"html": "", "is_open": False}


def test_speaker_notes_are_shown_when_somebody_says_so(desk):
    stored = make.make_stored(b"bilder", media_type=POWERPOINT, original_name="bilder.pptx")
    material = make.make_material(make.make_event(), file=stored.pk, media_type=POWERPOINT, kind="slides")
    assert "Readers may see the speaker notes" in desk.get(page(material)).content.decode()
    given = {"title": "Bilder", "kind": "slides", "creators": "", "licence": "", "language": "", "agenda_item": ""}
    given = {f"{material.pk}-{name}": value for name, value in given.items()}

    desk.post(page(material), {"do": "save", **given, f"{material.pk}-shows_notes": "on"})
    assert content_of(Material.objects.get())["shows_notes"] is True
    desk.post(page(material), {"do": "save", **given})

    assert content_of(Material.objects.get())["shows_notes"] is False


def test_who_may_only_look_cannot_have_it_read_again(client, material, stored):
    note_read(stored, PAGES, READ, at=NOON)
    client.force_login(make.make_user("laser@example.se", role="reviewer"))

    assert "Read again" not in client.get(page(material), headers={"accept-language": "en"}).content.decode()
    client.post(page(material), {"do": f"read:{material.pk}"})

    assert not Job.objects.exists()
