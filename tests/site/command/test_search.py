# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""``verkstad search`` over a published world, without a database."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.edition.world import SITE, World
from verkstad.edition.publish import publish
from verkstad.records.base import Text
from verkstad.site.command import main


@pytest.fixture
def home(tmp_path: Path) -> Path:
    world = World(4)
    event = next(iter(world.events.values()))
    world.update_event(
        event.id, title=Text(sv="Kvantdatorer i förvaltningen"), summary=Text(sv="Om qubitar och upphandling")
    )
    world.tell(event.id)
    publish(tmp_path / "editions", source=world.source, site=SITE, at=world.at, jobs=1)
    return tmp_path


def run(home: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["search", *words], env={"VERKSTAD_HOME": str(home), "LC_ALL": "sv_SE.UTF-8"})


def test_search_tells_what_was_found_and_where(home):
    done = run(home, "qubitar", "förvaltning")

    assert done.exit_code == 0
    assert "1. Kvantdatorer i förvaltningen" in done.stdout
    assert "Om qubitar och upphandling" in done.stdout
    assert "/event/" in done.stdout


def test_search_for_programs(home):
    found = json.loads(run(home, "qubitar", "--json").stdout)

    assert (found["total"], found["results"][0]["kind"]) == (1, "event")


def test_words_may_begin_with_a_minus(home):
    assert "Kvantdatorer" not in run(home, "data", "-kvantdatorer").stdout
    assert run(home, "qubitar", "-upphandling").exit_code == 1


def test_nothing_found_is_said_with_exit_code_1(home):
    done = run(home, "zzzyyyxxx")

    assert (done.exit_code, done.stdout) == (1, "Inga träffar\n")


def test_without_an_edition_or_an_index_it_says_what_to_do(home, tmp_path):
    (folder,) = (home / "editions" / "search").iterdir()
    (folder / "sums.json").write_text("{")

    damaged, none = run(home, "data"), run(tmp_path / "elsewhere", "data")

    assert damaged.exit_code == none.exit_code == 1
    assert "verkstad publish" in damaged.stderr
    assert "verkstad publish" in none.stderr
