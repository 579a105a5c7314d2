# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What cuts leave of a recording, its captions and its chapters: above all, that nothing is left of what was left out."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import ValidationError

from tests.exchange.captions import cues
from verkstad.records.base import Text
from verkstad.records.captions import Cue
from verkstad.records.cuts import EDGE_SECONDS, Cuts, Stretch, Timeline
from verkstad.records.events import Chapter
from verkstad.records.speech import passages_of

LENGTH = 300.0
PLAIN = st.sampled_from(["Ja.", "Nej, alltså", "Det var\nså"])
SECONDS = st.integers(0, 300_000).map(lambda thousandths: thousandths / 1000)


@st.composite
def stretches(draw: st.DrawFn) -> Stretch:
    start, end = sorted(draw(st.lists(SECONDS, min_size=2, max_size=2, unique=True)))
    return Stretch(start=start, end=end)


@st.composite
def some_cuts(draw: st.DrawFn) -> Cuts:
    left_out = draw(st.lists(stretches(), max_size=4))
    shown = draw(stretches())
    points = draw(st.sampled_from([{}, {"in_seconds": shown.start}, {"out_seconds": shown.end}]))
    return Cuts(left_out=left_out, **points)


def left_out_of(*stretches: tuple[float, float], **points: float) -> Cuts:
    return Cuts(left_out=tuple(Stretch(start=start, end=end) for start, end in stretches), **points)


def said(*times: tuple[float, float]) -> list[Cue]:
    return [Cue(start=start, end=end, text=f"från {start:g}") for start, end in times]


def spans(cues) -> list[tuple[float, float, str]]:
    return [(cue.start, cue.end, cue.text) for cue in cues]


def test_what_is_kept_lies_between_the_points_and_around_the_stretches():
    cuts = left_out_of((50, 60), (40, 55), (5, 12), (95, 200), in_seconds=10, out_seconds=100)

    assert [(each.start, each.end) for each in cuts.kept(LENGTH)] == [(12, 40), (60, 95)]
    assert [(each.start, each.end) for each in cuts.kept(80)] == [(12, 40), (60, 80)]
    assert cuts.timeline(LENGTH, is_cut=True).length == 28 + 35


@pytest.mark.parametrize(
    "cuts", [left_out_of((0, 400)), left_out_of(in_seconds=301), left_out_of((0, 8), out_seconds=7)]
)
def test_nothing_may_be_kept(cuts):
    timeline = cuts.timeline(LENGTH, is_cut=True)

    assert (timeline.kept, timeline.length, timeline.moved(8), timeline.skips) == ((), 0, 0, ())
    assert timeline.cues(said((1, 2))) == timeline.passages(said((1, 2))) == timeline.lost(said((1, 2))) == ()
    assert timeline.chapters([Chapter(start_seconds=0, title=Text(sv="Allt"))]) == ()
    assert not timeline.shows(1)


def test_points_the_wrong_way_round_and_a_stretch_without_length_are_refused():
    with pytest.raises(ValidationError, match="out point"):
        Cuts(in_seconds=10, out_seconds=10)
    with pytest.raises(ValidationError, match="ends after it begins"):
        Stretch(start=3, end=3)


@pytest.mark.parametrize("is_cut", [True, False])
def test_a_cue_that_reaches_into_a_stretch_goes_whole(is_cut):
    timeline = left_out_of((10, 20)).timeline(LENGTH, is_cut=is_cut)
    cues = said((5, 8), (8, 10), (9, 10.001), (12, 13), (19.999, 22), (20, 23), (1, 25))

    by = 10 if is_cut else 0
    assert spans(timeline.cues(cues)) == [(5, 8, "från 5"), (8, 10, "från 8"), (20 - by, 23 - by, "från 20")]
    assert spans(timeline.lost(cues)) == [
        (9, 10.001, "från 9"),
        (19.999, 22, "från 19.999"),
        (1, 25, "från 1"),
    ]


def test_at_the_in_and_out_secondss_a_cue_that_reaches_out_a_little_is_shortened():
    timeline = Cuts(in_seconds=10, out_seconds=20).timeline(LENGTH, is_cut=True)
    cues = said((3, 5), (9, 12), (9.6, 12), (19, 20.4), (19.8, 20.2), (25, 26))

    assert spans(timeline.cues(cues)) == [(0, 2, "från 9.6"), (9, 10, "från 19")]
    assert EDGE_SECONDS == 0.5


def test_no_cue_reaches_out_over_a_point_into_a_stretch_that_is_left_out():
    timeline = left_out_of((5, 9.9), (20.2, 30), in_seconds=10, out_seconds=20).timeline(LENGTH, is_cut=True)

    assert timeline.cues(said((9.8, 12), (19, 20.3))) == ()


