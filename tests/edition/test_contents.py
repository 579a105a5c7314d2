# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was said and shown, from the store to the files that readers take and the passages that they search in."""

from __future__ import annotations

import json
from uuid import UUID

import pytest

from tests.edition.test_uploads import SERIES, an_event, editions, media, put_out, records_of
from tests.edition.world import NOON, SITE
from verkstad.archive.rules.captions import frozen
from verkstad.edition.contents import Contents
from verkstad.edition.make import parts_of_event
from verkstad.edition.memory import MemoryLibrary
from verkstad.edition.publish import PublishError
from verkstad.edition.source import RecordsSource
from verkstad.edition.store import Reader
from verkstad.records.base import Text
from verkstad.records.captions import Captions, Cue
from verkstad.records.events import Appearance, Cut, Film, Material, PagesOfFile, Recording, Stretch
from verkstad.records.events import Captions as Entry
from verkstad.records.pages import Page, Pages, write_pages
from verkstad.records.published import Records
from verkstad.records.things import Person

__all__ = ["editions", "media"]

ANNA = Person(id=UUID(int=31), slug="anna-berg", name="Anna Berg", aliases=("A. Berg",))
CUES = (
    Cue(start=0, end=4, text="Välkomna till verkstaden.", speaker="A. Berg"),
    Cue(start=5, end=9, text="Det här ska ingen höra.", speaker="Okänd"),
    Cue(start=12.5, end=15, text="Vi börjar.", speaker="Okänd"),
)
FILM = b"film" * 100


def captions(media, cues=CUES, state="machine") -> Entry:
    content = Captions(language="sv", state=state, cues=cues).to_json()
    return Entry(language="sv", state="approved", text=media.write(content))


def recording(**values) -> Recording:
    return Recording(id=UUID(int=50), state="published", media_type="video/mp4", **values)


def body(editions, path: str) -> str:
    reader = Reader(editions)
    reader.refresh()
    entry = reader.find(path)
    assert entry is not None, path
    return reader.read(entry).decode()


def test_captions_are_written_by_the_desk_as_records_write_them():
    cues = [{"id": "a", "start": 0.0, "end": 2.5, "text": "Hej å\nhå", "speaker": "Åsa", "heard": "x"}]
    same = Captions(language="sv", state="machine", cues=(Cue(start=0, end=2.5, text="Hej å\nhå", speaker="Åsa"),))

    assert frozen(cues, language="sv", state="machine") == same.to_json()


def test_readers_take_captions_and_transcript_without_what_was_left_out(editions, media):
    of, cut = media.write(b"hela filmen"), media.write(FILM)
    told = recording(
        file=cut, file_name="hela.mp4", captions=(captions(media),), film=Film(of=of),
        cut=Cut(left_out=(Stretch(start=5, end=10),)), kept=(Stretch(start=0, end=5), Stretch(start=10, end=20)),
    )  # fmt: skip

    put_out(editions, RecordsSource(records_of(an_event(1, recordings=(told,)))))

    vtt, srt, text = (
        body(editions, f"/event/2024-05-01-bilder/captions.sv.{ending}") for ending in ("vtt", "srt", "txt")
    )
    assert "ingen höra" not in vtt + srt + text
    assert "00:00:07.500 --> 00:00:10.000\n<v Okänd>Vi börjar.</v>" in vtt
    assert "00:00:07,500 --> 00:00:10,000" in srt
    assert "[00:00:07] Okänd: Vi börjar." in text


def test_the_bytes_of_a_cut_film_are_those_that_were_made_of_the_whole(editions, media):
    whole = media.write(b"hela filmen")
    made = media.write_form(whole, "abc.mp4", lambda into: into.write_bytes(FILM))
    media.write_form(whole, "poster-abc-640.webp", lambda into: into.write_bytes(b"P640"))
    media.write_form(whole, "poster-abc-1280.webp", lambda into: into.write_bytes(b"P1280"))
    sha256 = "f" * 64
    told = recording(file=sha256, file_name="hela.mp4", film=Film(of=whole, form="abc.mp4", poster="poster-abc"))

    put_out(editions, RecordsSource(records_of(an_event(1, recordings=(told,)))))

    assert body(editions, f"/files/{sha256}/hela.mp4") == FILM.decode()
    assert body(editions, f"/files/{sha256}/poster-640.webp") == "P640"
    assert made.read_bytes() == FILM
    reader = Reader(editions)
    reader.refresh()
    assert reader.find(f"/files/{whole}/hela.mp4") is None


def test_captions_that_are_not_in_the_store_fail_the_build_with_a_sentence(editions):
    told = recording(captions=(Entry(language="sv", state="machine", text="e" * 64),))

    with pytest.raises(PublishError, match="captions eeeeeeeeeeee… are not in the store"):
        put_out(editions, RecordsSource(records_of(an_event(1, recordings=(told,)))))


@pytest.mark.parametrize("shows_notes", [True, False])
def test_speaker_notes_are_data_and_searched_only_where_they_are_shown(editions, media, shows_notes):
    sha256 = media.write(b"%PDF")
    pages = Pages(
        word_count=2, pages=(Page(number=1, title="Öppna data", text="Alla får se", notes="Säg hemligheten"),)
    )
    content = write_pages(pages)
    text = "d" * 64
    media.write_form(sha256, f"{text}.json", lambda into: into.write_bytes(content))
    material = Material(
        id=UUID(int=60),
        title=Text(sv="Bilder"),
        file=sha256,
        shows_notes=shows_notes,
        pages=PagesOfFile(text=text, count=1),
    )
    event = an_event(1, materials=(material,))

    put_out(editions, RecordsSource(records_of(event)))

    assert ("hemligheten" in body(editions, "/event/2024-05-01-bilder/pages-1.json")) == shows_notes
    [page] = [one for one in passages(event, media) if one[0] == "page"]
    assert page[1:3] == ["sv", "Öppna data"]
    assert ("hemligheten" in page[3]) == shows_notes


def passages(event, media) -> list:
    records = Records(at=NOON, series=(SERIES,), people=(ANNA,), events=(event,))
    library = MemoryLibrary(records, SITE, contents=Contents(media))
    [bundle] = [text for format, _, text in parts_of_event(event, library) if format == "search"]
    return json.loads(bundle)[-1]


def test_speech_is_searched_by_second_with_who_said_it(media):
    told = recording(captions=(captions(media),))
    on_agenda = Appearance(uid=UUID(int=70), person=ANNA.id)
    event = an_event(1, recordings=(told,), appearances=(on_agenda,))

    spoken = [one for one in passages(event, media) if one[0] == "speech"]

    # Of somebody on the agenda the person, by whichever name; of others the name that stands in the captions.
    assert [(one[2], one[3], one[4], one[6], one[8]) for one in spoken] == [
        ("", "Välkomna till verkstaden.", [0], 0.0, "t="),
        ("Okänd", "Det här ska ingen höra.", [], 5.0, "t="),
        ("Okänd", "Vi börjar.", [], 12.5, "t="),
    ]
