# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The second step: an app with codes, codes for when it is lost, and one's own account."""

from __future__ import annotations

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.usersessions.models import UserSession
from django.test import Client

from tests.factories import make_user
from verkstad.archive.actions.members import take_second_step

pytestmark = pytest.mark.django_db
PASSWORD = "fyra ord som ingen gissar"


@pytest.fixture
def anna():
    user = make_user("anna@example.se", role="editor", first_name="Anna", last_name="Berg")
    user.set_password(PASSWORD)
    user.save()
    return user


def _code(secret: str, *, steps: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def _logged_in(address: str = "anna@example.se") -> Client:
    client = Client(HTTP_ACCEPT_LANGUAGE="en")
    client.post("/edit/login/", {"login": address, "password": PASSWORD})
    return client


def _turn_on(client: Client) -> str:
    """Turn the second step on as a person would; gives the secret that the app holds."""
    page = client.get("/edit/account/two-step/app/on/", follow=True)
    if "confirm" in page.request["PATH_INFO"]:
        page = client.post(
            page.request["PATH_INFO"] + "?" + page.request["QUERY_STRING"], {"password": PASSWORD}, follow=True
        )
    secret = re.search(r"<code>([A-Z2-7]{16,})</code>", page.content.decode())[1]
    assert "<svg" in page.content.decode()
    page = client.post("/edit/account/two-step/app/on/", {"code": _code(secret)}, follow=True)
    assert page.request["PATH_INFO"] == "/edit/account/two-step/codes/"
    return secret


def test_turning_it_on_asks_who_one_is_and_then_logging_in_asks_for_the_code(anna):
    client = _logged_in()
    assert client.get("/edit/account/two-step/app/on/").headers["location"].startswith("/edit/account/confirm/")
    secret = _turn_on(client)

    other = _logged_in()
    assert "_auth_user_id" not in other.session
    assert other.get("/edit/").headers["location"].startswith("/edit/login/")
    assert "That is not the code" in other.post("/edit/login/two-step/", {"code": "000000"}).content.decode()
    other.post("/edit/login/two-step/", {"code": _code(secret, steps=1)})
    assert other.session["_auth_user_id"] == str(anna.pk)


def test_the_second_step_is_asked_for_after_a_link_too(anna):
    from verkstad.editing.access.once import link_for

    _turn_on(_logged_in())
    anna.refresh_from_db()
    client = Client()

    assert client.post(link_for(anna, base_url="")).headers["location"] == "/edit/login/two-step/"
    assert "_auth_user_id" not in client.session


def test_a_recovery_code_works_once(anna):
    client = _logged_in()
    _turn_on(client)
    codes = re.findall(r"<li><code>(\w+)</code></li>", client.get("/edit/account/two-step/codes/").content.decode())
    assert len(codes) == 10

    for expected in (True, False):
        other = _logged_in()
        other.post("/edit/login/two-step/", {"code": codes[0]})
        assert ("_auth_user_id" in other.session) is expected


def test_guessing_the_second_step_is_counted(anna):
    secret = _turn_on(_logged_in())
    client = _logged_in()

    for _attempt in range(6):
        client.post("/edit/login/two-step/", {"code": "000000"})
    client.post("/edit/login/two-step/", {"code": _code(secret, steps=1)})

    assert "_auth_user_id" not in client.session


def test_one_who_lost_it_is_let_in_without_it_by_an_administrator(anna):
    client = _logged_in()
    _turn_on(client)

    take_second_step(anna, by=make_user(role="administrator"), at=anna.date_joined)

    assert not Authenticator.objects.filter(user=anna).exists()
    assert client.get("/edit/account/").headers["location"].startswith("/edit/login/")  # every session is ended
    assert _logged_in().session["_auth_user_id"] == str(anna.pk)


def test_a_new_password_logs_out_everywhere_else_and_must_be_a_good_one(anna):
    client, elsewhere = _logged_in(), _logged_in()
    page = client.get("/edit/account/password/", follow=True)
    assert page.request["PATH_INFO"] == "/edit/account/confirm/"
    client.post("/edit/account/confirm/?next=/edit/account/password/", {"password": PASSWORD})

    for given, said in (
        ({"password": "kort", "again": "kort"}, "at least 12 characters"),
        ({"password": "anna@example.se", "again": "anna@example.se"}, "too similar"),
        ({"password": "fyra helt andra ord", "again": "fyra andra ord här"}, "The two are not the same"),
    ):
        assert said in client.post("/edit/account/password/", given).content.decode()
    done = client.post("/edit/account/password/", {"password": "fyra helt andra ord", "again": "fyra helt andra ord"})

    assert done.headers["location"] == "/edit/account/"
    assert client.get("/edit/account/").status_code == 200
    assert elsewhere.get("/edit/account/").headers["location"].startswith("/edit/login/")
    anna.refresh_from_db()
    assert anna.check_password("fyra helt andra ord")


def test_sessions_are_listed_and_ended_and_are_ones_own(anna):
    client, elsewhere = _logged_in(), _logged_in()
    stranger = make_user("bo@example.se", role="editor")
    stranger.set_password(PASSWORD)
    stranger.save()
    other = _logged_in("bo@example.se")
    page = client.get("/edit/account/sessions/").content.decode()
    assert page.count("127.0.0.1") == 2

    client.post("/edit/account/sessions/")

    assert client.get("/edit/account/").status_code == other.get("/edit/account/").status_code == 200
    assert elsewhere.get("/edit/account/").status_code == 302
    assert UserSession.objects.filter(user=anna).count() == 1


def test_ones_account_has_name_and_language_but_no_address_picture_or_wagtail_password(anna):
    client = _logged_in()
    page = client.get("/edit/account/").content.decode()

    assert 'name="name_email-first_name"' in page
    assert "avatar" not in re.sub(r'class="[^"]*"', "", page.split("<main")[1])
    assert 'name="name_email-email"' not in page
    assert "new_password1" not in page
    client.post(
        "/edit/account/",
        {
            "name_email-first_name": "Anna",
            "name_email-last_name": "Ek",
            "name_email-email": "taken@example.org",
            "locale-preferred_language": "en",
            "locale-current_time_zone": "Europe/Stockholm",
            "theme-theme": "system",
            "theme-contrast": "system",
            "theme-density": "default",
            "password-new_password1": "hijacked by a form 1",
            "password-new_password2": "hijacked by a form 1",
        },
    )
    anna.refresh_from_db()
    assert (anna.last_name, anna.email) == ("Ek", "anna@example.se")
    assert anna.check_password(PASSWORD)


def test_another_persons_passkey_cannot_be_touched(anna):
    client = _logged_in()
    client.get("/edit/account/confirm/")
    client.post("/edit/account/confirm/?next=/edit/account/", {"password": PASSWORD})
    other = Authenticator.objects.create(
        user=make_user("bo@example.se", role="editor"), type=Authenticator.Type.WEBAUTHN, data={"name": "Bos nyckel"}
    )

    for path in ("remove", "edit"):
        assert client.get(f"/edit/account/passkeys/{other.pk}/{path}/").status_code == 404
        assert client.post(f"/edit/account/passkeys/{other.pk}/{path}/", {"name": "Min"}).status_code == 404
    assert Authenticator.objects.filter(pk=other.pk).exists()
