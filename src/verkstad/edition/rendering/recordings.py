# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Recordings on the page of their event: where to see one, what was said in it, and in words what is missing, why, and when it comes."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import NamedTuple

from verkstad.archive.rules.captions_due import is_without_speech
from verkstad.edition.contents import Contents
from verkstad.edition.rendering.dates import short_date
from verkstad.edition.rendering.embeds import Frame, at_second, frame_of
from verkstad.edition.rendering.labels import label, licence
from verkstad.edition.rendering.offerings import listed, phrases
from verkstad.edition.rendering.players import Player, Speech, player_of, speech_of
from verkstad.edition.rendering.rows import lang_of
from verkstad.edition.rendering.tongue import language_name, length
from verkstad.exchange.addresses import second_anchor
from verkstad.exchange.text import timecode
from verkstad.records.base import Language
from verkstad.records.events import Event, Recording

BAND_STEPS = 40
"""The widths that the stylesheet knows for a chapter in the band (inline styles are forbidden)."""


class Watch(NamedTuple):
    """One place where a recording can be seen, or is known to lie without an address (``href`` empty)."""

    href: str
    words: str


class ChapterLink(NamedTuple):
    """``id`` is the anchor of its second, where no passage of the transcript has that."""

    href: str
    id: str
    second: int
    at: str
    title: str
    language: str | None
    width: int


class Seen(NamedTuple):
    """A recording: where to see it, and in words what is missing, why, and when it comes."""

    title: str
    title_language: str | None
    watch: tuple[Watch, ...]
    said: tuple[str, ...]
    reason: str
    reason_language: str | None
    captions: tuple[str, ...]
    facts: tuple[str, ...]
    chapters: tuple[ChapterLink, ...]
    ask: bool
    """True when a reader who knows more should write to us."""
    player: Player | None = None
    """Of a file of our own."""
    frames: tuple[Frame, ...] = ()
    """Players of others, which nobody asks before the reader does."""
    speech: Speech | None = None
    number: int = 1


def recordings(
    event: Event, language: Language, today: date, *, is_past: bool, by_default: bool, contents: Contents
) -> list[Seen]:
    """The recordings of an event; when none is on record, one that says what we know of it. A cancelled one promises none."""
    if event.recordings:
        return [
            _recording(event, recording, language, today, is_past=is_past, contents=contents, number=number)
            for number, recording in enumerate(event.recordings, 1)
            if event.status != "cancelled" or recording.state in {"published", "withdrawn"}
        ]
    if event.status == "cancelled":
        return []
    say = phrases(language)
    if is_past:
        words = say["usually recorded"] if by_default else say["unknown"]
        return [Seen("", None, (), (words,), "", None, (), (), (), True)]
    return [Seen("", None, (), (say["will be recorded"],), "", None, (), (), (), False)] if by_default else []


