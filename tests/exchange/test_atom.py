# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import feedparser
import pytest
from hypothesis import given
from lxml import etree

from tests.exchange.dossiers import proses
from tests.exchange.examples import CHANGED, NAMES, PRIVATE_ROOM, SITE, a_full_event, an_event, an_id
from verkstad.exchange.atom import ChangeEntry, write_change_entry, write_event_entry, write_feed
from verkstad.exchange.text import one_line, plain
from verkstad.records.base import Text
from verkstad.records.events import Event, MeetingAddress

ATOM = "{http://www.w3.org/2005/Atom}"
XHTML = "{http://www.w3.org/1999/xhtml}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def a_feed(*entries: str, **options: Any) -> bytes:
    facts = {
        "site": SITE,
        "language": "sv",
        "path": "/feed.atom",
        "twin_path": "/en/feed.atom",
        "page_path": "/",
        "title": "NOSAD",
    }
    return write_feed(entries, **(facts | options))


def an_entry(event: Event, language: Any = "sv") -> str:
    return write_event_entry(event, site=SITE, names=NAMES, language=language)


def read(content: bytes) -> feedparser.FeedParserDict:
    found = feedparser.parse(content)
    assert not found.bozo, found.get("bozo_exception")
    return found


def breaches(content: bytes) -> list[str]:
    """What RFC 4287 asks for (§4.1.1, §4.1.2, §4.2.7) and the feed lacks."""
    feed = etree.fromstring(content)
    found = []
    for holder in (feed, *feed.findall(f"{ATOM}entry")):
        found += [name for name in ("id", "title", "updated") if len(holder.findall(ATOM + name)) != 1]
        alternates = [
            (link.get("type"), link.get("hreflang"))
            for link in holder.findall(f"{ATOM}link")
            if link.get("rel") == "alternate"
        ]
        if len(alternates) != len(set(alternates)):
            found.append(f"two alternates of one kind: {alternates}")
        found += [
            f"not absolute: {link.get('href')}"
            for link in holder.findall(f"{ATOM}link")
            if not link.get("href").startswith("https://")
        ]
    if feed.find(f"{ATOM}author/{ATOM}name") is None:
        found.append("author")
    if [link.get("href") for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self"] != [
        feed.findtext(f"{ATOM}id")
    ]:
        found.append("self")
    for entry in feed.findall(f"{ATOM}entry"):
        has_content = entry.find(f"{ATOM}content") is not None or entry.find(f"{ATOM}summary") is not None
        found += [] if has_content else ["entry without content"]
    return found


def test_a_feed_keeps_the_rules_and_is_read_whole():
    content = a_feed(an_entry(a_full_event()), an_entry(an_event(id=an_id(43))), subtitle="Workshops")

    found = read(content)

    assert breaches(content) == []
    assert (found.feed.title, found.feed.subtitle, found.feed.language) == ("NOSAD", "Workshops", "sv")
    assert [entry.id for entry in found.entries] == [f"urn:uuid:{an_id(41)}", f"urn:uuid:{an_id(43)}"]
    first = found.entries[0]
    assert (first.published, first.updated) == ("2024-04-02T09:00:00Z", "2024-05-21T07:30:05Z")
    assert [(tag.term, tag.label) for tag in first.tags][:2] == [("e-arkiv", "e-arkiv"), ("roda", "RODA, Keeps")]
    assert [(each.href.rpartition("/")[2], each.type, each.length) for each in first.enclosures] == [
        ("Roda%20%C3%A5%20drift.pdf", "application/pdf", "12345")
    ]


def test_the_twin_of_a_feed_and_of_an_entry_is_named_with_its_language():
    feed = etree.fromstring(
        a_feed(
            an_entry(an_event(), "en"), language="en", path="/en/feed.atom", twin_path="/feed.atom", page_path="/en/"
        )
    )

    def links(holder: etree._Element) -> dict[tuple[str, str], str]:
        return {
            (link.get("type"), link.get("hreflang", "")): link.get("href") for link in holder.findall(f"{ATOM}link")
        }

    event = "https://nosad.example{}/event/2024-05-07-roda-natverket/"
    assert links(feed)["application/atom+xml", "sv"] == "https://nosad.example/feed.atom"
    assert links(feed)["text/html", "en"] == "https://nosad.example/en/"
    assert links(feed.find(f"{ATOM}entry")) == {
        ("text/html", "en"): event.format("/en"),
        ("text/html", "sv"): event.format(""),
        ("text/calendar", ""): "https://nosad.example/event/2024-05-07-roda-natverket.ics",
    }


