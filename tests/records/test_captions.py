# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Cues and captions as values: what they refuse, and that the same ones give the same bytes."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from pydantic import ValidationError

from tests.exchange.captions import FULL, cues
from verkstad.records.captions import CUE_CHARACTERS_AT_MOST, Captions, Cue


@pytest.mark.parametrize(
    "wrong",
    [
        {"end": 1.0},
        {"end": 0.5},
        {"start": -1.0},
        {"end": 7 * 24 * 3600 + 1},
        {"end": float("nan")},
        {"text": ""},
        {"text": "Hej\n\npå er"},
        {"text": "Hej\rpå er"},
        {"text": "Hej\x1bpå er"},
        {"text": "a" * (CUE_CHARACTERS_AT_MOST + 1)},
        {"speaker": "Anna\nBerg"},
        {"colour": "red"},
    ],
)
def test_a_cue_refuses_what_no_player_could_show(wrong):
    good = {"start": 1.0, "end": 2.0, "text": "Hej\npå er"}
    Cue(**good)

    with pytest.raises(ValidationError):
        Cue(**{**good, **wrong})


def test_captions_refuse_cues_out_of_order_and_take_overlaps():
    long, within = Cue(start=1, end=9, text="Jag talar"), Cue(start=2, end=3, text="Mm")

    assert Captions(language="sv", state="machine", cues=(long, within)).cues == (long, within)
    with pytest.raises(ValidationError, match="in order of start"):
        Captions(language="sv", state="machine", cues=(within, long))


def test_a_trusted_cue_is_equal_to_a_checked_one_and_as_frozen():
    checked = Cue(start=1.0, end=2.0, text="Hej", speaker="Bo")
    trusted = Cue.trusted(1.0, 2.0, "Hej", "Bo")

    assert trusted == checked
    assert hash(trusted) == hash(checked)
    assert trusted.model_copy(update={"text": "Nej"}) != checked == trusted
    with pytest.raises(ValidationError, match="frozen"):
        trusted.text = "Nej"


@given(cues())
def test_captions_come_back_from_their_json_equal_and_to_the_same_bytes(some):
    captions = Captions(language="sv-SE", state="corrected", cues=some)

    again = Captions.from_json(captions.to_json())

    assert again == captions == Captions.trusted("sv-SE", "corrected", some)
    assert again.to_json() == captions.to_json() == Captions.trusted("sv-SE", "corrected", some).to_json()


def test_the_json_leaves_out_a_speaker_that_nobody_named():
    content = json.loads(FULL.to_json())

    assert list(content) == ["format", "language", "state", "cues"]
    assert content["cues"][1] == {"start": 3.0, "end": 3.4, "text": "[musik]"}
