# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The lines of PDF pages, with their places and sizes, into a title and paragraphs.

A PDF knows neither: the title is told by its size and place, paragraphs by the space between lines and by how full they are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from verkstad.intake.documents.clean import LINE_AT_MOST, clean_line, clean_text

HYPHEN = "\x02"
"""What PDFium writes for a hyphen that ends a line and parts a word."""

EDGE = 0.12
"""The part of a page's height, above and below, where headers and footers stand."""
_OFTEN = 0.6
"""The share of pages on which a line at the edge stands before it is a header or a footer."""
_FEW_PAGES = 4
"""Fewer pages than these do not show what repeats."""

_SHORT = 25
"""Characters: a line with fewer is an item of a list, not the first half of a sentence."""
_ROOMY = 0.6
"""The part of a slide's width below which a line ended because it was done, when the next begins with a capital letter."""
_KICKER = 80
"""Characters that may stand above a title; after more of them it is the heading of a part, and stays in the text."""

_BULLET = re.compile(r"[\ue000-\uf8ff•‣▪▫■□●○◦–—*·➢➤✓►-]\s|\(?\d{1,2}[.)]\s|[a-z]\)\s|\d+(?:\.\d+)+\s")
_LETTER = re.compile(r"[^\W\d_]")
_DIGITS = re.compile(r"\d+")
_LEADER = re.compile(r"(?:\s?\.){4,}\s*")


class TextLine(NamedTuple):
    """Places in points from the upper left corner of the page as it is shown; ``size`` is the height of its characters."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    is_level: bool = True


class PageLines(NamedTuple):
    width: float
    height: float
    lines: tuple[TextLine, ...]


def without_repeated(pages: Sequence[PageLines]) -> list[PageLines]:
    """The pages without headers, footers and page numbers: what stands at the edge of most pages, whatever its digits."""
    if len(pages) < _FEW_PAGES:
        return list(pages)
    seen = Counter(key for page in pages for key in {_repeats_as(line, page) for line in page.lines} if key)
    often = {key for key, count in seen.items() if count >= _OFTEN * len(pages)}
    if not often:
        return list(pages)
    return [
        page._replace(lines=tuple(line for line in page.lines if _repeats_as(line, page) not in often))
        for page in pages
    ]


def _repeats_as(line: TextLine, page: PageLines) -> tuple[str, int] | None:
    """What is the same in all headers: the words, digits apart, and the size. None away from the edges."""
    if EDGE * page.height < line.bottom and line.top < (1 - EDGE) * page.height:
        return None
    return _DIGITS.sub("#", clean_line(line.text)), round(line.size)


def title_and_text(page: PageLines, bookmarks: Iterable[str] = ()) -> tuple[str, str]:
    """The title of a page and the rest in the order that the file has it; ``bookmarks`` are those that lead to the page."""
    lines = [line for line in page.lines if line.text.strip()]
    found, largest = _bookmarked(lines, bookmarks), _largest(lines, page)
    if not found or (largest and lines[largest[0]].size > 1.15 * lines[found[0]].size):
        found = largest  # a chapter that begins above the section that the bookmark names
    if not found:
        return "", paragraphs(lines, page)
    title = clean_line(join_lines([lines[at] for at in found]))
    if not title or len(title) > LINE_AT_MOST:
        return "", paragraphs(lines, page)
    first = found[0]
    before = sum(len(lines[at].text) for at in range(first) if lines[at].top < lines[first].top)
    rest = lines if before > _KICKER else [line for at, line in enumerate(lines) if at not in found]
    return title, paragraphs(rest, page)


def _bookmarked(lines: Sequence[TextLine], bookmarks: Iterable[str]) -> list[int]:
    """The lines that say what a bookmark says: one, or up to three that follow each other."""
    for bookmark in bookmarks:
        wanted = clean_line(bookmark).casefold()
        for first in range(len(lines)) if _LETTER.search(wanted) else ():
            for count in (1, 2, 3):
                if clean_line(join_lines(lines[first : first + count])).casefold() == wanted:
                    return list(range(first, min(first + count, len(lines))))
    return []


def _largest(lines: Sequence[TextLine], page: PageLines) -> list[int]:
    """The lines of the largest size that is clearly larger than the text's: in the upper third, or else anywhere."""
    worded = [at for at, line in enumerate(lines) if line.is_level and len(_LETTER.findall(line.text)) >= 2]
    if not worded:
        return []
    if len(worded) == 1 and len(lines) == 1:
        return worded
    body = _size_of_most(lines)
    above = [at for at in worded if lines[at].top < 0.35 * page.height and lines[at].size >= 1.12 * body]
    candidates = above or [at for at in worded if lines[at].size >= 1.25 * body]
    if not candidates:
        return []
    largest = max(lines[at].size for at in candidates)
    first = next(at for at in candidates if lines[at].size >= 0.97 * largest)
    found = [first]
    for at in range(first + 1, len(lines)):
        if at not in candidates or abs(lines[at].size - lines[first].size) > 0.05 * largest:
            break
        if lines[at].top - lines[at - 1].bottom > lines[first].size:
            break
        found.append(at)
    return found


