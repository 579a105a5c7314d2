# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Events as rows: what there is to have, before and after."""

from datetime import UTC, date, datetime, time

import pytest

from tests.edition.rendering.archive_of_records import AT, event, full_event, sv, uid
from verkstad.edition.cards import card_of
from verkstad.edition.rendering.rows import LEDE, first_sentence, row, what_exists
from verkstad.records.events import Captions, Material, Recording, RecordingPlace


def words(made, at=AT, language="en"):
    return [said for _, said in what_exists(card_of(made), language, at)]


def recording(**fields):
    return Recording(
        **{
            "id": uid("r"),
            "state": "published",
            "places": (RecordingPlace(service="YouTube", url="https://youtu.be/x"),),
        }
        | fields
    )


def slides(n, with_address):
    return tuple(
        Material(id=uid(f"m{i}"), title=sv("x"), url="https://example.org/x" if i < with_address else None)
        for i in range(n)
    )


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, ["We have no material yet"]),
        ({"recordings": (recording(length_seconds=3480),)}, ["Recording 58\u00a0min"]),
        ({"recordings": (recording(captions=(Captions(language="sv", state="machine"),)),)}, ["Recording", "captions"]),
        ({"recordings": (recording(places=()),)}, ["Recording, address missing"]),
        ({"recordings": (recording(state="planned", places=()),)}, ["Recording expected"]),
        ({"recordings": (recording(state="none", places=()),)}, ["Not recorded"]),
        ({"recordings": (recording(state="withdrawn", places=()),)}, ["Recording taken down"]),
        ({"materials": slides(1, 1)}, ["1 set of slides"]),
        ({"materials": slides(3, 3)}, ["3 sets of slides"]),
        ({"materials": slides(3, 1)}, ["3 sets of slides, 2 without an address"]),
        ({"materials": slides(1, 0)}, ["1 set of slides, address missing"]),
        ({"status": "cancelled"}, ["Cancelled"]),
        ({"status": "cancelled", "recordings": (recording(state="planned", places=()),)}, ["Cancelled"]),
        ({"language": "en", "recordings": (recording(),)}, ["Recording", "In English"]),
    ],
)
def test_a_past_event_shows_what_there_is_and_what_is_missing(fields, said):
    assert words(event("x", **fields)) == said


def test_a_coming_event_shows_when_and_how():
    made = event("x", date(2024, 6, 4), start_time=time(12), end_time=time(13), mode="both", seats_limited=True)

    assert words(made) == ["Tuesday 12:00–13:00", "On site and online", "Limited seats"]


def test_an_event_is_on_now_from_its_start_to_its_end():
    made = event("x", date(2024, 5, 20), start_time=time(12), end_time=time(13))

    assert "On now" not in words(made, datetime(2024, 5, 20, 9, 59, tzinfo=UTC))
    assert words(made, datetime(2024, 5, 20, 10, 0, tzinfo=UTC))[0] == "On now"
    assert "On now" not in words(made, datetime(2024, 5, 20, 11, 0, tzinfo=UTC))


def test_a_row_marks_words_of_the_other_language():
    drawn = row(card_of(full_event()), "en", AT)

    assert (drawn.href, drawn.title, drawn.title_language, drawn.lede_language) == (
        "/en/event/full/",
        "Roda-nätverket",
        "sv",
        "sv",
    )
    assert row(card_of(full_event()), "sv", AT).title_language is None


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("En hel mening som räcker. Och en till.", "En hel mening som räcker."),
        ("Kort. Sedan kommer en mening som är lång nog.", "Kort. Sedan kommer en mening som är lång nog."),
        ("Första stycket här.\n\nAndra stycket.", "Första stycket här."),
        ("ord " * 100, ("ord " * 44) + "ord …"),
    ],
)
def test_the_first_sentence_stands_for_the_text(text, shown):
    assert first_sentence(text.strip()) == shown
    assert len(first_sentence(text)) <= LEDE + 2
