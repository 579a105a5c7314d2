# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""SRT as the srt package reads it."""

from __future__ import annotations

from datetime import timedelta

import srt
from hypothesis import given

from tests.exchange.captions import LONG, cues
from verkstad.exchange.srt import write_srt
from verkstad.records.captions import Captions, Cue


def captions(*cues: Cue) -> Captions:
    return Captions(language="sv", state="approved", cues=cues)


def read(*some: Cue) -> list[srt.Subtitle]:
    return list(srt.parse(write_srt(captions(*some)).decode()))


def test_a_name_stands_where_the_speaker_changes():
    said = [
        ("Hej", "Anna"),
        ("alla", "Anna"),
        ("[skratt]", None),
        ("där", "Anna"),
        ("Va?", None),
        ("Nej", None),
        ("Jo", "Bo"),
    ]

    found = read(*(Cue(start=at, end=at + 1, text=text, speaker=speaker) for at, (text, speaker) in enumerate(said)))

    assert [one.content for one in found] == ["Anna: Hej", "alla", "[skratt]", "där", ">> Va?", "Nej", "Bo: Jo"]


def test_markup_and_arrows_that_were_said_are_shown():
    [found] = read(Cue(start=3725.004, end=3730, text="<b> är --> {\\an8} & 5 < 6"))

    assert found.content == "<\u2060b> är → {\u2060\\an8} & 5 < 6"
    assert (found.start, found.end) == (timedelta(seconds=3725.004), timedelta(seconds=3730))


@given(cues(LONG))
def test_a_reader_that_is_not_ours_finds_every_word_in_rising_cues(some):
    found = read(*some)

    assert [one.index for one in found] == list(range(1, len(found) + 1))
    assert [one.start for one in found] == sorted(one.start for one in found)
    assert all(one.start < one.end for one in found)
    heard = " ".join(one.content for one in found).replace("\u2060", "").split()
    for cue in some:
        assert set(cue.text.replace("-->", "→").split()) <= set(heard)
