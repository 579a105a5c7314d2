# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""A year as a calendar stave, the notched stick that farms in the North told the year by: one notch for each event.

A long notch has something to have, a short one has nothing yet, a coming one stands apart. Drawn as SVG of a few paths,
stretched by the page; hidden from screen readers, who get the list and the number that stand beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from markupsafe import Markup

from verkstad.edition.cards import has_ended, has_something
from verkstad.edition.library import EventCard, Library

WIDTH = 732
"""Two units a day."""
_STICK = 34
_LONG, _SHORT = 6, 20
NOTCHED_EVENTS = 100
"""With more events than this on one page, a year is drawn from the counts of its months."""


def _x(day: date) -> int:
    return 2 * day.timetuple().tm_yday


def _frame(year: int) -> str:
    months = "".join(f"M{_x(date(year, month, 1)) - 2} {_STICK}v6" for month in range(1, 13))
    return f'<path class="stave-stick" d="M0 {_STICK}H{WIDTH}"/><path class="stave-months" d="{months}M{WIDTH} {_STICK}v6"/>'


def _svg(year: int, paths: str) -> Markup:
    return Markup(  # noqa: S704  (numbers only)
        f'<svg class="stave" viewBox="0 0 {WIDTH} 42" preserveAspectRatio="none" aria-hidden="true" focusable="false">{_frame(year)}{paths}</svg>'
    )


def notched(year: int, cards: Sequence[EventCard], at: datetime) -> Markup:
    """One notch for each event, at its day; a month-only event stands in the middle of its month."""
    lines: dict[str, list[str]] = {"stave-bare": [], "stave-has": [], "stave-coming": []}
    for card in cards:
        x = _x(card.start_date) + (30 if card.precision == "month" else 0)
        if not has_ended(card, at):
            lines["stave-coming"].append(f"M{x} {_LONG}V{_STICK}")
        elif has_something(card):
            lines["stave-has"].append(f"M{x} {_LONG}V{_STICK}")
        else:
            lines["stave-bare"].append(f"M{x} {_SHORT}V{_STICK}")
    return _svg(year, "".join(f'<path class="{name}" d="{"".join(found)}"/>' for name, found in lines.items() if found))


def counted(year: int, months: Sequence[tuple[int, int]], most: int) -> Markup:
    """A bar for each month, as high as its share of ``most``: for years with too many events to notch."""
    bars = "".join(
        f"M{_x(date(year, month, 1)) + 4} {_STICK}V{_STICK - max(2, round(28 * n / most))}h50V{_STICK}"
        for month, n in sorted(months)
    )
    return _svg(year, f'<path class="stave-bars" d="{bars}"/>')


def staves(library: Library, years: Sequence[tuple[int, int]]) -> list[Markup]:
    """A stave for each (year, number of events), all drawn in the same manner."""
    if sum(count for _, count in years) <= NOTCHED_EVENTS:
        return [notched(year, library.cards_in(year), library.at) for year, _ in years]
    months = [library.months(year) for year, _ in years]
    most = max((n for found in months for _, n in found), default=1)
    return [counted(year, found, most) for (year, _), found in zip(years, months, strict=True)]
