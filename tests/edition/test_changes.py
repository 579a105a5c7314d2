# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The change log says what a reader cares for, and nothing of what was never published."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from tests.edition.conftest import Publish, text
from tests.edition.world import World
from verkstad.edition.changes import WORDS, differences
from verkstad.records.base import Text
from verkstad.records.events import Captions, Correction, Event, Material, Recording, RecordingPlace
from verkstad.records.things import Tombstone

ID = UUID(int=1)
EVENT = Event(id=ID, slug="a", series=ID, title=Text(sv="A"), start_date=date(2024, 5, 7), start_time=time(12))
RECORDED = Recording(id=ID, state="published")
AT_YOUTUBE = RECORDED.model_copy(update={"places": (RecordingPlace(service="YouTube", url="https://video.example/"),)})


@pytest.mark.parametrize(
    ("before", "after", "kinds"),
    [
        ({}, {}, ()),
        ({}, {"start_time": time(13)}, ("new_time",)),
        ({}, {"start_date": date(2024, 5, 8)}, ("new_date",)),
        ({}, {"start_date": date(2024, 5, 8), "start_time": time(13)}, ("new_date",)),
        ({}, {"status": "cancelled"}, ("cancelled",)),
        ({}, {"status": "postponed"}, ("postponed",)),
        ({"status": "cancelled"}, {}, ("on_again",)),
        ({}, {"recordings": (RECORDED,)}, ("recording",)),
        ({"recordings": (RECORDED,)}, {"recordings": (AT_YOUTUBE,)}, ("recording",)),
        ({"recordings": (RECORDED,)}, {"recordings": ()}, ("recording_withdrawn",)),
        ({}, {"recordings": (Recording(id=ID, state="planned", expected_date=date(2024, 6, 1)),)}, ("recording_expected",)),
        (
            {"recordings": (RECORDED,)},
            {"recordings": (RECORDED.model_copy(update={"captions": (Captions(language="sv", state="approved"),)}),)},
            ("captions",),
        ),
        ({}, {"materials": (Material(id=ID, title=Text(sv="B")),)}, ("slides",)),
        ({}, {"materials": (Material(id=ID, kind="notes", title=Text(sv="B")),)}, ("material",)),
        ({"materials": (Material(id=ID, title=Text(sv="B")),)}, {}, ("material_removed",)),
        (
            {"start_date": date(2021, 5, 7)},
            {"corrections": (Correction(field="start_date", stated="2021", note=Text(sv="Årtalet är rättat.")),)},
            ("year_corrected", "corrected"),
        ),
        ({}, {"title": Text(sv="B"), "status": "cancelled"}, ("cancelled", "new_title")),
        ({}, {"modified_at": None, "sequence": 3}, ()),
    ],
)  # fmt: skip
def test_differences(before: dict[str, Any], after: dict[str, Any], kinds: tuple[str, ...]) -> None:
    assert differences(EVENT.model_copy(update=before), EVENT.model_copy(update=after)) == kinds


def test_differences_of_a_new_and_of_a_removed_event() -> None:
    assert differences(None, EVENT) == ("new_event",)
    assert differences(EVENT, None) == ("taken_down",)
    assert {"new_event", "taken_down"} <= WORDS.keys()


def test_first_edition_has_an_empty_log_and_later_ones_tell(folder: Path, publish_world: Publish) -> None:
    world = World(3)
    publish_world(world)
    event = world.events[world.some(world.events)]
    first = text(folder, "/changes/feed.atom")

    world.update_event(event.id, status="cancelled")
    world.tell(event.id)
    publish_world(world)

    assert "<entry>" not in first
    feed = text(folder, "/changes/feed.atom")
    assert feed.count("<entry>") == 1
    assert "Inställd" in feed
    assert "Cancelled" in text(folder, "/en/changes/feed.atom")
    assert f"/event/{event.slug}/" in text(folder, "/changes/")


def test_what_was_withdrawn_leaves_the_log(folder: Path, publish_world: Publish) -> None:
    world = World(3)
    publish_world(world)
    event = world.events[world.add_event()]
    world.update_event(event.id, title=Text(sv="Hemligheten"), relations=())
    world.tell(event.id)
    publish_world(world)
    told = "Hemligheten" in text(folder, "/changes/")

    del world.events[event.id]
    world.tombstones[event.id] = Tombstone(
        id=event.id, kind="event", slug=event.slug, reason="author_request", at=world.at
    )
    world.tell(event.id)
    publish_world(world)

    assert told
    assert "Hemligheten" not in text(folder, "/changes/")
    assert "Hemligheten" not in text(folder, "/changes/feed.atom")


def test_older_lines_of_the_log_take_a_corrected_title(folder: Path, publish_world: Publish) -> None:
    world = World(3)
    publish_world(world)
    event = world.events[world.some(world.events)]
    world.update_event(event.id, title=Text(sv="Anna Berg om arkiv"))
    world.tell(event.id)
    publish_world(world)

    world.update_event(event.id, title=Text(sv="Om arkiv"))
    world.tell(event.id)
    publish_world(world)

    assert text(folder, "/changes/feed.atom").count("Om arkiv") == 2
    assert "Anna Berg" not in text(folder, "/changes/")
