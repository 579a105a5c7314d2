# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""WebVTT of every program that our editors get it from, and what is wrong with it told by line."""

from __future__ import annotations

import pytest
from django.utils import translation

from tests.intake.captions import samples
from verkstad.intake.captions import CaptionsRefused, read_captions


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def read(text: str, name: str = "möte.vtt"):
    return read_captions(text.encode(), name=name)


def told(text: str, name: str = "möte.vtt") -> list[tuple[str, int | None]]:
    with pytest.raises(CaptionsRefused) as refused:
        read(text, name)
    return [(problem.kind, problem.line) for problem in refused.value.problems]


def flat(text: str, name: str = "möte.vtt") -> list[tuple[float, float, str | None, str]]:
    return [(cue.start, cue.end, cue.speaker, cue.text) for cue in read(text, name).cues]


def test_teams_is_read_with_its_speakers_in_order_of_time():
    assert flat(samples.TEAMS) == [
        (3.45, 5.12, "Berg Anna (Digg)", "Hej och välkomna till dagens\nworkshop om"),
        (5.12, 8.89, "Berg Anna (Digg)", "e-arkiv. Vi är många i dag."),
        (9.65, 10.21, "Berg Anna (Digg)", "Ja."),
        (9.97, 12.53, "Ek, Bo", "Tack & hej. Hör ni mig?"),
    ]
    assert [(remark.kind, remark.line) for remark in read(samples.TEAMS).remarks] == [("out-of-order", 17)]


def test_stream_tells_its_language_in_a_comment():
    found = read(samples.STREAM)

    assert (found.kind, found.language, found.remarks) == ("webvtt", "sv-SE", ())
    assert [cue.text for cue in found.cues] == ["Hej och välkomna till dagens\nworkshop.", "Vi börjar."]


def test_styles_regions_comments_and_names_are_no_text():
    found = read(samples.STYLED)

    assert [(cue.start, cue.speaker, cue.text) for cue in found.cues] == [
        (3.45, "Anna Berg", "Hej på er,"),
        (3.45, "Bo", "hej!"),
        (5.12, None, "Open source <3 & öppna\xa0data…\n漢(kan)字(ji)"),
    ]
    assert found.remarks == ()


def test_html_leaves_words_at_most():
    text = (
        "WEBVTT\n\n00:01.000 --> 00:02.000\n<script>alert(1)</script><img src=x onerror=alert(1)>"
        '<a href="javascript:alert(1)">Hej</a><br>p&aring; er<!-- dolt --> &lt;b&gt;<style>p{}</style>\n'
    )

    assert flat(text) == [(1, 2, None, "Hej\npå er <b>")]


def test_what_a_stray_empty_line_cuts_off_is_joined_and_told():
    text = "WEBVTT\n\nRubrik\n\n00:01.000 --> 00:02.000\nHej\n\npå er\n\n00:03.000 --> 00:04.000\nHej\n"

    assert flat(text) == [(1, 2, None, "Hej\npå er"), (3, 4, None, "Hej")]
    assert [(remark.kind, remark.line) for remark in read(text).remarks] == [("stray", 3), ("stray", 8)]


def test_cues_without_empty_lines_between_them_are_told_apart():
    text = "WEBVTT\n1\n00:01.000 --> 00:02.000\nHej\n2\n00:03.000 --> 00:04.000\npå er\n"

    assert flat(text) == [(1, 2, None, "Hej"), (3, 4, None, "på er")]


@pytest.mark.parametrize(
    ("timing", "kind"),
    [
        ("00:00:0x.000 --> 00:00:02.000", "bad-time"),
        ("00:61:00.000 --> 00:62:00.000", "bad-time"),
        ("00:00:61.000 --> 00:01:02.000", "bad-time"),
        ("00:00:01.000 --> snart", "bad-time"),
        ("-00:00:01.000 --> 00:00:02.000", "bad-time"),
        ("200:00:00.000 --> 200:00:02.000", "too-late"),
    ],
)
def test_a_time_that_cannot_be_is_told_with_its_line(timing, kind):
    assert told(f"WEBVTT\n\n00:00.000 --> 00:01.000\nHej\n\n{timing}\nHej igen\n") == [(kind, 6)]


def test_all_faults_are_told_at_once_and_fifty_by_line():
    text = "WEBVTT\n\n" + "".join(f"0:0{number} --> x\nHej\n\n" for number in range(10)) * 7

    with pytest.raises(CaptionsRefused) as refused:
        read(text)

    assert [problem.line for problem in refused.value.problems] == [3 + 3 * number for number in range(50)]
    assert str(refused.value).startswith(
        "The captions have 70 faults. Nothing was kept.\nmöte.vtt:3: “0:00 --> x” is not"
    )
    assert str(refused.value).endswith("And 20 more.")


def test_times_that_start_again_are_told_where_they_do():
    text = (
        "WEBVTT\n\n10:00.000 --> 10:02.000\nHej\n\n00:00.000 --> 00:02.000\nHej igen\n\n00:04.000 --> 00:06.000\nJa\n"
    )

    assert told(text) == [("backwards", 6)]


def test_ends_that_cannot_be_are_mended_and_told():
    text = (
        "WEBVTT\n\n00:05.000 --> 00:04.000\nBakvänt.\n\n00:10.000 --> 00:10.000\nUtan längd.\n\n"
        "00:20.000 --> 05:20.000\nFel timme.\n\n00:21.000 -->\nUtan slut.\n"
    )

    assert flat(text) == [
        (5, 6, None, "Bakvänt."),
        (10, 11, None, "Utan längd."),
        (20, 21, None, "Fel timme."),
        (21, 22, None, "Utan slut."),
    ]
    assert [(remark.kind, remark.line) for remark in read(text).remarks] == [
        ("end-before-start", 3),
        ("no-length", 6),
        ("long", 9),
        ("no-end", 12),
    ]


def test_an_hour_too_long_is_noticed_when_others_speak_meanwhile():
    text = "WEBVTT\n\n00:20.000 --> 01:20:20.000\nFel timme.\n\n00:25.000 --> 00:26.000\nHej\n"

    assert flat(text)[0] == (20, 21, None, "Fel timme.")
    assert [str(remark) for remark in read(text).remarks] == [
        "möte.vtt:3: The end (01:20:20.000) is long after the start (00:00:20.000). The caption now ends at 00:00:21.000."
        " Listen to it there, and correct it if it is wrong. [long]"
    ]


def test_a_file_that_was_cut_short_keeps_what_is_whole():
    found = read("WEBVTT\n\n00:01.000 --> 00:02.000\nHej\n\n00:03.000 --> 00:0")

    assert [cue.text for cue in found.cues] == ["Hej"]
    assert [(remark.kind, remark.line) for remark in found.remarks] == [("cut-short", 6)]


def test_chapters_are_not_taken_for_captions():
    assert told("WEBVTT\nKind: chapters\n\n00:01.000 --> 00:02.000\nHej\n") == [("no-captions", 2)]


def test_a_file_out_of_a_stream_is_told():
    found = read("WEBVTT\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:900000\n\n00:01.000 --> 00:02.000\nHej\n")

    assert [(remark.kind, remark.line) for remark in found.remarks] == [("stream", 2)]


@pytest.mark.parametrize("text", ["WEBVTT", "WEBVTT\n\nNOTE hej\n", "WEBVTT\n\n00:01.000 --> 00:02.000\n<i> </i>\n"])
def test_a_file_without_any_words_is_refused(text):
    assert told(text) == [("no-captions", None)]