def _size_of_most(lines: Sequence[TextLine]) -> float:
    """The size that half of the characters do not exceed, the largest size left out where there is another."""
    largest = max(line.size for line in lines)
    smaller = [line for line in lines if line.size < 0.9 * largest] or list(lines)
    smaller.sort(key=lambda line: line.size)
    half, passed = sum(len(line.text) for line in smaller) / 2, 0
    for line in smaller:
        passed += len(line.text)
        if passed >= half:
            return line.size
    return largest


def paragraphs(lines: Sequence[TextLine], page: PageLines) -> str:
    """Lines that are full go on in the next; a larger gap, another size or another place begins a paragraph."""
    usual = _usual_gap(lines)
    pieces: list[str] = []
    for at, line in enumerate(lines):
        if at:
            previous = lines[at - 1]
            if _begins_block(previous, line, usual):
                pieces.append("\n\n")
            elif _begins_line(line, previous, page) or not _is_full(at - 1, lines):
                pieces.append("\n")
            else:
                pieces.append(" ")
        pieces.append(_LEADER.sub(" … ", line.text.strip(" \t")))
    return clean_text(_joined("".join(pieces)))


def join_lines(lines: Sequence[TextLine]) -> str:
    return _joined(" ".join(line.text.strip(" \t") for line in lines))


_PARTED = re.compile(rf"(\S*?){HYPHEN}[ \n]*(\S?)")


def _joined(text: str) -> str:
    """Words that were parted at the end of a line, in one piece. In *e-tjänst* and *DCAT-AP* the hyphen is the word's own."""

    def join(parted: re.Match[str]) -> str:
        before, after = parted.groups()
        keeps = len(before) <= 1 or not after.islower() or before[-1:].isupper() or before[-1:].isdigit()
        return f"{before}{'-' if keeps else ''}{after}"

    return _PARTED.sub(join, text)


def _usual_gap(lines: Sequence[TextLine]) -> float:
    """The median of the gaps between lines that stand below each other, in parts of their height."""
    gaps = sorted(
        gap
        for previous, line in pairwise(lines)
        if -0.5 < (gap := (line.top - previous.bottom) / max(line.size, 1)) < 1.5
    )
    return gaps[len(gaps) // 2] if gaps else 0.2


def _begins_block(previous: TextLine, line: TextLine, usual: float) -> bool:
    gap = (line.top - previous.bottom) / max(line.size, 1)
    if gap > usual + 0.35 or line.bottom < previous.top:
        return True
    if not 0.85 < line.size / max(previous.size, 1) < 1.18:
        return True
    return line.left > previous.right + line.size or line.is_level != previous.is_level


def _begins_line(line: TextLine, previous: TextLine, page: PageLines) -> bool:
    """Whether a line is an item of its own by what it says. The points of a slide may be drawn, and be no characters."""
    if _BULLET.match(line.text.lstrip()) or _LEADER.search(previous.text):
        return True
    is_slide = page.width > page.height
    has_room = previous.right - previous.left < _ROOMY * page.width
    return is_slide and has_room and line.text.lstrip()[:1].isupper()


def _is_full(at: int, lines: Sequence[TextLine]) -> bool:
    """Whether a line reaches about as far as its neighbours do, so that the next goes on in the same sentence."""
    near = lines[max(0, at - 2) : at + 3]
    line = lines[at]
    if line.text.endswith(HYPHEN):
        return True
    left, right = min(one.left for one in near), max(one.right for one in near)
    return len(line.text) >= _SHORT and line.right - left >= 0.8 * (right - left)
