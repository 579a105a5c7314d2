# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Invitations and requests for slides: all that is known, in both languages, and nothing that is not."""

from __future__ import annotations

import re
from datetime import date, time
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from tests.exchange.examples import (
    ANNA,
    BO,
    CHANGED,
    NAMES,
    PRIVATE_ROOM,
    SITE,
    a_full_event,
    an_event,
    an_id,
)
from verkstad.exchange.invitation import (
    LINE_AT_MOST,
    POST_AT_MOST,
    Invitation,
    invitation_calendar,
    invitation_to,
)
from verkstad.exchange.slides_request import Mail, slides_request, speakers_without_slides
from verkstad.records.base import Language, Text
from verkstad.records.events import AgendaItem, Appearance, Event, Link, Material, MeetingAddress, Recording
from verkstad.records.published import Draft

PAGE = "https://nosad.example/event/2024-05-07-roda-natverket/"


def _draft(event: Event) -> Draft[Event]:
    return Draft[Event](at=CHANGED, thing=event)


def _invitation(event: Event, language: Language = "sv") -> Invitation:
    return invitation_to(_draft(event), site=SITE, names=NAMES, language=language)


def _mail(event: Event, uids: Any, language: Language = "sv") -> Mail:
    return slides_request(_draft(event), uids, site=SITE, names=NAMES, language=language)


def test_mail_tells_what_is_known_in_the_order_that_readers_need():
    event = a_full_event(
        previous_start_date=None,
        kind="seminar",
        summary=Text(sv="Om RODA."),
        summary_state="approved",
        links=(Link(uid=an_id(93), kind="sign_up", title=Text(sv="Anmälan"), url="https://example.org/in"),),
        seats_limited=True,
        recordings=(Recording(id=an_id(71), state="planned"),),
    )

    invitation = _invitation(event)

    assert invitation.subject == (
        "Inbjudan: Roda-nätverket: e-arkiv, delat; på riktigt, tisdag 7 maj 2024, kl. 12–13.30"
    )
    assert invitation.mail == (
        "Hej,\n\n"
        "NOSAD bjuder in till ”Roda-nätverket: e-arkiv, delat; på riktigt”.\n\n"
        "Form: seminarium\n"
        "När: tisdag 7 maj 2024, kl. 12–13.30\n"
        "Var: På plats och digitalt, Sessionssalen, Boråsvägen 4; plan 2\n"
        "Gå till mötet (Jitsi): https://meet.example.org/roda\n"
        "Anmäl dig: https://example.org/in\n"
        "Antalet platser är begränsat.\n"
        "Arrangör: Network Open Source and Data\n"
        "För: Arkivarier\n"
        "Det spelas in.\n"
        'Kontakt: Bo "Bosse" Ek; <b>\n\n'
        "Om RODA.\n\n"
        "Agenda\n"
        "12.00  Välkomna\n"
        "12.05  RODA i drift – Anna Öberg (Försäkringskassan), Bosse Ek, i panelen\n"
        "• Paus\n"
        "• Samtal – Anna Öberg (Försäkringskassan), moderator\n\n"
        "Medverkande\n"
        "• Region Skåne\n\n"
        f"Allt om workshoppen: {PAGE}\n"
        "Till kalendern: https://nosad.example/event/2024-05-07-roda-natverket.ics\n\n"
        "Hälsningar\nNOSAD\nnosad@example.org\n"
    )


def test_english_is_written_anew_and_says_which_text_is_only_in_swedish():
    mail = _invitation(a_full_event(summary=Text(sv="Om RODA.")), "en").mail

    assert "NOSAD invites you to “The RODA network”." in mail
    assert "When: Tuesday 7 May 2024, 12:00–13:30, Swedish time" in mail
    assert "Om RODA.\n\nAutomatic text, may contain errors.\n\nThis text is only in Swedish." in mail
    assert "https://nosad.example/en/event/2024-05-07-roda-natverket/" in mail


@pytest.mark.parametrize("language", ["sv", "en"])
def test_nothing_is_claimed_of_an_event_of_which_little_is_known(language: Language):
    event = an_event(
        meeting_address=MeetingAddress(url=PRIVATE_ROOM),
        appearances=(Appearance(uid=an_id(61), to_be_confirmed=True, person=ANNA.id),),
        agenda=(AgendaItem(uid=an_id(52), title=Text(sv="Inledning")),),
    )

    invitation = _invitation(event, language)

    for text in invitation:
        assert not re.search(r"TBC|TBA|\[|None|%\(|bekräfta|confirm", text)
        assert "Anna" not in text
        assert PRIVATE_ROOM not in text
    assert not re.search(r"kl\.|Var:|Where:|Medverkande|Speakers|För:|For:", invitation.mail + invitation.post)


def test_month_is_all_that_is_said_when_the_day_is_not_settled():
    invitation = _invitation(an_event(start_date=date(2024, 6, 1), precision="month"))

    assert invitation.subject == "Inbjudan: Roda-nätverket, juni 2024"
    assert "När: juni 2024\nDagen är inte bestämd än." in invitation.mail
    assert ".ics" not in invitation.mail
    assert (
        invitation_calendar(
            _draft(an_event(start_date=date(2024, 6, 1), precision="month")), site=SITE, names=NAMES, language="sv"
        )
        == b""
    )


