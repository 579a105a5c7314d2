# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2

from __future__ import annotations

import os
import subprocess
import sys
from io import StringIO

import pytest
from django.core.management import call_command


def test_no_model_lacks_a_migration(db):
    call_command("makemigrations", check=True, dry_run=True, stdout=StringIO())


@pytest.mark.parametrize("address", ["https://workshops.example.org"])
def test_public_site_passes_djangos_own_examination(home, address):
    environ = {**os.environ, "VERKSTAD_BASE_URL": address, "DJANGO_SETTINGS_MODULE": "verkstad.site.settings"}

    done = subprocess.run(
        [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"],
        env=environ, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 0, done.stdout + done.stderr
