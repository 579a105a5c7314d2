# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Events that are like another: what they share is told, and the one that was asked about is not among them."""

from __future__ import annotations

import pytest

from verkstad.search.index import Opened
from verkstad.search.query import read_query
from verkstad.search.results import Group, find

LIKENESSES = [
    ("2021-12-07-e-arkiv-med-oppen-kallkod", "2023-12-05-earkiv"),
    ("2023-12-05-earkiv", "2021-12-07-e-arkiv-med-oppen-kallkod"),
    (
        "2020-09-01-oppna-licenser-och-immaterialratt",
        "2022-09-13-licensval-for-oppen-programvara-inom-offentlig-sektor",
    ),
    ("2020-11-03-forvaltning-oppna-data", "2022-10-11-dialog-kring-efterfragade-datamangder"),
]


def id_of(opened: Opened, slug: str) -> str:
    [group] = [
        group for group in find(opened, read_query("q=" + slug[11:].replace("-", "+"))).groups if group.slug == slug
    ]
    return group.key


def like(opened: Opened, slug: str, more: str = "") -> list[Group]:
    return list(find(opened, read_query(f"like={id_of(opened, slug)}{more}")).groups)


@pytest.mark.parametrize(("slug", "alike"), LIKENESSES)
def test_events_that_are_like_it_come_first(opened: Opened, slug: str, alike: str) -> None:
    assert alike in [group.slug for group in like(opened, slug)[:3]]


def test_it_is_not_like_itself_and_only_events_are(opened: Opened) -> None:
    slug = LIKENESSES[0][0]
    found = find(opened, read_query(f"like={id_of(opened, slug)}"))

    assert slug not in [group.slug for group in found.groups]
    assert {group.kind for group in found.groups} == {"event"}
    assert found.like is not None
    assert any(span.is_met for group in found.groups for hit in group.hits for span in hit.text)


def test_a_search_for_what_is_like_can_be_narrowed(opened: Opened) -> None:
    found = like(opened, LIKENESSES[0][0], "&year=2021")

    assert found
    assert {group.place.date[:4] for group in found if group.place} == {"2021"}


@pytest.mark.parametrize("key", ["018f0000-0000-7000-8000-000000000000", "x", "", "../..", "018F0000"])
def test_an_id_of_nothing_finds_nothing_or_asks_nothing(opened: Opened, key: str) -> None:
    query = read_query(f"like={key}")

    assert query.asks_nothing or find(opened, query).groups == ()
    assert read_query(query.as_string()) == query
