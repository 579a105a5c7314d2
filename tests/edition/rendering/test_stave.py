# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The calendar stave: long notches where there is something to have, short ones where there is not."""

from datetime import date

from tests.edition.rendering.archive_of_records import AT, event, full_event
from verkstad.edition.cards import card_of
from verkstad.edition.rendering.stave import counted, notched


def test_each_event_is_a_notch_on_its_day():
    cards = [
        card_of(full_event()),
        card_of(event("bare", date(2024, 1, 1))),
        card_of(event("later", date(2024, 12, 31))),
    ]

    drawn = str(notched(2024, cards, AT))

    assert '<path class="stave-has" d="M256 6V34"/>' in drawn  # 7 May is day 128 of a leap year
    assert '<path class="stave-bare" d="M2 20V34"/>' in drawn
    assert '<path class="stave-coming" d="M732 6V34"/>' in drawn


def test_a_date_known_to_the_month_stands_in_its_middle():
    drawn = str(notched(2023, [card_of(event("m", date(2023, 10, 1), precision="month"))], AT))

    assert '<path class="stave-bare" d="M578 20V34"/>' in drawn


def test_months_are_bars_as_high_as_their_share():
    drawn = str(counted(2024, [(5, 10), (6, 5)], most=10))

    assert 'd="M248 34V6h50V34M310 34V20h50V34"' in drawn
