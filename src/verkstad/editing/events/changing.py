# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages that change what readers see of a workshop at once: cancel, postpone, move, another address. And notes and sources."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from verkstad.archive.actions.events import cancel_event, has_timed_agenda, postpone_event, reschedule_event
from verkstad.archive.actions.knowing import add_note, choose_claim, clashing_fields
from verkstad.archive.actions.publishing import change_slug
from verkstad.archive.choices import EventStatus, Precision
from verkstad.archive.errors import ArchiveError, ContentRefused
from verkstad.archive.models import Claim, EditorNote, Event
from verkstad.archive.rules.access import may
from verkstad.editing.events.page_forms import AddressForm, EditorNoteForm, MoveForm, NoteForm
from verkstad.editing.shared.pages import DeskPage, edit_url


class EventPage(DeskPage):
    """A page of one workshop. ``asks_for`` is what the editor must be allowed to do."""

    header_icon = "calendar-alt"
    template_name = "verkstad/events/small_form.html"
    asks_for = "publish"
    danger = False

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        self.event = get_object_or_404(Event.objects.select_related("series"), pk=kwargs["pk"])
        self.refuse_unless(self.asks_for, self.event)
        return super().dispatch(request, *args, **kwargs)

    def way(self) -> list[tuple[str, str]]:
        listed = (reverse("wagtailsnippets_archive_event:list"), _("Workshops"))
        return [listed, (edit_url("event", self.event.pk), str(self.event))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return {**context, "event": self.event, "back": edit_url("event", self.event.pk), "danger": self.danger}

    def show(self, **context: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(**context))


class ChangeView(EventPage):
    """One form, one action; what readers and calendars will see is told before."""

    def make_form(self, data: Any = None) -> Any:
        raise NotImplementedError

    def change(self, form: Any) -> Any:
        raise NotImplementedError

    def done(self) -> str:
        raise NotImplementedError

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.show(form=self.make_form())

    def post(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.make_form(request.POST)
        if form.is_valid():
            try:
                self.change(form)
            except ContentRefused as refused:
                for name, sentences in refused.problems.items():
                    form.add_error(name if name in form.fields else None, sentences)
            except ArchiveError as refused:
                form.add_error(None, refused.message())
            else:
                messages.success(request, self.done())
                return redirect(edit_url("event", self.event.pk))
        return self.show(form=form)


class CancelView(ChangeView):
    page_title = gettext_lazy("Cancel the workshop")
    danger = True

    def make_form(self, data: Any = None) -> NoteForm:
        return NoteForm(data, user=self.request.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = {
            "lead": _(
                "Readers see “Cancelled” on the page, in lists and in the feed within seconds. In the calendars of those "
                "who subscribe it stays, marked as cancelled. The page keeps its address."
            ),
            "button": _("Cancel the workshop"),
        }
        return {**super().get_context_data(**kwargs), **context}

    def change(self, form: Any) -> Any:
        return cancel_event(self.event, note=form.note, by=self.request.user, at=timezone.now())

    def done(self) -> str:
        return _("The workshop is cancelled.")


class PostponeView(ChangeView):
    page_title = gettext_lazy("Postpone the workshop")

    def make_form(self, data: Any = None) -> NoteForm:
        return NoteForm(data, user=self.request.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = {
            "lead": _(
                "Readers see “Postponed” until there is a new day. In the calendars of those who subscribe it is marked as "
                "not certain. When you know the new day, choose “Move”."
            ),
            "button": _("Postpone the workshop"),
        }
        return {**super().get_context_data(**kwargs), **context}

    def change(self, form: Any) -> Any:
        return postpone_event(self.event, note=form.note, by=self.request.user, at=timezone.now())

    def done(self) -> str:
        return _("The workshop is postponed.")


class MoveView(ChangeView):
    page_title = gettext_lazy("Move the workshop")

    def make_form(self, data: Any = None) -> MoveForm:
        event = self.event
        initial = {
            "start_date": event.start_date,
            "start_time": event.start_time,
            "end_time": event.end_time,
            "end_date": event.end_date,
            "month_only": event.precision == Precision.MONTH,
        }
        return MoveForm(data, user=self.request.user, initial=initial, event=event)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = {
            "lead": _(
                "Readers see the new time, and the day it was moved from. Calendars of those who subscribe move it by "
                "themselves. The page keeps its address, also when the address has the old day in it."
            ),
            "button": _("Move the workshop"),
        }
        return {**super().get_context_data(**kwargs), **context}

    def change(self, form: Any) -> Any:
        given = form.cleaned_data
        day = given["start_date"]
        return reschedule_event(
            self.event,
            start_date=day.replace(day=1) if given["is_month"] else day,
            start_time=given["start_time"],
            end_time=given["end_time"],
            end_date=given["end_date"],
            precision=form.precision,
            with_agenda=given.get("with_agenda", False),
            by=self.request.user,
            at=timezone.now(),
        )

    def done(self) -> str:
        if has_timed_agenda(self.event) and not self.request.POST.get("with_agenda"):
            return _("The workshop has a new time. The times of its agenda are as they were: look through them.")
        return _("The workshop has a new time.")


class AddressView(ChangeView):
    page_title = gettext_lazy("Another address")

    def make_form(self, data: Any = None) -> AddressForm:
        return AddressForm(data, user=self.request.user, initial={"slug": self.event.slug})

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = {
            "lead": _("The old address leads to the new one from now on. No other workshop can ever have it."),
            "button": _("Change the address"),
        }
        return {**super().get_context_data(**kwargs), **context}

    def change(self, form: Any) -> Any:
        return change_slug(self.event, form.cleaned_data["slug"], by=self.request.user, at=timezone.now())

    def done(self) -> str:
        return _("The address is changed.")


class BesideView(EventPage):
    """Notes between editors, and what sources say of the workshop: never published."""

    page_title = gettext_lazy("Notes and sources")
    template_name = "verkstad/events/notes_and_sources.html"
    asks_for = "view"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        claims = list(Claim.objects.filter(thing_id=self.event.pk).order_by("field", "sort_order", "pk"))
        return {
            **context,
            "notes": notes_of(self.event),
            "claims": claims,
            "clashing": clashing_fields(claims),
            "may_change": may(self.request.user, "change", self.event),
        }

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.show(form=EditorNoteForm(user=request.user))

    def post(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        self.refuse_unless("change", self.event)
        if key := request.POST.get("choose", ""):
            return self._choose(key)
        form = EditorNoteForm(request.POST, user=request.user)
        if not form.is_valid():
            return self.show(form=form)
        add_note(self.event, form.cleaned_data["note"], by=request.user, at=timezone.now())
        messages.success(request, _("The note is kept."))
        return redirect("verkstad_events:beside", self.event.pk)

    def _choose(self, key: str) -> HttpResponse:
        claim = get_object_or_404(Claim, pk=int(key) if key.isascii() and key.isdecimal() and len(key) < 18 else 0)
        if claim.thing_id != self.event.pk:
            return redirect("verkstad_events:beside", self.event.pk)
        try:
            written = choose_claim(claim, by=self.request.user, at=timezone.now())
        except ArchiveError as refused:
            messages.error(self.request, refused.message())
        else:
            messages.success(
                self.request,
                _("Chosen, and written into the draft.")
                if written
                else _("Chosen. See that the field in the form says the same."),
            )
        return redirect("verkstad_events:beside", self.event.pk)


def notes_of(event: Event) -> Any:
    return EditorNote.objects.filter(thing_id=event.pk).select_related("by").order_by("sort_order", "pk")


def what_time_can_be(user: Any, event: Event) -> list[tuple[str, str]]:
    """Address and words of the pages on which this editor can move, postpone or cancel a published workshop."""
    pages: list[tuple[str, str]] = []
    if may(user, "publish", event) and event.live and event.status != EventStatus.CANCELLED:
        pages.append(("move", _("Move")))
        if event.status != EventStatus.POSTPONED:
            pages.append(("postpone", _("Postpone")))
        pages.append(("cancel", _("Cancel the workshop")))
    return [(reverse(f"verkstad_events:{name}", args=[event.pk]), words) for name, words in pages]


def what_else_can_be_done(user: Any, event: Event) -> list[tuple[str, str]]:
    pages: list[tuple[str, str]] = []
    if may(user, "publish", event) and event.live:
        pages.append(("address", _("Another address")))
    if may(user, "change", event):
        pages.append(("template", _("Make a template")))
    done = [(reverse(f"verkstad_events:{name}", args=[event.pk]), words) for name, words in pages]
    if may(user, "add", Event):
        done.append((f"{reverse('verkstad_events:start')}?event={event.pk}", _("New workshop from this one")))
    return [*done, (reverse("verkstad_events:beside", args=[event.pk]), _("Notes and sources"))]
