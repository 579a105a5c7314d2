# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Building an edition from nothing, and publishing one change, with archives of several sizes.

    python -m bench.edition [--events 10000 | --talks FILE] [--without compression,pictures] [--archive] [--json]

Each measure runs in a process of its own (``python -m bench`` starts them), so that none inherits another's memory. Memory is the
peak of the proportional set size over the publisher and its workers, sampled from /proc: shared pages are counted once.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Collection, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from bench.generate import AT, from_talks, generate
from bench.memory import peak_memory
from verkstad.edition import build, everything, make, units
from verkstad.edition.compress import Compressed
from verkstad.edition.publish import publish
from verkstad.edition.searching import making
from verkstad.edition.source import RecordsSource, Source
from verkstad.edition.store import Reader
from verkstad.records.base import Text
from verkstad.records.events import Event
from verkstad.records.published import Records, Site

CHANGES = 9
"""Titles edited and published, one at a time, after a first that warms up."""
SITE = Site(base_url="https://workshops.example", name="Provnätverket")
Change = Callable[[int], None]


def measure(*, jobs: int, source: Source, change: Change, at: datetime, changes: int = CHANGES) -> dict[str, Any]:
    """Build everything, then publish single changes; seconds, bytes and pages as plain values."""
    folder = Path(tempfile.mkdtemp(prefix="verkstad-bench-"))
    try:
        before = _processor_seconds()
        with peak_memory() as peak:
            built = publish(folder, source=source, site=SITE, at=at, jobs=jobs)
        processor = _processor_seconds() - before - peak[1]
        pages = sum(entry.media_type == make.HTML and entry.status == 200 for entry in _entries(folder))
        ones, lates, units = [], [], []
        for turn in range(changes + 1 if changes else 0):
            change(turn)
            done = publish(folder, source=source, site=SITE, at=at, jobs=jobs)
            ones.append(done.seconds)
            lates.append(done.seconds_by_step.get("late", 0.0))
            units.append(done.files)
        return {
            "events": sum(entry.path.startswith("/share/") for entry in _entries(folder)),
            "pages": pages,
            "files": built.files,
            "page_bytes": statistics.mean(entry.size for entry in _entries(folder) if entry.owner.startswith("event:") and entry.media_type == make.HTML),
            "build_seconds": built.seconds,
            "processor_seconds": processor,
            "processor_ms_per_page": processor / pages * 1000,
            "peak_bytes": peak[0],
            "change_seconds": statistics.median(ones[1:]) if ones else None,
            "change_slowest": max(ones[1:]) if ones else None,
            "late_seconds": statistics.median(lates[1:]) if ones else None,
            "change_files": statistics.median(units[1:]) if ones else None,
        }  # fmt: skip
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _entries(folder: Path) -> Iterator[Any]:
    reader = Reader(folder)
    reader.refresh()
    yield from reader.entries()


