# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The members' page: invite, give, take back, let go; and that an administrator's every press asks the rule."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.core import mail

from tests.factories import NOON, make_organisation, make_series, make_user
from verkstad.archive.actions.members import add_member
from verkstad.archive.models import Grant
from verkstad.editing.access import mailing

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _mail_is_sent_at_once(monkeypatch):
    monkeypatch.setattr(mailing._senders, "submit", lambda send, message: send(message))


@pytest.fixture
def chief(client):
    user = make_user("chefen@example.se", role="administrator", first_name="Ada")
    client.force_login(user)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return user


def _invite(client, **changes):
    return client.post(
        "/edit/members/invite/",
        {"mail": "anna@example.se", "name": "Anna Berg", "role": "editor", "scope": "all"} | changes,
    )


def test_invite_lets_somebody_in_and_tells_them(client, chief):
    answer = _invite(client)

    anna = get_user_model().objects.get(username="anna@example.se")
    assert answer.headers["location"] == f"/edit/members/{anna.pk}/"
    assert [(grant.role, grant.is_of_all, grant.given_by) for grant in anna.grants.all()] == [("editor", True, chief)]
    (sent,) = mail.outbox
    assert sent.to == ["anna@example.se"]
    assert "/edit/login/" in sent.body
    assert "once" not in sent.body  # no link that logs in by itself travels by mail
    page = client.get("/edit/members/").content.decode()
    assert "Anna Berg" in page
    assert "Invited, not yet here" in page


@pytest.mark.parametrize("kind", ["series", "organisation"])
def test_invite_for_one_series_or_organisation(client, chief, kind):
    thing = {"series": make_series, "organisation": make_organisation}[kind]()

    _invite(client, scope=kind, **{kind: str(thing.pk)})

    grant = Grant.objects.get(user__username="anna@example.se")
    assert getattr(grant, kind) == thing


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"mail": "anna"}, "valid email"),
        ({"mail": ""}, "required"),
        ({"role": "king"}, "not one of the available choices"),
        ({"scope": "series"}, "Write which series."),
        ({"scope": "organisation"}, "Write which organisation."),
        ({"role": "administrator", "scope": "series"}, "An administrator answers for everything."),
    ],
)
def test_invite_says_at_the_field_what_is_wrong_and_keeps_what_was_typed(client, chief, changes, said):
    answer = _invite(client, **changes)

    page = answer.content.decode()
    assert said in page
    assert 'value="Anna Berg"' in page
    assert get_user_model().objects.count() == 1
    assert not mail.outbox


def test_without_mail_a_link_is_shown_until_the_account_is_used(client, chief, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    _invite(client)
    anna = get_user_model().objects.get(username="anna@example.se")

    assert "/edit/login/once/" in client.get(f"/edit/members/{anna.pk}/").content.decode()
    anna.last_login = NOON
    anna.save()
    assert "/edit/login/once/" not in client.get(f"/edit/members/{anna.pk}/").content.decode()


def test_give_take_back_rename_and_let_go(client, chief):
    anna = add_member("anna@example.se", name="Anna", by=None, at=NOON)
    page = f"/edit/members/{anna.pk}/"

    client.post(page, {"role": "reviewer", "scope": "all"})
    grant = Grant.objects.get(user=anna)
    assert "Reviewer" in client.get(page).content.decode()
    client.post(f"{page}name/", {"name": "Anna Ek"})
    client.post(f"{page}roles/{grant.pk}/")
    anna.refresh_from_db()
    assert (anna.get_full_name(), anna.grants.count()) == ("Anna Ek", 0)
    assert client.get(f"{page}remove/").status_code == 200
    anna.refresh_from_db()
    assert anna.is_active
    client.post(f"{page}remove/")
    anna.refresh_from_db()
    assert not anna.is_active
    assert client.get(page).status_code == 404


def test_the_last_administrator_is_told_why_they_stay(client, chief):
    grant = Grant.objects.get(user=chief)

    for answer in (
        client.post(f"/edit/members/{chief.pk}/roles/{grant.pk}/", follow=True),
        client.post(f"/edit/members/{chief.pk}/remove/", follow=True),
    ):
        assert "is the only administrator" in answer.content.decode()
    assert Grant.objects.filter(pk=grant.pk).exists()


def test_a_role_is_taken_from_the_member_that_the_address_names(client, chief):
    anna, bo = (make_user(role="editor") for _ in range(2))

    assert client.post(f"/edit/members/{anna.pk}/roles/{bo.grants.get().pk}/").status_code == 404
    assert bo.grants.exists()


def test_the_list_asks_as_much_for_many_as_for_few(client, chief, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get("/edit/members/")
    counts = []
    for number in (3, 30):
        for _ in range(number):
            make_user(role="editor", series=make_series())
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get("/edit/members/").status_code == 200
        counts.append(len(asked))

    assert counts[0] == counts[1]
