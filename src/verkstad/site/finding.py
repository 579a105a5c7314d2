# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Find-in-list for the front: the index of the edition that is shown, loaded when it is first asked and when it changes."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from typing import TYPE_CHECKING

from verkstad.edition.store import EditionDamaged, Reader

if TYPE_CHECKING:
    from verkstad.edition.finding import Index

logger = logging.getLogger("verkstad.front")

AT_ONCE = 4
"""Questions answered side by side; the others wait their turn, so that a flood of them leaves the pages quick."""


class Finder:
    """Answers a list's query string with a page, or with None where the list itself is the answer."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._index: Index | None = None
        self._sum: str | None = None
        self._loading = asyncio.Lock()
        self._turns = asyncio.Semaphore(AT_ONCE)

    async def __call__(self, path: str, query: str) -> bytes | None:
        index = await self._current()
        root = self._reader.root
        if index is None or root is None:
            return None
        # Here: templates and dates take a moment to import, which readers of pages need not wait for.
        from verkstad.edition.finding import find_page

        async with self._turns:
            return await asyncio.to_thread(
                find_page, index, query, "en" if path.startswith("/en/") else "sv", at=root.at
            )

    async def warm_up(self) -> None:
        """Load the index before anybody asks."""
        with contextlib.suppress(EditionDamaged):
            await self._current()

    async def _current(self) -> Index | None:
        """The index of the edition that is shown; None when the edition has none that this version reads."""
        from verkstad.edition.finding import FINDING_PATH, Index, UnknownFormat

        entry = self._reader.find(FINDING_PATH)
        if entry is None:
            return None
        if entry.sha256 == self._sum:
            return self._index
        async with self._loading:
            if entry.sha256 != self._sum:
                try:
                    self._index = await asyncio.to_thread(Index.load, self._reader.read(entry))
                except UnknownFormat as error:
                    logger.error("the find-in-list cannot be used until the next publishing: %s", error)
                    self._index = None
                self._sum = entry.sha256
            return self._index
