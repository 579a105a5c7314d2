# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""From cues to passages: where they begin and end, and that no word is lost, doubled or cut."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.captions import WORDS, cues
from verkstad.records.captions import Cue
from verkstad.records.speech import PASSAGE_SECONDS, SpokenPassage, passages_of

TEXTS = st.lists(WORDS | st.sampled_from([".", "Nej.", "alltså,", "va?"]), min_size=1, max_size=120).map(" ".join)


def said(*parts: tuple[float, float, str], speaker: str | None = "Anna Berg") -> list[Cue]:
    return [Cue(start=start, end=end, text=text, speaker=speaker) for start, end, text in parts]


def test_sentences_are_joined_across_cues():
    cues = said((0, 3, "Hej och välkomna till\ndagens workshop"), (3, 6, "om e-arkiv. Jag heter"), (6, 8, "Anna."))

    assert passages_of(cues) == (
        SpokenPassage(
            start=0,
            end=8,
            speaker="Anna Berg",
            text="Hej och välkomna till dagens workshop om e-arkiv. Jag heter Anna.",
            moments=((38, 3), (50, 4), (60, 6)),
        ),
    )


def test_a_passage_knows_the_second_in_which_each_cue_begins_once():
    (passage,) = passages_of(
        said((61.2, 61.6, "Vi"), (61.6, 64, "satte en"), (64.9, 66, "brandvägg runt"), (66, 68, "den."))
    )

    assert passage.start == 61.2
    assert [(passage.text[place:], second) for place, second in passage.moments] == [
        ("brandvägg runt den.", 64),
        ("den.", 66),
    ]


def test_a_passage_ends_with_the_sentence_before_half_a_minute_is_over():
    cues = said((0, 12, "En mening. Två"), (12, 24, "meningar. Tre som"), (24, 36, "fortsätter hit. Slut."))

    first, second = passages_of(cues)

    assert (first.text, second.text) == ("En mening. Två meningar.", "Tre som fortsätter hit. Slut.")
    assert first.end == second.start == 12 + round(12 * 9 / 17, 3)


def test_a_new_speaker_and_a_silence_begin_a_passage():
    cues = [*said((0, 2, "Är det så?")), *said((2, 4, "Ja."), (8, 9, "Det är det."), speaker="Bo Ek")]

    assert [(one.start, one.speaker, one.text) for one in passages_of(cues)] == [
        (0, "Anna Berg", "Är det så?"),
        (2, "Bo Ek", "Ja."),
        (8, "Bo Ek", "Det är det."),
    ]


def test_one_may_think_within_a_sentence():
    thinking = said((0, 2, "Det är"), (6, 8, "e-arkivet"), (13, 14, "alltså."))

    assert [(one.start, one.end) for one in passages_of(thinking)] == [(0, 8), (13, 14)]


def test_a_word_put_in_does_not_break_what_the_other_is_saying():
    cues = [*said((0, 5, "Vi bevarar allt")), *said((3, 4, "Mm."), speaker="Bo Ek"), *said((5, 8, "som går."))]

    assert [(one.start, one.end, one.text) for one in passages_of(cues)] == [
        (0, 8, "Vi bevarar allt som går."),
        (3, 4, "Mm."),
    ]


def test_two_who_talk_at_once_are_both_kept():
    cues = [*said((0, 5, "Nej, vänta")), *said((3, 9, "Jo, men det var ju så"), speaker="Bo Ek")]

    assert [(one.start, one.end, one.speaker) for one in passages_of(cues)] == [(0, 5, "Anna Berg"), (3, 9, "Bo Ek")]


def test_abbreviations_initials_and_numbers_end_no_sentence():
    cues = said(
        (0, 28, "En mening. Vi ses t.ex. den 3."), (28, 34, "maj hos A."), (34, 37, "Berg kl."), (37, 39, "12.")
    )

    assert [one.text for one in passages_of(cues)] == ["En mening.", "Vi ses t.ex. den 3. maj hos A. Berg kl. 12."]


def test_a_sentence_without_end_is_cut_between_cues_by_the_clause():
    cues = said(*((at, at + 4, f"och så {at}" + ("," if at == 20 else "")) for at in range(0, 60, 4)))

    first, second, *_ = passages_of(cues)

    assert first.text.endswith("och så 20,")
    assert (first.end, second.start) == (24, 24)


def test_a_cue_of_minutes_is_cut_between_words():
    words = [f"ord{number}" for number in range(200)]
    cues = said((0, 120, " ".join(words)))

    passages = passages_of(cues)

    assert [word for one in passages for word in one.text.split()] == words
    assert all(one.end - one.start <= PASSAGE_SECONDS for one in passages)
    assert (passages[0].start, passages[-1].end) == (0, 120)


@given(cues(TEXTS))
def test_every_word_is_there_once_with_its_speaker_and_in_its_time(some):
    passages = passages_of(some)

    for speaker in {cue.speaker for cue in some}:
        spoken = Counter(word for cue in some if cue.speaker == speaker for word in cue.text.split())
        assert Counter(word for one in passages if one.speaker == speaker for word in one.text.split()) == spoken
    assert [one.start for one in passages] == sorted(one.start for one in passages)
    assert all(one.start < one.end for one in passages)
    assert max(one.end for one in passages) == max(cue.end for cue in some)
    assert all(any(cue.start <= one.start and cue.speaker == one.speaker for cue in some) for one in passages)
    for one in passages:
        places, seconds = [place for place, _ in one.moments], [int(one.start), *(second for _, second in one.moments)]
        assert all(one.text[place - 1] == " " for place in places)
        assert seconds == sorted(set(seconds))
    assert all(SpokenPassage.model_validate(one.model_dump()) == one for one in passages)
