# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Uploads in parts over HTTP: begun, broken off, continued, finished, refused, and nobody else's."""

from __future__ import annotations

import base64

import pytest

from tests import factories as make
from tests.editing.materials.sending import PART, add, begin, metadata, send
from tests.intake.files import samples
from verkstad.archive.actions import uploads
from verkstad.archive.models import FileVersion, Material, StoredFile, Upload
from verkstad.archive.models.files import media
from verkstad.editing.materials import purposes

pytestmark = pytest.mark.django_db


def test_upload_in_parts_becomes_a_draft_at_the_workshop(desk):
    event = make.make_event()

    answer = send(desk, event, samples.PDF, name="Roda_nätverket.pdf").json()

    material = Material.objects.get()
    assert (str(material.title), material.live, material.file_name) == ("Roda nätverket", False, "Roda_nätverket.pdf")
    assert StoredFile.objects.get().path.read_bytes() == samples.PDF
    assert answer["page"].endswith(f"#material-{material.pk}")
    assert "Roda nätverket" in answer["row"]
    assert list(media().incoming.iterdir()) == []


def test_upload_goes_on_after_a_break_from_what_the_server_says(desk):
    event = make.make_event()
    url = begin(desk, event, len(samples.PDF), fingerprint="bilder.pdf:92:1")["Location"]
    add(desk, url, samples.PDF[:30], 0)

    uploads._sums._known.clear()  # as when the server was started again
    asked = desk.head(url)
    assert (asked["Upload-Offset"], asked["Upload-Length"]) == ("30", str(len(samples.PDF)))
    assert asked["Tus-Resumable"] == "1.0.0"
    assert 'data-fingerprint="bilder.pdf:92:1"' in desk.get(f"/edit/files/event/{event.pk}/").content.decode()
    assert add(desk, url, samples.PDF[30:], 30).status_code == 204
    assert desk.post(f"{url}/finish").status_code == 200
    assert Material.objects.count() == 1


def test_finishing_twice_makes_one_material(desk):
    event = make.make_event()
    url = begin(desk, event, len(samples.PDF))["Location"]
    add(desk, url, samples.PDF, 0)

    first, second = desk.post(f"{url}/finish"), desk.post(f"{url}/finish")

    assert first.json()["page"] == second.json()["page"]
    assert Material.objects.count() == 1
    assert desk.head(url)["Upload-Offset"] == str(len(samples.PDF))


@pytest.mark.parametrize("content", [samples.PDF, samples.photograph()])
def test_finishing_from_two_windows_at_once_makes_one_material(desk, monkeypatch, content):
    event = make.make_event()
    url = begin(desk, event, len(content))["Location"]
    add(desk, url, content, 0)
    read, other = purposes._read, []

    def read_while_the_other_finishes(*args):
        facts = read(*args)
        monkeypatch.setattr(purposes, "_read", read)
        other.append(desk.post(f"{url}/finish"))
        return facts

    monkeypatch.setattr(purposes, "_read", read_while_the_other_finishes)
    answer = desk.post(f"{url}/finish")

    assert (other[0].status_code, answer.status_code) == (200, 423)
    assert "from another window too" in answer.json()["error"]
    assert Material.objects.count() == FileVersion.objects.count() == 1
    assert desk.post(f"{url}/finish").json()["page"] == other[0].json()["page"]


def test_material_whose_upload_was_not_noted_as_finished_is_not_there(desk, monkeypatch):
    def stop(*_args, **_kwargs):
        raise RuntimeError("the process ends here")

    url = begin(desk, make.make_event(), len(samples.PDF))["Location"]
    add(desk, url, samples.PDF, 0)
    monkeypatch.setattr(uploads, "finish_upload", stop)

    with pytest.raises(RuntimeError):
        desk.post(f"{url}/finish")

    assert not Material.objects.exists()
    assert not FileVersion.objects.exists()


def test_part_from_elsewhere_or_damaged_is_not_kept(desk):
    url = begin(desk, make.make_event(), 100)["Location"]
    add(desk, url, b"x" * 10, 0)

    elsewhere = add(desk, url, b"y", 5)
    wrong = base64.b64encode(bytes(32)).decode()
    damaged = add(desk, url, b"y", 10, **{"Upload-Checksum": f"sha256 {wrong}"})
    more = add(desk, url, b"y" * 91, 10)

    assert (elsewhere.status_code, elsewhere["Upload-Offset"]) == (409, "10")
    assert (damaged.status_code, more.status_code) == (460, 413)
    assert desk.head(url)["Upload-Offset"] == "10"
    assert desk.post(f"{url}/finish").status_code == 409


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Upload-Offset": "x"}, 400),
        ({"Upload-Checksum": "md5 AAAA"}, 302),  # Wagtail leads those it refuses back to the desk
        ({"Tus-Resumable": "0.2"}, 412),
    ],
)
def test_strange_headers_are_refused(desk, headers, status):
    url = begin(desk, make.make_event(), 100)["Location"]

    assert desk.patch(url, b"x", headers={"Upload-Offset": "0", **headers}, **PART).status_code in {status, 403}
    assert desk.patch(url, b"x", headers={"Upload-Offset": "0"}, content_type="text/plain").status_code == 415
    assert desk.head(url)["Upload-Offset"] == "0"


