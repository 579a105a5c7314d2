# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
import re
from datetime import date, time
from pathlib import Path
from uuid import UUID

import html5lib
import pytest
from bench.generate import generate
from hypothesis import given, settings
from hypothesis import strategies as st

from verkstad import edition
from verkstad.edition import charts
from verkstad.edition.charts import TopicYears
from verkstad.edition.library import ThingRow
from verkstad.edition.memory import MemoryLibrary
from verkstad.records.base import Text
from verkstad.records.events import AgendaItem, Event
from verkstad.records.published import Site

CSS = Path(edition.__file__).parent / "static" / "components" / "charts.css"
HOSTILE = '"><script>alert(1)</script>&amp; % {0} {'


def an_id(number: int) -> UUID:
    return UUID(f"018f0000-0000-7000-8000-{number:012x}")


def parse(markup):
    return html5lib.HTMLParser(namespaceHTMLElements=False).parseFragment(f"<div>{markup}</div>")


def texts(markup, path: str) -> list[str]:
    return ["".join(found.itertext()) for found in parse(markup).iterfind(path)]


def tagged(markup, tag: str, kind: str | None = None) -> list:
    return [
        found
        for found in parse(markup).iter()
        if str(found.tag).rpartition("}")[2] == tag and (kind is None or found.get("class") == kind)
    ]


def an_organisation(number: int, events: int, name: str | None = None) -> ThingRow:
    words = Text(sv=name or f"Myndighet {number}", en=f"Authority {number}" if number == 1 else None)
    return ThingRow(an_id(number), f"org-{number}", words, None, (), "authority", events, 0, 0, 2020, 2024)


def an_agenda(
    *items: tuple[str, str | None, str], end: str | None = "12:00", kinds: dict[int, str] | None = None
) -> Event:
    return Event(
        id=an_id(1), slug="e", series=an_id(2), title=Text(sv="E"), start_date=date(2022, 6, 7), start_time=time(10), end_time=time.fromisoformat(end) if end else None,
        agenda=tuple(
            AgendaItem(
                uid=an_id(10 + place), title=Text(sv=title), start_time=time.fromisoformat(start) if start else None,
                end_time=time.fromisoformat(until) if until else None, kind=(kinds or {}).get(place, "talk"),
            )
            for place, (start, until, title) in enumerate(items)
        ),
    )  # fmt: skip


EVERY = {
    "years": lambda language: charts.workshops_per_year(
        [(2020, 6), (2024, 5)], language=language, coming={2024: 2}, href=lambda year: f"/events/{year}/?{HOSTILE}"
    ),
    "organisations": lambda language: charts.contributing_organisations(
        [an_organisation(1, 3, HOSTILE), an_organisation(2, 1)], language=language
    ),
    "topics": lambda language: charts.topics_over_years(
        [TopicYears(HOSTILE, "en", "/topic/x/", {2020: 3, 2023: 1})], language=language
    ),
    "agenda": lambda language: charts.agenda_hour(
        an_agenda(("10:00", None, HOSTILE), ("10:05", None, "Lagen"), ("11:00", None, "Paus"), kinds={2: "break"}),
        language=language,
    ),
}


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("name", EVERY)
def test_a_chart_is_well_formed_says_what_it_is_and_has_no_style_of_its_own(name, language):
    markup = EVERY[name](language)

    assert "<script" not in markup
    assert not re.search(r"\s(style|fill|stroke|on\w+)=", markup)
    pictures = tagged(markup, "svg")
    assert pictures
    for svg in pictures:
        if svg.get("role") == "img":
            labels = {found.get("id"): "".join(found.itertext()) for found in svg if found.get("id")}
            assert labels[svg.get("aria-labelledby")]
            assert labels[svg.get("aria-describedby")]
        else:
            assert svg.get("aria-hidden") == "true"
    assert tagged(markup, "table") or name == "agenda"


def test_every_class_of_a_chart_is_in_the_stylesheet():
    used = {
        kind
        for make in EVERY.values()
        for value in re.findall(r'class="([^"]+)"', make("sv"))
        for kind in value.split()
    }
    css = CSS.read_text()

    assert [
        kind for kind in sorted(used - {"unseen", "num", "chart-number"}) if not re.search(rf"\.{kind}\b", css)
    ] == []
    assert "forced-colors" in css
    assert "print" in css
    assert not re.search(r"#[0-9a-f]{3,}", css.partition("@media print")[0])


def test_nothing_to_show_is_an_empty_string():
    assert charts.workshops_per_year([], language="sv") == ""
    assert charts.contributing_organisations([an_organisation(1, 0)], language="sv") == ""
    assert charts.topics_over_years([], language="sv") == ""


def test_bars_are_as_high_as_their_share_and_a_year_between_has_its_place():
    markup = charts.workshops_per_year([(2022, 10), (2020, 5)], language="sv", coming={2022: 4})

    heights = [(shape.get("class"), shape.get("height")) for shape in tagged(markup, "rect")]
    assert heights == [
        ("chart-bar", "3.5rem"),
        ("chart-coming", "2.8rem"),
        ("chart-bar", "4.2rem"),
        ("chart-ground", "0.06rem"),
    ]
    assert [found.text for found in tagged(markup, "text", "chart-number")] == ["5", "0", "10"]
    assert texts(markup, ".//tbody/tr") == ["202210", "20210", "20205"]


