# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
import json
import re
import time
import tracemalloc
from datetime import date
from random import Random
from uuid import UUID

import html5lib
import pytest
from bench.generate import AT, generate
from hypothesis import example, given, settings
from hypothesis import strategies as st

from verkstad.edition.finding import (
    Index,
    UnknownFormat,
    find,
    find_page,
    finding_rows,
    parse_query,
    rows_of,
    write_row,
)
from verkstad.edition.finding.folding import terms_of, words_in
from verkstad.edition.finding.query import MOST_TERMS, Query
from verkstad.edition.memory import MemoryLibrary
from verkstad.records.base import Text
from verkstad.records.events import Appearance, Event, Material, Recording, RecordingPlace, TopicLink
from verkstad.records.published import Records, Site
from verkstad.records.things import Organisation, Person, Series, Topic

SITE = Site(base_url="https://prov.example", name="PROV")


def an_id(number: int) -> UUID:
    return UUID(f"018f0000-0000-7000-8000-{number:012x}")


SERIES = Series(
    id=an_id(1),
    slug="prov",
    name=Text(sv="Provnätverket", en="The Test Network"),
    responsible=Text(sv="Provmyndigheten <b>"),
)
BERG = Person(id=an_id(2), slug="anna-berg", name="Anna Berg", aliases=("Anna Ström",))
DIGG = Organisation(
    id=an_id(3),
    slug="digg",
    name=Text(sv="Myndigheten för digital förvaltning", en="Agency for Digital Government"),
    short_name="DIGG",
)
JITSI = Topic(id=an_id(4), slug="jitsi", name=Text(sv="Jitsi"), kind="software", aliases=("Jitsi Meet",))
LINKED = Topic(id=an_id(5), slug="lankade-data", name=Text(sv="Länkade data", en="Linked data"))


def an_event(number: int, title: str, day: str, *, english: str | None = None, **more) -> Event:
    words = Text(sv=title, en=english)
    return Event(
        id=an_id(100 + number),
        slug=f"event-{number}",
        series=SERIES.id,
        title=words,
        start_date=date.fromisoformat(day),
        **more,
    )


WATCHED = RecordingPlace(service="YouTube", url="https://youtu.be/dQw4w9WgXcQ")
EVENTS = (
    an_event(1, "Öppen källkod i kommuner", "2024-05-07", topics=(TopicLink(topic=JITSI.id),)),
    an_event(
        2, "eArkiv", "2023-12-05", former_titles=("e-Arkiv med öppen källkod",), kind="webinar",
        appearances=(Appearance(uid=an_id(20), person=BERG.id, organisation=DIGG.id, billed_as="Anna Bergh"),),
        recordings=(Recording(id=an_id(21), state="published", places=(WATCHED,)),),
        materials=(Material(id=an_id(22), title=Text(sv="Bilder"), url="https://exempel.se/bilder"),),
    ),
    an_event(3, "Båtar och hål", "2022-10-04", english="Boats and holes"),
    an_event(4, "Halland visar", "2022-03-01", topics=(TopicLink(topic=LINKED.id),), recordings=(Recording(id=an_id(41), state="published", places=(WATCHED,)),)),
    an_event(  # there is a recording and there are slides, but nobody knows where
        5, "Kommunernas miljödata", "2021-01-12", recordings=(Recording(id=an_id(51), state="published"),),
        materials=(Material(id=an_id(52), title=Text(sv="Bilder")),),
    ),
)  # fmt: skip
RECORDS = Records(at=AT, series=(SERIES,), people=(BERG,), organisations=(DIGG,), topics=(JITSI, LINKED), events=EVENTS)


@pytest.fixture(scope="module")
def index() -> Index:
    return Index.load(finding_rows(rows_of(MemoryLibrary(RECORDS, SITE))))


@pytest.fixture(scope="module")
def large() -> Index:
    return Index.load(finding_rows(rows_of(MemoryLibrary(generate(1000), SITE))))


def found(index: Index, query_string: str, language="sv") -> list[str]:
    return [row.card.title.shown("sv").words for row in find(index, parse_query(query_string), language).rows]