def test_cancelled_workshop_is_not_invited_to():
    invitation = _invitation(a_full_event(status="cancelled"))

    assert invitation.subject.startswith("Inställd: ")
    assert "bjuder in" not in invitation.mail
    assert "är inställd. Den var planerad till tisdag 7 maj 2024" in invitation.mail
    assert "är inställd" in invitation.post
    assert "är inställd" in invitation.line


def test_new_time_is_told_in_the_subject():
    assert _invitation(a_full_event()).subject.startswith("Ny tid: ")


def test_post_names_each_speaker_once():
    post = _invitation(a_full_event(previous_start_date=None)).post

    assert "Medverkande: Anna Öberg (Försäkringskassan), Bosse Ek, Region Skåne" in post
    assert "Tisdag 7 maj 2024, kl. 12–13.30. På plats och digitalt" in post


@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=300).filter(str.strip),
    st.integers(0, 9000),
    st.integers(0, 60),
    st.sampled_from(["sv", "en"]),
    st.sampled_from(["scheduled", "cancelled", "postponed"]),
)
def test_post_and_line_hold_their_lengths_with_the_address_whole(title, length, speakers, language, status):
    event = an_event(
        title=Text(sv=title),
        summary=Text(sv="ord och " * (length // 8) + "slut"),
        status=status,
        appearances=tuple(
            Appearance(uid=an_id(1000 + number), person=ANNA.id, billed_as=f"Anna Öberg den {number}:e")
            for number in range(speakers)
        ),
    )

    invitation = _invitation(event, language)

    assert len(invitation.post) <= POST_AT_MOST
    assert len(invitation.line) <= LINE_AT_MOST
    assert "\n" not in invitation.line
    assert "\n" not in invitation.subject
    assert invitation.post.endswith("/event/2024-05-07-roda-natverket/")
    assert invitation.line.endswith("/event/2024-05-07-roda-natverket/")


def test_calendar_file_is_read_back_without_the_room_that_is_not_public():
    event = a_full_event(meeting_address=MeetingAddress(url=PRIVATE_ROOM, service="Jitsi"))

    file = invitation_calendar(_draft(event), site=SITE, names=NAMES, language="sv")

    (vevent,) = Calendar.from_ical(file).walk("VEVENT")
    assert str(vevent["UID"]) == str(event.id)
    assert PRIVATE_ROOM.encode() not in file.replace(b"\r\n ", b"")


def test_speakers_without_slides_are_those_who_spoke_and_of_whom_there_is_no_file():
    talk = AgendaItem(uid=an_id(52), title=Text(sv="RODA i drift"))
    other = AgendaItem(uid=an_id(53), title=Text(sv="RODA i molnet"))
    anna = Appearance(uid=an_id(61), agenda_item=talk.uid, person=ANNA.id)
    bo = Appearance(uid=an_id(62), agenda_item=other.uid, person=BO.id)
    others = (
        Appearance(uid=an_id(63), person=ANNA.id, role="moderator"),
        Appearance(uid=an_id(64), person=BO.id, to_be_confirmed=True),
        Appearance(uid=an_id(65), to_be_confirmed=True),
    )
    event = an_event(agenda=(talk, other), appearances=(anna, bo, *others))
    file = Material(id=an_id(81), title=Text(sv="Bilder"), url="https://example.org/a.pdf")

    def asked(*materials: Material) -> list[Any]:
        return [one.uid for one in speakers_without_slides(event.model_copy(update={"materials": materials}), NAMES)]

    assert asked() == [anna.uid, bo.uid]
    assert asked(file.model_copy(update={"agenda_item": talk.uid})) == [bo.uid]
    assert asked(file.model_copy(update={"creators": (BO.name.upper(),)})) == [anna.uid]
    assert asked(file.model_copy(update={"agenda_item": talk.uid, "url": None})) == [anna.uid, bo.uid]


def test_request_for_slides_thanks_for_the_talk_and_asks_in_the_subject():
    mail = _mail(a_full_event(), [an_id(61)])

    assert mail.subject == "Kan du skicka din presentation från 7 maj?"
    assert mail.body.startswith(
        "Hej Anna Öberg,\n\nTack för ”RODA i drift” på ”Roda-nätverket: e-arkiv, delat; på riktigt” 7 maj.\n\n"
    )
    assert PAGE in mail.body
    assert "CC BY 4.0" in mail.body


def test_request_to_several_names_them_all_and_an_earlier_year():
    full = a_full_event()
    event = full.model_copy(update={"start_date": date(2023, 12, 5), "start_time": time(12)})
    mail = _mail(event, [an_id(61), an_id(63)], "en")

    assert mail.subject == "Could you send your slides from 5 December 2023?"
    assert mail.body.startswith('Hello Anna Öberg and Bo "Bosse" Ek; <b>,\n\nThank you for “RODA i drift” at')


def test_request_in_a_link_comes_back_as_it_was_written():
    mail = _mail(a_full_event(), [an_id(61)])

    address = urlsplit(mail.address())

    assert (address.scheme, address.path) == ("mailto", "")
    assert parse_qs(address.query) == {"subject": [mail.subject], "body": [mail.body.strip().replace("\n", "\r\n")]}
    assert "+" not in address.query, "a mail program shows a plus as it stands"
