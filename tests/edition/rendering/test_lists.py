# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Home, lists and the pages of things: what leads, what is paged, and what search engines are asked to leave."""

import json
from datetime import date
from uuid import UUID

import pytest
from bench.generate import generate

from tests.edition.rendering.archive_of_records import (
    ANNA,
    ARCHIVES,
    AT,
    DIGG,
    OSA,
    SERIES,
    SITE,
    event,
    full_event,
    library,
    sv,
    uid,
)
from tests.edition.rendering.pages_of import Page
from verkstad.edition import rendering
from verkstad.edition.collation import sort_key
from verkstad.edition.library import ThingRow
from verkstad.edition.memory import MemoryLibrary
from verkstad.edition.rendering import list_pages, paging
from verkstad.records.base import Text
from verkstad.records.events import Appearance, TopicLink
from verkstad.records.published import Records
from verkstad.records.things import Person


def headings(page):
    return [page.text(heading) for heading in page.main.iter("h2")]


def test_home_begins_with_what_is_coming():
    page = Page(rendering.render_home(library(), "en"))

    assert headings(page)[0] == "Upcoming"
    assert page.classes("row-title")[:2] == ["Coming", "Called-Off"]


def test_home_without_anything_coming_leads_with_topics_material_and_how_to_propose():
    page = Page(rendering.render_home(library(full_event()), "en"))

    assert headings(page)[:3] == ["Who knows what", "Latest material", "Upcoming"]
    assert page.section("upcoming").startswith("Upcoming Nothing is planned right now.")
    assert page.links()["Propose a workshop"] == "/en/contact/?kind=propose"


def test_home_and_events_find_by_a_plain_form():
    page = Page(rendering.render_events(library(), "sv"))

    form = page.main.find(".//form")
    assert (form.get("action"), form.get("method")) == ("/events/", "get")
    assert sorted({field.get("name") for field in form.iter("input", "select")}) == ["has", "kind", "q", "year"]


def test_a_year_lists_its_events_and_offers_paper_and_table():
    page = Page(rendering.render_year(library(), 2023, None, "en"))

    assert page.classes("row-title") == ["Earlier", "Month-Only"]
    assert page.links()["To print"] == "/en/events/2023/print/"
    assert page.links()["As a table (CSV)"] == "/en/data/events-2023.csv"
    assert page.links()["← 2024"] == "/en/events/2024/"


def test_the_printable_year_is_a_table_in_the_order_of_time():
    page = Page(rendering.render_year_print(library(), 2024, "en"))

    rows = [page.text(row) for row in page.main.findall(".//tbody/tr")]
    assert [row.split(" 2024")[0] for row in rows] == [
        "Tuesday 2 April",
        "Tuesday 7 May",
        "Tuesday 4 June",
        "Wednesday 5 June",
    ]
    assert "Digg, Sydarkivera" in rows[1]
    assert page.meta("robots") == "noindex"


def test_pages_of_people_are_kept_from_search_engines_until_opened():
    closed = Page(rendering.render_person(library(), ANNA.id, "en"))
    opened = Page(rendering.render_person(library(), OSA.id, "en"))

    assert closed.meta("robots") == "noindex"
    assert opened.meta("robots") is None


def test_a_person_page_tells_the_part_they_had_then():
    page = Page(rendering.render_person(library(), ANNA.id, "en"))

    assert page.classes("note") == ["speaker, Arkivarie, Digg", "speaker, Sydarkivera"]


def test_a_topic_page_answers_who_knows_and_where_it_was_shown():
    page = Page(rendering.render_topic(library(), ARCHIVES.id, "en"))

    assert page.section("organisation").startswith("Who knows DiggSydarkivera")
    assert (
        page.links()["Would you like to be put in touch with somebody who knows? Write to us"]
        == "/en/contact/?kind=touch&about=/topic/e-arkiv/"
    )
    assert page.classes("row-title") == ["Roda-nätverket"]
    assert page.tree.xpath("//link[@type='text/calendar']/@href") == ["/events.ics", "/topic/e-arkiv.ics"]


def test_an_organisation_page_says_what_it_is_called_elsewhere():
    page = Page(rendering.render_organisation(library(), DIGG.id, "en"))

    assert page.links()["Wikidata Q54867163"] == "https://www.wikidata.org/wiki/Q54867163"


def test_a_series_page_says_who_is_behind_it():
    page = Page(rendering.render_series(library(), SERIES.id, "en"))

    assert "Provmyndigheten ansvarar för webbplatsen." in page.section("behind")


def many_events(n):
    topics = (TopicLink(topic=ARCHIVES.id),)
    return [event(f"e{i:03}", date(2020 + i % 4, 1 + i % 12, 1 + i % 28), topics=topics) for i in range(n)]


@pytest.mark.parametrize(
    ("events", "shown", "years"),
    [(paging.THING_EVENTS, paging.THING_EVENTS, 0), (paging.THING_EVENTS + 1, paging.THING_NEWEST, 4)],
)
def test_a_thing_with_many_events_shows_the_newest_and_links_to_its_years(events, shown, years):
    made = library(*many_events(events))

    page = Page(rendering.render_topic(made, ARCHIVES.id, "sv"))

    assert len(page.classes("row-title")) == shown
    assert [href for href in page.links().values() if href.startswith("/topic/e-arkiv/2")] == [
        f"/topic/e-arkiv/{2023 - i}/" for i in range(years)
    ]
    if years:
        year = Page(rendering.render_thing_year(made, "topic", ARCHIVES.id, 2022, "sv"))
        assert len(year.classes("row-title")) == sum(each.start_date.year == 2022 for each in many_events(events))


