# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Atom 1.0 (RFC 4287): feeds of events and of changes. An entry is written once and joined into many feeds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from verkstad.exchange.addresses import absolute, event_ics_path, event_path, file_path
from verkstad.exchange.ical import in_calendar
from verkstad.exchange.links import material_address, recording_links
from verkstad.exchange.names import Names
from verkstad.exchange.text import as_moment, changed_at, one_line, paragraphs
from verkstad.exchange.when import say_when
from verkstad.exchange.words import statuses, words
from verkstad.exchange.xmltext import HEAD, element, escaped
from verkstad.records.base import Id, Language
from verkstad.records.events import Event
from verkstad.records.published import Site

_NEVER = "1970-01-01T00:00:00Z"
"""What a feed without entries says of its last change: RFC 4287 wants a moment, and there was none."""
_UPDATED = re.compile(r"<updated>([^<]+)</updated>")
_TWIN: dict[Language, Language] = {"sv": "en", "en": "sv"}


class ChangeEntry(NamedTuple):
    """One line of the change log in one language: what changed on which page, in words."""

    id: Id
    at: datetime
    thing_title: str
    thing_path: str
    words: str
    kinds: tuple[str, ...] = ()
    title_language: Language | None = None


def write_event_entry(event: Event, *, site: Site, names: Names, language: Language) -> str:
    """An event as an entry: when it is, what it is about, and what there is to see. Depends on the event and its topics' names."""
    title, title_language = event.title.shown(language)
    status = statuses(language)[event.status]
    twin = _TWIN[language]
    lines = [
        "<entry>",
        element("id", f"urn:uuid:{event.id}"),
        element("title", one_line(f"{status}: {title}" if status else title), xml_lang=title_language),
        element(
            "link",
            rel="alternate",
            type="text/html",
            hreflang=language,
            href=absolute(site, event_path(event, language)),
        ),
        element("link", rel="alternate", type="text/html", hreflang=twin, href=absolute(site, event_path(event, twin))),
    ]
    if in_calendar(event):
        lines.append(element("link", rel="alternate", type="text/calendar", href=absolute(site, event_ics_path(event))))
    lines.extend(_enclosures(event, site, language))
    if event.published_at:
        lines.append(element("published", as_moment(event.published_at)))
    lines.append(element("updated", as_moment(changed_at(event))))
    lines.extend(_categories(event, site, names, language))
    lines.append('<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">')
    lines.extend(_content(event, site, language))
    lines.append("</div></content>\n</entry>\n")
    return "\n".join(lines)


def _enclosures(event: Event, site: Site, language: Language) -> Iterator[str]:
    for material in event.materials:
        if material.file and material.file_name:
            yield element(
                "link",
                rel="enclosure",
                type=material.media_type or "application/octet-stream",
                length=str(material.size_bytes) if material.size_bytes is not None else None,
                title=one_line(material.title.shown(language).words),
                href=absolute(site, file_path(material.file, material.file_name)),
            )


def _categories(event: Event, site: Site, names: Names, language: Language) -> Iterator[str]:
    for link in event.topics:
        topic = names.topic(link.topic)
        label = one_line(topic.name.shown(language).words)
        yield element("category", term=topic.slug, scheme=absolute(site, "/topics/"), label=label)


def _content(event: Event, site: Site, language: Language) -> Iterator[str]:
    yield f"<p>{escaped(say_when(event, language))}</p>"
    for text in (event.status_note, event.summary):
        if text:
            shown, shown_in = text.shown(language)
            for paragraph in paragraphs(shown):
                yield element("p", paragraph, lang=shown_in, xml_lang=shown_in)
    if event.summary and event.summary_state == "machine":
        _ = words(language)
        yield element("p", _("Automatic text, may contain errors."))
    links = [*_links(event, site, language)]
    if links:
        yield "<ul>"
        yield from links
        yield "</ul>"


def _links(event: Event, site: Site, language: Language) -> Iterator[str]:
    for label, address in recording_links(event, site=site, language=language):
        yield _item(address, label, language)
    for material in event.materials:
        if found := material_address(material, site=site):
            yield _item(found, *material.title.shown(language))


def _item(address: str, text: str, language: Language) -> str:
    return f'<li lang="{language}" xml:lang="{language}">{element("a", text, href=address)}</li>'


def write_change_entry(entry: ChangeEntry, *, site: Site, language: Language) -> str:
    """One change as an entry; ``thing_path`` and ``words`` of it are in ``language`` already."""
    lines = [
        "<entry>",
        element("id", f"urn:uuid:{entry.id}"),
        element("title", one_line(f"{entry.thing_title}: {entry.words}"), xml_lang=entry.title_language or language),
        element("link", rel="alternate", type="text/html", hreflang=language, href=absolute(site, entry.thing_path)),
        element("updated", as_moment(entry.at)),
        *[element("category", term=kind) for kind in entry.kinds],
        element("summary", entry.words, type="text", xml_lang=language),
        "</entry>\n",
    ]
    return "\n".join(lines)


def write_feed(
    entries: Iterable[str],
    *,
    site: Site,
    language: Language,
    path: str,
    twin_path: str,
    page_path: str,
    title: str,
    subtitle: str | None = None,
) -> bytes:
    """A feed at ``path`` of entries in the order given, newest first; ``twin_path`` is the same feed in the other language.

    ``page_path`` is the page, in ``language``, that the feed belongs to. The feed changed when its latest entry did.
    """
    body = "".join(entries)
    address = absolute(site, path)
    feed = "application/atom+xml"
    head = [
        f'{HEAD}<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{language}">',
        element("id", address),
        element("title", one_line(title)),
        *([element("subtitle", one_line(subtitle))] if subtitle else []),
        element("updated", max(_UPDATED.findall(body), default=_NEVER)),
        element("link", rel="self", type=feed, hreflang=language, href=address),
        element("link", rel="alternate", type="text/html", hreflang=language, href=absolute(site, page_path)),
        element("link", rel="alternate", type=feed, hreflang=_TWIN[language], href=absolute(site, twin_path)),
        f"<author>{element('name', site.name)}{element('uri', absolute(site, '/'))}</author>",
    ]
    return ("\n".join(head) + "\n" + body + "</feed>\n").encode()
