# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may do what: the one rule that forms, API and commands ask.

``may(user, action, thing)`` answers for one thing or, given a model, for any thing of that kind. ``visible(rows, user)``
chooses the rows that may be named in lists and choosers. ``refuse_unless`` is how an action of the archive asks.

A role holds for everything, for one series, or for the workshops of one organisation (Grant). A workshop belongs to its
series and to those who organise or host it; material and recordings belong to their workshop. People, organisations and
topics are shared by all.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, NamedTuple, get_args
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from verkstad.archive.choices import OrganiserRole, Role
from verkstad.archive.errors import NotAllowed

Action = Literal[
    "view", "add", "change", "publish", "review", "delete", "withdraw", "merge", "dispose", "manage_members"
]
"""*view* opens a thing at the desk, with its drafts and its history. *change* saves a draft. *delete* is for what was never
published, *withdraw* takes out of sight, *dispose* destroys under a disposal rule."""

ACTIONS: tuple[str, ...] = get_args(Action)

_MEMBERS = frozenset(Role)
_WRITERS = frozenset({Role.ADMINISTRATOR, Role.EDITOR, Role.CONTRIBUTOR})
_EDITORS = frozenset({Role.ADMINISTRATOR, Role.EDITOR})
_REVIEWERS = frozenset({Role.ADMINISTRATOR, Role.EDITOR, Role.REVIEWER})
_ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})

_OF_SCOPE = frozenset({"event", "material", "recording"})
_SHARED = frozenset({"person", "organisation", "topic"})

ROLES_THAT_MAY: dict[str, dict[str, frozenset[Role]]] = {
    "scope": {
        "view": _MEMBERS,
        "add": _WRITERS,
        "change": _WRITERS,
        "publish": _EDITORS,
        "review": _REVIEWERS,
        "delete": _EDITORS,
        "withdraw": _EDITORS,
        "dispose": _ADMINISTRATORS,
    },
    "series": {
        "view": _MEMBERS,
        "add": _EDITORS,
        "change": _EDITORS,
        "publish": _EDITORS,
        "review": _REVIEWERS,
        "delete": _EDITORS,
        "withdraw": _EDITORS,
        "dispose": _ADMINISTRATORS,
    },
    "shared": {
        "view": _MEMBERS,
        "add": _WRITERS,
        "change": _WRITERS,
        "publish": _EDITORS,
        "review": _REVIEWERS,
        "delete": _EDITORS,
        "withdraw": _EDITORS,
        "merge": _EDITORS,
        "dispose": _ADMINISTRATORS,
    },
    "site": {"manage_members": _ADMINISTRATORS},
}
"""Which roles an action asks for: of what belongs to a scope, of a series, of what all share, and of the site itself."""

NEEDS_ALL: dict[str, frozenset[str]] = {
    "scope": frozenset({"dispose"}),
    "series": frozenset({"add", "delete", "withdraw", "dispose"}),
    "shared": frozenset({"delete", "withdraw", "merge", "dispose"}),
    "site": frozenset({"manage_members"}),
}
"""Actions for which the role must hold for everything: they reach into what others answer for."""

ORGANISING = (OrganiserRole.ORGANISER, OrganiserRole.CO_ORGANISER, OrganiserRole.HOST)
"""The organisations that a workshop belongs to; a partner or a publisher is named on it and no more."""


class Held(NamedTuple):
    """One role of one user: for everything when both are None."""

    role: str
    series: UUID | None = None
    organisation: UUID | None = None

    @property
    def is_of_all(self) -> bool:
        return self.series is None and self.organisation is None


def roles_of(user: Any) -> tuple[Held, ...]:
    """The roles a user holds now; none of one who is anonymous or no longer active. One query for each user object."""
    if user is None or not user.is_authenticated or not user.is_active:
        return ()
    if user.is_superuser:
        return (Held(Role.ADMINISTRATOR),)
    held = user.__dict__.get("_roles_held")
    if held is None:
        rows = user.grants.order_by("pk").values_list("role", "series_id", "organisation_id")
        held = user.__dict__["_roles_held"] = tuple(Held(*row) for row in rows)
    return held


def forget_roles(user: Any) -> None:
    """Ask again next time: the user's roles were changed."""
    user.__dict__.pop("_roles_held", None)


