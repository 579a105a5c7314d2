# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The same archive as a Hugo site, and what building it costs: the measure for our own pages.

    python -m bench.hugo --events 10000 --bytes 14000 [--json] [--keep FOLDER]

Hugo gets the events of :func:`bench.generate.generate` as content in two languages, with a template of our pages' shape: head,
menu, facts, text, agenda with speakers, slides, links, footer; a page for each person, organisation and topic with their events;
years and a home page. Event pages are filled up to ``--bytes`` on average. Feeds, sitemap and minifying are off, and nothing is
compressed: the figures are for pages alone.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from bench.generate import generate
from verkstad.edition.rendering.rows import first_sentence
from verkstad.records.base import LANGUAGES, Language, Text
from verkstad.records.events import Event
from verkstad.records.published import Records

LAYOUTS = Path(__file__).parent / "hugo-layouts"
SAMPLE = 50
"""Events of the small site that tells how much text a page has to be filled with."""

CONFIG = """
baseURL = "https://prov.example/"
title = "Provnätverket"
defaultContentLanguage = "sv"
disableKinds = ["RSS", "sitemap", "robotsTXT", "404"]
disableHugoGeneratorInject = true
disableAliases = true
buildFuture = true
ignoreErrors = ["error-disable-taxonomy"]
[taxonomies]
person = "people"
organisation = "organisations"
topic = "topics"
[languages.sv]
languageName = "Svenska"
weight = 1
[languages.en]
languageName = "English"
weight = 2
[markup.goldmark.renderer]
unsafe = false
"""


class Built(NamedTuple):
    """What a build gave and cost. Times in seconds, of all processor cores together; memory is the largest resident set."""

    version: str
    events: int
    pages: int
    event_pages: int
    bytes_per_event_page: int
    wall_seconds: float
    cpu_seconds: float
    cpu_ms_per_page: float
    memory_mib: float


class NoHugo(RuntimeError):
    """Hugo is not on this machine."""


def measure(events: int, *, bytes_per_page: int, folder: Path) -> Built:
    """Build a site of ``events`` in ``folder``, its event pages of ``bytes_per_page`` on average. Raises NoHugo."""
    if shutil.which("hugo") is None:
        raise NoHugo("hugo is not installed: sudo apt-get install hugo")
    small = _build(generate(min(events, SAMPLE)), 0, folder / "sample")
    shutil.rmtree(folder / "sample")
    return _build(generate(events), max(0, bytes_per_page - small.bytes_per_event_page), folder / "site")


def _build(records: Records, filler: int, folder: Path) -> Built:
    _write_site(records, filler, folder)
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(["hugo", "--quiet", "--noTimes", "--source", folder, "--destination", folder / "public"], check=True)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    pages = list((folder / "public").rglob("*.html"))
    of_events = [
        page.stat().st_size
        for language in ("", "en")
        for page in (folder / "public" / language / "event").glob("*/index.html")
    ]
    return Built(
        _version(), len(records.events), len(pages), len(of_events), sum(of_events) // max(len(of_events), 1),
        round(wall, 3), round(cpu, 3), round(1000 * cpu / max(len(pages), 1), 4), round(after.ru_maxrss / 1024, 1),
    )  # fmt: skip


def _version() -> str:
    said = subprocess.run(["hugo", "version"], check=True, capture_output=True, text=True).stdout
    return said.split()[1]


# ─── The site ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _write_site(records: Records, filler: int, folder: Path) -> None:
    (folder / "content" / "event").mkdir(parents=True)
    (folder / "hugo.toml").write_text(CONFIG)
    shutil.copytree(LAYOUTS, folder / "layouts")
    names = {
        thing.id: thing.name for group in (records.people, records.organisations, records.topics) for thing in group
    }
    for event in records.events:
        for language in LANGUAGES:
            matter = _front_matter(event, names, language)
            text = "\n\n".join(_text(event, language, filler))
            path = folder / "content" / "event" / f"{event.slug}.{language}.md"
            path.write_text(f"{json.dumps(matter, ensure_ascii=False)}\n\n{text}\n")
    for year in {event.start_date.year for event in records.events}:
        for language in LANGUAGES:
            path = folder / "content" / "events" / str(year) / f"_index.{language}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps({"title": str(year), "year": year}) + "\n")


def _front_matter(event: Event, names: dict[Any, str | Text], language: Language) -> dict[str, Any]:
    def name(id: Any) -> str:
        found = names.get(id, "")
        return found if isinstance(found, str) else found.shown(language).words

    speakers = [
        {
            "item": str(part.agenda_item or ""),
            "person": name(part.person),
            "organisation": name(part.organisation),
            "title": part.title or "",
        }
        for part in event.appearances
    ]
    return {
        "title": event.title.shown(language).words,
        "date": event.start_date.isoformat(),
        "slug": event.slug,
        "year": event.start_date.year,
        "description": first_sentence(event.summary.shown(language).words) if event.summary else "",
        "kind_of": event.kind,
        "mode": event.mode,
        "start": f"{event.start_time:%H:%M}" if event.start_time else "",
        "end": f"{event.end_time:%H:%M}" if event.end_time else "",
        "people": sorted({speaker["person"] for speaker in speakers} - {""}),
        "organisations": sorted(
            {speaker["organisation"] for speaker in speakers}
            | {name(part.organisation) for part in event.organisers} - {""}
        ),
        "topics": [name(link.topic) for link in event.topics],
        "agenda": [{"uid": str(item.uid), "title": item.title.shown(language).words} for item in event.agenda],
        "speakers": speakers,
        "materials": [
            {"title": item.title.shown(language).words, "url": item.url, "pages": item.page_count}
            for item in event.materials
        ],
        "recordings": [
            {"state": item.state, "seconds": item.length_seconds, "url": item.places[0].url if item.places else None}
            for item in event.recordings
        ],
        "links": [{"title": link.title.shown(language).words, "url": link.url} for link in event.links],
    }


def _text(event: Event, language: Language, filler: int) -> Iterator[str]:
    if event.summary:
        yield event.summary.shown(language).words
    paragraph = (
        "Öppna data och öppen källkod delas mellan myndigheter, kommuner och regioner när någon går före och berättar hur. "
        * 3
    )
    while filler > 0:
        yield paragraph[:filler]
        filler -= len(paragraph.encode()) + 8


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m bench.hugo", description="Build the same archive with Hugo and measure it."
    )
    parser.add_argument("--events", type=int, default=10_000)
    parser.add_argument("--bytes", type=int, default=14_000, help="of an event page, on average")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--keep", type=Path, help="build in this folder, and leave the site there")
    given = parser.parse_args(arguments)
    try:
        if given.keep:
            built = measure(given.events, bytes_per_page=given.bytes, folder=given.keep)
        else:
            with tempfile.TemporaryDirectory(prefix="verkstad-hugo-") as folder:
                built = measure(given.events, bytes_per_page=given.bytes, folder=Path(folder))
    except NoHugo as error:
        print(error, file=sys.stderr)
        return 1
    if given.json:
        print(json.dumps(built._asdict()))
    else:
        print(
            f"Hugo {built.version} on {os.cpu_count()} cores: {built.pages} pages ({built.event_pages} of events, {built.bytes_per_event_page} bytes each)"
        )
        print(
            f"{built.wall_seconds} s, {built.cpu_seconds} s of processor time, {built.cpu_ms_per_page} ms a page, {built.memory_mib} MiB"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
