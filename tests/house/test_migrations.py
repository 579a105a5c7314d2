# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Migrations have names that say what they do, and none is missing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.core.management import call_command

SOURCE = Path(__file__).resolve().parents[2] / "src" / "verkstad"


def test_every_migration_has_a_name_of_its_own():
    names = [path.stem for path in SOURCE.glob("*/migrations/*.py") if path.stem != "__init__"]

    assert names
    assert [name for name in names if not re.fullmatch(r"\d{4}_[a-z][a-z0-9_]+", name) or "_auto_" in name] == []


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check_changes=True, dry_run=True, verbosity=0)
