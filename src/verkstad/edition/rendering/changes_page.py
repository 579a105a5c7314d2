# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The change log as people read it: what differs, in words, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import groupby
from typing import NamedTuple

from verkstad.edition.changes import WORDS
from verkstad.edition.library import ChangeEntry, Library
from verkstad.edition.rendering.dates import local_day, short_date
from verkstad.edition.rendering.environment import render
from verkstad.edition.rendering.frame import Feed, page
from verkstad.edition.rendering.paging import CHANGES_SHOWN
from verkstad.edition.rendering.rows import lang_of
from verkstad.edition.rendering.tongue import tongue
from verkstad.exchange.addresses import changes_feed_path, in_language
from verkstad.records.base import Language
from verkstad.records.published import Site


class ChangeLine(NamedTuple):
    words: str
    href: str
    title: str
    language: str | None
    iso: str
    day: str


def changes_title(site: Site, language: Language) -> str:
    """The title of the change log and of its feed."""
    return tongue(language).gettext("%(name)s: changes") % {"name": site.name}


@cache
def change_words(kinds: tuple[str, ...], language: Language) -> str:
    """The kinds of a change as one phrase: ``Slides added, new time``."""
    said = [tongue(language).gettext(WORDS[kind]) for kind in kinds]
    return ", ".join([*said[:1], *(words[:1].lower() + words[1:] for words in said[1:])])


def change_lines(entries: Sequence[ChangeEntry], language: Language) -> list[ChangeLine]:
    return [_line(entry, language) for entry in entries]


def _line(entry: ChangeEntry, language: Language) -> ChangeLine:
    title, day = entry.title.shown(language), local_day(entry.at)
    return ChangeLine(
        change_words(entry.kinds, language),
        in_language(entry.path, language) if entry.path else "",
        title.words,
        lang_of(title, language),
        day.isoformat(),
        short_date(day, "day", language),
    )


def render_changes(library: Library, language: Language) -> bytes:
    _ = tongue(language).gettext
    lines = change_lines(library.changes(CHANGES_SHOWN), language)
    feed = changes_feed_path(language)
    context = page(
        library,
        language,
        path="/changes/",
        title=_("Changes"),
        description=_("What has changed on this site, newest first."),
        feeds=(Feed("application/atom+xml", changes_title(library.site, language), feed),),
        feed=feed,
        days=[
            (iso, found[0].day, found)
            for iso, group in groupby(lines, key=lambda line: line.iso)
            for found in [list(group)]
        ],
    )
    return render(language, "changes.html", context)
