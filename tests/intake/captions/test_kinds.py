# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every other kind that people send: SRT, transcripts with times, Teams' documents. Told by content, under any name."""

from __future__ import annotations

import pytest

from tests.intake.captions import samples
from verkstad.intake.captions import ReadCaptions, read_captions


def read(content: str | bytes, name: str = "möte.bin") -> ReadCaptions:
    return read_captions(content if isinstance(content, bytes) else content.encode(), name=name)


def flat(found: ReadCaptions) -> list[tuple[float, float, str | None, str]]:
    return [(cue.start, cue.end, cue.speaker, cue.text) for cue in found.cues]


def remarks(found: ReadCaptions) -> list[tuple[str, int | None]]:
    return [(remark.kind, remark.line) for remark in found.remarks]


def test_zooms_names_before_colons_are_speakers():
    found = read(samples.ZOOM)

    assert flat(found) == [
        (3.45, 8.89, "Anna Berg", "Hej och välkomna till dagens workshop om e-arkiv."),
        (9.97, 12.53, "Bo Ek (Riksarkivet)", "Tack! Jag vill säga en sak: vi hör er."),
        (13.0, 14.2, "Anna Berg", "Bra."),
    ]
    assert remarks(found) == []


def test_youtubes_rolling_lines_are_there_once():
    found = read(samples.YOUTUBE)

    assert flat(found) == [
        (0.16, 2.399, None, "hej och välkomna"),
        (2.399, 4.799, None, "till dagens workshop"),
        (4.799, 7.2, None, "den handlar om arkiv"),
    ]
    assert (found.language, remarks(found)) == ("sv", [("repeated", None)])


def test_captions_that_grow_and_roll_are_there_once():
    found = read(samples.ROLL_UP)

    assert flat(found) == [
        (1.0, 4.0, None, "hej och välkomna"),
        (4.0, 9.0, None, "till dagens workshop"),
    ]


def test_saying_the_same_twice_is_no_rolling():
    text = "WEBVTT\n\n" + "".join(
        f"00:{at:02}.000 --> 00:{at + 1:02}.000\n{said}\n\n"
        for at, said in enumerate(["Ja.", "Ja.", "Ja.", "Nej.", "Men.", "Då.", "Så."])
    )

    assert [cue.text for cue in read(text).cues] == ["Ja.", "Ja.", "Ja.", "Nej.", "Men.", "Då.", "Så."]


def test_srt_is_plain_text_with_its_lines():
    found = read(samples.SRT)

    assert found.kind == "srt"
    assert flat(found) == [
        (3.45, 5.12, None, "Hej och välkomna till dagens\nworkshop om e-arkiv."),
        (5.12, 8.89, None, "Vi är många i dag & det är bra."),
        (9.97, 12.53, None, "42"),
    ]
    assert remarks(found) == []


@pytest.mark.parametrize(
    "text",
    [
        "00:01,5 --> 00:02,25\nHej\n00:03,000 --> 00:04,000\npå er",
        "1\n00:00:01.500 --> 00:00:02.250\nHej\n2\n00:00:03.000 --> 00:00:04.000\npå er\n\n\n",
        "\ufeff\n\n1\r\n00:00:01,500-->00:00:02,250 X1:1 X2:2 Y1:1 Y2:2\r\nHej\r\n \r\n2\r\n0:0:3,0 --> 0:0:4,0\r\npå er",
        "1\r00:00:01,500 → 00:00:02,250\rHej\r\r2\r00:00:03,000 → 00:00:04,000\rpå er\r",
    ],
)
def test_srt_of_every_make_is_read(text):
    assert flat(read(text)) == [(1.5, 2.25, None, "Hej"), (3.0, 4.0, None, "på er")]


def test_names_in_srt_are_speakers_when_they_come_back():
    said = ["ANNA: Hej", "och välkomna", "BO: Tack", "ANNA: Kom ihåg: det går", "BO: Ja", "Viktigt: glöm inte"] + [
        "så"
    ] * 8
    text = "".join(f"00:00:{at:02},000 --> 00:00:{at + 1:02},000\n{one}\n\n" for at, one in enumerate(said))

    assert [(cue.speaker, cue.text) for cue in read(text).cues][:6] == [
        ("ANNA", "Hej"),
        (None, "och välkomna"),
        ("BO", "Tack"),
        ("ANNA", "Kom ihåg: det går"),
        ("BO", "Ja"),
        (None, "Viktigt: glöm inte"),
    ]


def test_a_transcript_of_ones_own_ends_each_stretch_where_the_next_begins():
    found = read(samples.OWN)

    assert found.kind == "text"
    assert flat(found) == [
        (3, 9, "Anna Berg", "Hej och välkomna till dagens workshop. Vi är många i dag."),
        (9, 14.75, "Bo Ek (Riksarkivet)", "Tack! En sak: hör ni mig?"),
        (3725, 3727, "Anna Berg", "Ja."),
    ]
    assert remarks(found) == [("heading", 1)]


