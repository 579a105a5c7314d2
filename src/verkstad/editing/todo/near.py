# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The workshops near now, each with what it waits for: what the checks find in its latest draft, and what its planning list says.

Which workshops are near is asked of the database; what they lack is asked of the checks, of those few alone. So the number of
queries is the same however large the archive is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from verkstad.archive.models import Event, PlanningStep
from verkstad.archive.rules.access import in_scope
from verkstad.checks import findings_of
from verkstad.checks.events import is_coming, phase
from verkstad.checks.register import SEVERITIES
from verkstad.editing.shared.places import edit_address
from verkstad.editing.shared.site import captions_limits
from verkstad.editing.todo.speaking import language_here
from verkstad.exchange.text import one_line
from verkstad.exchange.when import say_day, say_when
from verkstad.records.desk_names import latest
from verkstad.records.read_desk import entries

COMING_AT_MOST, HELD_AT_MOST = 15, 12
HELD_DAYS = 90
TOLD_ELSEWHERE = frozenset({"recording.no-captions"})
"""Checks whose findings have a section of their own, of all workshops together (``duty.py``)."""
STEPS_AHEAD = timedelta(days=7)
"""How long before its day a step of the planning list is told."""


@dataclass(frozen=True)
class Line:
    """One thing to do, and where. ``weight`` is a severity of the checks."""

    words: str
    address: str
    weight: str = "warning"
    beside: str = ""
    id: str = ""


@dataclass
class Near:
    """A workshop with its lines."""

    id: UUID
    title: str
    title_language: str
    when: str
    is_held: bool
    is_coming: bool = True
    """To be held, and not called off."""
    lines: list[Line] = field(default_factory=list)

    @property
    def address(self) -> str:
        return edit_address("event", self.id)

    @property
    def links(self) -> list[tuple[str, str]]:
        """The words are the template's; here only where each page is."""
        names = ("plan", "slides") if self.is_held else ("plan", "invitation")
        return [(name, reverse(f"verkstad_todo:{name}", args=[self.id])) for name in names]


class Around(NamedTuple):
    """The workshops near now."""

    coming: list[Near]
    """Not ready: with a line at least, the next first."""
    ready: list[Near]
    """Coming too, and nothing is missing; the next first."""
    held: list[Near]
    """Just held and not documented, the latest first."""


def near(user: Any, *, at: datetime) -> Around:
    """Those of the user's scope. Some twenty-five queries, whatever the archive's size."""
    rows = in_scope(Event.objects.all(), user, "change")
    ids = [event.pk for event in rows.coming_to_editors(at).only("pk")[:COMING_AT_MOST]]
    ids += [event.pk for event in rows.just_held_to_editors(at, days=HELD_DAYS).only("pk")[:HELD_AT_MOST]]
    steps = _steps_due(set(ids), at)
    found = [_near(entry, steps[entry.id], at) for entry in entries("event", set(ids))]
    in_order = [one for _first, one in sorted(found, key=_order)]
    return Around(
        coming=[one for one in in_order if one.lines and not one.is_held],
        ready=[one for one in in_order if not one.lines and one.is_coming],
        held=[one for one in reversed(in_order) if one.lines and one.is_held],
    )


def _order(pair: tuple[date, Near]) -> tuple[date, str]:
    return pair[0], pair[1].title


def _near(entry: Any, steps: Iterable[PlanningStep], at: datetime) -> tuple[date, Near]:
    one = near_of(entry, at)
    event = latest(entry)
    checks = (line for line in lines_of_checks(entry, at) if line.id not in TOLD_ELSEWHERE)
    one.lines = [*_lines_of_plan(event, steps, at), *checks]
    return event.start_date, one


def near_of(entry: Any, at: datetime) -> Near:
    """A workshop as its latest draft has it, still without lines."""
    event, language = latest(entry), language_here()
    title, title_language = event.title.shown(language)
    held = phase(event, at) == "past"
    return Near(event.id, one_line(title), title_language, say_when(event, language), held, is_coming(event, at))


def lines_of_checks(entry: Any, at: datetime, *, only: Collection[str] | None = None) -> Iterator[Line]:
    """What the checks (or those named) find in one workshop, the weightiest first, each with the address of the very field."""
    found = sorted(findings_of(entry, at, captions_limits()), key=lambda one: SEVERITIES.index(one.severity))
    for one in found:
        if only is not None and one.check not in only:
            continue
        address = edit_address("event", entry.id, one.field)
        if one.check == "event.no-slides":
            address = reverse("verkstad_todo:slides", args=[entry.id])
        yield Line(one.message(), address, one.severity, id=one.check)


def _lines_of_plan(event: Any, steps: Iterable[PlanningStep], at: datetime) -> Iterator[Line]:
    today = timezone.localdate(at)
    due = sorted(((step.due_on(event.start_date), step) for step in steps), key=lambda pair: pair[0])
    for day, step in due:
        if day <= today + STEPS_AHEAD:
            address = f"{reverse('verkstad_todo:plan', args=[event.id])}#step-{step.pk}"
            weight = "error" if day < today else "warning"
            yield Line(step.title, address, weight, beside=_beside(step, day), id="plan")


def _beside(step: PlanningStep, day: date) -> str:
    return ", ".join(filter(None, (step.who, say_day(day, language_here()))))


def _steps_due(ids: set[UUID], at: datetime) -> dict[UUID, list[PlanningStep]]:
    found: dict[UUID, list[PlanningStep]] = defaultdict(list)
    for step in PlanningStep.objects.open().filter(event__in=ids).order_by("days", "sort_order", "pk"):
        found[step.event_id].append(step)
    return found
