# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages themselves as schema.org data: the site, the way to a page, lists, and the archive as a data set."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import NamedTuple

from verkstad.exchange.addresses import absolute, in_language
from verkstad.exchange.jsonld.nodes import Node, filled
from verkstad.exchange.text import as_moment, licence_address
from verkstad.records.base import LANGUAGES, Language, Licence
from verkstad.records.published import Site


class Distribution(NamedTuple):
    """One file of a data set: where it is and what it is."""

    path: str
    media_type: str
    name: str
    size_bytes: int | None = None


def describe_website(*, site: Site, language: Language, search_path: str | None = None) -> Node:
    """The site; with ``search_path`` (of the page that takes ``?q=``) also how to search it."""
    return filled(
        {
            "@type": "WebSite",
            "@id": absolute(site, "/#site"),
            "name": site.name,
            "url": absolute(site, in_language("/", language)),
            "inLanguage": list(LANGUAGES),
            "potentialAction": {
                "@type": "SearchAction",
                "target": {
                    "@type": "EntryPoint",
                    "urlTemplate": absolute(site, search_path) + "?q={search_term_string}",
                },
                "query-input": "required name=search_term_string",
            }
            if search_path
            else None,
        }
    )


def describe_breadcrumbs(steps: Sequence[tuple[str, str]], *, site: Site) -> Node:
    """The way to a page: name and path of each step, the page itself last."""
    return {"@type": "BreadcrumbList", "itemListElement": list(_list_items(steps, "item", site))}


def describe_collection(
    name: str,
    path: str,
    items: Sequence[tuple[str, str]],
    *,
    site: Site,
    language: Language,
    description: str | None = None,
) -> Node:
    """A page that lists things: name and path of each, in the order of the page."""
    return filled(
        {
            "@type": "CollectionPage",
            "name": name,
            "url": absolute(site, path),
            "description": description,
            "inLanguage": language,
            "isPartOf": {"@id": absolute(site, "/#site")},
            "mainEntity": {
                "@type": "ItemList",
                "numberOfItems": len(items),
                "itemListElement": list(_list_items(items, "url", site)),
            },
        }
    )


def describe_dataset(
    *,
    site: Site,
    language: Language,
    path: str,
    name: str,
    description: str,
    licence: Licence,
    distributions: Sequence[Distribution],
    modified_at: datetime | None = None,
    first: date | None = None,
    last: date | None = None,
    keywords: Sequence[str] = (),
) -> Node:
    """The whole archive as data, for the page that tells what can be taken. ``first`` and ``last`` are days of events.

    Raises ValueError for a description that search engines refuse.
    """
    if not 50 <= len(description) <= 5000:
        raise ValueError(f"the description of a data set has 50 to 5,000 characters, this one has {len(description)}")
    return filled(
        {
            "@type": "Dataset",
            "@id": absolute(site, "/data/#dataset"),
            "name": name,
            "description": description,
            "url": absolute(site, path),
            "inLanguage": list(LANGUAGES),
            "license": licence_address(licence),
            "isAccessibleForFree": True,
            "creator": {"@type": "Organization", "name": site.name, "url": absolute(site, "/")},
            "dateModified": as_moment(modified_at) if modified_at else None,
            "temporalCoverage": f"{first.isoformat()}/{last.isoformat()}" if first and last else None,
            "keywords": list(keywords),
            "distribution": [
                filled(
                    {
                        "@type": "DataDownload",
                        "name": each.name,
                        "contentUrl": absolute(site, each.path),
                        "encodingFormat": each.media_type,
                        "contentSize": f"{each.size_bytes} B" if each.size_bytes is not None else None,
                    }
                )
                for each in distributions
            ],
        }
    )


def _list_items(steps: Sequence[tuple[str, str]], key: str, site: Site) -> Iterator[Node]:
    for position, (name, path) in enumerate(steps, start=1):
        yield {"@type": "ListItem", "position": position, "name": name, key: absolute(site, path)}
