# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Logging in: by a mailed code, a password, a link of the command; and what a stranger can learn or try."""

from __future__ import annotations

import re
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from unittest import mock

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.db import connections
from django.test import Client
from django.utils import timezone

from tests.factories import NOON, make_user
from verkstad.archive.actions.members import add_member, give_role, remove_member
from verkstad.archive.models import PolicyAcceptance
from verkstad.editing.access import entrance, mailing
from verkstad.editing.access.once import link_for

pytestmark = pytest.mark.django_db
PASSWORD = "fyra ord som ingen gissar"


@pytest.fixture(autouse=True)
def _mail_is_sent_at_once(monkeypatch):
    """In the same thread: what is waited for in a test is the mail, not the thread."""
    monkeypatch.setattr(mailing._senders, "submit", lambda send, message: send(message))


@pytest.fixture
def anna():
    user = add_member("anna@example.se", name="Anna Berg", by=None, at=NOON)
    give_role(user, "editor", by=None, at=NOON)
    user.set_password(PASSWORD)
    user.save()
    return user


def _ask_for_code(client: Client, address: str, **headers: str):
    return client.post("/edit/login/code/", {"email": address}, follow=True, **headers)


def _code() -> str:
    return re.search(r"\b[A-Z]{4}-[A-Z]{4}\b", mail.outbox[-1].body)[0]


def _is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_a_mailed_code_logs_in_and_the_policy_comes_first(client, anna):
    page = _ask_for_code(client, "Anna@Example.se", HTTP_ACCEPT_LANGUAGE="en")
    assert mail.outbox[0].to == ["anna@example.se"]
    code = _code()
    assert code in mail.outbox[0].subject
    assert code not in page.content.decode()

    page = client.post("/edit/login/code/confirm/", {"code": code.lower().replace("-", "")}, follow=True)

    assert _is_in(client)
    assert page.request["PATH_INFO"] == "/edit/policy/"
    assert client.get("/edit/account/").headers["location"].startswith("/edit/policy/?next=%2Fedit%2Faccount%2F")
    page = client.post("/edit/policy/", {"next": "/edit/account/"})
    assert page.status_code == 200
    assert not PolicyAcceptance.objects.exists()
    page = client.post("/edit/policy/", {"accept": "1", "next": "/edit/account/"}, follow=True)
    assert page.request["PATH_INFO"] == "/edit/account/"
    assert PolicyAcceptance.objects.get().user == anna


def test_a_code_is_guessed_three_times_at_most_and_used_once(client, anna):
    _ask_for_code(client, anna.email)
    code = _code()
    for _attempt in range(3):
        client.post("/edit/login/code/confirm/", {"code": "BCDF-GHJK"})
    client.post("/edit/login/code/confirm/", {"code": code})
    assert not _is_in(client)

    _ask_for_code(client, anna.email)
    code = _code()
    client.post("/edit/login/code/confirm/", {"code": code})
    assert _is_in(client)
    other = Client()
    _ask_for_code(other, anna.email)
    other.post("/edit/login/code/confirm/", {"code": code})
    assert not _is_in(other)


def test_a_code_is_of_no_use_in_another_browser_or_too_late(client, anna):
    _ask_for_code(client, anna.email)
    code = _code()

    Client().post("/edit/login/code/confirm/", {"code": code})
    with mock.patch("time.time", return_value=timezone.now().timestamp() + 16 * 60):
        client.post("/edit/login/code/confirm/", {"code": code})

    assert not _is_in(client)


def _without_what_differs(page) -> str:
    text = page.content.decode()
    return re.sub(r'(name="csrfmiddlewaretoken" value=")[^"]+|[\w.]+@[\w.]+', r"\1", text)


def test_a_stranger_sees_the_same_whoever_is_a_member(anna):
    gone = add_member("gone@example.se", by=None, at=NOON)
    remove_member(gone, by=None, at=NOON)
    pages = {}
    for address in ("anna@example.se", "nobody@example.se", "gone@example.se"):
        client = Client()
        asked = _ask_for_code(client, address)
        wrong = client.post("/edit/login/code/confirm/", {"code": "BCDF-GHJK"})
        tried = Client().post("/edit/login/", {"login": address, "password": "not the password"})
        pages[address] = [
            (page.status_code, [to for to, _status in getattr(page, "redirect_chain", [])], _without_what_differs(page))
            for page in (asked, wrong, tried)
        ]

    assert pages["anna@example.se"] == pages["nobody@example.se"] == pages["gone@example.se"]
    assert [message.to for message in mail.outbox] == [["anna@example.se"]]


