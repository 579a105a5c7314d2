# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The planning list of a workshop, the list that a series begins with, and who was asked for slides.

None of it is ever published, so nothing here touches what readers see.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from wagtail.log_actions import log

from verkstad.archive.actions.changing import locked
from verkstad.archive.errors import ContentRefused, StepGone
from verkstad.archive.models import Event, PlanningStep, Series, SeriesStep, SlidesRequest
from verkstad.archive.rules.access import refuse_unless


class StepContent(NamedTuple):
    """One line of a list: what, how many days from the first day of the workshop, and who."""

    title: str
    days: int
    who: str | None = None


@transaction.atomic
def add_step(event: Event, content: StepContent, *, by: Any, at: datetime) -> PlanningStep:
    """Raises NotAllowed, or ContentRefused when the line breaks a rule."""
    event = locked(event)
    refuse_unless(by, "change", event)
    count = event.planning_steps.count()
    step = _checked(PlanningStep(event=event, sort_order=count, **content._asdict()))
    step.save()
    _log(event, "verkstad.plan.add", step.title, by=by, at=at)
    return step


@transaction.atomic
def change_step(step: PlanningStep, content: StepContent, *, by: Any, at: datetime) -> PlanningStep:
    """Raises NotAllowed, StepGone, or ContentRefused when the line breaks a rule."""
    step = _locked_step(step)
    refuse_unless(by, "change", step.event)
    if StepContent(step.title, step.days, step.who) == content:
        return step
    for name, value in content._asdict().items():
        setattr(step, name, value)
    _checked(step).save()
    _log(step.event, "verkstad.plan.change", step.title, by=by, at=at)
    return step


@transaction.atomic
def remove_step(step: PlanningStep, *, by: Any, at: datetime) -> None:
    """Raises NotAllowed, StepGone."""
    step = _locked_step(step)
    refuse_unless(by, "change", step.event)
    _log(step.event, "verkstad.plan.remove", step.title, by=by, at=at)
    step.delete()


@transaction.atomic
def tick_step(step: PlanningStep, *, done: bool, by: Any, at: datetime) -> PlanningStep:
    """Say that a step is done, or after all is not. Who ticked it first stays. Raises NotAllowed, StepGone."""
    step = _locked_step(step)
    refuse_unless(by, "change", step.event)
    if step.is_done == done:
        return step
    step.done_at, step.done_by = (at, by) if done else (None, None)
    step.save(update_fields=["done_at", "done_by"])
    _log(step.event, "verkstad.plan.done" if done else "verkstad.plan.undone", step.title, by=by, at=at)
    return step


@transaction.atomic
def take_series_steps(event: Event, *, by: Any, at: datetime) -> list[PlanningStep]:
    """Give a workshop the lines of its series' list that it does not have already. Raises NotAllowed."""
    event = locked(event)
    refuse_unless(by, "change", event)
    added = _copy(event)
    if added:
        _log(event, "verkstad.plan.begin", str(len(added)), by=by, at=at)
    return added


def begin_planning(event: Event, *, at: datetime) -> list[PlanningStep]:
    """What a new workshop begins with: its series' list, unless it is over already. Not logged: it belongs to making it."""
    return [] if event.has_ended(at) else _copy(event)


@transaction.atomic
def set_series_steps(series: Series, contents: Iterable[StepContent], *, by: Any, at: datetime) -> list[SeriesStep]:
    """Let the list of a series be these lines and no others; the lists of its workshops stay as they are.

    Raises NotAllowed, or ContentRefused when a line breaks a rule.
    """
    series = locked(series)
    refuse_unless(by, "change", series)
    steps = [
        _checked(SeriesStep(series=series, sort_order=place, **content._asdict()))
        for place, content in enumerate(contents)
    ]
    series.planning_steps.all().delete()
    SeriesStep.objects.bulk_create(steps)
    _log(series, "verkstad.plan.series", str(len(steps)), by=by, at=at)
    return steps


@transaction.atomic
def note_slides_request(event: Event, appearances: Collection[UUID], *, by: Any, at: datetime) -> list[SlidesRequest]:
    """Keep that these speakers were asked for their slides. Raises NotAllowed."""
    event = locked(event)
    refuse_unless(by, "change", event)
    asked = [
        SlidesRequest.objects.create(event=event, appearance_uid=uid, asked_at=at, asked_by=by)
        for uid in sorted(set(appearances))
    ]
    if asked:
        _log(event, "verkstad.ask_for_slides", str(len(asked)), by=by, at=at)
    return asked


def _copy(event: Event) -> list[PlanningStep]:
    taken = {(step.title, step.days) for step in event.planning_steps.all()}
    lines = list(SeriesStep.objects.filter(series=event.series_id))
    return PlanningStep.objects.bulk_create(
        PlanningStep(event=event, title=line.title, who=line.who, days=line.days, sort_order=line.sort_order)
        for line in lines
        if (line.title, line.days) not in taken
    )


def _locked_step(step: PlanningStep) -> PlanningStep:
    found = PlanningStep.objects.select_for_update(of=("self",)).select_related("event").filter(pk=step.pk).first()
    if found is None:
        raise StepGone(step)
    return found


def _checked(step: Any) -> Any:
    try:
        step.full_clean()
    except ValidationError as refused:
        problems = refused.message_dict if hasattr(refused, "error_dict") else {NON_FIELD_ERRORS: refused.messages}
        raise ContentRefused(step, problems) from refused
    return step


def _log(thing: Event | Series, action: str, line: str, *, by: Any, at: datetime) -> None:
    log(instance=thing, action=action, user=by, data={"line": line}, timestamp=at)
