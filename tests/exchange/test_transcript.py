# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Transcripts to read; that they are whole is shown by reading them again (tests/intake/captions/test_round_trip.py)."""

from __future__ import annotations

import pytest

from verkstad.exchange.transcript import clock, write_transcript
from verkstad.records.speech import SpokenPassage

PASSAGES = (
    SpokenPassage(start=0.9, end=5, speaker="Anna Berg", text="Hej. Vi börjar."),
    SpokenPassage(start=3725.5, end=3727, speaker=None, text="[applåder]"),
)


@pytest.mark.parametrize(("seconds", "written"), [(0.999, "00:00:00"), (59.999, "00:00:59"), (360_000, "100:00:00")])
def test_a_link_to_the_second_leads_to_the_words(seconds, written):
    assert clock(seconds) == written


def test_the_state_stands_first_in_the_language_of_the_words():
    assert write_transcript(PASSAGES, language="sv-SE", state="machine").decode() == (
        "Automatiska undertexter, kan innehålla fel.\n\n[00:00:00] Anna Berg: Hej. Vi börjar.\n\n[01:02:05] [applåder]\n"
    )
    assert write_transcript(PASSAGES, language="en", state="approved", with_times=False).decode() == (
        "Approved captions.\n\nAnna Berg: Hej. Vi börjar.\n\n[applåder]\n"
    )
