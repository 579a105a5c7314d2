# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""An index on disk: Tantivy's files, the dictionary that its compounds were split by, and the sums of all of them."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path

SUMS, DICTIONARY, TANTIVY, MARK = "sums.json", "dictionary.txt", "index", "damaged"
_CHANGING = frozenset({"meta.json", ".managed.json"})
"""What Tantivy replaces by another file of the same name; all else is written once."""
_LOCKS = frozenset({".tantivy-meta.lock", ".tantivy-writer.lock"})


class Damaged(Exception):
    """An index cannot be used. Carries a sentence that names the file."""


def files_in(folder: Path) -> Iterator[str]:
    """The files of an index, by their paths within it."""
    yield DICTIONARY
    for entry in sorted(os.scandir(folder / TANTIVY), key=lambda entry: entry.name):
        if entry.name not in _LOCKS:
            yield f"{TANTIVY}/{entry.name}"


def write_sums(folder: Path, before: Path | None = None) -> None:
    """Seal an index: the size and sum of each file. Those that are linked from the index before are not read again."""
    known = _read_sums(before) if before else {}
    sums: dict[str, list[object]] = {}
    for name in files_in(folder):
        path = folder / name
        size = path.stat().st_size
        if name in known and known[name][0] == size and path.name not in _CHANGING:
            sums[name] = known[name]
        else:
            sums[name] = [size, _sum_of(path)]
    (folder / SUMS).write_text(json.dumps(sums, indent=1))
    for name in (SUMS, *sums):
        _sync(folder / name)
    _sync(folder / TANTIVY)
    _sync(folder)


def link_files(source: Path, into: Path) -> None:
    """Bring every file of an index into a new folder without copying it; on another disk it is copied."""
    (into / TANTIVY).mkdir(parents=True)
    for name in files_in(source):
        if Path(name).name in _CHANGING:
            (into / name).write_bytes((source / name).read_bytes())
        else:
            os.link(source / name, into / name)


def is_whole(folder: Path) -> bool:
    """Whether all files are there in their sizes, and nobody found the index damaged. Reads no file but the sums."""
    with contextlib.suppress(OSError, ValueError, Damaged):
        if (folder / MARK).exists():
            return False
        return all((folder / name).stat().st_size == size for name, (size, _) in _read_sums(folder).items())
    return False


def check(folder: Path, known: set[tuple[int, str]] | None = None) -> None:
    """Raise Damaged unless every file has its sum. Reads every byte, but of files that are in ``known``, to which it adds the
    others: an index shares most of its files with the one before."""
    for name, (size, sum) in _read_sums(folder).items():
        path = folder / name
        try:
            status = path.stat()
            file = (status.st_ino, str(sum))
            is_right = status.st_size == size and (file in (known or ()) or _sum_of(path) == sum)
        except OSError as error:
            raise Damaged(f"{path} cannot be read: {error}") from error
        if not is_right:
            raise Damaged(f"{path} does not have the bytes that were written")
        if known is not None:
            known.add(file)


def mark_damaged(folder: Path, why: str) -> None:
    """Leave word for the publisher, who makes the index anew."""
    with contextlib.suppress(OSError):
        (folder / MARK).write_text(f"{why}\n")


def _read_sums(folder: Path) -> dict[str, list[object]]:
    try:
        found: dict[str, list[object]] = json.loads((folder / SUMS).read_bytes())
    except (OSError, ValueError) as error:
        raise Damaged(f"{folder / SUMS} cannot be read: {error}") from error
    return found


def _sum_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
