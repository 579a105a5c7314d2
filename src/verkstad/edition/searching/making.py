# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The search index as a part of the edition: made in the publishing that changes it, and named by the edition's root.

An index is named by what it holds: the sum of its bundles, whatever the order in which they came. What changed nothing that is
searched keeps the index before; going back to an earlier edition goes back to its index.
"""

from __future__ import annotations

import functools
import hashlib
import importlib.metadata
import json
import logging
import multiprocessing
import os
import shutil
import signal
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from uuid import UUID

import verkstad.search
from verkstad.edition import lock
from verkstad.edition.state import State
from verkstad.edition.store import Root, numbers, read_root, root_name
from verkstad.search import index

logger = logging.getLogger("verkstad.edition")

FOLDER = "search"
PART = "search"
"""The format of the part that a thing's bundle is kept as, in the state."""
MANY = 1000
"""Bundles from which on a process of its own is worth its while."""
_SUM = "search_sum"
_ASIDE = ".making-"
_ROOM = Path(verkstad.search.__file__).parent


def index_folder(folder: Path, name: str) -> Path:
    return folder / FOLDER / name


def is_ready(folder: Path, root: Root) -> bool:
    """Whether an edition has an index that nobody found damaged."""
    return root.search is not None and index.is_whole(index_folder(folder, root.search))


class Making:
    """An index on its way, perhaps in a process of its own. Left before it was finished, nothing stays of it.

    A process whose publisher was killed ends by itself: what it made lies aside, where nobody looks, until it is swept away.
    """

    def __init__(self, name: str, aside: Path, make: Callable[[], None] | None = None, *, forked: bool = False) -> None:
        self._name = name
        self._aside = aside
        self._make = make
        self._process = None
        if make is not None:
            shutil.rmtree(aside, ignore_errors=True)
        if make is not None and forked and "fork" in multiprocessing.get_all_start_methods():
            self._process = multiprocessing.get_context("fork").Process(target=_run, args=(make,))
            self._process.start()
            self._make = None  # that process has what it makes it of

    def __enter__(self) -> Making:
        return self

    def __exit__(self, *failure: object) -> None:
        if self._process is not None and self._process.is_alive():
            self._process.terminate()
            self._process.join()
        shutil.rmtree(self._aside, ignore_errors=True)

    def is_ready(self) -> bool:
        """Whether no process is at work on it."""
        return self._process is None or not self._process.is_alive()

    def finish(self) -> str | None:
        """The name of the index, once it is in its place; None when it could not be made."""
        if self._process is not None:
            self._process.join()
            is_made = self._process.exitcode == 0
        elif self._make is not None:
            is_made = _is_made(self._make)
        else:
            return self._name
        if not is_made:
            return None
        place = self._aside.with_name(self._name)
        shutil.rmtree(place, ignore_errors=True)  # of a publishing that was broken off
        os.replace(self._aside, place)
        return self._name


def _run(make: Callable[[], None]) -> None:
    lock.leave_to_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the publisher ends it itself,
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # by this signal
    # Not to be let go of by the interpreter: what was inherited, such as the open state, is the publisher's.
    os._exit(0 if _is_made(make) else 1)


def _is_made(make: Callable[[], None]) -> bool:
    try:
        make()
    except Exception:
        logger.exception("the search index could not be made")
        return False
    return True


