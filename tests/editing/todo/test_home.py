# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The first page of the desk: what is coming and not ready, what was held and is not documented, and what waits."""

from datetime import time

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from lxml import html

from tests.editing.todo.conftest import told
from tests.factories import (
    DAY,
    NOON,
    make_event,
    make_material,
    make_organisation,
    make_person,
    make_recording,
    make_series,
    make_topic,
    make_user,
)
from verkstad.archive.actions.planning import StepContent, add_step
from verkstad.archive.actions.progress import note_failure
from verkstad.archive.actions.publishing import save_draft
from verkstad.archive.actions.reviewing import hand_in
from verkstad.archive.models import AgendaItem, Appearance, Claim, Event, Grant, Organiser, TopicLink
from verkstad.participation.actions import receive_message

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
CAPTIONS = "Recordings without captions"
COMING, HELD, EARLIER = "Coming, and not ready", "Just held, and not documented", "Past workshops"


def _edit(thing, anchor=""):
    return reverse(f"wagtailsnippets_archive_{thing.thing_kind}:edit", args=[thing.pk]) + anchor


def _ready(**values):
    """A coming workshop that lacks nothing."""
    return make_event(
        start_date=TODAY + 5 * DAY,
        start_time=time(12),
        venue="Sal 1",
        agenda=[AgendaItem(title_sv="Inledning")],
        **values,
    )


def test_coming_workshop_tells_what_it_lacks_and_leads_to_the_very_field(look):
    event = make_event(title="eArkiv", start_date=TODAY + 5 * DAY, appearances=[Appearance(to_be_confirmed=True)])
    uid = event.appearances.get().uid

    lines = told(look("home"), COMING)

    assert ("eArkiv", _edit(event)) not in lines
    assert {address for _words, address in lines} == {
        _edit(event, "#agenda"),
        _edit(event, "#id_start_time"),
        _edit(event, "#id_meeting_address_url"),
        _edit(event, f"?focus={uid}#agenda"),
    }
    assert any("has no agenda" in words for words, _address in lines)


def test_workshop_that_lacks_nothing_is_told_as_ready_and_one_that_is_called_off_is_not(look):
    event = _ready(title="Allt klart")
    called_off = _ready(title="Inställd i utkast")
    save_draft(called_off, {"status": "cancelled"}, by=None, at=timezone.now())
    _ready(title="Inställd", status="cancelled")

    page = look("home")

    assert told(page, "Coming, and ready") == [("Allt klart", _edit(event))]
    assert told(page, COMING) == []
    assert "Nothing is missing in what is coming." in page.text_content()


def test_desk_without_anything_to_come_says_so_and_offers_to_begin(look):
    make_event(start_date=TODAY - 400 * DAY)

    page = look("home")

    assert "Nothing is planned right now." in page.text_content()
    assert page.xpath("//a[contains(@class, 'button')][text()='New workshop']/@href") == ["/edit/workshops/add/"]


def test_who_may_not_write_is_not_offered_to_begin(client):
    client.force_login(make_user(role="reviewer"))

    assert "/edit/workshops/add/" not in client.get("/edit/").content.decode()


def test_soonest_comes_first_and_what_the_draft_has_counts(look):
    late = make_event(title="Sist", start_date=TODAY + 30 * DAY)
    soon = make_event(title="Först", start_date=TODAY + 40 * DAY)
    save_draft(soon, {"start_date": TODAY + 3 * DAY}, by=None, at=timezone.now())
    mended = make_event(title="Lagad i utkast", start_date=TODAY + 60 * DAY)
    save_draft(mended, {"status": "cancelled"}, by=None, at=timezone.now())
    make_event(title="Aldrig publicerad", live=False, start_date=TODAY + 20 * DAY)

    page = look("home")

    assert page.xpath("//article/h3/a/text()") == ["Först", "Aldrig publicerad", "Sist"]
    assert late.title.sv == "Sist"


def test_held_workshop_tells_what_is_not_there_with_the_days_without_captions(look):
    event = make_event(title="Röda nätverket", start_date=TODAY - 20 * DAY, summary="Om RODA.")
    material = make_material(event, kind="notes", url="https://example.org/notes")
    recording = make_recording(
        event, places=[{"service": "YouTube", "url": "https://youtu.be/x"}], published_date=TODAY - 16 * DAY
    )

    page = look("home")

    assert [address for _words, address in told(page, HELD)] == [
        reverse("verkstad_todo:slides", args=[event.pk]),
        _edit(material, "#id_licence"),
    ]
    assert told(page, CAPTIONS) == [
        ("“Röda nätverket”: no captions for 16 days", reverse("verkstad_captions:list", args=[recording.pk])),
    ]
    assert "was due within 14 days" in page.text_content()


