# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The search index follows the edition: made with it, switched, rolled back, taken down and mended with it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.edition.conftest import Publish
from tests.edition.world import SITE, World
from verkstad.edition.publish import Session, publish, rollback
from verkstad.edition.searching import making
from verkstad.edition.store import Reader, Root, numbers
from verkstad.records.base import Text
from verkstad.records.events import Material
from verkstad.records.things import Tombstone
from verkstad.search.index import Opened, mark_damaged
from verkstad.search.query import parse
from verkstad.search.results import find


def root_of(folder: Path) -> Root:
    reader = Reader(folder)
    reader.refresh()
    assert reader.root is not None
    return reader.root


def index_of(folder: Path) -> Path:
    name = root_of(folder).search
    assert name is not None
    return making.index_folder(folder, name)


def content(folder: Path) -> str:
    """What the index holds, whichever publishing made it: its name without the number at the end."""
    return index_of(folder).name.rpartition("-")[0]


def found(folder: Path, text: str) -> set[str]:
    return {group.slug for group in find(Opened.open(index_of(folder)), parse(text)).groups}


def words_on_disk(folder: Path, word: str) -> list[str]:
    return [file.name for file in folder.rglob("*") if file.is_file() and word.encode() in file.read_bytes()]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_following_what_changed_equals_indexing_everything(
    seed: int, folder: Path, tmp_path: Path, publish_world: Publish
) -> None:
    world = World(8, seed=seed)
    publish_world(world)
    for _ in range(8):
        world.happen()
        publish_world(world)

    again = tmp_path / "again"
    again.mkdir()
    shutil.copy(folder / "state.sqlite", again)
    publish(again, source=world.source, site=SITE, at=world.at, rebuild=True, jobs=1)

    assert content(folder) == content(again)
    one, other = Opened.open(index_of(folder)), Opened.open(index_of(again))
    assert len(one) == len(other)
    for word in ("data", "öppen", "arkiv", "kommun*", "åverket"):
        assert find(one, parse(word)).total == find(other, parse(word)).total


def test_a_change_is_found_with_the_edition_that_shows_it(folder: Path, publish_world: Publish) -> None:
    world = World(5)
    publish_world(world)
    event = next(iter(world.events.values()))

    world.update_event(event.id, title=Text(sv="Kvantdatorer i förvaltningen"))
    world.tell(event.id)
    publish_world(world)

    assert found(folder, "kvantdator") == {event.slug}


def test_what_only_changes_does_not_wait_for_its_index(folder: Path, publish_world: Publish) -> None:
    world = World(5)
    publish_world(world)
    world.retitle()

    done = publish_world(world)

    assert list(done.seconds_by_step).index("switch") < list(done.seconds_by_step).index("search")
    assert numbers(folder) == [1, done.number]  # the edition without its index is not one to go back to
    assert done.number == root_of(folder).number


def test_an_index_that_a_broken_off_publishing_left_behind_is_made(
    folder: Path, publish_world: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = World(5)
    publish_world(world)
    event = next(iter(world.events.values()))
    world.update_event(event.id, title=Text(sv="Kvantdatorer i förvaltningen"))
    world.tell(event.id)
    with monkeypatch.context() as broken:
        broken.setattr(Session, "make_searchable", lambda self, done: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            publish_world(world)
    assert found(folder, "kvantdatorer") == set()

    publish_world(world)

    assert found(folder, "kvantdatorer") == {event.slug}


def test_what_is_searched_alike_keeps_its_index(folder: Path, publish_world: Publish) -> None:
    world = World(5)
    publish_world(world)
    before = index_of(folder)
    event = next(iter(world.events.values()))

    world.update_event(event.id, venue="Sal 7")
    world.tell(event.id)
    publish_world(world)

    assert index_of(folder) == before


def test_rolling_back_brings_its_own_index(folder: Path, publish_world: Publish) -> None:
    world = World(5)
    publish_world(world)
    event = next(iter(world.events.values()))
    world.update_event(event.id, title=Text(sv="Kvantdatorer i förvaltningen"))
    world.tell(event.id)
    publish_world(world)

    rollback(folder)

    assert found(folder, "kvantdatorer") == set()


def test_what_is_withdrawn_is_gone_from_results_suggestions_and_files(folder: Path, publish_world: Publish) -> None:
    world = World(5)
    event = next(iter(world.events.values()))
    material = Material(id=world.id(), title=Text(sv="Hemligstämplade xylofonkurvor"))
    world.update_event(event.id, materials=(material,))
    world.tell(event.id)
    publish_world(world)
    assert found(folder, "xylofonkurvor")
    assert words_on_disk(folder / "search", "xylofonkurvor")

    world.update_event(event.id, materials=())
    world.tombstones[material.id] = Tombstone(
        id=material.id, kind="material", slug=event.slug, reason="personal_data", at=world.at
    )
    world.source.withdrawn += 1
    world.tell(event.id, material.id)
    publish_world(world)

    opened = Opened.open(index_of(folder))
    assert find(opened, parse("xylofonkurvor")).groups == ()
    assert find(opened, parse("xylofonkurvr")).suggestion == ""
    assert opened.beginning_with("xylo", 5) == []
    assert words_on_disk(folder / "search", "xylofonkurvor") == []


def test_an_index_found_damaged_is_made_anew(folder: Path, publish_world: Publish) -> None:
    world = World(5)
    publish_world(world)
    before = index_of(folder)
    mark_damaged(before, "a test said so")

    publish_world(world)

    assert index_of(folder) != before
    assert content(folder) == before.name.rpartition("-")[0]
    assert found(folder, "data öppen källkod arkiv") != set()


def test_a_missing_index_is_made_anew(folder: Path, publish_world: Publish) -> None:
    world = World(5)
    publish_world(world)
    shutil.rmtree(folder / "search")

    publish_world(world)

    assert making.is_ready(folder, root_of(folder))


def test_pages_are_published_though_the_index_cannot_be_made(folder: Path, publish_world: Publish) -> None:
    world = World(5)
    folder.mkdir()
    (folder / "search").write_text("in the way")

    publish_world(world)

    assert root_of(folder).search is None
    (folder / "search").unlink()
    publish_world(world)
    assert making.is_ready(folder, root_of(folder))


def test_indexes_that_no_edition_names_are_forgotten(folder: Path, publish_world: Publish) -> None:
    world = World(5)
    publish_world(world)
    for number in range(12):
        event = world.some(world.events)
        world.update_event(event, title=Text(sv=f"Ändrad {number} gånger"))
        world.tell(event)
        publish_world(world)

    kept = {place.name for place in (folder / "search").iterdir()}

    assert index_of(folder).name in kept
    assert len(kept) <= 11


def test_large_index_is_made_in_a_process_of_its_own_and_is_the_same(
    folder: Path, tmp_path: Path, publish_world: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = World(5)
    publish_world(world)
    monkeypatch.setattr(making, "MANY", 0)

    publish(tmp_path / "other", source=world.source, site=SITE, at=world.at, jobs=1)

    assert index_of(tmp_path / "other").name == index_of(folder).name
    assert found(tmp_path / "other", "data") == found(folder, "data") != set()


def test_index_that_fails_in_a_process_of_its_own_leaves_pages_and_nothing_aside(
    folder: Path, publish_world: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "MANY", 0)
    folder.mkdir()
    (folder / "search").write_text("in the way")

    publish_world(World(5))

    assert root_of(folder).search is None
    assert (folder / "search").read_text() == "in the way"
