# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the page of a workshop weighs for a reader who comes for the first time: without speech, and with hours of it.

    python -m bench.weight [--corpus FILE] [--json]

Bytes as a browser gets them, packed by brotli where that is kept: the page, and what it loads besides pictures and films.
Speech is a file of captions as Teams writes it (see :mod:`bench.captions`).
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import statistics
import tempfile
from pathlib import Path
from typing import Any

from bench.captions import AN_HOUR, MILLISECONDS, a_file, cue_texts, texts
from bench.edition import SITE
from bench.generate import AT, generate
from verkstad.edition import make
from verkstad.edition.publish import publish
from verkstad.edition.source import RecordsSource
from verkstad.edition.store import Entry, Reader
from verkstad.edition.uploads import media_beside
from verkstad.intake.captions.read import read_captions
from verkstad.records.captions import Captions as Spoken
from verkstad.records.events import Captions, Event

EVENTS = 200
HOURS = (1, 3)
_LOADED = re.compile(rb'(?:href|src)="(/assets/[^"]+\.(?:css|js|woff2))"')


def measure(corpus: Path | None) -> dict[str, Any]:
    """Bytes of a page in Swedish: the middle and the heaviest of those without speech, and one with each number of hours."""
    home = Path(tempfile.mkdtemp(prefix="verkstad-bench-"))
    try:
        records = generate(EVENTS)
        recorded = [event for event in records.events if event.recordings][: len(HOURS)]
        spoken = {
            event.id: _with_speech(event, hours, corpus, home) for event, hours in zip(recorded, HOURS, strict=True)
        }
        events = tuple(spoken.get(event.id, event) for event in records.events)
        source = RecordsSource(records.model_copy(update={"events": events}))
        publish(home / "editions", source=source, site=SITE, at=AT)
        reader = Reader(home / "editions")
        reader.refresh()
        entries = {entry.path: entry for entry in reader.entries()}
        pages = {
            entry.owner.removeprefix("event:"): entry
            for entry in entries.values()
            if entry.owner.startswith("event:") and entry.media_type == make.HTML and entry.path.startswith("/event/")
        }
        weights = {id: _weight(page, reader, entries) for id, page in pages.items()}
        silent = [weight["page"] + weight["loaded"] for id, weight in weights.items() if id not in map(str, spoken)]
        return {
            "middle": statistics.median(silent),
            "heaviest": max(silent),
            "requests": max(weight["requests"] for weight in weights.values()),
            "spoken": [{"hours": hours, **weights[str(event.id)]} for event, hours in zip(recorded, HOURS, strict=True)],
        }  # fmt: skip
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _with_speech(event: Event, hours: int, corpus: Path | None, home: Path) -> Event:
    cues = read_captions(a_file(cue_texts(texts(corpus)), hours * AN_HOUR), name="bench.vtt").cues
    media = media_beside(home / "editions")
    text = media.write(Spoken.trusted("sv", "machine", cues).to_json())
    first, *rest = event.recordings
    told = {
        "state": "published",
        "length_seconds": hours * AN_HOUR * MILLISECONDS / 1000,
        "captions": (Captions(language="sv", state="machine", text=text),),
    }
    return event.model_copy(update={"recordings": (first.model_copy(update=told), *rest)})


def _weight(page: Entry, reader: Reader, entries: dict[str, Entry]) -> dict[str, int]:
    loaded = {name.decode() for name in _LOADED.findall(reader.read(page))}
    return {
        "page": _packed(page),
        "loaded": sum(_packed(entries[path]) for path in loaded),
        "requests": 1 + len(loaded),
    }


def _packed(entry: Entry) -> int:
    return entry.size if entry.br_size is None else entry.br_size


def table(found: dict[str, Any]) -> list[str]:
    """The figures as Markdown."""
    lines = [
        "| page of a workshop | the page | style, font and script | together | must be |",
        "| --- | ---: | ---: | ---: | ---: |",
        f"| without speech, the middle of {EVENTS - len(HOURS)} | | | {found['middle'] / 1000:.1f} kB | 40 kB |",
        f"| without speech, the heaviest | | | {found['heaviest'] / 1000:.1f} kB | 40 kB |",
    ]
    lines += [
        f"| {one['hours']} h of speech, {one['hours'] * AN_HOUR:,} cues | {one['page'] / 1000:.1f} kB | {one['loaded'] / 1000:.1f} kB "
        f"| {(one['page'] + one['loaded']) / 1000:.1f} kB | – |"
        for one in found["spoken"]
    ]
    return [*lines, "", f"Requests, pictures left out: {found['requests']} at most (must be 5)."]


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m bench.weight", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    found = measure(asked.corpus)
    print(json.dumps(found) if asked.json else "\n".join(table(found)))


if __name__ == "__main__":
    main()
