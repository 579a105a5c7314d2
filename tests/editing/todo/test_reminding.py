# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Mail about captions that are due."""

from __future__ import annotations

import smtplib

import pytest
from django.core.mail import EmailMessage
from django.urls import reverse
from wagtail.users.models import UserProfile

from tests.factories import DAY, NOON, TODAY, make_event, make_recording, make_series, make_user
from verkstad.archive.models import CaptionsReminder
from verkstad.archive.rules.captions_due import Limits
from verkstad.editing.todo.reminding import mail_reminders

pytestmark = pytest.mark.django_db

LIMITS = Limits(7, 14)
PLACES = [{"service": "YouTube", "url": "https://youtu.be/x"}]


def _recording(title: str, days: int, **values):
    event = make_event(title=title, **values)
    return make_recording(event, places=PLACES, published_date=TODAY - days * DAY)


def _editor(mail: str, language: str = "en", **values):
    user = make_user(mail, role="editor", **values)
    UserProfile.objects.create(user=user, preferred_language=language)
    return user


def test_editors_are_mailed_once_in_their_language_with_the_address_at_the_desk(mailoutbox):
    series = make_series()
    _editor("anna@example.se", series=series)
    _editor("bo@example.se", "sv", series=series)
    recording = _recording("eArkiv", 7, series=series)

    assert mail_reminders(at=NOON, limits=LIMITS) == 2
    assert mail_reminders(at=NOON + 6 * DAY, limits=LIMITS) == 0

    english, swedish = mailoutbox
    assert (english.to, english.subject) == (["anna@example.se"], "No captions for 7 days: eArkiv")
    assert "“eArkiv”: no captions for 7 days (7 days left)\nhttp" in english.body
    assert reverse("verkstad_captions:list", args=[recording.pk]) in english.body
    assert (swedish.to, swedish.subject) == (["bo@example.se"], "Undertexter saknas sedan 7 dagar: eArkiv")
    assert mail_reminders(at=NOON + 7 * DAY, limits=LIMITS) == 2, "once more when the limit has passed"
    assert "was due within 14 days" in mailoutbox[2].body


def test_many_recordings_are_one_mail_to_each_who_answers(mailoutbox):
    _editor("anna@example.se")
    for number in range(23):
        _recording(f"Workshop nr {number}", 20 + number)

    assert mail_reminders(at=NOON, limits=LIMITS) == 1

    (mail,) = mailoutbox
    assert mail.subject == "No captions: 23 recordings"
    assert mail.body.count("no captions for") == 20
    assert "And 3 more" in mail.body
    assert CaptionsReminder.objects.filter(limit="late").count() == 23


def test_what_nobody_was_mailed_about_is_tried_again(mailoutbox, monkeypatch):
    _recording("eArkiv", 8)
    assert mail_reminders(at=NOON, limits=LIMITS) == 0, "there is nobody"
    _editor("anna@example.se")
    _editor("bo@example.se")

    def refuse(mail, *_rest):
        raise smtplib.SMTPRecipientsRefused({}) if mail.to == ["anna@example.se"] else ConnectionRefusedError

    with monkeypatch.context() as away:
        away.setattr(EmailMessage, "send", refuse)
        assert mail_reminders(at=NOON, limits=LIMITS) == 0

    assert mail_reminders(at=NOON, limits=LIMITS) == 2