def test_a_feed_changed_when_its_latest_entry_did():
    newer = an_event(id=an_id(43), modified_at=CHANGED + timedelta(days=2))

    assert read(a_feed(an_entry(an_event()), an_entry(newer))).feed.updated == "2024-05-23T07:30:05Z"
    assert read(a_feed()).feed.updated == "1970-01-01T00:00:00Z"


def test_an_event_known_to_the_month_has_no_calendar_file():
    month = an_event(start_date=date(2024, 5, 1), precision="month")

    assert "text/calendar" not in an_entry(month)
    assert "<p>maj 2024</p>" in an_entry(month)


def test_a_cancelled_event_says_so_in_its_title():
    assert read(a_feed(an_entry(an_event(status="cancelled")))).entries[0].title == "Inställd: Roda-nätverket"


def test_words_in_the_other_language_are_marked():
    event = an_event(title=Text(en="Exchange", original="en"), summary=Text(en="We met.", original="en"))

    entry = etree.fromstring(a_feed(an_entry(event))).find(f"{ATOM}entry")

    assert entry.find(f"{ATOM}title").get(LANG) == "en"
    assert [(each.text, each.get("lang")) for each in entry.iter(f"{XHTML}p")] == [
        ("tisdag 7 maj 2024", None),
        ("We met.", "en"),
    ]


def test_a_meeting_address_that_is_not_public_never_appears():
    assert "behind-the-door" not in an_entry(a_full_event(meeting_address=MeetingAddress(url=PRIVATE_ROOM)))


def test_a_change_is_told_in_words():
    change = ChangeEntry(an_id(101), CHANGED, "Roda & <nätverket>", "/en/event/roda/", "New time", ("time",), "sv")

    content = a_feed(write_change_entry(change, site=SITE, language="en"), language="en", path="/en/changes/feed.atom")

    [entry] = read(content).entries
    assert breaches(content) == []
    assert (entry.id, entry.updated, entry.link) == (
        f"urn:uuid:{an_id(101)}",
        "2024-05-21T07:30:05Z",
        "https://nosad.example/en/event/roda/",
    )
    assert (entry.title, entry.summary, entry.tags[0].term) == ("Roda & <nätverket>: New time", "New time", "time")


def test_each_paragraph_is_a_paragraph():
    event = an_event(summary=Text(sv="Ett\r\n\r\nTvå\n \n\nTre\nfortsätter"))

    entry = etree.fromstring(a_feed(an_entry(event))).find(f"{ATOM}entry")

    assert [each.text for each in entry.iter(f"{XHTML}p")][1:] == ["Ett", "Två", "Tre\nfortsätter"]


@given(title=proses, summary=proses, change=proses)
def test_nasty_texts_come_back_whole(title, summary, change):
    event = a_full_event(title=Text(sv=title), summary=Text(sv=summary), status_note=None)
    told = ChangeEntry(an_id(101), CHANGED, title, "/event/x/", change)

    content = a_feed(an_entry(event), write_change_entry(told, site=SITE, language="sv"))

    entry, change_entry = etree.fromstring(content).findall(f"{ATOM}entry")
    assert breaches(content) == []
    assert entry.findtext(f"{ATOM}title") == one_line(title)
    written = "".join(each.text or "" for each in entry.iter(f"{XHTML}p") if each.get("lang") == "sv")
    assert "".join(written.split()) == "".join(plain(summary).split())
    assert change_entry.findtext(f"{ATOM}summary") == plain(change)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_same_record_gives_the_same_text(language):
    assert an_entry(a_full_event(), language) == an_entry(Event.model_validate(a_full_event().model_dump()), language)
