# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Headings and paragraphs of a document without pages into pages: a section each, and about a page's worth where one is long."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from verkstad.intake.documents.clean import LINE_AT_MOST, clean_text
from verkstad.intake.documents.values import RawPage

PAGE_WORTH = 3_000
"""Characters of a page in print."""
LONG = 4 * PAGE_WORTH
"""A section that is longer than this becomes several pages."""
BLOCKS_AT_MOST = 400_000


class Block(NamedTuple):
    """A heading of ``level`` 1 to 9, or with level 0 a paragraph."""

    text: str
    level: int = 0


def to_pages(blocks: Iterable[Block]) -> Iterator[RawPage]:
    """A page for each heading of the two highest levels that there are; lower ones stand in the text."""
    clean = [block for each in blocks if (block := each._replace(text=clean_text(each.text, at_most=None))).text]
    levels = sorted({block.level for block in clean if block.level})[:2]
    title, texts = "", list[str]()
    for block in clean:
        if block.level in levels and len(heading := block.text.replace("\n", " ")) <= LINE_AT_MOST:
            yield from _section(title, texts)
            title, texts = heading, []
        else:
            texts.append(block.text)
    yield from _section(title, texts)


def _section(title: str, texts: list[str]) -> Iterator[RawPage]:
    if not title and not texts:
        return
    first, *rest = parts(texts) or [""]
    yield RawPage(title, first)
    for part in rest:
        yield RawPage("", part)


def parts(texts: list[str], long: int = LONG) -> list[str]:
    """All of the paragraphs in one piece, or where they are ``long`` together, in pieces of about a page."""
    if sum(len(text) for text in texts) <= long:
        return ["\n\n".join(texts)] if texts else []
    found: list[str] = []
    holds: list[str] = []
    size = 0
    for piece in (piece for text in texts for piece in _pieces(text)):
        if holds and size + len(piece) > PAGE_WORTH:
            found.append("\n\n".join(holds))
            holds, size = [], 0
        holds.append(piece)
        size += len(piece)
    return [*found, "\n\n".join(holds)]


def _pieces(text: str) -> Iterator[str]:
    """A paragraph of more than a page, parted after a sentence, a word, or in the middle of what has no words."""
    while len(text) > PAGE_WORTH:
        half = PAGE_WORTH // 2
        at = max(text.rfind(end, half, PAGE_WORTH) + len(end) - 1 for end in (". ", "\n", "? ", "! "))
        at = at if at >= half else text.rfind(" ", half, PAGE_WORTH)
        at = at if at >= half else PAGE_WORTH
        yield text[:at].strip()
        text = text[at:].strip()
    if text:
        yield text
