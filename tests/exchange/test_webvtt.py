# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""WebVTT as webvtt-py reads it, and its lines and times as readers need them."""

from __future__ import annotations

from io import StringIO

import pytest
import webvtt
from hypothesis import given

from tests.exchange.captions import FULL, LONG, cues
from verkstad.exchange.cue_lines import LINE_CHARACTERS, LINES, PART_SECONDS, READ_A_SECOND, fitted, wrap
from verkstad.exchange.webvtt import timestamp, write_webvtt
from verkstad.records.captions import Captions, Cue


def captions(*cues: Cue) -> Captions:
    return Captions(language="sv", state="approved", cues=cues)


def test_webvtt_py_reads_voices_times_and_plain_words():
    content = write_webvtt(captions(Cue(start=3725.004, end=3727.5, text="5 < 6 &\n7 --> 8", speaker="Bo <Bosse> Ek")))

    [read] = webvtt.from_buffer(StringIO(content.decode()))

    assert (read.start, read.end) == ("01:02:05.004", "01:02:07.500")
    assert read.raw_text == "<v Bo &lt;Bosse&gt; Ek>5 &lt; 6 &amp;\n7 --&gt; 8</v>"


@pytest.mark.parametrize(
    ("milliseconds", "written"),
    [(0, "00:00:00.000"), (59_999, "00:00:59.999"), (3_600_000, "01:00:00.000"), (604_800_000, "168:00:00.000")],
)
def test_a_time_has_hours_and_thousandths(milliseconds, written):
    assert timestamp(milliseconds) == written


@given(cues(LONG))
def test_a_reader_that_is_not_ours_finds_every_word_in_rising_cues(some):
    read = list(webvtt.from_buffer(StringIO(write_webvtt(captions(*some)).decode())))

    shown = fitted(some)
    assert [cue.start_in_seconds for cue in read] == [each.start // 1000 for each in shown]
    assert [each.start for each in shown] == sorted(each.start for each in shown)
    assert all(each.start < each.end for each in shown)
    for speaker in {cue.speaker for cue in some}:
        said = [word for cue in some if cue.speaker == speaker for word in cue.text.split()]
        assert sorted(
            word for each in shown if each.speaker == speaker for line in each.lines for word in line.split()
        ) == sorted(said)


@given(cues(LONG))
def test_lines_are_short_where_there_is_time_to_read_them(some):
    for each in fitted(some):
        assert all(len(line) <= LINE_CHARACTERS or " " not in line for line in each.lines)
        if len(each.lines) > LINES:
            # No time for another part, or words so long that no two share a line.
            assert each.end - each.start < 3000 * PART_SECONDS or max(map(len, " ".join(each.lines).split())) > 20


@given(cues())
def test_lines_that_fit_stay_as_they_were_chosen(some):
    assert [(each.start, "\n".join(each.lines)) for each in fitted(some)] == [
        (round(cue.start * 1000), cue.text) for cue in some
    ]


def test_a_cue_stays_on_into_the_silence_until_it_is_read_and_no_longer():
    hurried = Cue(start=0, end=1, text="Det här sägs fort, på en enda sekund.")  # 37 characters
    slow = Cue(start=10, end=14, text="Det här sägs långsamt.")

    [first, second] = fitted((hurried, slow))
    [cut_short, _] = fitted((hurried, slow.model_copy(update={"start": 1.5})))

    assert 37 / (first.end / 1000) <= READ_A_SECOND
    assert (second.start, second.end) == (10_000, 14_000)
    assert cut_short.end == 1500


def test_a_long_cue_is_cut_in_proportion_at_the_clause():
    text = (
        "När vi har bevarat allt som sades och visades under dagen, kan den som inte var med hitta det, ett år senare."
    )

    [first, second] = fitted([Cue(start=10, end=20, text=text, speaker="Bo")])

    assert " ".join(first.lines).endswith("under dagen,")
    assert (first.start, second.end) == (10_000, 20_000)
    assert first.end == second.start == 10_000 + round(10_000 * 58 / len(text))
    assert {first.speaker, second.speaker} == {"Bo"}


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (
            "Vi har bevarat det som visades, och vi har hittat igen det.",
            ("Vi har bevarat det som visades,", "och vi har hittat igen det."),
        ),
        (
            "Då sa hon att vi skulle spara presentationerna i e-arkivet",
            ("Då sa hon att vi skulle spara", "presentationerna i e-arkivet"),
        ),
        (
            "Presentationerna ligger där i fjorton månader efteråt",
            ("Presentationerna ligger där", "i fjorton månader efteråt"),
        ),
    ],
)
def test_a_line_ends_where_one_would_breathe(text, lines):
    assert wrap(text) == lines


def test_full_captions_have_everything():
    assert {cue.speaker is None for cue in FULL.cues} == {True, False}
    assert any(len(cue.text) > LINE_CHARACTERS * LINES for cue in FULL.cues)
