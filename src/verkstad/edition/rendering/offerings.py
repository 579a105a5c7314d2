# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an event leaves behind, as its page shows it: the recording and its state, slides and other material, links."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import cache, lru_cache
from typing import NamedTuple
from urllib.parse import urlsplit

from verkstad.edition.rendering.dates import short_date
from verkstad.edition.rendering.labels import label, licence
from verkstad.edition.rendering.rows import lang_of
from verkstad.edition.rendering.tongue import language_name, length, size, tongue
from verkstad.exchange.addresses import material_path, recording_path
from verkstad.records.base import Language
from verkstad.records.events import Event, Link, Material, Recording

BAND_STEPS = 40
"""The widths that the stylesheet knows for a chapter in the band (inline styles are forbidden)."""


class Watch(NamedTuple):
    """One place where a recording can be seen, or is known to lie without an address (``href`` empty)."""

    href: str
    words: str


class ChapterLink(NamedTuple):
    href: str
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


class Thing(NamedTuple):
    """A material or a link: its words, its address or nothing, and what stands beside it."""

    href: str
    words: str
    language: str | None
    facts: str
    licence: str
    label: str


def recordings(event: Event, language: Language, today: date, *, is_past: bool, by_default: bool) -> list[Seen]:
    """The recordings of an event; when none is on record, one that says what we know of it."""
    if event.recordings:
        return [_recording(recording, language, today, is_past=is_past) for recording in event.recordings]
    if event.status == "cancelled":
        return []
    say = phrases(language)
    if is_past:
        words = say["usually recorded"] if by_default else say["unknown"]
        return [Seen("", None, (), (words,), "", None, (), (), (), True)]
    return [Seen("", None, (), (say["will be recorded"],), "", None, (), (), (), False)] if by_default else []


def _recording(recording: Recording, language: Language, today: date, *, is_past: bool) -> Seen:
    say = phrases(language)
    watch, said, ask = [], [], False
    match recording.state:
        case "published":
            watch = _places(recording, language)
            if not recording.has_address:
                services = _listed([place.service for place in recording.places], language)
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
    if recording.language and watch:
        facts.append(say["in language"] % {"language": language_name(recording.language, language)})
    if recording.licence and watch:
        facts.append(licence(recording.licence, language))
    return Seen(
        title.words if title else "",
        lang_of(title, language) if title else None,
        tuple(watch),
        tuple(said),
        reason.words if reason else "",
        lang_of(reason, language) if reason else None,
        tuple(_captions(recording, language)) if recording.state == "published" else (),
        tuple(facts),
        tuple(_chapters(recording, language)) if recording.state == "published" else (),
        ask,
    )


def _places(recording: Recording, language: Language) -> list[Watch]:
    say, duration = phrases(language), recording.length_seconds
    facts = [length(duration, language)] if duration else []
    found = []
    if recording.file:
        kind = _FILE_TYPES.get(recording.media_type or "") or (recording.media_type or "").partition("/")[2].upper()
        about = [kind, *facts, *([size(recording.size_bytes, language)] if recording.size_bytes else [])]
        words = say["listen"] if (recording.media_type or "").startswith("audio/") else say["watch"]
        found.append(Watch(recording_path(recording), words % {"about": ", ".join(filter(None, about))}))
    for place in recording.places:
        if place.url:
            found.append(Watch(place.url, say["watch"] % {"about": ", ".join([place.service, *facts])}))
        elif recording.has_address:
            found.append(Watch("", say["also at"] % {"service": place.service}))
    return found


def _captions(recording: Recording, language: Language) -> Iterable[str]:
    say = phrases(language)
    for captions in recording.captions:
        named = {
            "language": language_name(captions.language, language),
            "state": label("captions", captions.state, language),
        }
        yield say["captions"] % named


def _chapters(recording: Recording, language: Language) -> Iterable[ChapterLink]:
    starts = [chapter.start_seconds for chapter in recording.chapters]
    if not starts:
        return
    end = max(recording.length_seconds or 0, starts[-1] + 1)
    address = next((place.url for place in recording.places if place.url), "")
    for chapter, start, until in zip(recording.chapters, starts, [*starts[1:], end], strict=True):
        title = chapter.title.shown(language)
        width = min(BAND_STEPS, max(1, round(BAND_STEPS * (until - start) / end)))
        yield ChapterLink(at_second(address, start), timecode(start), title.words, lang_of(title, language), width)


def timecode(seconds: float) -> str:
    """``12:04``, or ``1:02:04``: as players show it, in both languages."""
    minutes, second = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{second:02d}" if hours else f"{minutes}:{second:02d}"


def at_second(url: str, seconds: float) -> str:
    """The address of a second of a recording at a service that has such addresses; nothing at others."""
    host = _host(url).removeprefix("www.")
    if host in {"youtube.com", "m.youtube.com", "youtu.be"}:
        return f"{url}{'&' if '?' in url else '?'}t={int(seconds)}s"
    if host in {"vimeo.com", "player.vimeo.com"}:
        return f"{url.partition('#')[0]}#t={int(seconds)}s"
    return ""


