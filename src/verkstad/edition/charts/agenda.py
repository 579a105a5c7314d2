# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""An agenda as a line through its hours: each item as long as it takes. Only where that tells more than the list of times."""

from __future__ import annotations

from datetime import time
from typing import NamedTuple

from markupsafe import Markup

from verkstad.edition.charts.drawing import bar, letters, picture
from verkstad.edition.rendering.dates import clock
from verkstad.edition.rendering.tongue import length, tongue
from verkstad.records.base import Language
from verkstad.records.events import Event

_THICK = 1.5
_ROOM_FOR_TIME = 11.0
"""Per cent of the line that a time under it takes."""
_UNEVEN = 1.5
"""The longest item is at least so many times as long as the shortest; else the list says it all."""


class Stretch(NamedTuple):
    start: int
    end: int
    """Minutes of the day."""
    title: str
    is_break: bool


def agenda_hour(event: Event, *, language: Language, id: str = "agenda-line") -> Markup:
    """Empty when fewer than three items have times, when they are about equally long, or when times run backwards."""
    stretches = _stretches(event, language)
    if len(stretches) < 3 or any(stretch.end <= stretch.start for stretch in stretches):
        return Markup()
    minutes = [stretch.end - stretch.start for stretch in stretches]
    if max(minutes) < _UNEVEN * min(minutes):
        return Markup()
    first, last = stretches[0].start, stretches[-1].end
    scale = 100 / (last - first)
    shapes: list[Markup] = []
    taken_to = -_ROOM_FOR_TIME
    for stretch in stretches:
        x, width = (stretch.start - first) * scale, (stretch.end - stretch.start) * scale
        shapes.append(bar("pause" if stretch.is_break else "stretch", x, width, 0, _THICK))
        if x - taken_to >= _ROOM_FOR_TIME and x < 100 - _ROOM_FOR_TIME:
            shapes.append(letters("year", x, _THICK + 1.2, _clock(stretch.start, language), anchor="start"))
            taken_to = x
    shapes.append(letters("year", 100, _THICK + 1.2, _clock(last, language), anchor="end"))
    _ = tongue(language).gettext
    title = _("The agenda from %(start)s to %(end)s") % {
        "start": _clock(first, language),
        "end": _clock(last, language),
    }
    said = "; ".join(
        f"{_clock(s.start, language)} {s.title}, {length((s.end - s.start) * 60, language)}" for s in stretches
    )
    drawn = picture(_THICK + 1.6, shapes, id=id, title=title, description=said)
    return Markup('<figure class="chart-figure">{}</figure>').format(drawn)


def _stretches(event: Event, language: Language) -> list[Stretch]:
    """The items with times; one without an end lasts to the next, the last to the end of the event."""
    timed = [item for item in event.agenda if item.start_time]
    starts = [_minutes(item.start_time) for item in timed if item.start_time]
    found = []
    for place, (item, start) in enumerate(zip(timed, starts, strict=True)):
        following = (
            starts[place + 1] if place + 1 < len(starts) else _minutes(event.end_time) if event.end_time else start
        )
        end = min(_minutes(item.end_time), following) if item.end_time and following > start else following
        end = end if end > start or not item.end_time else _minutes(item.end_time)
        found.append(Stretch(start, end, item.title.shown(language).words, item.kind == "break"))
    return found


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute


def _clock(minutes: int, language: Language) -> str:
    return clock(time(minutes // 60, minutes % 60), language)
