# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""``withdraw`` and ``reinstate``: one thing out of readers' sight for a reason that holds, and back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import click

from verkstad.site.command.people import REASONS, publish_without
from verkstad.site.command.telling import Told, json_option, say, settings_and_django, tell, tell_json
from verkstad.site.words import _

KINDS = ("material", "recording", "event", "organisation", "topic")


def _thing(kind: str, key: str) -> Any:
    """The thing by its id or, when its kind has one, its address."""
    from django.core.exceptions import ValidationError

    from verkstad.archive.reading import KINDS as models

    model = models[kind]
    found = None
    try:
        found = model.objects.filter(pk=key).first()
    except ValidationError:  # not an id
        if hasattr(model, "slug"):
            found = model.objects.filter(slug=key.strip("/").removeprefix(f"{kind}/")).first()
    if found is None:
        raise Told(_("There is no %(kind)s with the id or address “%(key)s”.") % {"kind": kind, "key": key}, code=2)
    return found


def _done(act: Callable[[], Any]) -> Any:
    from verkstad.archive.errors import ArchiveError

    try:
        return act()
    except ArchiveError as refused:
        raise Told(refused.message()) from refused


@click.command(
    "withdraw",
    help=_("Take a thing out of readers' sight, and publish.\n\nIt stays down until 'verkstad reinstate'."),
)
@click.argument("kind", metavar=_("KIND"), type=click.Choice(KINDS))
@click.argument("key", metavar=_("ID"))
@click.option(
    "--reason",
    type=click.Choice(REASONS),
    required=True,
    help=_("The class of reason that readers are told."),
)
@click.option("--reference", metavar=_("NUMBER"), help=_("The number of the request in your own register."))
@json_option
def withdraw_command(kind: str, key: str, reason: str, reference: str | None, as_json: bool) -> None:
    settings = settings_and_django()
    from verkstad.archive.actions.withdrawing import withdraw

    thing = _thing(kind, key)
    now = datetime.now(UTC)
    _done(lambda: withdraw(thing, reason=reason, reference=reference, by=None, at=now))
    again = _("Until this is done, editions on disk still have it. To go on: verkstad publish --release")
    done = publish_without(settings, again)
    if as_json:
        tell_json({"id": str(thing.pk), "kind": kind, "reason": reason, "edition": done.number})
        return
    tell(_("Edition %(number)s no longer has “%(thing)s”.") % {"number": done.number, "thing": thing})
    say(
        _(
            "Earlier editions are deleted too. Backups still have it, and so has every folder that 'verkstad publish --tree' wrote."
        )
    )


@click.command("reinstate", help=_("Let readers see a withdrawn thing again, as they saw it last."))
@click.argument("kind", metavar=_("KIND"), type=click.Choice(KINDS))
@click.argument("key", metavar=_("ID"))
@click.option("--latest", is_flag=True, help=_("As its latest draft reads, which they may not have seen."))
@json_option
def reinstate_command(kind: str, key: str, latest: bool, as_json: bool) -> None:
    settings_and_django()
    from verkstad.archive.actions.withdrawing import reinstate

    thing = _thing(kind, key)
    shown = _done(lambda: reinstate(thing, latest=latest, by=None, at=datetime.now(UTC)))
    if as_json:
        tell_json({"id": str(thing.pk), "kind": kind, "published": shown.live})
    elif shown.live:
        tell(
            _("“%(thing)s” is published again. A running site shows it at once; else: verkstad publish.")
            % {"thing": shown}
        )
    else:
        tell(_("“%(thing)s” is no longer held back.") % {"thing": shown})