def begin_index(
    folder: Path,
    state: State,
    base: Root | None,
    *,
    fresh: bool,
    anew: bool = False,
    bundles: Sequence[str] | None = None,
) -> Making:
    """Begin an index of what the state now holds: the one before when nothing differs, else a new one.

    With ``fresh`` all bundles were made again, and ``bundles`` are they, where the state does not have them yet; with ``anew``
    the index is made of all of them, so that no file of it remembers what was taken out. A large index is made in a process of
    its own, while the publisher does the rest. When it cannot be made, readers have pages as before, and are told that search
    comes back.
    """
    changed = state.take_changed_parts()
    lines: Sequence[str] = []
    if fresh:
        lines = bundles or _lines(state)
        total = index.content_sum(lines)
    else:
        before = [text for text in changed.values() if text]
        after = [text for thing in changed if (text := state.part(PART, UUID(thing)))]
        total = index.content_sum(after, int(state.get(_SUM) or 0), without=before)
    state.put(_SUM, str(total))
    start = f"{_code()}-{total:032x}-"
    aside = folder / FOLDER / f"{_ASIDE}{os.getpid()}"
    known = base.search if base else None
    if not anew and known and known.startswith(start) and index.is_whole(index_folder(folder, known)):
        return Making(known, aside)
    name = f"{start}{max(numbers(folder), default=0) + 1:06}"
    source = index_folder(folder, known) if known else None
    if fresh or anew or source is None or not _may_follow(source):
        lines = lines or _lines(state)
        return Making(name, aside, partial(index.build_index, aside, lines), forked=len(lines) > MANY)
    gone = [thing for thing in changed if not state.part(PART, UUID(thing))]
    return Making(name, aside, partial(index.update_index, source, aside, removed=gone, bundles=after))


def make_index(folder: Path, state: State, base: Root | None, *, fresh: bool, anew: bool = False) -> str | None:
    """The name of an index of what the state now holds; None when it cannot be made. See :func:`begin_index`."""
    with begin_index(folder, state, base, fresh=fresh, anew=anew) as making:
        return making.finish()


def would_forget(state: State) -> bool:
    """Whether something that can be found is there no more: its index may not outlive its page."""
    return any(not state.part(PART, UUID(thing)) for thing in state.changed_parts())


def _lines(state: State) -> list[str]:
    parts = state.parts(PART)
    return [parts[thing] for thing in sorted(parts)]


def _may_follow(source: Path) -> bool:
    """Whether the next index may be made from this one: whole, of the same code, and not for the greater part of what is gone."""
    if not source.name.startswith(f"{_code()}-") or not index.is_whole(source):
        return False
    segments = json.loads((source / "index" / "meta.json").read_bytes())["segments"]
    every = sum(segment["max_doc"] for segment in segments)
    gone = sum(segment["deletes"]["num_deleted_docs"] for segment in segments if segment.get("deletes"))
    return 2 * gone <= every


@functools.cache
def _code() -> str:
    """Changes when a passage may be indexed otherwise: our code, Tantivy, the stemmer, the dictionary."""
    found = hashlib.sha256()
    for path in sorted((*_ROOM.glob("analysis/*.py"), *_ROOM.glob("index/*.py"), *_ROOM.glob("passages/*.py"))):
        found.update(path.name.encode() + b"\0" + path.read_bytes())
    for package in ("tantivy", "pystemmer", "hunspell-sv"):
        found.update(f"{package} {importlib.metadata.version(package)}\n".encode())
    return found.hexdigest()[:8]


def forget_unnamed(folder: Path) -> int:
    """Remove the indexes that no kept edition names; returns how many. Those who have one open keep it until they close it."""
    if not (folder / FOLDER).is_dir():
        return 0
    named = {read_root(folder, root_name(number)).search for number in numbers(folder)}
    removed = 0
    for place in (folder / FOLDER).iterdir():
        is_aside = place.name.startswith(_ASIDE)
        if place.name not in named and not (is_aside and place.stat().st_mtime > time.time() - 3600):
            shutil.rmtree(place, ignore_errors=True)
            removed += 1
    return removed


def remove_damaged(folder: Path) -> int:
    """Remove the indexes of which a file does not have its sum; returns how many. Reads every byte."""
    removed = 0
    for place in (folder / FOLDER).glob("[0-9a-f]*"):
        try:
            index.check(place)
        except index.Damaged:
            shutil.rmtree(place, ignore_errors=True)
            removed += 1
    return removed
