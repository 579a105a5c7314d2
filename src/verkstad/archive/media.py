# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The bytes of uploads, in one private folder: ``<aa>/<sha256>``, each named by its sum and never written over.

What is on its way lies under ``incoming``, and gets its name by one rename when it is whole and on the disk. ``forms`` holds
what is made of files for pages (a picture in other sizes, slides as text and pictures, a recording as it is cut); it can be made again. Knows neither Django nor the database.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

BLOCK = 1024 * 1024
_SHA256 = re.compile(r"[0-9a-f]{64}")
_FORM = re.compile(r"[a-z0-9-]{1,80}\.[a-z0-9]{1,8}")


class Media:
    def __init__(self, root: Path) -> None:
        self.root = root

    def path(self, sha256: str) -> Path:
        """Where the bytes lie, or would. Raises ValueError for what is no sum: no path leads out of the folder."""
        if not _SHA256.fullmatch(sha256):
            raise ValueError(f"{sha256!r} is not a SHA-256 sum")
        return self.root / sha256[:2] / sha256

    def has(self, sha256: str) -> bool:
        return self.path(sha256).is_file()

    def form(self, sha256: str, name: str) -> Path:
        """Where a form of a picture lies, or would: ``640.avif``. Raises ValueError as :meth:`path` does."""
        if not _FORM.fullmatch(name):
            raise ValueError(f"{name!r} is not the name of a picture's form")
        return self.root / "forms" / self.path(sha256).name[:2] / sha256 / name

    @property
    def incoming(self) -> Path:
        """The folder of what is on its way."""
        folder = self.root / "incoming"
        folder.mkdir(parents=True, exist_ok=True, mode=0o750)
        return folder

    def keep(self, aside: Path, sha256: str) -> Path:
        """Give a whole file, whose sum is ``sha256``, its name. Bytes that are here already are not kept twice.

        Raises OSError, as when the disk is full; then nothing has the name.
        """
        path = self.path(sha256)
        if path.is_file() and path.stat().st_size == aside.stat().st_size:
            aside.unlink()
            return path
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o750)
        os.chmod(aside, 0o640)
        _sync(aside)
        os.replace(aside, path)
        _sync(path.parent)
        return path

    def write(self, content: bytes) -> str:
        """Keep bytes at hand; returns their sum. Raises OSError and leaves nothing."""
        with self.aside() as aside:
            aside.write_bytes(content)
            sha256 = hashlib.sha256(content).hexdigest()
            self.keep(aside, sha256)
        return sha256

    def write_form(self, sha256: str, name: str, write: Callable[[Path], object], *, is_told_of: bool = False) -> Path:
        """Keep a form of a file, which ``write`` puts into the file it is given.

        ``is_told_of``: the database will say that it is there, so it is on the disk before this returns.
        """
        path = self.form(sha256, name)
        with self.aside() as aside:
            write(aside)
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o750)
            os.chmod(aside, 0o640)
            if is_told_of:
                _sync(aside)
            os.replace(aside, path)
            if is_told_of:
                _sync(path.parent)
        return path

    @contextlib.contextmanager
    def aside(self) -> Iterator[Path]:
        """A new file under ``incoming``; gone afterwards, unless it was given its name."""
        handle, name = tempfile.mkstemp(dir=self.incoming, prefix="aside-")
        os.close(handle)
        try:
            yield Path(name)
        finally:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(name)

    def destroy(self, sha256: str) -> bool:
        """Remove the bytes and all that was made of them; whether there were any. Not to be undone.

        Kept editions may hold links to the same bytes: take the thing down first, which makes them go (see edition/uploads.py).
        """
        forms = self.form(sha256, "0.x").parent
        if forms.is_dir():
            for form in forms.iterdir():
                form.unlink()
            forms.rmdir()
        path = self.path(sha256)
        existed = path.is_file()
        path.unlink(missing_ok=True)
        if path.parent.is_dir():
            _sync(path.parent)
        return existed


def sum_of(path: Path, *, upto: int | None = None, known: hashlib._Hash | None = None, start: int = 0) -> hashlib._Hash:
    """The sum of a file's bytes from ``start`` to ``upto`` (its end), added to ``known``; read in blocks."""
    found = known or hashlib.sha256()
    with path.open("rb") as file:
        file.seek(start)
        left = (upto if upto is not None else path.stat().st_size) - start
        while left > 0 and (block := file.read(min(BLOCK, left))):
            found.update(block)
            left -= len(block)
    return found


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
