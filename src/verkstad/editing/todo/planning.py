# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The planning list of a workshop, and the list that a series gives its new workshops."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from verkstad.archive.actions.planning import (
    add_step,
    change_step,
    remove_step,
    set_series_steps,
    take_series_steps,
    tick_step,
)
from verkstad.archive.errors import ArchiveError
from verkstad.archive.models import PlanningStep
from verkstad.editing.todo.base import OfEventView, OfSeriesView
from verkstad.editing.todo.forms import SeriesStepFormSet, StepForm, initial_of, usual_steps
from verkstad.editing.todo.speaking import language_here, say_moment_day
from verkstad.exchange.when import say_day, say_when


@dataclass
class ShownStep:
    step: PlanningStep
    day: str
    is_late: bool
    done: str
    form: StepForm
    is_open: bool = False


class PlanView(OfEventView):
    """The list with ticks, and a form for one more line. Each button sends its own form, so that no line waits for another."""

    template_name = "verkstad/todo/plan.html"
    title = gettext_lazy("Planning list")

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        return self._page()

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        doing: dict[str, Callable[[datetime], HttpResponse | None]] = {
            "add": self._add,
            "change": self._change,
            "remove": self._remove,
            "tick": lambda at: self._tick(at, done=True),
            "untick": lambda at: self._tick(at, done=False),
            "begin": self._begin,
        }
        do = doing.get(request.POST.get("do", ""))
        if do is None:
            raise Http404
        try:
            answer = do(timezone.now())
        except ArchiveError as refused:
            messages.error(request, refused.message())
            answer = None
        return answer or redirect("verkstad_todo:plan", self.thing.pk)

    def _add(self, at: datetime) -> HttpResponse | None:
        form = StepForm(self.request.POST, prefix="new")
        if not form.is_valid():
            return self._page(new=form, status=422)
        step = add_step(self.thing, form.content(), by=self.request.user, at=at)
        messages.success(self.request, _("“%(step)s” is on the list.") % {"step": step})
        return None

    def _change(self, at: datetime) -> HttpResponse | None:
        step = self._step()
        form = StepForm(self.request.POST, prefix=f"step-{step.pk}")
        if not form.is_valid():
            return self._page(changed=(step.pk, form), status=422)
        step = change_step(step, form.content(), by=self.request.user, at=at)
        messages.success(self.request, _("“%(step)s” is changed.") % {"step": step})
        return None

    def _remove(self, at: datetime) -> None:
        step = self._step()
        remove_step(step, by=self.request.user, at=at)
        messages.success(self.request, _("“%(step)s” is removed from the list.") % {"step": step})

    def _tick(self, at: datetime, *, done: bool) -> HttpResponse:
        step = tick_step(self._step(), done=done, by=self.request.user, at=at)
        answer = redirect("verkstad_todo:plan", self.thing.pk)
        answer["Location"] += f"#step-{step.pk}"  # where the editor was, and not the top of the page
        return answer

    def _begin(self, at: datetime) -> None:
        added = take_series_steps(self.thing, by=self.request.user, at=at)
        if added:
            messages.success(self.request, _("The list of the series is taken in."))
        else:
            messages.warning(self.request, _("The list of the series has nothing that is not here already."))

    def _step(self) -> PlanningStep:
        key = self.request.POST.get("step", "")
        step = PlanningStep.objects.filter(event=self.thing, pk=key).first() if key.isdecimal() else None
        if step is None:
            # Removed by somebody else meanwhile: the archive says so, with the name of what was to be changed.
            raise Http404
        return step

    def _page(
        self, *, new: StepForm | None = None, changed: tuple[int, StepForm] | None = None, status: int = 200
    ) -> HttpResponse:
        today = timezone.localdate()
        rows = self.thing.planning_steps.select_related("done_by").order_by("days", "sort_order", "pk")
        steps = [self._shown(step, today) for step in rows]
        for shown in steps:
            if changed and shown.step.pk == changed[0]:
                shown.form, shown.is_open = changed[1], True
        return self.show(
            status,
            steps=steps,
            new=new or StepForm(prefix="new", initial={"side": "before"}),
            when=say_when(self.event, language_here()),
            series_has_list=self.thing.series.planning_steps.exists(),
            series_id=self.thing.series_id,
            members=_names_of_members(),
        )

    def _shown(self, step: PlanningStep, today: date) -> ShownStep:
        day = step.due_on(self.event.start_date)
        done = ""
        if step.done_at:
            by = step.done_by and (step.done_by.get_full_name() or step.done_by.get_username())
            done = ", ".join(filter(None, (by, say_moment_day(step.done_at))))
        late = day < today and not step.is_done and not self.thing.is_cancelled
        form = StepForm(prefix=f"step-{step.pk}", initial=initial_of(step))
        return ShownStep(step, say_day(day, language_here()), late, done, form)


class SeriesPlanView(OfSeriesView):
    """The list that new workshops of the series begin with."""

    template_name = "verkstad/todo/series_plan.html"
    title = gettext_lazy("Planning list for new workshops")
    needs = "change"

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        steps: list[Any] = list(self.thing.planning_steps.all())
        begins = not steps and "usual" in request.GET
        if begins:
            steps = list(usual_steps())
        return self._page(SeriesStepFormSet(initial=[initial_of(step) for step in steps]), begins=begins)

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        forms = SeriesStepFormSet(request.POST, initial=[initial_of(step) for step in self.thing.planning_steps.all()])
        if not forms.is_valid():
            return self._page(forms, status=422)
        contents = [form.content() for form in forms if form.cleaned_data and not form.cleaned_data.get("DELETE")]
        try:
            set_series_steps(self.thing, contents, by=request.user, at=timezone.now())
        except ArchiveError as refused:
            messages.error(request, refused.message())
            return self._page(forms, status=422)
        messages.success(request, _("The list is saved. New workshops of the series begin with it."))
        return redirect("verkstad_todo:series_plan", self.thing.pk)

    def _page(self, forms: Any, *, begins: bool = False, status: int = 200) -> HttpResponse:
        return self.show(status, forms=forms, begins=begins, members=_names_of_members())


def _names_of_members() -> list[str]:
    """To choose from when saying who does something; anybody else may be written too."""
    rows = get_user_model().objects.filter(is_active=True).exclude(last_name="", first_name="").order_by("pk")
    return sorted({user.get_full_name() for user in rows[:200]} - {""})
