# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The demo's people: there where the demo made the archive, on this machine, and nowhere else."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.factories import NOON
from verkstad.archive.models import ArchiveIdentity
from verkstad.editing.access.demo import MARK, demo_accounts, make_demo_accounts
from verkstad.site.settings_table import read_settings

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(tmp_path, settings):
    """A home that the demo made; gives a function that sets other settings of it."""

    def with_settings(**chosen: str) -> None:
        settings.VERKSTAD = read_settings({"VERKSTAD_HOME": str(tmp_path), **chosen})

    with_settings()
    make_demo_accounts(tmp_path, at=NOON)
    return with_settings


def _offered(client: Client, **headers: str) -> bool:
    page = client.get("/edit/login/", HTTP_ACCEPT_LANGUAGE="en", **headers).content.decode()
    refused = client.post("/edit/login/demo/", {"role": "administrator"}, **headers).status_code == 404
    assert refused is ("This is the demo" not in page)
    return not refused


def test_each_of_the_demos_people_logs_in_by_a_press_and_may_begin(demo):
    for account in demo_accounts():
        client = Client(HTTP_ACCEPT_LANGUAGE="en")
        assert account.name in client.get("/edit/login/").content.decode()

        client.post("/edit/login/demo/", {"role": account.role, "next": "/edit/account/"})

        page = client.get("/edit/account/")
        assert page.status_code == 200  # the policy is accepted for them
        assert page.context["user"].grants.get().role == account.role
    assert Client().post("/edit/login/demo/", {"role": "king"}).status_code == 404
    assert Client().get("/edit/login/demo/").status_code == 405


@pytest.mark.parametrize(
    "chosen",
    [
        {"VERKSTAD_BASE_URL": "https://workshops.example.se"},
        {"VERKSTAD_HOST": "0.0.0.0"},
        {"VERKSTAD_PROXIES": "1"},
    ],
)
def test_nothing_is_offered_where_others_may_ask(client, demo, chosen):
    demo(**chosen)

    assert not _offered(client)


@pytest.mark.parametrize(
    "headers",
    [{"REMOTE_ADDR": "192.0.2.7"}, {"HTTP_X_FORWARDED_FOR": "127.0.0.1"}, {"HTTP_FORWARDED": "for=127.0.0.1"}],
)
def test_nothing_is_offered_to_who_asks_from_elsewhere_or_through_a_proxy(client, demo, headers):
    assert _offered(Client())
    assert not _offered(client, **headers)


def test_nothing_is_offered_in_a_home_or_a_database_that_the_demo_did_not_make(client, demo, tmp_path, settings):
    settings.VERKSTAD = read_settings({"VERKSTAD_HOME": str(tmp_path / "another")})
    assert not _offered(client)

    demo()
    assert _offered(Client())
    ArchiveIdentity.objects.all().delete()  # another database in the demo's folder, as a restored backup would be
    assert not _offered(client)
    (tmp_path / MARK).write_bytes(b"\xff\xfe")
    assert not _offered(client)


def test_the_demos_people_cannot_be_mailed_or_guessed(demo):
    for account in demo_accounts():
        assert account.mail.endswith(".invalid")
    from django.contrib.auth import get_user_model

    assert not any(user.has_usable_password() for user in get_user_model().objects.all())