def test_recordings_without_captions_are_told_the_nearest_to_the_limit_first_and_counted(look, client):
    places = [{"service": "YouTube", "url": "https://youtu.be/x"}]
    event = make_event(title="eArkiv", start_date=TODAY - 400 * DAY)
    for days in (30, 9, 3, 12, 1, *range(40, 47)):
        make_recording(event, places=places, published_date=TODAY - days * DAY)
    make_recording(event, places=places, published_date=TODAY - 13 * DAY, live=False)

    page = look("home")

    days = [int(words.rsplit(" ", 2)[1]) for words, _address in told(page, CAPTIONS)]
    assert days == [12, 9, 3, 30, 40, 41, 42, 43, 44, 45]
    assert page.xpath("//a[text()='11 recordings without captions']/@href") == [
        reverse("verkstad_todo:lacking", args=["captions"])
    ]
    client.force_login(make_user("bo@example.se", role="editor", series=make_series()))
    assert told(html.fromstring(client.get("/edit/").content), CAPTIONS) == [], "none of theirs"


def test_recording_that_is_not_there_leads_to_making_one(look):
    event = make_event(start_date=TODAY - 2 * DAY, summary="Om RODA.")
    make_material(event, kind="slides", url="https://example.org/a", licence="CC0-1.0")

    (line,) = told(look("home"), HELD)

    assert line[1] == f"{reverse('wagtailsnippets_archive_recording:add')}?event={event.pk}"


def test_planning_list_is_told_from_a_week_before_its_day_and_when_late(look):
    event = _ready(title="Planerad")
    add_step(event, StepContent("Skicka inbjudan", -21, "Bo"), by=None, at=NOON)
    add_step(event, StepContent("Prova mötesrummet", -1), by=None, at=NOON)
    add_step(event, StepContent("Rätta undertexter", 9), by=None, at=NOON)

    page = look("home")

    assert [words for words, _address in told(page, COMING)] == ["Skicka inbjudan", "Prova mötesrummet"]
    assert "First:" in page.xpath("//li[a[text()='Skicka inbjudan']]")[0].text_content()
    assert "First:" not in page.xpath("//li[a[text()='Prova mötesrummet']]")[0].text_content()


def test_what_past_workshops_lack_is_counted_and_listed_by_page(look):
    series = make_series()
    for number in range(45):
        make_material(make_event(series=series, start_date=TODAY - (200 + number) * DAY), kind="notes")

    lines = told(look("home"), EARLIER)

    address = reverse("verkstad_todo:lacking", args=["slides"])
    assert ("45 past workshops have no slides", address) in lines
    first, second = look("lacking", "slides"), look("lacking", "slides", p="2")
    assert len(first.xpath("//article")) == 40
    assert len(second.xpath("//article")) == 5
    assert len(first.xpath("//article//a[contains(@href, '/slides/')]")) == 40


def test_unknown_word_for_what_is_lacking_is_not_a_page(desk):
    assert desk.get(reverse("verkstad_todo:lacking", args=["nothing"])).status_code == 404


def test_draft_that_has_what_is_lacking_is_told_so(look):
    event = make_event(start_date=TODAY - 200 * DAY, attendance_number=12)
    save_draft(event, {"summary": {"sv": "Om RODA.", "original": "sv"}}, by=None, at=timezone.now())

    page = look("lacking", "summary")

    assert "The draft has it." in page.text_content()


def test_sources_that_contradict_lead_to_the_field(look):
    event = make_event(title="Wikidata", start_date=TODAY - 300 * DAY)
    for value, line in (("2023-02-14", 20), ("2023-02-15", 214)):
        Claim.objects.create(
            thing_kind="event",
            thing_id=event.pk,
            field="start_date",
            value=value,
            source="sidan",
            line=line,
            state="open",
        )

    (line,) = told(look("home"), "Sources contradict each other")

    assert line == (
        "Wikidata, first day: 2023-02-14 (sidan:20); 2023-02-15 (sidan:214)",
        _edit(event, "#id_start_date"),
    )
    assert "2023-02-15 (sidan:214)" in look("claims").text_content()


def test_more_contradictions_than_fit_are_counted_and_listed(look):
    series = make_series()
    for _number in range(12):
        event = make_event(series=series, start_date=TODAY - 300 * DAY)
        for field in ("venue", "start_time"):
            Claim.objects.create(thing_kind="event", thing_id=event.pk, field=field, source="sidan", state="open")

    page = look("home")

    assert len(told(page, "Sources contradict each other")) == 10
    assert "24 contradictions in all" in page.text_content()
    assert len(look("claims").xpath("//ul[@class='todo-lines']/li")) == 24


