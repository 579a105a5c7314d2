# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was said and shown at an event, as files to take: captions and transcripts of each language, and the pages of documents."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from uuid import UUID

from verkstad.edition.contents import Contents, Spoken
from verkstad.edition.rendering.recordings import chapter_href
from verkstad.exchange import addresses, srt, transcript, webvtt
from verkstad.records.base import Language
from verkstad.records.events import Event, Material
from verkstad.records.pages import PICTURE_WIDTHS, Page, write_pages
from verkstad.search.passages import Picture, Said, Shown, ShownPage

JSON = "application/json; charset=utf-8"


class ContentFile(NamedTuple):
    path: str
    body: bytes
    media_type: str


def contents_of(event: Event, contents: Contents) -> Iterator[ContentFile]:
    """In the order of the event's recordings and materials."""
    for recording in event.recordings:
        if recording.state == "published":
            for spoken in contents.spoken(recording):
                for ending, media_type, body in _written(spoken):
                    path = addresses.captions_path(event, recording, spoken.captions.language, ending)
                    yield ContentFile(path, body, media_type)
    for material in event.materials:
        if (pages := contents.pages(material)) is not None:
            yield ContentFile(addresses.pages_path(event, material), write_pages(pages), JSON)


def searched_of(event: Event, contents: Contents) -> tuple[list[Said], list[Shown]]:
    """What was said and shown, as the index takes it."""
    said = [
        Said(
            searched_as(spoken.captions.language),
            addresses.second_anchor(event, recording, 0).removesuffix("0"),
            spoken.passages,
        )
        for recording in event.recordings
        if recording.state == "published"
        for spoken in contents.spoken(recording)
    ]
    shown = []
    for material in event.materials:
        if (pages := contents.pages(material)) is not None:
            language = searched_as(material.language or pages.language or event.language)
            anchor = addresses.page_anchor(event, material, 0).removesuffix("0")
            shown.append(
                Shown(language, anchor, [_searched(material, page) for page in pages.pages], material.is_paged)
            )
    return said, shown


def starts_of(event: Event, contents: Contents) -> dict[UUID, list[str]]:
    """Where the chapters of each recording start, as its page says too."""
    return {
        recording.id: [
            chapter_href(event, recording, chapter.start_seconds, is_heard=bool(contents.spoken(recording)))
            for chapter in recording.chapters
        ]
        for recording in event.recordings
        if recording.state == "published" and recording.chapters
    }


def searched_as(language: str) -> Language:
    """The analysis that fits a language best: Swedish is near enough to Norwegian and Danish, English is what else there is."""
    return "sv" if language.partition("-")[0] in {"sv", "nb", "nn", "no", "da"} else "en"


def _searched(material: Material, page: Page) -> ShownPage:
    text = "\n".join(filter(None, (page.text, page.notes)))
    return ShownPage(page.number, page.title or "", text, _picture(material, page))


def _picture(material: Material, page: Page) -> Picture | None:
    """The small one: pages are at most as wide as it says, and very tall ones are narrower."""
    if page.width is None or page.height is None:
        return None
    width = min(PICTURE_WIDTHS[0], page.width)
    path = addresses.page_picture_path(material, page.number, PICTURE_WIDTHS[0])
    return Picture(path, width, max(1, round(page.height * width / page.width)))


def _written(spoken: Spoken) -> Iterator[tuple[str, str, bytes]]:
    captions = spoken.captions
    text = transcript.write_transcript(spoken.passages, language=captions.language, state=captions.state)
    yield "vtt", webvtt.MEDIA_TYPE, webvtt.write_webvtt(captions)
    yield "srt", srt.MEDIA_TYPE, srt.write_srt(captions)
    yield "txt", transcript.MEDIA_TYPE, text
