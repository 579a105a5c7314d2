# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The judged set: queries with known answers. The figures are told in docs/performance.md and must not sink."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import yaml

from tests.search.sample import corpus
from verkstad.search.index import Opened
from verkstad.search.passages import Bundle
from verkstad.search.query import parse
from verkstad.search.results import Group, find

JUDGED, FRESH = (Path(__file__).with_name(name) for name in ("judged.yaml", "fresh.yaml"))


class Figures(NamedTuple):
    first: float
    """success@1: how often the first result is right."""
    ten: float
    """success@10: how often a right one is among the first ten."""
    rank: float
    """MRR: the mean of one over the place of the first right one."""
    missed: list[str]


def judge(opened: Opened, path: Path) -> Figures:
    judged = yaml.safe_load(path.read_text())
    places = []
    missed = []
    for one in judged:
        groups = find(opened, parse(one["q"])).groups
        place = next((number for number, group in enumerate(groups, 1) if is_right(group, one)), 0)
        places.append(place)
        if place != 1:
            missed.append(f"{one['q']}: {place or 'not'} of {[group.slug for group in groups[:4]]}")
    n = len(places)
    return Figures(
        sum(place == 1 for place in places) / n,
        sum(place > 0 for place in places) / n,
        sum(1 / place for place in places if place) / n,
        missed,
    )


def is_right(group: Group, one: dict[str, Any]) -> bool:
    """Whether it is what is wanted, and shows the passage that is meant."""
    if group.slug not in one["want"]:
        return False
    if "says" not in one and "page" not in one:
        return True
    return any(
        hit.page == one.get("page", 0) or one.get("says", "\0") in "".join(span.words for span in hit.text)
        for hit in group.hits
    )


def test_there_are_enough_queries_and_every_answer_exists():
    judged = [one for path in (JUDGED, FRESH) for one in yaml.safe_load(path.read_text())]
    slugs = {Bundle.from_json(line).slug for line in corpus()}

    assert len(judged) >= 60
    assert {slug for one in judged for slug in one["want"]} - slugs == set()


def test_the_figures_do_not_sink(opened):
    figures = judge(opened, JUDGED)

    assert figures.first >= 0.94, figures.missed
    assert figures.ten >= 0.98, figures.missed
    assert figures.rank >= 0.96, figures.missed


def test_the_figures_of_queries_that_nothing_was_tuned_by_do_not_sink(opened):
    figures = judge(opened, FRESH)

    assert figures.first >= 0.93, figures.missed
    assert figures.ten >= 0.98, figures.missed
    assert figures.rank >= 0.95, figures.missed
