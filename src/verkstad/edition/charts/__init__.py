# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pictures from data, drawn on the server: values in, SVG and its table out.

Lengths across are in per cent and lengths down in rem, so that a chart is as wide as its place and as high as its letters;
letters never shrink with the picture. Colours come from the stylesheet (``static/components/charts.css``) by class. What a
picture shows stands beside it as a table or as words. A chart of nothing is an empty string.
"""

from __future__ import annotations

from verkstad.edition.charts.agenda import agenda_hour
from verkstad.edition.charts.organisations import contributing_organisations
from verkstad.edition.charts.topics import TopicYears, topic_years, topics_over_years
from verkstad.edition.charts.years import workshops_per_year

__all__ = [
    "TopicYears",
    "agenda_hour",
    "contributing_organisations",
    "topic_years",
    "topics_over_years",
    "workshops_per_year",
]
