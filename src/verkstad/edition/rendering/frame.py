# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What surrounds every page: head, header, footer. ``page()`` gathers it as the context of a template."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache
from typing import Any, NamedTuple
from urllib.parse import quote
from uuid import UUID
from weakref import WeakKeyDictionary

from verkstad.edition.library import Library
from verkstad.edition.rendering.labels import licence
from verkstad.edition.rendering.rows import lang_of
from verkstad.edition.rendering.tongue import tongue
from verkstad.exchange import addresses, jsonld, opengraph
from verkstad.records.base import Language
from verkstad.records.events import Event
from verkstad.records.published import Site
from verkstad.records.things import Organisation, Person, Series, Topic


class Face(NamedTuple):
    """What header and footer say about the network, in one language."""

    sign: str
    name: str
    name_language: str | None
    responsible: str
    responsible_language: str | None
    text_licence: str


class Feed(NamedTuple):
    media_type: str
    title: str
    href: str


class FindForm(NamedTuple):
    """The form of find-in-list: where it goes, the years to choose among, and what was asked when it is shown again."""

    action: str
    years: Sequence[int]
    text: str = ""
    year: int | None = None
    has: Collection[str] = ()
    kind: str | None = None
    kinds: Sequence[tuple[str, str]] = ()
    """The kinds of events to choose among, with their words; none where the form shows the words alone."""


class Names:
    """The library as the writers of formats ask it: an event that is not published is None."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def event(self, id: UUID, /) -> Event | None:
        return self._library.event(id) if self._library.has_event(id) else None

    def person(self, id: UUID, /) -> Person:
        return self._library.person(id)

    def organisation(self, id: UUID, /) -> Organisation:
        return self._library.organisation(id)

    def topic(self, id: UUID, /) -> Topic:
        return self._library.topic(id)

    def series(self, id: UUID, /) -> Series:
        return self._library.series(id)


_main_series: WeakKeyDictionary[Library, Series | None] = WeakKeyDictionary()


def main_series(library: Library) -> Series | None:
    """The series that the site is about: the first that was made. Not the largest, which an event elsewhere could change."""
    if library not in _main_series:  # every page asks
        found = library.rows("series")
        _main_series[library] = library.series(min(row.id for row in found)) if found else None
    return _main_series[library]


def face_of(site: Site, series: Series | None, language: Language) -> Face:
    if series is None:
        return Face(site.name, "", None, "", None, "")
    name = series.name.shown(language)
    responsible = series.responsible.shown(language) if series.responsible else None
    return Face(
        site.name,
        name.words if name.words != site.name else "",
        lang_of(name, language),
        responsible.words if responsible else "",
        lang_of(responsible, language) if responsible else None,
        licence(series.text_licence, language) if series.text_licence else "",
    )


@cache
def _feed_title(kind: str, sign: str, language: Language) -> str:
    _ = tongue(language).gettext
    return {
        "calendar": _("%(name)s: calendar"),
        "events": _("%(name)s: new workshops and material"),
        "changes": _("%(name)s: changes"),
    }[kind] % {"name": sign}


@cache
def site_feeds(sign: str, language: Language) -> tuple[Feed, ...]:
    return (
        Feed("application/atom+xml", _feed_title("events", sign, language), addresses.feed_path(language)),
        Feed("text/calendar", _feed_title("calendar", sign, language), addresses.EVENTS_ICS),
    )


def page(
    library: Library,
    language: Language,
    *,
    path: str,
    title: str,
    description: str,
    door: str = "",
    og: Sequence[tuple[str, str]] | None = None,
    ld: Sequence[dict[str, Any]] = (),
    feeds: Sequence[Feed] = (),
    noindex: bool = False,
    bare_title: bool = False,
    **more: Any,
) -> dict[str, Any]:
    """The context of a page: what ``layout.html`` needs, and ``more`` for the page's own template.

    ``path`` is the Swedish one. ``door`` marks the part of the site in the menu. ``bare_title`` leaves out the site's name.
    """
    site = library.site
    if og is None:
        og = opengraph.describe_page(site=site, language=language, path=path, title=title, description=description)
    face = face_of(site, main_series(library), language)
    return {
        **surroundings(
            site, face, language, path=path, title=title, description=description, door=door, bare_title=bare_title
        ),
        "og": [("name" if key.startswith("twitter:") else "property", key, content) for key, content in og],
        "ld": jsonld.as_script(*ld) if ld else "",
        "feeds": (*site_feeds(site.name, language), *feeds),
        "noindex": noindex,
        **more,
    }


def surroundings(
    site: Site,
    face: Face,
    language: Language,
    *,
    path: str,
    title: str,
    description: str,
    door: str = "",
    bare_title: bool = False,
) -> dict[str, Any]:
    """The part of a page's context that needs no library: enough for pages that the application answers itself."""
    here = path if language == "sv" else "/en" + path
    return {
        "face": face,
        "base": site.base_url,
        "here": here,
        "swedish": path,
        "twin": "/en" + path if language == "sv" else path,
        "mistake": f"{'' if language == 'sv' else '/en'}/contact/?kind=mistake&about={quote(here)}",
        "title": title if bare_title else f"{title} – {site.name}",
        "description": description,
        "door": door,
        "og": (),
        "ld": "",
        "feeds": (),
        "noindex": False,
    }
