# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The form of a workshop: its own fields, the rows of its parts, and the rules between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm

from verkstad.archive.actions.starting import free_slug
from verkstad.archive.choices import Mode, Precision
from verkstad.archive.models import Event, Series
from verkstad.archive.rules import agenda, wall_clock
from verkstad.archive.rules.access import may
from verkstad.archive.rules.slugs import event_slug
from verkstad.archive.spoken import spoken_time
from verkstad.archive.taken import is_slug_taken
from verkstad.editing.events import fields
from verkstad.editing.events.parts import note_doubt
from verkstad.editing.events.row_forms import field_for
from verkstad.editing.events.series import series_for
from verkstad.editing.events.texts import TextsOfAForm
from verkstad.editing.shared.texts import text_names

OWN_FIELDS = [
    "title_sv", "title_en", "start_date", "start_time", "end_time", "series", "venue", "meeting_address_url", "summary_sv",
    "summary_en", "kind", "mode", "end_date", "time_zone", "language", "meeting_address_service", "meeting_address_public",
    "seats_limited", "audience_sv", "audience_en", "status", "status_note_sv", "status_note_en", "previous_start_date",
    "former_titles", "summary_state", "attendance_number", "attendance_source", "attendance_public", "slug",
]  # fmt: skip


MONTH_SENTENCE = gettext_lazy("Only the month is known, so leave out the times and the last day.")