def test_limit_is_said_before_a_byte_is_sent(desk, settings):
    settings.VERKSTAD_UPLOAD_AT_MOST = 1000
    event = make.make_event()

    answer = begin(desk, event, 1001, name="föredrag.mp4")

    assert answer.status_code == 413
    assert "“föredrag.mp4” is 1001" in answer.json()["error"].replace("\xa0", " ").replace("1,001", "1001")
    assert not Upload.objects.exists()
    assert begin(desk, event, 0).status_code == 400
    assert 'data-at-most="1000"' in desk.get(f"/edit/files/event/{event.pk}/").content.decode()


def test_web_page_called_pdf_is_refused_with_a_sentence_and_nothing_is_kept(desk):
    answer = send(desk, make.make_event(), samples.HTML)

    assert answer.status_code == 422
    assert "“bilder.pdf” is a web page (HTML)" in answer.json()["error"]
    assert not Material.objects.exists()
    assert not Upload.objects.exists()
    assert [path for path in media().root.rglob("*") if path.is_file()] == []


def test_giving_up_forgets_the_bytes(desk):
    event = make.make_event()
    one, two = (begin(desk, event, 100)["Location"] for _ in range(2))
    add(desk, one, b"x", 0)

    assert desk.delete(one).status_code == 204
    assert desk.post(f"{two}/give-up").status_code == 303

    assert not Upload.objects.exists()
    assert list(media().incoming.iterdir()) == []


def test_another_person_s_upload_is_not_there(desk, client):
    url = begin(desk, make.make_event(), 100)["Location"]

    client.force_login(make.make_user("bo@example.se", role="administrator"))

    for answer in (client.head(url), add(client, url, b"x", 0), client.delete(url), client.post(f"{url}/finish")):
        assert answer.status_code == 404
    assert Upload.objects.count() == 1


def test_nobody_sends_to_what_they_may_not_change(client):
    series, other = make.make_series(), make.make_event()
    client.force_login(make.make_user("cecilia@example.se", role="contributor", series=series))

    refused = begin(client, other, 100)
    assert refused.status_code in {302, 403}
    assert not Upload.objects.exists()
    assert begin(client, make.make_event(series=series), 100).status_code == 201
    client.logout()
    assert begin(client, other, 100).status_code in {302, 403}


def test_right_taken_back_meanwhile_stops_the_upload(client):
    event = make.make_event()
    user = make.make_user("cecilia@example.se", role="contributor", series=event.series)
    client.force_login(user)
    url = begin(client, event, len(samples.PDF))["Location"]
    add(client, url, samples.PDF, 0)

    user.grants.all().delete()

    assert client.post(f"{url}/finish").status_code in {302, 403, 404}
    assert not Material.objects.exists()


def test_unknown_purpose_or_thing_is_not_there(desk):
    event = make.make_event()

    for about in (
        metadata(filename="a", purpose="x", thing=str(event.pk)),
        metadata(filename="a", purpose="material", thing="1"),
        metadata(filename="a", purpose="recording", thing=str(event.pk)),
        "filename %%%",
    ):
        headers = {"Upload-Length": "5", "Upload-Metadata": about}
        assert desk.post("/edit/uploads/", headers=headers).status_code == 404


def test_picture_loses_where_it_was_taken_and_gets_its_forms(desk):
    event = make.make_event()

    assert send(desk, event, samples.photograph(), name="sal.jpg", purpose="event_picture").status_code == 200

    stored = StoredFile.objects.get()
    assert b"Kameran" not in stored.path.read_bytes()
    assert (stored.width, stored.height) == (40, 30)
    assert media().form(stored.pk, "40.avif").is_file()
    assert media().form(stored.pk, "40.jpg").is_file()
    event.refresh_from_db()
    assert event.latest_revision.content["image_file"] == stored.pk


def test_document_is_no_picture_and_no_recording(desk):
    event = make.make_event()
    recording = make.make_recording(event)

    for purpose, thing in (("event_picture", event), ("series_picture", event.series), ("recording", recording)):
        answer = send(desk, thing, samples.PDF, purpose=purpose)
        assert answer.status_code == 422
        assert "“bilder.pdf” is" in answer.json()["error"]
    assert send(desk, recording, samples.mp4(), name="hela.mp4", purpose="recording").status_code == 200
    recording.refresh_from_db()
    draft = recording.latest_revision.content
    assert (draft["media_type"], draft["file_name"]) == ("video/mp4", "hela.mp4")
    assert FileVersion.objects.get().thing_id == recording.pk


def test_tus_tells_what_it_can(desk):
    answer = desk.options("/edit/uploads/")

    assert answer.status_code == 204
    assert answer["Tus-Extension"] == "creation,expiration,checksum,termination"
    assert answer["Tus-Max-Size"] == str(4096 * 1024**2)
