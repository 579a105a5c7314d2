# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Documents that were read page by page: each page as a picture with its text, with an address of its own."""

from __future__ import annotations

from typing import NamedTuple

from verkstad.edition.contents import Contents
from verkstad.edition.rendering.offerings import Thing, material
from verkstad.edition.rendering.tongue import tongue
from verkstad.exchange.addresses import page_anchor, page_picture_path
from verkstad.records.base import Language
from verkstad.records.events import Event, Material
from verkstad.records.pages import PICTURE_WIDTHS, Page, Pages


class PageShown(NamedTuple):
    id: str
    name: str
    """``page 7``."""
    title: str
    paragraphs: tuple[str, ...]
    notes: tuple[str, ...]
    src: str
    wide: str
    """The larger picture; empty where the page has none."""
    width: int | None
    height: int | None
    alternative: str
    is_scanned: bool


class Deck(NamedTuple):
    """A document as its pages. ``lang`` is set when it is not in the language of the page around it."""

    thing: Thing
    name: str
    lang: str | None
    remark: str
    has_pictures: bool
    pages: tuple[PageShown, ...]


def deck_of(event: Event, thing: Material, contents: Contents, language: Language) -> Deck | None:
    """None for a material that was not read."""
    pages = contents.pages(thing)
    if pages is None:
        return None
    _ = tongue(language).gettext
    spoken = thing.language or pages.language
    title = thing.title.shown(language).words
    return Deck(
        material(thing, language),
        (_("Pages of %(title)s") if thing.is_paged else _("Sections of %(title)s")) % {"title": title},
        spoken if spoken and spoken.partition("-")[0] != language else None,
        _remark(thing, pages, language),
        pages.has_pictures,
        tuple(_page(event, thing, page, language) for page in pages.pages),
    )


def _remark(thing: Material, pages: Pages, language: Language) -> str:
    _ = tongue(language).gettext
    if pages.is_scanned:
        if any(page.text for page in pages.pages):
            return _("Scanned pages. The text was read by a machine and may contain errors.")
        return _("Scanned pages, without text that can be searched or read aloud.")
    if pages.has_pictures or not thing.is_paged:
        return ""
    return _("The text of the pages, without their pictures. Download the file to see them.")


def _page(event: Event, thing: Material, page: Page, language: Language) -> PageShown:
    _ = tongue(language).gettext
    name = (_("page %(number)s") if thing.is_paged else _("section %(number)s")) % {"number": page.number}
    small, large = PICTURE_WIDTHS
    return PageShown(
        page_anchor(event, thing, page.number),
        name,
        page.title or "",
        _paragraphs(page.text),
        _paragraphs(page.notes),
        page_picture_path(thing, page.number, small) if page.has_picture else "",
        page_picture_path(thing, page.number, large) if page.has_picture else "",
        page.width,
        page.height,
        page.title or name[:1].upper() + name[1:],
        page.is_scanned,
    )


def _paragraphs(text: str | None) -> tuple[str, ...]:
    return tuple(line.strip() for line in (text or "").split("\n") if line.strip())
