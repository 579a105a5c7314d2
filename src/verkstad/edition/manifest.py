# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The manifest of the next edition: the shards of the one before, with the entries of some owners replaced."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from verkstad.edition.store import SHARDS, Entry, Root, Writer, read_shard, shard_of


class Known:
    """The entries of an edition by path, its shards read when first asked for."""

    def __init__(self, folder: Path, root: Root | None) -> None:
        self._folder = folder
        self._root = root
        self._shards: dict[int, dict[str, Entry]] = {}

    def shard(self, number: int) -> dict[str, Entry]:
        if number not in self._shards:
            sum = self._root.shards[number] if self._root else None
            self._shards[number] = {entry.path: entry for entry in read_shard(self._folder, sum)} if sum else {}
        return self._shards[number]

    def get(self, path: str) -> Entry | None:
        return self.shard(shard_of(path)).get(path)

    def all(self) -> Iterable[Entry]:
        for number in range(SHARDS):
            yield from self.shard(number).values()


class Update:
    """Collects what replaces what, then writes the shards that differ."""

    def __init__(self, folder: Path, writer: Writer, base: Root | None) -> None:
        self._writer = writer
        self._base = base
        self._known = Known(folder, base)
        self._gone: dict[int, set[str]] = defaultdict(set)
        self._new: dict[int, dict[str, Entry]] = defaultdict(dict)

    def replace(self, owner: str, paths: Iterable[str], entries: Iterable[Entry]) -> None:
        """Put ``entries`` in the place of an owner's files at ``paths``."""
        for path in paths:
            self._gone[shard_of(path)].add(path)
        for entry in entries:
            new = self._new[shard_of(entry.path)]
            # Two owners of one address: the one with content wins over a redirect from a former slug.
            if entry.path not in new or entry.status < new[entry.path].status:
                new[entry.path] = entry

    def write(self) -> tuple[tuple[str | None, ...], int]:
        """Store the shards; returns their sums in order, and how many files the edition has more or less than counted before."""
        sums: list[str | None] = list(self._base.shards) if self._base else [None] * SHARDS
        files = self._base.files if self._base else 0
        for number in self._gone.keys() | self._new.keys():
            before = self._known.shard(number)
            after = {path: entry for path, entry in before.items() if path not in self._gone[number]}
            after.update(self._new[number])
            if after != before:
                sums[number] = self._writer.put_shard(after.values())
            files += len(after) - len(before)
        return tuple(sums), files
