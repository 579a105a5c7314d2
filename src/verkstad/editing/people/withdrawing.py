# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Taking down at the desk: one thing, one name in one workshop, or a person altogether; and showing a thing again."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from wagtail.admin import messages

from verkstad.archive.actions.names import Rewritten
from verkstad.archive.actions.people import take_person_out
from verkstad.archive.actions.withdrawing import (
    WITHDRAWN,
    is_destroyed,
    reinstate,
    seen_last,
    take_name_from_event,
    withdraw,
)
from verkstad.archive.errors import ArchiveError
from verkstad.archive.models import Appearance, Event, Material, Person, Recording, Withdrawal
from verkstad.archive.reading import KINDS
from verkstad.archive.rules.access import may
from verkstad.editing.people.forms import ReasonForm, SureForm
from verkstad.editing.people.words import Names, what_readers_meet
from verkstad.editing.shared.pages import DeskPage, edit_url, thing_or_404
from verkstad.editing.shared.versioning import url_of

PER_PAGE = 50


class TakingDownPage(DeskPage):
    """A page with a reason to give; ``do`` does it, once the form is as it should be."""

    header_icon = "view"
    form_class: type[ReasonForm] = ReasonForm
    thing: Any

    def way(self) -> list[tuple[str, str]]:
        return [(reverse("verkstad_people:withdrawals"), pgettext("heading", "Taken down"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", self.form_class())
        return super().get_context_data(
            thing=self.thing,
            edit_url=edit_url(self.thing.thing_kind, self.thing.pk),
            readers_meet=what_readers_meet(),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.form_class(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        try:
            return self.do(form.cleaned_data["reason"], form.cleaned_data["reference"] or None)
        except ArchiveError as refused:
            form.add_error(None, refused.message())
            return self.render_to_response(self.get_context_data(form=form))

    def do(self, reason: str, reference: str | None) -> HttpResponse:
        raise NotImplementedError

    def tell_rewritten(self, rewritten: tuple[Rewritten, ...]) -> None:
        """Other words stand for the name now: a person should read the sentences they stand in."""
        if rewritten:
            titles = _titles(rewritten)
            messages.warning(
                self.request,
                _("Other words now stand for the name. Read the texts: %(things)s.") % {"things": "; ".join(titles)},
            )


def _titles(rewritten: tuple[Rewritten, ...]) -> list[str]:
    found = []
    for kind, model in KINDS.items():
        keys = {one.id for one in rewritten if one.kind == kind}
        found += [str(thing) for thing in model.objects.filter(pk__in=keys).order_by("pk")] if keys else []
    return found


class WithdrawView(TakingDownPage):
    template_name = "verkstad/people/withdraw.html"

    def get_page_title(self) -> str:
        return _("Take down for a reason that holds")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.thing = thing_or_404(kwargs["kind"], kwargs["key"], among=WITHDRAWN)
        self.refuse_unless("withdraw", self.thing)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        has_page = self.thing.thing_kind not in {"material", "recording"}
        standing = Withdrawal.objects.standing().filter(thing_id=self.thing.pk, event_id__isnull=True).first()
        return super().get_context_data(has_page=has_page, standing=standing, **kwargs)

    def do(self, reason: str, reference: str | None) -> HttpResponse:
        withdraw(self.thing, reason=reason, reference=reference, by=self.request.user, at=timezone.now())
        messages.success(
            self.request,
            _("“%(thing)s” is taken down. Readers see it no more in a few seconds.") % {"thing": self.thing},
        )
        return redirect("verkstad_people:withdrawals")


class ReinstateView(DeskPage):
    template_name = "verkstad/people/reinstate.html"
    header_icon = "view"

    def get_page_title(self) -> str:
        return _("Show again")

    def way(self) -> list[tuple[str, str]]:
        return [(reverse("verkstad_people:withdrawals"), pgettext("heading", "Taken down"))]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.thing = thing_or_404(kwargs["kind"], kwargs["key"], among=WITHDRAWN)
        self.refuse_unless("withdraw", self.thing)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        standing = Withdrawal.objects.standing().filter(thing_id=self.thing.pk, event_id__isnull=True).first()
        return super().get_context_data(
            thing=self.thing,
            standing=standing,
            seen_last=(seen := seen_last(self.thing)),
            compare_url=url_of("compare", self.thing, seen.pk, self.thing.latest_revision_id) if seen else None,
            destroyed=is_destroyed(self.thing, seen) and is_destroyed(self.thing),
            edit_url=edit_url(self.thing.thing_kind, self.thing.pk),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            latest = request.POST.get("version") == "latest"
            shown = reinstate(self.thing, latest=latest, by=request.user, at=timezone.now())
        except ArchiveError as refused:
            messages.error(request, refused.message())
            return self.get(request, *args, **kwargs)
        messages.success(
            request,
            (_("“%(thing)s” is shown again.") if shown.live else _("“%(thing)s” is no longer held back."))
            % {"thing": shown},
        )
        return redirect("verkstad_people:withdrawals")


class TakeOutView(TakingDownPage):
    """A person out of everything, or only out of one workshop or recording: what there is, with a link to each."""

    template_name = "verkstad/people/take_out.html"
    form_class = SureForm
    header_icon = "user"

    def get_page_title(self) -> str:
        return _("Take a person out")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.thing = get_object_or_404(Person, pk=kwargs["person"])
        self.refuse_unless("withdraw", self.thing)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        named = Event.objects.filter(pk__in=Appearance.objects.filter(person=self.thing).values("event"))
        page = Paginator(named.order_by("-start_date", "pk"), PER_PAGE).get_page(self.request.GET.get("p"))
        events = list(page)
        recordings, materials = (
            model.objects.filter(event__in=events, live=True).select_related("event").order_by("event", "pk")
            for model in (Recording, Material)
        )
        return super().get_context_data(events=events, page=page, recordings=recordings, materials=materials, **kwargs)

    def do(self, reason: str, reference: str | None) -> HttpResponse:
        taken = take_person_out(self.thing, reason=reason, reference=reference, by=self.request.user, at=timezone.now())
        messages.success(
            self.request,
            _("The person is taken out of %(number)s workshops, of drafts and of history.")
            % {"number": len(taken.events)},
        )
        self.tell_rewritten(taken.rewritten)
        if taken.named_in_address:
            titles = [str(event) for event in Event.objects.filter(pk__in=taken.named_in_address).order_by("pk")]
            messages.warning(
                self.request,
                _("The name still stands in the address of: %(things)s. Only an editor can choose another.")
                % {"things": "; ".join(titles)},
            )
        return redirect("verkstad_people:withdrawals")


class TakeNameView(TakingDownPage):
    """One name out of one workshop."""

    template_name = "verkstad/people/take_name.html"
    form_class = SureForm
    header_icon = "user"

    def get_page_title(self) -> str:
        return _("Take a name out of a workshop")

    def way(self) -> list[tuple[str, str]]:
        return [(reverse("verkstad_people:take_out", args=[self.thing.pk]), _("Take a person out"))]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.thing = get_object_or_404(Person, pk=kwargs["person"])
        self.event = get_object_or_404(Event, pk=kwargs["event"])
        self.refuse_unless("withdraw", self.event)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(event=self.event, **kwargs)

    def do(self, reason: str, reference: str | None) -> HttpResponse:
        taken = take_name_from_event(
            self.thing, self.event, reason=reason, reference=reference, by=self.request.user, at=timezone.now()
        )
        messages.success(
            self.request,
            _("“%(event)s” no longer names %(person)s.")
            % {"event": Event.objects.get(pk=self.event.pk), "person": self.thing},
        )
        self.tell_rewritten(taken.rewritten)
        return redirect(edit_url("event", self.event.pk))


class WithdrawalsView(DeskPage):
    template_name = "verkstad/people/withdrawals.html"
    header_icon = "view"

    def get_page_title(self) -> str:
        return pgettext("heading", "Taken down")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        self.refuse_unless("withdraw", Material)
        page = Paginator(Withdrawal.objects.newest_first(), PER_PAGE).get_page(self.request.GET.get("p"))
        rows = list(page)
        names = Names([key for row in rows for key in (row.by_id, row.reinstated_by_id)])
        things = _things(rows)
        events = Event.objects.in_bulk({row.event_id for row in rows if row.event_id})
        user = self.request.user
        return super().get_context_data(
            page=page,
            rows=[
                {
                    "row": row,
                    "thing": things.get(row.thing_id) if row.thing_kind != "person" or row.event_id else None,
                    "event": events.get(row.event_id),
                    "by": names.of(row.by_id),
                    "reinstated_by": names.of(row.reinstated_by_id),
                    "may_reinstate": row.reinstated_at is None and row.event_id is None and row.thing_kind in WITHDRAWN,
                }
                for row in rows
            ],
            may_dispose=may(user, "dispose", Material),
            **kwargs,
        )


def _things(rows: list[Withdrawal]) -> dict[Any, Any]:
    """What was taken down, as it is called now; a query for each kind."""
    found: dict[Any, Any] = {}
    for kind, model in KINDS.items():
        things = model.objects.filter(pk__in={row.thing_id for row in rows if row.thing_kind == kind})
        if kind in {"material", "recording"}:
            things = things.select_related("event")
        found |= {thing.pk: thing for thing in things.order_by("pk")}
    return found
