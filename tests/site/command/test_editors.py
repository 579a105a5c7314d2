# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""``editor``: who may log in, for whoever runs the site."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from verkstad.site.command import main

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(home: Path) -> Callable[..., str]:
    """Run a command in this process, on the test's database."""

    def command(*words: str, code: int = 0) -> str:
        done = CliRunner().invoke(main, ["editor", *words], catch_exceptions=False)
        assert done.exit_code == code, done.output
        return done.stdout if code == 0 else done.stderr

    return command


def test_the_first_is_administrator_and_gets_a_link(run):
    told = run("add", "Anna@example.se", "--name", "Anna Berg")

    assert re.search(r"^anna@example\.se  Anna Berg  administrator  never logged in$", told, re.MULTILINE)
    assert re.search(r"^http://127\.0\.0\.1:\d+/edit/login/once/\w+/[\w-]+/$", told, re.MULTILINE)
    bo = json.loads(run("add", "bo@example.se", "--json"))
    assert [one["role"] for one in bo["roles"]] == ["editor"]
    listed = json.loads(run("list", "--json"))
    assert [(one["mail"], one["last_login"]) for one in listed] == [("anna@example.se", None), ("bo@example.se", None)]


def test_remove_and_what_is_called_wrongly(run):
    run("add", "anna@example.se")

    assert "can no longer log in" in run("remove", "ANNA@example.se")
    assert "Nobody with the address" in run("remove", "anna@example.se", code=2)
    assert "Enter a valid email address" in run("add", "anna", code=2)
    assert "There is no series" in run("add", "anna@example.se", "--series", "no-such", code=2)
    assert json.loads(run("list", "--json")) == []