def may(user: Any, action: Action, thing: Any = None) -> bool:
    """Whether the user may do this to the thing as it is given, or, given a model, to any thing of that kind.

    Something that belongs to no kind (``manage_members``) is asked for without a thing. Raises KeyError for an unknown action.
    """
    if action not in ACTIONS:
        raise KeyError(action)
    kind = _kind_of(thing)
    roles = ROLES_THAT_MAY[kind].get(action, frozenset())
    held = [one for one in roles_of(user) if one.role in roles]
    if action in NEEDS_ALL[kind]:
        return any(one.is_of_all for one in held)
    if not held or kind in {"site", "shared"} or isinstance(thing, type):
        return bool(held)
    return any(one.is_of_all for one in held) or _is_within(thing, held)


def visible(rows: QuerySet, user: Any) -> QuerySet:
    """Those of the rows that may be named to the user: what is published, what all share, and what is in their scope.

    That a row is named does not mean that its draft or history may be opened: ask ``may(user, "view", thing)`` of each.
    """
    held = roles_of(user)
    if not held:
        return rows.none()
    kind = rows.model.thing_kind
    if kind in _SHARED or any(one.is_of_all for one in held):
        return rows
    series, organisations = _scopes(held)
    if kind == "series":
        return rows.filter(Q(live=True) | Q(pk__in=series))
    to_event = "" if kind == "event" else "event__"
    published = Q(live=True, **{f"{to_event}series__live": True})
    if to_event:
        published &= Q(event__live=True)
    return rows.filter(published | _within(to_event, series, organisations))


def in_scope(rows: QuerySet, user: Any, action: Action = "change") -> QuerySet:
    """Those of the rows to which the user may do this; the same rule as ``may``, for many at once."""
    kind = _kind_of(rows.model)
    held = [one for one in roles_of(user) if one.role in ROLES_THAT_MAY[kind].get(action, ())]
    if action in NEEDS_ALL[kind]:
        held = [one for one in held if one.is_of_all]
    if not held:
        return rows.none()
    if kind == "shared" or any(one.is_of_all for one in held):
        return rows
    series, organisations = _scopes(held)
    if kind == "series":
        return rows.filter(pk__in=series)
    return rows.filter(_within("" if rows.model.thing_kind == "event" else "event__", series, organisations))


def answering_for(event: Any, users: Sequence[Any]) -> list[Any]:
    """Those of the users who answer for a workshop: the editors of its series or of those who organise it.

    Where it has none, the editors of everything; where there are none of those either, the administrators.
    """
    editing = {user: [one for one in roles_of(user) if one.role == Role.EDITOR] for user in users}
    return (
        [user for user, held in editing.items() if _is_within(event, held)]
        or [user for user, held in editing.items() if any(one.is_of_all for one in held)]
        or [user for user in users if any(one.role == Role.ADMINISTRATOR for one in roles_of(user))]
    )


def refuse_unless(by: Any, action: Action, *things: Any) -> None:
    """Raises NotAllowed for the first of the things to which ``by`` may not do this. Nobody (None) is the operator, who may.

    An action that moves a thing from one scope to another asks of both: as it was, and as it would be. One that belongs to
    no thing (``manage_members``) names none.
    """
    for thing in things or (None,):
        if by is not None and not may(by, action, thing):
            raise NotAllowed(thing, action, by)


def _kind_of(thing: Any) -> str:
    word = getattr(thing, "thing_kind", None)
    if word in _OF_SCOPE:
        return "scope"
    if word in _SHARED:
        return "shared"
    return "series" if word == "series" else "site"


def _scopes(held: Any) -> tuple[list[UUID], list[UUID]]:
    return (
        [one.series for one in held if one.series is not None],
        [one.organisation for one in held if one.organisation is not None],
    )


def _is_within(thing: Any, held: list[Held]) -> bool:
    series, organisations = _scopes(held)
    if thing.thing_kind == "series":
        return thing.pk in series
    event = thing if thing.thing_kind == "event" else getattr(thing, "event", None)
    if event is None:  # a new material, of no workshop yet
        return False
    if event.series_id in series:
        return True
    return bool(organisations) and any(
        organiser.organisation_id in organisations and organiser.role in ORGANISING
        for organiser in event.organisers.all()
    )


def _within(to_event: str, series: list[UUID], organisations: list[UUID]) -> Q:
    from verkstad.archive.models import Organiser  # models ask rules, and are made after them

    condition = Q(**{f"{to_event}series__in": series})
    if organisations:
        own = Organiser.objects.filter(
            event=OuterRef(f"{to_event}pk"), organisation__in=organisations, role__in=ORGANISING
        )
        condition |= Q(Exists(own.order_by()))
    return condition
