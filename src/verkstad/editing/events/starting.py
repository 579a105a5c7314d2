# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages for starting workshops: empty, from a template, from an earlier one, the next of a series, or many at once."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, NamedTuple

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from verkstad.archive.actions.beginning import (
    When,
    days_taken,
    make_template,
    remove_template,
    start_from_event,
    start_from_template,
    start_on_days,
)
from verkstad.archive.errors import ArchiveError, ContentRefused
from verkstad.archive.models import Event, EventTemplate, Series
from verkstad.archive.rules.access import may, visible
from verkstad.archive.rules.holidays import holiday_on
from verkstad.archive.rules.recurring import same_weekday_next_month
from verkstad.archive.spoken import spoken_day
from verkstad.editing.events.page_forms import (
    FromEventForm,
    FromTemplateForm,
    NextForm,
    RecurringForm,
    TemplateForm,
    templates_of,
)
from verkstad.editing.events.series import series_for
from verkstad.editing.shared.pages import DeskPage, edit_url


class WorkshopPage(DeskPage):
    """A page beside the list of workshops."""

    header_icon = "calendar-alt"

    def way(self) -> list[tuple[str, str]]:
        return [(reverse("wagtailsnippets_archive_event:list"), _("Workshops"))]

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        self.series = series_for(request.user)
        if not may(request.user, "add", Event):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def show(self, **context: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(**context))


def to_the_form(event: Event) -> HttpResponse:
    return redirect(edit_url("event", event.pk))


