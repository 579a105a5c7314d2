# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Our calendars as ical.js reads them: the reader of Thunderbird and Nextcloud."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import optional
from tests.exchange.examples import NAMES, SITE, a_full_event, an_event, an_id
from verkstad.exchange.ical import write_calendar, write_vevent
from verkstad.records.base import Text
from verkstad.records.events import Event

READER = Path(__file__).parent / "read_ical.mjs"


@pytest.fixture
def read_with_ical_js(node_tool: Callable[[str], Path]) -> Callable[..., list[dict[str, Any]]]:
    library = node_tool("ical.js/dist/ical.js")
    node = shutil.which("node") or optional("node", "calendars are not read with ical.js (sudo apt-get install nodejs)")

    def read(*events: Event) -> list[dict[str, Any]]:
        vevents = [write_vevent(event, site=SITE, names=NAMES) for event in events]
        content = write_calendar(vevents, site=SITE, name="Alla", path="/events.ics", page_path="/events/")
        done = subprocess.run([node, str(READER), str(library)], input=content, capture_output=True, check=True)
        return json.loads(done.stdout)

    return read


def test_ical_js_reads_what_we_wrote(read_with_ical_js):
    nasty = Text(sv="Å, ä; ö \\ \\n slut – 👩‍👩‍👧 " * 5 + "\nnästa rad")
    events = [
        a_full_event(title=nasty),
        an_event(id=an_id(44), end_date=date(2024, 5, 8)),
        an_event(
            id=an_id(45),
            start_date=date(2024, 10, 26),
            start_time=time(23),
            end_date=date(2024, 10, 27),
            end_time=time(4),
        ),
        an_event(id=an_id(46), start_time=time(12), status="cancelled"),
    ]

    full, days, night, cancelled = read_with_ical_js(*events)

    assert full["summary"] == nasty.sv
    assert (full["uid"], full["sequence"]) == (str(an_event().id), 3)
    assert (full["start"], full["end"]) == ("2024-05-07T10:00:00.000Z", "2024-05-07T11:30:00.000Z")
    assert full["location"] == "Sessionssalen, Boråsvägen 4; plan 2, https://meet.example.org/roda"
    assert full["conference"] == "https://meet.example.org/roda"
    assert full["categories"] == ["e-arkiv", "RODA, Keeps"]
    assert (days["start"], days["end"], days["whole_days"]) == ("2024-05-07", "2024-05-09", True)
    assert (night["start"], night["end"]) == ("2024-10-26T21:00:00.000Z", "2024-10-27T03:00:00.000Z")
    assert (cancelled["status"], cancelled["end"]) == ("CANCELLED", "2024-05-07T11:00:00.000Z")
