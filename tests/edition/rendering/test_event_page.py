# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page of an event: the answer first, and what is missing said."""

import json
from datetime import date, time

import pytest

from tests.edition.rendering.archive_of_records import ANNA, DIGG, FULL_ID, event, full_event, library, sv, uid
from tests.edition.rendering.pages_of import Page
from verkstad.edition.rendering import render_event
from verkstad.records.base import Text
from verkstad.records.events import AgendaItem, Appearance, Attendance, MeetingAddress, Recording, RecordingPlace


def page_of(made, *others, language="en"):
    return Page(render_event(library(made, *others), made.id, language))


def test_the_page_answers_in_the_order_of_what_is_asked():
    page = Page(render_event(library(), FULL_ID, "en"))

    assert page.ids()[:9] == [
        "recording",
        "slides",
        "material",
        "summary",
        "agenda",
        "people",
        "links",
        "topics",
        "organisers",
    ]


def test_title_canonical_and_twin_name_the_page():
    page = Page(render_event(library(), FULL_ID, "sv"))

    assert page.tree.findtext(".//title") == "Roda-nätverket, 7 maj 2024 – NOSAD"
    assert page.tree.xpath("//link[@rel='canonical']/@href") == ["https://verkstad.example.se/event/full/"]
    assert page.tree.xpath("//link[@hreflang]/@href") == [
        "https://verkstad.example.se/event/full/",
        "https://verkstad.example.se/en/event/full/",
        "https://verkstad.example.se/event/full/",
    ]
    assert page.tree.xpath("//a[@hreflang='en']/@href") == ["/en/event/full/"]


def test_english_says_whose_time_it_is():
    page = Page(render_event(library(), FULL_ID, "en"))

    assert page.classes("when") == ["Tuesday 7 May 2024, 12:00–13:30 Swedish time"]


def test_recording_slides_and_links_say_what_is_missing():
    page = Page(render_event(library(), FULL_ID, "en"))

    assert "Watch the recording (YouTube, 58 min)" in page.section("recording")
    assert "It also lies at Goto10, but the address is missing." in page.section("recording")
    assert "automatic, may contain errors" in page.section("recording")
    assert "Bilderna från panelen (PPTX) the address is missing" in page.section("slides")
    assert "SOU 2020:55 (pp. 21–32) the address is missing" in page.section("links")


def test_files_are_reached_by_their_sum_and_links_say_format_and_size():
    page = Page(render_event(library(), FULL_ID, "en"))

    assert page.links()["Så valde vi RODA"] == f"/files/{'ab' * 32}/s%C3%A5%20h%C3%A4r.pdf"
    assert "Så valde vi RODA (PDF, 24 pages, 2.1 MB)Free to use if you credit the author (CC BY 4.0)" in page.section(
        "slides"
    )


def test_chapters_lead_to_their_second():
    page = Page(render_event(library(), FULL_ID, "en"))

    assert page.links()["20:00 Resten"] == "https://www.youtube.com/watch?v=x&t=1200s"


def test_people_stand_as_they_were_and_a_short_name_is_spelt_out_once():
    page = Page(render_event(library(), FULL_ID, "en"))

    assert page.classes("cast") == [
        "Anna Berg, Arkivarie, Digg (Myndigheten för digital förvaltning) speaker",
        "Not confirmed, Sydarkivera",
        "Åsa Älm (announced as Asa Alm), Digg moderator",
    ]


@pytest.mark.parametrize(("day", "said"), [(date(2024, 6, 1), "To be confirmed"), (date(2024, 5, 1), "Not confirmed")])
def test_what_is_not_confirmed_is_said_in_the_tense_of_the_clock(day, said):
    made = event("x", day, appearances=(Appearance(uid=uid("a"), organisation=DIGG.id, to_be_confirmed=True),))

    assert page_of(made).classes("pending") == [said]


@pytest.mark.parametrize(
    ("recording", "said"),
    [
        ({"state": "published"}, "The workshop was recorded, but the address of the recording is missing."),
        (
            {"state": "published", "places": (RecordingPlace(service="YouTube"),)},
            "The recording is at YouTube, but its address is missing.",
        ),
        (
            {"state": "planned", "expected_date": date(2024, 5, 28)},
            "The recording is expected by 28 May 2024, on this page.",
        ),
        (
            {"state": "processing", "expected_date": date(2024, 5, 10)},
            "The recording was expected by 10 May 2024 and has not come yet.",
        ),
        (
            {"state": "published", "places": [{"service": "Vimeo", "url": "https://vimeo.com/1"}], "language": "zxx"},
            "Without spoken words",
        ),
        ({"state": "processing"}, "The recording is being prepared and will be on this page."),
        ({"state": "none", "reason": sv("Talaren sa nej.")}, "The workshop was not recorded. Talaren sa nej."),
        ({"state": "withdrawn"}, "The recording has been taken down."),
        ({"state": "unknown"}, "We do not know whether it was recorded."),
    ],
)
def test_the_state_of_the_recording_is_said_in_words(recording, said):
    made = event("x", recordings=(Recording(id=uid("r"), **recording),))

    assert said in page_of(made).section("recording")


