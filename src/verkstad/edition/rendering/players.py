# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The player of a recording of our own, and what was said beside it: passages with their times, to read, seek, cite and take."""

from __future__ import annotations

from bisect import bisect_left
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


class Part(NamedTuple):
    """Words of a passage that are said from a second on. ``id`` is empty where it is that of the passage, or somebody else speaks in
    the same second; ``others`` are of the seconds until the next part in which a cue of another language begins.
    """

    id: str
    others: tuple[str, ...]
    text: str


class Passage(NamedTuple):
    """``id`` is empty where another passage has the same second. ``speaker`` is empty while the same person goes on."""

    id: str
    href: str
    second: int
    at: str
    speaker: str
    parts: tuple[Part, ...]

    @property
    def ids(self) -> Iterator[str]:
        yield self.id
        for part in self.parts:
            yield part.id
            yield from part.others


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
        tuple(_passages(event, recording, first.passages, _seconds_of(ordered[1:]))),
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


def _seconds_of(spoken: Sequence[Spoken]) -> set[int]:
    """The seconds that what is found in these may lead to."""
    return {second for one in spoken for passage in one.passages for second in _begins(passage)}


def _begins(passage: SpokenPassage) -> Iterator[int]:
    yield int(passage.start)
    for _, second in passage.moments:
        yield second


def _passages(
    event: Event, recording: Recording, passages: Sequence[SpokenPassage], others: set[int]
) -> Iterator[Passage]:
    """With an anchor at every second in which a cue begins, and at ``others``: there a search leads to."""
    prefix = second_anchor(event, recording, 0).removesuffix("0")
    further = _further(passages, others)
    seen: set[int] = set()
    before = None
    for passage in passages:
        second, speaker = int(passage.start), passage.speaker or ""
        is_first = second not in seen
        seen.add(second)
        parts = []
        at, id, place = second, "", 0
        for until, next_at in (*passage.moments, (len(passage.text), -1)):
            more = tuple([f"{prefix}{other}" for other in further.pop(at, ())]) if further else ()
            parts.append(Part(id, more, passage.text[place:until]))
            id = "" if next_at in seen else f"{prefix}{next_at}"
            seen.add(next_at)
            at, place = next_at, until
        anchor = f"{prefix}{second}"
        yield Passage(
            anchor if is_first else "",
            f"#{anchor}",
            second,
            timecode(passage.start),
            speaker if speaker != before else "",
            tuple(parts),
        )
        before = speaker


def _further(passages: Sequence[SpokenPassage], others: set[int]) -> dict[int, list[int]]:
    """By the second of a part, those of ``others`` that come before the next and begin no part themselves."""
    if not others:
        return {}
    begins = sorted({second for passage in passages for second in _begins(passage)})
    found: dict[int, list[int]] = {}
    for second in sorted(others.difference(begins)) if begins else ():
        found.setdefault(begins[max(0, bisect_left(begins, second) - 1)], []).append(second)
    return found


def _cite(event: Event, language: Language) -> str:
    """``{speaker}: ”eArkiv”, 5 december 2024, {at}. {address}``"""
    _ = tongue(language).gettext
    title = _("“%(title)s”") % {"title": event.title.shown(language).words}
    return f"{{speaker}}{title}, {short_date(event.start_date, event.precision, language)}, {{at}}. {{address}}{event_path(event, language)}"
