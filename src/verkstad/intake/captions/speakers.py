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
_ANY_PREFIX = re.compile(r"([^\s:.!?][^:.!?\n]{0,58}[^\s:.!?]):[ \n]+(?=\S)")
"""Names as people write their own where they sign in: ``anna b``, ``Sal 3``."""
_SURE = re.compile(
    r"(?:Speaker|Talare|Deltagare|Participant|Moderator|Okänd talare|Unknown speaker)(?: ?\d{1,2})?", re.IGNORECASE
)


def is_name(text: str) -> bool:
    return len(text) <= 80 and NAME.fullmatch(text) is not None


def name_speakers(raws: list[Raw]) -> list[Raw]:
    """Take the names before colons for speakers: all of them where most captions have one, otherwise only those that come back.

    Nothing is done where the file names its speakers in its own way. A caption without a name has no speaker: it may be
    the same as before, and may not.
    """
    if any(raw.speaker for raw in raws):
        return raws
    for prefix, share in ((_ANY_PREFIX, 0.8), (_PREFIX, 0.5), (_PREFIX, 0)):
        found = [prefix.match(raw.text) for raw in raws]
        names = Counter(match[1] for match in found if match)
        if not share:
            names = Counter({name: number for name, number in names.items() if _is_surely_a_name(name, number)})
        if names and names.total() >= share * len(raws):
            return [
                raw._replace(text=raw.text[match.end() :], speaker=match[1]) if match and match[1] in names else raw
                for raw, match in zip(raws, found, strict=True)
            ]
    return raws


def _is_surely_a_name(name: str, times: int) -> bool:
    """Two words or more, or all in capitals, met twice; or what programs call somebody they do not know."""
    if _SURE.fullmatch(name):
        return True
    return times > 1 and not any(map(str.isdigit, name)) and (" " in name or (name.isupper() and len(name) > 1))
