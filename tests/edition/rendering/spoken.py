# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""A workshop with a recording of its own, what was said in two languages, slides page by page, and a recording elsewhere."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

from tests.edition.rendering.archive_of_records import ANNA, AT, SITE, archive, event, sv, uid
from verkstad.archive.media import Media
from verkstad.edition.contents import Contents
from verkstad.edition.make_contents import contents_of
from verkstad.edition.memory import MemoryLibrary
from verkstad.edition.uploads import uploads_of
from verkstad.records.base import Text
from verkstad.records.captions import Captions as Spoken
from verkstad.records.captions import Cue
from verkstad.records.events import (
    Appearance,
    Captions,
    Chapter,
    Event,
    Film,
    Material,
    PagesOfFile,
    Recording,
    RecordingPlace,
)
from verkstad.records.pages import PICTURE_WIDTHS, Page, Pages, picture_name, write_pages

_FOLDER = TemporaryDirectory(prefix="verkstad-spoken-")
MEDIA = Media(Path(_FOLDER.name))
SAMPLE = Path(__file__).parents[3] / "src" / "verkstad" / "site" / "dossiers" / "sample" / "files"

CUES = {
    "sv": ("Välkomna till verkstaden.", "Vi börjar med <b>öppna data</b>.", "Har någon en fråga?"),
    "en": ("Welcome to the workshop.", "We begin with <b>open data</b>.", "Does anybody have a question?"),
}
SPEAKERS = ("Anna Berg", "Anna Berg", "En deltagare")
TIMES = ((0, 4), (12.5, 16), (40, 44))


def _picture(width: int, height: int) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (width, height), "#dfe9ec").save(file, format="WEBP")
    return file.getvalue()


def _form(sha256: str, name: str, content: bytes) -> None:
    MEDIA.write_form(sha256, name, lambda into: into.write_bytes(content))


def _captions(language: str, state: str) -> Captions:
    cues = tuple(
        Cue(start=start, end=end, text=text, speaker=speaker)
        for (start, end), text, speaker in zip(TIMES, CUES[language], SPEAKERS, strict=True)
    )
    return _stored(language, state, cues)


def heard_event(**cues: tuple[tuple[float, float, str], ...]) -> Event:
    """A workshop with a recording elsewhere, and what was said in it in each language."""
    captions = tuple(
        _stored(language, "machine", tuple(Cue(start=start, end=end, text=text) for start, end, text in said))
        for language, said in cues.items()
    )
    place = RecordingPlace(service="YouTube", url="https://youtu.be/dQw4w9WgXcQ")
    away = Recording(id=uid("heard"), state="published", length_seconds=600, places=(place,), captions=captions)
    return event("spoken", date(2024, 5, 7), title=Text(sv="Det talade", en="The spoken"), recordings=(away,))


def noted_event() -> Event:
    """A workshop with notes in Markdown, of which each heading begins a section."""
    notes = MEDIA.write(b"# Fragor")
    text = "e" * 64
    sections = (Page(number=1, title="Frågor", text="Hur gör man"), Page(number=2, title="Svar", text="Så här"))
    _form(notes, f"{text}.json", write_pages(Pages(word_count=6, pages=sections)))
    material = Material(
        id=uid("notes"), title=sv("Anteckningar"), kind="notes", file=notes, file_name="a.md", media_type="text/markdown",
        pages=PagesOfFile(text=text, count=2), page_count=2, language="sv",
    )  # fmt: skip
    return event("spoken", date(2024, 5, 7), title=sv("Det skrivna"), materials=(material,))


def _stored(language: str, state: str, cues: tuple[Cue, ...]) -> Captions:
    return Captions(
        language=language, state=state, text=MEDIA.write(Spoken(language=language, state=state, cues=cues).to_json())
    )


def spoken_event() -> Event:
    film = MEDIA.write((SAMPLE / "verkstad-i-praktiken.webm").read_bytes())
    for width in (640, 1280):
        _form(film, f"poster-{width}.webp", _picture(64, 36))
    slides = MEDIA.write((SAMPLE / "verkstad-i-praktiken.pdf").read_bytes())
    pages = Pages(
        word_count=9, has_pictures=True,
        pages=(
            Page(number=1, title="Öppna data", text="Alla får se\nIngen betalar", notes="Säg hej", width=1280, height=720),
            Page(number=2, text="Utan rubrik", width=1280, height=720),
            Page(number=3, title="Slut"),
        ),
    )  # fmt: skip
    text = "d" * 64
    _form(slides, f"{text}.json", write_pages(pages))
    for number in (1, 2):
        for width in PICTURE_WIDTHS:
            _form(slides, picture_name(number, width), _picture(width, width * 9 // 16))
    own = Recording(
        id=uid("own"), state="published", published_date=date(2024, 5, 9), language="sv", length_seconds=72.9,
        file=film, file_name="hela.webm", media_type="video/webm", size_bytes=434_000,
        film=Film(of=film, width=640, height=360, poster="poster"),
        captions=(_captions("en", "machine"), _captions("sv", "approved")),
        chapters=(Chapter(start_seconds=0, title=sv("Välkomna", "Welcome")), Chapter(start_seconds=30, title=sv("Frågor"))),
        audio_description="not_needed", audio_description_note=sv("Bilderna läses upp", "The slides are read out"),
    )  # fmt: skip
    away = Recording(
        id=uid("away"), state="published", title=sv("Andra delen", "The second part"), length_seconds=600,
        places=(RecordingPlace(service="YouTube", url="https://youtu.be/dQw4w9WgXcQ"),),
        captions=(Captions(language="sv", state="corrected"),), chapters=(Chapter(start_seconds=60, title=sv("Mitten")),),
    )  # fmt: skip
    deck = Material(
        id=uid("deck"), title=sv("Bilder", "Slides"), file=slides, file_name="bilder.pdf", media_type="application/pdf",
        pages=PagesOfFile(text=text, count=3, has_pictures=True), page_count=3, language="sv", licence="CC-BY-4.0",
    )  # fmt: skip
    return event(
        "spoken", date(2024, 5, 7), title=Text(sv="Det talade", en="The spoken", original="sv"), recordings=(own, away),
        materials=(deck,), appearances=(Appearance(uid=uid("a-spoken"), person=ANNA.id),),
    )  # fmt: skip


def spoken_library(made: Event | None = None) -> MemoryLibrary:
    return MemoryLibrary(archive(made or spoken_event()), SITE, contents=Contents(MEDIA))


def files_of(made: Event) -> Iterator[tuple[str, bytes]]:
    """What the page names: pictures, the film, captions."""
    for upload in uploads_of(made):
        path = MEDIA.form(upload.sha256, upload.form) if upload.form else MEDIA.path(upload.sha256)
        if path.exists():
            yield upload.path, path.read_bytes()
    for content in contents_of(made, Contents(MEDIA)):
        yield content.path, content.body


__all__ = ["AT", "MEDIA", "files_of", "heard_event", "noted_event", "spoken_event", "spoken_library"]
