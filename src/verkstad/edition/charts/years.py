# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""How many workshops each year had, as bars side by side."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from markupsafe import Markup

from verkstad.edition.charts.drawing import bar, letters, link, picture, table
from verkstad.edition.rendering.tongue import number, tongue
from verkstad.records.base import Language

_HIGHEST = 7.0
"""Of the highest bar, in rem."""
_ABOVE, _BELOW = 1.4, 1.6
"""Room for the number over a bar and the year under it."""
_BAR = 0.64
"""Of the room that a year has."""
_WHOLE_YEARS = 8
"""With more years than this, a year is written with two digits."""
_LABELS = 12
"""As many years are written under the bars at most; they fit a telephone."""


def workshops_per_year(
    years: Sequence[tuple[int, int]],
    *,
    language: Language,
    coming: Mapping[int, int] | None = None,
    href: Callable[[int], str] | None = None,
    id: str = "per-year",
) -> Markup:
    """``years`` are (year, number) in any order; a year between them that had none gets its empty place.

    ``coming`` are those of each year's number that are still to come: the open end of its bar. ``href`` links the years of
    the table.
    """
    counts = dict(years)
    if not counts:
        return Markup()
    span = range(min(counts), max(counts) + 1)
    most = max(counts.values())
    room = 100 / len(span)
    step = -(-len(span) // _LABELS)
    shapes: list[Markup] = []
    for place, year in enumerate(span):
        count, middle = counts.get(year, 0), (place + 0.5) * room
        height = _HIGHEST * count / most
        planned = _HIGHEST * min((coming or {}).get(year, 0), count) / most
        top = _ABOVE + _HIGHEST - height
        if planned:
            shapes.append(bar("coming", middle - room * _BAR / 2, room * _BAR, top, planned))
        if height > planned:
            shapes.append(bar("bar", middle - room * _BAR / 2, room * _BAR, top + planned, height - planned))
        shapes.append(letters("number", middle, top - 0.4, number(count, language)))
        if (span[-1] - year) % step == 0:
            words = year if len(span) <= _WHOLE_YEARS else f"’{year % 100:02}"
            shapes.append(letters("year", middle, _ABOVE + _HIGHEST + 1.2, words))
    shapes.append(bar("ground", 0, 100, _ABOVE + _HIGHEST, 0.0625))
    _ = tongue(language).gettext
    drawn = picture(
        _ABOVE + _HIGHEST + _BELOW, shapes, id=id, title=_("Workshops per year"), description=_summary(counts, language)
    )
    legend = (
        Markup("<figcaption>{}</figcaption>").format(_("The outlined part of a bar is still to come."))
        if any((coming or {}).values())
        else ""
    )
    return Markup('<figure class="chart-figure">{}{}{}</figure>').format(
        drawn, legend, _as_table(counts, span, language, href)
    )


def _summary(counts: Mapping[int, int], language: Language) -> str:
    _ = tongue(language).gettext
    most = max(counts.values())
    best = [str(year) for year in sorted(counts) if counts[year] == most]
    said = _("%(total)s workshops from %(first)s to %(last)s; most in %(best)s: %(most)s.")
    total = number(sum(counts.values()), language)
    return said % {
        "total": total,
        "first": min(counts),
        "last": max(counts),
        "best": ", ".join(best),
        "most": number(most, language),
    }


def _as_table(counts: Mapping[int, int], span: range, language: Language, href: Callable[[int], str] | None) -> Markup:
    _ = tongue(language).gettext
    row = Markup('<tr><th scope="row">{}</th><td class="num">{}</td></tr>')
    rows = [
        row.format(link(href(year) if href and year in counts else None, year), number(counts.get(year, 0), language))
        for year in reversed(span)
    ]
    rows_table = table(_("Workshops per year"), (_("Year"), _("Workshops")), rows)
    return Markup('<details class="chart-data"><summary>{}</summary>{}</details>').format(
        _("The figures as a table"), rows_table
    )
