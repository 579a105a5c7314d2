# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Logging in and members in a browser: nothing that axe-core finds, no sound in the console, and a passkey that works."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model

from tests.browsing import context_of, dress, findings, looks
from tests.factories import make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "fyra ord som ingen gissar"
BEFORE = ["/edit/login/", "/edit/login/code/", "/edit/logout/"]
AFTER = [
    "/edit/members/",
    "/edit/members/invite/",
    "/edit/members/{pk}/",
    "/edit/members/{pk}/remove/",
    "/edit/account/two-step/",
    "/edit/account/password/",
    "/edit/account/sessions/",
    "/edit/account/passkeys/",
    "/edit/account/passkeys/add/",
    "/edit/policy/",
]


@pytest.fixture
def anna():
    user = make_user("anna@example.se", role="administrator", first_name="Anna")
    user.set_password(PASSWORD)
    user.save()
    return user


def _log_in(page, base: str) -> None:
    page.goto(f"{base}/edit/login/")
    page.locator("summary").click()
    page.locator("#id_login").fill("anna@example.se")
    page.locator("#id_password").fill(PASSWORD)
    page.locator("details button").click()
    page.wait_for_url(f"{base}/edit/**")


@pytest.mark.parametrize("language", ["sv-SE", "en-GB"])
def test_axe_finds_nothing_on_the_pages_of_logging_in_and_members(browser, live_server, anna, node_tool, language):
    axe = node_tool("axe-core/axe.min.js")
    base = live_server.url.replace("127.0.0.1", "localhost")
    page = context_of(browser, base, locale=language).new_page()
    found: list[str] = []
    for address, colours, width in looks([*BEFORE, *AFTER], language[:2]):
        if address == AFTER[0]:
            _log_in(page, base)
        dress(page, colours, width)
        page.goto(address.format(pk=anna.pk))
        found += [f"{page.url} {one}" for one in findings(page, axe, within="main")]
    assert not found, "\n".join(found)


def test_a_passkey_is_added_and_logs_in_without_a_second_step(browser, live_server, anna):
    base = live_server.url.replace("127.0.0.1", "localhost")  # a passkey is of a name, never of a number
    context = context_of(browser, base, locale="en-GB")
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    session = context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    _log_in(page, base)
    page.goto(f"{base}/edit/account/passkeys/add/")
    page.locator("input[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    page.locator("input[name=name]").fill("My telephone")
    page.get_by_role("button", name="Add a passkey").click()
    page.wait_for_url("**/two-step/**")

    context.clear_cookies()
    page.goto(f"{base}/edit/login/?next=/edit/account/")
    page.get_by_role("button", name="Log in with a passkey").click()
    page.wait_for_url(f"{base}/edit/")

    assert get_user_model().objects.get().authenticator_set.filter(type="webauthn").count() == 1
    assert not said
