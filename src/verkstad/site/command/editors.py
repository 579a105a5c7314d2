# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""``editor add``, ``editor list`` and ``editor remove``: who may log in at the desk, for whoever runs the site."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from verkstad.site.command.telling import Told, json_option, say, settings_and_django, tell, tell_json
from verkstad.site.words import _

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser

ROLES = ("administrator", "editor", "contributor", "reviewer")


@click.group("editor", help=_("Who may log in to edit."))
def editor_group() -> None:
    pass


@editor_group.command(
    "add",
    help=_(
        "Let somebody in, and make a link that logs them in once.\n\n"
        "For the first administrator, and for those who cannot be mailed. For who is in already, a new link alone."
    ),
)
@click.argument("mail", metavar=_("MAIL"))
@click.option("--name", default="", metavar=_("NAME"), help=_("The name that others see."))
@click.option(
    "--role",
    type=click.Choice(ROLES),
    help=_("What they may do. Left out, the first is administrator and others are editors."),
)
@click.option("--series", metavar=_("SLUG"), help=_("Only for this series."))
@click.option("--organisation", metavar=_("SLUG"), help=_("Only for what this organisation organises or hosts."))
@click.option("--without-second-step", is_flag=True, help=_("Take away a second step that was lost."))
@json_option
def add_command(
    mail: str,
    name: str,
    role: str | None,
    series: str | None,
    organisation: str | None,
    without_second_step: bool,
    as_json: bool,
) -> None:
    settings = settings_and_django()
    from django.db import transaction

    from verkstad.archive.actions.members import add_member, give_role, take_second_step
    from verkstad.archive.errors import ArchiveError
    from verkstad.archive.models import Grant, Organisation, Series
    from verkstad.editing.access.once import link_for

    now = datetime.now(UTC)
    scope = {
        "series": _by_slug(Series, series, _("There is no series with the address “%(slug)s”.")),
        "organisation": _by_slug(
            Organisation, organisation, _("There is no organisation with the address “%(slug)s”.")
        ),
    }
    try:
        with transaction.atomic():
            member = add_member(mail, name=name, by=None, at=now)
            if role or not member.grants.exists():
                chosen = role or ("editor" if Grant.objects.exists() or any(scope.values()) else "administrator")
                give_role(member, chosen, **scope, by=None, at=now)
            if without_second_step:
                take_second_step(member, by=None, at=now)
    except ArchiveError as error:
        raise Told(error.message(), code=2) from None
    link = link_for(member, base_url=settings.base_url)
    if as_json:
        tell_json({**_facts(member), "link": link})
        return
    tell(_line(member))
    say(_("This link logs in once, within a day. Give it to nobody else:"))
    tell(link)


@editor_group.command("list", help=_("List who may log in, and as what."))
@json_option
def list_command(as_json: bool) -> None:
    settings_and_django()
    from django.contrib.auth import get_user_model

    members = list(
        get_user_model()
        .objects.filter(is_active=True)
        .order_by("username")
        .prefetch_related("grants__series", "grants__organisation")
    )
    if as_json:
        tell_json([_facts(member) for member in members])
        return
    for member in members:
        tell(_line(member))
    if not members:
        say(_("Nobody can log in yet. 'verkstad editor add MAIL' lets the first administrator in."))


@editor_group.command(
    "remove",
    help=_("Let an editor go.\n\nOut at once, everywhere. The name stays in the history of what they changed."),
)
@click.argument("mail", metavar=_("MAIL"))
@json_option
def remove_command(mail: str, as_json: bool) -> None:
    settings_and_django()
    from django.contrib.auth import get_user_model

    from verkstad.archive.actions.members import remove_member

    member = get_user_model().objects.filter(username=mail.strip().lower(), is_active=True).first()
    if member is None:
        raise Told(
            _("Nobody with the address %(mail)s can log in. 'verkstad editor list' tells who can.") % {"mail": mail},
            code=2,
        )
    remove_member(member, by=None, at=datetime.now(UTC))
    if as_json:
        tell_json({"mail": member.username, "done": "removed"})
        return
    tell(_("%(mail)s can no longer log in.") % {"mail": member.username})


def _by_slug(model: Any, slug: str | None, missing: str) -> Any:
    if slug is None:
        return None
    thing = model.objects.filter(slug=slug.strip("/")).first()
    if thing is None:
        raise Told(missing % {"slug": slug}, code=2)
    return thing


def _facts(member: AbstractUser) -> dict[str, Any]:
    return {
        "mail": member.username,
        "name": member.get_full_name(),
        "last_login": member.last_login,
        "roles": [
            {
                "role": grant.role,
                "series": grant.series.slug if grant.series else None,
                "organisation": grant.organisation.slug if grant.organisation else None,
            }
            for grant in member.grants.order_by("pk").select_related("series", "organisation")
        ],
    }


def _line(member: AbstractUser) -> str:
    facts = _facts(member)
    roles = ", ".join(
        " ".join(filter(None, (one["role"], one["series"] or one["organisation"]))) for one in facts["roles"]
    )
    seen = f"{member.last_login.astimezone():%Y-%m-%d %H:%M}" if member.last_login else _("never logged in")
    return "  ".join(filter(None, (member.username, member.get_full_name(), roles or _("no role"), seen)))
