# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Uploaded files in editions: reachable while something published names them, in every kept edition, and gone when they must."""

from __future__ import annotations

import io
from datetime import timedelta
from pathlib import Path
from urllib.parse import unquote
from uuid import UUID

import pytest
from PIL import Image as Pillow

from tests.edition.world import NOON, SITE
from verkstad.archive.media import Media
from verkstad.edition.publish import MissingFiles, publish, rollback
from verkstad.edition.source import RecordsSource
from verkstad.edition.store import Reader
from verkstad.edition.tree import write_tree
from verkstad.edition.uploads import media_beside
from verkstad.exchange import addresses
from verkstad.records.base import Text
from verkstad.records.events import EarlierFile, Event, Material, Recording
from verkstad.records.published import Records
from verkstad.records.things import Image, Series, Tombstone

PDF = b"%PDF-1.7 startxref"
SERIES = Series(id=UUID(int=7), slug="nosad", name=Text(sv="Nätverket"))


def an_event(number: int, **values) -> Event:
    given = {"slug": f"2024-05-0{number}-bilder", "title": Text(sv="Bilder"), "start_date": NOON.date(), **values}
    return Event(id=UUID(int=100 + number), series=SERIES.id, **given)


def records_of(*events: Event) -> Records:
    return Records(at=NOON, series=(SERIES,), events=events)


@pytest.fixture
def editions(tmp_path) -> Path:
    return tmp_path / "editions"


@pytest.fixture
def media(editions) -> Media:
    return media_beside(editions)


def material(number: int, sha256: str | None, **values) -> Material:
    kept = {"file_name": "Öppna bilder.pdf", "media_type": "application/pdf", **values}
    return Material(id=f"018f0000-0000-7000-8000-0000000009{number:02}", title=Text(sv="Bilder"), file=sha256, **kept)


def shown(editions: Path) -> set[str]:
    """The paths of uploads in the edition that readers see."""
    reader = Reader(editions)
    reader.refresh()
    return {entry.path for entry in reader.entries() if entry.path.startswith("/files/")}


def put_out(editions: Path, source: RecordsSource, minutes: int = 0, **options):
    return publish(editions, source=source, site=SITE, at=NOON + timedelta(minutes=minutes), jobs=1, **options)


def test_file_is_reachable_while_a_published_event_names_it_and_costs_no_second_copy(editions, media):
    sha256 = media.write(PDF)
    event = an_event(1, materials=(material(1, sha256),))
    source = RecordsSource(records_of(event))

    put_out(editions, source)

    path = f"/files/{sha256}/Öppna bilder.pdf"
    assert shown(editions) == {path}
    reader = Reader(editions)
    reader.refresh()
    entry = reader.find(path)
    assert (reader.read(entry), entry.media_type, entry.size) == (PDF, "application/pdf", len(PDF))
    assert reader.place(entry).path.samefile(media.path(sha256))

    source.change(records_of(event.model_copy(update={"materials": ()})), event.id)
    put_out(editions, source, 1)
    assert shown(editions) == set()


def test_file_of_two_events_stays_while_one_of_them_shows_it(editions, media):
    sha256 = media.write(PDF)
    one, two = (an_event(number, materials=(material(number, sha256),)) for number in (1, 2))
    source = RecordsSource(records_of(one, two))
    put_out(editions, source)
    everything = shown(editions)

    source.change(records_of(one, two.model_copy(update={"materials": ()})), two.id)
    put_out(editions, source, 1)
    assert shown(editions) == everything
    source.change(
        records_of(one.model_copy(update={"materials": ()}), two.model_copy(update={"materials": ()})), one.id
    )
    put_out(editions, source, 2)
    assert shown(editions) == set()


def test_going_back_brings_the_files_of_that_edition(editions, media):
    sha256 = media.write(PDF)
    event = an_event(1, materials=(material(1, sha256),))
    source = RecordsSource(records_of(event))
    before = put_out(editions, source).number
    source.change(records_of(event.model_copy(update={"materials": ()})), event.id)
    put_out(editions, source, 1)

    rollback(editions, to=before)

    reader = Reader(editions)
    reader.refresh()
    assert [reader.read(entry) for entry in reader.entries() if entry.path.startswith("/files/")] == [PDF]


def test_file_taken_down_leaves_every_kept_edition_and_the_blobs(editions, media):
    sha256 = media.write(PDF)
    gone = material(1, sha256)
    event = an_event(1, materials=(gone,))
    source = RecordsSource(records_of(event))
    put_out(editions, source)

    stone = Tombstone(id=gone.id, kind="material", slug=event.slug, reason="author_request", at=NOON)
    records = records_of(event.model_copy(update={"materials": ()})).model_copy(update={"tombstones": (stone,)})
    source.change(records, event.id, gone.id)
    put_out(editions, source, 1)

    assert shown(editions) == set()
    assert len(list(editions.glob("[0-9]*.json"))) == 1
    assert not (editions / "blobs" / sha256[:2] / sha256).exists()
    assert media.has(sha256)  # destroying is another step


