# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The small forms beside that of a workshop: starting, days that come back, cancelling, postponing, moving, addresses."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from verkstad.archive.actions.events import has_timed_agenda
from verkstad.archive.choices import Precision
from verkstad.archive.models import Event, EventTemplate, Series
from verkstad.archive.rules import wall_clock
from verkstad.archive.rules.recurring import MOST, Recurrence
from verkstad.editing.events.fields import MONTH_ONLY, DayField, ProseInput, TimeField, as_month
from verkstad.editing.events.form import MONTH_SENTENCE, ends_before_it_begins
from verkstad.editing.shared.choosing import ThingField
from verkstad.editing.shared.texts import CleanText


class SmallForm(forms.Form):
    """A form whose fields stand one below the other; ``doubts`` are sentences that stop nothing."""

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.doubts: dict[str, list[str]] = {}
        for field in self.fields.values():
            if isinstance(field, ThingField):
                field.know({}, user)


class SeriesField(forms.TypedChoiceField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(label=gettext_lazy("Series"), empty_value=None, **kwargs)

    def offer(self, rows: list[Series]) -> None:
        self.coerce = {str(row.pk): row for row in rows}.get
        self.choices = [(str(row.pk), str(row)) for row in rows]


class WhenForm(SmallForm):
    """A day or a month, and times."""

    start_date = DayField(label=gettext_lazy("Day"), help_text=gettext_lazy("For example 2026-05-07, or 2026-05."))
    month_only = forms.BooleanField(label=MONTH_ONLY, required=False)
    start_time = TimeField(label=gettext_lazy("Start"), required=False)
    end_time = TimeField(label=gettext_lazy("End"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        written = str(self.data.get(self.add_prefix("start_date"), "")).strip()
        cleaned["is_month"] = bool(cleaned.get("month_only")) or as_month(written) is not None
        check_times(self, cleaned, cleaned.get("start_date"), is_month=cleaned["is_month"])
        return cleaned

    @property
    def precision(self) -> str:
        return Precision.MONTH if self.cleaned_data["is_month"] else Precision.DAY


def check_times(
    form: Any, cleaned: dict[str, Any], day: date | None, *, is_month: bool = False, time_zone: str = "Europe/Stockholm"
) -> None:
    """Put what is wrong with the times of one day at their fields."""
    start, end = cleaned.get("start_time"), cleaned.get("end_time")
    if is_month:
        for name in ("start_time", "end_time"):
            if cleaned.get(name) is not None:
                form.add_error(name, str(MONTH_SENTENCE))
        return
    if end is not None and start is None and "start_time" not in form.errors:
        form.add_error(
            "start_time", _("The end has a time but the start has none. Add the start, or leave out the end.")
        )
    elif start is not None and end is not None and end <= start:
        form.add_error("end_time", ends_before_it_begins(start, end))
    for name, sentences in wall_clock.problems({"start_time": (day, start), "end_time": (day, end)}, time_zone).items():
        if name not in form.errors:
            form.add_error(name, sentences)


class FromTemplateForm(WhenForm):
    template = forms.ModelChoiceField(EventTemplate.objects.none(), label=gettext_lazy("Template"))
    title = CleanText(label=gettext_lazy("Title"), required=False, max_length=300, widget=forms.TextInput())

    field_order = ["template", "title", "start_date", "start_time", "end_time", "month_only"]

    def __init__(self, *args: Any, series: list[Series], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["template"].queryset = templates_of(series)
        self.fields["template"].label_from_instance = lambda template: f"{template.name} ({template.series})"


class FromEventForm(WhenForm):
    event = ThingField(Event.objects.all(), label=gettext_lazy("Earlier workshop"))
    title = CleanText(label=gettext_lazy("Title"), required=False, max_length=300, widget=forms.TextInput())
    with_people = forms.BooleanField(label=gettext_lazy("Those who take part come along"), required=False)
    with_materials = forms.BooleanField(label=gettext_lazy("The material comes along, as drafts"), required=False)

    field_order = ["event", "title", "start_date", "start_time", "end_time", "month_only"]


class NextForm(SmallForm):
    series = SeriesField()
    title = CleanText(label=gettext_lazy("Title"), required=False, max_length=300, widget=forms.TextInput())

    def __init__(self, *args: Any, series: list[Series], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["series"].offer(series)


EVERY = {
    "week-1": gettext_lazy("every week"),
    "week-2": gettext_lazy("every second week"),
    "month-1": gettext_lazy("every month"),
    "month-2": gettext_lazy("every second month"),
    "month-3": gettext_lazy("every third month"),
}
PLACES = {
    "1": gettext_lazy("the first"),
    "2": gettext_lazy("the second"),
    "3": gettext_lazy("the third"),
    "4": gettext_lazy("the fourth"),
    "-1": gettext_lazy("the last"),
}
WEEKDAYS = {
    "0": gettext_lazy("Monday"),
    "1": gettext_lazy("Tuesday"),
    "2": gettext_lazy("Wednesday"),
    "3": gettext_lazy("Thursday"),
    "4": gettext_lazy("Friday"),
    "5": gettext_lazy("Saturday"),
    "6": gettext_lazy("Sunday"),
}


class RecurringForm(SmallForm):
    """Plain choices that make a rule; days are shown before anything is made."""

    series = SeriesField()
    title = CleanText(label=gettext_lazy("Title"), max_length=300, widget=forms.TextInput())
    template = forms.ModelChoiceField(
        EventTemplate.objects.none(), label=gettext_lazy("Begin each from a template"), required=False, empty_label="–"
    )
    every = forms.ChoiceField(label=gettext_lazy("How often"), choices=list(EVERY.items()), initial="month-1")
    place = forms.ChoiceField(
        label=gettext_lazy("Which in the month"),
        choices=list(PLACES.items()),
        help_text=gettext_lazy("Counts when it comes back by the month."),
    )
    weekday = forms.ChoiceField(label=gettext_lazy("Weekday"), choices=list(WEEKDAYS.items()), initial="1")
    first = DayField(label=gettext_lazy("From"), help_text=gettext_lazy("The first day that may be one of them."))
    until = DayField(label=gettext_lazy("Until"), required=False)
    count = forms.IntegerField(
        label=gettext_lazy("Or how many"),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 3, "maxlength": 3}),
    )
    start_time = TimeField(label=gettext_lazy("Start"), required=False)
    end_time = TimeField(label=gettext_lazy("End"), required=False)

    def __init__(self, *args: Any, series: list[Series], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["series"].offer(series)
        self.fields["template"].queryset = templates_of(series)
        self.fields["template"].label_from_instance = lambda template: f"{template.name} ({template.series})"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        until, count, first = cleaned.get("until"), cleaned.get("count"), cleaned.get("first")
        if "count" not in self.errors and "until" not in self.errors:
            if until is None and count is None:
                self.add_error("until", _("Say until when, or how many."))
            elif until is not None and count is not None:
                self.add_error("count", _("Choose one: until when, or how many."))
        if count is not None and not 1 <= count <= MOST:
            self.add_error("count", _("Choose a number from 1 to %(most)s.") % {"most": MOST})
        if until is not None and first is not None and until < first:
            self.add_error("until", _("The last day is before the first. Change one of them. All you typed is kept."))
        check_times(self, cleaned, None)
        return cleaned

    def recurrence(self) -> Recurrence:
        cleaned = self.cleaned_data
        unit, _dash, interval = cleaned["every"].partition("-")
        return Recurrence(
            unit=unit,
            interval=int(interval),
            weekday=int(cleaned["weekday"]),
            place=int(cleaned["place"]) if unit == "month" else None,
            count=cleaned["count"],
            until=cleaned["until"],
        )


class NoteForm(SmallForm):
    """Why, in both languages; nobody has to say."""

    note_sv = CleanText(label=gettext_lazy("Why, in a sentence"), required=False, empty_value=None, widget=ProseInput())
    note_en = CleanText(
        label=gettext_lazy("The same in English"), required=False, empty_value=None, widget=ProseInput()
    )

    @property
    def note(self) -> dict[str, str] | None:
        sv, en = self.cleaned_data["note_sv"], self.cleaned_data["note_en"]
        if not (sv or en):
            return None
        return {"original": "sv" if sv else "en"} | ({"sv": sv} if sv else {}) | ({"en": en} if en else {})


class MoveForm(WhenForm):
    end_date = DayField(label=gettext_lazy("Last day"), required=False)

    with_agenda = forms.BooleanField(
        label=gettext_lazy("Move the times of the agenda as much"), required=False, initial=True
    )

    field_order = ["start_date", "start_time", "end_time", "month_only", "end_date", "with_agenda"]

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.event = event
        if not has_timed_agenda(event):
            del self.fields["with_agenda"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        first, last = cleaned.get("start_date"), cleaned.get("end_date")
        if first and last and last < first:
            self.add_error(
                "end_date", _("The last day is before the first. Change one of them. All you typed is kept.")
            )
        return cleaned


class TemplateForm(SmallForm):
    name = CleanText(label=gettext_lazy("Name of the template"), max_length=120, widget=forms.TextInput())
    with_people = forms.BooleanField(label=gettext_lazy("Those who take part come along"), required=False)


class EditorNoteForm(SmallForm):
    note = CleanText(
        label=gettext_lazy("A note to other editors"), max_length=5000, widget=ProseInput(attrs={"rows": 3})
    )


class AddressForm(SmallForm):
    slug = forms.CharField(label=gettext_lazy("Address"), max_length=120)


def templates_of(series: list[Series]) -> Any:
    return EventTemplate.objects.filter(series__in=series).select_related("series", "made_by").order_by("name", "pk")
