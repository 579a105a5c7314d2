# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Open Graph and Twitter cards: what a page shows where it is shared, as pairs of property and content."""

from __future__ import annotations

from verkstad.exchange.addresses import SHARE_HEIGHT, SHARE_WIDTH, absolute, in_language, share_picture_path
from verkstad.exchange.names import Names
from verkstad.exchange.text import as_moment, one_line, shorten
from verkstad.exchange.when import say_when
from verkstad.exchange.words import statuses, words
from verkstad.records.base import LANGUAGES, Language
from verkstad.records.events import Event
from verkstad.records.published import Site

_LOCALES: dict[Language, str] = {"sv": "sv_SE", "en": "en_GB"}
_DESCRIPTION_LENGTH = 200

Properties = list[tuple[str, str]]


def describe_page(
    *,
    site: Site,
    language: Language,
    path: str,
    title: str,
    description: str,
    kind: str = "website",
    image_path: str | None = None,
    image_alt: str | None = None,
) -> Properties:
    """Pairs for ``<meta property=… content=…>``; those that begin with ``twitter:`` are for ``<meta name=… content=…>``.

    ``path`` is the Swedish one. The picture, if there is one, has the size of a share picture.
    """
    return [
        ("og:site_name", site.name),
        ("og:type", kind),
        ("og:title", one_line(title)),
        ("og:description", shorten(description, _DESCRIPTION_LENGTH)),
        ("og:url", absolute(site, in_language(path, language))),
        ("og:locale", _LOCALES[language]),
        *[("og:locale:alternate", _LOCALES[other]) for other in LANGUAGES if other != language],
        *(_image(absolute(site, image_path), image_alt or title) if image_path else []),
        ("twitter:card", "summary_large_image" if image_path else "summary"),
    ]


def _image(address: str, alternative: str) -> Properties:
    return [
        ("og:image", address),
        ("og:image:type", "image/png"),
        ("og:image:width", str(SHARE_WIDTH)),
        ("og:image:height", str(SHARE_HEIGHT)),
        ("og:image:alt", one_line(alternative)),
    ]


def describe_event_page(event: Event, *, site: Site, names: Names, language: Language) -> Properties:
    title = event.title.shown(language).words
    pairs = describe_page(
        site=site,
        language=language,
        path=f"/event/{event.slug}/",
        title=title,
        description=event_description(event, names=names, language=language),
        kind="article",
        image_path=share_picture_path(event),
        image_alt=f"{title}, {say_when(event, language)}",  # what the picture says
    )
    if event.published_at:
        pairs.append(("article:published_time", as_moment(event.published_at)))
    if event.modified_at:
        pairs.append(("article:modified_time", as_moment(event.modified_at)))
    topics = [names.topic(link.topic).name.shown(language).words for link in event.topics if link.relation == "about"]
    return [*pairs, *[("article:tag", one_line(topic)) for topic in topics]]


def event_description(event: Event, *, names: Names, language: Language) -> str:
    """An event in one plain line of at most 200 characters: when, and what it is about or, unwritten, whose it is."""
    _ = words(language)
    when = say_when(event, language)
    if status := statuses(language)[event.status]:
        when = f"{status}: {when}"
    if event.summary:
        return shorten(f"{when}. {event.summary.shown(language).words}", _DESCRIPTION_LENGTH)
    series = names.series(event.series).name.shown(language).words
    return shorten(
        _("%(when)s. A workshop in the series %(series)s.") % {"when": when, "series": series}, _DESCRIPTION_LENGTH
    )
