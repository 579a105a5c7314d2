# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a request's headers ask for: encoding, unchanged or not, a stretch of the bytes. Pure functions of header values.

Source: RFC 9110, sections 12.5.3 (Accept-Encoding), 13.1 (conditions) and 14 (ranges).
"""

from __future__ import annotations

import re

_ENCODINGS = ("br", "gzip")
"""Best first, where the reader weighs them alike."""

_WEIGHT = re.compile(r"q\s*=\s*(0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)\s*\Z", re.IGNORECASE)
_ETAG = re.compile(r'(?:W/)?"([^"]*)"')
_RANGE = re.compile(r"bytes\s*=\s*([0-9]*)\s*-\s*([0-9]*)\s*\Z", re.IGNORECASE)


def encodings_wanted(accept: str | None) -> tuple[str, ...]:
    """The encodings a reader takes, best first; ``""`` is the bytes as they are, and is always somewhere in it.

    A reader who refuses even the plain bytes gets them all the same: RFC 9110 allows it, and a page helps more than a 406.
    """
    weights: dict[str, float] = {}
    for item in (accept or "").split(","):
        name, _, parameters = item.partition(";")
        weight = _WEIGHT.match(parameters.strip()) if parameters.strip() else None
        if parameters.strip() and not weight:
            continue
        weights[name.strip().lower().replace("x-gzip", "gzip")] = float(weight[1]) if weight else 1.0
    any_other = weights.get("*", 0.0)
    offers = [(weights.get(name, any_other), name) for name in _ENCODINGS]
    # Plain is always allowed, but last, unless the reader gives it a weight of its own.
    offers.append((weights.get("identity", 0.0005), ""))
    chosen = [name for weight, name in sorted(offers, key=lambda offer: -offer[0]) if weight > 0]
    return tuple(chosen if "" in chosen else [*chosen, ""])


def is_unchanged(if_none_match: str, etag: str) -> bool:
    """True when the reader already holds what ``etag`` (a strong tag, with its quotes) names."""
    return if_none_match.strip() == "*" or etag.strip('"') in _ETAG.findall(if_none_match)


class NotSatisfiable(ValueError):
    """The range starts after the last byte."""


def read_range(header: str, size: int) -> tuple[int, int] | None:
    """The first byte and the byte after the last; None when the header is to be left unread, as several ranges are.

    Raises NotSatisfiable.
    """
    match = _RANGE.match(header.strip())
    if not match or len(header) > 100:
        return None
    first, last = match[1], match[2]
    if not first:
        if not last:
            return None
        if int(last) == 0 or size == 0:
            raise NotSatisfiable
        return max(0, size - int(last)), size
    if last and int(last) < int(first):
        return None
    if int(first) >= size:
        raise NotSatisfiable
    return int(first), min(int(last) + 1, size) if last else size
