# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Publishing and taking down at a set time, and taking down now."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from verkstad.archive.actions.drafting import stamp_of
from verkstad.archive.actions.publishing import take_down
from verkstad.archive.actions.scheduling import schedule, schedule_of, unschedule
from verkstad.archive.choices import TombstoneReason
from verkstad.archive.errors import ArchiveError
from verkstad.archive.rules import wall_clock
from verkstad.archive.spoken import spoken_time
from verkstad.editing.versions.base import ThingView

ZONE = "Europe/Stockholm"


class TimesForm(forms.Form):
    """Days and times as clocks in Sweden show them. Empty means: not at a set time."""

    go_live_day = forms.DateField(
        label=gettext_lazy("Publish on"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    go_live_time = forms.TimeField(
        label=gettext_lazy("at"), required=False, widget=forms.TimeInput(attrs={"type": "time"})
    )
    expire_day = forms.DateField(
        label=gettext_lazy("Take down on"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    expire_time = forms.TimeField(
        label=gettext_lazy("at"), required=False, widget=forms.TimeInput(attrs={"type": "time"})
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in ("go_live", "expire"):
            cleaned[f"{name}_at"] = self._moment(name, cleaned)
        if not self.errors and cleaned["go_live_at"] is None and cleaned["expire_at"] is None:
            self.add_error("go_live_day", _("Write a day, for publishing or for taking down."))
        return cleaned

    def _moment(self, name: str, cleaned: dict[str, Any]) -> datetime | None:
        day: date | None = cleaned.get(f"{name}_day")
        at: time | None = cleaned.get(f"{name}_time")
        if self.errors.keys() & {f"{name}_day", f"{name}_time"} or (day is None and at is None):
            return None
        if day is None:
            self.add_error(f"{name}_day", _("The time needs a day."))
            return None
        if at is None:
            self.add_error(f"{name}_time", _("The day needs a time."))
            return None
        if not wall_clock.exists(day, at, ZONE):
            self.add_error(
                f"{name}_time",
                _("Summer time begins that night, so no clock shows %(time)s. Choose %(next)s or later.")
                % {"time": spoken_time(at), "next": spoken_time(wall_clock.first_after_gap(day, at, ZONE))},
            )
            return None
        return datetime.combine(day, at, ZoneInfo(ZONE))


class ScheduleView(ThingView):
    needs = "publish"
    template_name = "verkstad/versions/schedule.html"
    title = gettext_lazy("Publish at a set time")

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        now = schedule_of(self.thing)
        initial = {}
        for name, moment in (("go_live", now.go_live_at), ("expire", now.expire_at)):
            if moment is not None:
                local = timezone.localtime(moment, ZoneInfo(ZONE))
                initial |= {f"{name}_day": local.date().isoformat(), f"{name}_time": f"{local:%H:%M}"}
        return self._page(TimesForm(initial=initial))

    def _page(self, form: TimesForm, status: int = 200) -> HttpResponse:
        based_on = self.request.POST.get("based_on") or stamp_of(self.thing)
        return self.show(status, form=form, scheduled=schedule_of(self.thing), based_on=based_on)

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        if "call_off" in request.POST:
            return self._call_off()
        form = TimesForm(request.POST)
        if not form.is_valid():
            return self._page(form, status=422)
        try:
            schedule(
                self.thing,
                go_live_at=form.cleaned_data["go_live_at"],
                expire_at=form.cleaned_data["expire_at"],
                by=request.user,
                at=self.now(),
                based_on=request.POST.get("based_on", ""),
            )
        except ArchiveError as refused:
            form.add_error(None, refused.message())
            return self._page(form, status=422)
        messages.success(request, _("The time is set. Until then readers see what they see now."))
        return self.to_the_thing()

    def _call_off(self) -> HttpResponse:
        try:
            unschedule(self.thing, by=self.request.user, at=self.now())
        except ArchiveError as refused:
            self.refused(refused)
        else:
            messages.success(self.request, _("The set time is called off."))
        return self.to_the_thing()


class TakeDownView(ThingView):
    """Plain taking down, with what readers will meet said first."""

    needs = "withdraw"
    template_name = "verkstad/versions/take_down.html"
    title = gettext_lazy("Take down")

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        return self._page()

    def _page(self, reason: str = TombstoneReason.MISTAKE, status: int = 200) -> HttpResponse:
        if not self.thing.live:
            messages.info(self.request, _("“%(thing)s” is not published.") % {"thing": self.thing})
            return self.to_the_thing()
        return self.show(
            status,
            reasons=[(value, label) for value, label in TombstoneReason.choices if value != TombstoneReason.MERGED],
            reason=reason,
            has_page=hasattr(self.thing, "slug"),
        )

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        reason = request.POST.get("reason", "")
        if reason not in TombstoneReason.values or reason == TombstoneReason.MERGED:
            messages.error(request, _("Choose why it is taken down."))
            return self._page(status=422)
        try:
            take_down(self.thing, reason=reason, by=request.user, at=self.now())
        except ArchiveError as refused:
            self.refused(refused)
        else:
            messages.success(request, _("“%(thing)s” is taken down. It is kept as a draft.") % {"thing": self.thing})
        return self.to_the_thing()