def _processor_seconds() -> float:
    return sum(
        found.ru_utime + found.ru_stime
        for found in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


def leave_out(parts: set[str]) -> None:
    """Leave compression, share pictures, or all that is not a page out of the build, to see what pages alone cost."""
    if "besides" in parts:
        _make_pages_alone()
    if "compression" in parts:
        build.compress = lambda body, media_type: Compressed(None, None)  # type: ignore[attr-defined]
    if "pictures" in parts:
        make.sharepicture.draw_share_picture = lambda *_: b"left out"  # type: ignore[attr-defined]


def _make_pages_alone() -> None:
    """As Hugo was asked to: no feeds, calendars, tables, sitemap, data or search."""
    besides = {"thingcalendar", "thingfeed", "yearcsv", "schema", "robots", *units.WHOLE}
    for name in ("event_units", "other_units"):
        real = getattr(everything, name)
        setattr(
            everything,
            name,
            lambda records, library, real=real: (unit for unit in real(records, library) if unit.kind not in besides),
        )
    make.parts_of_event = lambda event, library: ()
    make.parts_of_thing = lambda thing, library: ()
    build.merge_links = lambda built: {}
    making.begin_index = lambda folder, *_, **__: making.Making("", folder / "left out")


class _HandedOver(RecordsSource):
    """Records that the publisher alone holds while it builds everything, as it does with those it reads from an archive."""

    def published(self, at: datetime, only: Collection[UUID] | None = None) -> Records:
        found = super().published(at, only)
        if only is None:
            super().change(Records(at=at))
        return found


def over_records(make: Callable[[], Records], *, jobs: int, changes: int) -> dict[str, Any]:
    """Measure with records in memory as the source: publishing by itself."""
    source = _HandedOver(make())
    again: list[Records] = []
    events: list[Event] = []
    place: dict[UUID, int] = {}
    chosen: list[UUID] = []

    def change(turn: int) -> None:
        if not again:
            again.append(make())
            events.extend(again[0].events)
            place.update((event.id, number) for number, event in enumerate(events))
            chosen.extend(_spread(again[0], changes + 1))
        event = events[place[chosen[turn]]]
        events[place[event.id]] = event.model_copy(update={"title": Text(sv=f"Ändrad titel nummer {turn}")})
        source.change(again[0].model_copy(update={"events": tuple(events)}), event.id)

    return measure(jobs=jobs, source=source, change=change, at=AT, changes=changes)


def over_archive(make: Callable[[], Records], *, jobs: int, changes: int) -> dict[str, Any]:
    """Measure with a real SQLite archive as the source: from the saved row to the switch."""
    records = make()
    os.environ["VERKSTAD_HOME"] = home = tempfile.mkdtemp(prefix="verkstad-bench-home-")
    try:
        from verkstad.site.settings_table import read_settings
        from verkstad.site.starting import migrate, start_django

        start_django()
        migrate(read_settings())
        from verkstad.archive.actions.changing import change_published
        from verkstad.archive.models import Event
        from verkstad.intake.save import save_dossier
        from verkstad.records import dossier
        from verkstad.site.publishing import ArchiveSource

        entries = {"series": dossier.SeriesEntry, "organisations": dossier.OrganisationEntry, "people": dossier.PersonEntry, "topics": dossier.TopicEntry, "events": dossier.EventFile}  # fmt: skip
        held = {
            name: tuple(entry.model_validate(thing.model_dump()) for thing in getattr(records, name))
            for name, entry in entries.items()
        }
        started = time.perf_counter()
        save_dossier(dossier.Dossier(**held), at=datetime.now(UTC))  # type: ignore[arg-type]
        imported = time.perf_counter() - started
        chosen = _spread(records, changes + 1)
        del records, held

        def change(turn: int) -> None:
            title = {"sv": f"Ändrad titel nummer {turn}", "en": None, "original": "sv", "translated_from": None}
            change_published(Event.objects.get(pk=chosen[turn]), {"title": title}, by=None, at=datetime.now(UTC))

        found = measure(jobs=jobs, source=ArchiveSource(), change=change, at=datetime.now(UTC), changes=changes)
        return {**found, "import_seconds": imported}
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _spread(records: Records, count: int) -> list[UUID]:
    """Events evenly over the archive, the same at each size, so that not only light ones are changed."""
    step = max(1, len(records.events) // count)
    return [event.id for event in records.events[::step]][:count]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--events", type=int, default=1000)
    parser.add_argument("--talks", type=Path)
    parser.add_argument("--jobs", type=int, default=build.cores())
    parser.add_argument("--changes", type=int, default=CHANGES)
    parser.add_argument("--without", default="", help="compression, pictures, besides")
    parser.add_argument("--archive", action="store_true")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    leave_out(set(filter(None, asked.without.split(","))))
    found = (over_archive if asked.archive else over_records)(
        lambda: from_talks(asked.talks) if asked.talks else generate(asked.events),
        jobs=asked.jobs,
        changes=asked.changes,
    )
    if asked.json:
        print(json.dumps(found))
    else:
        for name, value in found.items():
            print(f"{name:24} {value if value is None or isinstance(value, int) else round(value, 4)}")


if __name__ == "__main__":
    main()
