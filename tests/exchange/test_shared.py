# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The small modules that the formats share: text, words, dates, identities and addresses."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.dossiers import proses
from tests.exchange.examples import AGENCY, ANNA, ARCHIVES, FILE, NETWORK, SERIES, SITE, an_event
from verkstad.exchange import addresses, words
from verkstad.exchange.contentlines import escape, fold, fold_all, quoted
from verkstad.exchange.identities import public_organisation_number
from verkstad.exchange.text import as_duration, as_moment, as_uri, one_line, plain, shorten
from verkstad.exchange.when import say_when
from verkstad.exchange.xmltext import element
from verkstad.records.events import AppearanceRole, EventKind, Mode, RecordingState
from verkstad.records.published import Site


@given(text=st.text())
def test_plain_text_has_one_kind_of_line_break_and_no_control_characters(text):
    found = plain(text)

    assert not set(found) & ({chr(code) for code in [*range(32), *range(127, 160)]} - {"\n", "\t"})
    assert not set(found) & set("\u2028\u2029\ufffe\uffff")
    assert plain(found) == found


def test_plain_text_keeps_all_that_is_not_a_control_character():
    kept = "Å \t\xa0\xad – ”citat” 👩‍👩‍👧\n\u202eabc"

    assert plain(kept) == kept
    assert plain("a\r\nb\rc\x0bd\x85e\u2028f\x00g") == "a\nb\nc\nd\ne\nfg"


@given(text=proses, length=st.integers(2, 40))
def test_shortened_text_fits_and_says_that_it_was_cut(text, length):
    found = shorten(text, length)

    assert len(found) <= length
    assert found == one_line(text) or found.endswith("…")


def test_text_is_cut_between_words():
    assert shorten("Försäkringskassan visar RODA, och mer", 30) == "Försäkringskassan visar RODA…"
    assert shorten("Donaudampfschifffahrt", 10) == "Donaudamp…"


@pytest.mark.parametrize(
    ("address", "uri"),
    [
        ("https://example.org/a?b=c&d=%20#e", "https://example.org/a?b=c&d=%20#e"),
        ("https://räksmörgås.se/å ö?q=å#ä", "https://xn--rksmrgs-5wao1o.se/%C3%A5%20%C3%B6?q=%C3%A5#%C3%A4"),
    ],
)
def test_an_address_becomes_a_uri(address, uri):
    assert as_uri(address) == uri


def test_moments_are_told_in_utc_and_durations_in_parts():
    east = timezone(timedelta(hours=2))

    assert as_moment(datetime(2024, 5, 7, 12, 0, 0, 999, tzinfo=east)) == "2024-05-07T10:00:00Z"
    assert [as_duration(seconds) for seconds in (0, 59.6, 3480, 3723)] == ["PT0S", "PT1M", "PT58M", "PT1H2M3S"]


@given(text=st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=400))
def test_a_folded_line_unfolds_to_itself(text):
    line = "X-LONG:" + text

    found = fold(line)

    assert all(len(piece.encode()) <= 75 for piece in found.split("\r\n"))
    assert found.replace("\r\n ", "") == line
    assert fold_all([line, "B:c"]) == f"{found}\r\nB:c\r\n"


def test_values_are_escaped_as_the_standard_says():
    assert escape("a\\b;c,d\r\ne") == "a\\\\b\\;c\\,d\\ne"
    assert quoted('say "^"\n') == "\"say ^'^^^'^n\""


def test_xml_is_escaped_in_text_and_attributes():
    assert element("a", "<&>\"'\x0b", href='"&\n', xml_lang="sv", title=None) == (
        '<a href="&quot;&amp;\n" xml:lang="sv">&lt;&amp;&gt;&quot;\'\n</a>'
    )


