# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which language captions are in: as the file says, as its name says, or as its words say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import islice

from verkstad.records.captions import Cue
from verkstad.search.analysis.stopwords import ENGLISH, SWEDISH

_TAG = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z0-9]{2,8}))*\Z")


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_THREE_LETTERS = dict(pair.split(":") for pair in _set("swe:sv eng:en nor:nb nob:nb dan:da fin:fi deu:de ger:de"))
_IN_NAMES = _set(
    "sv en nb nn no da fi is fo se sma smj fit rom yi de fr es it pt nl pl cs sk hu ro bg el et lv lt uk ru sr hr bs sq"
    " ar fa ku so ti am tr ur hi zh ja ko th vi"
).union(_THREE_LETTERS)
"""What is taken for a language between the full stops of a file name; anything else of that length may be a word."""
_PROGRAMS_WORDS = _set("transcript captions caption subtitles subtitle subs cc sdh auto forced default")

_ONLY_SWEDISH = SWEDISH - ENGLISH - _set("de den det en er du for man med vi ut")
_ONLY_ENGLISH = ENGLISH - SWEDISH - _set("for at so do s a may")
_ONLY_NEIGHBOURS = _set("og ikke jeg af også hva hvad hvor deg seg vært været noe noget mye meget eg ikkje")
_WORD = re.compile(r"[^\W\d_]+")
_LOOK_AT = 3000
_SURE_OF = 8


def as_tag(written: str) -> str | None:
    """A BCP 47 tag in its usual letters: ``SV_se`` is ``sv-SE``; None for what is no tag."""
    if not _TAG.match(written) or len(written) > 35:
        return None
    first, *rest = written.replace("_", "-").split("-")
    first = _THREE_LETTERS.get(first.lower(), first.lower())
    return "-".join([first, *(part.upper() if len(part) == 2 else part for part in rest)])


def language_in_name(name: str) -> str | None:
    """``möte.sv.vtt`` and ``möte_en-GB.transcript.srt`` tell theirs."""
    parts = re.split(r"[._]", name.rpartition("/")[2])
    for part in reversed(parts[1:-1]):
        if part.lower() in _PROGRAMS_WORDS:
            continue
        if part.partition("-")[0].lower() in _IN_NAMES and (tag := as_tag(part)):
            return tag
        break
    return None


def language_of_words(cues: Iterable[Cue]) -> str | None:
    """``sv`` or ``en`` when the small words leave no doubt; None otherwise, in other languages for instance."""
    words = (word for cue in cues for word in _WORD.findall(cue.text.casefold()))
    counted = Counter(islice(words, _LOOK_AT))
    swedish, english, neighbours = (
        sum(counted[word] for word in small) for small in (_ONLY_SWEDISH, _ONLY_ENGLISH, _ONLY_NEIGHBOURS)
    )
    if swedish >= _SURE_OF and swedish > 4 * (english + neighbours):
        return "sv"
    if english >= _SURE_OF and english > 4 * (swedish + neighbours):
        return "en"
    return None
