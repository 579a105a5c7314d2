# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The manifest of the next edition: the shards of the one before, with the entries of some owners replaced."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from verkstad.edition.store import SHARDS, Entry, Line, Root, Writer, path_of, read_lines, shard_of


class Known:
    """The entries of an edition by path. Shards are read when first asked for, and lines only when theirs is the path."""

    def __init__(self, folder: Path, root: Root | None) -> None:
        self._folder = folder
        self._root = root
        self._shards: dict[int, dict[str, str]] = {}

    def lines(self, number: int) -> dict[str, str]:
        """The lines of a shard by path; large archives have hundreds in each, of which one or two are looked at."""
        if number not in self._shards:
            sum = self._root.shards[number] if self._root else None
            self._shards[number] = {path_of(line): line for line in read_lines(self._folder, sum)} if sum else {}
        return self._shards[number]

    def get(self, path: str) -> Entry | None:
        line = self.lines(shard_of(path)).get(path)
        return Entry.from_line(line) if line is not None else None


class Update:
    """Collects what replaces what, then writes the shards that differ."""

    def __init__(self, writer: Writer, known: Known, base: Root | None) -> None:
        self._writer = writer
        self._base = base
        self._known = known
        self._gone: dict[int, set[str]] = defaultdict(set)
        self._new: dict[int, dict[str, Line]] = defaultdict(dict)

    def replace(self, paths: Iterable[str], lines: Iterable[Line]) -> None:
        """Put ``lines`` in the place of the files at ``paths``."""
        for path in paths:
            self._gone[shard_of(path)].add(path)
        for line in lines:
            new = self._new[shard_of(line.path)]
            # Two owners of one address: the one with content wins over a redirect from a former slug.
            if line.path not in new or line.status < new[line.path].status:
                new[line.path] = line

    def write(self) -> tuple[tuple[str | None, ...], int]:
        """Store the shards; returns their sums in order, and the number of files in all of them."""
        sums: list[str | None] = list(self._base.shards) if self._base else [None] * SHARDS
        files = self._base.files if self._base else 0
        for number in self._gone.keys() | self._new.keys():
            before = self._known.lines(number) if self._base else {}
            after = {path: line for path, line in before.items() if path not in self._gone[number]}
            after.update((path, line.text) for path, line in self._new[number].items())
            if after != before:
                sums[number] = self._writer.put_shard(after)
            files += len(after) - len(before)
        return tuple(sums), files
