# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of the public edition as bytes: pure functions from a library to HTML, one per kind of page."""

from verkstad.edition.rendering.assets import assets
from verkstad.edition.rendering.changes_page import change_words, changes_title, render_changes
from verkstad.edition.rendering.event_page import render_event
from verkstad.edition.rendering.home_page import render_home
from verkstad.edition.rendering.list_pages import render_events, render_list, render_year, render_year_print
from verkstad.edition.rendering.standing_pages import (
    render_about,
    render_accessibility,
    render_data,
    render_gone,
    render_not_found,
    render_plain,
    render_policy,
    render_privacy,
    render_subscribe,
)
from verkstad.edition.rendering.thing_page import (
    render_organisation,
    render_person,
    render_series,
    render_thing_year,
    render_topic,
)

__all__ = [
    "assets",
    "change_words",
    "changes_title",
    "render_about",
    "render_accessibility",
    "render_changes",
    "render_data",
    "render_event",
    "render_events",
    "render_gone",
    "render_home",
    "render_list",
    "render_not_found",
    "render_organisation",
    "render_person",
    "render_plain",
    "render_policy",
    "render_privacy",
    "render_series",
    "render_subscribe",
    "render_thing_year",
    "render_topic",
    "render_year",
    "render_year_print",
]