def test_message_from_a_reader_is_told(look):
    message = receive_message(
        kind="mistake",
        text="Länken till inspelningen saknas.",
        about="/event/x/",
        name="",
        email="",
        language="sv",
        keep_days=30,
        at=timezone.now(),
    )

    ((words, address),) = told(look("home"), "Messages from readers")

    assert words == "Mistake: Länken till inspelningen saknas."
    assert address == f"{reverse('verkstad_messages')}#message-{message.pk}"


def test_what_waits_for_review_drafts_of_mine_and_what_failed_are_told(look, desk):
    mine = make_user("bo.ek@example.se", role="editor")
    in_review = make_event(live=False, title="Granskas", start_date=TODAY + 20 * DAY)
    hand_in(in_review, by=mine, at=timezone.now())
    me = make_user("cia.al@example.se", role="administrator")
    drafted = make_person(name="Dag Ek")
    save_draft(drafted, {"name": "Dag Ek-Öberg"}, by=me, at=timezone.now())
    note_failure(serial=1, failure={"kind": "record", "thing_kind": "event", "thing_id": str(in_review.pk)}, at=NOON)
    desk.force_login(me)

    page = look("home")

    review = reverse("verkstad_versions:review", args=["event", in_review.pk])
    assert [address for _words, address in told(page, "Waiting for your review")] == [review]
    assert told(page, "Your drafts") == [("Dag Ek-Öberg", _edit(drafted))]
    assert [address for _words, address in told(page, "Saved, but not shown to readers")] == [_edit(in_review)]


def test_editor_of_one_organisation_is_told_of_its_workshops_alone(client: Client):
    organisation = make_organisation()
    editor = make_user("eva@example.se", role="contributor", organisation=organisation)
    theirs = make_event(title="Deras", start_date=TODAY + 5 * DAY, organisers=[Organiser(organisation=organisation)])
    make_event(title="Andras", start_date=TODAY + 5 * DAY)
    past = make_event(title="Andras förr", start_date=TODAY - 200 * DAY)
    Claim.objects.create(thing_kind="event", thing_id=past.pk, field="venue", source="sidan", state="open")
    client.force_login(editor)

    page = html.fromstring(client.get(reverse("wagtailadmin_home")).content)

    assert page.xpath("//article/h3/a/text()") == ["Deras"]
    assert "Andras" not in page.text_content()
    assert theirs.title.sv == "Deras"
    assert Grant.objects.filter(user=editor).exists()


def _archive(number):
    """A coming workshop, a held one and an earlier one, each with something lacking, of each so many."""
    series, person = make_series(), make_person()
    for turn in range(number):
        coming = make_event(
            series=series, start_date=TODAY + (turn % 40 + 1) * DAY, appearances=[Appearance(person=person)]
        )
        save_draft(coming, {"venue": "Sal 2"}, by=None, at=timezone.now())
        add_step(coming, StepContent("Skicka inbjudan", -40), by=None, at=NOON)
        held = make_event(series=series, start_date=TODAY - (turn % 40 + 1) * DAY)
        make_material(held, kind="notes", live=turn % 2 == 0)
        make_recording(held, state="planned")
        earlier = make_event(series=series, start_date=TODAY - (turn + 200) * DAY)
        Claim.objects.create(thing_kind="event", thing_id=earlier.pk, field="venue", source="sidan", state="open")


def _queries(client, address):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_first_page_and_lists_ask_as_much_of_thirty_as_of_three(desk):
    addresses = [
        reverse("wagtailadmin_home"),
        reverse("verkstad_todo:lacking", args=["sign-of-it"]),
        reverse("verkstad_todo:claims"),
        reverse("verkstad_todo:topics"),
    ]
    _archive(3)
    few = [_queries(desk, address) for address in addresses]
    _archive(30)

    assert [_queries(desk, address) for address in addresses] == few
    assert Event.objects.count() == 99
    assert few[0] < 50


def test_who_was_to_speak_at_what_was_cancelled_has_not_spoken(look):
    topic = make_topic(name="Kakor")
    spoke, was_to = make_person(name="Anna Berg"), make_person(name="Bo Ek")
    for person, days, status in ((spoke, -900, "scheduled"), (was_to, 9, "cancelled")):
        make_event(
            start_date=TODAY + days * DAY,
            status=status,
            appearances=[Appearance(person=person)],
            topics=[TopicLink(topic=topic, relation="about")],
        )

    page = look("topics")

    assert page.xpath("//ul[@class='todo-people']//a/text()") == ["Anna Berg"]
