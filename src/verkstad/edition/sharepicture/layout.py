# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""A title into a box: the largest size at which it fits, in lines of about the same width."""

from __future__ import annotations

from typing import NamedTuple

from verkstad.edition.sharepicture.breaking import break_points, natural_pieces
from verkstad.edition.sharepicture.glyphs import width

SIZES = (120, 108, 96, 88, 80, 72, 66, 60, 54, 48, 42, 36, 32)
WHOLE_WORDS_DOWN_TO = 60
"""A word is broken only when it does not fit whole at this size."""
_HYPHENS_WHOLE_DOWN_TO = 66
"""Nor is a word with a hyphen of its own parted there in order to be larger than this."""
LEADING = 1.14
_LONGEST = 400
"""Characters of a title that are looked at: more never fits."""


class Piece(NamedTuple):
    words: str
    width: float
    """In thousandths of the size."""
    space: float
    """The room before it when it does not begin a line; 0 within a word."""


class FittedText(NamedTuple):
    size: int
    lines: tuple[str, ...]


def fit(title: str, across: int, down: int) -> FittedText:
    """The title in a box of ``across`` by ``down`` pixels. What does not fit at the smallest size ends in an ellipsis."""
    words = title[:_LONGEST].split(" ")
    for size in SIZES:
        measure = across * 1000 / size
        rows = int(down / (size * LEADING))
        pieces = _pieces(words, measure, whole=size > WHOLE_WORDS_DOWN_TO, cut=size <= _HYPHENS_WHOLE_DOWN_TO)
        if pieces is not None and len(_rows(pieces, measure)) <= rows:
            return FittedText(size, _even(pieces, measure))
    size = SIZES[-1]
    measure, rows = across * 1000 / size, int(down / (size * LEADING))
    lines = [_joined(row) for row in _rows(_pieces(words, measure, whole=False) or [], measure)]
    if len(lines) > rows:
        lines = [*lines[: rows - 1], _shortened(lines[rows - 1], measure)]
    return FittedText(size, tuple(lines))


class Line(NamedTuple):
    size: int
    words: str


def fit_line(words: str, across: int, *, largest: int) -> Line:
    """One line as large as ``largest`` and the width allow, but not under 32; what is longer ends in an ellipsis."""
    size = min(largest, int(across * 1000 / max(width(words), 1)))
    if size >= SIZES[-1]:
        return Line(size, words)
    return Line(SIZES[-1], _shortened(words[:_LONGEST], across * 1000 / SIZES[-1]))


def _pieces(words: list[str], measure: float, *, whole: bool, cut: bool = True) -> list[Piece] | None:
    """The words, ``cut`` at their own hyphens or not, and parts of words; None when one is too wide and ``whole`` is asked for."""
    pieces = []
    for word in words:
        space = width(" ")
        for part in natural_pieces(word) if cut else [word]:
            if width(part) <= measure:
                pieces.append(Piece(part, width(part), space))
            elif whole:
                return None
            else:
                for broken in _broken(part, measure):
                    pieces.append(Piece(broken, width(broken), space))
                    space = 0
            space = 0
    return pieces


def _broken(word: str, measure: float) -> list[str]:
    parts = []
    while width(word) > measure:
        points = [(worth, at) for at, worth in break_points(word) if width(word[:at] + "-") <= measure]
        # A joint well inside the line is better than a syllable at its end.
        far = [point for point in points if width(word[: point[1]]) > measure * 0.4]
        if points:
            at = max(far or points)[1]
            parts.append(word[:at] + "-")
        else:
            at = max((at for at in range(1, len(word)) if width(word[:at]) <= measure), default=1)
            parts.append(word[:at])
        word = word[at:]
    return [*parts, word]


def _rows(pieces: list[Piece], measure: float) -> list[list[Piece]]:
    rows: list[list[Piece]] = []
    filled = 0.0
    for piece in pieces:
        if rows and filled + piece.space + piece.width <= measure:
            rows[-1].append(piece)
            filled += piece.space + piece.width
        else:
            rows.append([piece])
            filled = piece.width
    return rows


def _even(pieces: list[Piece], measure: float) -> tuple[str, ...]:
    """As few lines as at full width, and as narrow as that number of lines allows."""
    count = len(_rows(pieces, measure))
    narrow, wide = max(piece.width for piece in pieces), measure
    while wide - narrow > 100:
        middle = (narrow + wide) / 2
        if len(_rows(pieces, middle)) <= count:
            wide = middle
        else:
            narrow = middle
    return tuple(_joined(row) for row in _rows(pieces, wide))


def _joined(row: list[Piece]) -> str:
    return "".join((" " if piece.space and number else "") + piece.words for number, piece in enumerate(row))


def _shortened(line: str, measure: float) -> str:
    while width(line + " …") > measure:
        line = line[:-1]
    return line.rstrip(" ,.;:–-") + " …"