@pytest.mark.parametrize(
    ("facts", "swedish", "english"),
    [
        (
            {"start_time": time(12), "end_time": time(13)},
            "tisdag 7 maj 2024, kl. 12–13",
            "Tuesday 7 May 2024, 12:00–13:00, Swedish time",
        ),
        (
            {"start_time": time(9, 5), "end_time": time(10, 30)},
            "tisdag 7 maj 2024, kl. 9.05–10.30",
            "Tuesday 7 May 2024, 09:05–10:30, Swedish time",
        ),
        ({"start_time": time(12)}, "tisdag 7 maj 2024, kl. 12", "Tuesday 7 May 2024, 12:00, Swedish time"),
        ({}, "tisdag 7 maj 2024", "Tuesday 7 May 2024"),
        ({"start_date": date(2024, 5, 1), "precision": "month"}, "maj 2024", "May 2024"),
        (
            {"end_date": date(2024, 5, 8)},
            "tisdag 7 maj 2024 – onsdag 8 maj 2024",
            "Tuesday 7 May 2024 – Wednesday 8 May 2024",
        ),
        (
            {"end_date": date(2024, 5, 8), "start_time": time(9), "end_time": time(16)},
            "tisdag 7 maj 2024, kl. 9 – onsdag 8 maj 2024, kl. 16",
            "Tuesday 7 May 2024, 09:00 – Wednesday 8 May 2024, 16:00, Swedish time",
        ),
        (
            {"start_time": time(12), "time_zone": "Europe/Helsinki"},
            "tisdag 7 maj 2024, kl. 12 (Europe/Helsinki)",
            "Tuesday 7 May 2024, 12:00 (Europe/Helsinki)",
        ),
    ],
)
def test_dates_are_told_as_people_tell_them(facts, swedish, english):
    event = an_event(**facts)

    assert (say_when(event, "sv"), say_when(event, "en")) == (swedish, english)


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("202100-5521", "2021005521"),
        ("SE 5560360793", "5560360793"),
        ("550101-1239", None),
        ("20210055", None),
        ("２０２１００５５２１", None),
        (None, None),
    ],
)
def test_only_a_legal_persons_number_is_shown(number, shown):
    assert public_organisation_number(AGENCY.model_copy(update={"organisation_number": number})) == shown


@pytest.mark.parametrize(
    ("table", "kinds"),
    [
        (words.event_kinds, EventKind),
        (words.modes, Mode),
        (words.recording_states, RecordingState),
        (words.appearance_roles, AppearanceRole),
    ],
)
def test_every_code_has_words_in_both_languages(table, kinds):
    for language in ("sv", "en"):
        assert set(table(language)) == set(kinds.__args__)
        assert all(table(language).values())


def test_every_address_is_the_one_that_the_design_names():
    event = an_event(slug="2024-05-07-roda")
    language = "en"

    assert addresses.in_language("/events/", language) == "/en/events/"
    assert addresses.in_language("/events/", "sv") == "/events/"
    assert addresses.event_path(event) == "/event/2024-05-07-roda/"
    assert addresses.person_path(ANNA, language) == "/en/person/anna-oberg/"
    assert addresses.organisation_path(NETWORK) == "/organisation/nosad/"
    assert addresses.topic_path(ARCHIVES, language) == "/en/topic/e-arkiv/"
    assert addresses.series_path(SERIES) == "/series/nosad-workshops/"
    assert addresses.event_ics_path(event) == "/event/2024-05-07-roda.ics"
    assert addresses.organisation_ics_path(NETWORK) == "/organisation/nosad.ics"
    assert addresses.topic_ics_path(ARCHIVES) == "/topic/e-arkiv.ics"
    assert addresses.series_ics_path(SERIES) == "/series/nosad-workshops.ics"
    assert addresses.feed_path(language) == "/en/feed.atom"
    assert addresses.changes_feed_path("sv") == "/changes/feed.atom"
    assert addresses.thing_feed_path(ARCHIVES, language) == "/en/topic/e-arkiv.atom"
    assert addresses.year_csv_path(2024, language) == "/en/data/events-2024.csv"
    assert addresses.share_picture_path(event) == "/share/2024-05-07-roda.png"
    assert addresses.file_path(FILE, "å/b?.pdf") == f"/files/{FILE}/%C3%A5%2Fb%3F.pdf"
    assert addresses.absolute(SITE, "/x") == "https://nosad.example/x"
    assert (
        addresses.webcal(Site(base_url="http://127.0.0.1:8000", name="x"), "/events.ics")
        == "webcal://127.0.0.1:8000/events.ics"
    )
    for thing in (event, ANNA, NETWORK, ARCHIVES, SERIES):
        own = getattr(addresses, f"{type(thing).__name__.lower()}_path")
        assert addresses.thing_path(thing, language) == own(thing, language)
