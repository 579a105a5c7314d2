# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the pages of this part share: the frame of a page, its crumbs, and the workshop or series that it is about."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views import View

from verkstad.archive.models import Event, Root, Series
from verkstad.archive.rules.access import Action, may
from verkstad.editing.shared.places import edit_address
from verkstad.records.desk_names import DeskNames, latest
from verkstad.records.published import Draft
from verkstad.records.read_desk import entries


class TodoView(View):
    """A page of the desk with a title, under *To do*."""

    template_name = ""
    title: Any = ""
    icon = "list-ul"

    def crumbs(self) -> list[dict[str, Any]]:
        return [{"url": reverse("wagtailadmin_home"), "label": _("To do")}]

    def show(self, status: int = 200, **context: Any) -> HttpResponse:
        title = str(self.title)
        return render(
            self.request,
            self.template_name,
            {
                "page_title": title,
                "header_title": title,
                "header_icon": self.icon,
                "breadcrumbs_items": [*self.crumbs(), {"url": "", "label": title}],
                **context,
            },
            status=status,
        )


class OfThingView(TodoView):
    """A page about one thing, for those who may open it; what changes something asks for more."""

    model: type[Root]
    needs: Action = "view"
    thing: Any

    def setup(self, request: HttpRequest, *args: Any, id: UUID, **kwargs: Any) -> None:
        super().setup(request, *args, id=id, **kwargs)
        self.thing = self.model.objects.filter(pk=id).first()

    def dispatch(self, request: HttpRequest, *args: Any, id: UUID, **kwargs: Any) -> Any:
        if self.thing is None:
            raise Http404
        needs: Action = self.needs if request.method in {"GET", "HEAD"} else "change"
        if not may(request.user, "view", self.thing) or not may(request.user, needs, self.thing):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def may_change(self) -> bool:
        return may(self.request.user, "change", self.thing)

    def name(self) -> str:
        return str(self.thing)

    def crumbs(self) -> list[dict[str, Any]]:
        kind = self.thing.thing_kind
        return [
            *super().crumbs(),
            {
                "url": reverse(f"wagtailsnippets_archive_{kind}:list"),
                "label": capfirst(self.thing._meta.verbose_name_plural),
            },
            {"url": edit_address(kind, self.thing.pk), "label": self.name()},
        ]

    def show(self, status: int = 200, **context: Any) -> HttpResponse:
        about = {
            "thing": self.thing,
            "name": self.name(),
            "edit_address": edit_address(self.thing.thing_kind, self.thing.pk),
            "may_change": self.may_change,
            "header_title": f"{self.title}: {self.name()}",
        }
        return super().show(status, **{**about, **context})


class OfEventView(OfThingView):
    """A page about one workshop as its latest draft has it."""

    model = Event
    icon = "calendar-alt"

    @cached_property
    def entry(self) -> Any:
        (entry,) = entries("event", [self.thing.pk])
        return entry

    @cached_property
    def event(self) -> Any:
        return latest(self.entry)

    @cached_property
    def names(self) -> DeskNames:
        return DeskNames([self.event])

    def draft(self, at: Any) -> Draft[Any]:
        return Draft[type(self.event)](at=at, thing=self.event)  # type: ignore[misc]

    def name(self) -> str:
        return " ".join(str(self.event.title.shown(self.event.title.original).words).split())


class OfSeriesView(OfThingView):
    model = Series
