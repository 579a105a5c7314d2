# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages that stand: subscribe, about, policy, personal data, accessibility, data; and those for what is not there.

Long prose is written per language (``prose/about.sv.html``); what the operator must say of itself comes from the series
and the site, and where they are silent the page says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from verkstad.edition import charts
from verkstad.edition.library import Library
from verkstad.edition.rendering.dates import short_date
from verkstad.edition.rendering.environment import environment, render
from verkstad.edition.rendering.event_page import prose
from verkstad.edition.rendering.frame import face_of, main_series, page, surroundings
from verkstad.edition.rendering.labels import label, licence
from verkstad.edition.rendering.list_pages import year_lines
from verkstad.edition.rendering.people import Cast
from verkstad.edition.rendering.tongue import tongue
from verkstad.exchange import addresses, jsonld
from verkstad.exchange.jsonld import Distribution
from verkstad.records.base import Language
from verkstad.records.published import Site
from verkstad.records.things import Series

DIGG_COMPLAINT = "https://www.digg.se/tdosanmalan"

ASSESSED = date(2026, 11, 23)
"""When the pages that Verkstad makes were last held against WCAG 2.2; renewed when the assessment is made again."""


@cache
def _titles(language: Language) -> dict[str, tuple[str, str]]:
    """The title and description of each standing page."""
    _ = tongue(language).gettext
    return {
        "subscribe": (_("Subscribe"), _("Follow the workshops in your own calendar or feed reader, step by step.")),
        "about": (_("About"), _("What the network and its workshops are, and how this site is made.")),
        "policy": (
            _("Contribution policy"),
            _("How to contribute to the workshops and to these pages, and what is expected."),
        ),
        "privacy": (
            _("Personal data"),
            _("Which personal data are here, why, and how to have yours corrected or removed."),
        ),
        "accessibility": (
            _("Accessibility statement"),
            _("How accessible this site is, what falls short, and how to tell us."),
        ),
        "data": (_("Open data"), _("Everything that can be taken from here, in which formats, and on which terms.")),
    }


def _standing(library: Library, name: str, language: Language, **more: Any) -> bytes:
    title, description = _titles(language)[name]
    series = main_series(library)
    cast = Cast(library, language, is_past=True)
    context = page(
        library,
        language,
        path=f"/{name}/",
        title=title,
        description=description,
        door=name if name == "subscribe" else "",
        name=title,
        standing=name,
        series=series,
        site=library.site,
        about=prose(series.description if series else None, language),
        responsible=prose(series.responsible if series else None, language),
        audience=prose(series.audience if series else None, language),
        organisers=[cast.organisation(organiser) for organiser in series.organisers] if series else [],
        contact_email=(series.contact_email if series else None) or library.site.contact_email,
        contact=addresses.in_language("/contact/", language),
        **more,
    )
    return render(language, f"prose/{name}.{language}.html", context)


def render_subscribe(library: Library, language: Language) -> bytes:
    ics = addresses.EVENTS_ICS
    return _standing(
        library,
        "subscribe",
        language,
        ics=ics,
        ics_address=addresses.absolute(library.site, ics),
        webcal=addresses.webcal(library.site, ics),
        feed=addresses.absolute(library.site, addresses.feed_path(language)),
        changes_feed=addresses.absolute(library.site, addresses.changes_feed_path(language)),
    )


def render_about(library: Library, language: Language) -> bytes:
    return _standing(
        library,
        "about",
        language,
        totals=library.totals(),
        years=year_lines(library, library.years()[:10], language),
        chart=charts.contributing_organisations(library.top("organisation", 12), language=language),
    )


def render_policy(library: Library, language: Language) -> bytes:
    return _standing(library, "policy", language)


def render_privacy(library: Library, language: Language) -> bytes:
    return _standing(library, "privacy", language)


def render_accessibility(library: Library, language: Language) -> bytes:
    return _standing(
        library,
        "accessibility",
        language,
        complaint=DIGG_COMPLAINT,
        assessed_iso=ASSESSED.isoformat(),
        assessed=short_date(ASSESSED, "day", language),
    )


def render_data(library: Library, language: Language) -> bytes:
    _ = tongue(language).gettext
    series, years = main_series(library), [year for year, _count in library.years()]
    text_licence = series.text_licence if series else None
    files = (
        Distribution(addresses.EVENTS_CSV, "text/csv", _("All workshops as a table (CSV)")),
        Distribution(addresses.RECORDS_JSONL, "application/jsonl", _("All records, one JSON object a line")),
        Distribution(addresses.EVENTS_ICS, "text/calendar", _("All workshops as a calendar (iCalendar)")),
        Distribution(addresses.feed_path(language), "application/atom+xml", _("New workshops and material (Atom)")),
        Distribution(addresses.changes_feed_path(language), "application/atom+xml", _("Changes (Atom)")),
        Distribution(
            addresses.RECORDS_SCHEMA, "application/schema+json", _("Description of the records (JSON Schema)")
        ),
    )
    title, description = _titles(language)["data"]
    return _standing(
        library,
        "data",
        language,
        files=files,
        terms=licence(text_licence, language) if text_licence else "",
        year_files=[(year, addresses.year_csv_path(year, language)) for year in years],
        ld=(
            jsonld.describe_dataset(
                site=library.site,
                language=language,
                path="/data/",
                name=f"{title} – {library.site.name}",
                description=f"{library.site.name}: {description}",
                licence=text_licence,
                distributions=files,
            ),
        )
        if text_licence
        else (),
    )


def render_not_found(library: Library, language: Language) -> bytes:
    _ = tongue(language).gettext
    context = page(
        library, language, path="/404.html", title=_("There is no such page"), description=_("There is no such page."),
        noindex=True, name=_("There is no such page"), said=_("Search, or see all workshops."), **_nowhere(language),
    )  # fmt: skip
    return render(language, "message.html", context)


def render_gone(library: Library, kind: str, reason: str, language: Language) -> bytes:
    """The page of a thing that was taken down: why, in one class of reasons; its name is not told."""
    _ = tongue(language).gettext
    context = page(
        library, language, path="/404.html", title=_("Taken down"), description=label("gone", reason, language),
        noindex=True, name=_("This page has been taken down"), said=label("gone", reason, language), **_nowhere(language),
    )  # fmt: skip
    return render(language, "message.html", context)


def _nowhere(language: Language) -> dict[str, Any]:
    """Of a page that answers at many addresses: it leads to the other language's home, and a message about it to whence it was sent."""
    own, other = ("", "/en/") if language == "sv" else ("/en", "/")
    return {"twin": other, "mistake": f"{own}/contact/?kind=mistake"}


def render_plain(
    site: Site,
    language: Language,
    title: str,
    template: str,
    context: Mapping[str, Any] | None = None,
    *,
    path: str = "/",
    folders: Sequence[Path] = (),
    series: Series | None = None,
) -> bytes:
    """A page that the application answers itself: forms, receipts, errors.

    ``template`` is looked for in ``folders`` first; it begins with ``{% extends "plain.html" %}`` and fills the block
    ``body``. ``path`` is the page's Swedish address; ``series`` is the site's main one, which says in the footer who answers.
    """
    surrounding = surroundings(
        site, face_of(site, series, language), language, path=path, title=title, description=title
    )
    made = environment(language, tuple(folders)).get_template(template)
    return made.render({**surrounding, "noindex": True, "name": title, **(context or {})}).encode()
