# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The player of a recording of our own, and what was said beside it: passages with their times, to read, seek, cite and take."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from verkstad.edition.contents import Spoken
from verkstad.edition.rendering.dates import short_date
from verkstad.edition.rendering.labels import label
from verkstad.edition.rendering.offerings import FILE_TYPES, phrases
from verkstad.edition.rendering.tongue import language_name, length, size, tongue
from verkstad.exchange.addresses import captions_path, event_path, poster_path, recording_path, second_anchor
from verkstad.exchange.text import timecode
from verkstad.records.base import Language
from verkstad.records.events import Event, Recording
from verkstad.records.speech import SpokenPassage

POSTER_WIDTH = 1280


class Track(NamedTuple):
    src: str
    language: str
    words: str


class Player(NamedTuple):
    """``width`` and ``height`` keep its place on the page; none of sound alone."""

    src: str
    media_type: str
    is_sound: bool
    name: str
    poster: str
    width: int | None
    height: int | None
    tracks: tuple[Track, ...]
    download: str


class Passage(NamedTuple):
    """``id`` is empty where another passage has the same second. ``speaker`` is empty while the same person goes on."""

    id: str
    href: str
    second: int
    at: str
    speaker: str
    text: str


class Takes(NamedTuple):
    """The captions in one language, to take: their state, and address and words of each file."""

    state: str
    files: tuple[tuple[str, str], ...]


class Speech(NamedTuple):
    """What was said, to read in one language and to take in all."""

    language: str
    heading: str
    passages: tuple[Passage, ...]
    takes: tuple[Takes, ...]
    """Of the language that is read, then of the others."""
    cite: str
    """The citation, with ``{speaker}``, ``{at}`` and ``{address}`` where they go."""


def player_of(event: Event, recording: Recording, spoken: Sequence[Spoken], language: Language) -> Player:
    """Of a recording that has a file."""
    _ = tongue(language).gettext
    film = recording.film
    media_type = recording.media_type or ""
    is_sound = media_type.startswith("audio/") or (film is not None and film.width is None)
    facts = [FILE_TYPES.get(media_type) or media_type.partition("/")[2].upper()]
    facts += [length(recording.length_seconds, language)] if recording.length_seconds else []
    facts += [size(recording.size_bytes, language)] if recording.size_bytes else []
    download = _("Download the recording (%(about)s)")
    title = (recording.title or event.title).shown(language).words
    return Player(
        recording_path(recording),
        media_type,
        is_sound,
        _("Recording: %(title)s") % {"title": title},
        poster_path(recording, POSTER_WIDTH) if film and film.poster and not is_sound else "",
        film.width if film else None,
        film.height if film else None,
        tuple(_tracks(event, recording, spoken, language)),
        download % {"about": ", ".join(filter(None, facts))},
    )


def _tracks(event: Event, recording: Recording, spoken: Sequence[Spoken], language: Language) -> Iterator[Track]:
    for one in _in_order(spoken, language):
        tag = one.captions.language
        name = language_name(tag, language)
        words = f"{name[:1].upper()}{name[1:]} ({label('captions', one.captions.state, language)})"
        yield Track(captions_path(event, recording, tag, "vtt"), tag, words)


def _in_order(spoken: Sequence[Spoken], language: Language) -> list[Spoken]:
    """The reader's language first."""
    return sorted(spoken, key=lambda one: (one.captions.language.partition("-")[0] != language, one.captions.language))


def speech_of(event: Event, recording: Recording, spoken: Sequence[Spoken], language: Language) -> Speech | None:
    """What was said, in the reader's language where it is there. In two, the page of an hour would be twice as heavy."""
    if not spoken:
        return None
    _ = tongue(language).gettext
    ordered = _in_order(spoken, language)
    first = ordered[0]
    tag = first.captions.language
    return Speech(
        tag,
        _("What was said")
        if tag.partition("-")[0] == language
        else _("What was said, in %(language)s") % {"language": language_name(tag, language)},
        tuple(_passages(event, recording, first.passages)),
        tuple(_takes(event, recording, one, language) for one in ordered),
        _cite(event, language),
    )


def _takes(event: Event, recording: Recording, spoken: Spoken, language: Language) -> Takes:
    _ = tongue(language).gettext
    tag, state = spoken.captions.language, spoken.captions.state
    named = {"language": language_name(tag, language), "state": label("captions", state, language)}
    files = (("vtt", _("Captions (WebVTT)")), ("srt", _("Captions (SRT)")), ("txt", _("Transcript (text)")))
    return Takes(
        phrases(language)["captions"] % named,
        tuple((captions_path(event, recording, tag, ending), words) for ending, words in files),
    )


def _passages(event: Event, recording: Recording, passages: Sequence[SpokenPassage]) -> Iterator[Passage]:
    seen: set[str] = set()
    before = None
    for passage in passages:
        anchor = second_anchor(event, recording, passage.start)
        speaker = passage.speaker or ""
        yield Passage(
            "" if anchor in seen else anchor,
            f"#{anchor}",
            int(passage.start),
            timecode(passage.start),
            speaker if speaker != before else "",
            passage.text,
        )
        seen.add(anchor)
        before = speaker


def _cite(event: Event, language: Language) -> str:
    """``{speaker}: ”eArkiv”, 5 december 2024, {at}. {address}``"""
    _ = tongue(language).gettext
    title = _("“%(title)s”") % {"title": event.title.shown(language).words}
    return f"{{speaker}}{title}, {short_date(event.start_date, event.precision, language)}, {{at}}. {{address}}{event_path(event, language)}"
