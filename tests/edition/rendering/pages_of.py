# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every kind of page of a library, by path; and a page as a parser that is not ours reads it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import html5lib

from verkstad.edition import rendering
from verkstad.edition.memory import MemoryLibrary
from verkstad.edition.rendering import paging
from verkstad.exchange.addresses import in_language
from verkstad.records.base import LANGUAGES, Language

STANDING: dict[str, Callable[[MemoryLibrary, Language], bytes]] = {
    "/": rendering.render_home,
    "/events/": rendering.render_events,
    "/subscribe/": rendering.render_subscribe,
    "/changes/": rendering.render_changes,
    "/about/": rendering.render_about,
    "/policy/": rendering.render_policy,
    "/privacy/": rendering.render_privacy,
    "/accessibility/": rendering.render_accessibility,
    "/data/": rendering.render_data,
    "/404.html": rendering.render_not_found,
    "/people/": lambda library, language: rendering.render_list(library, "person", None, language),
    "/organisations/": lambda library, language: rendering.render_list(library, "organisation", None, language),
    "/topics/": lambda library, language: rendering.render_list(library, "topic", None, language),
    "/gone.html": lambda library, language: rendering.render_gone(library, "event", "author_request", language),
}
THINGS = {
    "person": rendering.render_person,
    "organisation": rendering.render_organisation,
    "topic": rendering.render_topic,
    "series": rendering.render_series,
}


def pages(library: MemoryLibrary) -> Iterator[tuple[str, bytes]]:
    for language in LANGUAGES:
        for path, render in STANDING.items():
            yield in_language(path, language), render(library, language)
        for id, event in library.events.items():
            yield in_language(f"/event/{event.slug}/", language), rendering.render_event(library, id, language)
        for kind, render_thing in THINGS.items():
            for row in library.rows(kind):  # type: ignore[arg-type]
                yield in_language(f"/{kind}/{row.slug}/", language), render_thing(library, row.id, language)
        for year, _ in library.years():
            yield paging.year_path(year, language), rendering.render_year(library, year, None, language)
            yield paging.print_path(year, language), rendering.render_year_print(library, year, language)


class Page:
    """A page read by html5lib, strictly."""

    def __init__(self, body: bytes) -> None:
        parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("lxml"), strict=True, namespaceHTMLElements=False)
        self.tree: Any = parser.parse(body.decode())
        self.main = self.tree.find(".//main")

    def text(self, of: Any = None) -> str:
        return " ".join("".join((self.main if of is None else of).itertext()).split())

    def section(self, id: str) -> str:
        """The words of the section that a heading names."""
        return self.text(self.tree.xpath(f"//*[@id='{id}']/ancestor::section[1]")[0])

    def ids(self) -> list[str]:
        return [element.get("id") for element in self.main.iterdescendants() if element.get("id")]

    def links(self) -> dict[str, str]:
        return {self.text(link): link.get("href") for link in self.main.iter("a")}

    def meta(self, name: str) -> str | None:
        found = self.tree.xpath(f"//meta[@name='{name}']/@content")
        return found[0] if found else None

    def classes(self, name: str) -> list[str]:
        return [
            self.text(element) for element in self.main.xpath(f".//*[contains(concat(' ', @class, ' '), ' {name} ')]")
        ]
