# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""A Dossier in, a folder of files out: written aside, then put in place in one step, so that nothing half-done stays."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from verkstad.exchange.dossier import EVENTS, HEAD, LISTS, write_dossier
from verkstad.records.dossier import Dossier

Progress = Callable[[int, int], None]
"""Called with how many files are written, of how many."""


class Exported(NamedTuple):
    """What an export came to: files of the dossier, those with other bytes than before, and those that went."""

    files: int
    changed: int
    removed: int


class ExportRefused(Exception):
    """The dossier was not written. What was in the folder before is as it was."""

    def __init__(self, folder: Path, message: Any, **values: Any) -> None:
        super().__init__(folder, message, values)
        self.folder = folder
        self.message = message
        self.values = {"folder": str(folder), **values}

    def __str__(self) -> str:
        return str(self.message) % self.values


def export_to(folder: Path, dossier: Dossier, *, progress: Progress | None = None) -> Exported:
    """Let ``folder`` hold this dossier and nothing of an earlier one; make it where there is none.

    Files that do not belong to a dossier (a README) stay. Raises ExportRefused where the folder holds something else
    than a dossier, or one with events where this has none, and when the disk is full or will not be written to.
    """
    files = write_dossier(dossier)
    try:
        folder = folder.resolve()
        before = _own_files(folder)
        if _has_events(before) and not _has_events(files):
            raise ExportRefused(folder, _WOULD_EMPTY)
        kept = _files_to_keep(folder, before)
        folder.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    except OSError as error:
        raise _refused(folder, error) from error
    try:
        _write(aside, files, progress)
        for name in kept:
            _keep(folder / name, aside / name)
        if folder.exists():
            shutil.copymode(folder, aside)
        _put_in_place(aside, folder)
    except OSError as error:
        raise _refused(folder, error) from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    changed = sum(1 for name, data in files.items() if before.get(name) != data)
    return Exported(len(files), changed, len(before.keys() - files.keys()))


def _own_files(folder: Path) -> dict[str, bytes]:
    """The files of the dossier that lies there, if one does."""
    if not os.path.lexists(folder):
        return {}
    if not folder.is_dir():
        raise ExportRefused(folder, _NOT_A_FOLDER)
    if any(folder.iterdir()) and not (folder / HEAD).is_file():
        raise ExportRefused(folder, _NO_DOSSIER, head=HEAD)
    lists = [folder / name for name in (HEAD, *LISTS) if (folder / name).is_file()]
    events = [file for file in (folder / EVENTS).glob("*.yaml") if not file.name.startswith(".")]
    return {str(file.relative_to(folder)): file.read_bytes() for file in (*lists, *events)}


def _has_events(files: dict[str, bytes]) -> bool:
    return any(name.startswith(f"{EVENTS}/") for name in files)


def _files_to_keep(folder: Path, own: dict[str, bytes]) -> list[str]:
    """What lies in the folder beside the dossier: files are kept; a folder, which may be a whole repository, is not moved."""
    if not folder.is_dir():
        return []
    found = [entry for entry in folder.iterdir() if entry.name != EVENTS]
    found += list((folder / EVENTS).iterdir()) if (folder / EVENTS).is_dir() else []
    strangers = [entry for entry in found if str(entry.relative_to(folder)) not in own]
    for entry in strangers:
        if entry.is_dir() and not entry.is_symlink():
            raise ExportRefused(folder, _HOLDS_A_FOLDER, name=str(entry.relative_to(folder)))
    return sorted(str(entry.relative_to(folder)) for entry in strangers)


def _write(aside: Path, files: dict[str, bytes], progress: Progress | None) -> None:
    aside.chmod(0o777 & ~_umask())  # mkdtemp lets nobody else in
    (aside / EVENTS).mkdir()
    for number, (name, data) in enumerate(files.items(), start=1):
        (aside / name).write_bytes(data)
        if progress:
            progress(number, len(files))


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _keep(old: Path, new: Path) -> None:
    new.parent.mkdir(exist_ok=True)
    shutil.copy2(old, new, follow_symlinks=False)


def _put_in_place(aside: Path, folder: Path) -> None:
    """After this, ``folder`` is what ``aside`` was, and ``aside`` what was there before, if anything."""
    if not folder.exists() or not any(folder.iterdir()):
        os.replace(aside, folder)
    elif not _exchange(aside, folder):
        old = aside.with_name(aside.name + ".old")
        os.replace(folder, old)
        try:
            os.replace(aside, folder)
        except OSError:
            os.replace(old, folder)
            raise
        os.replace(old, aside)


_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_RENAME_SWAP = 2


def _exchange(one: Path, other: Path) -> bool:
    """Let two folders change names in one step; False where the system or its file system cannot.

    Python has no name for renameat2(2) of Linux and renamex_np(2) of macOS.
    """
    with contextlib.suppress(OSError, AttributeError):
        libc = ctypes.CDLL(None, use_errno=True)
        names = os.fsencode(one), os.fsencode(other)
        platform: str = sys.platform  # by name: a type checker would call the other branch unreachable
        if platform == "linux":
            return libc.renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE) == 0
        if platform == "darwin":
            return libc.renamex_np(*names, _RENAME_SWAP) == 0
    return False


def _refused(folder: Path, error: OSError) -> ExportRefused:
    if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        return ExportRefused(folder, _DISK_FULL)
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return ExportRefused(folder, _NOT_ALLOWED)
    return ExportRefused(folder, _FAILED, reason=error.strerror or str(error))


_NOT_A_FOLDER = _("%(folder)s is a file. Give a folder for the dossier.")
_NO_DOSSIER = _(
    "%(folder)s holds other things and no dossier (%(head)s is missing). Nothing was written. Give an empty or a new folder."
)
_HOLDS_A_FOLDER = _(
    "%(folder)s holds the folder “%(name)s”, which does not belong to a dossier. Nothing was written."
    " Export to a folder of its own, within it or elsewhere."
)
_WOULD_EMPTY = _(
    "%(folder)s holds a dossier with events, and the archive has none: is it the right archive? Nothing was written."
    " Give an empty or a new folder."
)
_DISK_FULL = _(
    "The disk is full: the dossier was not written to %(folder)s, and what was there is as it was. Make room and export again."
)
_NOT_ALLOWED = _("You may not write to %(folder)s or the folder around it. Nothing was written. Choose another folder.")
_FAILED = _("The dossier was not written to %(folder)s, and what was there is as it was (%(reason)s).")
