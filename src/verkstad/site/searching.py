# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Search for the front: the index of the edition that is shown, opened when it changes, and the answers from it."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from typing import TYPE_CHECKING

from verkstad.edition.store import EditionDamaged, Reader

if TYPE_CHECKING:
    from verkstad.edition.searching.answer import Answer
    from verkstad.edition.searching.site import Sign
    from verkstad.records.base import Language
    from verkstad.search.index import Opened

logger = logging.getLogger("verkstad.front")

AT_ONCE = 4
"""Questions answered side by side; the others wait their turn, so that a flood of them leaves the pages quick."""


class Searcher:
    """Answers /search and /en/search; None when the edition knows nothing of search."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._opened: Opened | None = None
        self._name: str | None = None
        self._known: set[tuple[int, str]] = set()
        self._sign: Sign | None = None
        self._sign_sum = ""
        self._loading = asyncio.Lock()
        self._turns = asyncio.Semaphore(AT_ONCE)

    async def __call__(self, path: str, query: str, accept: str) -> Answer | None:
        opened, sign = await self._current()
        if sign is None:
            return None
        language: Language = "en" if path.startswith("/en/") else "sv"
        async with self._turns:
            return await asyncio.to_thread(self._answer, sign, opened, query, language, accept)

    def _answer(self, sign: Sign, opened: Opened | None, query: str, language: Language, accept: str) -> Answer:
        # Here: templates and the index take a moment to import, which readers of pages need not wait for.
        from verkstad.edition.searching.answer import answer
        from verkstad.search import index

        try:
            return answer(sign, opened, query, language, accept=accept)
        except BaseException as error:  # a panic of Tantivy's is no Exception
            if opened is None or isinstance(error, SystemExit | KeyboardInterrupt):
                raise
            try:
                index.check(opened.folder)
            except index.Damaged as damage:
                self._give_up(opened, damage)
                return answer(sign, None, query, language, accept=accept)
            raise RuntimeError(f"search failed: {type(error).__name__}: {error}") from error

    def _give_up(self, opened: Opened, damage: Exception) -> None:
        from verkstad.search import index

        logger.error("the search index is damaged and will be made anew: %s", damage)
        index.mark_damaged(opened.folder, str(damage))
        if self._opened is opened:
            self._opened = None

    async def warm_up(self) -> None:
        """Open the index before anybody asks."""
        with contextlib.suppress(EditionDamaged):
            opened, _ = await self._current()
            if opened is not None:
                await asyncio.to_thread(lambda: (opened.speller, opened.aliases))

    async def _current(self) -> tuple[Opened | None, Sign | None]:
        from verkstad.edition.searching.site import SITE_PATH, read_sign

        root = self._reader.root
        if root is not None and root.search != self._name:
            async with self._loading:
                if root.search != self._name:
                    self._opened = await asyncio.to_thread(self._open, root.search)
                    self._name = root.search
        entry = self._reader.find(SITE_PATH)
        if entry is not None and entry.sha256 != self._sign_sum:
            self._sign = read_sign(self._reader.read(entry))
            self._sign_sum = entry.sha256
        return self._opened, self._sign if entry is not None else None

    def _open(self, name: str | None) -> Opened | None:
        from verkstad.edition.searching.making import index_folder
        from verkstad.search import index

        if name is None:
            return None
        folder = index_folder(self._reader.folder, name)
        try:
            return index.Opened.open(folder, self._known)
        except index.Damaged as damage:
            logger.error("the search index is damaged and will be made anew: %s", damage)
            index.mark_damaged(folder, str(damage))
            return None