@pytest.mark.parametrize(
    ("asked", "titles"),
    [
        ("q=öppen", ["Öppen källkod i kommuner", "eArkiv"]),  # a title, and a former title
        ("q=ÖPPEN+KÄLL", ["Öppen källkod i kommuner", "eArkiv"]),
        ("q=komm", ["Öppen källkod i kommuner", "Kommunernas miljödata"]),
        ("q=data", ["Halland visar"]),  # the parts of compounds come with search
        ("q=jitsi+meet", ["Öppen källkod i kommuner"]),
        ("q=linked+data", ["Halland visar"]),
        ("q=holes", ["Båtar och hål"]),
        ("q=anna+digg", ["eArkiv"]),
        ("q=bergh", ["eArkiv"]),
        ("q=ström", ["eArkiv"]),
        ("q=e-arkiv", ["eArkiv"]),
        ("q=earkiv", ["eArkiv"]),
        ("q=arkiv", ["eArkiv"]),
        ("q=länkade-data", ["Halland visar"]),
        ("q=webinar", ["eArkiv"]),
        ("q=2022", ["Båtar och hål", "Halland visar"]),
        ("q=maj+2024", ["Öppen källkod i kommuner"]),
        ("q=jitsi+arkiv", []),
        ("year=2022", ["Båtar och hål", "Halland visar"]),
        ("kind=webinar", ["eArkiv"]),
        ("has=recording", ["eArkiv", "Halland visar"]),
        ("has=recording&has=slides", ["eArkiv"]),
        ("q=halland&has=recording&year=2022", ["Halland visar"]),
        ("q=halland&year=2021", []),
        ("year=2019", []),
        ("q=%3F%3F%3F", []),
    ],
)
def test_what_is_asked_for_is_found_newest_first(index, asked, titles):
    assert found(index, asked) == titles


def test_letters_are_kept_apart_as_long_as_that_finds_something(index):
    assert found(index, "q=hal") == ["Halland visar"]  # not hål
    assert found(index, "q=hål") == ["Båtar och hål"]
    assert found(index, "q=batar") == ["Båtar och hål"]  # nothing begins with batar
    assert found(index, "q=oppen+kallkod") == ["Öppen källkod i kommuner", "eArkiv"]


def test_a_row_tells_which_names_were_met_beside_the_title(index):
    rows = find(index, parse_query("q=anna"), "sv").rows + find(index, parse_query("q=government"), "en").rows
    own_title = find(index, parse_query("q=earkiv"), "sv").rows

    assert [row.matched for row in rows] == [("Anna Berg",), ("Agency for Digital Government",)]
    assert [row.matched for row in own_title] == [()]
    assert [row.matched for row in find(index, parse_query("q=källkod+has"), "sv").rows] == []
    assert find(index, parse_query("q=kallkod&year=2023"), "sv").rows[0].matched == ("e-Arkiv med öppen källkod",)


def test_years_are_counted_without_the_year_that_is_asked_for(index):
    answer = find(index, parse_query("year=2022&has=recording"))

    assert (answer.total, answer.years) == (1, ((2023, 1), (2022, 1)))


def test_pages_hold_fifty_rows_each_row_once_and_a_page_after_the_last_is_the_last(large):
    everything = [find(large, Query(page=page)) for page in range(1, 21)]
    slugs = [row.card.slug for answer in everything for row in answer.rows]

    assert {len(answer.rows) for answer in everything} == {50}
    assert len(set(slugs)) == len(slugs) == 1000
    assert find(large, Query(page=10_000)) == everything[-1]


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_an_event_is_found_by_any_beginnings_of_its_own_words(large, data):
    number = data.draw(st.integers(0, 999))
    row = large.row(number, Query(), "sv")
    words = data.draw(st.lists(st.sampled_from(words_in(row.card.title.sv)), min_size=1, max_size=3))
    text = " ".join(word[: data.draw(st.integers(2, max(2, len(word))))] for word in words)

    answer = find(large, Query(text=text, terms=terms_of(text), year=row.card.start_date.year))
    pages = [
        find(large, Query(text=text, terms=terms_of(text), year=row.card.start_date.year, page=page))
        for page in range(1, answer.pages + 1)
    ]

    assert row.card.slug in {shown.card.slug for page in pages for shown in page.rows}


HOSTILE = [
    "q=" + "a" * 100_000,
    "q=" + "%00%1b%5b31m%e2%80%ae" * 2000,
    "&".join(f"q=word{number}" for number in range(500)),
    "&".join(f"q{number}=1" for number in range(5000)),
    "q=%ff%fe%zz%&year=%",
    "q=" + "a+" * 2000,
    "year=99999999999999999999&page=-1&kind=<script>&has=everything",
    "year=²⁰²⁴&page=٣",
    "q=<script>alert(1)</script>&kind=webinar%22",
    "=&&&;;==q",
    "q=" + "-" * 500 + "'’‑",
]


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(max_size=200), st.text("q=&%+-abåÄ’ 2_", max_size=120), st.binary(max_size=200)))
@example("q=\ud800")
def test_any_query_string_gives_a_page_that_asks_again_the_same(index, query_string):
    query = parse_query(query_string)
    page = find_page(index, query_string, "en", at=AT)

    assert parse_query(query.as_string()) == query
    assert (page is None) == query.asks_nothing