def test_a_password_logs_in_and_attempts_are_counted(client, anna):
    for _attempt in range(5):
        page = client.post("/edit/login/", {"login": anna.email, "password": "not this"})
        assert page.status_code == 200
    page = client.post("/edit/login/", {"login": anna.email, "password": PASSWORD}, HTTP_ACCEPT_LANGUAGE="en")

    assert not _is_in(client)
    assert "Wait a few minutes" in page.content.decode()

    client = Client(REMOTE_ADDR="192.0.2.7")
    with mock.patch("time.time", return_value=timezone.now().timestamp() + 6 * 60):
        client.post("/edit/login/", {"login": anna.email, "password": PASSWORD})
    assert _is_in(client)


def test_asking_for_codes_is_counted_by_address_and_by_machine(anna):
    for _attempt in range(3):
        assert _ask_for_code(Client(), anna.email).redirect_chain
    refused = _ask_for_code(Client(REMOTE_ADDR="192.0.2.7"), anna.email)
    assert not refused.redirect_chain
    assert len(mail.outbox) == 3

    answers = [
        Client(REMOTE_ADDR="192.0.2.8").post("/edit/login/code/", {"email": f"n{number}@example.se"}).status_code
        for number in range(25)
    ]
    assert answers.count(302) == 20
    assert set(answers[20:]) == {200}  # the form again, with the reason


def test_who_asks_is_told_by_the_proxies_that_are_ours_and_by_nobody_else(rf, settings):
    from verkstad.editing.access.adapters import AccountAdapter

    forged = rf.get("/", HTTP_X_FORWARDED_FOR="198.51.100.1, 203.0.113.9", REMOTE_ADDR="192.0.2.7")
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 0
    assert AccountAdapter(forged).get_client_ip(forged) == "192.0.2.7"
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert AccountAdapter(forged).get_client_ip(forged) == "203.0.113.9"
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = (
        3  # more than the header holds: no stack trace, and no address of the asker's choice
    )
    assert AccountAdapter(forged).get_client_ip(forged) == "192.0.2.7"
    nameless = rf.get("/", REMOTE_ADDR="")
    assert AccountAdapter(nameless).get_client_ip(nameless) == "0.0.0.0"


