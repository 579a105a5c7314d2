# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""All checks of a row by one question to the database."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from typing import Any

from django.core.exceptions import FieldError, ValidationError
from django.db import DEFAULT_DB_ALIAS, models
from django.db.models import Q, Value


class CheckedAtOnce(models.Model):
    """A model of many checks. Django asks about each by itself, of all columns: for a large agenda, hundreds of questions."""

    class Meta:
        abstract = True

    def get_constraints(self) -> list[tuple[type[models.Model], list[models.BaseConstraint]]]:
        return [(model, _put_together(model)) for model, _ in super().get_constraints()]


@cache
def _put_together(model: type[models.Model]) -> list[models.BaseConstraint]:
    checks = [one for one in model._meta.constraints if isinstance(one, models.CheckConstraint)]
    others = [one for one in model._meta.constraints if not isinstance(one, models.CheckConstraint)]
    return [*([AllChecks(checks)] if checks else []), *others]


class AllChecks(models.BaseConstraint):
    """Several checks as one, for validation only; where not all of them hold, each says what is wrong."""

    def __init__(self, checks: list[models.CheckConstraint]) -> None:
        super().__init__(name="all_checks")
        self._checks = [(check, check.condition.referenced_base_fields) for check in checks]

    def validate(
        self,
        model: type[models.Model],
        instance: models.Model,
        exclude: Collection[str] | None = None,
        using: str = DEFAULT_DB_ALIAS,
    ) -> None:
        fields = {field.name: field for field in model._meta.local_concrete_fields if field.name not in (exclude or ())}
        # As Django has it, a check that is about what is left out is not made.
        checks = [(check, names) for check, names in self._checks if names <= fields.keys()]
        if not checks or _hold(checks, fields, instance, using):
            return
        refused = []
        for check, _ in checks:
            try:
                check.validate(model, instance, exclude=exclude, using=using)
            except ValidationError as error:
                refused.append(error)
        if refused:
            raise ValidationError(refused)


def _hold(
    checks: list[tuple[models.CheckConstraint, set[str]]], fields: dict[str, Any], instance: models.Model, using: str
) -> bool:
    names = set().union(*(names for _, names in checks))
    values = {name: Value(getattr(instance, fields[name].attname), fields[name]) for name in names}
    try:
        # One that is unknown, for want of a value, holds: beside others that hold it makes the whole unknown, which holds too.
        return Q(*(check.condition for check, _ in checks)).check(values, using=using)
    except FieldError:
        return False
