# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Processor time per page, from records in memory to bytes: ``python -m bench.render [EVENTS]``.

Each kind of page is made in both languages, in rounds; the median of the rounds is shown, in microseconds per page. The first
line is a plain loop, to compare one machine, or one hour, with another.
"""

from __future__ import annotations

import gc
import statistics
import sys
import time
from collections.abc import Callable, Iterable

from bench.generate import generate
from verkstad.edition import rendering
from verkstad.edition.memory import MemoryLibrary
from verkstad.records.base import LANGUAGES
from verkstad.records.published import Site

ROUNDS = 7
PAGES_A_ROUND = 200


def per_page(makers: Iterable[Callable[[], bytes]]) -> tuple[float, int]:
    """Median microseconds of processor time per page, and the mean size of a page in bytes."""
    pages = list(makers)[:PAGES_A_ROUND]
    size = sum(len(make()) for make in pages) // len(pages)  # also compiles the templates
    rounds = []
    for _ in range(ROUNDS):
        started = time.process_time()
        for make in pages:
            make()
        rounds.append((time.process_time() - started) / len(pages) * 1e6)
    return statistics.median(rounds), size


def plain_loop() -> bytes:
    total = 0
    for n in range(10_000):
        total += n * n
    return total.to_bytes(8, "big")


def main(events: int = 1000) -> None:
    library = MemoryLibrary(generate(events), Site(base_url="https://verkstad.example.se", name="Verkstad"))
    gc.freeze()  # as a build does: the records stay, so looking through them again frees nothing
    kinds: dict[str, Iterable[Callable[[], bytes]]] = {
        "(10,000 steps of a plain loop)": [plain_loop] * 20,
        "event": [
            lambda event=event, language=language: rendering.render_event(library, event, language)
            for event in library.events
            for language in LANGUAGES
        ],
        "person": [lambda row=row: rendering.render_person(library, row.id, "sv") for row in library.rows("person")],
        "organisation": [
            lambda row=row: rendering.render_organisation(library, row.id, "sv") for row in library.rows("organisation")
        ],
        "topic": [lambda row=row: rendering.render_topic(library, row.id, "sv") for row in library.rows("topic")],
        "year": [lambda year=year: rendering.render_year(library, year, None, "sv") for year, _ in library.years()],
        "home": [lambda: rendering.render_home(library, "sv")] * 10,
    }
    for name, makers in kinds.items():
        microseconds, size = per_page(makers)
        print(f"{name:32} {microseconds:8.0f} µs {size:8} bytes")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
