# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the tests rely on holds: order is never luck, and nothing is left out where everything is required."""

from __future__ import annotations

import os

import pytest
from django.contrib.auth.models import Group

from tests.conftest import optional


@pytest.mark.django_db
def test_a_queryset_without_order_is_shuffled():
    Group.objects.bulk_create(Group(name=f"{number:02}") for number in range(20))
    names = sorted(Group.objects.values_list("name", flat=True))

    orders = {tuple(Group.objects.values_list("name", flat=True)) for _ in range(3)}

    assert len(orders) > 1
    assert list(Group.objects.order_by("name").values_list("name", flat=True)) == names


@pytest.mark.django_db
def test_unions_groups_and_slices_still_work():
    Group.objects.bulk_create(Group(name=f"x{number}") for number in range(3))
    first, rest = Group.objects.filter(name="x0"), Group.objects.exclude(name="x0").filter(name__startswith="x")

    assert first.union(rest).count() == 3
    assert sorted(group.name for group in first.union(rest)) == ["x0", "x1", "x2"]
    assert Group.objects.filter(pk__in=rest[:1]).count() == 1
    assert rest.distinct().count() == 2


def test_a_missing_tool_skips_and_fails_where_all_is_required(monkeypatch):
    monkeypatch.delenv("VERKSTAD_REQUIRE_ALL", raising=False)
    with pytest.raises(pytest.skip.Exception, match="a lathe is missing: no legs are turned"):
        optional("a lathe", "no legs are turned")

    monkeypatch.setenv("VERKSTAD_REQUIRE_ALL", "1")
    with pytest.raises(pytest.fail.Exception, match="a lathe is missing"):
        optional("a lathe", "no legs are turned")


def test_tests_have_a_home_of_their_own():
    assert "verkstad-test-" in os.environ["VERKSTAD_HOME"]
