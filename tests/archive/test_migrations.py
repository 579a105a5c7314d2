# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
import pytest
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader


@pytest.mark.django_db
def test_models_and_migrations_agree():
    call_command("makemigrations", "archive", check=True, dry_run=True, verbosity=0)


def test_migrations_have_names_and_can_be_undone():
    ours = [migration for (app, _name), migration in MigrationLoader(None).disk_migrations.items() if app == "archive"]

    assert ours
    for migration in ours:
        assert "auto" not in migration.name
        assert all(operation.reversible for operation in migration.operations), migration.name
