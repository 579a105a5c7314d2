# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Checks that are asked about together refuse what Django refuses, which asks about each by itself."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import models

from tests.archive.test_constraints import EVENT
from tests.factories import make_event
from verkstad.archive.models import Event

pytestmark = pytest.mark.django_db


def _refusals(event: Event, exclude: set[str]) -> list[tuple[str, str | None]]:
    try:
        event.validate_constraints(exclude=exclude)
    except ValidationError as refused:
        errors = [error for errors in refused.error_dict.values() for error in errors]
        return [(error.message, error.code) for error in errors]
    return []


def _refusals_of_django(event: Event, exclude: set[str], monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    with monkeypatch.context() as patch:
        patch.setattr(Event, "get_constraints", models.Model.get_constraints)
        return _refusals(event, exclude)


def _changed(event: Event, values: dict[str, Any]) -> Event:
    for name, value in values.items():
        setattr(event, name, value)
    return event


@pytest.mark.parametrize("name", EVENT)
def test_a_broken_check_is_told_as_django_tells_it(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    event = _changed(make_event(), EVENT[name])
    broken = next(check for check in Event._meta.constraints if check.name == name)

    refused = _refusals(event, set())

    assert (broken.get_violation_error_message(), broken.violation_error_code) in refused
    assert refused == _refusals_of_django(event, set(), monkeypatch)


def test_each_of_several_broken_checks_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    event = _changed(make_event(), {"kind": "party", "sequence": -1, "meeting_address_service": "Jitsi"})

    refused = _refusals(event, set())

    assert len(refused) == 3
    assert refused == _refusals_of_django(event, set(), monkeypatch)


def test_a_check_of_what_is_left_out_is_not_made(monkeypatch: pytest.MonkeyPatch) -> None:
    event = _changed(make_event(), {"kind": "party", "sequence": -1})

    refused = _refusals(event, {"kind", "start_time"})

    assert len(refused) == 1
    assert refused == _refusals_of_django(event, {"kind", "start_time"}, monkeypatch)


def test_a_row_that_keeps_them_is_asked_about_once(django_assert_num_queries: Any) -> None:
    event = make_event()

    # Beside the question, the savepoint it is asked in.
    with django_assert_num_queries(3):
        event.validate_constraints()
