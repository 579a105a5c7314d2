# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The history of everything: who did what to which thing, and when. In goes a choice, out come plain values in words.

What is told is of things and of disposal rules; who is a member is told elsewhere, to those who manage members.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Func, Q, QuerySet, Value
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import registry
from wagtail.models import ModelLogEntry

from verkstad.archive.choices import WithdrawalReason
from verkstad.archive.models import DisposalRule
from verkstad.archive.reading import KINDS
from verkstad.archive.rules.access import in_scope, roles_of

SYSTEM = "system"
"""Whom what no editor did is told of: commands, and what was set to happen at a time."""


@dataclass(frozen=True)
class Choice:
    """What of the history to tell; None is everything. ``person`` is a user's key or ``SYSTEM``; days are of Swedish time."""

    person: str | None = None
    kind: str | None = None
    action: str | None = None
    thing: UUID | None = None
    title: str | None = None
    since: date | None = None
    until: date | None = None


class Told(NamedTuple):
    """One line of the history."""

    number: int
    at: datetime
    who: str
    action: str
    """The action's own name: ``verkstad.merge``."""
    what: str
    """The action in words."""
    kind: str
    kind_label: str
    id: str
    title: str
    """What the thing was called then."""
    more: str
    """What the entry tells besides: a reason, an address, another thing."""


def entries(choice: Choice, *, to: Any) -> QuerySet[ModelLogEntry]:
    """The entries that the choice asks for, newest first: of what ``to`` may open at the desk, and of nothing else.

    An entry keeps what a thing was called then, which may be the name of a draft; so what is published is no exception.
    """
    models = [KINDS[choice.kind]] if choice.kind in KINDS else [*KINDS.values(), DisposalRule]
    bare_id = Func("object_id", Value("-"), Value(""), function="REPLACE", output_field=CharField())
    found = ModelLogEntry.objects.alias(bare_id=bare_id).filter(
        content_type__in=[one.pk for one in ContentType.objects.get_for_models(*models).values()]
    )
    if not any(one.is_of_all for one in roles_of(to)):
        found = found.filter(_about_what_they_may_open(to))
    if choice.person == SYSTEM:
        found = found.filter(user_id__isnull=True)
    elif choice.person:
        found = found.filter(user_id=choice.person)
    if choice.action:
        found = found.filter(action=choice.action)
    if choice.thing:
        found = found.filter(object_id=str(choice.thing))
    if choice.title:
        # One database compares å, ä and ö letter by letter whatever their case: the word is asked for in the likely forms.
        forms = {choice.title, choice.title.lower(), choice.title.upper(), choice.title.capitalize()}
        named = Q(pk=None)
        for form in forms:
            named |= Q(label__icontains=form)
        found = found.filter(named)
    if choice.since:
        found = found.filter(timestamp__gte=_midnight(choice.since))
    if choice.until:
        found = found.filter(timestamp__lt=_midnight(choice.until + timedelta(days=1)))
    return found.order_by("-timestamp", "-pk")


def _about_what_they_may_open(user: Any) -> Q:
    """Databases write an id as text with hyphens or without: it is compared without."""
    bare = {"function": "REPLACE", "output_field": CharField()}
    about = Q(content_type=ContentType.objects.get_for_model(DisposalRule))
    for model in KINDS.values():
        ids = in_scope(model.objects.order_by(), user, "view").annotate(
            bare_id=Func(Cast("pk", CharField()), Value("-"), Value(""), **bare)
        )
        about |= Q(content_type=ContentType.objects.get_for_model(model), bare_id__in=ids.values("bare_id"))
    return about


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def told(found: Iterable[ModelLogEntry]) -> Iterator[Told]:
    """The entries in words of the language that is active. Two queries more than reading them."""
    rows = list(found)
    kinds = {
        content_type.pk: model
        for model, content_type in ContentType.objects.get_for_models(*KINDS.values(), DisposalRule).items()
    }
    users = get_user_model().objects.in_bulk({row.user_id for row in rows if row.user_id})
    for row in rows:
        model = kinds.get(row.content_type_id)
        yield Told(
            row.pk,
            row.timestamp,
            who(row.user_id, users),
            row.action,
            in_words(row.action),
            getattr(model, "thing_kind", "rule"),
            str(model._meta.verbose_name).capitalize() if model else "",
            str(row.object_id),
            row.label,
            " ".join(_more(row.data or {})),
        )


def who(key: int | None, users: dict[int, Any]) -> str:
    """The name of who did it. An account that was erased leaves no name."""
    if key is None:
        return _("The system")
    user = users.get(key)
    return user.get_full_name().strip() or user.get_username() if user else _("A former editor")


def in_words(action: str) -> str:
    """The action as people read it."""
    registry.scan_for_actions()
    formatter = registry.formatters.get(action)
    if formatter is None:
        return action
    message = formatter.message or formatter.label
    # Wagtail's own name their object in ways that need the entry; their labels do.
    return str(message if isinstance(message, str) or not callable(message) else formatter.label)


def actions() -> list[tuple[str, str]]:
    """The kinds of action that the history has, with their words, by words. One query."""
    known = ModelLogEntry.objects.order_by().values_list("action", flat=True).distinct()
    return sorted(((action, in_words(action)) for action in known), key=lambda pair: pair[1].casefold())


def people() -> list[tuple[str, str]]:
    """Those who did something, and the system. Two queries."""
    keys = set(ModelLogEntry.objects.order_by().values_list("user_id", flat=True).distinct())
    users = get_user_model().objects.in_bulk(keys - {None})
    named = sorted(((str(key), who(key, users)) for key in keys if key), key=lambda pair: pair[1].casefold())
    return [(SYSTEM, who(None, {})), *named]


def _more(data: dict[str, Any]) -> Iterator[str]:
    if reason := data.get("reason"):
        yield str(dict(WithdrawalReason.choices).get(reason, reason)) + "."
    if reference := data.get("reference"):
        yield _("Reference: %(reference)s.") % {"reference": reference}
    if isinstance(data.get("other"), dict):
        yield _("The other: %(name)s.") % {"name": data["other"].get("name", "–")}
    if rule := data.get("rule"):
        yield _("Rule: %(rule)s.") % {"rule": rule}
    for name in ("slug", "start_date", "title"):
        change = data.get(name)
        if isinstance(change, dict) and {"old", "new"} <= set(change):
            yield f"{change['old']} → {change['new']}"
    if comment := data.get("comment"):
        yield str(comment)
