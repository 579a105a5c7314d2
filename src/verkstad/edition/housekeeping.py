# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which editions are kept, and sweeping away what none of them names."""

from __future__ import annotations

import contextlib
import hashlib
import os
import time
from pathlib import Path

from verkstad.edition.searching import making
from verkstad.edition.store import EditionDamaged, current_number, numbers, read_root, read_shard, root_name

SWEEP_EVERY = 20
"""Editions between two sweeps: a sweep reads every kept manifest, and what waits for it costs only disk."""


DAMAGED = "damaged"
"""The file that names a damaged edition."""


def forget_old(folder: Path, *, keep: int) -> None:
    """Forget all but the newest ``keep`` editions (never the one readers see), and now and then sweep."""
    kept = numbers(folder)
    old = set(kept[: -keep or None]) - {current_number(folder)}
    for number in old:
        (folder / root_name(number)).unlink(missing_ok=True)
    if old:
        making.forget_unnamed(folder)
    if any(number % SWEEP_EVERY == 0 for number in old):
        sweep(folder)


def forget_all_but_newest(folder: Path) -> int:
    """Forget every edition but the newest and sweep, for what must be gone from kept editions too; returns the files removed."""
    newest = max(numbers(folder), default=None)
    for number in numbers(folder):
        if number not in {newest, current_number(folder)}:
            (folder / root_name(number)).unlink(missing_ok=True)
    return sweep(folder)


def sweep(folder: Path) -> int:
    """Remove every shard and blob that no kept edition names; returns how many. Safe beside readers, not beside a builder."""
    shards = {sum for number in numbers(folder) for sum in read_root(folder, root_name(number)).shards if sum}
    blobs = {entry.blob or entry.sha256 for sum in shards for entry in read_shard(folder, sum)}
    removed = making.forget_unnamed(folder)
    removed += _remove_others(folder / "shards", {f"{sum}.tsv" for sum in shards})
    for prefix in folder.glob("blobs/*"):
        removed += _remove_others(prefix, blobs)
    for aside in (*folder.glob(".aside-*"), *folder.glob(".current-*")):
        if aside.lstat().st_mtime < time.time() - 3600:
            aside.unlink(missing_ok=True)
    return removed


def remove_damaged(folder: Path) -> int:
    """Remove every shard and blob that does not have its sum, and the editions that name one; returns the files removed.

    Also editions of another format, and those of which something is missing. The next publishing makes anew what is gone, and
    then forgets the edition that readers see, whose other pages they have until then. Reads every byte. Not beside a builder.
    """
    removed = making.remove_damaged(folder)
    for file in (*folder.glob("shards/*.tsv"), *folder.glob("blobs/*/*")):
        if not _has_its_sum(file):
            file.unlink(missing_ok=True)
            removed += 1
    blobs = {file.name for file in folder.glob("blobs/*/*")}
    for number in numbers(folder):
        if not _is_whole(folder, number, blobs):
            removed += 1
            if number == current_number(folder):
                (folder / DAMAGED).write_text(f"{number}\n")
            else:
                (folder / root_name(number)).unlink(missing_ok=True)
    return removed


def damaged(folder: Path) -> int | None:
    """The edition that readers still see though something of it is gone; nothing may be built upon it."""
    try:
        return int((folder / DAMAGED).read_text())
    except (OSError, ValueError):
        return None


def forget_damaged(folder: Path) -> None:
    """Forget it, once readers see another."""
    number = damaged(folder)
    if number is not None and number != current_number(folder):
        (folder / root_name(number)).unlink(missing_ok=True)
        (folder / DAMAGED).unlink(missing_ok=True)


def _is_whole(folder: Path, number: int, blobs: set[str]) -> bool:
    try:
        shards = read_root(folder, root_name(number)).shards
        return all((entry.blob or entry.sha256) in blobs for sum in shards if sum for entry in read_shard(folder, sum))
    except EditionDamaged:
        return False


def _has_its_sum(file: Path) -> bool:
    try:
        with file.open("rb") as content:
            return hashlib.file_digest(content, "sha256").hexdigest() == file.stem
    except OSError:
        return False


def _remove_others(folder: Path, wanted: set[str]) -> int:
    removed = 0
    with os.scandir(folder) as found:
        for file in found:
            if file.name not in wanted:
                with contextlib.suppress(FileNotFoundError):
                    os.unlink(file.path)
                    removed += 1
    return removed