def test_file_that_is_not_there_fails_the_build_with_a_sentence_and_readers_see_no_change(editions, media):
    event = an_event(1)
    source = RecordsSource(records_of(event))
    number = put_out(editions, source).number

    source.change(records_of(event.model_copy(update={"materials": (material(1, "ab" * 32),)})), event.id)
    with pytest.raises(MissingFiles, match=r"not in the store: /event/.*Öppna bilder.pdf.*take them off"):
        put_out(editions, source, 1)

    reader = Reader(editions)
    reader.refresh()
    assert reader.number == number


def test_building_what_changed_gives_the_uploads_that_building_everything_gives(editions, media, tmp_path):
    first, second = media.write(PDF), media.write(PDF + b" 2")
    event = an_event(1, materials=(material(1, first),))
    other = an_event(2, materials=(material(2, second, file_name="a%20b & c.pdf"),))
    source = RecordsSource(records_of(event, other))
    put_out(editions, source)
    earlier = EarlierFile(file=first, file_name="gammal.pdf")
    changed = event.model_copy(update={"materials": (material(1, second, earlier_files=(earlier,)),)})
    source.change(records_of(changed, other), event.id)
    put_out(editions, source, 1)
    step_by_step = Reader(editions)
    step_by_step.refresh()
    found = {entry.path: entry.sha256 for entry in step_by_step.entries() if entry.path.startswith("/files/")}

    put_out(editions, source, 1, rebuild=True)

    again = Reader(editions)
    again.refresh()
    assert {e.path: e.sha256 for e in again.entries() if e.path.startswith("/files/")} == found
    assert set(found) == {
        f"/files/{first}/gammal.pdf", f"/files/{second}/Öppna bilder.pdf", f"/files/{second}/a%20b & c.pdf",
    }  # fmt: skip


def test_only_a_published_recording_s_own_file_is_reachable(editions, media):
    sha256 = media.write(b"video")
    kept = {"file": sha256, "file_name": "hela.mp4", "media_type": "video/mp4", "size_bytes": 5}
    recording = Recording(id="018f0000-0000-7000-8000-000000000888", state="processing", **kept)
    event = an_event(1, recordings=(recording,))
    source = RecordsSource(records_of(event))
    put_out(editions, source)
    assert shown(editions) == set()

    published = event.model_copy(update={"recordings": (recording.model_copy(update={"state": "published"}),)})
    source.change(records_of(published), event.id)
    put_out(editions, source, 1)

    assert shown(editions) == {f"/files/{sha256}/hela.mp4"}
    reader = Reader(editions)
    reader.refresh()
    page = reader.read(reader.find(addresses.event_path(event))).decode()
    assert f'href="/files/{sha256}/hela.mp4"' in page


def test_type_that_is_no_type_is_not_believed(editions, media):
    sha256 = media.write(PDF)
    put_out(editions, RecordsSource(records_of(an_event(1, materials=(material(1, sha256, media_type="x y;z"),)))))

    reader = Reader(editions)
    reader.refresh()
    assert {e.media_type for e in reader.entries() if e.path.startswith("/files/")} == {"application/octet-stream"}


def test_picture_is_offered_in_two_widths_with_its_size_credit_and_words(editions, media):
    body = io.BytesIO()
    Pillow.linear_gradient("L").resize((1600, 900)).convert("RGB").save(body, "PNG")
    sha256 = media.write(body.getvalue())
    image = Image(
        file=sha256, file_name="salen & torget.png", media_type="image/png", width=1600, height=900,
        alternative=Text(sv="En sal med många stolar"), creator="Anna Berg", licence="CC-BY-4.0",
    )  # fmt: skip
    event = an_event(1, image=image)
    put_out(editions, RecordsSource(records_of(event)))

    reader = Reader(editions)
    reader.refresh()
    page = reader.read(reader.find(addresses.event_path(event))).decode()
    picture = page[page.index("<picture>") : page.index("</figure>")]
    assert 'width="1600" height="900"' in picture
    assert 'alt="En sal med många stolar"' in picture
    assert "Anna Berg" in picture
    named = {part.split()[0] for srcset in picture.split('srcset="')[1:] for part in srcset.split('"')[0].split(", ")}
    assert len(named) == 4
    for path in named:
        entry = reader.find(unquote(path))
        with Pillow.open(io.BytesIO(reader.read(entry))) as form:
            width = int(path.rpartition("-")[2].partition(".")[0])
            assert form.size == (width, width * 9 // 16)
            assert entry.media_type == f"image/{form.format.lower()}"
        assert entry.size < len(body.getvalue()) or entry.size < 40_000


def test_tree_of_files_has_the_uploads_in_it(editions, media, tmp_path):
    sha256 = media.write(PDF)
    put_out(editions, RecordsSource(records_of(an_event(1, materials=(material(1, sha256),)))))

    write_tree(editions, tmp_path / "tree")

    assert (tmp_path / "tree" / "files" / sha256 / "Öppna bilder.pdf").read_bytes() == PDF
