# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The full record in each format, as the files in tests/exchange/expected hold it."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime

from tests.exchange import captions
from tests.exchange.examples import AGENCY, ANNA, ARCHIVES, CHANGED, NAMES, SERIES, SITE, a_full_event, an_id
from verkstad.exchange import atom, ical, jsonl, jsonld, opengraph, robots, sitemap, srt, table, transcript, webvtt
from verkstad.records.speech import passages_of
from verkstad.records.things import Tombstone


def _pretty(node: object) -> bytes:
    return (json.dumps(node, ensure_ascii=False, indent=2) + "\n").encode()


def _calendar() -> bytes:
    vevent = ical.write_vevent(a_full_event(), site=SITE, names=NAMES)
    return ical.write_calendar(
        [vevent],
        site=SITE,
        name="NOSAD:s workshopserie",
        description="Alla workshops, kommande och tidigare.",
        path="/series/nosad-workshops.ics",
        page_path="/series/nosad-workshops/",
    )


def _event_calendar() -> bytes:
    return ical.write_event_calendar(ical.write_vevent(a_full_event(), site=SITE, names=NAMES, language="en"))


def _feed() -> bytes:
    entry = atom.write_event_entry(a_full_event(), site=SITE, names=NAMES, language="sv")
    return atom.write_feed(
        [entry],
        site=SITE,
        language="sv",
        path="/feed.atom",
        twin_path="/en/feed.atom",
        page_path="/",
        title="NOSAD",
        subtitle="Workshops",
    )


def _changes() -> bytes:
    change = atom.ChangeEntry(
        an_id(101),
        CHANGED,
        "Roda-nätverket",
        "/event/2024-05-07-roda-natverket/",
        "Ny tid, presentationer tillagda",
        ("time", "materials"),
        "sv",
    )
    entry = atom.write_change_entry(change, site=SITE, language="sv")
    return atom.write_feed(
        [entry],
        site=SITE,
        language="sv",
        path="/changes/feed.atom",
        twin_path="/en/changes/feed.atom",
        page_path="/changes/",
        title="Ändringar",
    )


def _sitemap() -> bytes:
    entries = [
        sitemap.write_url_entry("/", site=SITE),
        sitemap.write_url_entry("/event/2024-05-07-roda-natverket/", site=SITE, modified_at=CHANGED),
    ]
    [(_, content)] = sitemap.write_sitemaps(entries, site=SITE)
    return content


def _things() -> bytes:
    return _pretty(
        [
            jsonld.describe_series(SERIES, site=SITE, names=NAMES, language="sv"),
            jsonld.describe_person(ANNA, site=SITE, language="sv", topics=[ARCHIVES]),
            jsonld.describe_organisation(AGENCY, site=SITE, names=NAMES, language="en", topics=[ARCHIVES]),
            jsonld.describe_topic(ARCHIVES, site=SITE, language="sv"),
        ]
    )


def _pages() -> bytes:
    return _pretty(
        [
            jsonld.describe_website(site=SITE, language="sv", search_path="/search"),
            jsonld.describe_breadcrumbs([("Workshoppar", "/events/"), ("2024", "/events/2024/")], site=SITE),
            jsonld.describe_collection(
                "2024", "/events/2024/", [("RODA", "/event/roda/")], site=SITE, language="sv", description="Allt 2024."
            ),
            jsonld.describe_dataset(
                site=SITE,
                language="sv",
                path="/data/",
                name="NOSAD:s workshoppar",
                description="Alla workshoppar med medverkande, ämnen, inspelningar och material.",
                licence="CC0-1.0",
                distributions=[jsonld.Distribution("/data/events.csv", "text/csv", "Tabell", 1234)],
                modified_at=datetime(2024, 5, 21, tzinfo=UTC),
                first=date(2020, 11, 3),
                last=date(2024, 6, 4),
                keywords=["öppna data"],
            ),
        ]
    )


def _records() -> bytes:
    gone = Tombstone(id=an_id(111), kind="person", slug="nils", reason="personal_data", at=CHANGED)
    return jsonl.write_records(
        [jsonl.write_line(each) for each in (SERIES, AGENCY, ANNA, ARCHIVES, a_full_event(), gone)]
    )


def _transcript(*, with_times: bool) -> bytes:
    full = captions.FULL
    return transcript.write_transcript(
        passages_of(full.cues), language=full.language, state=full.state, with_times=with_times
    )


FILES: dict[str, Callable[[], bytes]] = {
    "calendar.ics": _calendar,
    "event.en.ics": _event_calendar,
    "events.atom": _feed,
    "changes.atom": _changes,
    "sitemap.xml": _sitemap,
    "robots.txt": lambda: robots.write_robots(site=SITE),
    "event.jsonld.json": lambda: _pretty(jsonld.describe_event(a_full_event(), site=SITE, names=NAMES, language="sv")),
    "things.jsonld.json": _things,
    "pages.jsonld.json": _pages,
    "event.opengraph.json": lambda: _pretty(
        opengraph.describe_event_page(a_full_event(), site=SITE, names=NAMES, language="sv")
    ),
    "events.csv": lambda: table.write_events_csv([table.write_event_row(a_full_event(), site=SITE, names=NAMES)]),
    "events-2024.sv.csv": lambda: table.write_year_csv(
        [table.write_year_row(a_full_event(), site=SITE, names=NAMES, language="sv")], language="sv"
    ),
    "events-2024.en.csv": lambda: table.write_year_csv(
        [table.write_year_row(a_full_event(), site=SITE, names=NAMES, language="en")], language="en"
    ),
    "records.jsonl": _records,
    "captions.vtt": lambda: webvtt.write_webvtt(captions.FULL),
    "captions.srt": lambda: srt.write_srt(captions.FULL),
    "transcript.txt": lambda: _transcript(with_times=True),
    "transcript.no-times.txt": lambda: _transcript(with_times=False),
    "captions.json": captions.FULL.to_json,
}
