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
from verkstad.edition.housekeeping import forget_all_but_newest, sweep
from verkstad.edition.store import numbers
from verkstad.edition.tree import write_tree
from verkstad.records.base import Text
from verkstad.records.things import Tombstone


def blobs(folder: Path) -> set[str]:
    return {path.name for path in folder.glob("blobs/*/*")}


def test_only_so_many_editions_are_kept(folder: Path, publish_world: Publish) -> None:
    world = World(3)
    for _ in range(5):
        world.retitle()
        publish_world(world, keep=3)

    assert numbers(folder) == [3, 4, 5]


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

    assert [path.name for path in tmp_path.glob("www.*")] == ["www.000002"]
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
