# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Stored files: what a name tells, uploads in parts, versions, and what may be published."""

from __future__ import annotations

import hashlib
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.utils import translation

from tests import factories as make
from tests.factories import NOON
from verkstad.archive import errors
from verkstad.archive.actions import files, uploads
from verkstad.archive.actions.changing import change_published
from verkstad.archive.actions.publishing import publish, save_draft
from verkstad.archive.media import Media
from verkstad.archive.models import FileVersion, Material, StoredFile, Upload
from verkstad.archive.models.files import media
from verkstad.archive.rules.filenames import clean_name, kind_of, looks_like_draft, title_of, with_ending
from verkstad.archive.shapes import shape_of

GB = 10**9


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def editor(db):
    return get_user_model().objects.create_superuser("anna", email="anna@example.se")


def store(content: bytes, *, name: str = "bilder.pdf", media_type: str = "application/pdf", **values) -> StoredFile:
    with media().aside() as aside:
        aside.write_bytes(content)
        sum = hashlib.sha256(content).hexdigest()
        return files.keep_file(aside, sha256=sum, media_type=media_type, name=name, by=None, at=NOON, **values)


def begin(by, *, size: int = 10, name: str = "tal.mp4", at=NOON, at_most: int = 4 * GB) -> Upload:
    event = make.make_event()
    return uploads.begin_upload("material", event.pk, name=name, size=size, at_most=at_most, by=by, at=at)


# ── Names ──


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("C:\\Users\\Anna\\bilder.pdf", "bilder.pdf"),
        ("../../etc/passwd", "passwd"),
        ("a\tb\nc.pdf", "a b c.pdf"),
        ("faktura\u202efdp.exe", "faktura fdp.exe"),
        ("  . ", "fil"),
        ("x" * 300 + ".pdf", "x" * 196 + ".pdf"),
        ("o\u0308ppna data.pdf", "öppna data.pdf"),
    ],
)
def test_name_of_a_file_is_made_safe(name, clean):
    assert clean_name(name) == clean


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("2024-05-07_Roda_nätverket.pdf", "2024-05-07 Roda nätverket"),
        ("öppen-data-2024.pptx", "Öppen data 2024"),
        ("Presentation.pdf", "Presentation"),
        (".pdf", "Pdf"),
    ],
)
def test_title_is_guessed_from_the_name(name, title):
    assert title_of(name) == title


@pytest.mark.parametrize(
    "name",
    ["utkast.pdf", "Bilder UTKAST 2.pptx", "bilder_draft.pdf", "tal v0.3.pdf", "tal_v0_9.pdf", "Kopia av tal.pdf",
     "final_final.pdf", "tal (2).pdf", "tal-old.pdf"],
)  # fmt: skip
def test_name_of_a_draft_is_warned_of(name):
    assert looks_like_draft(name)


@pytest.mark.parametrize("name", ["final.pdf", "Aftonbladet.pdf", "tal v1.0.pdf", "Kopiatorn.pdf", "Utkastaren.pdf"])
def test_name_that_only_resembles_a_draft_is_not(name):
    assert not looks_like_draft(name)


def test_kind_and_ending_follow_name_and_content():
    assert kind_of("Minnesanteckningar.pdf", "application/pdf") == "notes"
    assert kind_of("tal.pdf", "application/pdf") == "slides"
    assert kind_of("tal.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document") == "document"
    assert with_ending("tal.bin", "pdf") == "tal.pdf"
    assert with_ending("tal.PDF", "pdf") == "tal.PDF"
    assert with_ending("tal version 2.0 klar", "pdf") == "tal version 2.0 klar.pdf"


# ── The store ──


def test_store_has_no_path_out_of_its_folder(tmp_path):
    store = Media(tmp_path)

    for name in ("../x", "A" * 64, "", "a" * 63):
        with pytest.raises(ValueError, match="not a SHA-256"):
            store.path(name)
    with pytest.raises(ValueError, match="form"):
        store.form("a" * 64, "../x.avif")


def test_same_bytes_are_kept_once_and_nothing_is_left_beside(db):
    one, other = store(b"%PDF-1.7 a"), store(b"%PDF-1.7 a", name="annat.pdf")

    assert one == other
    assert other.original_name == "bilder.pdf"
    assert one.path.read_bytes() == b"%PDF-1.7 a"
    assert list(media().incoming.iterdir()) == []
    assert one.path.stat().st_mode & 0o007 == 0


