# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sixteen colours: birch, a hairline, and steps from birch to each ink for the soft edges of letters."""

from __future__ import annotations

from typing import Literal

Ink = Literal["ink", "falu", "soft"]
Colour = tuple[int, int, int]

BIRCH: Colour = (0xFA, 0xF8, 0xF3)
LINE: Colour = (0xD9, 0xD4, 0xC7)
INKS: dict[Ink, Colour] = {"ink": (0x1B, 0x24, 0x27), "falu": (0x8A, 0x1C, 0x1C), "soft": (0x4D, 0x5A, 0x5E)}

GROUND, HAIRLINE = 0, 1
_STEPS: dict[Ink, tuple[int, int]] = {"ink": (2, 5), "falu": (7, 5), "soft": (12, 4)}
"""Of each ink: its first index, and how many steps there are; the last is the ink itself."""


def index_of(ink: Ink, coverage: int) -> int:
    """The palette index of a pixel that ``ink`` covers to ``coverage`` of 255."""
    first, steps = _STEPS[ink]
    step = (coverage * steps + 127) // 255
    return first + step - 1 if step else GROUND


def solid(ink: Ink) -> int:
    return index_of(ink, 255)


def palette() -> bytes:
    colours = [BIRCH, LINE]
    for ink, (_, steps) in _STEPS.items():
        colours.extend(_between(BIRCH, INKS[ink], step / steps) for step in range(1, steps + 1))
    return bytes(channel for colour in colours for channel in colour)


def _between(light: Colour, dark: Colour, share: float) -> Colour:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(light, dark, strict=True))
    return red, green, blue
