# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from tests.exchange.dossiers import lines, proses
from tests.exchange.examples import (
    AGENCY,
    ANNA,
    ARCHIVES,
    NAMES,
    NETWORK,
    PRIVATE_ROOM,
    SITE,
    a_full_event,
    an_event,
    an_id,
)
from tests.exchange.written import FILES
from verkstad.exchange import jsonld
from verkstad.records.base import Text
from verkstad.records.events import (
    AgendaItem,
    EventKind,
    Material,
    MaterialKind,
    MeetingAddress,
    Recording,
    RecordingPlace,
)
from verkstad.records.things import Identity, OrganisationKind

Vocabulary = dict[str, dict[str, set[str]]]


def described(language: Any = "sv", **changes: Any) -> dict[str, Any]:
    return jsonld.describe_event(an_event(**changes), site=SITE, names=NAMES, language=language)


def every_node(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from every_node(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from every_node(inner)


@pytest.fixture(scope="module")
def vocabulary(shared: Path) -> Vocabulary:
    """What schema.org says of each of its terms: ``{"Event": {"a": {"rdfs:Class"}, "rdfs:subClassOf": {"Thing"}, …}}``."""
    [file] = (shared / "standards/schemaorg").glob("*.ttl")
    text = re.sub(r'"""(?:[^"\\]|\\.|"(?!""))*"""|"(?:[^"\\\n]|\\.)*"', '""', file.read_text("utf-8"))
    terms: Vocabulary = {}
    for name, body in re.findall(r"^schema:(\w+) (a .*?) \.$", text, re.MULTILINE | re.DOTALL):
        for statement in body.split(";"):
            predicate, _, values = statement.strip().partition(" ")
            found = {value.strip().removeprefix("schema:") for value in values.split(",")}
            terms.setdefault(name, {}).setdefault(predicate, set()).update(found)
    return terms


def ancestors(kind: str, vocabulary: Vocabulary) -> set[str]:
    above = vocabulary[kind].get("rdfs:subClassOf", set()) & set(vocabulary)
    return {kind}.union(*(ancestors(each, vocabulary) for each in above))


def test_every_type_and_property_is_schema_orgs_and_fits(vocabulary):
    strange = []
    nodes = [node for name in FILES if name.endswith("jsonld.json") for node in every_node(json.loads(FILES[name]()))]
    for node in nodes:
        kinds = node.get("@type", [])
        kinds = [kinds] if isinstance(kinds, str) else kinds
        strange += [kind for kind in kinds if "rdfs:Class" not in vocabulary.get(kind, {}).get("a", ())]
        above = set().union(*(ancestors(kind, vocabulary) for kind in kinds))
        for key in node.keys() - {"@type", "@id", "query-input"}:  # query-input is Google's, not the vocabulary's
            if not vocabulary.get(key, {}).get("schema:domainIncludes", set()) & above:
                strange.append(f"{kinds}.{key}")

    assert len(nodes) > 40
    assert strange == []


def test_every_value_that_is_a_term_of_schema_org_exists(vocabulary):
    kinds = [described(kind=kind)["@type"] for kind in EventKind.__args__]
    materials = [
        described(materials=(Material(id=an_id(81), title=Text(sv="x"), kind=kind, url="https://example.org/"),))[
            "workFeatured"
        ][0]["@type"]
        for kind in MaterialKind.__args__
    ]
    organisations = [
        jsonld.describe_organisation(NETWORK.model_copy(update={"kind": kind}), site=SITE, names=NAMES, language="sv")[
            "@type"
        ]
        for kind in OrganisationKind.__args__
    ]
    states = [
        described(status=status, mode=mode, previous_start_date=before)
        for status in ("scheduled", "cancelled", "postponed")
        for mode in ("online", "on_site", "both")
        for before in (None, date(2024, 4, 1))
    ]
    values = {
        state[key].removeprefix("https://schema.org/")
        for state in states
        for key in ("eventStatus", "eventAttendanceMode")
    }

    terms = {
        kind for each in [*kinds, *materials, *organisations] for kind in ([each] if isinstance(each, str) else each)
    } | values

    assert terms - set(vocabulary) == set()
    assert values == {
        "EventScheduled", "EventRescheduled", "EventCancelled", "EventPostponed",
        "OnlineEventAttendanceMode", "OfflineEventAttendanceMode", "MixedEventAttendanceMode",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "start", "end"),
    [
        ({"start_time": time(12), "end_time": time(13, 30)}, "2024-05-07T12:00:00+02:00", "2024-05-07T13:30:00+02:00"),
        ({"start_date": date(2024, 1, 16), "start_time": time(12)}, "2024-01-16T12:00:00+01:00", None),
        ({}, "2024-05-07", None),
        ({"end_date": date(2024, 5, 8)}, "2024-05-07", "2024-05-08"),
        ({"start_date": date(2024, 5, 1), "precision": "month"}, "2024-05", None),
        (
            {
                "start_date": date(2024, 10, 26),
                "start_time": time(23),
                "end_date": date(2024, 10, 27),
                "end_time": time(4),
            },
            "2024-10-26T23:00:00+02:00",
            "2024-10-27T04:00:00+01:00",
        ),
    ],
    ids=["times", "winter", "day", "days", "month", "clock changes"],
)
def test_a_moment_is_as_exact_as_it_is_known(facts, start, end):
    node = described(**facts)

    assert (node["startDate"], node.get("endDate")) == (start, end)


def test_what_must_be_there_is_there_when_nearly_nothing_is_known():
    node = described(language="en")

    assert {"name", "startDate", "location", "eventStatus"} <= set(node)
    assert [place["name"] for place in node["location"]] == ["Not stated"]
    assert "eventAttendanceMode" not in node


def test_a_meeting_address_that_is_not_public_never_appears():
    node = described(mode="online", meeting_address=MeetingAddress(url=PRIVATE_ROOM))

    assert "behind-the-door" not in jsonld.as_script(node)
    assert [place["url"] for place in node["location"]] == ["https://nosad.example/event/2024-05-07-roda-natverket/"]


def test_a_recording_without_a_day_or_an_address_or_taken_down_is_no_video():
    whole = Recording(
        id=an_id(71),
        state="published",
        published_date=date(2024, 5, 20),
        places=(RecordingPlace(service="YouTube", url="https://y.example/"),),
    )

    def videos(**changes: Any) -> list[dict[str, Any]]:
        return described(recordings=(whole.model_copy(update=changes),)).get("recordedIn", [])

    [video] = videos()
    assert {"name", "thumbnailUrl", "uploadDate"} <= set(video)
    assert videos(published_date=None) == videos(places=()) == videos(state="withdrawn") == []


def test_a_long_agenda_is_told_item_by_item_without_its_breaks():
    items = [
        AgendaItem(uid=an_id(200 + number), title=Text(sv=f"Punkt {number}"), start_time=time(9, number))
        for number in range(40)
    ]
    pause = AgendaItem(uid=an_id(300), title=Text(sv="Kaffe"), kind="break")

    parts = described(start_time=time(9), agenda=(*items, pause))["subEvent"]

    assert [part["name"] for part in parts] == [f"Punkt {number}" for number in range(40)]
    assert [part["startDate"] for part in parts][:2] == ["2024-05-07T09:00:00+02:00", "2024-05-07T09:01:00+02:00"]
    assert all(part["location"] for part in parts)


def test_an_item_on_one_of_several_days_is_not_given_a_day():
    item = AgendaItem(uid=an_id(200), title=Text(sv="Punkt"), start_time=time(15), end_time=time(16))

    [part] = described(end_date=date(2024, 5, 8), agenda=(item,))["subEvent"]

    assert part["startDate"] == "2024-05-07"
    assert "endDate" not in part


def test_a_person_is_named_as_they_were_that_day_and_once():
    performers = jsonld.describe_event(a_full_event(), site=SITE, names=NAMES, language="en")["performer"]

    assert [each["name"] for each in performers] == ["Anna Öberg", "Bosse Ek", "Region Skåne"]
    assert performers[0]["jobTitle"] == "arkivarie"
    assert performers[0]["affiliation"]["name"] == "Swedish Social Insurance Agency"
    assert "@id" not in performers[0]


def test_a_series_organises_what_names_no_organiser():
    assert [each["name"] for each in described()["organizer"]] == ["Network Open Source and Data"]


@pytest.mark.parametrize("number", ["550101-1239", "19121212-1212", "2021", "5512245524a"])
def test_a_number_that_may_be_a_persons_is_never_shown(number):
    node = jsonld.describe_organisation(
        AGENCY.model_copy(update={"organisation_number": number}), site=SITE, names=NAMES, language="sv"
    )

    assert "identifier" not in node


def test_an_identity_that_is_no_address_is_an_identifier():
    topic = ARCHIVES.model_copy(
        update={
            "identities": (Identity(scheme="web", value="javascript:alert(1)"), Identity(scheme="sou", value="2020:55"))
        }
    )

    node = jsonld.describe_topic(topic, site=SITE, language="sv")

    assert "sameAs" not in node
    assert node["identifier"] == [{"@type": "PropertyValue", "propertyID": "SOU", "value": "2020:55"}]


def test_a_data_set_needs_a_description_that_search_engines_take():
    facts = {"site": SITE, "language": "sv", "path": "/data/", "name": "x", "licence": "CC0-1.0", "distributions": ()}

    with pytest.raises(ValueError, match="this one has 49"):
        jsonld.describe_dataset(**facts, description="x" * 49)
    assert jsonld.describe_dataset(**facts, description="x" * 50)["description"] == "x" * 50


def test_several_nodes_are_one_graph():
    whole = json.loads(
        jsonld.as_script(
            jsonld.describe_website(site=SITE, language="sv"), jsonld.describe_person(ANNA, site=SITE, language="sv")
        )
    )

    assert whole["@context"] == "https://schema.org"
    assert [node["@type"] for node in whole["@graph"]] == ["WebSite", "Person"]


@given(title=proses, name=lines)
def test_nothing_ends_the_script_and_nothing_is_lost(title, name):
    hard = title + "</script><!--<script>\u2028\u2029&amp;"
    node = jsonld.describe_event(a_full_event(title=Text(sv=hard), venue=name), site=SITE, names=NAMES, language="sv")

    text = jsonld.as_script(node)

    assert not set("<>&\u2028\u2029") & set(text)
    assert json.loads(text) == {"@context": "https://schema.org", **node}


@pytest.mark.browser
def test_a_strict_policy_lets_the_data_be(browser):
    text = jsonld.as_script(described(title=Text(sv="</script><b>")))
    page_text = f'<!doctype html><html lang="sv"><title>x</title><script type="application/ld+json">{text}</script><script>document.title = "run"</script>'
    policy = "default-src 'none'; script-src 'self'; base-uri 'none'"
    said: list[str] = []
    page = browser.new_page()
    page.on("console", lambda message: said.append(message.text))
    headers = {"Content-Security-Policy": policy, "Content-Type": "text/html; charset=utf-8"}
    page.route("https://nosad.example/", lambda route: route.fulfill(body=page_text, headers=headers))
    page.goto("https://nosad.example/")
    found = page.evaluate("document.querySelector('script[type=\"application/ld+json\"]').textContent")
    title = page.title()

    assert json.loads(found)["name"] == "</script><b>"
    assert title == "x"  # the script beside it was stopped …
    assert len([each for each in said if "Content Security Policy" in each]) == 1  # … and it alone was complained of
