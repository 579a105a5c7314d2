# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Each check is met by something it finds, and by the same thing put right."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.utils import translation

from verkstad.archive.choices import AddressResult
from verkstad.archive.rules.addresses import Known
from verkstad.archive.rules.captions_due import Limits
from verkstad.checks import CHECKS, findings_of, run
from verkstad.checks.things import texts
from verkstad.records.base import Text
from verkstad.records.dossier import Dossier, EventFile, OrganisationEntry, PersonEntry, SeriesEntry, TopicEntry
from verkstad.records.events import Event

NOON = datetime(2026, 3, 3, 11, 0, tzinfo=UTC)
TOMORROW, YESTERDAY = date(2026, 3, 4), date(2026, 3, 2)
SERIES, PERSON, ID = (UUID(f"01890000-0000-7000-8000-{number:012}") for number in (1, 2, 3))


def _event(**values: Any) -> EventFile:
    """A coming event in which no check finds anything."""
    whole = {
        "id": ID,
        "slug": "traff",
        "series": SERIES,
        "title": {"sv": "Träff"},
        "start_date": TOMORROW,
        "start_time": time(12),
        "venue": "Sal 1",
        "agenda": [{"uid": ID, "title": {"sv": "Inledning"}}],
    }
    return EventFile.model_validate(whole | values)


def _past(**values: Any) -> EventFile:
    """A held event in which no check finds anything."""
    whole = {
        "start_date": YESTERDAY,
        "summary": {"sv": "Om arkiv."},
        "materials": [SLIDES],
        "recordings": [{"id": ID, "state": "none", "reason": {"sv": "Ingen spelade in."}}],
    }
    return _event(**(whole | values))


def _recorded(**values: Any) -> EventFile:
    places = [{"service": "YouTube", "url": "https://y.se/"}]
    return _past(
        start_date=min(YESTERDAY, values.get("published_date", YESTERDAY)),
        recordings=[{"id": ID, "state": "published", "places": places, **values}],
    )


SLIDES = {"id": ID, "title": {"sv": "Bilder"}, "file": "a" * 64, "licence": "CC-BY-4.0"}
_KNOWN = Known(AddressResult.GONE, 404, NOON, NOON, failing_since=NOON - timedelta(days=9), failures=3, is_dead=True)
DEAD = {
    "https://x.se/gone": _KNOWN,
    "https://x.se/silent": _KNOWN._replace(result=AddressResult.UNREACHABLE, status=None),
    "https://x.se/expired": _KNOWN._replace(result=AddressResult.CERTIFICATE, status=None),
}
CAPTIONS = [{"language": "sv", "state": "corrected"}]


SIGN_UP = {"uid": ID, "kind": "sign_up", "title": {"sv": "Anmälan"}, "url": "https://x.se/in"}
PICTURE = {"file": "a" * 64, "file_name": "sal.jpg"}
TRANSLATED = {"sv": "Nytt", "en": "Old", "translated_from": Text(sv="Gammalt").original_hash()}
UP_TO_DATE = {"sv": "Nytt", "en": "New", "translated_from": Text(sv="Nytt").original_hash()}
CLAIM = {"field": "start_date", "source": "sidan"}
RIVALS = [
    CLAIM | {"value": "2026-03-14", "line": 20, "state": "open"},
    CLAIM | {"value": "2026-03-15", "state": "open"},
]


def _link(url: str) -> dict[str, Any]:
    return {"uid": ID, "kind": "reference", "title": {"sv": "Läs mer om ämnet"}, "url": url}