def test_full_disk_gives_a_sentence_and_leaves_nothing(db, monkeypatch):
    def full(*_arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("verkstad.archive.media.os.replace", full)

    with pytest.raises(errors.DiskFull, match="not room for"):
        store(b"%PDF-1.7 b")

    assert not StoredFile.objects.exists()
    assert [path for path in media().root.rglob("*") if path.is_file()] == []


# ── Uploads in parts ──


def test_upload_goes_on_where_the_disk_says_and_knows_its_sum(editor):
    content = bytes(range(256)) * 100
    upload = begin(editor, size=len(content))

    assert uploads.continue_upload(upload, [content[:1000]], offset=0, by=editor, at=NOON) == 1000
    uploads._sums._known.clear()  # as after a restart, or in another worker
    uploads.continue_upload(upload, [content[1000:20000], content[20000:]], offset=1000, by=editor, at=NOON)

    assert uploads.offset_of(upload) == len(content)
    assert uploads.sha256_of(upload) == hashlib.sha256(content).hexdigest()


def test_upload_refuses_bytes_from_elsewhere_and_keeps_what_it_had(editor):
    upload = begin(editor)
    uploads.continue_upload(upload, [b"12345"], offset=0, by=editor, at=NOON)

    with pytest.raises(errors.UploadElsewhere) as refused:
        uploads.continue_upload(upload, [b"x"], offset=3, by=editor, at=NOON)
    with pytest.raises(errors.UploadTooLarge):
        uploads.continue_upload(upload, [b"123", b"456"], offset=5, by=editor, at=NOON)
    with pytest.raises(errors.ChecksumDiffers):
        uploads.continue_upload(upload, [b"67"], offset=5, sha256=hashlib.sha256(b"76").digest(), by=editor, at=NOON)

    assert refused.value.offset == 5
    assert uploads.path_of(upload).read_bytes() == b"12345"


def test_upload_that_breaks_off_in_a_part_keeps_the_parts_before(editor):
    def broken():
        yield b"67"
        raise ConnectionResetError

    upload = begin(editor)
    uploads.continue_upload(upload, [b"12345"], offset=0, by=editor, at=NOON)

    with pytest.raises(ConnectionResetError):
        uploads.continue_upload(upload, broken(), offset=5, by=editor, at=NOON)

    assert uploads.offset_of(upload) == 5


def test_upload_on_a_full_disk_keeps_the_parts_before(editor, monkeypatch):
    upload = begin(editor)
    uploads.continue_upload(upload, [b"12345"], offset=0, by=editor, at=NOON)

    def full(*_arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("verkstad.archive.actions.uploads.os.pwrite", full)

    with pytest.raises(errors.DiskFull):
        uploads.continue_upload(upload, [b"67"], offset=5, by=editor, at=NOON)

    assert uploads.offset_of(upload) == 5


def test_upload_of_another_is_nobodys_to_continue(editor):
    other = get_user_model().objects.create_superuser("bo", email="bo@example.se")
    upload = begin(editor)

    with pytest.raises(errors.NotAllowed):
        uploads.continue_upload(upload, [b"1"], offset=0, by=other, at=NOON)


def test_two_requests_never_write_to_one_upload(editor):
    upload = begin(editor)

    with uploads._alone(upload), pytest.raises(errors.UploadBusy):
        uploads.continue_upload(upload, [b"1"], offset=0, by=editor, at=NOON)


def test_too_large_is_said_before_a_byte_is_sent(editor):
    with pytest.raises(errors.UploadTooLarge, match="Nothing was sent"):
        begin(editor, size=5 * GB)
    with pytest.raises(errors.DiskFull):
        begin(editor, size=10**18, at_most=10**19)

    assert not Upload.objects.exists()


def test_abandoned_uploads_are_forgotten_by_the_clock_and_others_not(editor):
    old, new = begin(editor), begin(editor, at=NOON + timedelta(days=5))
    uploads.continue_upload(old, [b"1"], offset=0, by=editor, at=NOON)
    uploads.continue_upload(new, [b"1"], offset=0, by=editor, at=NOON + timedelta(days=5))

    assert uploads.forget_abandoned(at=NOON + timedelta(days=8)) == 1

    assert list(Upload.objects.all()) == [new]
    assert [path.name for path in media().incoming.iterdir()] == [str(new.pk)]


# ── Things and their files ──


def test_material_made_of_a_file_is_a_draft_with_what_the_name_tells(editor):
    series = make.make_series(default_licence="CC-BY-4.0")
    event = make.make_event(series=series, language="en")

    material = files.add_material(event, store(b"%PDF-1.7"), name="Roda_nätverket.pdf", by=editor, at=NOON)

    material.refresh_from_db()
    assert not material.live
    assert str(material.title) == "Roda nätverket"
    assert (material.kind, material.licence, material.language) == ("slides", "CC-BY-4.0", "en")
    assert (material.file_name, material.size_bytes) == ("Roda_nätverket.pdf", 8)
    assert [version.put_by for version in FileVersion.objects.all()] == [editor]


def test_replaced_file_is_a_version_to_return_to(editor):
    event = make.make_event()
    material = files.add_material(event, store(b"%PDF-1 first"), name="a.pdf", by=editor, at=NOON)
    publish(material, by=editor, at=NOON)
    second = store(b"%PDF-1 second")

    material = Material.objects.get()
    files.put_file(material, second, name="b.pdf", by=editor, at=NOON + timedelta(hours=1))

    material.refresh_from_db()
    assert material.file == hashlib.sha256(b"%PDF-1 first").hexdigest()  # what readers have, until it is published
    publish(material, by=editor, at=NOON + timedelta(hours=2))
    material.refresh_from_db()
    assert (material.file, material.file_name, material.earlier_files) == (second.pk, "b.pdf", [])

    first = FileVersion.objects.order_by("put_at").first()
    files.return_to_file(material, first, by=editor, at=NOON + timedelta(hours=3))
    publish(material, by=editor, at=NOON + timedelta(hours=3))
    material.refresh_from_db()
    assert material.file == first.file_id
    assert FileVersion.objects.filter(thing_id=material.pk).count() == 3


def test_address_of_an_earlier_file_goes_on_when_said(editor):
    material = files.add_material(make.make_event(), store(b"%PDF-1 first"), name="a.pdf", by=editor, at=NOON)

    files.put_file(material, store(b"%PDF-1 second"), name="b.pdf", by=editor, at=NOON)
    files.let_earlier_answer(material, FileVersion.objects.order_by("pk"), by=editor, at=NOON)

    material.refresh_from_db()
    first = hashlib.sha256(b"%PDF-1 first").hexdigest()
    named = {"file": first, "file_name": "a.pdf", "media_type": "application/pdf", "size_bytes": 12}
    assert material.earlier_files == [named]


def test_picture_without_description_stays_a_draft_by_every_road(editor):
    event = make.make_event(live=False)
    picture = store(b"png", name="sal.png", media_type="image/png", width=1600, height=900)
    files.put_picture(event, picture, name="sal.png", by=editor, at=NOON)
    event.refresh_from_db()

    with pytest.raises(errors.ContentRefused, match="no description"):
        publish(event, by=editor, at=NOON)
    with pytest.raises(errors.ContentRefused):
        event.get_latest_revision().publish()

    described = {"alternative": make.words("En sal"), "creator": "Anna Berg", "licence": "CC-BY-4.0"}
    files.describe_picture(event, described, by=editor, at=NOON)
    event.refresh_from_db()
    publish(event, by=editor, at=NOON)
    event.refresh_from_db()
    assert (event.live, event.image_file, event.image_width) == (True, picture.pk, 1600)


def test_another_picture_takes_nothing_of_the_first_ones_description(editor):
    event = make.make_event()
    change_published(event, {"image": {"file": "a" * 64, "alternative": make.words("En sal")}}, by=editor, at=NOON)

    picture = store(b"png", name="torg.png", media_type="image/png", width=4, height=3)
    event.refresh_from_db()
    files.put_picture(event, picture, name="torg.png", by=editor, at=NOON)

    event.refresh_from_db()
    draft = shape_of(type(event)).read_revision(event.latest_revision.content)
    assert "alternative" not in draft["image"]


def test_contributor_of_another_series_may_not_give_files(editor):
    outsider = get_user_model().objects.create_user("ute", email="ute@example.se")
    event = make.make_event()
    stored = store(b"%PDF-1.7")
    material = make.make_material(event)

    for act in (
        lambda: files.add_material(event, stored, name="a.pdf", by=outsider, at=NOON),
        lambda: files.put_file(material, stored, name="a.pdf", by=outsider, at=NOON),
        lambda: files.put_picture(event, stored, name="a.png", by=outsider, at=NOON),
        lambda: files.remove_material(material, by=outsider),
    ):
        with pytest.raises(errors.NotAllowed):
            act()


def test_draft_of_a_published_material_waits_and_row_of_a_draft_follows(editor):
    event = make.make_event()
    published, draft = make.make_material(event), make.make_material(event, live=False)

    for material in (published, draft):
        files.keep_draft(material, {"licence": "CC0-1.0"}, by=editor, at=NOON)

    published.refresh_from_db()
    draft.refresh_from_db()
    assert (published.licence, published.has_unpublished_changes) == (None, True)
    assert (draft.licence, draft.live) == ("CC0-1.0", False)
    save_draft(draft, {"licence": None}, by=editor, at=NOON)
