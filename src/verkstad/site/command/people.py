# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""``person out``, ``person held`` and ``messages``: what people ask of us, and what they wrote."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import UUID

import click

from verkstad.site.command.editions import faults
from verkstad.site.command.telling import Told, json_option, say, sentence_of, settings_and_django, tell, tell_json
from verkstad.site.settings_table import Settings
from verkstad.site.words import _, language_of, ngettext

if TYPE_CHECKING:
    from verkstad.archive.actions.people import TakenOut
    from verkstad.edition.publish import Published

REASONS = ("personal_data", "author_request", "rights", "mistake", "withdrawn")


@click.group("person", help=_("What one person asks for."))
def person_group() -> None:
    pass


@person_group.command(
    "out", help=_("Take a person out of everything, and publish.\n\nOut of pages, data, drafts and history.")
)
@click.argument("slug", metavar=_("SLUG"))
@click.option(
    "--reason",
    type=click.Choice(REASONS),
    default="personal_data",
    show_default=True,
    help=_("The class of reason that the page left behind will state."),
)
@json_option
def out_command(slug: str, reason: str, as_json: bool) -> None:
    settings = settings_and_django()
    from verkstad.archive.actions.people import TakenOut, take_person_out
    from verkstad.archive.models import Event, Person

    slug = slug.strip("/").removeprefix("person/")
    person = Person.objects.filter(slug=slug).first()
    if person is not None:
        key = person.pk
        taken = take_person_out(person, reason=reason, by=None, at=datetime.now(UTC))
    elif (found := _taken_out_before(slug)) is not None:
        key, taken = found, TakenOut((), (), ())
    else:
        raise _nobody(slug)
    slugs = dict(
        Event.objects.filter(pk__in=[*taken.events, *taken.named_in_address]).order_by("pk").values_list("pk", "slug")
    )
    if person is not None and not as_json:  # told now: should publishing fail, it cannot be told again
        _tell_taken(taken, slugs)
    again = _("Until this is done, editions on disk still have the person. To go on: verkstad person out %(id)s") % {
        "id": key
    }
    done = publish_without(settings, again)
    if as_json:
        tell_json(
            {
                "id": str(key),
                "events": [str(key) for key in taken.events],
                "rewritten": [
                    {"kind": one.kind, "id": str(one.id), "slug": slugs.get(one.id), "field": one.column}
                    for one in taken.rewritten
                ],
                "named_in_address": [slugs[key] for key in taken.named_in_address],
                "edition": done.number,
            }
        )
        return
    tell(_("Edition %(number)s no longer has the person.") % {"number": done.number})
    say(
        _(
            "Earlier editions are deleted too. Backups still have the name, and so has every folder that 'verkstad publish --tree' wrote, until it is written anew."
        )
    )


@person_group.command(
    "held", help=_("Tell all that is held of a person.\n\nThe answer to a request under article 15 of the GDPR.")
)
@click.argument("slug", metavar=_("SLUG"))
@click.option("--mail", "mails", multiple=True, metavar=_("ADDRESS"), help=_("Also what is held under this address."))
@json_option
def held_command(slug: str, mails: tuple[str, ...], as_json: bool) -> None:
    settings_and_django()
    from verkstad.archive.held import held_of
    from verkstad.archive.models import Person
    from verkstad.editing.people.held_words import said

    slug = slug.strip("/").removeprefix("person/")
    person = Person.objects.filter(slug=slug).first()
    if person is None:
        raise _nobody(slug)
    held = held_of(person, mails=mails, at=datetime.now(UTC))
    if as_json:
        tell_json(held.as_dict())
    else:
        from django.utils import translation

        with translation.override(language_of()):
            tell(said(held))


def _nobody(slug: str) -> Told:
    return Told(
        _("There is no person with the address “%(slug)s”. It is the last part of the page's address: /person/SLUG/.")
        % {"slug": slug},
        code=2,
    )


def _taken_out_before(slug: str) -> UUID | None:
    """The id of a person whom an earlier attempt took out of the archive, when that is what was given."""
    from verkstad.archive.models import Person, Tombstone

    try:
        key = UUID(slug)
    except ValueError:
        return None
    # Only who was taken out has the id for an address: what else was taken down keeps its own.
    stones = Tombstone.objects.filter(pk=key, thing_kind=Person.thing_kind, slug=str(key))
    return key if stones.exists() else None


def publish_without(settings: Settings, again: str) -> Published:
    """Publish, and forget the editions that still have what was taken out. ``again`` says how to go on, should that fail."""
    from verkstad.edition.housekeeping import forget_all_but_newest
    from verkstad.edition.publish import one_builder, release
    from verkstad.site.publishing import publish_site

    say(again)
    try:
        # An earlier edition that is shown still has it: it gives way.
        release(settings.editions)
        with faults():
            done = publish_site(settings)
        with one_builder(settings.editions):
            forget_all_but_newest(settings.editions)
    except Exception as error:
        told = error if isinstance(error, Told) else sentence_of(error)
        if told is None:
            raise
        raise Told(f"{told.message}\n{again}", code=told.exit_code) from error
    return done


def _tell_taken(taken: TakenOut, slugs: dict[UUID, str]) -> None:
    tell(
        ngettext(
            "Taken out of %(number)s workshop, of drafts and of history.",
            "Taken out of %(number)s workshops, of drafts and of history.",
            len(taken.events),
        )
        % {"number": len(taken.events)}
    )
    for one in taken.rewritten:
        tell(
            _("Other words now stand for the name; read the text: %(kind)s %(slug)s, %(field)s.")
            % {"kind": one.kind, "slug": slugs.get(one.id, one.id), "field": one.column}
        )
    for key in taken.named_in_address:
        tell(
            _("The name still stands in an address, which an editor has to change: /event/%(slug)s/.")
            % {"slug": slugs[key]}
        )


@click.command("messages", help=_("List what readers wrote."))
@click.option("--all", "everything", is_flag=True, help=_("Also those that are handled."))
@click.option("--handled", type=int, metavar=_("NUMBER"), help=_("Mark a message as handled."))
@click.option("--delete", "deleted", type=int, metavar=_("NUMBER"), help=_("Delete a message for good."))
@json_option
def messages_command(everything: bool, handled: int | None, deleted: int | None, as_json: bool) -> None:
    settings_and_django()
    from verkstad.participation.actions import delete_message, delete_old_messages, handle_message
    from verkstad.participation.models import Message

    now = datetime.now(UTC)
    delete_old_messages(at=now)
    for number, act in ((handled, handle_message), (deleted, delete_message)):
        if number is not None:
            message = Message.objects.filter(pk=number).first()
            if message is None:
                raise Told(_("There is no message %(number)s.") % {"number": number}, code=2)
            act(message, at=now)
            if as_json:
                tell_json({"number": number, "done": "handled" if act is handle_message else "deleted"})
                return
            tell(
                _("Message %(number)s is handled.") % {"number": number}
                if act is handle_message
                else _("Message %(number)s is deleted.") % {"number": number}
            )
            return
    found = Message.objects.all() if everything else Message.objects.waiting()
    if as_json:
        tell_json([message.as_dict() for message in found.newest_first()])
        return
    for message in found.newest_first():
        sender = " ".join(filter(None, (message.name, f"<{message.email}>" if message.email else ""))) or _("anonymous")
        tell(
            f"#{message.pk}  {message.received_at.astimezone():%Y-%m-%d %H:%M}  {message.get_kind_display()}  {sender}  {message.about}"
        )
        for line in message.text.splitlines():
            tell(f"    {line}")
    if not found.exists():
        say(_("No messages are waiting."))
