# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The organisations that took part in most workshops: a table with a bar in each row."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from verkstad.edition.charts.drawing import bar, line, link, small_picture, table
from verkstad.edition.library import ThingRow
from verkstad.edition.rendering.rows import lang_of
from verkstad.edition.rendering.tongue import number, tongue
from verkstad.exchange.addresses import in_language
from verkstad.records.base import Language

_THICK = 0.75


def contributing_organisations(rows: Sequence[ThingRow], *, language: Language, limit: int = 12) -> Markup:
    """``rows`` in any order; of organisations with equally many workshops, the order given decides."""
    _ = tongue(language).gettext
    shown = sorted((row for row in rows if row.events), key=lambda row: -row.events)[:limit]
    if not shown:
        return Markup()
    most = shown[0].events
    lines = [_line(row, most, language) for row in shown]
    return table(_("Organisations that have contributed"), (_("Organisation"), _("Workshops")), lines)


def _line(row: ThingRow, most: int, language: Language) -> Markup:
    name = row.name.shown(language)
    href = in_language(f"/organisation/{row.slug}/", language)
    drawn = small_picture(_THICK, [bar("bar", 0, 100 * row.events / most, 0, _THICK)])
    return line(link(href, name.words, lang_of(name, language)), drawn, number(row.events, language))
