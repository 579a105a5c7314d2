# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Old editions are forgotten, what nobody names is swept, and an edition can be had as ordinary files."""

from __future__ import annotations

import gzip
from pathlib import Path

import brotli
import pytest

from tests.edition.conftest import Publish, assert_whole, entries
from tests.edition.world import World
from verkstad.edition import housekeeping, units
from verkstad.edition.housekeeping import forget_all_but_newest, remove_damaged, sweep
from verkstad.edition.publish import OnHold, must_go, rollback
from verkstad.edition.store import Reader, numbers
from verkstad.edition.tree import write_tree
from verkstad.records.base import Text
from verkstad.records.events import Event, Material
from verkstad.records.things import Tombstone


def blobs(folder: Path) -> set[str]:
    return {path.name for path in folder.glob("blobs/*/*")}


def test_only_so_many_editions_are_kept(folder: Path, publish_world: Publish) -> None:
    world = World(3)
    made = []
    for _ in range(5):
        world.retitle()
        publish_world(world, keep=3)
        made.append(numbers(folder)[-1])

    assert numbers(folder) == made[-3:]


def test_sweep_removes_what_no_kept_edition_names(folder: Path, publish_world: Publish) -> None:
    world = World(3)
    publish_world(world)
    world.retitle()
    publish_world(world)
    before = blobs(folder)

    assert sweep(folder) == 0
    removed = forget_all_but_newest(folder)

    assert removed > 0
    assert blobs(folder) == {entry.blob for entry in entries(folder).values()} < before
    assert_whole(folder)


def test_tree_holds_every_file_with_its_compressed_forms(folder: Path, tmp_path: Path, publish_world: Publish) -> None:
    world = World(3)
    publish_world(world)
    into = tmp_path / "www"

    written = write_tree(folder, into)

    assert written == len(entries(folder))
    page = (into / "index.html").read_bytes()
    assert gzip.decompress((into / "index.html.gz").read_bytes()) == page
    assert brotli.decompress((into / "index.html.br").read_bytes()) == page
    event = next(iter(world.events.values()))
    assert (into / "en" / "event" / event.slug / "index.html").exists()


def test_tree_replaces_the_one_before_and_nothing_else(folder: Path, tmp_path: Path, publish_world: Publish) -> None:
    world = World(2)
    publish_world(world)
    into = tmp_path / "www"
    write_tree(folder, into)
    world.retitle()
    publish_world(world)

    write_tree(folder, into)

    assert [path.name for path in tmp_path.glob("www.*")] == [f"www.{numbers(folder)[-1]:06}"]
    (tmp_path / "mine").mkdir()
    with pytest.raises(FileExistsError, match="mine"):
        write_tree(folder, tmp_path / "mine")
    (tmp_path / "link").symlink_to(tmp_path / "mine")
    with pytest.raises(FileExistsError, match="link"):
        write_tree(folder, tmp_path / "link")
    assert (tmp_path / "mine").is_dir()


def test_what_was_withdrawn_leaves_kept_editions_too(folder: Path, publish_world: Publish) -> None:
    world = World(4)
    publish_world(world)
    event = world.events[world.add_event()]
    world.update_event(event.id, title=Text(sv="Hemligheten"), relations=())
    world.tell(event.id)
    publish_world(world)
    kept = [path.read_bytes() for path in folder.glob("blobs/*/*")]

    del world.events[event.id]
    stone = Tombstone(id=event.id, kind="event", slug=event.slug, reason="rights", at=world.at)
    world.tombstones[event.id] = stone
    world.tell(event.id)
    publish_world(world)

    assert any(b"Hemligheten" in blob for blob in kept)
    assert not any(b"Hemligheten" in path.read_bytes() for path in folder.rglob("*") if path.is_file())
    assert_whole(folder)


def named(world: World) -> Event:
    """An event with a material of a telling name."""
    event = world.events[world.add_event()]
    world.update_event(event.id, materials=(Material(id=world.id(), title=Text(sv="Hemligheten")),), relations=())
    world.tell(event.id)
    return event


def withdraw(world: World, event: Event) -> None:
    """Its material is withdrawn: a stone without a page, and no trace in the record."""
    (material,) = world.events[event.id].materials
    world.update_event(event.id, materials=())
    stone = Tombstone(id=material.id, kind="material", slug=event.slug, reason="author_request", at=world.at)
    world.tombstones[material.id] = stone
    world.source.withdrawn += 1
    world.tell(event.id, material.id)


def holds(folder: Path, words: bytes) -> bool:
    return any(words in path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_withdrawn_material_is_gone_from_kept_editions_and_late_files(
    folder: Path, publish_world: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(units, "LATE_ROWS", 2)
    world = World(4)
    event = named(world)
    publish_world(world)
    held = holds(folder, b"Hemligheten")

    withdraw(world, event)
    publish_world(world, late=False)

    assert held
    assert not holds(folder, b"Hemligheten")
    assert_whole(folder)


def test_withdrawing_ends_the_hold_of_an_edition_that_has_it(folder: Path, publish_world: Publish) -> None:
    world = World(4)
    event = named(world)
    publish_world(world)
    world.retitle()
    publish_world(world)
    rollback(folder)
    with pytest.raises(OnHold):
        publish_world(world)
    before = must_go(folder, world.source)

    withdraw(world, event)

    assert not before
    assert must_go(folder, world.source)
    publish_world(world)
    assert not holds(folder, b"Hemligheten")
    assert not must_go(folder, world.source)


def test_name_that_left_one_event_leaves_kept_editions_too(folder: Path, publish_world: Publish) -> None:
    """Nothing but the number of withdrawals tells of it: the person keeps a page, so there is no stone."""
    world = World(4)
    event = named(world)
    publish_world(world)

    world.update_event(event.id, materials=(Material(id=world.id(), title=Text(sv="En medverkande")),))
    world.source.withdrawn += 1
    world.tell(event.id)
    publish_world(world)

    assert not holds(folder, b"Hemligheten")


def test_forgetting_goes_on_where_it_was_broken_off(
    folder: Path, publish_world: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = World(4)
    event = named(world)
    publish_world(world)
    withdraw(world, event)
    with monkeypatch.context() as broken:
        broken.setattr(housekeeping, "forget_all_but_newest", lambda folder: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            publish_world(world)
    left = holds(folder, b"Hemligheten")

    publish_world(world)

    assert left
    assert not holds(folder, b"Hemligheten")


def test_readers_keep_a_damaged_edition_until_it_is_made_anew(folder: Path, publish_world: Publish) -> None:
    world = World(3)
    first = publish_world(world)
    event = next(iter(world.events.values()))
    blob = folder.glob(f"blobs/*/{entries(folder)[f'/event/{event.slug}/'].blob}")
    next(blob).write_bytes(b"x")

    remove_damaged(folder)

    reader = Reader(folder)
    reader.refresh()
    home = reader.find("/")
    assert reader.root is not None
    assert home is not None
    assert b"NOSAD" in reader.read(home)
    second = publish_world(world)
    assert second.everything
    assert_whole(folder)
    assert numbers(folder) == [second.number]
    assert second.number > first.number
