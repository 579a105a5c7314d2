# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Copying an invitation and asking for slides, at the desk."""

from datetime import time
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from tests.factories import DAY, NOON, make_event, make_material, make_organisation, make_person, make_user
from verkstad.archive.actions.publishing import save_draft
from verkstad.archive.models import AgendaItem, Appearance, Event
from verkstad.intake.dossier import read_dossier
from verkstad.intake.save import save_dossier
from verkstad.site import __file__ as site

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


def _text(page, key):
    field = page.get_element_by_id(key)
    return field.get("value") if field.tag == "input" else field.text.removeprefix("\n")


def test_invitation_is_made_from_the_latest_draft_in_both_languages(look):
    person = make_person(live=False, name="Anna Öberg")
    event = make_event(
        title={"sv": "E-arkiv", "en": "E-archives", "original": "sv"},
        start_date=TODAY + 5 * DAY,
        start_time=time(12),
        appearances=[Appearance(person=person, organisation=make_organisation(name="Riksarkivet"))],
    )
    save_draft(event, {"venue": "Sal 3"}, by=None, at=timezone.now())

    swedish = look("invitation", event.pk, language="sv")
    english = look("invitation", event.pk, language="en")

    assert _text(swedish, "subject").startswith("Inbjudan: E-arkiv, ")
    assert "Sal 3" in _text(swedish, "mail")
    assert "• Anna Öberg (Riksarkivet)" in _text(swedish, "mail")
    assert swedish.get_element_by_id("mail").get("lang") == "sv"
    assert "invites you to “E-archives”" in _text(english, "mail")
    assert len(_text(english, "post")) <= int(english.get_element_by_id("post").get("maxlength"))
    assert "from a draft that differs from what readers see" in swedish.text_content()


def test_page_says_what_the_invitation_cannot_say_yet(look):
    event = make_event(live=False, start_date=TODAY + 5 * DAY)

    page = look("invitation", event.pk)

    assert "is not published yet" in page.text_content()
    assert "has no agenda" in page.text_content()
    assert f"{reverse('wagtailsnippets_archive_event:edit', args=[event.pk])}#agenda" in page.xpath("//a/@href")


def test_cancelled_and_past_workshops_are_told_to_be_so(look):
    assert "instead of inviting" in look("invitation", make_event(status="cancelled").pk).text_content()
    assert "is over" in look("invitation", make_event(start_date=TODAY - 9 * DAY).pk).text_content()


def test_calendar_file_is_that_of_the_draft_without_the_closed_room(desk):
    event = make_event(
        start_date=TODAY + 5 * DAY, start_time=time(12), meeting_address_url="https://meet.example.org/closed"
    )
    save_draft(event, {"venue": "Sal 3"}, by=None, at=timezone.now())
    address = reverse("verkstad_todo:invitation_calendar", args=[event.pk])

    response = desk.get(address, {"language": "sv"})

    (vevent,) = Calendar.from_ical(response.content).walk("VEVENT")
    assert vevent["LOCATION"] == "Sal 3"
    assert b"closed" not in response.content
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    month = make_event(start_date=TODAY.replace(day=1), precision="month")
    assert desk.get(reverse("verkstad_todo:invitation_calendar", args=[month.pk])).status_code == 404


def _talks():
    """A held workshop with two talks, one of which has slides, and a moderator."""
    anna, bo, cia = (make_person(name=name) for name in ("Anna Öberg", "Bo Ek", "Cia Al"))
    items = [AgendaItem(title_sv="RODA i drift", sort_order=0), AgendaItem(title_sv="RODA i molnet", sort_order=1)]
    event = make_event(
        start_date=TODAY - 9 * DAY,
        agenda=items,
        appearances=[
            Appearance(person=anna, agenda_item_uid=items[0].uid, sort_order=0),
            Appearance(person=bo, agenda_item_uid=items[1].uid, sort_order=1),
            Appearance(person=cia, role="moderator", sort_order=2),
            Appearance(to_be_confirmed=True, sort_order=3),
        ],
    )
    make_material(event, url="https://example.org/a.pdf", agenda_item_uid=items[1].uid)
    return event


def _chosen(page):
    return [
        box.getparent().text_content().strip()
        for box in page.xpath("//input[@type='checkbox' and @name='who']")
        if box.get("checked") is not None
    ]


def test_who_has_sent_no_slides_is_chosen_and_asked_by_name(look):
    event = _talks()

    page = look("slides", event.pk, language="sv")

    assert _chosen(page) == ["Anna Öberg: RODA i drift"]
    assert _text(page, "mail").startswith("Hej Anna Öberg,\n\nTack för ”RODA i drift” på ")
    assert "has sent slides" in page.xpath("//li[contains(., 'Bo Ek')]")[0].text_content()
    assert page.xpath("//a[starts-with(@href, 'mailto:?subject=Kan%20du%20skicka%20din%20presentation')]")


def test_nobody_is_asked_twice_unknowingly(look, desk):
    event = _talks()
    uid = event.appearances.get(person__name="Anna Öberg").uid
    address = reverse("verkstad_todo:slides", args=[event.pk])

    noted = desk.post(address, {"who": [str(uid), "018f0000-0000-7000-8000-000000000000", "x"]}, follow=True)

    assert "you asked 1 speaker." in noted.content.decode()
    assert list(event.slides_requests.values_list("appearance_uid", "asked_by__email")) == [
        (uid, "anna.berg@example.se")
    ]
    again = look("slides", event.pk)
    assert _chosen(again) == []
    assert "asked: anna.berg@example.se" in again.text_content()
    assert not again.xpath("//textarea")
    anyhow = look("slides", event.pk, chosen="1", who=str(uid))
    assert "Asked before: Anna Öberg." in anyhow.text_content()
    assert anyhow.get_element_by_id("mail") is not None


def test_workshop_without_speakers_leads_to_its_agenda(look):
    page = look("slides", make_event(start_date=TODAY - 9 * DAY).pk)

    assert page.xpath("//a[text()='To the agenda']/@href")[0].endswith("#agenda")


def test_every_one_of_nosads_workshops_has_an_invitation_and_a_mail_to_its_speakers(look):
    save_dossier(read_dossier(Path(site).parent / "dossiers" / "nosad"), at=NOON)

    for event in Event.objects.order_by("slug")[::6]:
        for language in ("sv", "en"):
            invitation = look("invitation", event.pk, language=language)
            for key in ("subject", "mail", "post", "line"):
                text = _text(invitation, key)
                assert text
                assert "TBC" not in text
                assert "None" not in text
            look("slides", event.pk, language=language)


@pytest.mark.parametrize("name", ["plan", "invitation", "invitation_calendar", "slides"])
def test_draft_of_another_series_is_closed_to_who_has_no_part_in_it(client: Client, name):
    mine, other = make_event(live=False), make_event(live=False)
    client.force_login(make_user(role="editor", series=mine.series))

    assert client.get(reverse(f"verkstad_todo:{name}", args=[mine.pk])).status_code == 200
    assert client.get(reverse(f"verkstad_todo:{name}", args=[other.pk])).status_code in {302, 403}
    assert client.get(reverse(f"verkstad_todo:{name}", args=[mine.series_id])).status_code == 404
