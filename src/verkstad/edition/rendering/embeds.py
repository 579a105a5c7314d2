# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Recordings at the services of others: the address of a second, and a frame that is loaded when the reader asks for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import parse_qs, quote, urlsplit

from verkstad.edition.rendering.offerings import host_of
from verkstad.edition.rendering.tongue import tongue
from verkstad.records.base import Language
from verkstad.records.events import Recording

_YOUTUBE = {"youtube.com", "m.youtube.com", "youtube-nocookie.com", "youtu.be"}
_VIMEO = {"vimeo.com", "player.vimeo.com"}
_VIDEO_ID = re.compile(r"[A-Za-z0-9_-]{6,20}")
_PEERTUBE = re.compile(r"/(?:w|videos/watch|videos/embed)/([A-Za-z0-9-]{8,40})/?")
_FILES = {
    "mp4": "video",
    "webm": "video",
    "m4v": "video",
    "mp3": "audio",
    "m4a": "audio",
    "ogg": "audio",
    "opus": "audio",
}


class Frame(NamedTuple):
    """What is put on the page when the reader asks for it, and not before: ``src``, which says no second yet, as a ``kind``.

    ``seek`` is what follows ``src`` to begin at a second: ``&start=`` and the number. ``notice`` says who gets to know of the reader.
    """

    kind: str
    src: str
    seek: str
    notice: str
    play: str
    title: str


def frame_of(service: str, url: str, recording: Recording, language: Language) -> Frame | None:
    """None for an address that nobody can frame: there is a link to it all the same."""
    found = _source(url, recording)
    if found is None:
        return None
    kind, src, seek = found
    _ = tongue(language).gettext
    notice = _("The recording is at %(service)s. Playing it here tells %(service)s your IP address.")
    play = _("Play from %(service)s")
    title = _("The recording, from %(service)s")
    named = {"service": service}
    return Frame(kind, src, seek, notice % named, play % named, title % named)


def _source(url: str, recording: Recording) -> tuple[str, str, str] | None:
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    cut = recording.cut
    end = int(cut.out_seconds) if cut and cut.out_seconds else 0
    if parts.scheme != "https":
        return None
    if host in _YOUTUBE:
        key = _youtube_id(host, parts.path, parts.query)
        until = f"&end={end}" if end else ""
        return ("frame", f"https://www.youtube-nocookie.com/embed/{key}?rel=0{until}", "&start=") if key else None
    if host in _VIMEO:
        steps = [step for step in parts.path.split("/") if step and step != "video"]
        if not steps or not steps[0].isdigit():
            return None
        private = f"&h={steps[1]}" if len(steps) > 1 and steps[1].isalnum() else ""
        return "frame", f"https://player.vimeo.com/video/{steps[0]}?dnt=1{private}", "#t="
    if found := _PEERTUBE.fullmatch(parts.path):
        until = f"&stop={end}" if end else ""
        return "frame", f"https://{quote(parts.netloc)}/videos/embed/{found[1]}?p2p=0{until}", "&start="
    ending = parts.path.rpartition(".")[2].lower()
    return (_FILES[ending], url.partition("#")[0], "#t=") if ending in _FILES else None


def _youtube_id(host: str, path: str, query: str) -> str:
    steps = [step for step in path.split("/") if step]
    if host == "youtu.be":
        key = steps[0] if steps else ""
    elif steps and steps[0] in {"embed", "live", "shorts", "v"}:
        key = steps[1] if len(steps) > 1 else ""
    else:
        key = next(iter(parse_qs(query).get("v", ())), "")
    return key if _VIDEO_ID.fullmatch(key) else ""


def at_second(url: str, seconds: float) -> str:
    """The address of a second of a recording at a service that has such addresses; nothing at others."""
    host = host_of(url).removeprefix("www.")
    if host in _YOUTUBE:
        return f"{url}{'&' if '?' in url else '?'}t={int(seconds)}s"
    if host in _VIMEO:
        return f"{url.partition('#')[0]}#t={int(seconds)}s"
    return ""


def hosts_of(recordings: tuple[Recording, ...]) -> Iterator[str]:
    """The hosts that a page with these recordings may ask, once the reader says so."""
    for recording in recordings:
        for place in recording.places:
            if place.url and recording.state == "published" and (found := _source(place.url, recording)):
                yield f"https://{urlsplit(found[1]).netloc}"
