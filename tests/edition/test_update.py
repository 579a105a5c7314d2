# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Building what changed gives the same edition as building everything."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.edition.conftest import Publish, entries, text
from tests.edition.world import SITE, World
from verkstad.edition import units
from verkstad.edition.publish import publish
from verkstad.edition.rendering import paging, stave


@pytest.fixture
def short_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lists are parted, and files follow later, at numbers that a small world passes both ways."""
    monkeypatch.setattr(paging, "THING_EVENTS", 4)
    monkeypatch.setattr(paging, "THING_NEWEST", 2)
    monkeypatch.setattr(paging, "YEAR_EVENTS", 4)
    monkeypatch.setattr(paging, "LIST_ROWS", 7)
    monkeypatch.setattr(stave, "NOTCHED_EVENTS", 3)
    monkeypatch.setattr(units, "LATE_ROWS", 6)


def test_year_parted_by_months_is_drawn_by_counts() -> None:
    # A month's page draws its year: were each event a notch of its own, a change in May would change the page of June.
    assert stave.NOTCHED_EVENTS <= paging.YEAR_EVENTS


@pytest.mark.usefixtures("short_lists")
@pytest.mark.parametrize("seed", range(1, 11))
def test_building_what_changed_equals_building_everything(
    seed: int, folder: Path, tmp_path: Path, publish_world: Publish
) -> None:
    world = World(12, seed=seed)
    publish_world(world)
    for _ in range(12):
        world.happen()
        publish_world(world)

    again = tmp_path / "again"
    again.mkdir()
    shutil.copy(folder / "state.sqlite", again)  # the change log is carried on, all else is made anew
    publish(again, source=world.source, site=SITE, at=world.at, rebuild=True, jobs=1)

    assert entries(folder) == entries(again)


def test_update_makes_only_what_shows_the_change(folder: Path, publish_world: Publish) -> None:
    world = World(20)
    publish_world(world)
    before = entries(folder)
    event = world.events[world.some(world.events)]

    world.update_event(event.id, title=event.title.model_copy(update={"sv": "En helt ny titel", "en": None}))
    world.tell(event.id)
    publish_world(world)

    after = entries(folder)
    changed = {path for path in after if after[path] != before.get(path)}
    assert f"/event/{event.slug}/" in changed
    assert f"/events/{event.start_date.year}/" in changed
    strangers = [other for other in world.events.values() if other.id != event.id and not other.relations]
    related = {link.event for link in event.relations}
    assert not {f"/event/{other.slug}/" for other in strangers if other.id not in related} & changed
    assert "/about/" not in changed


def test_update_with_nothing_new_makes_no_edition(folder: Path, publish_world: Publish) -> None:
    world = World(5)
    first = publish_world(world)
    world.tell(world.some(world.events))  # journalled, yet the same

    second = publish_world(world)

    assert second.number == first.number
    assert second.files == 0 or entries(folder) == entries(folder)


def test_update_by_the_clock_alone_turns_coming_into_past(folder: Path, publish_world: Publish) -> None:
    world = World(3)
    event = world.events[world.add_event()]
    world.update_event(event.id, start_date=world.at.date().replace(year=2025), precision="day", start_time=None, end_time=None, recordings=(), materials=())  # fmt: skip
    world.tell(event.id)
    first = publish_world(world)
    coming = text(folder, "/")
    from verkstad.edition.publish import opened

    with opened(folder) as session:
        moment = session.state.next_moment(world.at)
    assert moment is not None
    world.at = moment

    second = publish_world(world)

    assert event.slug in coming
    assert second.number > first.number
    assert text(folder, f"/event/{event.slug}/") != ""
    assert entries(folder)["/"] != coming


def test_removed_event_leaves_no_page_calendar_or_picture(folder: Path, publish_world: Publish) -> None:
    world = World(6)
    publish_world(world)
    event = next(event for event in world.events.values() if event.precision == "day")
    for other in [
        other.id for other in world.events.values() if any(link.event == event.id for link in other.relations)
    ]:
        world.update_event(other, relations=())
        world.tell(other)
    del world.events[event.id]
    world.tell(event.id)

    publish_world(world)

    assert not [path for path in entries(folder) if event.slug in path]
    assert event.slug not in text(folder, "/events.ics")


def test_series_renamed_builds_everything(publish_world: Publish) -> None:
    world = World(3)
    publish_world(world)
    world.nosad = world.nosad.model_copy(update={"short_name": "Nätet"})
    world.tell(world.nosad.id)

    assert publish_world(world).everything


def test_another_archive_is_built_whole_whatever_its_serials(
    folder: Path, publish_world: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = World(3)
    for _ in range(4):
        world.retitle()
    publish_world(world)
    moved = World(3)  # the same ids, a journal that begins anew
    moved.retitle()
    monkeypatch.setattr(moved.source, "identity", lambda: "moved")

    assert publish_world(moved).everything


def test_archive_restored_from_a_backup_is_built_whole(publish_world: Publish) -> None:
    world = World(3)
    world.retitle()
    world.retitle()
    publish_world(world)
    restored = World(3)  # the same archive, with a journal that is shorter

    assert publish_world(restored).everything
