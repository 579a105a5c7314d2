# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of files at the desk, over HTTP: without script, for each role, with a fixed number of queries."""

from __future__ import annotations

import hashlib

import pytest
from asgiref.sync import async_to_sync
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import AsyncClient
from django.test.utils import CaptureQueriesContext
from wagtail.models import ModelLogEntry

from tests import factories as make
from tests.editing.materials.sending import begin, send
from tests.factories import NOON
from tests.intake.files import samples
from verkstad.archive.actions import files
from verkstad.archive.actions.scheduling import publish_due, schedule
from verkstad.archive.models import FileVersion, Material, Recording, StoredFile
from verkstad.archive.models.files import media

pytestmark = pytest.mark.django_db


def page(event) -> str:
    return f"/edit/files/event/{event.pk}/"


def a_file(name: str, content: bytes = samples.PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def stored(content: bytes) -> StoredFile:
    with media().aside() as aside:
        aside.write_bytes(content)
        sum = hashlib.sha256(content).hexdigest()
        return files.keep_file(aside, sha256=sum, media_type="application/pdf", name="a.pdf", by=None, at=NOON)


def typed(material, **values):
    given = {
        "title": str(material.title),
        "kind": "slides",
        "creators": "",
        "licence": "",
        "language": "",
        "agenda_item": "",
    }
    return {f"{material.pk}-{name}": value for name, value in (given | values).items()}


def test_several_files_without_script_become_drafts_and_the_wrong_one_is_named(desk):
    event = make.make_event(series=make.make_series(default_licence="CC-BY-4.0"))

    sent = [
        a_file("Tal utkast.pdf"),
        a_file("bilder.pdf", samples.HTML),
        a_file("prat.pptx", samples.open_xml("presentationml.presentation")),
    ]
    shown = desk.post(page(event), {"do": "send", "files": sent}, follow=True).content.decode()

    assert [material.file_name for material in Material.objects.order_by("sort_order")] == [
        "Tal utkast.pdf",
        "prat.pptx",
    ]
    assert set(Material.objects.values_list("licence", flat=True)) == {"CC-BY-4.0"}
    assert "2 files have come in." in shown
    assert "is a web page (HTML)" in shown
    assert shown.count("Is this the final version?") == 1
    assert "CC BY 4.0: free if the author is credited" in shown


def test_rows_are_saved_as_drafts_and_published_by_a_button(desk):
    event = make.make_event()
    send(desk, event, samples.PDF)
    material = Material.objects.get()

    desk.post(
        page(event),
        {**typed(material, title="Roda i drift", creators="Anna Berg\n Bo Ek", licence="CC0-1.0"), "do": "save"},
    )
    material.refresh_from_db()
    assert (str(material.title), material.creators, material.live) == ("Roda i drift", ["Anna Berg", "Bo Ek"], False)

    desk.post(page(event), {**typed(material, title="Roda", creators="Anna Berg"), "do": f"publish:{material.pk}"})
    material.refresh_from_db()
    assert (str(material.title), material.live, material.licence) == ("Roda", True, None)


def test_what_cannot_be_saved_is_said_at_the_field_and_all_that_was_typed_is_kept(desk):
    event = make.make_event()
    one, two = make.make_material(event, live=False), make.make_material(event, live=False)

    answer = desk.post(page(event), {**typed(one, title=""), **typed(two, title="Nytt namn"), "do": "save"})

    shown = answer.content.decode()
    assert "Nothing was saved yet" in shown
    assert "files-wrong" in shown
    assert 'value="Nytt namn"' in shown
    two.refresh_from_db()
    assert str(two.title) == "Presentation"


def test_nothing_is_published_before_its_workshop(desk):
    material = make.make_material(make.make_event(live=False), live=False)

    shown = desk.post(
        page(material.event), {**typed(material), "do": f"publish:{material.pk}"}, follow=True
    ).content.decode()

    assert "Publish the workshop first" in shown
    material.refresh_from_db()
    assert not material.live


def test_draft_is_removed_and_what_was_published_is_not(desk):
    event = make.make_event()
    draft, published = make.make_material(event, live=False), make.make_material(event)

    asked = desk.get(page(event)).content.decode()
    desk.post(page(event), {"do": f"remove:{draft.pk}"})
    shown = desk.post(page(event), {"do": f"remove:{published.pk}"}, follow=True).content.decode()

    assert asked.index("It cannot be brought back.") < asked.index(f'value="remove:{draft.pk}"')
    assert list(Material.objects.all()) == [published]
    assert ModelLogEntry.objects.filter(object_id=str(draft.pk), action="wagtail.delete", deleted=True).exists()
    assert "Take it down instead" in shown


def test_page_asks_the_database_equally_often_whatever_there_is(desk):
    event = make.make_event()
    asked = []
    for count in (3, 30):
        for number in range(Material.objects.count(), count):
            files.add_material(event, stored(b"%d" % number), name=f"{number}.pdf", by=None, at=NOON)
        desk.get(page(event))
        with CaptureQueriesContext(connection) as queries:
            assert desk.get(page(event)).content.count(b'class="files-row"') == count
        asked.append(len(queries))

    assert asked[0] == asked[1] <= 25


def test_versions_are_listed_returned_to_and_may_go_on_answering(desk):
    event = make.make_event()
    send(desk, event, samples.PDF, name="a.pdf")
    material = Material.objects.get()
    send(desk, material, samples.PDF + b"2", name="b.pdf", purpose="version")
    address = f"/edit/files/material/{material.pk}/"

    shown = desk.get(address).content.decode()
    first, second = FileVersion.objects.order_by("pk")
    assert shown.index("b.pdf") < shown.index("a.pdf")
    assert "anna.berg@example.se" in shown or "Anna" in shown

    desk.post(address, {"do": "answering", "answering": [str(first.pk)]})
    material.refresh_from_db()
    assert [file["file"] for file in material.earlier_files] == [first.file_id]
    desk.post(address, {"do": f"return:{first.pk}"})
    material.refresh_from_db()
    assert (material.file, material.earlier_files) == (first.file_id, [])
    assert FileVersion.objects.count() == 3
    other = FileVersion.objects.create(
        thing_kind="material", thing_id=event.pk, file=second.file, file_name="x", put_at=NOON
    )
    assert desk.post(address, {"do": f"return:{other.pk}"}).status_code == 404


def test_recording_gets_its_facts_and_its_file(desk):
    event = make.make_event(live=True)
    answer = desk.post(page(event), {"do": "recording"})
    recording = Recording.objects.get()
    assert answer["Location"] == f"/edit/files/recording/{recording.pk}/"

    desk.post(answer["Location"], {"do": "send", "files": [a_file("hela.mp4", samples.mp4())]})
    facts = {
        "do": "save",
        "state": "published",
        "expected_date": "",
        "published_date": "2026-03-04",
        "language": "sv",
        "licence": "CC-BY-4.0",
    }
    desk.post(answer["Location"], facts)
    desk.post(answer["Location"], {"do": "publish"})

    recording.refresh_from_db()
    assert (recording.live, recording.state, recording.media_type, recording.size_bytes) == (
        True, "published", "video/mp4", len(samples.mp4()),
    )  # fmt: skip
    wrong = desk.post(answer["Location"], {**facts, "expected_date": "i morgon"}).content.decode()
    assert "files-error" in wrong
    assert "i morgon" in wrong


def test_picture_asks_for_its_description_and_is_published_with_it(desk):
    event = make.make_event(live=False)
    address = f"/edit/files/picture/event/{event.pk}/"
    desk.post(address, {"do": "send", "files": [a_file("sal.png", samples.picture("PNG"))]})

    empty = {
        "do": "save",
        "original": "sv",
        "alternative_sv": "",
        "alternative_en": "A hall",
        "creator": "",
        "source": "",
        "source_url": "x",
        "licence": "",
    }
    refused = desk.post(address, empty).content.decode()
    assert "Describe what the picture shows" in refused
    assert "An address starts with https://" in refused
    assert 'value="A hall"' in refused

    desk.post(
        address, {**empty, "alternative_sv": "En sal", "source_url": "", "creator": "Bo Ek", "licence": "CC-BY-4.0"}
    )
    event.refresh_from_db()
    assert (event.image_alternative.sv, event.image_alternative.en, event.image_creator) == (
        "En sal",
        "A hall",
        "Bo Ek",
    )
    desk.post(address, {"do": "remove"})
    event.refresh_from_db()
    assert event.image_file is None


def test_contributor_sends_and_does_not_publish_and_a_stranger_sees_nothing(client):
    event = make.make_event()
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    client.force_login(make.make_user("cecilia@example.se", role="contributor", series=event.series))
    client.post(page(event), {"do": "send", "files": [a_file("bilder.pdf")]})
    material = Material.objects.get()

    assert b"Publish now" not in client.get(page(event)).content
    client.post(page(event), {**typed(material), "do": f"publish:{material.pk}"})
    material.refresh_from_db()
    assert not material.live

    client.force_login(make.make_user("sten@example.se", role="contributor", series=make.make_series()))
    for address in (page(event), f"/edit/files/material/{material.pk}/", f"/edit/files/picture/event/{event.pk}/",
                    f"/edit/files/show/material/{material.pk}/{material.file}/bilder.pdf"):  # fmt: skip
        assert client.get(address).status_code in {302, 403}
        assert client.post(address, {"do": "save"}).status_code in {302, 403, 405}


@pytest.fixture
def private(desk):
    event = make.make_event()
    send(desk, event, samples.mp4(), name="tal.mp4")
    return Material.objects.get()


@async_to_sync
async def ask(desk, address: str, **headers: str) -> tuple[HttpResponse, bytes]:
    reader = AsyncClient()
    reader.cookies = desk.cookies
    answer = await reader.get(address, headers=headers)
    return answer, b"".join([part async for part in answer.streaming_content])


def test_private_bytes_are_shown_in_stretches_to_those_who_may_see_the_thing(private, desk):
    address = f"/edit/files/show/material/{private.pk}/{private.file}/tal.mp4"

    whole, part, last = (ask(desk, address, **wanted) for wanted in ({}, {"Range": "bytes=4-7"}, {"Range": "bytes=-5"}))

    assert whole[1] == samples.mp4()
    assert (part[0].status_code, part[1]) == (206, b"ftyp")
    assert part[0]["Content-Range"] == f"bytes 4-7/{len(samples.mp4())}"
    assert last[1] == b"xxxxx"
    assert "no-store" in whole[0]["Cache-Control"]
    assert whole[0]["Content-Disposition"].startswith("inline")


def test_file_is_not_reached_by_its_sum_through_another_thing(private, desk):
    other = make.make_material(private.event)

    assert desk.get(f"/edit/files/show/material/{other.pk}/{private.file}/tal.mp4").status_code == 404
    assert desk.get(f"/edit/files/show/person/{other.pk}/{private.file}/tal.mp4").status_code == 404
    assert desk.get(f"/edit/files/show/material/{private.pk}/{'0' * 64}/a-640.jpg").status_code == 404


def test_preview_of_a_workshop_shows_its_files_under_one_address(private, desk):
    event = private.event
    sent = a_file("sal.png", samples.picture("PNG", (900, 400)))
    desk.post(f"/edit/files/picture/event/{event.pk}/", {"do": "send", "files": [sent]})
    event.refresh_from_db()
    picture = event.latest_revision.content["image_file"]

    form, _body = ask(desk, f"/edit/files/show/event/{event.pk}/{picture}/sal-640.avif")
    material, _body = ask(desk, f"/edit/files/show/event/{event.pk}/{private.file}/tal.mp4")

    assert (form.status_code, form["Content-Type"]) == (200, "image/avif")
    assert (material.status_code, material["Content-Type"]) == (200, "video/mp4")
    other = make.make_event()
    assert desk.get(f"/edit/files/show/event/{other.pk}/{private.file}/tal.mp4").status_code == 404
    frame = desk.get(f"/edit/versions/event/{event.pk}/frame/?language=sv").content.decode()
    assert f'src="/edit/files/show/event/{event.pk}/{picture}/sal-900.jpg"' in frame
    assert '"/files/' not in frame


def test_what_is_scheduled_takes_no_other_file_title_or_picture(client, monkeypatch):
    event = make.make_event()
    material = make.make_material(event, live=False, title="Bilder", kind="slides")
    schedule(material, go_live_at=NOON + make.DAY, expire_at=None, by=None, at=NOON)
    series = make.make_series(live=False)
    schedule(series, go_live_at=NOON + make.DAY, expire_at=None, by=None, at=NOON)
    client.force_login(make.make_user(role="contributor"))
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"

    begun = begin(client, material, 100, purpose="version")
    shown = client.post(page(event), {"do": "save", **typed(material, title="Något annat")}).content.decode()
    client.post(f"/edit/files/material/{material.pk}/", {"do": "send", "files": a_file("ny.pdf")})

    assert begun.status_code == 403
    assert "is to be published" in begun.json()["error"]
    assert "is to be published" in shown
    assert 'value="Något annat"' in shown
    publish_due(at=NOON + make.DAY)
    material.refresh_from_db()
    assert (material.live, str(material.title), material.file) == (True, "Bilder", None)


@pytest.mark.parametrize("number", ["²", "9" * 30])
def test_a_number_that_is_none_is_not_there(desk, number):
    material = make.make_material(make.make_event())

    back = desk.post(f"/edit/files/material/{material.pk}/", {"do": f"return:{number}"})
    answering = desk.post(f"/edit/files/material/{material.pk}/", {"do": "answering", "answering": number})

    assert (back.status_code, answering.status_code) == (404, 302)
