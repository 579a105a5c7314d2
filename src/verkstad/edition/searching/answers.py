# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was found as data: JSON under the page's own address, and an Atom feed that can be subscribed to."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time
from typing import Any

from verkstad.edition.searching.places import asking, group_path, hit_path, search_path
from verkstad.edition.searching.site import Sign
from verkstad.exchange import atom
from verkstad.exchange.addresses import absolute
from verkstad.exchange.text import as_moment, timecode
from verkstad.exchange.xmltext import element
from verkstad.records.base import Language
from verkstad.search.query import Query
from verkstad.search.results import Found, Group, Hit, Span

_TWIN: dict[Language, Language] = {"sv": "en", "en": "sv"}


def as_json(sign: Sign, query: Query, found: Found, language: Language) -> bytes:
    def here(page: int) -> str:
        return absolute(sign.site, asking(query._replace(page=page), language, format="json"))

    links = {"self": here(query.page)}
    if query.page > 1:
        links["prev"] = here(query.page - 1)
    if found.has_more:
        links["next"] = here(query.page + 1)
    body = {
        "query": query.text,
        "total": found.total,
        "things": found.things,
        "page": query.page,
        "someWordsMissing": found.is_loose,
        "suggestion": found.suggestion or None,
        "results": [_result(sign, group, language) for group in found.groups],
        "filters": {
            name: [
                {
                    "value": choice.value,
                    "name": choice.swedish if language == "sv" else choice.english,
                    "passages": choice.passages,
                }
                for choice in choices
            ]
            for name, choices in found.choices.items()
        },
        "_links": links,
    }
    return (json.dumps(body, ensure_ascii=False, indent=1) + "\n").encode()


def _result(sign: Sign, group: Group, language: Language) -> dict[str, Any]:
    found: dict[str, Any] = {
        "type": group.kind,
        "id": group.key,
        "title": plain(group.title),
        "language": group.language,
        "url": absolute(sign.site, group_path(group, language)),
    }
    if group.place:
        found["date"] = group.place.date[:7] if group.place.is_month else group.place.date
    found["passages"] = [_passage(sign, group, hit, language) for hit in group.hits]
    return found


def _passage(sign: Sign, group: Group, hit: Hit, language: Language) -> dict[str, Any]:
    found: dict[str, Any] = {
        "kind": hit.kind,
        "language": hit.language,
        "title": plain(hit.title) or None,
        "text": plain(hit.text),
        "marked": [[span.words, span.is_met] for span in (*hit.title, *hit.text)],
        "people": [name for _, name in hit.people],
        "organisations": [body[1 if language == "sv" else 2] for body in hit.organisations],
        "seconds": hit.second,
        "page": hit.page,
        "picture": absolute(sign.site, hit.picture.path) if hit.picture else None,
        "url": _address(sign, group, hit, language),
    }
    return {name: value for name, value in found.items() if value is not None}


def plain(spans: tuple[Span, ...]) -> str:
    return "".join(span.words for span in spans)


def as_atom(sign: Sign, query: Query, found: Found, language: Language, title: str) -> bytes:
    """The events that were found; their order is the query's, which a feed asks for newest first."""
    twin = _TWIN[language]
    return atom.write_feed(
        [_entry(sign, group, language) for group in found.groups if group.place],
        site=sign.site,
        language=language,
        path=asking(query, language, format="atom"),
        twin_path=asking(query, twin, format="atom"),
        page_path=asking(query, language) if not query.asks_nothing else search_path(language),
        title=f"{title} – {sign.site.name}",
    )


def _entry(sign: Sign, group: Group, language: Language) -> str:
    place = group.place
    assert place is not None
    published = datetime.fromisoformat(place.published) if place.published else None
    moment = published or datetime.combine(date.fromisoformat(place.date), time(), UTC)
    lines = [
        "<entry>",
        element("id", f"urn:uuid:{group.key}"),
        element("title", plain(group.title), xml_lang=group.language),
        element(
            "link",
            rel="alternate",
            type="text/html",
            hreflang=language,
            href=absolute(sign.site, group_path(group, language)),
        ),
        element("updated", as_moment(moment)),
        '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">',
        *[_said(sign, group, hit, language) for hit in group.hits],
        "</div></content>",
        "</entry>\n",
    ]
    return "\n".join(lines)


def _said(sign: Sign, group: Group, hit: Hit, language: Language) -> str:
    """A passage as a paragraph that leads to where it stands: to its second, its page, or its part of the event's page."""
    words = ": ".join(filter(None, (plain(hit.title), plain(hit.text)))) or plain(group.title)
    shown = f"{timecode(hit.second)} {words}" if hit.second is not None else words
    return f"<p>{element('a', shown, href=_address(sign, group, hit, language), lang=hit.language, xml_lang=hit.language)}</p>"


def _address(sign: Sign, group: Group, hit: Hit, language: Language) -> str:
    path = hit_path(group, hit, language)
    return path if "://" in path else absolute(sign.site, path)
