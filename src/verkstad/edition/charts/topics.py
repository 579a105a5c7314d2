# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""When each topic was talked about: a table with a small chart of the years in each row, all on the same scale."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from markupsafe import Markup

from verkstad.edition.charts.drawing import bar, letters, line, link, small_picture, table
from verkstad.edition.library import Library
from verkstad.edition.rendering.rows import lang_of
from verkstad.edition.rendering.tongue import number, tongue
from verkstad.exchange.addresses import in_language
from verkstad.records.base import Language

_HIGH = 1.75
_BAR = 0.8


class TopicYears(NamedTuple):
    words: str
    language: str | None
    """Of the words, when it is not the page's."""
    href: str
    years: Mapping[int, int]


def topic_years(library: Library, *, language: Language, limit: int = 12) -> list[TopicYears]:
    """The topics of most workshops, each with its number of workshops per year."""
    found = []
    for row in library.top("topic", limit):
        name = row.name.shown(language)
        years = Counter(card.start_date.year for card in library.events_of(row.id))
        found.append(
            TopicYears(name.words, lang_of(name, language), in_language(f"/topic/{row.slug}/", language), years)
        )
    return found


def topics_over_years(topics: Sequence[TopicYears], *, language: Language) -> Markup:
    """In the order given. The words of a row say each year's number to those who listen."""
    _ = tongue(language).gettext
    every = [year for topic in topics for year in topic.years]
    if not every:
        return Markup()
    span = range(min(every), max(every) + 1)
    most = max(count for topic in topics for count in topic.years.values())
    lines = [_line(topic, span, most, language) for topic in topics]
    return table(_("Topics, year by year"), (_axis(_("Topic"), span), _("Workshops")), lines)


def _axis(name: str, span: range) -> Markup:
    """The head of the names, and over the charts the first and the last year at their ends."""
    if len(span) == 1:
        drawn = Markup("{}").format(span[0])
    else:
        ends = [letters("year", 0, 1, span[0], anchor="start"), letters("year", 100, 1, span[-1], anchor="end")]
        drawn = Markup('<span class="unseen">{}–{}</span>{}').format(span[0], span[-1], small_picture(1.3, ends))
    return Markup('<div class="chart-line"><span>{}</span><div>{}</div></div>').format(name, drawn)


def _line(topic: TopicYears, span: range, most: int, language: Language) -> Markup:
    room = 100 / len(span)
    bars = [bar("ground", 0, 100, _HIGH - 0.0625, 0.0625)]
    for place, year in enumerate(span):
        count = topic.years.get(year, 0)
        if count:
            height = max(_HIGH * count / most, 0.15)
            bars.append(bar("bar", (place + (1 - _BAR) / 2) * room, room * _BAR, _HIGH - height, height))
    said = ", ".join(f"{year}: {number(count, language)}" for year, count in sorted(topic.years.items()))
    drawn = Markup('<span class="unseen">{}</span>{}').format(said, small_picture(_HIGH, bars))
    return line(link(topic.href, topic.words, topic.language), drawn, number(sum(topic.years.values()), language))
