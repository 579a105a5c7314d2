# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""How much there is to an event of NOSAD's: one shape for each of its workshops, so that what goes together stays together.

python -m bench.shapes        measure them again from the dossier, and print them
"""

from __future__ import annotations

from typing import NamedTuple

from verkstad.records.events import Event


class Shape(NamedTuple):
    """Counts, and lengths in characters."""

    title: int
    summary: int
    agenda: int
    timed: int
    """Agenda items with a time."""
    people: int
    """Appearances of a person."""
    groups: int
    """Appearances of an organisation alone, or of somebody to be confirmed."""
    organisers: int
    topics: int
    slides: int
    other_materials: int
    links: int
    recordings: int
    address: int
    """Whether its recording's address is known."""
    hours: int
    """Whether its start time is known."""
    online: int
    english: int
    """Whether there is an English summary."""


def shape_of(event: Event) -> Shape:
    slides = sum(material.kind == "slides" for material in event.materials)
    people = sum(appearance.person is not None for appearance in event.appearances)
    return Shape(
        title=len(event.title.shown("sv").words),
        summary=len(event.summary.shown("sv").words) if event.summary else 0,
        agenda=len(event.agenda),
        timed=sum(item.start_time is not None for item in event.agenda),
        people=people,
        groups=len(event.appearances) - people,
        organisers=len(event.organisers),
        topics=len(event.topics),
        slides=slides,
        other_materials=len(event.materials) - slides,
        links=len(event.links),
        recordings=len(event.recordings),
        address=any(recording.has_address for recording in event.recordings),
        hours=event.start_time is not None,
        online=event.mode != "on_site",
        english=bool(event.summary and event.summary.en),
    )


