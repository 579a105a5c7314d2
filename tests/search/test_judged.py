# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The judged set: queries with known answers. The figures are told in docs/performance.md and must not sink."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import yaml

from verkstad.search.index import Opened
from verkstad.search.query import parse
from verkstad.search.results import find

JUDGED = Path(__file__).with_name("judged.yaml")


class Figures(NamedTuple):
    first: float
    """success@1: how often the first result is right."""
    ten: float
    """success@10: how often a right one is among the first ten."""
    rank: float
    """MRR: the mean of one over the place of the first right one."""
    missed: list[str]


def judge(opened: Opened) -> Figures:
    judged = yaml.safe_load(JUDGED.read_text())
    places = []
    missed = []
    for one in judged:
        slugs = [group.slug for group in find(opened, parse(one["q"])).groups]
        place = next((number for number, slug in enumerate(slugs, 1) if slug in one["want"]), 0)
        places.append(place)
        if place != 1:
            missed.append(f"{one['q']}: {place or 'not'} of {slugs[:4]}")
    n = len(places)
    return Figures(
        sum(place == 1 for place in places) / n,
        sum(place > 0 for place in places) / n,
        sum(1 / place for place in places if place) / n,
        missed,
    )


def test_there_are_enough_queries_and_every_answer_exists(opened):
    judged = yaml.safe_load(JUDGED.read_text())
    slugs = {group.slug for page in range(1, 60) for group in find(opened, parse("*")._replace(page=page)).groups}

    assert len(judged) >= 60
    assert {slug for one in judged for slug in one["want"]} - slugs == set()


def test_the_figures_do_not_sink(opened):
    figures = judge(opened)

    assert figures.first >= 0.94, figures.missed
    assert figures.ten >= 0.98, figures.missed
    assert figures.rank >= 0.96, figures.missed