def test_captions_that_outlast_the_recording_stay():
    cues = said((298, 303), (310, 312))

    assert Cuts().timeline(LENGTH, is_cut=True).cues(cues) == tuple(cues)
    assert Cuts(in_seconds=8).timeline(LENGTH, is_cut=True).cues(cues)[1].start == 302
    assert left_out_of((290, 300)).timeline(LENGTH, is_cut=True).cues(cues) == ()


def test_the_length_need_not_be_known():
    timeline = left_out_of((10, 20), in_seconds=5).timeline(None, is_cut=False)

    assert timeline.skips == ((10, 20),)
    assert spans(timeline.cues(said((6, 7), (1000, 1001)))) == [(6, 7, "från 6"), (1000, 1001, "från 1000")]


def test_passages_do_not_go_across_a_cut():
    cues = [
        Cue(start=5, end=9, text="Det här sades före"),
        Cue(start=12, end=14, text="hemligt"),
        Cue(start=20, end=24, text="och det här efter."),
    ]

    passages = left_out_of((10, 20)).timeline(LENGTH, is_cut=True).passages(cues)

    assert spans(passages) == [(5, 9, "Det här sades före"), (10, 14, "och det här efter.")]


def test_chapters_move_and_those_without_anything_left_go():
    chapters = [
        Chapter(start_seconds=start, title=Text(sv=title))
        for start, title in [
            (0, "Prat"),
            (8, "Inledning"),
            (50, "Struket"),
            (60, "Halvt struket"),
            (90, "Frågor"),
            (200, "Efter"),
        ]
    ]
    cuts = left_out_of((45, 70), in_seconds=10, out_seconds=150)

    cut, whole = (
        [
            (chapter.start_seconds, chapter.title.sv)
            for chapter in cuts.timeline(LENGTH, is_cut=is_cut).chapters(chapters)
        ]
        for is_cut in (True, False)
    )

    assert cut == [(0, "Inledning"), (35, "Halvt struket"), (55, "Frågor")]
    assert whole == [(10, "Inledning"), (70, "Halvt struket"), (90, "Frågor")]


@given(some_cuts(), cues(PLAIN))
def test_nothing_is_left_of_what_was_left_out(cuts, some):
    numbered = [cue.model_copy(update={"text": str(at)}) for at, cue in enumerate(some)]
    for is_cut in (True, False):
        timeline = cuts.timeline(LENGTH, is_cut=is_cut)
        shown = {int(cue.text) for cue in timeline.cues(numbered)}
        lost = {int(cue.text) for cue in timeline.lost(numbered)}
        spoken = {int(word) for passage in timeline.passages(numbered) for word in passage.text.split()}

        for at, cue in enumerate(numbered):
            if any(cue.start < each.end and each.start < cue.end for each in cuts.left_out):
                assert at not in shown
        assert shown == spoken
        assert not shown & lost
        for at in set(range(len(numbered))) - shown - lost:  # wholly away
            assert not any(max(numbered[at].start, s.start) < min(numbered[at].end, s.end) for s in timeline.kept)


@example(left_out_of((0, 0.036), (0.045, 0.047)), [0.047])
@given(some_cuts(), st.lists(SECONDS, min_size=1, max_size=10))
def test_time_never_runs_backwards_and_stays_within(cuts, seconds):
    for is_cut in (True, False):
        timeline = cuts.timeline(LENGTH, is_cut=is_cut)
        moved = [timeline.moved(second) for second in sorted(seconds)]

        assert moved == sorted(moved)
        if timeline.kept:
            last = timeline.length if is_cut else timeline.kept[-1].end
            assert all(0 <= second <= last for second in moved)
        for second in seconds:
            if timeline.shows(second):
                assert timeline.original(timeline.moved(second)) == pytest.approx(second, abs=0.002)


@given(some_cuts(), cues(PLAIN))
def test_cues_stay_in_order_and_as_long_unless_shortened_at_a_point(cuts, some):
    timeline = cuts.timeline(LENGTH, is_cut=True)

    shown = timeline.cues(some)

    assert [cue.start for cue in shown] == sorted(cue.start for cue in shown)
    assert all(Cue.model_validate(cue.model_dump()) == cue for cue in shown)
    lengths = sorted(cue.end - cue.start for cue in some)
    assert all(min(lengths) / 3 <= cue.end - cue.start <= max(lengths) + 0.002 for cue in shown)


@given(cues(PLAIN))
def test_without_cuts_everything_stays_as_it_is(some):
    for is_cut in (True, False):
        timeline = Cuts().timeline(LENGTH, is_cut=is_cut)

        assert timeline.cues(some) == some
        assert timeline.passages(some) == passages_of(some)
        assert timeline.lost(some) == ()
        assert timeline.moved(123.456) == 123.456
        assert timeline.length == LENGTH
    assert not Cuts().change_anything


def test_a_timeline_of_its_own_is_strict_at_both_ends():
    timeline = Timeline((Stretch(start=10, end=20),), is_cut=False)

    assert timeline.cues(said((9.9, 12), (12, 13), (19, 20.1))) == tuple(said((12, 13)))
