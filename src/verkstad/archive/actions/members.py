# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Members of the desk: let in, given roles, relieved of them, and let go; and that they accepted the policy."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from verkstad.archive.choices import Role
from verkstad.archive.errors import ContentRefused, LastAdministrator, MemberGone
from verkstad.archive.models import Grant, Organisation, PolicyAcceptance, Series
from verkstad.archive.rules.access import forget_roles, refuse_unless
from verkstad.archive.rules.policy import POLICY_VERSION

LONGEST_ADDRESS = 150
"""The column of Django's user name, which is the address here."""


@transaction.atomic
def add_member(mail: str, *, name: str = "", by: Any, at: datetime) -> AbstractUser:
    """Let somebody in by their mail address, which is then theirs to log in with; a role has to be given beside.

    Who is here already is left as they are, and who had been let go comes back, without what they had.
    Raises NotAllowed, or ContentRefused for what is no mail address.
    """
    refuse_unless(by, "manage_members")
    mail = _as_address(mail)
    users = get_user_model().objects
    user = users.select_for_update().filter(username=mail).first()
    if user is None:
        user = users.create_user(mail, mail, **_names_in(name))
    elif not user.is_active:
        user.is_active = True
        user.save(update_fields=["is_active"])
    else:
        return user
    # Whoever invites vouches for the address; the first code that is mailed to it proves it.
    EmailAddress.objects.update_or_create(user=user, email=mail, defaults={"verified": True, "primary": True})
    _log(user, "verkstad.member_added", by, at)
    return user


@transaction.atomic
def give_role(
    user: AbstractUser,
    role: str,
    *,
    series: Series | None = None,
    organisation: Organisation | None = None,
    by: Any,
    at: datetime,
) -> Grant:
    """Give a role for everything, for a series or for an organisation; one that is held already is left as it is.

    Raises NotAllowed, MemberGone, or ContentRefused for an unknown role or a scope that the role cannot have.
    """
    refuse_unless(by, "manage_members")
    user = _locked(user)
    if not user.is_active:
        raise MemberGone(user)
    held = Grant.objects.filter(user=user, role=role, series=series, organisation=organisation).first()
    if held is not None:
        return held
    grant = Grant(user=user, role=role, series=series, organisation=organisation, given_by=by, given_at=at)
    try:
        grant.full_clean()
    except ValidationError as refused:
        raise ContentRefused(grant, refused.message_dict) from refused
    grant.save()
    forget_roles(user)
    _log(user, "verkstad.role_given", by, at, {"role": str(grant)})
    return grant


@transaction.atomic
def take_role(grant: Grant, *, by: Any, at: datetime) -> None:
    """Take a role back. It holds from the next page that is asked for.

    Raises NotAllowed, or LastAdministrator: the operator alone may leave the desk without one.
    """
    refuse_unless(by, "manage_members")
    user = _locked(grant.user)
    _keep_an_administrator(user, by, without=grant)
    grant.delete()
    forget_roles(user)
    _log(user, "verkstad.role_taken", by, at, {"role": str(grant)})


@transaction.atomic
def remove_member(user: AbstractUser, *, by: Any, at: datetime) -> None:
    """Let a member go: at once out everywhere, without roles and without any means to log in.

    The name stays in the history of what they changed. Raises NotAllowed, LastAdministrator.
    """
    refuse_unless(by, "manage_members")
    user = _locked(user)
    _keep_an_administrator(user, by)
    user.is_active = False
    user.set_unusable_password()
    user.save(update_fields=["is_active", "password"])
    user.grants.all().delete()
    end_sessions(user)
    for means in (EmailAddress, Authenticator, SocialAccount):
        means.objects.filter(user=user).delete()
    forget_roles(user)
    _log(user, "verkstad.member_removed", by, at)


@transaction.atomic
def change_name(user: AbstractUser, name: str, *, by: Any, at: datetime) -> AbstractUser:
    """Give a member the name that others see: their own to change, and administrators'. Raises NotAllowed."""
    if by is None or by.pk != user.pk:
        refuse_unless(by, "manage_members")
    user = _locked(user)
    for field, value in _names_in(name).items():
        setattr(user, field, value)
    user.save(update_fields=["first_name", "last_name"])
    _log(user, "verkstad.member_renamed", by, at)
    return user


@transaction.atomic
def take_second_step(user: AbstractUser, *, by: Any, at: datetime) -> None:
    """Let somebody who lost the second step log in without one, and end what is open in their name. Raises NotAllowed."""
    refuse_unless(by, "manage_members")
    Authenticator.objects.filter(user=user).delete()
    end_sessions(user)
    _log(user, "verkstad.second_step_taken", by, at)


def end_sessions(user: AbstractUser, *, keep: str | None = None) -> None:
    """End every session of the user, on every machine; but not the one whose key is to be kept."""
    for session in UserSession.objects.filter(user=user).exclude(session_key=keep or "").order_by("pk"):
        session.end()


def forget_old_sessions(*, at: datetime) -> int:
    """Forget where somebody was logged in once that is over: IP address and browser are kept no longer. How many went."""
    Session.objects.filter(expire_date__lt=at).delete()
    going_on = Session.objects.filter(session_key=OuterRef("session_key"))
    return UserSession.objects.filter(~Exists(going_on)).delete()[0]


@transaction.atomic
def accept_policy(user: AbstractUser, *, version: str = POLICY_VERSION, at: datetime) -> PolicyAcceptance:
    """Keep that the user accepted the policy; the first time counts."""
    accepted, is_new = PolicyAcceptance.objects.get_or_create(user=user, version=version, defaults={"accepted_at": at})
    if is_new:
        _log(user, "verkstad.policy_accepted", user, at, {"version": version})
    return accepted


def _as_address(mail: str) -> str:
    mail = mail.strip().lower()
    try:
        validate_email(mail)
    except ValidationError as refused:
        raise ContentRefused(mail, {"mail": refused.messages}) from refused
    if len(mail) > LONGEST_ADDRESS:
        too_long = _("The address has more than %(number)s characters. Choose another.") % {"number": LONGEST_ADDRESS}
        raise ContentRefused(mail, {"mail": [too_long]})
    return mail


def _names_in(name: str) -> dict[str, str]:
    """Django's two fields for a name: the last word is the second."""
    first, _space, last = " ".join(name.split())[:150].rpartition(" ")
    return {"first_name": first or last, "last_name": last if first else ""}


def _locked(user: AbstractUser) -> AbstractUser:
    return get_user_model().objects.select_for_update().get(pk=user.pk)


def _keep_an_administrator(user: AbstractUser, by: Any, *, without: Grant | None = None) -> None:
    """Two administrators who relieve each other in the same second are stopped by the lock on all their roles."""
    grants = Grant.objects.select_for_update(of=("self",)).filter(role=Role.ADMINISTRATOR, user__is_active=True)
    administrators = set(grants.order_by("pk").values_list("user_id", flat=True))
    is_about_it = without is None or without.role == Role.ADMINISTRATOR
    if by is not None and is_about_it and administrators == {user.pk}:
        raise LastAdministrator(user)


def _log(user: AbstractUser, action: str, by: Any, at: datetime, data: dict[str, Any] | None = None) -> None:
    log(
        instance=user,
        action=action,
        user=by,
        title=user.get_full_name() or user.username,
        data=data or {},
        timestamp=at,
    )
