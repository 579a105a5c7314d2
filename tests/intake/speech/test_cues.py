# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Words are parted where people can read them."""

from __future__ import annotations

import time
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from verkstad.intake.speech.cues import shape_cues
from verkstad.intake.speech.values import HeardCue, HeardWord


def words(
    text: str, *, start: float = 0.0, seconds: float = 0.35, pauses: dict[str, float] | None = None
) -> list[HeardWord]:
    """Each word takes so many seconds; after those of ``pauses`` there is silence."""
    found = []
    for word in text.split():
        found.append(HeardWord(round(start, 3), round(start + seconds, 3), word, 0.9))
        start += seconds + (pauses or {}).get(word, 0.0)
    return found


def texts(text: str, **how: object) -> list[str]:
    return [cue.text for cue in shape_cues(words(text, **how))]  # type: ignore[arg-type]


def test_sentences_end_cues():
    assert texts("Välkommen till vårt möte om öppen källkod. I dag talar vi om upphandling. Skriv dina frågor i chatten.") == [
        "Välkommen till vårt möte om öppen källkod.",
        "I dag talar vi om upphandling.",
        "Skriv dina frågor i chatten.",
    ]  # fmt: skip


def test_a_long_sentence_is_parted_at_its_clauses_and_in_two_lines():
    found = texts(
        "När vi hade flyttat arkivet till den nya tjänsten, vilket tog ett halvår, så kunde alla i kommunen söka i det, "
        "och de frågor som kom handlade mest om behörigheter.",
        seconds=0.28,
    )

    assert found == [
        "När vi hade flyttat arkivet till den\nnya tjänsten, vilket tog ett halvår,",
        "så kunde alla i kommunen söka i det,",
        "och de frågor som kom\nhandlade mest om behörigheter.",
    ]


def test_no_cue_spans_a_silence():
    found = shape_cues(words("Vi börjar om fem minuter", pauses={"om": 4.0}))

    assert [cue.text for cue in found] == ["Vi börjar om", "fem minuter"]
    assert found[0].end <= found[1].start


def test_short_sentences_share_a_cue():
    assert texts("Ja. Just det. Så är det.") == ["Ja. Just det. Så är det."]


def test_abbreviations_and_initials_end_no_sentence():
    assert texts("Det gäller t.ex. J. Berg och bl.a. de som kom sent.", seconds=0.2) == [
        "Det gäller t.ex. J. Berg\noch bl.a. de som kom sent."
    ]


def test_a_cue_stays_until_it_can_be_read_but_not_into_the_next():
    alone = shape_cues(words("Upphandlingsförordningen gäller.", seconds=0.55))
    first, second = shape_cues(words("Upphandlingsförordningen gäller. Den är ny sedan i våras.", seconds=0.55))

    assert alone[0].end > 1.8
    assert first.end == second.start == 1.1


def test_a_word_that_is_longer_than_a_line_stands_alone():
    long = "Realisationsvinstbeskattningsförordningsändring"

    assert [cue.text for cue in shape_cues(words(f"Den nya {long} gäller."))][1:2] == [long]


def test_unsure_words_are_spans_of_the_text():
    sure, unsure = 0.9, 0.3
    cue = HeardCue(
        0,
        3,
        "Vi har Tantivy\noch Wagtail i drift",
        tuple(
            HeardWord(0, 1, text, probability)
            for text, probability in zip(
                ["Vi", "har", "Tantivy", "och", "Wagtail", "i", "drift"],
                (sure, sure, unsure, unsure, sure, sure, unsure),
                strict=True,
            )
        ),
    )

    assert [cue.text[start:end] for start, end in cue.unsure] == ["Tantivy\noch", "drift"]


def test_nothing_heard_is_no_cue():
    assert shape_cues([]) == ()


@given(
    st.lists(
        st.tuples(
            st.text("abcdefåäö.,?", min_size=1, max_size=50),
            st.floats(0, 3, allow_nan=False),
            st.floats(0, 3, allow_nan=False),
        ),
        max_size=60,
    )
)
def test_every_word_is_in_one_cue_and_cues_fit(parts):
    at = 0.0
    said = []
    for text, gap, length in parts:
        said.append(HeardWord(at + gap, at + gap + length, text, 1.0))
        at += gap + length

    cues = shape_cues(said)

    assert [word for cue in cues for word in cue.words] == said
    assert all(cue.text.split() == [word.text for word in cue.words] for cue in cues)
    for cue in cues:
        assert cue.text.count("\n") <= 1
        if len(cue.words) > 1:
            assert all(len(line) <= 42 for line in cue.text.split("\n"))
            assert cue.words[-1].end - cue.words[0].start <= 7
    assert all(earlier.start < earlier.end <= later.start + 0.041 for earlier, later in pairwise(cues))


def test_shaping_is_linear():
    """Twenty hours of speech without a stop, beside two: ten times the words, not a hundred times the work."""

    def seconds(count: int) -> float:
        said = words("och sedan sade hon att det var så " * count, seconds=0.3)
        began = time.process_time()
        shape_cues(said)
        return time.process_time() - began

    assert min(seconds(2_500) for _ in range(3)) < 20 * min(seconds(250) for _ in range(3))
