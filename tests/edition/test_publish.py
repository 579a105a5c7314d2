# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""A publishing is whole or did not happen: killed, out of disk, with a broken link, held back, or beside another."""

from __future__ import annotations

import errno
import os
import signal
import sys
import time
from pathlib import Path
from random import Random

import pytest

from tests.edition.conftest import Publish, assert_whole, entries, text
from tests.edition.world import SITE, World
from verkstad.edition import build, make, store
from verkstad.edition.publish import BrokenLinks, Busy, OnHold, PublishError, one_builder, publish, release, rollback


def test_first_publish_makes_a_whole_edition_in_both_languages(folder: Path, publish_world: Publish) -> None:
    world = World(4)

    publish_world(world)

    found = entries(folder)
    assert_whole(folder)
    for event in world.events.values():
        assert {f"/event/{event.slug}/", f"/en/event/{event.slug}/", f"/share/{event.slug}.png"} <= found.keys()
    for page in ("/", "/events/", "/people/", "/topics/", "/changes/", "/accessibility/", "/404.html"):
        assert {page, f"/en{page}"} <= found.keys()
    assert {"/events.ics", "/feed.atom", "/sitemap.xml", "/robots.txt", "/data/records.jsonl"} <= found.keys()


def test_publish_in_two_processes_equals_publish_in_one(
    folder: Path, tmp_path: Path, publish_world: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "CHUNK", 8)
    world = World(20)
    publish_world(world, jobs=2)

    publish(tmp_path / "other", source=world.source, site=SITE, at=world.at, jobs=1)

    assert entries(folder) == entries(tmp_path / "other")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # the parent of the fork only waits and kills
def test_publish_killed_at_any_moment_leaves_a_whole_edition(folder: Path, publish_world: Publish) -> None:
    world, chance = World(6), Random(7)
    publish_world(world)
    longest = {True: 0.5, False: 0.15}  # seconds, of a full build and of one change; corrected as they turn out
    killed = turn = 0

    while killed < 100 and turn < 500:
        turn += 1
        rebuild = turn % 3 == 0
        world.happen()
        child = os.fork()
        if child == 0:
            with open(os.devnull, "w") as nowhere:
                sys.stderr = nowhere
                try:
                    publish_world(world, rebuild=rebuild)
                finally:
                    os._exit(0)
        time.sleep(chance.random() * longest[rebuild])
        os.kill(child, signal.SIGKILL)
        was_killed = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
        killed += was_killed
        longest[rebuild] *= 1.05 if was_killed else 0.9
        assert_whole(folder)

    assert killed == 100
    publish_world(world)
    assert_whole(folder)
    now = entries(folder)
    publish_world(world, rebuild=True)
    assert entries(folder) == now


def test_full_disk_leaves_the_edition_and_nothing_half_done(
    folder: Path, publish_world: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = World(4)
    first = publish_world(world)
    written, real = 0, store.write_new

    def fill(path: Path, content: bytes) -> None:
        nonlocal written
        written += 1
        if written > 3:
            raise OSError(errno.ENOSPC, "No space left on device", str(path))
        real(path, content)

    monkeypatch.setattr(store, "write_new", fill)
    world.retitle()
    with pytest.raises(OSError, match="No space"):
        publish_world(world)
    monkeypatch.setattr(store, "write_new", real)

    assert assert_whole(folder) == first.number
    assert publish_world(world).number > first.number


def test_broken_inner_link_stops_the_publish_and_is_named(
    folder: Path, publish_world: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = World(3)
    first = publish_world(world)
    real = make.rendering.render_home
    monkeypatch.setattr(
        make.rendering, "render_home", lambda library, language: real(library, language) + b'<a href="/nowhere/">x</a>'
    )
    world.retitle()

    with pytest.raises(BrokenLinks) as caught:
        publish_world(world)

    assert caught.value.links.keys() == {"/nowhere/"}
    assert assert_whole(folder) == first.number


def test_rollback_shows_the_edition_before_and_holds_until_released(folder: Path, publish_world: Publish) -> None:
    world = World(4)
    first = publish_world(world)
    event = world.events[world.some(world.events)]
    world.update_event(event.id, title=event.title.model_copy(update={"sv": "Fel titel", "en": None}))
    world.tell(event.id)
    publish_world(world)
    shown_wrong = "Fel titel" in text(folder, f"/event/{event.slug}/")

    assert rollback(folder) == first.number

    assert shown_wrong
    assert "Fel titel" not in text(folder, f"/event/{event.slug}/")
    with pytest.raises(OnHold):
        publish_world(world)
    release(folder)
    world.update_event(event.id, title=event.title)
    world.tell(event.id)
    publish_world(world)
    assert "Fel titel" not in text(folder, f"/event/{event.slug}/")
    assert_whole(folder)


def test_rollback_to_an_edition_that_is_not_kept_says_which_are(folder: Path, publish_world: Publish) -> None:
    publish_world(World(2))

    with pytest.raises(PublishError, match="kept are 1"):
        rollback(folder, to=99)


def test_one_builder_at_a_time(folder: Path) -> None:
    with one_builder(folder), pytest.raises(Busy), one_builder(folder, wait=False):
        pass


def test_tampered_manifest_is_noticed(folder: Path, publish_world: Publish) -> None:
    publish_world(World(2))
    shard = next((folder / "shards").iterdir())
    shard.write_bytes(shard.read_bytes().replace(b"\t200\t", b"\t404\t"))

    with pytest.raises(store.EditionDamaged, match=shard.name):
        entries(folder)


def test_state_of_another_format_is_thrown_away_but_the_log_is_kept(folder: Path, publish_world: Publish) -> None:
    import sqlite3

    world = World(3)
    publish_world(world)
    world.retitle()
    publish_world(world)
    with sqlite3.connect(folder / "state.sqlite") as other:
        other.executescript("DROP TABLE thing; CREATE TABLE thing (id TEXT, colour TEXT); PRAGMA user_version = 1;")
    other.close()

    done = publish_world(world)

    assert done.everything
    assert_whole(folder)
    assert text(folder, "/changes/feed.atom").count("<entry>") == 1
