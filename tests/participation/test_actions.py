# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2

from __future__ import annotations

import smtplib
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import IntegrityError, transaction

from verkstad.participation.actions import (
    MAILED_AT_ONCE,
    TooManyMessages,
    delete_old_messages,
    handle_message,
    mail_messages,
    receive_message,
)
from verkstad.participation.models import Message

NOON = datetime(2024, 5, 7, 10, tzinfo=UTC)
DAY = timedelta(days=1)

pytestmark = pytest.mark.django_db


def receive(text: str = "Datumet är fel.", *, at: datetime = NOON, **changes: object) -> Message:
    given = {
        "kind": "mistake",
        "about": "/event/a/",
        "name": "",
        "email": "",
        "language": "sv",
        "keep_days": 30,
        **changes,
    }
    return receive_message(text=text, at=at, **given)


def test_message_is_kept_for_its_days_and_then_deleted_handled_or_not():
    old, handled, fresh = receive("1"), receive("2"), receive("3", at=NOON + 10 * DAY)
    handle_message(handled, at=NOON)

    assert delete_old_messages(at=NOON + 30 * DAY - timedelta(seconds=1)) == 0
    assert delete_old_messages(at=NOON + 30 * DAY) == 2
    assert list(Message.objects.all()) == [fresh]
    assert old.keep_until == NOON + 30 * DAY


def test_message_sent_twice_is_one():
    first = receive(email="a@example.org")

    assert receive(email="a@example.org", at=NOON + timedelta(minutes=5)) == first
    assert receive(email="b@example.org") != first
    assert receive(about="/event/b/") != first
    assert receive(email="a@example.org", at=NOON + timedelta(hours=2)) != first


def test_flood_is_stopped_and_passes(monkeypatch):
    monkeypatch.setattr("verkstad.participation.actions.ALL_PER_HOUR", 3)
    for number in range(3):
        receive(str(number))

    with pytest.raises(TooManyMessages):
        receive("one more")
    assert receive("later", at=NOON + timedelta(hours=1, seconds=1)).pk


@pytest.mark.parametrize("wrong", [{"text": ""}, {"kind": "spam"}, {"keep_days": 0}])
def test_database_refuses_what_is_no_message(wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        receive(**{"text": "x", **wrong})


def test_message_is_mailed_once_with_the_page_and_an_answer_to_its_writer():
    receive("Fel år.\nDet var 2023.", name="Anna Berg", email="anna@example.org")

    for _ in range(2):
        mail_messages(to="desk@example.org", base_url="https://x.example.org", language="en", at=NOON)

    (sent,) = mail.outbox
    assert sent.to == ["desk@example.org"]
    assert sent.reply_to == ["anna@example.org"]
    assert sent.body.startswith("Fel år.\nDet var 2023.")
    assert "https://x.example.org/event/a/" in sent.body
    assert "Anna Berg" in sent.body


def test_message_that_is_refused_does_not_stop_the_others(monkeypatch):
    for text in ("1", "2", "3", "4"):
        receive(text)
    send = EmailBackend.send_messages
    refused = {
        "1": smtplib.SMTPDataError(554, b"looks like spam"),
        "2": smtplib.SMTPRecipientsRefused({"desk@example.org": (550, b"no")}),
        "3": ValueError("a header holds a line break"),
    }

    def send_or_refuse(self: EmailBackend, messages: list) -> int:
        if error := refused.get(messages[0].body[0]):
            raise error
        return send(self, messages)

    with monkeypatch.context() as broken:
        broken.setattr(EmailBackend, "send_messages", send_or_refuse)
        assert mail_messages(to="desk@example.org", base_url="", language="sv", at=NOON) == 1

    assert [message.body[0] for message in mail.outbox] == ["4"]
    assert mail_messages(to="desk@example.org", base_url="", language="sv", at=NOON) == 3


def test_messages_that_are_refused_for_ever_do_not_fill_every_round(monkeypatch):
    for number in range(MAILED_AT_ONCE):
        receive(f"refused {number}")
    receive("good")
    send = EmailBackend.send_messages

    def send_or_refuse(self: EmailBackend, messages: list) -> int:
        if messages[0].body.startswith("refused"):
            raise smtplib.SMTPDataError(554, b"looks like spam")
        return send(self, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", send_or_refuse)
    assert mail_messages(to="desk@example.org", base_url="", language="sv", at=NOON) == 0
    assert mail_messages(to="desk@example.org", base_url="", language="sv", at=NOON) == 1


def test_message_that_cannot_be_mailed_waits(monkeypatch):
    receive("1")
    receive("2")

    def refuse(*_: object) -> int:
        raise ConnectionRefusedError("no server")

    with monkeypatch.context() as broken:
        broken.setattr(EmailBackend, "send_messages", refuse)
        assert mail_messages(to="desk@example.org", base_url="", language="sv", at=NOON) == 0
    assert mail_messages(to="desk@example.org", base_url="", language="sv", at=NOON) == 2
    assert [message.body[0] for message in mail.outbox] == ["1", "2"]
