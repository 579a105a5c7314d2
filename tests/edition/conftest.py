# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Publishing a small world into a folder of its own."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.edition.world import SITE, World
from verkstad.edition.publish import Published, publish
from verkstad.edition.store import Entry, Reader

Publish = Callable[..., Published]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "editions"


@pytest.fixture
def publish_world(folder: Path) -> Publish:
    def published(world: World, **options: object) -> Published:
        return publish(folder, source=world.source, site=SITE, at=world.at, **{"jobs": 1, **options})  # type: ignore[arg-type]

    return published


def entries(folder: Path) -> dict[str, Entry]:
    """All entries of the current edition, by path."""
    reader = Reader(folder)
    reader.refresh()
    return {entry.path: entry for entry in reader.entries()}


def text(folder: Path, path: str) -> str:
    """What a reader of the current edition gets at a path."""
    reader = Reader(folder)
    reader.refresh()
    entry = reader.find(path)
    assert entry is not None, f"{path} is not in the edition"
    return reader.read(entry).decode()


def assert_whole(folder: Path) -> int:
    """Every file of the current edition has the bytes that the manifest promises; returns its number."""
    reader = Reader(folder)
    reader.refresh()
    assert reader.root is not None
    for entry in reader.entries():
        assert hashlib.sha256(reader.read(entry)).hexdigest() == entry.sha256, entry.path
        for encoding, size in (("gzip", entry.gzip_size), ("br", entry.br_size)):
            assert size is None or len(reader.read(entry, encoding)) == size, entry.path
    return reader.root.number