def test_without_a_mail_server_no_code_is_promised(client, anna, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"

    page = client.get("/edit/login/", HTTP_ACCEPT_LANGUAGE="en").content.decode()

    assert "No mail can be sent from here" in page
    assert "Send me a code" not in page
    assert client.post("/edit/login/code/", {"email": anna.email}).headers["location"] == "/edit/login/"
    client.post("/edit/login/", {"login": anna.email, "password": PASSWORD})
    assert _is_in(client)


def test_a_mail_server_that_fails_is_told_to_nobody_but_the_log(client, anna, settings, caplog):
    settings.EMAIL_BACKEND = "tests.editing.access.test_logging_in.Broken"

    page = _ask_for_code(client, anna.email)

    assert page.status_code == 200
    assert "could not be sent" in caplog.text


class Broken:
    def __init__(self, *args, **kwargs):
        pass

    def send_messages(self, messages):
        raise ConnectionRefusedError("no server")


def test_a_link_logs_in_once_within_a_day_and_only_when_pressed(client, anna):
    link = link_for(anna, base_url="")

    page = client.get(link, HTTP_ACCEPT_LANGUAGE="en")
    assert "logs anna@example.se in, once" in page.content.decode()
    assert not _is_in(client)
    client.post(link)
    assert _is_in(client)
    other = Client()
    assert other.post(link).headers["location"] == "/edit/login/"
    assert not _is_in(other)


@pytest.mark.parametrize("spoil", ["late", "gone", "forged", "somebody else's"])
def test_a_link_that_is_not_right_is_of_no_use(client, anna, spoil):
    link = link_for(anna, base_url="")
    if spoil == "late":
        with mock.patch(
            "django.contrib.auth.tokens.PasswordResetTokenGenerator._now",
            return_value=timezone.now().replace(tzinfo=None) + timedelta(hours=27),
        ):
            answer = client.post(link)
    elif spoil == "gone":
        remove_member(anna, by=None, at=NOON)
        answer = client.post(link)
    elif spoil == "forged":
        answer = client.post(link[:-3] + "00/")
    else:
        answer = client.post(link.replace(link.split("/")[4], link_for(make_user(), base_url="").split("/")[4]))

    assert answer.headers["location"] == "/edit/login/"
    assert not _is_in(client)
    assert client.post("/edit/login/once/%00/x/").headers["location"] == "/edit/login/"


def test_nobody_signs_up_and_wagtails_own_ways_in_are_closed(client):
    for address in (
        "/edit/signup/",
        "/edit/login/signup/",
        "/edit/password_reset/",
        "/edit/password_reset/done/",
        "/edit/password_reset/confirm/MQ/set-password/",
    ):
        answer = client.post(address, {"email": "x@example.se", "password1": PASSWORD, "password2": PASSWORD})
        assert answer.status_code == 404 or answer.headers["location"].startswith("/edit/login/")
    assert not get_user_model().objects.exists()
    assert not mail.outbox


def test_where_one_came_for_is_kept_and_nowhere_else_is_gone_to(client, anna):
    PolicyAcceptance.objects.create(user=anna, version="2026-11-23", accepted_at=NOON)
    assert client.get("/edit/members/?x=1").headers["location"] == "/edit/login/?next=%2Fedit%2Fmembers%2F%3Fx%3D1"

    here = client.post("/edit/login/", {"login": anna.email, "password": PASSWORD, "next": "/edit/account/"})
    assert here.headers["location"] == "/edit/account/"
    for elsewhere in ("https://evil.example/", "//evil.example/", "javascript:alert(1)"):
        other = Client().post("/edit/login/", {"login": anna.email, "password": PASSWORD, "next": elsewhere})
        assert other.headers["location"] == "/edit/"
    client.logout()
    client.force_login(anna)
    accepted = client.post("/edit/policy/", {"accept": "1", "next": "https://evil.example/"})
    assert accepted.headers["location"] == "/edit/"
    assert client.get("/edit/login/language/en/?next=//evil.example").headers["location"] == "/edit/login/"


def test_who_is_let_go_is_out_at_once(client):
    user = make_user(role="editor")
    client.force_login(user)
    assert client.get("/edit/account/").status_code == 200

    remove_member(user, by=None, at=NOON)

    assert client.get("/edit/account/").headers["location"].startswith("/edit/login/")


def test_who_lost_the_last_role_is_shown_out_and_told_why(client):
    user = make_user(role="editor")
    client.force_login(user)
    user.grants.all().delete()

    page = client.get("/edit/", follow=True, HTTP_ACCEPT_LANGUAGE="en")

    assert not _is_in(client)
    assert "You no longer have a role here" in page.content.decode()


def test_pages_before_logging_in_speak_both_languages_and_keep_to_a_strict_policy(client):
    swedish, english = (client.get("/edit/login/", HTTP_ACCEPT_LANGUAGE=tongue) for tongue in ("de", "en"))

    assert '<html lang="sv">' in swedish.content.decode()
    assert '<html lang="en">' in english.content.decode()
    for page in (swedish, english):
        assert "unsafe-inline" not in page.headers["content-security-policy"]
        assert not re.search(r"<style|<script(?![^>]+src=)|\son\w+=|style=", page.content.decode())
        assert page.headers["cache-control"].startswith("max-age=0, no-cache, no-store")
    client.get("/edit/login/language/en/")
    assert '<html lang="en">' in client.get("/edit/login/", HTTP_ACCEPT_LANGUAGE="sv").content.decode()


def test_logging_out_is_a_press_of_a_button(client):
    client.force_login(make_user(role="editor"))
    client.get("/edit/logout/")
    assert _is_in(client)

    client.post("/edit/logout/")

    assert not _is_in(client)


@pytest.mark.django_db(transaction=True)
def test_a_link_that_two_press_at_once_lets_one_in(anna, monkeypatch):
    url = link_for(anna, base_url="")
    both = threading.Barrier(2, timeout=60)
    look_up = entrance.user_of_link

    def look_up_together(member, token, **kwargs):
        found = look_up(member, token, **kwargs)
        if not kwargs:
            both.wait()  # each has seen that nobody has used it
        return found

    monkeypatch.setattr(entrance, "user_of_link", look_up_together)

    def press(_number):
        try:
            client = Client()
            return client.post(url).headers["location"], "_auth_user_id" in client.session
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as threads:
        answers = list(threads.map(press, range(2)))

    assert sorted(is_in for _location, is_in in answers) == [False, True]
    assert "/edit/login/" in {location for location, _is_in in answers}
