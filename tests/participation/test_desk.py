# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What readers wrote, at the desk: answered, handled, erased; for those who may read it."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from lxml import html

from tests.factories import make_series, make_user
from verkstad.participation.actions import handle_message, receive_message
from verkstad.participation.models import Message

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(make_user("anna.berg@example.se", role="editor"))
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def _message(text="Länken är trasig.", **values):
    return receive_message(
        **{
            "kind": "mistake",
            "text": text,
            "about": "/event/x/",
            "name": "Bo Ek",
            "email": "bo@example.se",
            "language": "sv",
            "keep_days": 30,
            "at": timezone.now(),
        }
        | values
    )


def _page(client, query=""):
    return html.fromstring(client.get(f"{reverse('verkstad_messages')}{query}").content)


def test_message_is_listed_with_its_page_and_an_answer_to_write(editor):
    _message("Länken är trasig.\nDen leder till <b>404</b>.")

    page = _page(editor)

    (article,) = page.xpath("//article")
    assert "Den leder till <b>404</b>." in article.text_content()
    assert "/event/x/" in article.xpath(".//a/@href")
    answer = urlsplit(article.xpath(".//a[starts-with(@href, 'mailto:')]/@href")[0])
    assert answer.path == "bo@example.se"
    query = parse_qs(answer.query)
    assert query["subject"][0].startswith("Ditt meddelande från ")
    assert query["body"] == ["\r\n\r\n> Länken är trasig.\r\n> Den leder till <b>404</b>."]


def test_message_without_an_address_has_no_answer(editor):
    _message(email="", name="")

    assert not _page(editor).xpath("//a[starts-with(@href, 'mailto:')]")
    assert "anonymous" in _page(editor).text_content()


def test_handled_message_leaves_the_list_and_stays_among_all(editor):
    message = _message()

    editor.post(reverse("verkstad_messages"), {"do": "handled", "message": message.pk})

    message.refresh_from_db()
    assert message.handled_at is not None
    assert not _page(editor).xpath("//article")
    assert len(_page(editor, "?all").xpath("//article")) == 1


def test_erased_message_is_gone_and_a_second_attempt_is_told(editor):
    message = _message()
    address = reverse("verkstad_messages")

    editor.post(address, {"do": "erase", "message": message.pk})
    again = editor.post(address, {"do": "erase", "message": message.pk}, follow=True)

    assert not Message.objects.exists()
    assert "is gone already" in again.content.decode()


def test_unknown_doing_is_not_found(editor):
    assert editor.post(reverse("verkstad_messages"), {"do": "publish", "message": _message().pk}).status_code == 404


@pytest.mark.parametrize("role", ["contributor", "reviewer", "editor of a series"])
def test_message_is_closed_to_those_who_answer_for_less_than_everything(client: Client, role):
    message = _message()
    series = make_series() if "series" in role else None
    client.force_login(make_user(role=role.split()[0], series=series))

    answers = [
        client.get(reverse("verkstad_messages")),
        client.post(reverse("verkstad_messages"), {"do": "erase", "message": message.pk}),
    ]

    assert all(answer.status_code in {302, 403} for answer in answers)
    assert Message.objects.exists()
    assert "Länken" not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_list_asks_as_much_of_thirty_as_of_three(editor):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for number in (3, 30):
        for turn in range(number):
            handled = _message(f"Meddelande {number}-{turn}")
            if turn % 3 == 0:
                handle_message(handled, at=timezone.now())
        _page(editor)
        with CaptureQueriesContext(connection) as asked:
            assert len(_page(editor).xpath("//article")) >= 2
        counts.append(len(asked))

    assert counts[0] == counts[1]
