# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was found as a page: the form as it was filled in, how many, by year, and fifty rows."""

from __future__ import annotations

from datetime import datetime
from itertools import groupby
from typing import Any, NamedTuple

from markupsafe import Markup, escape

from verkstad.edition.finding.index import Found, FoundRow, Index, find
from verkstad.edition.finding.query import LONGEST_TEXT, Query, parse_query
from verkstad.edition.rendering.environment import render
from verkstad.edition.rendering.frame import FindForm, surroundings
from verkstad.edition.rendering.list_pages import kinds
from verkstad.edition.rendering.paging import events_path
from verkstad.edition.rendering.rows import Row, row
from verkstad.edition.rendering.tongue import Tongue, number, tongue
from verkstad.exchange.words import event_kinds
from verkstad.records.base import Language


class Choice(NamedTuple):
    """A link to the same question with something else in it."""

    words: str
    href: str
    is_chosen: bool = False


def find_page(index: Index, query_string: str | bytes, language: Language, *, at: datetime) -> bytes | None:
    """The page that answers a query string; None when it asks nothing, so that the list itself is the answer.

    ``at`` is the edition's own moment: a row then says the same here and in the lists.
    """
    query = parse_query(query_string)
    if query.asks_nothing:
        return None
    return render_found(index, find(index, query, language), query, language, at=at)


def render_found(index: Index, found: Found, query: Query, language: Language, *, at: datetime) -> bytes:
    _ = tongue(language).gettext
    count = _count(found, query, tongue(language))
    plain_count = count.striptags()
    frame = surroundings(
        index.site,
        index.faces[language],
        language,
        path="/events/",
        title=plain_count,
        description=plain_count,
        door="events",
    )
    context: dict[str, Any] = {
        **frame,
        "noindex": True,
        "twin": f"{frame['twin']}?{query.as_string()}",
        "find": _form(index, query, language),
        "count": count,
        "is_cut": len(query.text) >= LONGEST_TEXT,
        "years": _years(found, query, language),
        "groups": _groups(found, language, at),
        "page": _("Page %(page)s of %(pages)s")
        % {"page": number(found.page, language), "pages": number(found.pages, language)},
        "newer": _link(query._replace(page=found.page - 1), language) if found.page > 1 else "",
        "older": _link(query._replace(page=found.page + 1), language) if found.page < found.pages else "",
        "wider": _wider(index, found, query, language),
        "all": events_path(language),
    }
    return render(language, "finding.html", context)


def _form(index: Index, query: Query, language: Language) -> FindForm:
    return FindForm(events_path(language), index.years, query.text, query.year, query.has, query.kind, kinds(language))


def _count(found: Found, query: Query, speak: Tongue) -> Markup:
    """“12 results for “jitsi”, 2024, with recording”. What was typed stands apart: it may run from right to left."""
    _ = speak.gettext
    n = number(found.total, speak.language)
    if query.text:
        said = speak.translations.ngettext("%(n)s result for “%(query)s”", "%(n)s results for “%(query)s”", found.total)
        said = _("No results for “%(query)s”") if found.total == 0 else said
    else:
        said = speak.translations.ngettext("%(n)s workshop", "%(n)s workshops", found.total)
        said = _("No workshops") if found.total == 0 else said
    parts = [escape(said) % {"n": n, "query": Markup("<bdi>{}</bdi>").format(query.text)}]
    if query.kind:
        parts.append(escape(event_kinds(speak.language)[query.kind]))  # type: ignore[index]
    if query.year:
        parts.append(escape(query.year))
    if "recording" in query.has:
        parts.append(escape(_("with recording")))
    if "slides" in query.has:
        parts.append(escape(_("with slides")))
    return Markup(", ").join(parts)


def _years(found: Found, query: Query, language: Language) -> list[Choice]:
    """The years to choose among, when there is more than one or one is chosen."""
    if not found.years or (len(found.years) == 1 and not query.year):
        return []
    every = tongue(language).gettext("All years")
    total = sum(count for _, count in found.years)
    choices = [
        Choice(f"{every} ({number(total, language)})", _link(query.but(year=None), language), query.year is None)
    ]
    choices += [
        Choice(f"{year} ({number(count, language)})", _link(query.but(year=year), language), year == query.year)
        for year, count in found.years
    ]
    return choices


def _wider(index: Index, found: Found, query: Query, language: Language) -> list[Choice]:
    """When nothing is found: less asked for, as far as that finds something."""
    if found.total:
        return []
    _ = tongue(language).gettext
    asked = [
        (_("Search all years"), query.but(year=None)),
        (_("Search without conditions"), query.but(has=frozenset(), kind=None)),
        (_("Search for the words alone"), query.but(has=frozenset(), kind=None, year=None)),
    ]
    choices: list[Choice] = []
    for words, wider in asked:
        total = index.count(wider)
        href = _link(wider, language)
        if total and wider.text and href not in [choice.href for choice in choices]:
            choices.append(Choice(f"{words} ({number(total, language)})", href))
    return choices


def _link(query: Query, language: Language) -> str:
    path = events_path(language)
    return path if query.asks_nothing else f"{path}?{query.as_string()}"


def _groups(found: Found, language: Language, at: datetime) -> list[tuple[int, list[Row]]]:
    rows = [_row(result, language, at) for result in found.rows]
    return [(year, list(group)) for year, group in groupby(rows, key=lambda drawn: drawn.year)]


def _row(result: FoundRow, language: Language, at: datetime) -> Row:
    """A row of a list, with the names that met the words in the place of its summary."""
    return row(result.card, language, at)._replace(lede=" · ".join(result.matched), lede_language=None)
