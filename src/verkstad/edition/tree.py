# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""An edition as a tree of ordinary files, for any web server or CDN: ``/event/a/`` becomes ``event/a/index.html``."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

from verkstad.edition.store import EditionDamaged, Place, Reader

_MOVED = '<!doctype html><meta charset="utf-8"><title>→</title><meta http-equiv="refresh" content="0;url={location}"><a href="{location}">{location}</a>'


def write_tree(folder: Path, into: Path) -> int:
    """Write the current edition under ``into``, with ``.gz`` and ``.br`` beside each file where they pay; returns the files written.

    ``into`` becomes a link to the new tree in one step; the tree before is removed. Redirects become small pages, as not every
    server can read our manifest.
    """
    reader = Reader(folder)
    reader.refresh()
    if reader.root is None:
        raise FileNotFoundError(f"there is no edition in {folder} yet: run 'verkstad publish' first")
    if os.path.lexists(into) and not _is_ours(into):
        raise FileExistsError(
            f"{into} exists and is not a tree that this command made; name a folder that does not exist"
        )
    aside = into.with_name(f"{into.name}.{reader.number:06}")
    shutil.rmtree(aside, ignore_errors=True)
    written = 0
    for entry in reader.entries():
        target = aside / _file_name(entry.path)
        target.parent.mkdir(parents=True, exist_ok=True)
        if entry.location is None:
            _copy(reader.place(entry), target)
        else:
            target.write_bytes(_MOVED.format(location=entry.location).encode())
        for encoding, size, suffix in (("gzip", entry.gzip_size, ".gz"), ("br", entry.br_size, ".br")):
            if size is not None:
                target.with_name(target.name + suffix).write_bytes(reader.read(entry, encoding))
        written += 1
    before = into.resolve() if into.is_symlink() else None
    link = into.with_name(f".{into.name}.new")
    link.unlink(missing_ok=True)
    link.symlink_to(aside.name)
    os.replace(link, into)
    if before is not None and before != aside.resolve():
        shutil.rmtree(before, ignore_errors=True)
    return written


def _copy(place: Place, target: Path) -> None:
    """In blocks: a recording may be larger than memory."""
    left = place.length
    with place.path.open("rb") as source, target.open("wb") as into:
        source.seek(place.offset)
        while left and (block := source.read(min(left, 1024 * 1024))):
            into.write(block)
            left -= len(block)
    if left:
        raise EditionDamaged(f"{place.path} is cut short")


def _is_ours(into: Path) -> bool:
    """Whether this command made it: a link to a folder beside it that carries its name and an edition's number."""
    return into.is_symlink() and re.fullmatch(rf"{re.escape(into.name)}\.\d{{6}}", os.readlink(into)) is not None


def _file_name(path: str) -> str:
    return path.lstrip("/") + ("index.html" if path.endswith("/") else "")
