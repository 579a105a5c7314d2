# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The seven lists of the desk: what stands in them, how they are searched and sorted, and what they ask of the database."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories import (
    make_event,
    make_material,
    make_organisation,
    make_person,
    make_recording,
    make_series,
    make_topic,
)

pytestmark = pytest.mark.django_db

LISTS = ["workshops", "materials", "recordings", "people", "organisations", "topics", "series"]


def _make(name: str) -> Any:
    match name:
        case "workshops":
            return make_event()
        case "materials":
            return make_material(make_event())
        case "recordings":
            return make_recording(make_event())
        case "people":
            return make_person()
        case "organisations":
            return make_organisation()
        case "topics":
            return make_topic()
    return make_series()


@pytest.mark.parametrize("name", LISTS)
def test_list_asks_as_much_of_30_things_as_of_3(desk: Client, name: str) -> None:
    for _ in range(3):
        _make(name)
    desk.get(f"/edit/{name}/")
    with CaptureQueriesContext(
        connection,
    ) as few:
        assert desk.get(f"/edit/{name}/").status_code == 200
    for _ in range(27):
        _make(name)
    with CaptureQueriesContext(connection) as many:
        assert desk.get(f"/edit/{name}/").status_code == 200

    assert len(many) == len(few), "\n".join(query["sql"] for query in many.captured_queries)
