# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Members let in, given roles, relieved of them and let go."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from wagtail.models import ModelLogEntry

import verkstad
from tests.factories import DAY, NOON, make_organisation, make_series, make_user
from verkstad.archive.actions.members import (
    accept_policy,
    add_member,
    change_name,
    forget_old_sessions,
    give_role,
    remove_member,
    take_role,
)
from verkstad.archive.errors import ContentRefused, LastAdministrator, MemberGone, NotAllowed
from verkstad.archive.models import Grant, PolicyAcceptance
from verkstad.archive.rules.access import may
from verkstad.archive.rules.policy import POLICY_VERSION, has_accepted_policy

pytestmark = pytest.mark.django_db


def test_add_member_lets_an_address_in_and_a_second_time_changes_nothing():
    chief = make_user(role="administrator")

    user = add_member(" Anna.Berg@Example.SE ", name="Anna Berg", by=chief, at=NOON)

    assert (user.username, user.email, user.get_full_name()) == ("anna.berg@example.se",) * 2 + ("Anna Berg",)
    assert not user.has_usable_password()
    assert EmailAddress.objects.get(user=user).verified
    assert not may(user, "view")  # in, but with nothing to do
    assert add_member("anna.berg@example.se", name="Another", by=chief, at=NOON + DAY) == user
    entry = ModelLogEntry.objects.get()
    assert (entry.action, entry.user, entry.label, entry.timestamp) == (
        "verkstad.member_added",
        chief,
        "Anna Berg",
        NOON,
    )


@pytest.mark.parametrize("mail", ["", "anna", "anna@", "a b@example.se", f"{'a' * 150}@example.se"])
def test_add_member_refuses_what_is_no_address(mail):
    with pytest.raises(ContentRefused):
        add_member(mail, by=None, at=NOON)


def test_give_and_take_a_role():
    chief, user, series = make_user(role="administrator"), make_user(), make_series()

    grant = give_role(user, "editor", series=series, by=chief, at=NOON)

    assert (grant.given_by, grant.given_at) == (chief, NOON)
    assert may(user, "change", series)
    assert give_role(user, "editor", series=series, by=chief, at=NOON + DAY) == grant
    user = type(user).objects.get(pk=user.pk)
    take_role(grant, by=chief, at=NOON + DAY)
    assert not may(type(user).objects.get(pk=user.pk), "change", series)
    actions = ModelLogEntry.objects.order_by("timestamp").values_list("action", "data__role")
    assert [action for action, _role in actions] == ["verkstad.role_given", "verkstad.role_taken"]
    assert all(str(series) in role for _action, role in actions)


def test_give_role_refuses_what_a_role_cannot_be():
    user = make_user()

    for role, scope in (
        ("king", {}),
        ("administrator", {"series": make_series()}),
        ("editor", {"series": make_series(), "organisation": make_organisation()}),
    ):
        with pytest.raises(ContentRefused) as refused:
            give_role(user, role, **scope, by=None, at=NOON)
        assert refused.value.message()
    assert not Grant.objects.exists()


@pytest.mark.parametrize("role", ["editor", "contributor", "reviewer", None])
def test_nobody_but_administrators_manages_members(role):
    other, chief = make_user(role=role), make_user(role="administrator")
    grant = Grant.objects.get(user=chief)

    for act in (
        lambda: add_member("x@example.se", by=other, at=NOON),
        lambda: give_role(other, "administrator", by=other, at=NOON),
        lambda: take_role(grant, by=other, at=NOON),
        lambda: remove_member(chief, by=other, at=NOON),
        lambda: change_name(chief, "Nobody", by=other, at=NOON),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert change_name(other, "  My   own ", by=other, at=NOON).get_full_name() == "My own"


def test_the_last_administrator_stays_unless_the_operator_says_so():
    chief = make_user(role="administrator")
    make_user(role="administrator", is_active=False)
    grant = Grant.objects.get(user=chief)

    for act in (lambda by: take_role(grant, by=by, at=NOON), lambda by: remove_member(chief, by=by, at=NOON)):
        with pytest.raises(LastAdministrator) as refused:
            act(chief)
        assert chief.username in refused.value.message()
    second = make_user(role="administrator")
    remove_member(chief, by=second, at=NOON)
    remove_member(second, by=None, at=NOON)
    assert not Grant.objects.filter(user__is_active=True).exists()


def test_remove_member_leaves_no_means_to_come_back_and_inviting_again_brings_none_back():
    chief, user = make_user(role="administrator"), add_member("anna@example.se", name="Anna", by=None, at=NOON)
    user.set_password("a password that was good")
    user.save()
    give_role(user, "administrator", by=None, at=NOON)

    remove_member(user, by=chief, at=NOON)

    user.refresh_from_db()
    assert (user.is_active, user.has_usable_password(), user.grants.count()) == (False, False, 0)
    assert not EmailAddress.objects.filter(user=user).exists()
    with pytest.raises(MemberGone):
        give_role(user, "editor", by=chief, at=NOON)
    again = add_member("anna@example.se", by=chief, at=NOON + DAY)
    assert again == user
    assert again.is_active
    assert not again.has_usable_password()
    assert not again.grants.exists()


def test_a_role_goes_with_its_scope_and_never_grows():
    series = make_series(live=False)
    user = make_user(role="editor", series=series)

    series.delete()

    assert not Grant.objects.filter(user=user).exists()


def test_the_policy_is_accepted_once_for_each_version():
    user = make_user()
    PolicyAcceptance.objects.all().delete()
    assert not has_accepted_policy(user)

    accept_policy(user, at=NOON)
    accept_policy(user, at=NOON + DAY)

    kept = PolicyAcceptance.objects.get()
    assert (kept.version, kept.accepted_at) == (POLICY_VERSION, NOON)
    assert has_accepted_policy(user)
    assert not has_accepted_policy(user, "2099-01-01")


def test_another_wording_of_the_policy_gets_another_version():
    prose = Path(verkstad.__file__).parent / "edition/templates/prose"
    wording = b"".join((prose / f"policy.{language}.html").read_bytes() for language in ("en", "sv"))

    held = (POLICY_VERSION, hashlib.sha256(wording).hexdigest()[:12])

    assert held == ("2026-11-23", "86dabbb5b7ff"), (
        "the policy reads differently: give it a new version, then change this line"
    )


def test_where_one_was_logged_in_is_forgotten_when_that_is_over():
    user = make_user("anna@example.se", role="editor")
    for key, day in (("over", 0), ("goes-on", 2)):
        Session.objects.create(session_key=key, session_data="", expire_date=NOON + day * DAY)
        UserSession.objects.create(user=user, session_key=key, ip="192.0.2.7", user_agent="x")

    assert forget_old_sessions(at=NOON + DAY) == 1
    assert list(UserSession.objects.values_list("session_key", flat=True)) == ["goes-on"]
    assert list(Session.objects.values_list("pk", flat=True)) == ["goes-on"]