@pytest.mark.parametrize("query_string", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_queries_are_cut_and_answered_at_once(large, query_string):
    start = time.process_time()
    query = parse_query(query_string)
    page = find_page(large, query_string, "sv", at=AT) or b""

    assert time.process_time() - start < 0.5
    assert len(query.text) <= 100
    assert len(query.terms) <= MOST_TERMS
    assert not re.search("[\x00-\x1f\u202a-\u202e\u2066-\u2069]", query.text)
    assert b"<script" not in page
    assert len(page) < 100_000


def test_what_asks_nothing_is_answered_by_the_list_itself(index):
    for query_string in ("", "q=", "q=+&year=&utm_source=x", "year=abc", "kind=party"):
        assert find_page(index, query_string, "sv", at=AT) is None


def test_the_page_says_how_many_and_shows_the_form_as_it_was_filled_in(index):
    page = find_page(index, "q=anna+%26&year=2023&has=recording&kind=webinar", "en", at=AT)
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)

    assert "".join(tree.find(".//h1").itertext()) == "1 result for “anna &”, webinar, 2023, with recording"
    assert tree.find(".//input[@id='q']").get("value") == "anna &"
    assert [choice.get("value") or choice.text for choice in tree.findall(".//option[@selected]")] == [
        "2023",
        "webinar",
    ]
    assert [box.get("value") for box in tree.findall(".//input[@checked]")] == ["recording"]
    assert tree.find(".//meta[@name='robots']").get("content") == "noindex"
    assert tree.find(".//a[@rel='alternate']").get("href") == "/events/?q=anna+%26&year=2023&kind=webinar&has=recording"
    assert [link.get("href") for link in tree.findall(".//ol//a")] == ["/en/event/event-2/"]
    assert "Provmyndigheten <b>" in "".join(tree.itertext())


def test_when_nothing_is_found_the_page_says_what_one_can_do(index):
    nothing = find_page(index, "q=arkivmatika&year=2021&has=slides", "en", at=AT).decode()
    elsewhere = find_page(index, "q=%C3%B6ppen&year=2021&has=slides", "en", at=AT).decode()

    assert "No results for “<bdi>arkivmatika</bdi>”, 2021, with slides" in nothing
    assert "See all workshops" in nothing
    assert 'href="/en/events/?' not in nothing.partition("<main")[2]
    assert 'href="/en/events/?q=%C3%B6ppen&amp;has=slides">Search all years (1)</a>' in elsewhere
    assert "Search without conditions" not in elsewhere  # it finds nothing in 2021 either
    assert 'href="/en/events/?q=%C3%B6ppen">Search for the words alone (2)</a>' in elsewhere


def test_links_between_pages_keep_the_question(large):
    page = find_page(large, "q=&has=recording&page=2", "sv", at=AT).decode()

    assert 'href="/events/?has=recording" rel="prev"' in page
    assert 'href="/events/?has=recording&amp;page=3" rel="next"' in page


def test_the_file_is_json_with_a_line_for_each_event_and_no_summary():
    library = MemoryLibrary(RECORDS, SITE)
    data = finding_rows(rows_of(library))

    assert len(json.loads(data)["rows"]) == len(EVENTS)
    assert data == finding_rows(rows_of(library))
    assert write_row(EVENTS[1], library).encode() in data.splitlines()[2]
    assert "\n" not in write_row(
        EVENTS[0].model_copy(update={"former_titles": ("a\u2028b",), "summary": Text(sv="Hemligt")}), library
    )
    assert "Hemligt" not in write_row(EVENTS[0].model_copy(update={"summary": Text(sv="Hemligt")}), library)


@pytest.mark.parametrize("data", [b"", b"{}", b'{"format":2,"rows":[\n\n]}\n', b'{"format":1}'])
def test_a_file_of_another_version_is_refused_with_a_sentence(data):
    with pytest.raises(UnknownFormat, match="this version reads 1"):
        Index.load(data)


def test_an_archive_without_events_is_found_empty():
    index = Index.load(finding_rows(rows_of(MemoryLibrary(Records(at=AT, series=(SERIES,)), SITE))))

    assert find(index, parse_query("q=a&year=2024")).total == 0
    assert find_page(index, "q=data", "sv", at=AT) is not None


@pytest.mark.bench
def test_ten_thousand_events_take_little_room_and_time():
    data = finding_rows(rows_of(MemoryLibrary(generate(10_000), SITE)))
    tracemalloc.start()
    index = Index.load(data)
    kept = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()

    random = Random(1)
    taken = []
    words = [
        word for number in range(0, 10_000, 50) for word in words_in(index.row(number, Query(), "sv").card.title.sv)
    ]
    for _ in range(300):
        query = parse_query(
            "q=" + "+".join(random.choice(words)[: random.choice((2, 3, 20))] for _ in range(random.choice((1, 2, 3))))
        )
        start = time.process_time()
        find(index, query)
        taken.append(time.process_time() - start)

    assert kept < 30_000_000
    assert sorted(taken)[297] < 0.010
