# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an event leaves behind, as its page shows it: slides and other material, links. Recordings are in :mod:`.recordings`."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple
from urllib.parse import urlsplit

from verkstad.edition.rendering.labels import label, licence
from verkstad.edition.rendering.rows import lang_of
from verkstad.edition.rendering.tongue import language_name, size, tongue
from verkstad.exchange.addresses import material_path
from verkstad.records.base import Language
from verkstad.records.events import Link, Material


class Thing(NamedTuple):
    """A material or a link: its words, its address or nothing, and what stands beside it."""

    href: str
    words: str
    language: str | None
    facts: str
    licence: str
    label: str


def material(thing: Material, language: Language) -> Thing:
    """A file or page from the event; without an address its name stands alone and says so."""
    title = thing.title.shown(language)
    facts = []
    if thing.media_type:
        facts.append(FILE_TYPES.get(thing.media_type) or thing.media_type)
    elif thing.file_name and "." in thing.file_name:
        facts.append(thing.file_name.rpartition(".")[2].upper())
    if thing.page_count and thing.is_paged:
        facts.append(_pages(thing.page_count, language))
    if thing.size_bytes:
        facts.append(size(thing.size_bytes, language))
    if thing.language and thing.language != language:
        facts.append(phrases(language)["in language"] % {"language": language_name(thing.language, language)})
    if thing.url and not thing.file:
        facts.append(host_of(thing.url))
    href = material_path(thing) if thing.file else thing.url or ""
    return Thing(
        href,
        title.words,
        lang_of(title, language),
        ", ".join(facts),
        licence(thing.licence, language) if thing.licence else "",
        "" if thing.kind == "slides" else label("material", thing.kind, language),
    )


@lru_cache(1 << 12)
def host_of(url: str) -> str:
    return urlsplit(url).hostname or ""


def link(thing: Link, language: Language) -> Thing:
    title = thing.title.shown(language)
    facts = []
    if thing.pages:
        facts.append(say_pages(thing.pages, language))
    if thing.url:
        facts.append(host_of(thing.url).removeprefix("www."))
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


def listed(words: list[str], language: Language) -> str:
    """``YouTube och Goto10 Play``."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {phrases(language)['and']} {words[-1]}"


@cache
def _pages(n: int, language: Language) -> str:
    return tongue(language).ngettext("%(n)s page", "%(n)s pages", n)


FILE_TYPES = {
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
        "without speech": _("Without spoken words"),
        "pages": _("pp. %(pages)s"),
    }
