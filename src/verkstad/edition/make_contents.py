# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was said and shown at an event, as files to take: captions and transcripts of each language, and the pages of documents."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from verkstad.edition.contents import Contents, Spoken
from verkstad.exchange import addresses, srt, transcript, webvtt
from verkstad.records.base import Language
from verkstad.records.events import Event
from verkstad.records.pages import Page, write_pages
from verkstad.search.passages import Said, Shown

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
            shown.append(Shown(language, anchor, [_searched(page) for page in pages.pages]))
    return said, shown


def searched_as(language: str) -> Language:
    """The analysis that fits a language best: Swedish is near enough to Norwegian and Danish, English is what else there is."""
    return "sv" if language.partition("-")[0] in {"sv", "nb", "nn", "no", "da"} else "en"


def _searched(page: Page) -> tuple[int, str, str]:
    return page.number, page.title or "", "\n".join(filter(None, (page.text, page.notes)))


def _written(spoken: Spoken) -> Iterator[tuple[str, str, bytes]]:
    captions = spoken.captions
    text = transcript.write_transcript(spoken.passages, language=captions.language, state=captions.state)
    yield "vtt", webvtt.MEDIA_TYPE, webvtt.write_webvtt(captions)
    yield "srt", srt.MEDIA_TYPE, srt.write_srt(captions)
    yield "txt", transcript.MEDIA_TYPE, text
