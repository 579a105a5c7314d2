# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given

from tests.exchange.dossiers import proses
from tests.exchange.examples import NAMES, SITE, an_event
from verkstad.exchange.opengraph import describe_event_page, describe_page, event_description
from verkstad.records.base import Text


def test_a_page_without_a_picture_has_the_small_card():
    pairs = dict(describe_page(site=SITE, language="en", path="/events/", title="Past", description="All of them."))

    assert pairs == {
        "og:site_name": "NOSAD",
        "og:type": "website",
        "og:title": "Past",
        "og:description": "All of them.",
        "og:url": "https://nosad.example/en/events/",
        "og:locale": "en_GB",
        "og:locale:alternate": "sv_SE",
        "twitter:card": "summary",
    }


def test_a_picture_comes_with_its_size_and_its_words():
    pairs = dict(describe_event_page(an_event(start_time=time(12)), site=SITE, names=NAMES, language="sv"))

    assert pairs["og:image"] == "https://nosad.example/share/2024-05-07-roda-natverket.png"
    assert (pairs["og:image:width"], pairs["og:image:height"]) == ("1200", "630")
    assert pairs["og:image:alt"] == "Roda-nätverket, tisdag 7 maj 2024, kl. 12"
    assert pairs["twitter:card"] == "summary_large_image"


def test_an_event_without_a_summary_says_when_and_in_which_series():
    assert event_description(an_event(start_date=date(2024, 5, 1), precision="month"), names=NAMES, language="en") == (
        "May 2024. A workshop in the series NOSAD's workshops."
    )


@pytest.mark.parametrize(
    ("status", "language", "said"), [("cancelled", "sv", "Inställd"), ("postponed", "en", "Postponed")]
)
def test_a_cancelled_event_says_so_first(status, language, said):
    assert event_description(an_event(status=status), names=NAMES, language=language).startswith(f"{said}: ")


@given(title=proses, summary=proses)
def test_what_is_shown_is_one_line_and_short(title, summary):
    event = an_event(title=Text(sv=title), summary=Text(sv=summary))

    pairs = describe_event_page(event, site=SITE, names=NAMES, language="sv")

    assert all(value.isprintable() or not set(value) & set("\n\r\t\x85\u2028") for _, value in pairs)
    assert len(dict(pairs)["og:description"]) <= 200
