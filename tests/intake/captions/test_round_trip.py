# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What we write and read again is what it was: WebVTT wholly, SRT but for names, transcripts to the second."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.exchange.captions import FULL, LONG, cues, lines
from verkstad.exchange.cue_lines import fitted
from verkstad.exchange.srt import write_srt
from verkstad.exchange.transcript import write_transcript
from verkstad.exchange.webvtt import write_webvtt
from verkstad.intake.captions import read_captions
from verkstad.records.captions import Captions, Cue
from verkstad.records.speech import SpokenPassage, passages_of

# ">>" is how others mark a change of speaker: it is not kept.
CHOSEN = lines(at_most=36).filter(lambda text: not any(line.startswith(">>") for line in text.split("\n")))
FIRST = Cue(start=0, end=1, text="Hej", speaker="Anna")
"""Where one has a voice, no name is looked for before a colon."""


def numbered(some: tuple[Cue, ...]) -> tuple[Cue, ...]:
    """No two alike, or they might be taken for captions that roll."""
    return tuple(cue.model_copy(update={"text": f"({at}) {cue.text}"}) for at, cue in enumerate(some))


def captions(some: tuple[Cue, ...]) -> Captions:
    return Captions(language="sv", state="approved", cues=some)


@settings(deadline=None)
@given(cues(CHOSEN))
def test_webvtt_comes_back(some):
    some = (FIRST, *numbered(some))

    found = read_captions(write_webvtt(captions(some)), name="möte.vtt")

    assert (found.kind, found.language, found.remarks) == ("webvtt", "sv", ())
    assert [(cue.start, cue.text, cue.speaker) for cue in found.cues] == [
        (cue.start, cue.text, cue.speaker) for cue in some
    ]
    assert [cue.end for cue in found.cues] == [each.end / 1000 for each in fitted(some)]


@settings(deadline=None)
@given(cues(LONG))
def test_no_word_is_lost_in_webvtt_that_is_cut(some):
    some = (FIRST, *numbered(some))

    found = read_captions(write_webvtt(captions(some)), name="möte.vtt")

    for speaker in {cue.speaker for cue in some}:
        said = sorted(word for cue in some if cue.speaker == speaker for word in cue.text.split())
        assert sorted(word for cue in found.cues if cue.speaker == speaker for word in cue.text.split()) == said


@settings(deadline=None)
@given(cues(CHOSEN))
def test_srt_comes_back_with_names_in_the_text(some):
    some = numbered(some)

    found = read_captions(write_srt(captions(some)), name="möte.srt")

    assert (found.kind, found.remarks) == ("srt", ())
    heard = [
        word for cue in found.cues for word in (f"{cue.speaker}: " if cue.speaker else "").split() + cue.text.split()
    ]
    before = None
    said = []
    for cue in some:
        if cue.speaker and cue.speaker != before:
            said += f"{cue.speaker}:".split()
        said += cue.text.split()
        before = cue.speaker
    assert sorted(heard) == sorted(" ".join(said).replace("-->", "→").split())
    assert {cue.start for cue in some} <= {cue.start for cue in found.cues}


@settings(deadline=None)
@given(
    cues(
        st.lists(st.sampled_from(["Vi", "bevarar", "tal,", "bild.", "e-arkiv"]), min_size=1, max_size=40).map(" ".join)
    )
)
def test_a_transcript_comes_back_to_the_second(some):
    some = tuple(
        cue.model_copy(update={"speaker": "Bo Ek" if at % 2 else "Anna Berg"}) for at, cue in enumerate(numbered(some))
    )
    passages = passages_of(some)

    found = read_captions(write_transcript(passages, language="sv", state="approved"), name="möte.txt")

    assert found.kind == "text"
    assert [(cue.start, cue.speaker, cue.text) for cue in found.cues] == [
        (int(one.start), one.speaker, one.text) for one in passages
    ]


def test_full_captions_come_back_to_the_same_passages():
    found = read_captions(write_webvtt(FULL), name="möte.vtt")

    assert [(one.start, one.speaker, one.text) for one in passages_of(found.cues)] == [
        (one.start, one.speaker, one.text) for one in passages_of(FULL.cues)
    ]
    assert all(SpokenPassage.model_validate(one.model_dump()) == one for one in passages_of(found.cues))