class EventForm(TextsOfAForm, WagtailAdminModelForm):
    """What an editor fills in. A workshop can be saved, and published, with a title and a date alone."""

    month_only = forms.BooleanField(label=fields.MONTH_ONLY, required=False)
    slug = forms.CharField(
        label=gettext_lazy("Address"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("Made from the date and the title when you leave it empty."),
    )

    class Meta(WagtailAdminModelForm.Meta):
        model = Event
        fields = OWN_FIELDS
        formfield_callback = field_for

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.doubts: dict[str, list[str]] = {}
        month = self.instance.precision == Precision.MONTH
        self.initial["month_only"] = month
        day = self.fields["start_date"]
        day.widget = fields.MonthOrDayInput(attrs=day.widget.attrs)
        day.widget.month_only = month
        day.error_messages["required"] = _("Write the day, or the month when the day is not decided.")
        self._offer_series()
        if self.instance.first_published_at is not None:
            # Readers have this address: it is changed on a page of its own, which leaves a way from the old to the new.
            self.fields["slug"].disabled = True
        self.fields["language"].widget = forms.Select(choices=_languages(self.instance.language))

    def _offer_series(self) -> None:
        if self.for_user is None:
            offered = sorted(Series.objects.order_by("pk"), key=lambda row: str(row).casefold())
        else:
            offered = series_for(self.for_user, also=self.instance.series_id)
        field = self.fields["series"] = forms.TypedChoiceField(
            label=self.fields["series"].label,
            coerce={str(row.pk): row for row in offered}.get,
            choices=[] if len(offered) == 1 else [("", "–")],
            empty_value=None,
            error_messages={"required": _("Choose which series the workshop belongs to.")},
        )
        field.choices += [(str(row.pk), str(row)) for row in offered]
        if self.instance.series_id is None and len(offered) == 1:
            self.initial["series"] = str(offered[0].pk)

    # One row's rules

    def clean(self) -> dict[str, Any]:
        self._settle_new_originals()
        cleaned = super().clean() or self.cleaned_data
        if not self.errors.keys() & {"title_sv", "title_en"} and not (
            cleaned.get("title_sv") or cleaned.get("title_en")
        ):
            self.add_error("title_sv", _("Write a title. It can be changed as long as you like."))
        self._clean_date(cleaned)
        self._clean_times(cleaned)
        self._guess_mode(cleaned)
        self._clean_whole(cleaned)
        self._clean_slug(cleaned)
        return cleaned

    def _settle_new_originals(self) -> None:
        """A new workshop is written in its own language first, whichever of the two fields is filled in."""
        if self.instance._state.adding:
            for name in text_names(Event):
                setattr(self.instance, f"{name}_original", "en" if self.cleaned_data.get("language") == "en" else "sv")

    def _clean_date(self, cleaned: dict[str, Any]) -> None:
        written = str(self.data.get(self.add_prefix("start_date"), "")).strip()
        is_month = bool(cleaned.get("month_only")) or fields.as_month(written) is not None
        self.instance.precision = Precision.MONTH if is_month else Precision.DAY
        if is_month and cleaned.get("start_date"):
            cleaned["start_date"] = cleaned["start_date"].replace(day=1)
            for name in ("start_time", "end_time", "end_date"):
                if cleaned.get(name) is not None:
                    self.add_error(name, str(MONTH_SENTENCE))

    def _clean_times(self, cleaned: dict[str, Any]) -> None:
        first, last = cleaned.get("start_date"), cleaned.get("end_date")
        start, end = cleaned.get("start_time"), cleaned.get("end_time")
        if self.errors.keys() & {"start_date", "start_time", "end_date", "end_time"} or first is None:
            return
        if last is not None and last < first:
            self.add_error(
                "end_date", _("The last day is before the first. Change one of them. All you typed is kept.")
            )
            return
        if end is not None and start is None:
            self.add_error(
                "start_time", _("The end has a time but the start has none. Add the start, or leave out the end.")
            )
        elif end is not None and end <= start and (last or first) == first:
            self.add_error("end_time", ends_before_it_begins(start, end))

    def _guess_mode(self, cleaned: dict[str, Any]) -> None:
        """Where it is follows from what was filled in, until somebody says otherwise."""
        if cleaned.get("mode") or not {"venue", "meeting_address_url"} & set(self.changed_data):
            return
        match bool(cleaned.get("venue")), bool(cleaned.get("meeting_address_url")):
            case True, True:
                cleaned["mode"] = Mode.BOTH.value
            case True, False:
                cleaned["mode"] = Mode.ON_SITE.value
            case False, True:
                cleaned["mode"] = Mode.ONLINE.value

    def _clean_whole(self, cleaned: dict[str, Any]) -> None:
        if not cleaned.get("meeting_address_url") and (
            cleaned.get("meeting_address_service") or cleaned.get("meeting_address_public")
        ):
            if "meeting_address_url" in self.changed_data:
                cleaned["meeting_address_service"], cleaned["meeting_address_public"] = None, False
            else:
                self.add_error(
                    "meeting_address_url",
                    _("The meeting has a service but no address. Add the address, or leave out both."),
                )
        if cleaned.get("attendance_number") is None and (
            cleaned.get("attendance_source") or cleaned.get("attendance_public")
        ):
            self.add_error(
                "attendance_number",
                _("Somebody counted the participants but there is no number. Add it, or leave out both."),
            )

    def _clean_slug(self, cleaned: dict[str, Any]) -> None:
        """An address that nobody has seen follows date and title; one that was typed stays, if it is free."""
        if self.fields["slug"].disabled or not cleaned.get("start_date"):
            return
        title = (cleaned.get("title_sv") or cleaned.get("title_en") or "").strip()
        typed = cleaned.get("slug") or ""
        was_made = typed == self.instance.slug and self._is_made_from_title(typed)
        if typed and not was_made:
            if is_slug_taken(self.instance, typed):
                self.add_error(
                    "slug",
                    _("The address “%(slug)s” belongs to another, or once did. Choose one that is free.")
                    % {"slug": typed},
                )
            return
        made = event_slug(cleaned["start_date"], self.instance.precision, title)
        cleaned["slug"] = (
            typed if typed and re.fullmatch(rf"{re.escape(made)}(-\d+)?", typed) else free_slug(self.instance, made)
        )

    def _is_made_from_title(self, slug: str) -> bool:
        before = self.initial
        title = before.get("title_sv") or before.get("title_en") or ""
        if not before.get("start_date"):
            return False
        precision = "month" if before.get("month_only") else "day"
        made = event_slug(before["start_date"], precision, title)
        return re.fullmatch(rf"{re.escape(made)}(-\d+)?", slug) is not None

    def _get_validation_exclusions(self) -> set[str]:
        # Columns that are not in the form have their values all the same, and the rules between columns ask for them.
        left_out = {name for name in self.errors if name in {field.name for field in Event._meta.fields}}
        if "start_date" in left_out and not self.cleaned_data.get("slug"):
            left_out.add("slug")  # it is made from the date, so nobody is asked for both
        return left_out

    def _post_clean(self) -> None:
        super()._post_clean()
        self._doubt_times()

    def _doubt_times(self) -> None:
        event = self.instance
        for name, day in (("start_time", event.start_date), ("end_time", event.end_date or event.start_date)):
            at = getattr(event, name)
            if (
                at
                and day
                and not self.errors.keys() & {name, "time_zone"}
                and wall_clock.happens_twice(day, at, event.time_zone)
            ):
                note_doubt(
                    self, name, _("Clocks are set back that night, so this time comes twice. The first is meant.")
                )

    # What only the whole form can tell

    def is_valid(self) -> bool:
        if self.is_bound:
            self._keep_items_with_people()
        valid = super().is_valid()
        if "start_date" not in self.errors:
            valid = self._agenda_is_possible() and valid
        return self._is_allowed() and valid if valid else False

    def _keep_items_with_people(self) -> None:
        """An item without a word in it is an empty row, unless somebody was put on it: then its title is asked for."""
        named = {row.data.get(row.add_prefix("agenda_item_uid")) for row in self.formsets["appearances"].rows}
        for row in self.formsets["agenda"].forms:
            row.is_named = str(row.instance.uid) in named

    def _agenda_is_possible(self) -> bool:
        possible = True
        for trouble in self.agenda_troubles():
            row = self._agenda_rows[trouble.item.uid]
            if trouble.blocks and field_of(trouble) not in row.errors:
                row.add_error(field_of(trouble), sentence_of(trouble))
                possible = False
        return possible

    @property
    def _agenda_rows(self) -> dict[Any, Any]:
        return {row.instance.uid: row for row in self.formsets["agenda"].rows}

    def agenda_troubles(self) -> Iterator[agenda.Trouble]:
        """What is wrong or doubtful in the agenda as it stands in the form."""
        event = self.instance
        items = [
            agenda.Item(
                uid=row.instance.uid,
                title=str(row.instance.title or ""),
                session=row.instance.session_uid,
                start=row.instance.start_time,
                end=row.instance.end_time,
            )
            for row in self.formsets["agenda"].rows
        ]
        return agenda.troubles(
            items,
            event_start=event.start_time,
            event_end=event.end_time,
            several_days=event.end_date is not None and event.end_date != event.start_date,
        )

    def note_doubts(self) -> None:
        """Put what is doubtful beside the fields, for the page to show."""
        if not self.is_bound:
            self._doubt_times()
        for trouble in self.agenda_troubles():
            row = self._agenda_rows[trouble.item.uid]
            if not trouble.blocks and field_of(trouble) not in row.errors:
                note_doubt(row, field_of(trouble), sentence_of(trouble))

    def _is_allowed(self) -> bool:
        """Whether the workshop may be where the form puts it: a series, or organisers, that the editor answers for."""
        if self.for_user is None:
            return True
        self.instance.organisers.set([row.instance for row in self.formsets["organisers"].rows])
        action = "add" if self.instance._state.adding else "change"
        if may(self.for_user, action, self.instance):
            return True
        self.add_error(
            "series", _("You may not put workshops in this series. Choose another, or ask an administrator.")
        )
        return False

    def save(self, commit: bool = True) -> Event:
        self._let_go_of_missing_items()
        return super().save(commit=commit)

    def _let_go_of_missing_items(self) -> None:
        """Who was on an item that went is still at the workshop; an item of a session that went is still on the agenda."""
        items = {row.instance.uid for row in self.formsets["agenda"].rows}
        sessions = {row.instance.uid for row in self.formsets["sessions"].rows}
        for row in self.formsets["appearances"].rows:
            if row.instance.agenda_item_uid not in items:
                row.instance.agenda_item_uid = None
        for row in self.formsets["agenda"].rows:
            if row.instance.session_uid not in sessions:
                row.instance.session_uid = None

    def get_field_updates_for_resave(self) -> list[tuple[str, str]]:
        """After a first save in the background only the address is news to the page."""
        return [("slug", self.instance.slug)] if not self.fields["slug"].disabled else []


def _languages(present: str) -> list[tuple[str, str]]:
    known = [("sv", _("Swedish")), ("en", _("English"))]
    return known if present in {"sv", "en"} else [*known, (present, present)]


def ends_before_it_begins(start: Any, end: Any) -> str:
    words = {"end": spoken_time(end), "start": spoken_time(start)}
    if end == start:
        return _("The end and the start are the same (%(start)s). Change one of them. All you typed is kept.") % words
    return _("The end (%(end)s) is before the start (%(start)s). Change one of them. All you typed is kept.") % words


def field_of(trouble: agenda.Trouble) -> str:
    return "title_sv" if trouble.field == "title" else trouble.field


def sentence_of(trouble: agenda.Trouble) -> str:
    """What an editor reads at the field."""
    item, other = trouble.item, trouble.other
    match trouble.why:
        case "ends_before_it_begins":
            return ends_before_it_begins(item.start, item.end)
        case "needs_start":
            return _("The end has a time but the start has none. Add the start, or leave out the end.")
        case "twice":
            return _("This item is on the agenda twice, at the same time. Remove one of them.")
        case "overlaps":
            return _("Begins before “%(other)s” has ended (%(end)s). Leave it if that is meant.") % {
                "other": other.title if other else "",
                "end": spoken_time(other.end) if other and other.end else "",
            }
        case "before_the_event":
            return _("Begins before the workshop does. Leave it if that is meant.")
        case _:
            return _("Ends after the workshop does. Leave it if that is meant.")