def _recording(
    event: Event,
    recording: Recording,
    language: Language,
    today: date,
    *,
    is_past: bool,
    contents: Contents,
    number: int,
) -> Seen:
    say = phrases(language)
    watch: list[Watch] = []
    said, ask, is_shown = [], False, recording.state == "published"
    is_seen = is_shown and recording.has_address
    speech = speech_of(event, recording, contents.spoken(recording), language) if is_shown else None
    taken = {one.captions.language for one in contents.spoken(recording)} if speech else set()
    match recording.state:
        case "published":
            watch = _places(recording, language)
            if not recording.has_address:
                services = listed([place.service for place in recording.places], language)
                said.append(say["address missing at"] % {"service": services} if services else say["address missing"])
                ask = True
        case "planned" | "processing":
            if recording.expected_date:
                words = say["expected"] if recording.expected_date >= today else say["late"]
                said.append(words % {"date": short_date(recording.expected_date, "day", language)})
            elif not is_past:
                said.append(say["will be recorded"])
            else:
                said.append(say["processing"])
        case "none":
            said.append(say["not recorded"] if is_past else say["will not be recorded"])
        case "withdrawn":
            said.append(say["withdrawn"])
        case _:
            said.append(say["unknown"] if is_past else say["unknown before"])
            ask = is_past
    title = recording.title.shown(language) if recording.title else None
    reason = recording.reason.shown(language) if recording.reason else None
    facts = []
    if is_shown and recording.audio_description:
        facts.append(_described(recording, language))
    if recording.language and is_seen:
        named = {"language": language_name(recording.language, language)}
        facts.append(say["without speech"] if is_without_speech(recording.language) else say["in language"] % named)
    if recording.licence and is_seen:
        facts.append(licence(recording.licence, language))
    return Seen(
        title.words if title else "",
        lang_of(title, language) if title else None,
        tuple(watch),
        tuple(said),
        reason.words if reason else "",
        lang_of(reason, language) if reason else None,
        tuple(_captions(recording, language, but=taken)) if is_shown else (),
        tuple(facts),
        tuple(_chapters(event, recording, language, speech)) if is_shown else (),
        ask,
        player_of(event, recording, contents.spoken(recording), language) if is_shown and recording.file else None,
        tuple(_frames(recording, language)) if is_shown else (),
        speech,
        number,
    )


def _frames(recording: Recording, language: Language) -> Iterable[Frame]:
    for place in recording.places:
        if place.url and (frame := frame_of(place.service, place.url, recording, language)) is not None:
            yield frame


def _described(recording: Recording, language: Language) -> str:
    words = label("described", recording.audio_description or "", language)
    note = recording.audio_description_note
    return f"{words} ({note.shown(language).words.rstrip('.')})" if note else words


def _places(recording: Recording, language: Language) -> list[Watch]:
    """Where else it can be seen: a file of our own has a player on the page."""
    say, duration = phrases(language), recording.length_seconds
    facts = [length(duration, language)] if duration else []
    found = []
    for place in recording.places:
        if place.url:
            found.append(Watch(place.url, say["watch"] % {"about": ", ".join([place.service, *facts])}))
        elif recording.has_address:
            found.append(Watch("", say["also at"] % {"service": place.service}))
    return found


def _captions(recording: Recording, language: Language, *, but: Collection[str]) -> Iterable[str]:
    """Captions that only the player elsewhere has; of the others it is told where what was said stands."""
    say = phrases(language)
    for captions in recording.captions:
        if captions.language in but:
            continue
        named = {
            "language": language_name(captions.language, language),
            "state": label("captions", captions.state, language),
        }
        yield say["captions"] % named


def chapter_href(event: Event, recording: Recording, start: float, *, is_heard: bool) -> str:
    """To the second on the event's page (``#t=754``) where something there plays it or says what was said, else at the service;
    empty where nothing does."""
    if is_heard or recording.file is not None:
        return f"#{second_anchor(event, recording, start)}"
    return at_second(next((place.url for place in recording.places if place.url), ""), start)


def _chapters(event: Event, recording: Recording, language: Language, speech: Speech | None) -> Iterable[ChapterLink]:
    """To the second on this page where something here can play it or says what was said, else at the service."""
    starts = [chapter.start_seconds for chapter in recording.chapters]
    if not starts:
        return
    end = max(recording.length_seconds or 0, starts[-1] + 1)
    taken = {id for passage in speech.passages for id in passage.ids} if speech else set()
    for chapter, start, until in zip(recording.chapters, starts, [*starts[1:], end], strict=True):
        title = chapter.title.shown(language)
        width = min(BAND_STEPS, max(1, round(BAND_STEPS * (until - start) / end)))
        href = chapter_href(event, recording, start, is_heard=speech is not None)
        id = href[1:] if href.startswith("#") and href[1:] not in taken else ""
        yield ChapterLink(href, id, int(start), timecode(start), title.words, lang_of(title, language), width)
