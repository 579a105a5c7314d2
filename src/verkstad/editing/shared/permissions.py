# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Wagtail's questions about permissions, answered by the rule in ``archive.rules.access`` and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from wagtail.permission_policies.base import BasePermissionPolicy

from verkstad.archive.models import Root
from verkstad.archive.rules.access import ACTIONS, in_scope, may, visible

_SAME_AS = {"lock": "change", "unlock": "change"}
"""Words that Wagtail has and the rule has not."""


def _action(word: str) -> Any:
    return _SAME_AS.get(word, word)


class RulePolicy(BasePermissionPolicy):
    """A policy for one model; with ``thing`` for that one thing, whatever instance or model the view thinks it asks about."""

    def __init__(self, model: type[Root], thing: Root | None = None) -> None:
        super().__init__(model)
        self.thing = thing

    def of(self, thing: Root) -> RulePolicy:
        return RulePolicy(self.model, thing)

    def user_has_permission(self, user: Any, action: str) -> bool:
        return may(user, _action(action), self.model if self.thing is None else self.thing)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Root) -> bool:
        return may(user, _action(action), instance)

    def instances_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> QuerySet:
        rows = self.model._default_manager.none()
        for action in actions:
            rows |= in_scope(self.model._default_manager.all(), user, _action(action))
        return rows.distinct()

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet:
        users = get_user_model().objects
        return users.filter(
            pk__in=[
                user.pk
                for user in users.filter(is_active=True).prefetch_related("grants")
                if any(self.user_has_permission(user, action) for action in actions)
            ]
        )

    def users_with_any_permission_for_instance(self, actions: Iterable[str], instance: Root) -> QuerySet:
        return self.of(instance).users_with_any_permission(actions)


class AsksAboutItsThing:
    """For a view of one thing: every permission it asks for is asked for that thing, not for any of the kind.

    Put it first among the bases of a Wagtail view that has ``permission_policy`` and ``get_object``.
    """

    permission_policy: Any

    def get_object(self, *args: Any, **kwargs: Any) -> Any:
        thing = super().get_object(*args, **kwargs)  # type: ignore[misc]
        if thing is not None and isinstance(self.permission_policy, RulePolicy):
            self.permission_policy = self.permission_policy.of(thing)
        return thing


class AsksBeforeNaming:
    """For Wagtail's finder of edit pages: what may not be opened has none, and is then not named where things are listed."""

    def __init__(self, user: Any = None) -> None:
        super().__init__(user)  # type: ignore[call-arg]
        self.asks_for = user

    def get_edit_url(self, thing: Root) -> str | None:
        if self.asks_for is not None and not may(self.asks_for, "view", thing):
            return None
        return super().get_edit_url(thing)  # type: ignore[misc]


class RuleBackend:
    """Answers ``user.has_perm("archive.publish_event")``, as Wagtail's menus and templates ask, by the same rule."""

    def authenticate(self, request: Any, **credentials: Any) -> None:
        return None

    def get_user(self, user_id: Any) -> Any:
        return get_user_model().objects.filter(pk=user_id).first()

    def has_perm(self, user: Any, permission: str, thing: Any = None) -> bool:
        from django.apps import apps

        label, _, codename = permission.partition(".")
        word, _, model_name = codename.rpartition("_")
        if label != "archive" or _action(word) not in ACTIONS:
            return False
        try:
            model = apps.get_model(label, model_name)
        except LookupError:
            return False
        return issubclass(model, Root) and may(user, _action(word), thing or model)


__all__ = ["AsksAboutItsThing", "AsksBeforeNaming", "RuleBackend", "RulePolicy", "visible"]