@lru_cache(1 << 12)
def _host(url: str) -> str:
    return urlsplit(url).hostname or ""


def material(thing: Material, language: Language) -> Thing:
    """A file or page from the event; without an address its name stands alone and says so."""
    title = thing.title.shown(language)
    facts = []
    if thing.media_type:
        facts.append(_FILE_TYPES.get(thing.media_type) or thing.media_type)
    elif thing.file_name and "." in thing.file_name:
        facts.append(thing.file_name.rpartition(".")[2].upper())
    if thing.page_count:
        facts.append(_pages(thing.page_count, language))
    if thing.size_bytes:
        facts.append(size(thing.size_bytes, language))
    if thing.language and thing.language != language:
        facts.append(phrases(language)["in language"] % {"language": language_name(thing.language, language)})
    if thing.url and not thing.file:
        facts.append(_host(thing.url))
    href = material_path(thing) if thing.file else thing.url or ""
    return Thing(
        href,
        title.words,
        lang_of(title, language),
        ", ".join(facts),
        licence(thing.licence, language) if thing.licence else "",
        "" if thing.kind == "slides" else label("material", thing.kind, language),
    )


def link(thing: Link, language: Language) -> Thing:
    title = thing.title.shown(language)
    facts = []
    if thing.pages:
        facts.append(say_pages(thing.pages, language))
    if thing.url:
        facts.append(_host(thing.url).removeprefix("www."))
    return Thing(
        thing.url or "",
        title.words,
        lang_of(title, language),
        ", ".join(facts),
        "",
        label("link", thing.kind, language),
    )


_PAGE_NUMBERS = re.compile(r"(?:s|sid|p|pp)?\.?\s*(\d[\d\s,–-]*)", re.IGNORECASE)


def say_pages(pages: str, language: Language) -> str:
    """``s. 21–32``, ``pp. 21–32``, however the numbers were noted; other words as they stand."""
    numbers = _PAGE_NUMBERS.fullmatch(pages)
    return phrases(language)["pages"] % {"pages": numbers[1].strip().replace("-", "–")} if numbers else pages


def _listed(words: list[str], language: Language) -> str:
    """``YouTube och Goto10 Play``."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {phrases(language)['and']} {words[-1]}"


@cache
def _pages(n: int, language: Language) -> str:
    return tongue(language).ngettext("%(n)s page", "%(n)s pages", n)


_FILE_TYPES = {
    "application/pdf": "PDF",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "PowerPoint",
    "application/vnd.ms-powerpoint": "PowerPoint",
    "application/vnd.oasis.opendocument.presentation": "OpenDocument",
    "application/vnd.oasis.opendocument.text": "OpenDocument",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word",
    "application/zip": "zip",
    "text/csv": "CSV",
    "text/html": "HTML",
    "text/markdown": "Markdown",
    "text/plain": "text",
    "text/vtt": "WebVTT",
    "application/x-subrip": "SRT",
    "image/png": "PNG",
    "image/jpeg": "JPEG",
    "image/webp": "WebP",
    "image/avif": "AVIF",
    "image/gif": "GIF",
    "video/mp4": "MP4",
    "video/webm": "WebM",
    "audio/mpeg": "MP3",
    "audio/mp4": "M4A",
    "audio/webm": "WebM",
    "audio/ogg": "Ogg",
}


@cache
def phrases(language: Language) -> dict[str, str]:
    _ = tongue(language).gettext
    return {
        "and": _("and"),
        "watch": _("Watch the recording (%(about)s)"),
        "listen": _("Listen to the recording (%(about)s)"),
        "also at": _("It also lies at %(service)s, but the address is missing."),
        "address missing at": _(
            "The workshop was recorded. The recording is at %(service)s, but its address is missing."
        ),
        "address missing": _("The workshop was recorded, but the address of the recording is missing."),
        "expected": _("The recording is expected by %(date)s, on this page."),
        "late": _("The recording was expected by %(date)s and has not come yet."),
        "processing": _("The recording is being prepared and will be on this page."),
        "will be recorded": _("The workshop will be recorded. The recording will be on this page."),
        "will not be recorded": _("The workshop will not be recorded."),
        "not recorded": _("The workshop was not recorded."),
        "withdrawn": _("The recording has been taken down."),
        "unknown": _("We do not know whether it was recorded."),
        "unknown before": _("It has not been decided whether the workshop will be recorded."),
        "usually recorded": _("The network records its workshops, but we do not know whether this one was recorded."),
        "captions": _("Captions in %(language)s (%(state)s)"),
        "in language": _("In %(language)s"),
        "pages": _("pp. %(pages)s"),
    }