_MEASURED = (
    (33, 403, 0, 0, 0, 0, 2, 3, 0, 1, 1, 1, 0, 0, 1, 1),
    (42, 394, 0, 0, 1, 3, 1, 4, 0, 1, 1, 1, 0, 0, 1, 1),
    (35, 404, 0, 0, 4, 0, 0, 4, 0, 0, 0, 1, 0, 0, 1, 1),
    (32, 455, 0, 0, 3, 0, 0, 6, 0, 1, 4, 1, 0, 0, 1, 1),
    (22, 172, 0, 0, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 1, 1),
    (19, 236, 0, 0, 0, 0, 8, 3, 0, 0, 1, 1, 0, 0, 1, 1),
    (35, 407, 5, 0, 4, 0, 0, 4, 0, 0, 0, 1, 0, 0, 1, 1),
    (28, 282, 0, 0, 0, 1, 0, 3, 0, 0, 0, 1, 0, 0, 1, 1),
    (15, 135, 0, 0, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 1, 1),
    (32, 333, 0, 0, 3, 0, 0, 3, 0, 0, 0, 1, 0, 0, 1, 1),
    (25, 236, 0, 0, 0, 0, 0, 4, 0, 0, 0, 1, 0, 0, 1, 1),
    (16, 296, 0, 0, 0, 0, 0, 6, 0, 0, 0, 1, 0, 0, 1, 1),
    (38, 206, 0, 0, 0, 0, 2, 3, 0, 0, 0, 1, 0, 0, 1, 1),
    (51, 340, 9, 0, 16, 0, 0, 15, 0, 0, 0, 1, 0, 0, 1, 1),
    (22, 370, 4, 0, 6, 0, 0, 11, 0, 0, 3, 1, 0, 0, 1, 1),
    (32, 398, 0, 0, 0, 1, 0, 7, 0, 0, 0, 1, 0, 0, 1, 1),
    (46, 508, 0, 0, 5, 1, 0, 6, 0, 0, 0, 1, 0, 0, 1, 1),
    (12, 238, 0, 0, 7, 0, 0, 6, 0, 0, 0, 1, 0, 0, 1, 1),
    (25, 335, 0, 0, 0, 0, 0, 4, 0, 0, 1, 1, 0, 0, 1, 1),
    (23, 0, 0, 0, 0, 0, 0, 2, 0, 2, 1, 1, 0, 0, 1, 0),
    (41, 341, 5, 0, 2, 0, 0, 5, 0, 0, 0, 1, 0, 0, 1, 1),
    (47, 451, 2, 0, 2, 0, 0, 4, 0, 0, 0, 1, 0, 0, 1, 1),
    (17, 207, 0, 0, 0, 0, 0, 4, 0, 0, 0, 1, 0, 1, 1, 1),
    (47, 273, 0, 0, 0, 0, 0, 4, 0, 0, 0, 1, 0, 1, 1, 1),
    (42, 305, 3, 0, 6, 1, 0, 5, 1, 1, 0, 1, 0, 1, 1, 1),
    (87, 371, 4, 0, 4, 2, 0, 7, 4, 0, 0, 1, 0, 1, 1, 1),
    (80, 369, 8, 8, 3, 5, 2, 8, 0, 0, 3, 1, 0, 1, 1, 1),
    (53, 337, 0, 0, 0, 0, 0, 3, 2, 1, 0, 1, 0, 1, 1, 1),
    (37, 336, 0, 0, 2, 0, 0, 4, 0, 0, 0, 1, 0, 0, 1, 1),
    (53, 281, 5, 0, 0, 3, 0, 5, 0, 0, 0, 1, 0, 0, 1, 1),
    (36, 423, 0, 0, 1, 0, 0, 4, 0, 0, 0, 1, 0, 0, 1, 1),
    (8, 398, 0, 0, 0, 0, 0, 5, 0, 0, 0, 1, 0, 1, 1, 1),
    (28, 304, 0, 0, 1, 0, 0, 3, 0, 1, 0, 1, 0, 1, 1, 1),
    (57, 436, 0, 0, 0, 0, 6, 3, 0, 0, 1, 1, 0, 0, 0, 1),
    (11, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 1, 1, 0),
    (35, 330, 0, 0, 0, 0, 0, 3, 0, 0, 1, 1, 0, 1, 1, 1),
    (12, 389, 3, 0, 2, 0, 0, 5, 2, 0, 1, 1, 0, 1, 1, 1),
    (17, 299, 0, 0, 1, 0, 0, 6, 0, 0, 0, 1, 0, 1, 1, 1),
    (6, 264, 0, 0, 4, 1, 0, 5, 2, 1, 0, 1, 0, 1, 1, 1),
    (30, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 1, 0),
    (27, 459, 0, 0, 3, 0, 0, 4, 0, 0, 1, 1, 0, 1, 1, 1),
    (21, 272, 0, 0, 1, 0, 0, 6, 0, 0, 0, 1, 0, 1, 1, 1),
    (61, 0, 0, 0, 0, 0, 0, 2, 1, 1, 0, 1, 0, 1, 1, 0),
    (14, 339, 0, 0, 0, 2, 0, 2, 1, 0, 1, 1, 0, 1, 1, 1),
    (7, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 1, 0),
)  # fmt: skip
SHAPES = tuple(Shape(*row) for row in _MEASURED)

PEOPLE, ORGANISATIONS, TOPICS = 66, 80, 115
"""How many there are to these workshops; with more workshops they grow by the power GROWTH: the same ones come back."""
GROWTH = 0.8


def grown(count: int, events: int) -> int:
    return max(1, round(count * (events / len(SHAPES)) ** GROWTH))


if __name__ == "__main__":
    from pathlib import Path

    from verkstad import site
    from verkstad.intake.dossier import read_dossier

    dossier = read_dossier(Path(site.__file__).parent / "dossiers" / "nosad")
    print(f"{len(dossier.people)} people, {len(dossier.organisations)} organisations, {len(dossier.topics)} topics")
    for event in dossier.events:
        print(f"    {tuple(map(int, shape_of(event)))},")