CASES: list[tuple[str, Any, Any, str | None]] = [
    (
        "address.gone",
        _event(links=[_link("https://x.se/gone")]),
        _event(links=[_link("https://x.se/here")]),
        f"links[{ID}].url",
    ),
    (
        "address.unreachable",
        _past(materials=[SLIDES | {"url": "https://x.se/silent"}]),
        _past(materials=[SLIDES | {"url": "https://x.se/"}]),
        f"materials[{ID}].url",
    ),
    (
        "address.certificate",
        _recorded(captions=CAPTIONS, places=[{"service": "X", "url": "https://x.se/expired"}]),
        _recorded(captions=CAPTIONS),
        f"recordings[{ID}].places",
    ),
    ("event.no-agenda", _event(agenda=[]), _event(), "agenda"),
    ("event.no-agenda", _event(agenda=[]), _event(agenda=[], status="cancelled"), "agenda"),
    (
        "event.no-start-time",
        _event(start_time=None),
        _event(start_time=None, start_date=date(2026, 6, 1)),
        "start_time",
    ),
    ("event.no-start-time", _event(start_time=None), _event(), "start_time"),
    (
        "event.no-way-in",
        _event(venue=None),
        _event(venue=None, meeting_address={"url": "https://x.se/", "public": True}),
        "meeting_address",
    ),
    ("event.nothing-shows-it", _event(start_date=YESTERDAY), _past(), None),
    ("event.nothing-shows-it", _event(start_date=YESTERDAY), _event(start_date=YESTERDAY, status="cancelled"), None),
    (
        "appearance.to-be-confirmed",
        _event(appearances=[{"uid": ID, "to_be_confirmed": True}]),
        _event(appearances=[{"uid": ID, "person": PERSON}]),
        f"appearances[{ID}]",
    ),
    (
        "recording.no-address",
        _past(recordings=[{"id": ID, "state": "published", "places": [{"service": "YouTube"}]}]),
        _recorded(captions=CAPTIONS),
        f"recordings[{ID}].places",
    ),
    (
        "recording.late",
        _past(recordings=[{"id": ID, "state": "processing", "expected_date": YESTERDAY}]),
        _past(recordings=[{"id": ID, "state": "processing", "expected_date": date(2026, 3, 3)}]),
        f"recordings[{ID}].expected_date",
    ),
    (
        "material.no-address",
        _event(materials=[{"id": ID, "title": {"sv": "Bilder"}}]),
        _event(materials=[{"id": ID, "title": {"sv": "Bilder"}, "url": "https://x.se/b", "licence": "CC0-1.0"}]),
        f"materials[{ID}].url",
    ),
    (
        "summary.not-approved",
        _event(summary={"sv": "Om arkiv."}, summary_state="rewritten"),
        _event(summary={"sv": "Om arkiv."}),
        "summary",
    ),
    (
        "event.no-sign-up",
        _event(seats_limited=True),
        _event(seats_limited=True, links=[SIGN_UP]),
        "links",
    ),
    (
        "event.no-sign-up",
        _event(venue=None, meeting_address={"url": "https://x.se/"}),
        _event(venue=None, meeting_address={"url": "https://x.se/", "public": True}),
        "links",
    ),
    ("event.no-slides", _past(materials=[SLIDES | {"kind": "notes"}]), _past(), "materials"),
    ("event.no-summary", _past(summary=None), _past(), "summary"),
    ("recording.unknown", _past(recordings=[]), _past(), "recordings"),
    (
        "recording.unknown",
        _past(recordings=[{"id": ID, "state": "planned"}]),
        _past(recordings=[{"id": ID, "state": "planned", "expected_date": TOMORROW}]),
        f"recordings[{ID}].state",
    ),
    (
        "recording.before-event",
        _past(recordings=[{"id": ID, "state": "processing", "published_date": YESTERDAY - timedelta(days=1)}]),
        _past(recordings=[{"id": ID, "state": "processing", "published_date": YESTERDAY}]),
        f"recordings[{ID}].published_date",
    ),
    (
        "recording.no-captions",
        _recorded(published_date=date(2026, 3, 1), captions=[{"language": "sv", "state": "machine"}]),
        _recorded(published_date=YESTERDAY, captions=CAPTIONS),
        f"recordings[{ID}].captions",
    ),
    ("recording.no-captions-no-date", _recorded(), _recorded(captions=CAPTIONS), f"recordings[{ID}].published_date"),
    (
        "material.no-licence",
        _past(materials=[{name: value for name, value in SLIDES.items() if name != "licence"}]),
        _past(),
        f"materials[{ID}].licence",
    ),
    (
        "uncertainty.open",
        _past(uncertainties=[{"field": "end_time", "values": ["13:00", "13:30"], "note": {"sv": "Två tider."}}]),
        _past(),
        "end_time",
    ),
    ("claim.open", _event(claims=RIVALS), _event(claims=[RIVALS[0] | {"state": "chosen"}]), "start_date"),
    (
        "image.no-alternative",
        _event(image=PICTURE),
        _event(image=PICTURE | {"alternative": {"sv": "En sal"}}),
        "image.alternative",
    ),
    ("translation.outdated", _event(title=TRANSLATED), _event(title=UP_TO_DATE), "title"),
    (
        "organisation.number",
        OrganisationEntry.model_validate(
            {"id": ID, "slug": "verket", "name": {"sv": "Verket"}, "organisation_number": "202100-6884"}
        ),
        OrganisationEntry.model_validate(
            {"id": ID, "slug": "verket", "name": {"sv": "Verket"}, "organisation_number": "202100-6883"}
        ),
        "organisation_number",
    ),
]


@pytest.mark.parametrize(("name", "wrong", "right", "field"), CASES)
def test_check_finds_what_is_wrong_and_not_what_is_right(name: str, wrong: Any, right: Any, field: str | None):
    assert [(found.check, found.field) for found in findings_of(wrong, NOON, addresses=DEAD)] == [(name, field)]
    assert findings_of(right, NOON, addresses=DEAD) == []


def test_every_check_has_a_case():
    assert {name for name, *_case in CASES} == set(CHECKS)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_message_says_what_to_do_in_both_languages(language: str):
    with translation.override(language):
        for name, wrong, _right, _field in CASES:
            (found,) = findings_of(wrong, NOON, addresses=DEAD)
            assert found.message().endswith(".")
            assert len(found.message().split(". ")) >= 2, "what is wrong, and what to do"
            assert "%(" not in found.message()
            assert str(found).endswith(f"[{name}]")