def test_what_is_pasted_from_youtube_is_read():
    assert flat(read(samples.YOUTUBE_PASTED)) == [
        (0, 2, None, "hej och välkomna"),
        (5, 7.5, None, "till dagens workshop"),
        (3723, 3725, None, "tack för i dag"),
    ]


@pytest.mark.parametrize(
    ("content", "kind"), [(samples.TEAMS_PASTED, "text"), (samples.TEAMS_DOCUMENT, "teams_document")]
)
def test_teams_names_and_times_are_read(content, kind):
    found = read(content)

    assert found.kind == kind
    assert [(cue.start, cue.speaker, cue.text.partition("!")[0]) for cue in found.cues] == [
        (3, "Berg Anna (Digg)", "Hej och välkomna till dagens workshop."),
        (9, "Ek, Bo", "Tack"),
        (3725, "Berg Anna (Digg)", "Ja."),
    ]
    assert remarks(found) == []


def test_teams_documents_with_both_times_are_read():
    assert flat(read(samples.TEAMS_DOCUMENT_ONCE)) == [
        (3.45, 8.89, "Anna Berg", "Hej och välkomna till dagens workshop."),
        (9.97, 12.53, "Bo Ek", "Tack!"),
    ]


def test_names_on_the_line_of_the_time_are_speakers():
    assert [(cue.start, cue.speaker, cue.text) for cue in read(samples.NAMES_ALONE).cues] == [
        (3, "Anna Berg", "Hej och välkomna till dagens workshop."),
        (9, "Bo Ek", "Tack! Hör ni mig?"),
    ]


def test_times_of_the_clock_are_counted_from_the_first():
    found = read(samples.ZOOM_SAVED)

    assert [(cue.start, cue.speaker) for cue in found.cues] == [(0, "Anna Berg"), (7, "Bo Ek")]
    assert remarks(found) == [("by-the-clock", 1)]


def test_messages_to_one_person_are_left_out_of_a_chat():
    found = read(samples.ZOOM_CHAT)

    assert [(cue.start, cue.speaker, cue.text) for cue in found.cues] == [
        (0, "Anna Berg", "Hej och välkomna"),
        (30, "Bo Ek", "Här är länken: https://exempel.se/"),
    ]
    assert remarks(found) == [("by-the-clock", 1), ("private", 3)]


def test_a_stretch_in_which_several_speak_is_shared_out():
    found = read(samples.GOOGLE_MEET)

    assert [(cue.speaker, cue.text) for cue in found.cues] == [
        ("Anna Berg", "Hej och välkomna."),
        ("Bo Ek", "Tack! Jag hör er."),
        ("Cia Dahl", "Jag med."),
        ("Anna Berg", "Då går vi vidare."),
    ]
    assert [cue.start for cue in found.cues] == sorted({cue.start for cue in found.cues})
    assert found.cues[3].start == 300


def test_two_names_in_one_caption_are_two_captions():
    text = "".join(
        f"00:00:{at:02},000 --> 00:00:{at + 2:02},000\n- ANNA: Är det {at}?\n- BO: Ja, det är det.\n\n"
        for at in range(0, 8, 2)
    )

    assert [(cue.start, cue.speaker, cue.text) for cue in read(text).cues][:3] == [
        (0, "ANNA", "Är det 0?"),
        (0.75, "BO", "Ja, det är det."),
        (2, "ANNA", "Är det 2?"),
    ]


@pytest.mark.parametrize("text", [samples.SBV, samples.WHISPER], ids=["sbv", "whisper"])
def test_what_programs_write_beside_the_standards_is_read(text):
    assert [(cue.start, cue.end, " ".join(cue.text.split())) for cue in read(text).cues] == [
        (3.45, 5.12, "Hej och välkomna"),
        (5.12, 8.89, "till dagens workshop"),
    ]


def test_webvtt_may_begin_with_empty_lines():
    found = read("\n\nWEBVTT\nLanguage: sv\n\n00:01.000 --> 00:02.000\nHej\n")

    assert (found.kind, found.language, remarks(found)) == ("webvtt", "sv", [])


@pytest.mark.parametrize(
    ("line", "start", "end", "speaker", "text"),
    [
        ("00:12:34 Hej", 754, None, None, "Hej"),
        ("12:34 - Hej", 754, None, None, "Hej"),
        ("(12:34) Hej", 754, None, None, "Hej"),
        ("[00:12:34.500]Hej", 754.5, None, None, "Hej"),
        ("00:12:34 – 00:12:36 Hej", 754, 756, None, "Hej"),
        ("* 12:34: Hej", 754, None, None, "Hej"),
        ("Anna Berg [00:12:34]: Hej", 754, None, "Anna Berg", "Hej"),
        ("[12:34] Speaker 1: Hej", 754, None, "Speaker 1", "Hej"),
        ("[12:34] Anna von Berg-Ek: Hej", 754, None, "Anna von Berg-Ek", "Hej"),
        ("75:10 Hej", 4510, None, None, "Hej"),
    ],
)
def test_a_time_is_written_in_many_ways(line, start, end, speaker, text):
    [cue] = read(line).cues

    assert (cue.start, cue.speaker, cue.text) == (start, speaker, text)
    assert end is None or cue.end == end