@pytest.mark.parametrize(("span", "labels"), [(8, ["2016", "2023"]), (12, ["’12", "’23"]), (30, ["’96", "’23"])])
def test_years_are_written_so_that_a_telephone_has_room(span, labels):
    found = [
        text.text
        for text in tagged(
            charts.workshops_per_year([(2023 - back, 1) for back in range(span)], language="sv"), "text", "chart-year"
        )
    ]

    assert [found[-1]] == labels[1:]
    assert len(found) <= 12


@settings(deadline=None)
@given(st.dictionaries(st.integers(1990, 2040), st.integers(1, 5000), min_size=1, max_size=30), st.data())
def test_no_bar_leaves_the_picture_and_the_table_holds_every_number(counts, data):
    coming = data.draw(st.dictionaries(st.sampled_from(sorted(counts)), st.integers(0, 6000)))

    markup = charts.workshops_per_year(list(counts.items()), language="en", coming=coming)

    for shape in tagged(markup, "rect"):
        x, width, y, height = (float(re.sub(r"%|rem", "", shape.get(name))) for name in ("x", "width", "y", "height"))
        assert min(x, width, y, height) >= 0
        assert x + width <= 100.01
        assert y + height <= 8.5
    numbers = [int(number.replace(",", "")) for number in texts(markup, ".//td")]
    assert sum(numbers) == sum(counts.values())


def test_organisations_stand_by_number_then_as_given_with_words_in_the_readers_language():
    rows = [an_organisation(3, 2), an_organisation(1, 9), an_organisation(2, 2)]

    markup = charts.contributing_organisations(rows, language="en", limit=2)

    links = tagged(markup, "a")
    assert [(link.text, link.get("href"), link.get("lang")) for link in links] == [
        ("Authority 1", "/en/organisation/org-1/", None),
        ("Myndighet 3", "/en/organisation/org-3/", "sv"),
    ]
    assert [shape.get("width") for shape in tagged(markup, "rect")] == ["100%", "22.22%"]


def test_topics_share_one_scale_and_say_their_years_in_words():
    topics = [TopicYears("A", None, "/topic/a/", {2020: 4, 2022: 2}), TopicYears("B", None, "/topic/b/", {2021: 1})]

    markup = charts.topics_over_years(topics, language="sv")

    assert [shape.get("height") for shape in tagged(markup, "rect", "chart-bar")] == ["1.75rem", "0.88rem", "0.44rem"]
    assert [found.text for found in tagged(markup, "span", "unseen")][1:] == ["2020: 4, 2022: 2", "2021: 1"]


def test_topic_years_are_counted_over_all_events_of_a_topic():
    records = generate(200)
    library = MemoryLibrary(records, Site(base_url="https://prov.example", name="PROV"))

    [first, *others] = charts.topic_years(library, language="en", limit=5)

    counts = [sum(topic.years.values()) for topic in [first, *others]]
    assert counts == sorted(counts, reverse=True)
    [topic] = [topic for topic in records.topics if topic.name.en == first.words]
    assert sum(any(link.topic == topic.id for link in event.topics) for event in records.events) == counts[0]


def test_the_agenda_line_shows_each_item_as_long_as_it_takes():
    event = an_agenda(
        ("10:00", None, "Intro"),
        ("10:30", "10:50", "Lag"),
        ("11:00", None, "Paus"),
        ("11:15", None, "Slut"),
        kinds={2: "break"},
    )

    markup = charts.agenda_hour(event, language="sv")

    shapes = [(shape.get("class"), shape.get("x"), shape.get("width")) for shape in tagged(markup, "rect")]
    assert shapes == [
        ("chart-stretch", "0%", "25%"),
        ("chart-stretch", "25%", "16.67%"),
        ("chart-pause", "50%", "12.5%"),
        ("chart-stretch", "62.5%", "37.5%"),
    ]
    [said] = tagged(markup, "desc")
    assert (
        said.text
        == "10.00 Intro, 30\u00a0min; 10.30 Lag, 20\u00a0min; 11.00 Paus, 15\u00a0min; 11.15 Slut, 45\u00a0min"
    )


@pytest.mark.parametrize(
    "event",
    [
        an_agenda(("10:00", None, "A"), ("11:00", None, "B")),  # two items: the list says it
        an_agenda(("10:00", None, "A"), ("10:40", None, "B"), ("11:20", None, "C")),  # all equally long
        an_agenda(("10:00", None, "A"), ("11:30", None, "B"), ("11:00", None, "C")),  # backwards
        an_agenda(
            ("10:00", None, "A"), ("10:10", None, "B"), ("11:00", None, "C"), end=None
        ),  # nobody knows when it ends
        an_agenda(("", None, "A"), ("", None, "B"), ("", None, "C")),
    ],
)
def test_an_agenda_that_its_list_tells_as_well_is_not_drawn(event):
    assert charts.agenda_hour(event, language="sv") == ""