class StartView(WorkshopPage):
    """The ways to begin, each with a small form of its own."""

    page_title = gettext_lazy("New workshop")
    template_name = "verkstad/events/start.html"

    def forms(self, sent: str = "") -> dict[str, Any]:
        data = self.request.POST
        user = self.request.user

        def made(name: str, form: Any, **kwargs: Any) -> Any:
            return form(data if sent == name else None, prefix=name, user=user, **kwargs)

        return {
            "template": made("template", FromTemplateForm, series=self.series),
            "event": made("event", FromEventForm, initial=self._earlier()),
            "next": made("next", NextForm, series=self.series),
        }

    def _earlier(self) -> dict[str, Any]:
        return {"event": self.request.GET.get("event") or None}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        context.setdefault("forms", self.forms())
        has_templates = templates_of(self.series).exists()
        return {**context, "has_templates": has_templates, "empty_url": reverse("wagtailsnippets_archive_event:add")}

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        forms = self.forms()
        if earlier := self._earlier()["event"]:
            known = visible(Event.objects.all(), self.request.user).filter(pk=_as_id(earlier)).first()
            if known is not None:
                forms["event"].fields["event"].know({known.pk: known}, request.user)
        return self.show(forms=forms)

    def post(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        way = request.POST.get("way", "")
        forms = self.forms(way)
        if way not in forms:
            return self.show(forms=forms)
        form = forms[way]
        if not form.is_valid():
            return self.show(forms=forms)
        try:
            return getattr(self, f"start_{way}")(form)
        except ContentRefused as refused:
            for name, sentences in refused.problems.items():
                form.add_error(name if name in form.fields else None, sentences)
        except ArchiveError as refused:
            form.add_error(None, refused.message())
        return self.show(forms=forms)

    def start_template(self, form: FromTemplateForm) -> HttpResponse:
        given = form.cleaned_data
        event = start_from_template(
            given["template"], _when(form), title=given["title"] or None, by=self.request.user, at=timezone.now()
        )
        return to_the_form(event)

    def start_event(self, form: FromEventForm) -> HttpResponse:
        given = form.cleaned_data
        event = start_from_event(
            given["event"],
            _when(form),
            title=given["title"] or None,
            with_people=given["with_people"],
            with_materials=given["with_materials"],
            by=self.request.user,
            at=timezone.now(),
        )
        return to_the_form(event)

    def start_next(self, form: NextForm) -> HttpResponse:
        """As the latest of the series, on the same weekday of the month after it."""
        series = form.cleaned_data["series"]
        latest = Event.objects.filter(series=series).order_by("-start_date", "-pk").first()
        if latest is None:
            form.add_error("series", _("The series has no workshop yet. Begin with an empty form."))
            return self.show(forms={**self.forms(), "next": form})
        today = timezone.localdate()
        day = same_weekday_next_month(latest.start_date)
        while day <= today or days_taken(series, [day]):
            day = same_weekday_next_month(day)
        event = start_from_event(
            latest,
            When(day, precision=latest.precision),
            title=form.cleaned_data["title"] or None,
            by=self.request.user,
            at=timezone.now(),
        )
        return to_the_form(event)


def _when(form: Any) -> When:
    given = form.cleaned_data
    return When(given["start_date"], form.precision, given["start_time"], given["end_time"])


def _as_id(value: str) -> Any:
    from uuid import UUID

    try:
        return UUID(value)
    except ValueError:
        return None


class Day(NamedTuple):
    """One day of a rule as the preview tells it."""

    day: date
    words: str
    holiday: str | None
    is_taken: bool


class RecurringView(WorkshopPage):
    """Drafts on days that come back: the days are shown first, and the button that makes them comes after."""

    page_title = gettext_lazy("Workshops that come back")
    template_name = "verkstad/events/recurring.html"

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        first = timezone.localdate() + timedelta(days=1)
        form = RecurringForm(user=request.user, series=self.series, initial={"first": first, "count": 6})
        return self.show(form=form)

    def post(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        form = RecurringForm(request.POST, user=request.user, series=self.series)
        if not form.is_valid():
            return self.show(form=form)
        series: Series = form.cleaned_data["series"]
        recurrence = form.recurrence()
        days = recurrence.days(form.cleaned_data["first"])
        if not days:
            form.add_error("until", _("No such day comes before then. Choose a later last day."))
            return self.show(form=form)
        if "make" in request.POST:
            return self._make(form, series, days, recurrence.rule())
        taken = days_taken(series, days)
        shown = [Day(day, spoken_day(day), holiday_on(day), day in taken) for day in days]
        return self.show(form=form, days=shown, rule=recurrence.rule(), new=len(days) - len(taken))

    def _make(self, form: RecurringForm, series: Series, days: list[date], rule: str) -> HttpResponse:
        given = form.cleaned_data
        left_out = set(self.request.POST.getlist("leave_out"))
        template = given["template"]
        try:
            started = start_on_days(
                template.content if template else {},
                series,
                [day for day in days if day.isoformat() not in left_out],
                title=given["title"],
                start_time=given["start_time"],
                end_time=given["end_time"],
                by=self.request.user,
                at=timezone.now(),
                rule=rule,
            )
        except ArchiveError as refused:
            form.add_error(None, refused.message())
            return self.show(form=form)
        count = len(started.events)
        messages.success(
            self.request,
            ngettext("%(count)s draft was made.", "%(count)s drafts were made.", count) % {"count": count},
        )
        return redirect("wagtailsnippets_archive_event:list")


class TemplatesView(WorkshopPage):
    """Which templates there are; with a button to remove each."""

    page_title = gettext_lazy("Templates")
    template_name = "verkstad/events/templates.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "templates": templates_of(self.series)}

    def post(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        key = _as_id(request.POST.get("remove", ""))
        template = get_object_or_404(EventTemplate.objects.select_related("series"), pk=key)
        name = template.name
        try:
            remove_template(template, by=request.user, at=timezone.now())
        except ArchiveError as refused:
            messages.error(request, refused.message())
        else:
            messages.success(request, _("The template “%(name)s” is removed.") % {"name": name})
        return redirect("verkstad_events:templates")


class MakeTemplateView(WorkshopPage):
    page_title = gettext_lazy("Make a template")
    template_name = "verkstad/events/small_form.html"

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        self.event = get_object_or_404(Event, pk=kwargs["pk"])
        self.refuse_unless("change", self.event)
        return super().dispatch(request, *args, **kwargs)

    def way(self) -> list[tuple[str, str]]:
        return [*super().way(), (edit_url("event", self.event.pk), str(self.event))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = {
            "lead": _(
                "The agenda, the organisers, the topics and the place are kept. Dates, pictures and recordings are not."
            ),
            "button": _("Keep as template"),
            "back": edit_url("event", self.event.pk),
            "event": self.event,
        }
        return {**super().get_context_data(**kwargs), **context}

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.show(form=TemplateForm(user=request.user, initial={"name": str(self.event)}))

    def post(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        form = TemplateForm(request.POST, user=request.user)
        if form.is_valid():
            try:
                template = make_template(
                    self.event,
                    form.cleaned_data["name"],
                    with_people=form.cleaned_data["with_people"],
                    by=request.user,
                    at=timezone.now(),
                )
            except ContentRefused as refused:
                form.add_error("name", [sentence for some in refused.problems.values() for sentence in some])
            else:
                messages.success(request, _("The template “%(name)s” is kept.") % {"name": template.name})
                return redirect("verkstad_events:templates")
        return self.show(form=form)
