# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""A folder in, the bytes of a dossier's files out. Nothing outside the folder is read, and nothing of unreasonable size."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from verkstad.exchange.dossier import EVENTS, HEAD, LISTS
from verkstad.intake.problems import DossierRefused, Problem, Sentence, shown
from verkstad.intake.sentences import nearest

MEGABYTE = 1_000_000
MAX_EVENT_BYTES = 5 * MEGABYTE
MAX_LIST_BYTES = 64 * MEGABYTE
"""The lists hold every person and topic there is; an event's file holds one event."""

MAX_FILES = 200_000
MAX_ALL_BYTES = 4_000 * MEGABYTE

YAML_ENDINGS = (".yaml", ".yml")


def fetch_dossier(folder: Path) -> tuple[dict[str, bytes], list[Problem]]:
    """The bytes of each file by its path within the folder (``events/….yaml``), and what could not be fetched.

    Raises DossierRefused where there is no dossier at all. Files that are not YAML are left alone: a dossier may hold a
    README or lie in a repository.
    """
    _refuse_what_is_no_dossier(folder)
    inside = folder.resolve()
    files: dict[str, bytes] = {}
    problems: list[Problem] = []
    total = 0
    for number, name in enumerate(_names(folder, problems)):
        if number >= MAX_FILES:
            problems.append(_problem("too-many-files", EVENTS, _TOO_MANY, number=MAX_FILES))
            break
        fetched = _fetch(folder / name, name, inside)
        if isinstance(fetched, Problem):
            problems.append(fetched)
            continue
        total += len(fetched)
        if total > MAX_ALL_BYTES:
            problems.append(_problem("too-large", name, _ALL_TOO_LARGE, limit=MAX_ALL_BYTES // MEGABYTE))
            break
        files[name] = fetched
    return files, problems


def _refuse_what_is_no_dossier(folder: Path) -> None:
    name = shown(folder)
    if not os.path.lexists(folder):
        raise DossierRefused([_problem("no-folder", name, _NO_FOLDER)])
    if not folder.is_dir():
        raise DossierRefused([_problem("no-folder", name, _NOT_A_FOLDER)])
    try:
        if not os.path.lexists(folder / HEAD):
            raise DossierRefused([_problem("no-dossier", name, _NO_HEAD, head=HEAD)])
        os.listdir(folder)
    except OSError as error:
        raise DossierRefused([_unreadable(name, error)]) from error


def _names(folder: Path, problems: list[Problem]) -> Iterator[str]:
    """The files to read, in a fixed order; a YAML file of any other name is a problem, for it may be a slip."""
    known = (HEAD, *LISTS)
    try:
        entries = sorted(entry.name for entry in os.scandir(folder))
        inner = sorted(entry.name for entry in os.scandir(folder / EVENTS)) if EVENTS in entries else []
    except OSError as error:
        problems.append(_unreadable(EVENTS, error))
        return
    for name in entries:
        if name in known:
            yield name
        elif name.endswith(YAML_ENDINGS) and not name.startswith("."):
            near = nearest(name, list(known))
            words = _STRANGER_NEAR if near else _STRANGER
            problems.append(_problem("unknown-file", shown(name), words, near=near, known=", ".join(known)))
    for name in inner:
        if name.endswith(".yml") and not name.startswith("."):
            problems.append(_problem("unknown-file", shown(f"{EVENTS}/{name}"), _ENDING))
        elif name.endswith(".yaml") and not name.startswith("."):
            yield f"{EVENTS}/{name}"


def _fetch(file: Path, name: str, inside: Path) -> bytes | Problem:
    limit = MAX_EVENT_BYTES if name.startswith(f"{EVENTS}/") else MAX_LIST_BYTES
    try:
        if not file.resolve(strict=True).is_relative_to(inside):
            return _problem("outside", shown(name), _OUTSIDE)
        # Not blocking: opening a named pipe would wait for somebody to write into it.
        handle = os.open(file, os.O_RDONLY | os.O_NONBLOCK)
        about = os.fstat(handle)
        if not stat.S_ISREG(about.st_mode):
            os.close(handle)
            return _problem("not-a-file", shown(name), _NOT_A_FILE)
        with open(handle, "rb") as opened:
            data = opened.read(limit + 1) if about.st_size <= limit else b""
    except (OSError, RuntimeError) as error:  # RuntimeError: a symbolic link that leads to itself
        return _unreadable(shown(name), error)
    if about.st_size > limit or len(data) > limit:
        size = max(about.st_size, len(data)) / MEGABYTE
        return _problem("too-large", shown(name), _TOO_LARGE, size=f"{size:.1f}", limit=limit // MEGABYTE)
    return data


def _unreadable(name: str, error: Exception) -> Problem:
    reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return _problem("unreadable", name, _UNREADABLE, reason=reason)


def _problem(kind: str, file: str, words: tuple[Any, Any], **values: Any) -> Problem:
    return Problem(kind, file, Sentence(words[0], values), Sentence(words[1], values))


_NO_FOLDER = (_("There is no such folder."), _("Check the path."))
_NOT_A_FOLDER = (_("This is a file, not a folder."), _("Give the folder that holds dossier.yaml."))
_NO_HEAD = (
    _("The folder is no dossier: %(head)s is missing."),
    _("Give the folder that holds %(head)s, or add that file with the line “format: verkstad-dossier/1”."),
)
_STRANGER = (
    _("A dossier has no file of this name, so it would not be read."),
    _("Give it one of these names: %(known)s; or put a workshop into events/."),
)
_STRANGER_NEAR = (_("A dossier has no file of this name, so it would not be read."), _("Did you mean “%(near)s”?"))
_ENDING = (_("The name ends in .yml, so the file would not be read."), _("Let it end in .yaml."))
_TOO_MANY = (_("The folder has more than %(number)s files."), _("Divide the dossier and import the parts one by one."))
_TOO_LARGE = (
    _("The file has %(size)s MB; %(limit)s MB is the most. It was not read."),
    _("Look for something that does not belong there. Recordings and slides are kept as files, not in the dossier."),
)
_ALL_TOO_LARGE = (
    _("The files have more than %(limit)s MB together."),
    _("Divide the dossier and import the parts one by one."),
)
_OUTSIDE = (
    _("This is a symbolic link to a place outside the folder. It was not followed."),
    _("Put the file itself into the folder."),
)
_NOT_A_FILE = (_("This is not an ordinary file."), _("Put an ordinary file in its place."))
_UNREADABLE = (_("The file cannot be read (%(reason)s)."), _("Check that it exists and that you may read it."))

__all__ = ["fetch_dossier"]
