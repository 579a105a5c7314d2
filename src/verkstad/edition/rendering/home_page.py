# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The home page: what this is, what is coming, who knows what, the latest material, and what is new."""

from __future__ import annotations

from verkstad.edition.library import Library
from verkstad.edition.rendering.changes_page import change_lines
from verkstad.edition.rendering.environment import render
from verkstad.edition.rendering.event_page import prose
from verkstad.edition.rendering.frame import main_series, page
from verkstad.edition.rendering.list_pages import entry, organisations, people, workshops, year_lines
from verkstad.edition.rendering.paging import events_path, list_path
from verkstad.edition.rendering.rows import rows
from verkstad.edition.rendering.tongue import tongue
from verkstad.exchange import jsonld, opensearch
from verkstad.exchange.addresses import in_language
from verkstad.records.base import Language

TOPICS, LATEST, COMING, CHANGES, YEARS = 16, 6, 8, 5, 10


def render_home(library: Library, language: Language) -> bytes:
    """Coming events lead when there are any; otherwise topics, the latest material and how to propose do."""
    series, totals = main_series(library), library.totals()
    topics = library.top("topic", TOPICS)
    upcoming = library.upcoming()
    about = prose(series.description if series else None, language)
    name = series.name.shown(language).words if series else library.site.name
    years = library.years()
    context = page(
        library,
        language,
        path="/",
        title=f"{library.site.name} – {name}" if name != library.site.name else name,
        bare_title=True,
        description=about.paragraphs[0]
        if about.paragraphs
        else tongue(language).gettext("Find what was said and shown."),
        ld=(jsonld.describe_website(site=library.site, language=language, search_path=opensearch.SEARCH),),
        door="home",
        series=series,
        about=about,
        since=years[-1][0] if years else None,
        totals=(
            (events_path(language), workshops(totals.events, language)),
            (list_path("organisation", None, language), organisations(totals.organisations, language)),
            (list_path("person", None, language), people(totals.people, language)),
            (list_path("topic", None, language), topics_counted(totals.topics, language)),
        ),
        upcoming=rows(upcoming[:COMING], language, library.at),
        more_upcoming=max(0, len(upcoming) - COMING),
        topics=[entry("topic", row, language) for row in topics],
        latest=rows(library.latest_with_material(LATEST), language, library.at),
        years=year_lines(library, years[:YEARS], language),
        changes=change_lines(library.changes(CHANGES), language),
        propose=in_language("/contact/?kind=propose", language),
    )
    return render(language, "home.html", context)


def topics_counted(n: int, language: Language) -> str:
    return tongue(language).ngettext("%(n)s topic", "%(n)s topics", n)