def test_a_passed_date_alone_does_not_make_it_held():
    made = event("x")

    page = page_of(made)

    assert "The date has passed and we have no material yet. Know more? Write to us" in page.text()
    assert "recording" not in page.ids()
    assert page.links()["Write to us"] == "/en/contact/?kind=question&about=/en/event/x/"


def test_a_coming_event_shows_the_public_way_in():
    page = Page(render_event(library(), uid("coming"), "en"))

    assert page.links()["Join the meeting (Jitsi)"] == "https://meet.example.se/x"
    assert page.links()["Add to calendar"] == "/event/coming.ics"


def test_a_meeting_address_that_is_not_public_never_stands_on_the_page():
    made = event(
        "x", date(2024, 6, 4), mode="online", meeting_address=MeetingAddress(url="https://meet.example.se/secret")
    )

    body = render_event(library(made), made.id, "en")

    assert b"secret" not in body
    assert "The link to the meeting is not public yet." in Page(body).text()


def test_attendance_shows_only_when_it_is_public():
    shown = full_event()
    hidden = full_event(attendance=Attendance(number=4711, source="listan"))

    assert "86 participants (mötesverktyget)" in page_of(shown).text()
    assert "4711" not in page_of(hidden).text()


def test_cancelled_says_so_and_why_and_offers_no_way_in():
    page = Page(render_event(library(), uid("called-off"), "en"))

    assert page.classes("banner") == ["Cancelled. Talaren är sjuk."]
    assert "join" not in page.ids()


@pytest.mark.parametrize("state", ["planned", "processing", "unknown", "none"])
def test_cancelled_promises_no_recording(state):
    recording = Recording(id=uid("promised"), state=state)
    made = event("x", date(2024, 6, 12), recordings=(recording,))
    called_off = made.model_copy(update={"status": "cancelled"})

    assert "recording" in page_of(made).ids()
    assert "recording" not in page_of(called_off).ids()


def test_a_new_time_tells_the_earlier_date():
    made = event("x", date(2024, 6, 12), previous_start_date=date(2024, 6, 5))

    assert page_of(made).classes("banner") == ["New time. The earlier date was 5 June 2024."]


def test_a_date_known_to_the_month_says_that_the_day_is_not_known():
    page = Page(render_event(library(), uid("month-only"), "en"))

    assert page.classes("when") == ["October 2023"]
    assert "We do not know which day." in page.text()


def test_corrections_and_doubts_stand_with_the_facts():
    page = Page(render_event(library(), FULL_ID, "en"))

    assert page.classes("doubt") == [
        "Årtalet är rättat; källan angav 2021.",
        "Källorna säger olika. Stated values: 13.00; 13.30.",
    ]


def test_a_rewritten_summary_carries_its_mark_until_it_is_approved():
    assert page_of(full_event()).classes("mark") == ["Rewritten from the network’s earlier page, not yet reviewed."]
    assert page_of(full_event(summary_state="approved")).classes("mark") == []


def test_words_in_the_other_language_are_marked_with_it():
    page = Page(render_event(library(), uid("english"), "sv"))

    assert page.main.find(".//h1").get("lang") == "en"
    assert Page(render_event(library(), uid("english"), "en")).main.find(".//h1").get("lang") is None


def test_relations_to_what_is_not_published_are_left_out():
    page = Page(render_event(library(), FULL_ID, "en"))

    assert page.section("related") == "Belongs together Continues Earlier (5 December 2023)"


def test_an_agenda_item_is_labelled_unless_its_title_says_it():
    items = [AgendaItem(uid=uid(title), title=sv(title), kind="panel") for title in ("Panel om lås", "Samtal")]
    page = page_of(event("x", agenda=tuple(items)))

    assert page.classes("item") == ["Panel om lås", "Samtal panel"]


def test_hostile_words_stay_words():
    hostile = '<script>alert("x")</script>&amp;'
    made = event(
        "x",
        title=sv(hostile),
        summary=sv(hostile),
        appearances=(Appearance(uid=uid("a"), person=ANNA.id, title=hostile),),
    )

    body = render_event(library(made), made.id, "en")
    page = Page(body)

    assert page.text(page.main.find(".//h1")) == hostile
    assert [script.get("type") for script in page.tree.iter("script")] == ["application/ld+json"]
    assert page.main.find(".//script") is None


def test_the_page_describes_itself_as_data():
    page = Page(render_event(library(), FULL_ID, "en"))

    described = json.loads(page.tree.findtext(".//script[@type='application/ld+json']"))

    assert {thing["@type"] for thing in described["@graph"]} >= {"BreadcrumbList"}
    assert any(thing.get("name") == "Roda-nätverket" for thing in described["@graph"])


def test_time_without_end_and_several_days():
    made = event("x", date(2024, 6, 4), start_time=time(9), end_date=date(2024, 6, 5), end_time=time(16))

    assert page_of(made).classes("when") == ["Tuesday 4 June 2024, 09:00 – Wednesday 5 June 2024, 16:00 Swedish time"]


def test_an_english_text_says_on_the_swedish_page_that_it_is_only_in_english():
    made = event("x", summary=Text(en="Only in English.", original="en"))

    page = page_of(made, language="sv")

    assert page.tree.xpath("//section[.//*[@id='summary']]//p[@lang='en']/text()") == ["Only in English."]