def test_personal_number_is_never_taken_for_an_organisations():
    # A made-up number of the kind that Skatteverket lends for tests: its third digit tells a month.
    entry = OrganisationEntry.model_validate(
        {"id": ID, "slug": "firma", "name": {"sv": "Firma"}, "organisation_number": "121212-1212"}
    )

    assert [found.check for found in findings_of(entry, NOON)] == ["organisation.number"]


def test_number_of_another_country_is_left_alone():
    entry = OrganisationEntry.model_validate(
        {"id": ID, "slug": "firma", "name": {"sv": "Firma"}, "organisation_number": "DE123456789"}
    )

    assert findings_of(entry, NOON) == []


def test_date_that_sources_contradict_is_an_error_and_another_field_a_warning():
    venue = {"field": "venue", "source": "sidan", "state": "open"}
    found = findings_of(_event(claims=[*RIVALS, venue | {"value": "Sal 1"}, venue | {"value": "Sal 2"}]), NOON)

    assert [(one.field, one.severity) for one in found] == [("start_date", "error"), ("venue", "warning")]
    assert "2026-03-14 (sidan:20); 2026-03-15 (sidan)" in found[0].message()


def test_who_was_never_confirmed_is_advice_once_the_date_has_passed():
    (found,) = findings_of(_past(appearances=[{"uid": ID, "to_be_confirmed": True}]), NOON)

    assert (found.check, found.severity) == ("appearance.to-be-confirmed", "advice")


@pytest.mark.parametrize(
    ("days", "severity"), [(2, "advice"), (6, "advice"), (7, "warning"), (13, "warning"), (14, "error")]
)
def test_missing_captions_weigh_more_by_the_day(days: int, severity: str):
    (found,) = findings_of(_recorded(published_date=date(2026, 3, 3) - timedelta(days=days)), NOON)

    assert (found.check, found.severity, found.values) == ("recording.no-captions", severity, {"days": days, "due": 14})
    assert str(days) in found.message()


def test_captions_are_given_a_day():
    assert findings_of(_recorded(published_date=YESTERDAY), NOON) == []


def test_nothing_more_is_asked_of_what_nothing_shows():
    (found,) = findings_of(_event(start_date=YESTERDAY, summary=None), NOON)

    assert found.check == "event.nothing-shows-it"


def test_draft_is_looked_at_where_one_waits():
    waiting = _event(agenda=[], draft=_event().model_dump(exclude={"state", "notes", "claims", "draft"}))
    worse = _event(draft=_event(agenda=[]).model_dump(exclude={"state", "notes", "claims", "draft"}))

    assert findings_of(waiting, NOON) == []
    assert [found.check for found in findings_of(worse, NOON)] == ["event.no-agenda"]


def test_texts_are_found_wherever_they_stand():
    event = _event(
        image=PICTURE | {"alternative": {"sv": "En sal"}},
        draft=_event().model_dump(exclude={"state", "notes", "claims", "draft"}),
    )

    assert [place for place, _text in texts(event)] == ["title", "image.alternative", "agenda[0].title"]


def test_run_sorts_errors_first():
    whole = Dossier(
        series=(SeriesEntry.model_validate({"id": SERIES, "slug": "serien", "name": TRANSLATED}),),
        people=(PersonEntry.model_validate({"id": PERSON, "slug": "anna", "name": "Anna"}),),
        topics=(
            TopicEntry.model_validate(
                {"id": ID, "slug": "arkiv", "name": {"sv": "Arkiv"}, "claims": [RIVALS[0] | {"field": "name"}]}
            ),
        ),
        events=(_event(image=PICTURE, summary={"sv": "x"}, summary_state="machine"),),
    )

    assert [(found.severity, found.kind, found.check) for found in run(whole, NOON)] == [
        ("error", "event", "image.no-alternative"),
        ("warning", "series", "translation.outdated"),
        ("warning", "topic", "claim.open"),
        ("advice", "event", "summary.not-approved"),
    ]


def test_what_only_a_draft_leads_to_is_not_told_as_dead_and_what_readers_meet_is():
    draft = _event(links=[_link("https://x.se/here")]).model_copy()
    waiting = _event(links=[_link("https://x.se/gone")], draft=draft.model_dump(include=set(Event.model_fields)))
    unpublished = _event(links=[_link("https://x.se/gone")], state="draft")

    assert [found.check for found in findings_of(waiting, NOON, addresses=DEAD)] == ["address.gone"]
    assert findings_of(unpublished, NOON, addresses=DEAD) == []
    assert findings_of(waiting, NOON) == []


def test_limits_of_captions_are_the_operators():
    recorded = _recorded(published_date=date(2026, 3, 3) - timedelta(days=5))

    (found,) = findings_of(recorded, NOON, Limits(2, 5))

    assert (found.severity, found.values) == ("error", {"days": 5, "due": 5})
    assert findings_of(_recorded(published_date=date(2020, 9, 22)), NOON) == []
    assert findings_of(recorded.model_copy(update={"state": "draft"}), NOON) == []
