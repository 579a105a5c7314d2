# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Speakers that stand in the text, as Zoom writes them: ``Anna Berg: Hej``. Not every colon has a name before it."""

from __future__ import annotations

import re
from collections import Counter

from verkstad.intake.captions.raw import Raw

_PARTICLES = "af|av|von|van|de|der|den|del|la|le|di|da|bin|al|el|och|från|på|vid|i"
_FIRST = r"[^\W\d_a-zåäöéüøæß][\w'’.\-]*"
_NAME = rf"{_FIRST}(?:,? (?:{_PARTICLES}|{_FIRST}|\d{{1,2}})){{0,5}}(?: ?[(\[][^()\[\]\n]{{1,50}}[)\]])?"
NAME = re.compile(_NAME)
"""One to six words, each with a capital letter or a small word that names have; perhaps an organisation in brackets."""
_PREFIX = re.compile(rf"[-–—]?\s*({_NAME})\s?:[ \n]+(?=\S)")
_ANY_PREFIX = re.compile(r"[-–—]?\s*([^\s:.!?–—-][^:.!?\n]{0,58}[^\s:.!?]):[ \n]+(?=\S)")
"""Names as people write their own where they sign in: ``anna b``, ``Sal 3``."""
_LINE_END = re.compile("\n")
_SURE = re.compile(
    r"(?:Speaker|Talare|Deltagare|Participant|Moderator|Okänd talare|Unknown speaker)(?: ?\d{1,2})?", re.IGNORECASE
)


def is_name(text: str) -> bool:
    return len(text) <= 80 and NAME.fullmatch(text) is not None


def name_speakers(raws: list[Raw]) -> list[Raw]:
    """Take the names before colons for speakers: all of them where most captions have one, otherwise only those that come back.

    Nothing is done where the file names its speakers in its own way. A caption without a name has no speaker: it may be
    the same as before, and may not. One in which several speak becomes several, with its time shared out by characters.
    """
    if any(raw.speaker for raw in raws):
        return raws
    for prefix, share in ((_ANY_PREFIX, 0.8), (_PREFIX, 0.5), (_PREFIX, 0)):
        counted = Counter(match[1] for raw in raws if (match := prefix.match(raw.text)))
        if not share:
            counted = Counter({name: times for name, times in counted.items() if _is_surely_a_name(name, times)})
        if counted and counted.total() >= share * len(raws):
            return [part for raw in raws for part in _by_speaker(raw, prefix, set(counted), takes_new=share > 0)]
    return raws


def _by_speaker(raw: Raw, prefix: re.Pattern[str], names: set[str], *, takes_new: bool) -> list[Raw]:
    """One for each line that begins with a name, and what comes before the first. ``takes_new``: full names, and names in capitals, that were not met before too."""
    text = raw.text
    starts = [0, *(match.end() for match in _LINE_END.finditer(text))] if "\n" in text else [0]
    found = [(at, match.end(), match[1]) for at in starts if (match := _name_at(text, at, prefix, names, takes_new))]
    if not found:
        return [raw]
    parts = [] if found[0][0] == 0 else [raw._replace(text=text[: found[0][0]].rstrip())]
    stops = [*(at for at, _, _ in found[1:]), len(text)]
    parts += [
        raw._replace(text=text[begin:stop].rstrip(), speaker=name)
        for (_, begin, name), stop in zip(found, stops, strict=True)
    ]
    return _share_out(raw, parts) if len(parts) > 1 and raw.end is not None and raw.end > raw.start else parts


def _name_at(text: str, at: int, prefix: re.Pattern[str], names: set[str], takes_new: bool) -> re.Match[str] | None:
    if (match := prefix.match(text, at)) and match[1] in names:
        return match
    match = _PREFIX.match(text, at) if takes_new and at else None
    return match if match and (" " in match[1] or match[1].isupper()) else None


def _share_out(raw: Raw, parts: list[Raw]) -> list[Raw]:
    assert raw.end is not None
    shared = []
    total, so_far = sum(len(part.text) for part in parts), 0
    for part in parts:
        start = raw.start + (raw.end - raw.start) * so_far // total
        so_far += len(part.text)
        end = raw.start + (raw.end - raw.start) * so_far // total
        shared.append(part._replace(start=start, end=max(end, start + 1)))
    return shared


def _is_surely_a_name(name: str, times: int) -> bool:
    """Two words or more, or all in capitals, met twice; or what programs call somebody they do not know."""
    if _SURE.fullmatch(name):
        return True
    return times > 1 and not any(map(str.isdigit, name)) and (" " in name or (name.isupper() and len(name) > 1))
