# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the pages of one thing's versions share: the thing, who may open it, and where one is."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.views import View
from wagtail.admin import messages
from wagtail.admin.utils import get_latest_str

from verkstad.archive.errors import ArchiveError
from verkstad.archive.models import Root
from verkstad.archive.reading import KINDS
from verkstad.archive.rules.access import Action, may


class ThingView(View):
    """A page about one thing, named by its kind and id in the address. Only those who may open the thing see it."""

    needs: Action = "view"
    template_name = ""
    title = ""

    request: HttpRequest
    thing: Any

    def setup(self, request: HttpRequest, *args: Any, kind: str, id: UUID, **kwargs: Any) -> None:
        super().setup(request, *args, kind=kind, id=id, **kwargs)
        if kind not in KINDS:
            raise Http404
        self.thing = KINDS[kind].objects.select_related("latest_revision__user").filter(pk=id).first()

    def dispatch(self, request: HttpRequest, *args: Any, kind: str, id: UUID, **kwargs: Any) -> Any:
        if self.thing is None:
            raise Http404
        if not may(request.user, "view", self.thing) or not may(request.user, self.needs, self.thing):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def may(self, action: Action) -> bool:
        return may(self.request.user, action, self.thing)

    def page_title(self) -> str:
        return str(self.title)

    def show(self, status: int = 200, **context: Any) -> HttpResponse:
        view_set = self.thing.snippet_viewset
        name = get_latest_str(self.thing)
        title = self.page_title()
        crumbs = [
            *view_set.breadcrumbs_items,
            {"url": reverse(view_set.get_url_name("list")), "label": capfirst(self.thing._meta.verbose_name_plural)},
            {"url": self.edit_url(), "label": name},
            {"url": "", "label": title},
        ]
        return render(
            self.request,
            self.template_name,
            {
                "thing": self.thing,
                "name": name,
                "page_title": title,
                "header_title": f"{title}: {name}",
                "breadcrumbs_items": crumbs,
                "header_icon": view_set.icon,
                "edit_url": self.edit_url(),
                **context,
            },
            status=status,
        )

    def edit_url(self) -> str:
        return edit_url_of(self.thing)

    def to_the_thing(self) -> HttpResponse:
        return redirect(self.edit_url())

    def now(self) -> Any:
        return timezone.now()

    def refused(self, refused: ArchiveError) -> None:
        messages.error(self.request, refused.message())


def edit_url_of(thing: Root) -> str:
    return reverse(thing.snippet_viewset.get_url_name("edit"), args=[thing.pk])  # type: ignore[attr-defined]
