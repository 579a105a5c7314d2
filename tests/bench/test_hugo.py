# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
import json
import shutil

import pytest

from bench import hugo
from tests.conftest import optional


@pytest.fixture
def hugo_installed() -> None:
    if shutil.which("hugo") is None:
        optional("hugo", "pages are not compared with Hugo's (sudo apt-get install hugo)")


@pytest.mark.usefixtures("hugo_installed")
def test_hugo_builds_the_events_in_both_languages_at_the_size_asked_for(tmp_path, capsys):
    code = hugo.main(["--events", "12", "--bytes", "14000", "--json", "--keep", str(tmp_path)])

    built = json.loads(capsys.readouterr().out)
    assert code == 0
    assert (built["events"], built["event_pages"]) == (12, 24)
    assert built["pages"] > 24
    assert 12_500 < built["bytes_per_event_page"] < 15_500
    assert built["cpu_ms_per_page"] == pytest.approx(1000 * built["cpu_seconds"] / built["pages"], abs=0.01)
    page = next((tmp_path / "site" / "public" / "en" / "event").glob("*/index.html")).read_text()
    assert '<html lang="en">' in page
    assert '"@type":"EducationEvent"' in page


def test_without_hugo_it_says_how_to_get_it(monkeypatch, capsys):
    monkeypatch.setenv("PATH", "/nowhere")

    assert hugo.main(["--events", "3"]) == 1
    assert "sudo apt-get install hugo" in capsys.readouterr().err