def test_a_year_with_many_events_shows_its_months():
    made = library(*[event(f"e{i:03}", date(2024, 1 + i % 4, 1 + i % 28)) for i in range(paging.YEAR_EVENTS + 1)])

    year = Page(rendering.render_year(made, 2024, None, "en"))
    month = Page(rendering.render_year(made, 2024, 3, "en"))

    assert year.classes("row-title") == []
    assert {"January", "February", "March", "April"} <= year.links().keys()
    assert year.links()["March"] == "/en/events/2024/03/"
    assert len(month.classes("row-title")) == paging.YEAR_EVENTS // 4


def test_a_long_list_is_paged_by_first_letter():
    names = [f"{letter}{i:02} Test" for letter in "ABÅÄÖ" for i in range(61)]
    people = tuple(Person(id=uid(name), slug=f"p{i}", name=name) for i, name in enumerate(names))
    made = MemoryLibrary(Records(at=AT, series=(SERIES,), people=people), SITE)

    whole = Page(rendering.render_list(made, "person", None, "sv"))
    letter = Page(rendering.render_list(made, "person", "ae", "sv"))

    assert [whole.links()[shown] for shown in "ABÅÄÖ"] == [
        "/people/a/",
        "/people/b/",
        "/people/aa/",
        "/people/ae/",
        "/people/oe/",
    ]
    assert len([name for name in letter.links() if name.endswith("Test")]) == 61
    assert paging.list_letters(made.rows("person")) == ["a", "b", "aa", "ae", "oe"]


def test_a_short_list_stands_on_one_page_under_its_letters():
    page = Page(rendering.render_list(library(), "person", None, "sv"))

    assert (page.links()["A"], page.links()["Å"]) == ("#a", "#aa")
    assert {"a", "aa"} <= set(page.ids())


@pytest.mark.parametrize(
    ("name", "letter"),
    [
        ("Anna", "a"),
        ("Åsa", "aa"),
        ("Älg", "ae"),
        ("Öst", "oe"),
        ("Émile", "e"),
        ("Üner", "y"),
        ("4711", "0"),
        ("Ωmega", "0"),
        ("Øst", "oe"),
        ("”Citat”", "c"),
        ("Þór", "t"),
    ],
)
def test_a_name_stands_under_a_letter_of_the_address(name, letter):
    assert paging.letter_of(name) == letter


def test_the_change_log_tells_kinds_in_words():
    page = Page(rendering.render_changes(library(), "en"))

    assert "Slides added, new time: Called-Off" in page.text()
    assert rendering.change_words(("slides", "new_time"), "en") == "Slides added, new time"


def test_what_the_operator_has_not_said_is_said_to_be_missing():
    bare = MemoryLibrary(Records(at=AT), SITE)

    about = Page(rendering.render_about(bare, "en"))
    footer = about.text(about.tree.find(".//footer"))

    assert "Who is responsible for this site has not been filled in." in about.text()
    assert "Who is responsible for this site has not been filled in." in footer
    assert "The licence of the texts has not been filled in." in footer


def test_the_data_page_describes_a_data_set_with_its_licence():
    page = Page(rendering.render_data(library(), "en"))

    described = json.loads(page.tree.findtext(".//script[@type='application/ld+json']"))
    assert described["@type"] == "Dataset"


def test_an_empty_archive_has_every_list():
    bare = MemoryLibrary(Records(at=AT), SITE)

    for render in (
        rendering.render_home,
        rendering.render_events,
        rendering.render_subscribe,
        rendering.render_data,
        rendering.render_changes,
    ):
        assert Page(render(bare, "sv")).main.find(".//h1") is not None


def test_appearances_of_one_person_twice_in_an_event_are_told_once():
    part = {"person": ANNA.id, "organisation": DIGG.id}
    made = event("x", appearances=(Appearance(uid=uid("1"), **part), Appearance(uid=uid("2"), **part)))

    page = Page(rendering.render_person(library(made), ANNA.id, "en"))

    assert page.classes("note") == ["speaker, Digg"]


def test_a_large_archive_is_drawn_by_months_in_staves():
    made = MemoryLibrary(generate(500), SITE)

    page = Page(rendering.render_events(made, "sv"))

    drawn = {shape.get("class") for shape in page.main.xpath(".//*[local-name() = 'path']")}
    assert drawn == {"stave-stick", "stave-months", "stave-bars"}


def test_titles_in_gone_pages_never_tell_what_was_there():
    page = Page(rendering.render_gone(library(), "event", "author_request", "en"))

    assert page.text().startswith("This page has been taken down Taken down at the author’s request.")


def test_names_of_things_are_marked_with_their_language():
    page = Page(
        rendering.render_organisation(
            library(event("x", title=sv("Titel"), appearances=(Appearance(uid=uid("1"), organisation=DIGG.id),))),
            DIGG.id,
            "en",
        )
    )

    assert page.main.find(".//h1").get("lang") == "sv"


def test_each_letter_heads_one_group_in_the_order_of_the_alphabet():
    names = ["Ωmega", "4711", "Ünal", "Ymer", "Örn", "Anna", "Æbler"]
    found = [
        ThingRow(UUID(int=place), f"p{place}", Text(sv=name), None, (), "", 1, 0, 0, 2024, 2024)
        for place, name in enumerate(sorted(names, key=sort_key))
    ]

    groups = list_pages._grouped("person", found, None, "sv")

    assert [(letter, [entry.words for entry in entries]) for letter, _shown, entries in groups] == [
        ("a", ["Anna"]),
        ("y", ["Ymer", "Ünal"]),
        ("ae", ["Æbler"]),
        ("oe", ["Örn"]),
        ("0", ["4711", "Ωmega"]),
    ]
