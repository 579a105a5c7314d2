# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
import os
from collections import Counter
from pathlib import Path
from statistics import mean

import pytest
from bench.generate import AT, from_talks, generate
from bench.shapes import SHAPES, shape_of

from verkstad import site
from verkstad.intake.dossier import read_dossier

DOSSIER = Path(site.__file__).parent / "dossiers" / "nosad"
TALKS = Path(os.environ.get("VERKSTAD_SHARED", Path(__file__).parents[3] / "shared")) / "corpora" / "talks.jsonl.gz"
ROOTS = ("series", "organisations", "people", "topics", "events")


@pytest.fixture(scope="module")
def records():
    return generate(1000)


def test_the_same_seed_gives_equal_records(records):
    assert generate(1000) == records
    assert generate(1000, seed=2) != records


def test_ids_and_slugs_are_unique_and_ids_are_of_version_7(records):
    things = [thing for group in ROOTS for thing in getattr(records, group)]

    assert len({thing.id for thing in things}) == len(things)
    assert {thing.id.version for thing in things} == {7}
    for group in ROOTS:
        slugs = [thing.slug for thing in getattr(records, group)]
        assert slugs == sorted(set(slugs))


def test_everybody_is_named_by_an_event_and_the_largest_by_many(records):
    met = Counter()
    for event in records.events:
        met.update(
            {appearance.organisation for appearance in event.appearances}
            | {part.organisation for part in event.organisers}
        )
    del met[None]

    assert set(met) == {organisation.id for organisation in records.organisations}
    assert 0.1 * len(records.events) < met.most_common(1)[0][1] < 0.4 * len(records.events)


def test_events_are_spread_over_fifteen_years_and_some_are_coming(records):
    years = Counter(event.start_date.year for event in records.events)

    assert 15 <= len(years) <= 17
    assert 3 <= sum(event.start_date > AT.date() for event in records.events) <= 30


def test_more_events_share_the_same_people():
    assert len(generate(1000).people) < 20 * len(generate(50).people)


@pytest.mark.parametrize("count", ["title", "summary", "agenda", "people", "topics", "links"])
def test_an_event_has_as_much_as_one_of_nosads(records, count):
    real = mean(getattr(shape_of(event), count) for event in read_dossier(DOSSIER).events)
    made = mean(getattr(shape_of(event), count) for event in records.events)

    assert mean(getattr(shape, count) for shape in SHAPES) == pytest.approx(real, rel=0.15)
    assert made == pytest.approx(real, rel=0.3)


@pytest.mark.skipif(not TALKS.exists(), reason=f"the real talks are not at {TALKS}")
def test_real_talks_become_records():
    records = from_talks(TALKS)

    assert len(records.events) == 10_000
    assert len({event.slug for event in records.events}) == 10_000
    assert len(records.series) == 252
    assert sum(len(event.appearances) for event in records.events) > 10_000
