# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Captions in which all that a cue can be is there once, and any captions for property tests."""

from __future__ import annotations

from hypothesis import strategies as st

from verkstad.records.captions import Captions, Cue

FULL = Captions(
    language="sv",
    state="machine",
    cues=(
        Cue(
            start=0.48, end=2.96, text="Hej och välkomna till dagens\nworkshop om e-arkiv.", speaker="Anna Öberg (Digg)"
        ),
        Cue(start=3.0, end=3.4, text="[musik]"),
        Cue(
            start=3.9,
            end=15.2,
            text="Jag ska tala om hur vi bevarar det som sägs i våra workshoppar, både tal och bild, så att den som inte "
            "kunde vara med hittar dit: till rätt sekund, och till rätt sida i presentationen.",
            speaker="Anna Öberg (Digg)",
        ),
        Cue(start=14.8, end=15.1, text="Mm.", speaker='Bo "Bosse" Ek; <b>'),
        Cue(start=15.2, end=16.0, text="– Hur stor får den vara?\n– 5 < 6 & 7 --> 8 GB."),
        Cue(
            start=16.0, end=18.0, text="https://exempel.se/en-adress-som-är-längre-än-en-rad-får-vara", speaker="Bo Ek"
        ),
        Cue(start=3725.004, end=3727.0, text="Tack för i dag.", speaker="Bo Ek"),
    ),
)

# What prose is made of, and what captions trip over.
WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z"), include_characters="åäöÅÄÖ<>&-'"),
    min_size=1,
    max_size=12,
)
NAMES = st.none() | st.lists(WORDS, min_size=1, max_size=3).map(" ".join)


def lines(*, at_most: int = 42, number: int = 2) -> st.SearchStrategy[str]:
    line = st.lists(WORDS, min_size=1, max_size=8).map(" ".join).filter(lambda text: len(text) <= at_most)
    return st.lists(line, min_size=1, max_size=number).map("\n".join)


LINES = lines()
LONG = st.lists(WORDS, min_size=1, max_size=60).map(" ".join)


@st.composite
def cues(draw: st.DrawFn, text: st.SearchStrategy[str] = LINES) -> tuple[Cue, ...]:
    """Cues in order of start, with overlaps, silences and times to the millisecond."""
    found = []
    at = 0
    for _ in range(draw(st.integers(1, 8))):
        at += draw(st.integers(0, 40_000))
        end = at + draw(st.integers(1, 60_000))
        found.append(Cue(start=at / 1000, end=end / 1000, text=draw(text), speaker=draw(NAMES)))
    return tuple(found)
